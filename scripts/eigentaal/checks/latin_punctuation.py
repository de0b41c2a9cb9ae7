"""A Latin question mark, comma or semicolon stands behind an Arabic-script letter.

Why: it faces the wrong way, and a reader stumbles over it as over a spelling mistake.
Example: `?` at the end of an Arabic question.
Mend: write the mark of the reader's script (U+061F, U+060C, U+061B). In numbers such as 12,50 the comma may stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING
from eigentaal.traits import Trait

SEVERITY = WARNING
_SIGN = re.compile("[?,;]")
WHERE = Trait(lambda _: _SIGN.search, letters=False)

_RIGHT = {"?": "\u061f", ",": "\u060c", ";": "\u061b"}
# A letter of the script with its vowel marks; a closing quote, bracket or space may stand between.
_WRONG = re.compile(r"[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f][\s»”’\"')\]]{0,3}([?,;])")


def find(pair: Pair) -> Iterator[Details]:
    if wrong := _WRONG.findall(pair.target.plain):
        wrong = sorted(set(wrong))
        yield {"wrong": " ".join(wrong), "right": " ".join(_RIGHT[each] for each in wrong)}
