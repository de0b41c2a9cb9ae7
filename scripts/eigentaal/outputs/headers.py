"""What a web server has to say beside the files: that embeds may stand in any page, and danger in none.

For hosts that read `_headers` and `_redirects` (Netlify, Cloudflare Pages), for Apache (`.htaccess` where it applies,
so that a host that refuses one loses no more than that folder) and for nginx (a file to include).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from eigentaal import urls
from eigentaal.edition import Edition
from eigentaal.model import PUBLISHED

Headers = dict[str, str]

_DAY, _YEAR = "public, max-age=86400", "public, max-age=31536000, immutable"
_OPEN: Headers = {"Access-Control-Allow-Origin": "*"}
_NEVER: Headers = {"Content-Security-Policy": "frame-ancestors 'none'"}
"""In a frame, the way out of a page about danger would leave the frame only."""
_SCRIPTS = ("v1.js", "frame.v1.js")


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    site = edition.site
    parts = urlsplit(site.url)
    base, embeds = parts.path, _embeds(f"{parts.scheme}://{parts.netloc}")
    danger = [
        urls.url(site, leaf.language, leaf.path)
        for leaves in site.leaves.values()
        for leaf in leaves.values()
        if leaf.page.danger and leaf.state == PUBLISHED
    ]
    moved = [
        (base + urls.url(site, language.code, old), base + urls.url(site, language.code, new))
        for old, new in site.moved.items()
        if new
        for language in site.languages
    ]
    rules: dict[str, Headers] = {
        f"{base}embed/*": {**embeds, **_OPEN},
        **{f"{base}embed/{each}": {"Cache-Control": _DAY} for each in _SCRIPTS},
        f"{base}data/*": _OPEN,
        f"{base}assets/*": {**_OPEN, "Cache-Control": _YEAR},
        **{f"{base}{each}*": _NEVER for each in danger},
    }
    yield "_headers", _text(line for where, found in rules.items() for line in (where, *_lines("  {}: {}", found)))
    if moved:
        yield "_redirects", _text(f"{old} {new} 301" for old, new in moved)
    yield "embed/.htaccess", _apache({**embeds, **_OPEN}, "Header always unset X-Frame-Options")
    yield "data/.htaccess", _apache(_OPEN)
    for each in danger:
        yield f"{each}.htaccess", _apache(_NEVER)
    yield "embed/nginx.conf", _nginx(base, {**embeds, **_OPEN}, danger, moved)


def _embeds(origin: str) -> Headers:
    """Everybody may frame them. WebKit takes 'self' for nothing in a sandboxed frame, so the origin is named too."""
    ours = "; ".join(f"{what}-src 'self' {origin}" for what in ("script", "style", "img", "font"))
    policy = f"default-src 'none'; {ours}; base-uri 'none'; form-action 'none'; frame-ancestors *"
    return {"Content-Security-Policy": policy}


def _lines(shape: str, headers: Headers) -> Iterator[str]:
    return (shape.format(name, value) for name, value in headers.items())


def _apache(headers: Headers, *more: str) -> bytes:
    return _text(("<IfModule mod_headers.c>", *_lines('Header always set {} "{}"', headers), *more, "</IfModule>"))


def _nginx(base: str, embeds: Headers, danger: list[str], moved: list[tuple[str, str]]) -> bytes:
    shape = '    add_header {} "{}" always;'

    def block(where: str, headers: Headers) -> Iterator[str]:
        yield f"location {where} {{"
        yield from _lines(shape, headers)
        yield "}"

    lines = [
        "# For nginx: include this file in the server { } of the site. Send no X-Frame-Options for embeds yourself."
    ]
    lines += block(f"^~ {base}embed/", embeds)
    for each in _SCRIPTS:
        lines += block(f"= {base}embed/{each}", {**embeds, "Cache-Control": _DAY})
    lines += block(f"^~ {base}data/", _OPEN)
    lines += block(f"^~ {base}assets/", {**_OPEN, "Cache-Control": _YEAR})
    for each in danger:
        lines += block(f"^~ {base}{each}", _NEVER)
    lines += [f"location = {old} {{ return 301 {new}; }}" for old, new in moved]
    return _text(lines)


def _text(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
