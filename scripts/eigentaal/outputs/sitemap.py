"""The list of pages for search engines: every real page with its translations (sitemaps.org, Google's hreflang)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from eigentaal import urls
from eigentaal.edition import Edition
from eigentaal.site import PUBLISHED


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    site = edition.site
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path in sorted(site.leaves[site.source.code]):
        there = [code for code in site.leaves if site.leaves[code][path].state == PUBLISHED]
        found = {code: site.url + urls.url(site, code, path) for code in there}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(address)}"/>'
            for code, address in found.items()
        )
        lines += [f"<url><loc>{escape(address)}</loc>{links}</url>" for address in found.values()]
    yield "sitemap.xml", "\n".join([*lines, "</urlset>", ""]).encode()
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.url}sitemap.xml\n".encode()
