"""A page lists itself among its related pages.

Why: who has read the page would press a link that brings nothing new.
Example: `related: [driftbuien, spelen]` in `driftbuien.yml`.
Mend: take it out, or write the page that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import WARNING, Problem

SEVERITY = WARNING
BY_PAGE = True


def check(contents: Contents) -> Iterator[Problem]:
    for leaf in contents.originals:
        for index, slug in enumerate(leaf.page.related):
            if slug == leaf.slug:
                yield contents.at(leaf, f"related[{index}]", "related-to-itself", SEVERITY, slug=slug)
