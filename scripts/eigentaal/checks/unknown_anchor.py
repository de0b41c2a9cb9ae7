"""A link leads to a part that its page doesn't have.

Why: the reader would land at the top of a page and search.
Example: `[een tolk](page:tolk#man-of-vrouw)`, while no part of that page has the id `man-of-vrouw`.
Mend: write the id of one of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import Problem
from eigentaal.text import PageLink


def check(contents: Contents) -> Iterator[Problem]:
    slugs = contents.site.slugs(contents.site.source.code)
    for leaf, address, run in contents.marks(PageLink):
        if run.anchor and run.slug in slugs and run.anchor not in {part.id for part in slugs[run.slug].page.parts}:
            yield contents.at(leaf, address, "unknown-anchor", slug=run.slug, anchor=run.anchor)
