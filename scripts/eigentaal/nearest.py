"""What somebody meant who wrote the name of something that isn't there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_ALIKE, _AS_ALIKE = 0.6, 0.1


def nearest(value: str, known: Iterable[str], most: int = 1000) -> str:
    """The names that `value` is a part of or looks most like; where it is like none all of them, at most so many."""
    alike = {
        each: 1 if value and value in each else SequenceMatcher(None, value, each).ratio() for each in sorted(known)
    }
    names = sorted(alike, key=lambda each: -alike[each])
    best = max(alike.values(), default=0)
    if best >= _ALIKE:
        names = [each for each in names if alike[each] > best - _AS_ALIKE]
    return ", ".join(names if len(names) <= most else [*names[:most], "…"])
