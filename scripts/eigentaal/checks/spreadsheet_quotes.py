"""Quotation marks or separators of a spreadsheet or a CSV file stand around a translation.

Why: a reader sees `"` or `;` that belongs to no sentence.
Example: `"Randevu alabilirsiniz.";`, `="Randevu"`, or a text that begins with `'`.
Mend: take the signs away at both ends. What is quoted in Dutch stays quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING

_CELLS = re.compile(r'"[;,]"?$|^"?[;,]"')  # the end of one cell and the beginning of the next
_QUOTES = "\"'“”„«»‘’‹›"


def find(pair: Pair) -> Iterator[Details]:
    text, dutch = pair.target.raw.strip(), pair.source.raw.strip()
    start, end = text[0], text[-1]
    if start not in "\"'=" and end not in '";':
        return
    if dutch[0] in _QUOTES or dutch[-1] in _QUOTES + ";":
        return
    uneven = text.count('"') % 2 > dutch.count('"') % 2
    if start == "=" or end == ";" or uneven or _CELLS.search(text) or _wrapped(text) or _forced(text):
        yield {"start": text[:12], "end": text[-12:]}


def _wrapped(text: str) -> bool:
    """Whether one pair of straight quotation marks goes around the whole; a quote within is doubled, as CSV does."""
    return text[0] == text[-1] == '"' and len(text) > 2 and '"' not in text[1:-1].replace('""', "")


def _forced(text: str) -> bool:
    """Whether it begins with the apostrophe that makes a cell text, which opens no quotation."""
    if text[0] != "'" or text[1:2].isspace():
        return False
    return not any(text[at] == "'" and not text[at + 1 : at + 2].isalpha() for at in range(1, len(text)))
