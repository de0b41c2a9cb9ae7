"""The same number counts other things than in the Dutch: months instead of years, hours instead of days.

Why: a parent would stop, or come, at the wrong time: 18 months is no 18 years.
Example: Dutch `tot 18 jaar`, in the translation "18 months".
Mend: write the unit of the Dutch. Who counts anew, two weeks for 14 days, changes the number too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from eigentaal.checks import Details
from eigentaal.numerals import data, fold, folded, numerals
from eigentaal.pairs import Pair, Prose
from eigentaal.problems import ERROR
from eigentaal.traits import Question, Trait

SEVERITY = ERROR


@cache
def _units(language: str) -> dict[str, str]:
    """Year, month, week, day, hour, minute: what it is called in a language, as a pattern."""
    found: dict[str, str] = data().get(language, {}).get("units", {})
    return found


@cache
def _named(language: str) -> re.Pattern[str]:
    """Finds a unit; the group tells which."""
    return re.compile(
        "|".join(rf"(?P<{name}>(?<!\w)(?:{each})(?!\w))" for name, each in _units(language).items()), re.I
    )


@cache
def _counted(language: str) -> re.Pattern[str]:
    """Finds a number with the unit behind it, or for an age before it."""
    own = numerals(language)
    groups = "|".join(rf"(?P<{name}>{each})" for name, each in _units(language).items())
    age = data()[language].get("age", "(?!)")
    return re.compile(rf"({own.number})[ -](?:{groups})(?!\w)|(?P<age>(?<!\w)(?:{age}) ({own.number}))(?!\w)", re.I)


@Trait
def _has_unit(language: str) -> Question | None:
    named = _named(language) if _units(language) else None
    return (lambda token: named.search(folded(token))) if named else None


def _both(pair: Pair) -> bool:
    return _has_unit(pair.target) and _has_unit(pair.source)


WHERE = _both


def find(pair: Pair) -> Iterator[Details]:
    if not pair.prose:
        return
    wanted, found = _quantities(pair.source), _quantities(pair.target)
    dutch, own = _kinds(pair.source), _kinds(pair.target)
    for value, (unit, shown) in wanted.items():
        other, where = found.get(value, (unit, ""))
        if other != unit and unit not in own and other not in dutch:
            yield {"wanted": shown, "found": where}
            return


def _kinds(prose: Prose) -> set[str]:
    """The units that a text names, with a number or without."""
    return {each.lastgroup or "" for each in _named(prose.language).finditer(fold(prose.plain))}


def _quantities(prose: Prose) -> dict[int, tuple[str, str]]:
    """Number → the unit that it counts, and how it is written; the last of a number that counts more."""
    own, found = numerals(prose.language), {}
    for each in _counted(prose.language).finditer(fold(prose.plain)):
        unit = next(name for name, value in each.groupdict().items() if value)
        number = each[1] or each[each.lastindex or 0]
        values = [int(number)] if number.isdigit() else own.in_words(number)
        found.update(dict.fromkeys(values, ("year" if unit == "age" else unit, each[0])))
    return found
