"""A text has an amount of money written out.

Why: amounts change every year; one that stands in a fact is changed in one place, with its source.
Example: `U krijgt € 250 per kind.`
Mend: refer to a fact, or leave the amount out and say whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.figures import AMOUNT
from eigentaal.passages import literals
from eigentaal.problems import Problem

BY_PAGE = True


def check(contents: Contents) -> Iterator[Problem]:
    yield from literals(contents, "literal-amount", AMOUNT)
