"""A page puts something on paper that it doesn't have, or in a form that doesn't exist.

Why: the folder would lack what its editor meant to print.
Example: `leaflet: {formats: [trifold], parts: [kosten]}` on a page without a part `kosten`.
Mend: write the id of a part, worry or sentence of this page, or a form that exists.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.page import LEAFLET_FORMATS
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    for leaf in contents.originals:
        page = leaf.page
        if page.leaflet is None:
            continue
        for name, known in (
            ("formats", LEAFLET_FORMATS),
            ("parts", tuple(each.id for each in page.parts)),
            ("worries", tuple(each.id for each in page.worries)),
            ("say", tuple(each.id for each in page.say)),
        ):
            for index, value in enumerate(getattr(page.leaflet, name)):
                if value not in known:
                    address = f"leaflet.{name}[{index}]"
                    yield contents.at(leaf, address, "leaflet-choice", field=name, value=value, known=", ".join(known))
