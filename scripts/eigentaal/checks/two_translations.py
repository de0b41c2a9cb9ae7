"""The same Dutch text is translated in two ways.

Why: a reader takes two names for two things, such as two names for one button.
Example: "Bel het CJG" is "CJG'yi aramak" on one page and "CJG ile konusmak" on another.
Mend: choose one of the two and write it in both places.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from eigentaal.contents import Contents
from eigentaal.numerals import fold
from eigentaal.problems import WARNING, Problem, problem
from eigentaal.state import digest, normal
from eigentaal.units import Unit

SEVERITY = WARNING

_TWO_WORDS = re.compile(r"\w\W+\w")

Named = dict[str, "array[int]"]
"""Language → of each translation two numbers: one that names its field and the Dutch, one that names itself."""


def gather(contents: Contents) -> Named:
    named: Named = {}
    dutch: dict[tuple[str, str], int] = {}
    for group in contents.groups:
        numbers = named[group[0]] = array("Q")
        for field, unit in _translations(contents, group):
            meant = dutch.get((field, unit.source))
            if meant is None:
                meant = dutch[field, unit.source] = _number(f"{field} {unit.source}")
            numbers.extend((meant, int(digest(unit.target).rpartition(":")[2], 16)))
    return named


def judge(contents: Contents, gathered: Sequence[tuple[str, Named]]) -> Iterator[Problem]:
    for language in contents.site.languages[1:]:
        pages = [(path, named[language.code]) for path, named in gathered if language.code in named]
        differing = _differing(numbers for _, numbers in pages)
        places: dict[tuple[str, str], list[Unit]] = {}
        for path, numbers in pages:
            if not differing.isdisjoint(numbers[::2]):
                for field, unit in _translations(contents, (language.code, path)):
                    if _TWO_WORDS.search(unit.source):
                        places.setdefault((field, unit.source), []).append(unit)
        for units in places.values():
            yield from _problems(units)


def _translations(contents: Contents, group: tuple[str, str]) -> Iterator[tuple[str, Unit]]:
    """The texts of a page with the names of their fields; not sounds, which may be written in more ways."""
    for unit in contents.units(group):
        field = unit.address.rpartition(".")[2]
        if unit.target and field != "sound":
            yield field, unit


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _differing(named: Iterable[array[int]]) -> set[int]:
    """Which Dutch is translated in more than one way: nearly always none."""
    first: dict[int, int] = {}
    return {
        meant
        for numbers in named
        for meant, target in zip(numbers[::2], numbers[1::2], strict=True)
        if first.setdefault(meant, target) != target
    }


def _read(text: str) -> str:
    """A text as a reader sees it: a vowel mark or another apostrophe makes no second name."""
    return fold(normal(text))


def _problems(units: list[Unit]) -> Iterator[Problem]:
    """The places where the text isn't translated as in most places, or as in the first."""
    counted = Counter(_read(each.target) for each in units)
    most = max(counted, key=lambda each: counted[each])
    other = next(each for each in units if _read(each.target) == most)
    for unit in units:
        if _read(unit.target) != most:
            details = {"field": unit.address, "source": unit.source, "target": unit.target}
            where = {"other": other.target, "other_file": other.file, "other_field": other.address}
            yield problem(unit.file, unit.place, "two-translations", SEVERITY, **details, **where)
