"""A word, or two words, stand twice in a row.

Why: it is nearly always a slip of the hand.
Example: "the the child", "you can you can"; but Turkish says `tek tek`, one by one, and such words are right.
Mend: take one of the two away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
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


class _Any:
    """Equals everything."""

    __hash__ = None  # type: ignore[assignment]  # the way to say that it has none

    def __eq__(self, _: object) -> bool:
        return True


@cache
def _word(code: str) -> Callable[[str], object]:
    """The word of a token, folded. One that may end with another than it begins with, as `and/or`, equals all."""

    @kept
    def word(token: str) -> object:
        folded = _AROUND.sub("", fold(token, code))
        return _Any() if _WITHIN.search(folded) else folded

    return word


def _twice(prose: Prose) -> bool:
    """Whether a word may stand twice in a row: a first look."""
    words = list(map(_word(prose.language), prose.tokens))
    if any(map(eq, words, islice(words, 1, None))):
        return True
    if len(prose.token_set) == len(prose.tokens):
        return False
    return b"\1\1" in bytes(map(eq, words, islice(words, 2, None)))  # two that are the next but one too


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
