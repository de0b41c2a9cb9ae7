"""What people mean by what they put in a column to tick."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from eigentaal.shipped import parse

YES, NO, BLANK = "yes", "no", "blank"


@cache
def _meanings() -> dict[str, re.Pattern[str]]:
    """Meaning → a pattern of all its marks."""
    loaded: dict[str, list[list[str]]] = parse(Path(__file__).with_name("ticks.yml").read_text(encoding="utf-8"))
    return {
        meaning: re.compile("|".join(re.escape(each) for row in rows for each in row), re.IGNORECASE)
        for meaning, rows in loaded.items()
    }


def meaning(mark: str) -> str:
    """YES, NO or BLANK; "" for what can't be told. Case and a dot or exclamation mark behind it don't count."""
    said = mark.strip().rstrip(".!").rstrip()
    return next((each for each, marks in _meanings().items() if marks.fullmatch(said)), "")
