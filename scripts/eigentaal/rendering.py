"""Rendering many pages: from the cache where nothing changed, and on all processors where there are many."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence

from eigentaal.edition import Edition
from eigentaal.model import ELSEWHERE, PUBLISHED, Leaf

PARALLEL_FROM = 150

Render = Callable[[Edition, Leaf], str]


def leaves(edition: Edition) -> list[Leaf]:
    """Every page for parents that has an address: shown, or with a notice that it isn't translated."""
    return [
        leaf
        for paths in edition.site.leaves.values()
        for leaf in paths.values()
        if leaf.state != ELSEWHERE and not (leaf.page.kind == "professional" and leaf.state == PUBLISHED)
    ]


def pages(edition: Edition) -> Iterator[tuple[Leaf, bytes]]:
    """Those pages and their HTML (UTF-8). Two outputs that need them have them made once. Raises LooksFault."""
    wanted = leaves(edition)
    if not edition.made:
        keys = [f"html {edition.digest} {leaf.language} {leaf.path} {leaf.digest}" for leaf in wanted]
        edition.made.extend(rendered(edition, wanted, keys, Edition.render))
    return zip(wanted, edition.made, strict=True)


def rendered(edition: Edition, leaves: Sequence[Leaf], keys: Sequence[str], render: Render) -> Iterator[bytes]:
    """The HTML of each page (UTF-8), in order; `keys` name everything that each depends on. Raises LooksFault."""
    cache = edition.cache
    todo = [leaf for leaf, key in zip(leaves, keys, strict=True) if cache is None or key not in cache]
    fresh = _all(edition, todo, render)
    for key in keys:
        known = cache is not None and key in cache
        data = cache.get(key) if cache and known else next(fresh)
        if cache and not known:
            cache.put(key, data)
        yield data


def _all(edition: Edition, todo: list[Leaf], render: Render) -> Iterator[bytes]:
    if len(todo) < PARALLEL_FROM:
        yield from (render(edition, leaf).encode() for leaf in todo)
        return
    global _shared
    _shared = edition, todo, render  # the children are forked: they have it without a copy
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        yield from pool.imap(_one, range(len(todo)), chunksize=50)


_shared: tuple[Edition, list[Leaf], Render]


def _one(index: int) -> bytes:
    edition, todo, render = _shared
    return render(edition, todo[index]).encode()
