"""A part rests on a rule that isn't among the facts.

Why: when the rule changes, nobody would find the part again.
Example: `basis: [r-bezwaren]` where the facts have `r-bezwaar`.
Mend: take the id from `docs/facts/rules.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    for leaf in contents.originals:
        for group, items in (("parts", leaf.page.parts), ("worries", leaf.page.worries)):
            for each in items:
                for index, rule in enumerate(each.basis):
                    if rule not in contents.site.rules:
                        yield contents.at(leaf, f"{group}[{each.id}].basis[{index}]", "unknown-rule", id=rule)
