"""The same Dutch text is translated in two ways.

Why: a reader takes two names for two things, such as two names for one button.
Example: "Bel het CJG" is "CJG'yi aramak" on one page and "CJG ile konusmak" on another.
Mend: choose one of the two and write it in both places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import WARNING, Problem, problem
from eigentaal.state import normal
from eigentaal.units import Unit

SEVERITY = WARNING

_TWO_WORDS = re.compile(r"\w\W+\w")


def check(contents: Contents) -> Iterator[Problem]:
    places: dict[tuple[str, str, str], list[Unit]] = {}
    for group in contents.groups:
        for unit in contents.units(group):
            if unit.target:
                places.setdefault((unit.language, unit.address.rpartition(".")[2], unit.source), []).append(unit)
    for (_, field, source), units in places.items():
        if len(units) > 1 and field != "sound" and _TWO_WORDS.search(source):
            yield from _differing(units)


def _differing(units: list[Unit]) -> Iterator[Problem]:
    """The places where the text isn't translated as in most places, or as in the first."""
    counted = Counter(normal(each.target) for each in units)
    most = max(counted, key=lambda each: counted[each])
    other = next(each for each in units if normal(each.target) == most)
    for unit in units:
        if normal(unit.target) != most:
            details = {"field": unit.address, "source": unit.source, "target": unit.target}
            where = {"other": other.target, "other_file": other.file, "other_field": other.address}
            yield problem(unit.file, unit.place, "two-translations", SEVERITY, **details, **where)
