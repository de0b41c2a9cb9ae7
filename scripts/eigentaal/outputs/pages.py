"""The pages that parents read, one HTML document each."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal import rendering
from eigentaal.edition import Edition


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Address of the file and its bytes (UTF-8)."""
    for leaf, data in rendering.pages(edition):
        yield rendering.file(edition, leaf), data
