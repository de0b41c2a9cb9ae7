"""An organisation lies in a district that isn't in the list.

Why: it would be found in no district.
Example: `district: Laak` where the list has `laak`.
Mend: take the id from `docs/facts/districts.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    for organisation in contents.site.organisations.values():
        if organisation.district and organisation.district not in contents.site.districts:
            yield contents.at_fact(
                f"organisations[{organisation.id}].district", "unknown-district", id=organisation.district
            )
