"""Two different Dutch texts of a page have one and the same translation.

Why: one of them was pasted in the wrong place, or a row shifted; the other text is lost.
Example: the question "Can I come along?" under both `Mag ik mee?` and `Wat kost het?`.
Mend: look which of the two it belongs to, and translate the other. If both are right, tell so with an ignore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import WARNING, Problem, problem
from eigentaal.state import normal
from eigentaal.units import Unit

SEVERITY = WARNING
BY_PAGE = True

_TWO_WORDS = re.compile(r"\w\W+\w")
_WORD = re.compile(r"[^\W\d_]{3,}")


def check(contents: Contents) -> Iterator[Problem]:
    for group in contents.groups:
        units = [unit for unit in contents.units(group) if unit.target]
        if len({(unit.page, unit.target) for unit in units}) == len(units):
            continue  # nearly always
        seen: dict[tuple[str, str], Unit] = {}
        for unit in units:
            if not _TWO_WORDS.search(unit.target):
                continue
            other = seen.setdefault((unit.page, unit.target), unit)
            if other is not unit and _unlike(unit, other):
                yield from (_problem(unit, other), _problem(other, unit))


def _unlike(one: Unit, other: Unit) -> bool:
    """Whether the Dutch texts have little in common: a text and its shorter form may well be translated alike."""
    if normal(one.source) == normal(other.source) or {one.address, other.address} == {"title", "short"}:
        return False
    mine, theirs = set(_WORD.findall(one.source)), set(_WORD.findall(other.source))
    return len(mine & theirs) * 2 < min(len(mine), len(theirs))


def _problem(unit: Unit, other: Unit) -> Problem:
    details = {"field": unit.address, "source": unit.source, "target": unit.target}
    where = {"other": other.source, "other_field": other.address}
    return problem(unit.file, unit.place, "same-translation", SEVERITY, **details, **where)
