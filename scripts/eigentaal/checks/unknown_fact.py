"""A text refers to a fact that doesn't exist.

Why: the page would have a hole where its number should be.
Example: `Bel [[veilig-huis.phone]]`, while the organisation is called `veilig-thuis`.
Mend: take the id from `docs/facts/`; a value of an organisation is `phone`, `name` or the id of one of its phones,
that of a rule is the id of one of its values.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.html import fact_exists
from eigentaal.problems import Problem
from eigentaal.text import FactRef


def check(contents: Contents) -> Iterator[Problem]:
    for leaf, address, run in contents.marks(FactRef):
        if not fact_exists(contents.site, run):
            yield contents.at(leaf, address, "unknown-fact", reference=f"{run.entry}.{run.value}")
