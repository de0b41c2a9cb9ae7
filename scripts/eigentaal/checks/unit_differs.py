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
from eigentaal.figures import figured
from eigentaal.numerals import data, fold, folded, numerals, writes_number
from eigentaal.pairs import Pair, Prose, of_source
from eigentaal.problems import ERROR
from eigentaal.traits import Question, Trait

SEVERITY = ERROR

_AGE = "age"
"""What stands before a number of years: "from the age of 12"."""
_NEAR = 25
"""Characters before a unit in which its number stands."""
_BEFORE, _BEHIND = re.compile(r"((?<![\d.,])\d+|[^\W\d]+)[ -]$"), re.compile(r" (\d+|[^\W\d]+)(?!\w|[.,]\d)")

Quantities = dict[int, tuple[str, str]]
"""A number → the unit that it counts, and how that is written."""


@cache
def _units(language: str) -> dict[str, str]:
    """Year, month, week, day, hour, minute, age: what it is called in a language, as a pattern."""
    found: dict[str, str] = data().get(language, {}).get("units", {})
    return found


@cache
def _named(language: str) -> re.Pattern[str]:
    """Finds a unit; the group tells which."""
    units = "|".join(f"(?P<{name}>{each})" for name, each in _units(language).items())
    return re.compile(rf"(?<!\w)(?:{units})(?!\w)", re.IGNORECASE)


@Trait
def _has_unit(language: str) -> Question | None:
    named = _named(language) if _units(language) else None
    return (lambda token: named.search(folded(token))) if named else None


_has_number = figured | writes_number


def _counts(pair: Pair) -> bool:
    """Whether both may count something: a first look."""
    return _has_unit(pair.target) and _has_unit(pair.source) and _has_number(pair.source)


WHERE = _counts


def find(pair: Pair) -> Iterator[Details]:
    if not pair.prose:
        return
    wanted = _wanted(pair)
    found = _quantities(pair.target) if wanted else {}
    if wanted.keys().isdisjoint(found):
        return
    dutch, own = _kinds(pair.source), _kinds(pair.target)
    for value, (unit, shown) in wanted.items():
        other, where = found.get(value, (unit, ""))
        if other != unit and unit not in own and other not in dutch:
            yield {"wanted": shown, "found": where}
            return


@of_source
def _wanted(pair: Pair) -> Quantities:
    return _quantities(pair.source)


def _kinds(prose: Prose) -> set[str]:
    """The units that a text names, with a number or without."""
    return set(map(_kind, _named(prose.language).finditer(fold(prose.plain))))


def _kind(unit: re.Match[str]) -> str:
    return "year" if unit.lastgroup == _AGE else unit.lastgroup or ""


def _quantities(prose: Prose) -> Quantities:
    """What a text counts; of a number that counts more than one thing the last."""
    text, own, found = fold(prose.plain), numerals(prose.language), {}
    for unit in _named(prose.language).finditer(text):
        age = unit.lastgroup == _AGE
        number = (
            _BEHIND.match(text, unit.end()) if age else _BEFORE.search(text, max(0, unit.start() - _NEAR), unit.start())
        )
        if number:
            values = (
                [int(number[1])] if number[1].isdecimal() else [each for each in own.in_words(number[1]) if each > 1]
            )
            shown = unit[0] + number[0] if age else number[0] + unit[0]
            found.update(dict.fromkeys(values, (_kind(unit), shown)))
    return found
