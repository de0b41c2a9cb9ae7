"""The pages that parents read, one HTML document each."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal import rendering, urls
from eigentaal.edition import Edition


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Address of the file and its bytes (UTF-8)."""
    for leaf, data in rendering.pages(edition):
        yield urls.file(urls.url(edition.site, leaf.language, leaf.path)), data
