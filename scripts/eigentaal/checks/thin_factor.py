"""Too few pages work on a risk factor.

Why: families that don't find help have several reasons at once; a reason that one page alone works on is easily missed.
Example: factor 9 (being afraid not to be understood) with `pages: 3` in the facts, and only two pages that name it.
Mend: write about it on one more page and add the number to its `risk_factors`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.coverage import covered
from eigentaal.problems import WARNING, Problem

SEVERITY = WARNING


def check(contents: Contents) -> Iterator[Problem]:
    for each in covered(contents.site):
        if each.thin:
            details = {"id": each.factor.id, "name": each.factor.name, "count": each.count, "least": each.factor.pages}
            yield contents.at_fact(f"factors[{each.factor.id}]", "thin-factor", SEVERITY, **details)
