"""A link leads to a page that isn't meant for the language it stands in.

Why: the link is left out there, and its words may promise a page that this reader can't have.
Example: a Turkish page links to a page with `languages: [nl, ar]`.
Mend: reword the sentence in Dutch so that it also holds without the link, or make the page for that language too.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import WARNING, Problem
from eigentaal.site import ELSEWHERE
from eigentaal.text import PageLink

SEVERITY = WARNING


def check(contents: Contents) -> Iterator[Problem]:
    slugs = {each.code: contents.site.slugs(each.code) for each in contents.site.languages}
    for leaf, address, run in contents.marks(PageLink):
        target = slugs[leaf.language].get(run.slug)
        if target is not None and target.state == ELSEWHERE:
            yield contents.at(leaf, address, "page-not-for-language", SEVERITY, slug=run.slug)
