"""Words in the order in which a reader looks for them, each letter where its language has it, capital or small."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from eigentaal.capitals import small
from eigentaal.shipped import data

_BEHIND = 1000
"""Letters that are in no group come behind all that are."""


def place(word: str, language: str) -> tuple[int, ...]:
    """A key to sort by: where each letter stands in the alphabet (`data/alphabets.yml`); signs don't count."""
    order = _alphabet(language)
    found = []
    for letter in word:
        at = order.get(letter) or order.get(normalize("NFD", letter)[0])
        if at or letter.isalnum():
            found.append(at or _BEHIND + ord(letter))
        elif letter.isspace():
            found.append(0)
    return tuple(found)


@cache
def _alphabet(language: str) -> dict[str, int]:
    written: dict[str, str] = data("alphabets")
    groups = written.get(language, written["common"]).split()
    order = {letter: at for at, group in enumerate(groups, 1) for letter in group}
    # Of a script that isn't there Unicode's own order is taken, capitals with their small letters.
    others = {big: _BEHIND + ord(own) for big, own in small().items() if big not in order}
    return others | {own: at for big, at in others.items() if (own := small()[big]) not in order} | order
