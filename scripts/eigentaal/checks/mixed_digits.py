"""A translation writes some numbers with the digits of one script and some with those of another.

Why: it reads as if two people wrote it, and a reader may know only one of them. Digits in web addresses and behind
Latin letters (`WCAG 2.2`) don't count.
Example: `12` and the Arabic-Indic form of 14 in one text.
Mend: write all numbers of the text with the same digits. The site itself uses 0 to 9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import decimal

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING

_OTHER = re.compile(r"[^\D0-9]")
_LATIN = re.compile(r"[A-Za-z][\w./:@+-]*(?: [0-9.]+)?")


def find(pair: Pair) -> Iterator[Details]:
    if pair.prose and not pair.target.raw.isascii() and _OTHER.search(pair.target.raw):
        plain = _LATIN.sub(" ", pair.target.plain)
        by_zero: dict[int, str] = {}
        for digit in re.findall(r"\d", plain):
            by_zero.setdefault(ord(digit) - decimal(digit), digit)
        if len(by_zero) > 1:
            yield {"digits": ", ".join(by_zero.values())}
