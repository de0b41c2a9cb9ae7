"""A text has a term of law written out in days, weeks or months.

Why: when a law changes, or the term was read wrong, it must be mended in one place, for all languages. Ages and the
time that something lasts (`weken lang`) are fine.
Example: `U kunt binnen 6 weken bezwaar maken.`
Mend: refer to the rule: `binnen [[r-bezwaar.term]]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.passages import passages, written
from eigentaal.problems import Problem

BY_PAGE = True


def check(contents: Contents) -> Iterator[Problem]:
    those = (each for each in passages(contents) if each.says("unit") and each.counts())
    yield from written(contents, those, "literal-term", "term")
