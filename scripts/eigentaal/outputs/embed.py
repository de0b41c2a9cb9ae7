"""Pages, sections and sets as others put them on their site, with what WordPress asks for; and where pages moved to.

Addresses below `/embed/` stand in other people's pages for years. So there is one for every page in every language,
also where it can't be shown: it then says so. A page that moved is shown at its old address too, for a redirect would
lose the word by which WordPress knows its frame.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from eigentaal import sharing, urls
from eigentaal.cache import fingerprint
from eigentaal.edition import Edition
from eigentaal.rendering import rendered
from eigentaal.site import ELSEWHERE, Leaf

PARENTS = False


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    site, views = edition.site, edition.views
    wanted = [leaf for leaves in site.leaves.values() for leaf in leaves.values()]
    keys = [_key(edition, leaf) for leaf in wanted]
    pages = rendered(edition, wanted, keys, lambda leaf: edition.render_embed(leaf).encode())
    for leaf, data in zip(wanted, pages, strict=True):
        address = urls.embed(leaf.language, leaf.path)
        yield urls.file(address), data
        if sharing.embeddable(leaf):
            yield f"{address}oembed.json", _json(sharing.oembed(site, views.shared(leaf)))
    for language in site.languages:
        for each in site.sets.get(site.source.code, {}).values():
            address = urls.embedded_set(language.code, each.id)
            yield urls.file(address), edition.render_set(each, language).encode()
            yield f"{address}oembed.json", _json(sharing.oembed(site, sharing.shared_set(site, language, each)))
    yield from _moved(edition)


def _moved(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """What stands at the old addresses."""
    site = edition.site
    for old, new in site.moved.items():
        for language in site.languages:
            embed, address = urls.embed(language.code, old), urls.url(site, language.code, old)
            if not new:
                yield urls.file(embed), edition.render_gone(language, embed).encode()
                continue
            leaf = site.leaves[language.code][new]
            yield urls.file(embed), edition.render_embed(leaf, embed).encode()
            if sharing.embeddable(leaf):
                yield f"{embed}oembed.json", _json(sharing.oembed(site, edition.views.shared(leaf)))
            if leaf.state != ELSEWHERE:
                yield urls.file(address), edition.render_redirect(leaf, address).encode()


def _key(edition: Edition, leaf: Leaf) -> str:
    """Names what an embed depends on: of a section, all its pages."""
    key = edition.key(leaf)
    if leaf.slug == "index" and leaf.section:
        pages = edition.site.leaves[leaf.language].values()
        inside = "".join(edition.key(each) for each in pages if each.section == leaf.section)
        key += fingerprint(inside)
    return f"embed {key}"


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
