"""Rendering many pages: from the cache where nothing changed, and on all processors where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from eigentaal import search, urls, verify
from eigentaal.cache import Entry
from eigentaal.edition import Edition
from eigentaal.site import ELSEWHERE, PUBLISHED, Leaf
from eigentaal.tree import write

_TOGETHER = 32  # a page is rendered sooner than it is read or checked, so a second process pays for more of them only
Also = Callable[[Sequence[Leaf], Sequence[bytes]], Iterable[Entry]]


def leaves(edition: Edition) -> list[Leaf]:
    """Every page for parents that has an address: shown, or with a notice that it isn't translated."""
    return [
        leaf
        for paths in edition.site.leaves.values()
        for leaf in paths.values()
        if leaf.state != ELSEWHERE and not (leaf.page.kind == "professional" and leaf.state == PUBLISHED)
    ]


def file(edition: Edition, leaf: Leaf) -> str:
    """Where a page stands in the site."""
    return urls.file(urls.url(edition.site, leaf.language, leaf.path))


def pages(edition: Edition, folder: Path | None = None) -> Iterator[tuple[Leaf, bytes]]:
    """Those pages and their HTML (UTF-8), made once for all outputs that need them. Raises LooksFault.

    Into `folder` each process writes what it makes: while one waits for the disk, another renders. Raises OSError.
    """
    wanted = leaves(edition)

    def render(leaf: Leaf) -> bytes:
        data = edition.render(leaf).encode()
        if folder:
            write([(file(edition, leaf), data)], folder)
        return data

    if not edition.made:
        made = rendered(edition, wanted, [edition.key(leaf) for leaf in wanted], render, _asked_later(edition))
        edition.made.update(zip(((leaf.language, leaf.path) for leaf in wanted), made, strict=True))
    return ((leaf, edition.made[leaf.language, leaf.path]) for leaf in wanted)


def page(edition: Edition, leaf: Leaf) -> str:
    """The HTML of one of those pages. Raises LooksFault."""
    if not edition.made:
        pages(edition)
    return edition.made[leaf.language, leaf.path].decode()


def rendered(
    edition: Edition,
    leaves: Sequence[Leaf],
    keys: Sequence[str],
    render: Callable[[Leaf], bytes],
    also: Also = lambda *_: (),
) -> Iterator[bytes]:
    """What `render` makes of each page, in order; `keys` name all that it depends on. Raises LooksFault.

    `also` tells what else to remember of a page that is made.
    """
    if any(key not in edition.cache for key in keys):
        edition.compile()
    return edition.cache.remember_each(keys, leaves, lambda some: list(map(render, some)), also, together=_TOGETHER)


def _asked_later(edition: Edition) -> Also:
    """What verifying and the search ask of a page, told by the process that makes it: it spares another round."""
    site = edition.site
    keys = cache(partial(search.keys, site))

    def also(some: Sequence[Leaf], made: Sequence[bytes]) -> Iterator[Entry]:
        for leaf, data in zip(some, made, strict=True):
            yield verify.entry(file(edition, leaf), data, site.url)
            if key := keys(leaf.language).get(leaf.path):
                yield key, partial(search.words_of, site, leaf)

    return also
