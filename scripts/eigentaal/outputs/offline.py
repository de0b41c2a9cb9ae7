"""The site without internet: the service worker at the root, and the page it shows for what isn't kept on the phone.

Of each language it lists what a parent keeps with one tap: first the numbers in need, then the search and the pages in
that language, then the Dutch pages to put beside them, up to 1.5 MB packed. Pages about danger are never on the list.
Each file has a hash of its content, so that a new version of the site fetches only what changed.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from eigentaal import rendering, urls
from eigentaal.cache import Cache
from eigentaal.edition import Edition
from eigentaal.language import Language
from eigentaal.site import Leaf

LIMIT = 1_500_000
"""Bytes a language may take on the phone, and of somebody's data: both are packed (sw.js)."""
SHELL = ("site.css", "page.js")

Item = tuple[str, bytes]
"""Address and content."""
Weighed = tuple[str, int]
"""The hash of a content, and its bytes when it is packed."""


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    made = [(leaf, data) for leaf, data in rendering.pages(edition) if not leaf.page.danger]
    shell = [(edition.assets[name].address, edition.assets[name].data) for name in SHELL]
    packs: dict[str, Any] = {}
    weighed = _scales(edition.cache)
    for language in edition.site.languages:
        offline = f"{urls.home(edition.site, language)}offline.html"
        notice = edition.render_offline(language).encode()
        yield offline, notice
        essential = [*_pages(edition, language, made, urgent=True), (offline, notice), *shell]
        packs[language.code] = _pack(essential, _rest(edition, language, made), weighed) | {"offline": offline}
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


def _pack(essential: list[Item], rest: Iterator[Item], weighed: Callable[[Item], Weighed]) -> dict[str, Any]:
    """What fits, and a version that names all of it."""
    listed: list[tuple[str, str]] = []
    size = 0
    for place, item in enumerate(chain(essential, rest)):
        digest, weight = weighed(item)
        size += weight
        if size > LIMIT and place >= len(essential):
            break  # nor what comes after it, which matters less
        listed.append((item[0], digest))
    version = hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:10]
    return {"version": version, "essential": len(essential), "files": listed}


def _scales(cache: Cache) -> Callable[[Item], Weighed]:
    """What weighs a file: once for all languages, and for the next build too."""
    known: dict[str, Weighed] = {}

    def weighed(item: Item) -> Weighed:
        address, data = item
        if address not in known:
            digest, weigh = hashlib.sha256(data).hexdigest(), partial(_weight, data)
            known[address] = digest[:10], cache.remember(f"packed {digest}", weigh)
        return known[address]

    return weighed


def _weight(data: bytes) -> int:
    """Quickly packed: the phone does it better."""
    return len(zlib.compress(data, 1))
