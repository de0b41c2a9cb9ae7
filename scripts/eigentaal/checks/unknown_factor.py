"""A page says that it works on a risk factor that isn't one of the known ones.

Why: the report on coverage would leave the page out.
Example: `risk_factors: [3, 18]`, where `docs/facts/factors.yml` has 1 to 17.
Mend: take the number from `docs/facts/factors.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    known = contents.site.factors
    if not known:
        return  # a project that doesn't work with risk factors may number them as it likes
    for leaf in contents.originals:
        for index, each in enumerate(leaf.page.risk_factors):
            if each not in known:
                yield contents.at(leaf, f"risk_factors[{index}]", "unknown-factor", id=each)
        for sheet in leaf.page.sheets:
            for task in sheet.tasks:
                for index, each in enumerate(task.factors):
                    if each not in known:
                        address = f"sheets[{sheet.id}].tasks[{task.id}].factors[{index}]"
                        yield contents.at(leaf, address, "unknown-factor", id=each)
