"""A text has a clock time or opening hours written out.

Why: hours change; those that stand in a fact are changed in one place, with their source.
Example: `Het CJG is open van 9.00 tot 17.00 uur.`
Mend: put the organisation in `contacts`: its hours are shown there. Hours that something lasts (`8 uur slaap`) are
fine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from eigentaal.contents import Contents
from eigentaal.numerals import fold, numerals
from eigentaal.passages import passages
from eigentaal.problems import Problem

_CLOCK = re.compile(r"\d[.:][0-5]\d")  # what each clock time has
_COLON = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])")

BY_PAGE = True


def check(contents: Contents) -> Iterator[Problem]:
    for each in passages(contents):
        looked = (each.figured and _CLOCK.search(each.text)) or each.says("opening")
        if looked and (found := _time(each.prose.sentences, each.leaf.language)):
            yield contents.at(each.leaf, each.address, "literal-time", found=found, field=each.address)


def _time(sentences: Iterable[str], language: str) -> str:
    """The first clock time; a whole hour is one only where something is open or closed."""
    own = numerals(language)
    for sentence in map(fold, sentences):
        found = own.pattern("clock_time").search(sentence) or _COLON.search(sentence)
        if not found and own.pattern("opening").search(sentence):
            found = own.pattern("oclock").search(sentence)
        if found:
            return found[0]
    return ""
