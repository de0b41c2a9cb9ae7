"""The pages that parents read, one HTML document each."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal import urls
from eigentaal.edition import Edition
from eigentaal.model import ELSEWHERE, PUBLISHED, Leaf
from eigentaal.rendering import rendered


def leaves(edition: Edition) -> list[Leaf]:
    """Every page for parents that has an address: shown, or with a notice that it isn't translated."""
    return [
        leaf
        for paths in edition.site.leaves.values()
        for leaf in paths.values()
        if leaf.state != ELSEWHERE and not (leaf.page.kind == "professional" and leaf.state == PUBLISHED)
    ]


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Address of the file and its bytes (UTF-8)."""
    wanted = leaves(edition)
    pages = rendered(edition, wanted, [edition.key(leaf) for leaf in wanted], edition.render)
    for leaf, data in zip(wanted, pages, strict=True):
        yield urls.file(urls.url(edition.site, leaf.language, leaf.path)), data
