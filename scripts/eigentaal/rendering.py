"""Rendering many pages: from the cache where nothing changed, and on all processors where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from eigentaal.edition import Edition
from eigentaal.model import Leaf
from eigentaal.parallel import spread


def rendered(
    edition: Edition, leaves: Sequence[Leaf], keys: Sequence[str], render: Callable[[Leaf], str]
) -> Iterator[bytes]:
    """What `render` makes of each page (UTF-8), in order; `keys` name all that it depends on. Raises LooksFault."""
    cache = edition.cache
    todo = [leaf for leaf, key in zip(leaves, keys, strict=True) if cache is None or key not in cache]
    if todo:
        edition.compile()
    fresh = spread(lambda leaf: render(leaf).encode(), todo)
    for key in keys:
        known = cache is not None and key in cache
        data = cache.get(key) if cache and known else next(fresh)
        if cache and not known:
            cache.put(key, data)
        yield data
