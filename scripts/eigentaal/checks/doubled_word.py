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

SEVERITY = WARNING

_LAST, _FIRST = re.compile(r"(?<![\w'’-])\w{2,}$"), re.compile(r"\w{2,}(?![\w'’-])")
_TWICE = re.compile(r"(?<![\w'’-])(\w{2,}) \1(?![\w'’-])")


def find(pair: Pair) -> Iterator[Details]:
    if pair.prose:
        code = pair.language.code
        wrong = [each for each in _doubled(pair.target, code) if each not in twice(code)]
        if wrong and not _doubled(pair.source, "nl"):
            yield {"word": wrong[0]}


def _doubled(prose: Prose, code: str) -> list[str]:
    """Words that stand twice in a row, folded."""
    last, first = _edges(code)
    if any(map(eq, map(last, prose.tokens), map(first, prose.tokens[1:]))):
        return _TWICE.findall(fold(prose.plain, code))
    return []


@cache
def _edges(code: str) -> tuple[Callable[[str], str], Callable[[str], str | None]]:
    """Tell what word a token ends with and what word it begins with, folded."""

    def last(token: str) -> str:
        found = _LAST.search(fold(token, code))
        return found[0] if found else ""

    def first(token: str) -> str | None:
        found = _FIRST.match(fold(token, code))
        return found[0] if found else None

    return cache(last), cache(first)
