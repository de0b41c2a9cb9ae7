"""Open data below `/data/v1/`: every page in every language, a list of all, feeds of changes, and the organisations.

The addresses and the meaning of the fields are a promise: a change that breaks them becomes `v2`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from eigentaal import dataschema, hsds, opendata, urls
from eigentaal.edition import Edition
from eigentaal.language import Language
from eigentaal.opendata import dump
from eigentaal.rendering import rendered
from eigentaal.sharing import Json, Shared
from eigentaal.site import Leaf

PARENTS = False

Entry = tuple[str, Leaf, Shared]
"""The day a page changed, the page, and what others are told of it."""


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    site = edition.site
    wanted = list(site.published())
    made = rendered(edition, wanted, [f"data {edition.key(leaf)}" for leaf in wanted], edition.data)
    listed = [(leaf, edition.views.shared(leaf), data) for leaf, data in zip(wanted, made, strict=True)]
    for leaf, _, data in listed:
        yield urls.data(leaf.language, leaf.path), data
    feeds = set()
    exported: Json = {
        "version": hsds.VERSION,
        "counts": hsds.counts(site),
        "waiting": hsds.waiting(site),
        "languages": {},
    }
    for language in site.languages:
        folder = f"data/v1/hsds/{language.code}/"
        yield f"{folder}services.json", dump(hsds.pages(hsds.services(site, language)))
        yield f"{folder}organizations.json", dump(hsds.pages(hsds.organizations(site, language)))
        exported["languages"][language.code] = {
            name: f"{site.url}{folder}{name}.json" for name in ("services", "organizations")
        }
        dated = [
            (day, leaf, what)
            for leaf, what, _ in listed
            if leaf.language == language.code and (day := opendata.updated(site, leaf))
        ]
        if dated:
            feeds.add(language.code)
            yield opendata.feed_address(language.code), _feed(edition, language, dated)
    yield "data/v1/index.json", dump(opendata.index(site, listed, feeds, exported))
    for name, schema in dataschema.files():
        yield f"data/v1/{name.removeprefix('data-')}", schema


def _feed(edition: Edition, language: Language, entries: list[Entry]) -> bytes:
    """What changed, the newest first (Atom, RFC 4287). A page of which no day is known isn't in it."""
    site = edition.site
    entries.sort(key=lambda each: (each[0], each[1].path), reverse=True)
    address = site.url + opendata.feed_address(language.code)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language.code}">',
        f"<id>{escape(address)}</id>",
        f"<title>{escape(language.site_name)}</title>",
        f"<updated>{entries[0][0]}T00:00:00Z</updated>",
        f"<author><name>{escape(language.site_name)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{escape(address)}"/>',
        f'<link href="{escape(site.url + urls.home(site, language))}"/>',
    ]
    for day, leaf, what in entries:
        data = escape(site.url + urls.data(leaf.language, leaf.path))
        lines += [
            "<entry>",
            f"<id>{escape(what.address)}</id>",
            f"<title>{escape(what.title)}</title>",
            f"<updated>{day}T00:00:00Z</updated>",
            f'<link href="{escape(what.address)}"/>',
            f'<link rel="alternate" type="application/json" href="{data}"/>',
            f"<summary>{escape(what.summary)}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""]).encode()
