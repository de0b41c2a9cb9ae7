"""A text names an article of a law by its number.

Why: parents don't need it, and articles are renumbered; a page rests on a rule, which has its source.
Example: `Dat staat in artikel 1:247 van het Burgerlijk Wetboek.`
Mend: say what the law says, and put the rule in `basis`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.passages import passages, written
from eigentaal.problems import Problem

BY_PAGE = True


def check(contents: Contents) -> Iterator[Problem]:
    those = (each for each in passages(contents) if each.figured)
    yield from written(contents, those, "literal-article", "article")
