"""A text refers to a fact that may not be published yet.

Why: a wrong number or term harms people, and a sentence around a hole helps nobody.
Example: `Bel [[jeugdstem.phone]]`, while its number is marked `after-check`.
Mend: leave the fact out of the sentence and put the organisation in `contacts`, which says that the number waits.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.html import fact, fact_exists
from eigentaal.problems import Problem
from eigentaal.text import FactRef


def check(contents: Contents) -> Iterator[Problem]:
    for leaf, address, run in contents.marks(FactRef):
        if fact_exists(contents.site, run) and fact(contents.site, run) is None:
            yield contents.at(leaf, address, "fact-waits", reference=f"{run.entry}.{run.value}")
