"""A text holds letters that look right but belong to another language in Arabic script.

Why: search finds nothing, and a screen reader says another sound; it comes from the keyboard of another language.
Example: the Persian ye (U+06CC) in an Arabic word, or the Arabic kaf (U+0643) in a Persian one.
Mend: replace the letter, or type the word again with the keyboard of this language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from eigentaal.checks import Details
from eigentaal.lexicon import replaced_letters
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING


def find(pair: Pair) -> Iterator[Details]:
    letters = _letters(pair.language.code)
    if letters and (found := letters.findall(pair.target.raw)):
        right = replaced_letters(pair.language.code)
        wrong = [each for each in dict.fromkeys(found) if each not in pair.source.raw]
        if wrong:
            yield {"found": ", ".join(f"{each} (U+{ord(each):04X}) → {right[each]}" for each in wrong)}


@cache
def _letters(code: str) -> re.Pattern[str] | None:
    wrong = "".join(replaced_letters(code))
    return re.compile(f"[{wrong}]") if wrong else None
