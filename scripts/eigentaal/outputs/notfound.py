"""The page for an address that doesn't exist: one per language; the server's own is the Dutch one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from eigentaal import urls
from eigentaal.edition import Edition
from eigentaal.language import Language


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    for language in edition.site.languages:
        name = f"{urls.home(edition.site, language)}404.html"
        key = f"404 {edition.key(edition.site.leaves[language.code]['index'])}"
        yield name, edition.cache.remember(key, partial(_page, edition, language))


def _page(edition: Edition, language: Language) -> bytes:
    return edition.render_not_found(language).encode()
