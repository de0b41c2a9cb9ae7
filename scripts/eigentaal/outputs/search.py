"""What is searched: an index per language, fetched when a parent opens the search and not before."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.edition import Edition


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """`search/<language>.json`, UTF-8."""
    for language in edition.site.languages:
        yield edition.index(language.code)
