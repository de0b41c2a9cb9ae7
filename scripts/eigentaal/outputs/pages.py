"""The pages that parents read, one HTML document each."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal import urls
from eigentaal.edition import Edition
from eigentaal.model import ELSEWHERE, PUBLISHED, Leaf
from eigentaal.parallel import spread


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
    keys = [edition.key(leaf) for leaf in wanted]
    cache = edition.cache
    todo = [leaf for leaf, key in zip(wanted, keys, strict=True) if cache is None or key not in cache]
    if todo:
        edition.compile()
    fresh = spread(lambda leaf: edition.render(leaf).encode(), todo)
    for leaf, key in zip(wanted, keys, strict=True):
        known = cache is not None and key in cache
        data = cache.get(key) if cache and known else next(fresh)
        if cache and not known:
            cache.put(key, data)
        yield urls.file(urls.url(edition.site, leaf.language, leaf.path)), data
