"""A punctuation mark stands twice, behind a space, or in another script than the text.

Why: a reader stumbles over it as over a spelling mistake; it comes from pasting, or from another keyboard.
Example: `How much??`, `Call us .`, an Arabic comma in a Turkish sentence, or the wide full stop of Chinese.
Mend: write the mark once, at the word before it, as this language does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from eigentaal.checks import Details
from eigentaal.lexicon import base, scripts
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING
from eigentaal.traits import Trait

SEVERITY = WARNING

_MARKS = ".,;:?!\u060c\u061b\u061f"
_TWICE = rf"(?<![{_MARKS}])([{_MARKS}])\1(?![{_MARKS}])"
_WIDE = "[\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\u3001\u3002\u3008-\u3011]"
_ALONE = rf"^[{_MARKS}]$"
_ARABIC = "[\u060c\u061b\u061f]"
_SPACED = ("fr",)  # French writes a space before `?` and `:`


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Finds a mark that is wrong in a token; a token that is nothing but a mark had a space before it."""
    wrong = [_TWICE, _WIDE, *([] if base(language) in _SPACED else [_ALONE])]
    return re.compile("|".join([*wrong, *([] if "ARABIC" in scripts(language) else [_ARABIC])]))


WHERE = Trait(lambda language: _pattern(language).search, letters=False)


def find(pair: Pair) -> Iterator[Details]:
    odd = _pattern(pair.language.code)
    dutch = pair.source.raw.split()
    wrong = [each for each in pair.target.raw.split() if odd.search(each) and each not in dutch]
    if wrong and len(pair.target.tokens) > 1:  # a word of the interface may be a comma
        yield {"found": " ".join(wrong[:5])}
