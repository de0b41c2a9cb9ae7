"""A link, a list of related pages or a set names a page that doesn't exist.

Why: a parent would press a word that leads nowhere.
Example: `[de coach](page:gezinscoch)`.
Mend: write the slug of the page, which is the name of its file without `.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import Problem
from eigentaal.text import PageLink


def check(contents: Contents) -> Iterator[Problem]:
    slugs = contents.site.slugs(contents.site.source.code)
    for leaf, address, run in contents.marks(PageLink):
        if run.slug not in slugs:
            yield contents.at(leaf, address, "unknown-page", slug=run.slug)
    for leaf in contents.originals:
        for index, slug in enumerate(leaf.page.related):
            if slug not in slugs:
                yield contents.at(leaf, f"related[{index}]", "unknown-page", slug=slug)
    for each in contents.site.sets.get(contents.site.source.code, {}).values():
        for slug in each.pages:
            if slug not in slugs:
                yield contents.at_fact(f"sets[{each.id}].pages", "unknown-page", slug=slug)
