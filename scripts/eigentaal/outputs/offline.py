"""The site without internet: the service worker at the root, and the page it shows for what isn't kept on the phone.

Of each language it lists what a parent keeps with one tap: first the numbers in need, then the search and the pages in
that language, then the Dutch pages to put beside them, up to 1.5 MB packed. Pages about danger are never on the list.
Each file has a hash of its content, so that a new version of the site fetches only what changed.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any

from eigentaal import rendering, urls
from eigentaal.edition import Edition
from eigentaal.language import Language
from eigentaal.site import Leaf

LIMIT = 1_500_000
"""Bytes a language may take on the phone, and of somebody's data: both are packed (sw.js)."""
SHELL = ("site.css", "page.js")

Item = tuple[str, bytes]
"""Address and content."""


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    made = [(leaf, data) for leaf, data in rendering.pages(edition) if not leaf.page.danger]
    shell = [(edition.assets[name].address, edition.assets[name].data) for name in SHELL]
    packs: dict[str, Any] = {}
    packed: dict[str, int] = {}
    for language in edition.site.languages:
        offline = f"{urls.home(edition.site, language)}offline.html"
        notice = edition.render_offline(language).encode()
        yield offline, notice
        essential = [*_pages(edition, language, made, urgent=True), (offline, notice), *shell]
        packs[language.code] = _pack(essential, _rest(edition, language, made), packed) | {"offline": offline}
    yield "sw.js", f"const SITE = {json.dumps(packs, separators=(',', ':'))};\n{edition.worker}".encode()


def _rest(edition: Edition, language: Language, made: list[tuple[Leaf, bytes]]) -> Iterator[Item]:
    yield edition.assets["search.js"].address, edition.assets["search.js"].data
    yield edition.index(language.code)
    yield from _pages(edition, language, made, urgent=False)
    if language != edition.site.source:
        for urgent in (True, False):
            yield from _pages(edition, edition.site.source, made, urgent)


def _pages(edition: Edition, language: Language, made: list[tuple[Leaf, bytes]], urgent: bool) -> Iterator[Item]:
    """The pages of a language that may be kept: home and sections first, then in their order."""
    mine = [each for each in made if each[0].language == language.code and (each[0].page.kind == "urgent") == urgent]

    def place(each: tuple[Leaf, bytes]) -> tuple[bool, int, str]:
        return each[0].slug != "index", each[0].page.order, each[0].path

    for leaf, data in sorted(mine, key=place):
        yield urls.url(edition.site, leaf.language, leaf.path), data


def _pack(essential: list[Item], rest: Iterator[Item], packed: dict[str, int]) -> dict[str, Any]:
    """What fits, and a version that names all of it. `packed` remembers what was weighed for another language."""

    def weight(item: Item) -> int:
        """Quickly packed: the phone does it better."""
        address, data = item
        if address not in packed:
            packed[address] = len(zlib.compress(data, 1))
        return packed[address]

    found, size = list(essential), sum(map(weight, essential))
    for item in rest:
        size += weight(item)
        if size > LIMIT:
            break  # nor what comes after it, which matters less
        found.append(item)
    listed = [(address, hashlib.sha256(data).hexdigest()[:10]) for address, data in found]
    version = hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:10]
    return {"version": version, "essential": len(essential), "files": listed}
