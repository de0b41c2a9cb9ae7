"""The way to an organisation without a number of its own ends without a number.

Why: the page would name help and give no way to reach it.
Example: `route: gemeente` where no organisation has that id, or two that point at each other.
Mend: let `route` name an organisation whose number may be published.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.html import route
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    for organisation in contents.site.organisations.values():
        if organisation.route and route(contents.site, organisation) is None:
            yield contents.at_fact(f"organisations[{organisation.id}].route", "route-leads-nowhere", id=organisation.id)
