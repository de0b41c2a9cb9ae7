"""A word, or two words, stand twice in a row.

Why: it is nearly always a slip of the hand.
Example: "the the child", "you can you can"; but Turkish says `tek tek`, one by one, and such words are right.
Mend: take one of the two away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from operator import eq

from eigentaal.affixes import fold, twice
from eigentaal.checks import Details
from eigentaal.pairs import Pair, Prose
from eigentaal.problems import WARNING
from eigentaal.traits import kept

SEVERITY = WARNING

_TWICE = re.compile(r"(?<![\w'’-])(\w{2,}(?: \w{2,})?) \1(?![\w'’-])")
_AROUND = re.compile(r"^\W+|\W+$")
_WITHIN = re.compile(r"\w[^\w'’-].*\w")


@cache
def _word(code: str) -> Callable[[str], str | None]:
    """The word of a token, folded; None of one that may end with another than it begins with, as `and/or`."""

    @kept
    def word(token: str) -> str | None:
        folded = _AROUND.sub("", fold(token, code))
        return None if _WITHIN.search(folded) else folded

    return word


def _twice(prose: Prose) -> bool:
    """Whether a word, or two, may stand twice in a row: a first look."""
    words = list(map(_word(prose.language), prose.tokens))
    different = set(words)
    if None in different:
        return True
    if len(different) == len(words):
        return False  # mostly
    return any(map(eq, words, words[1:])) or b"\1\1" in bytes(map(eq, words, words[2:]))


def _in_translation(pair: Pair) -> bool:
    return _twice(pair.target)


WHERE = _in_translation


def find(pair: Pair) -> Iterator[Details]:
    if pair.prose:
        wrong = [each for each in _doubled(pair.target) if each not in twice(pair.language.code)]
        if wrong and not _doubled(pair.source):
            yield {"word": wrong[0]}


def _doubled(prose: Prose) -> list[str]:
    """Words that stand twice in a row, folded."""
    return _TWICE.findall(fold(prose.plain, prose.language)) if _twice(prose) else []
