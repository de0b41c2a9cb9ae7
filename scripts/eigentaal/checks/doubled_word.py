"""A word stands twice in a row.

Why: it is nearly always a slip of the hand.
Example: "the the child"; but Turkish says `tek tek`, one by one, and such words are right.
Mend: take one of the two away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.affixes import fold, twice
from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING

_TWICE = re.compile(r"(?<![\w'’-])(\w{2,}) \1(?![\w'’-])")


def find(pair: Pair) -> Iterator[Details]:
    if pair.prose:
        code = pair.language.code
        wrong = [each for each in _doubled(pair.target.plain, code) if each not in twice(code)]
        if wrong and not _doubled(pair.source.plain, "nl"):
            yield {"word": wrong[0]}


def _doubled(text: str, code: str) -> list[str]:
    """Words that stand twice in a row, folded."""
    tails = [word[1:] or "\0" for word in text.split()]  # the first letter may be a capital
    if any(map(str.startswith, tails[1:], tails)):
        return _TWICE.findall(fold(text, code))
    return []
