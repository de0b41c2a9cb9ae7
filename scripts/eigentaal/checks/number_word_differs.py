"""A number in words is another one in the translation.

Why: "ten questions" above a list of ten can't be "five questions"; an age or a term even less.
Example: Dutch `tien vragen`, in Turkish `beş soru`. Digits count as words, and so does the Arabic dual for two.
Mend: write the number of the Dutch text, in words or in digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from eigentaal.checks import Details
from eigentaal.figures import NONE, figures
from eigentaal.numerals import fold, numerals
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING

_SURE_FROM = 3
"""Languages say one and two in too many ways to miss them, or to call them too many."""


def find(pair: Pair) -> Iterator[Details]:
    own = numerals(pair.language.code)
    if not pair.prose or not own.has_words:
        return
    written, meant = _dutch(pair.source.plain)
    target = fold(pair.target.plain)
    said = dict(own.written(target))
    if not written and not said:
        return
    digits = _digits(target, pair.language.code)
    mentioned = own.in_words(target) | digits
    missing = [shown for value, shown in written if value not in mentioned]
    if missing and 2 not in said and all(value == 2 for value, _ in written) and own.pattern("dual").search(target):
        missing = []
    extra = [shown for value, shown in said.items() if value >= _SURE_FROM and value not in meant]
    if extra or (missing and any(value >= _SURE_FROM for value, shown in written if shown in missing)):
        yield {"missing": ", ".join(missing) or NONE, "extra": ", ".join(extra) or NONE}


@lru_cache(maxsize=20_000)
def _dutch(source: str) -> tuple[tuple[tuple[int, str], ...], frozenset[int]]:
    """The numbers that a Dutch text writes in words, and all numbers that may be meant."""
    text, own = fold(source), numerals("nl")
    return own.written(text), own.in_words(text) | _digits(text, "nl")


def _digits(text: str, language: str) -> frozenset[int]:
    """The whole numbers in digits; of a date, a time or an amount too."""
    found = {reading[1:].removesuffix("%") for each in figures(text, language) for reading in each.readings}
    parts = {part for each in found for part in each.replace(":", "-").replace(".", "-").split("-")}
    return frozenset(int(each) for each in parts if each.isdecimal())
