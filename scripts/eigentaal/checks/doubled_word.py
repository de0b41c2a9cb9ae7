"""A word stands twice in a row.

Why: it is nearly always a slip of the hand.
Example: "the the child"; but Turkish says `tek tek`, one by one, and such words are right.
Mend: take one of the two away.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from eigentaal.affixes import fold, twice
from eigentaal.checks import Details
from eigentaal.pairs import Pair, Prose
from eigentaal.problems import INFO

SEVERITY = INFO


def find(pair: Pair) -> Iterator[Details]:
    if pair.prose:
        for word in _doubled(pair.target, pair.language.code):
            if fold(word, pair.language.code) not in twice(pair.language.code) and not _doubled(pair.source, "nl"):
                yield {"word": word}


def _doubled(prose: Prose, code: str) -> list[str]:
    words = prose.words
    return [
        after
        for before, after in pairwise(words)
        if before[1:] == after[1:]
        and len(after) > 1
        and fold(before[0], code) == fold(after[0], code)
        and f"{before} {after}" in prose.plain
    ]
