"""What a web server has to say beside the files: what a page may load, who may frame it, how long it may be kept.

For hosts that read `_headers` and `_redirects` (Netlify, Cloudflare Pages), for Apache (`.htaccess` where it applies)
and for nginx (a file to include). `deploy/` in the repository says how to use each. Where two rules of `_headers` meet,
some hosts send both and others the last, so rules that differ never meet, or mean the same either way. Cloudflare finds
the 404 page of a language by itself, and passes over the lines of `_redirects` that tell Netlify which it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from eigentaal import urls
from eigentaal.edition import Edition
from eigentaal.policy import origin, policy
from eigentaal.site import ELSEWHERE, Leaf, Site

Headers = dict[str, str]

NGINX = "# For nginx: include this file in the server { } of the site. Send no X-Frame-Options for embeds yourself."
"""How the file for nginx begins: every site of ours has it, and nobody else's. `publish` knows one by it."""

_DAY, _YEAR = "public, max-age=86400", "public, max-age=31536000, immutable"
_ASK: Headers = {"Cache-Control": "no-cache"}
"""Kept, but never shown without asking whether there is something newer."""
_FORGET: Headers = {"Cache-Control": "no-store"}
"""A page about danger leaves nothing on a phone that others look at. A host that sends `no-cache` too says the same."""
_OPEN: Headers = {"Access-Control-Allow-Origin": "*"}
_SCRIPTS = ("v1.js", "frame.v1.js")
_HASHED = r"\.[0-9a-f]{8,10}\.[a-z0-9.]+$"
"""A file that gets another name when its content changes. Material has some that don't."""
_UNUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")
_CSP = "Content-Security-Policy"


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    site = edition.site
    base = urlsplit(site.url).path
    embeds = {_CSP: _embeds(origin(site.url)), **_OPEN, **_ASK}
    folders = {each: {_CSP: policy(site.url, scripts)} for each, scripts in _folders(edition).items()}
    # In a frame, the way out of a page about danger would leave the frame only.
    danger = {
        urls.url(site, leaf.language, leaf.path): {_CSP: policy(site.url, _scripts(edition, leaf), "'none'"), **_FORGET}
        for leaf in site.published()
        if leaf.page.danger
    }
    moved = [
        (base + urls.url(site, language.code, old), base + urls.url(site, language.code, new))
        for old, new in site.moved.items()
        if new
        for language in site.languages
        if site.leaves[language.code][new].state != ELSEWHERE
    ]
    own = {_CSP: policy(site.url)}
    rules: dict[str, Headers] = {
        f"{base}*": _always(site),
        **{base + each: own | _ASK for each in _single(site)},
        **{f"{base}{each}*": headers | _ASK for each, headers in folders.items()},
        **{f"{base}{each}*": headers for each, headers in danger.items()},
        f"{base}sw.js": _ASK,
        f"{base}search/*": _ASK,
        f"{base}embed/*": {name: value for name, value in embeds.items() if name != "Cache-Control"},
        **{f"{base}embed/{each}": {"Cache-Control": _DAY} for each in _SCRIPTS},
        f"{base}data/*": _OPEN,
        f"{base}assets/*": {**_OPEN, "Cache-Control": _YEAR},
        f"{base}assets/javascripts/lunr/*": _ASK,
    }
    yield "_headers", _text(line for where, found in rules.items() for line in (where, *_lines("  {}: {}", found)))
    homes = [urls.home(site, each) for each in site.languages if each != site.source]
    led = [f"{old} {new} 301" for old, new in moved] + [f"{base}{each}* {base}{each}404.html 404" for each in homes]
    if led:
        yield "_redirects", _text(led)
    redirects = [f"Redirect 301 {old} {new}" for old, new in moved]
    yield ".htaccess", _text([f"ErrorDocument 404 {base}404.html", *redirects]) + _apache(_always(site) | own | _ASK)
    hashed = [f'<FilesMatch "{_HASHED}">', f'Header always set Cache-Control "{_YEAR}"', "</FilesMatch>"]
    for each in homes:
        yield f"{each}.htaccess", _text([f"ErrorDocument 404 {base}{each}404.html"])
    yield "assets/.htaccess", _apache(_OPEN, *hashed)
    yield "embed/.htaccess", _apache(embeds, "Header always unset X-Frame-Options")
    yield "data/.htaccess", _apache(_OPEN)
    special = {each: headers for each, headers in folders.items() if headers != own} | danger
    for each, headers in special.items():
        yield f"{each}.htaccess", _apache(headers)
    yield "nginx.conf", _nginx(site, embeds, special, moved, homes)


def _always(site: Site) -> Headers:
    """What every answer says. Encryption is asked for only of a site that has it, and for this name alone."""
    safe = {"Strict-Transport-Security": "max-age=31536000"} if site.url.startswith("https:") else {}
    return safe | {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{each}=()" for each in _UNUSED),
    }


def _single(site: Site) -> Iterator[str]:
    """The addresses of pages that lie in no folder of a section."""
    for language in site.languages:
        home = urls.home(site, language)
        yield from (home, f"{home}404.html", f"{home}offline.html")


def _folders(edition: Edition) -> dict[str, set[str]]:
    """The folders that hold pages, and the scripts that stand inside those."""
    found: dict[str, set[str]] = {}
    site = edition.site
    for leaves in site.leaves.values():
        for leaf in leaves.values():
            address = urls.url(site, leaf.language, leaf.path)
            home = urls.home(site, site.language(leaf.language))
            if top := address.removeprefix(home).partition("/")[0]:
                found.setdefault(f"{home}{top}/", set()).update(_scripts(edition, leaf))
    return found


def _scripts(edition: Edition, leaf: Leaf) -> set[str]:
    return edition.scripts.get(urls.url(edition.site, leaf.language, leaf.path), set())


def _embeds(ours: str) -> str:
    """Everybody may frame them. WebKit takes 'self' for nothing in a sandboxed frame, so the origin is named too."""
    sources = "; ".join(f"{what}-src 'self' {ours}" for what in ("script", "style", "font"))
    sources += f"; img-src 'self' {ours} data:"  # the icon of the site stands in the page
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'; frame-ancestors *"


def _lines(shape: str, headers: Headers) -> Iterator[str]:
    return (shape.format(name, value) for name, value in headers.items())


def _apache(headers: Headers, *more: str) -> bytes:
    return _text(("<IfModule mod_headers.c>", *_lines('Header always set {} "{}"', headers), *more, "</IfModule>"))


def _nginx(
    site: Site,
    embeds: Headers,
    special: dict[str, Headers],
    moved: list[tuple[str, str]],
    homes: list[str],
) -> bytes:
    """A `location` that sets one header forgets those around it, so each says all."""
    base, always = urlsplit(site.url).path, _always(site)

    def block(where: str, headers: Headers) -> Iterator[str]:
        yield f"location {where} {{"
        yield from _lines('    add_header {} "{}" always;', headers | always)
        yield "}"

    own = {_CSP: policy(site.url)} | _ASK
    lines = [
        NGINX,
        f"set $eigentaal_missing {base}404.html;",
        *(f"if ($uri ~ ^{base}{each}) {{ set $eigentaal_missing {base}{each}404.html; }}" for each in homes),
        "error_page 404 $eigentaal_missing;",
        *_lines('add_header {} "{}" always;', own | always),
    ]
    lines += block(f"^~ {base}embed/", embeds)
    for each in _SCRIPTS:
        lines += block(f"= {base}embed/{each}", {**embeds, "Cache-Control": _DAY})
    lines += block(f"^~ {base}data/", _OPEN)
    lines += block(f'~ "^{base}assets/.+{_HASHED}"', {**_OPEN, "Cache-Control": _YEAR})
    for where, headers in special.items():
        lines += block(f"^~ {base}{where}", _ASK | headers)
    lines += [f"location = {old} {{ return 301 {new}; }}" for old, new in moved]
    return _text(lines)


def _text(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
