"""A word stands twice in a row.

Why: it is nearly always a slip of the hand.
Example: "the the child"; but Turkish says `tek tek`, one by one, and such words are right.
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

_LAST, _FIRST = re.compile(r"(?<![\w'’-])\w{2,}$"), re.compile(r"\w{2,}(?![\w'’-])")
_TWICE = re.compile(r"(?<![\w'’-])(\w{2,}) \1(?![\w'’-])")


@cache
def _edges(code: str) -> tuple[Callable[[str], str], Callable[[str], str | None]]:
    """Tell what word a token ends with and what word it begins with, folded."""

    @kept
    def last(token: str) -> str:
        found = _LAST.search(fold(token, code))
        return found[0] if found else ""

    @kept
    def first(token: str) -> str | None:
        found = _FIRST.match(fold(token, code))
        return found[0] if found else None

    return last, first


def _twice(prose: Prose) -> bool:
    """Whether a word begins a token that ended the one before it."""
    last, first = _edges(prose.language)
    return any(map(eq, map(last, prose.tokens), map(first, prose.tokens[1:])))


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
