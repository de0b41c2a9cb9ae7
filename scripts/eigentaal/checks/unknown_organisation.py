"""A page names an organisation that isn't among the facts, or one that readers may not see.

Why: its card, and with it the way to help, would be missing.
Example: `call: cjg` where the facts have `cjg-denhaag`.
Mend: take the id from `docs/facts/organisations.yml`; one with `publish: no` can't be shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    known = contents.site.organisations
    for leaf in contents.originals:
        page = leaf.page
        named = [("call", page.call)] if page.call else []
        named += [(f"contacts[{index}]", each) for index, each in enumerate(page.contacts)]
        named += [(f"numbers[{each.id}].contact", each.contact) for each in page.numbers]
        for address, organisation in named:
            if organisation not in known or known[organisation].publish == "no":
                yield contents.at(leaf, address, "unknown-organisation", id=organisation)
