"""A link leads to a page that isn't meant for the language it stands in.

Why: the reader would see a word that looks like a link and isn't one.
Example: a Turkish page links to a page with `languages: [nl, ar]`.
Mend: take the link out of that translation, or make the page for that language too.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.model import ELSEWHERE
from eigentaal.problems import Problem
from eigentaal.text import PageLink


def check(contents: Contents) -> Iterator[Problem]:
    slugs = {each.code: contents.site.slugs(each.code) for each in contents.site.languages}
    for leaf, address, run in contents.marks(PageLink):
        target = slugs[leaf.language].get(run.slug)
        if target is not None and target.state == ELSEWHERE:
            yield contents.at(leaf, address, "page-not-for-language", slug=run.slug)
