"""The page for an address that doesn't exist: one per language; the server's own is the Dutch one."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal import urls
from eigentaal.edition import Edition


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    for language in edition.site.languages:
        yield f"{urls.home(edition.site, language)}404.html", edition.render_not_found(language).encode()
