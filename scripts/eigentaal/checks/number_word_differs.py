"""A number in words is another one in the translation.

Why: "ten questions" above a list of ten can't be "five questions"; an age or a term even less.
Example: Dutch `tien vragen`, in the translation five. Digits count as words, and so does the Arabic dual for two.
Mend: write the number of the Dutch text, in words or in digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from eigentaal.checks import Details
from eigentaal.differences import NONE
from eigentaal.figures import figures
from eigentaal.numerals import begins_number, fold, numerals, writes_number
from eigentaal.pairs import Pair, Prose, of_source
from eigentaal.problems import WARNING

SEVERITY = WARNING

_SURE_FROM = 3
"""Languages say one and two in too many ways to miss them, or to call them too many."""


_HALVES = (6, 15, 18, 30, 45)
"""Half a year is six months, a year and a half is eighteen; half an hour is thirty minutes."""
Number = tuple[int, str]
"""Its value, and how it is written."""


_may_begin = begins_number | writes_number


def _may_write(prose: Prose) -> bool:
    return _may_begin(prose) and (writes_number(prose) or begins_number.side_by_side(prose))


@of_source
def _written(pair: Pair) -> tuple[Number, ...]:
    """The numbers that a Dutch text surely writes in words."""
    dutch = numerals("nl")
    return dutch.written(fold(pair.source.plain)) if _may_write(pair.source) else ()


def _speaks(pair: Pair) -> bool:
    """Whether there may be a number in words in it, on either side."""
    return _may_write(pair.target) or bool(_written(pair))


WHERE = _speaks


def find(pair: Pair) -> Iterator[Details]:
    own, written = numerals(pair.language.code), _written(pair)
    if not pair.prose or not own.has_words:
        return
    target = fold(pair.target.plain)
    said = own.written(target)
    if not written and not said:
        return
    missing = _missing(written, target, pair.language.code)
    extra = [(value, shown) for value, shown in said if value >= _SURE_FROM and value not in _meant(pair.source.plain)]
    if extra and numerals("nl").pattern("half").search(pair.source.plain):
        extra = [each for each in extra if each[0] not in _HALVES]
    if extra or any(value >= _SURE_FROM for value, _ in missing):
        yield {"missing": _shown(missing), "extra": _shown(extra)}


def _missing(written: tuple[Number, ...], target: str, language: str) -> list[Number]:
    mentioned = numerals(language).in_words(target) | _digits(target, language) if written else frozenset()
    return [each for each in written if each[0] not in mentioned]


def _shown(numbers: list[Number]) -> str:
    return ", ".join(shown for _, shown in numbers) or NONE


@lru_cache(maxsize=20_000)
def _meant(source: str) -> frozenset[int]:
    """All numbers that a Dutch text may mean, in words or in digits."""
    return numerals("nl").in_words(fold(source)) | _digits(fold(source), "nl")


def _digits(text: str, language: str) -> frozenset[int]:
    """The whole numbers in digits; of a date, a time or an amount too."""
    found = {reading[1:].removesuffix("%") for each in figures(text, language) for reading in each.readings}
    parts = {part for each in found for part in each.replace(":", "-").replace(".", "-").split("-")}
    return frozenset(int(each) for each in parts if each.isdecimal())
