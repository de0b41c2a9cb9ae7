"""Looks at a finished site before it is published: is everything there, does every link lead somewhere.

Works on the built files, so that it also holds for what MkDocs and its theme wrote.
"""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from eigentaal.cache import Cache, Entry
from eigentaal.problems import WARNING, Problem, problem
from eigentaal.site import Site
from eigentaal.tree import listing
from eigentaal.unisolated import unisolated

# Our templates quote every attribute and escape quotes in texts, so that nothing else looks like one. Material's pages
# do neither: there all attributes of a tag are read, so that none is looked for in the value of another.
_QUOTED = re.compile(r' (href|src|id)="([^"]*)"')  # Python looks for a space much faster than for any white space
_TAG = re.compile(r"<[a-z][a-z0-9-]*\b[^>]*?\s(?:href|src|id)=[^>]*>")
_ATTRIBUTE = re.compile(r"""\s([a-z:-]+)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_HTML = re.compile(r"<html\b([^>]*)>")
_LANG, _DIR = re.compile(r'\blang="([^"]*)"'), re.compile(r'\bdir="([^"]*)"')


Link = tuple[str, str, str]
"""A link as written, the file of this site it leads to (OUTSIDE, or FORBIDDEN), the id there."""
OUTSIDE, FORBIDDEN = "", "?"


class Facts(Struct, frozen=True):
    """What a page says of itself: its ids and links, its language and direction, the numbers that stand bare in it."""

    ids: tuple[str, ...]
    links: tuple[Link, ...]
    lang: str
    dir: str
    bare: tuple[str, ...]


def read_page(name: str, text: str, site_url: str) -> Facts:
    """The facts of the page in the file `name`."""
    material = "data-md-" in text
    ids: list[str] = []
    links: dict[str, None] = {}
    for attribute, written in _attributes(text) if material else _QUOTED.findall(_spaced(text)):
        value = html.unescape(written) if "&" in written else written
        if attribute == "id":
            ids.append(value)
        else:
            links[value] = None
    root = _HTML.search(text)
    attributes = root[1] if root else ""
    lang, direction = _LANG.search(attributes), _DIR.search(attributes)
    return Facts(
        tuple(ids),
        tuple((link, *_target(name, link, site_url)) for link in links),
        lang[1] if lang else "",
        direction[1] if direction else "",
        () if material else tuple(unisolated(text)),  # Material's own words are not ours to mend
    )


def _spaced(text: str) -> str:
    """HTML with spaces for other white space."""
    for other in "\n\t\r\f":
        if other in text:
            text = text.replace(other, " ")
    return text


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """The ids and links of any HTML."""
    for tag in _TAG.findall(text):
        for attribute, double, single, bare in _ATTRIBUTE.findall(tag):
            if attribute in ("href", "src", "id"):
                yield attribute, double or single or bare


def verify(
    folder: Path, site: Site, expected: Iterable[str] | None = None, cache: Cache | None = None
) -> list[Problem]:
    """Every defect of the site in `folder`; `expected`, if given, is exactly the list of its files.

    `cache` remembers the facts of a page by its bytes, so that only a page that changed is read again.
    """
    sizes = listing(folder)
    problems = [problem(name, (1, 1), "empty-output") for name, size in sizes.items() if not size]
    if expected is not None:
        wanted = set(expected)
        problems += [problem(name, (1, 1), "output-missing") for name in sorted(wanted - sizes.keys())]
        problems += [problem(name, (1, 1), "output-unexpected") for name in sorted(sizes.keys() - wanted)]
    names = [name for name in sizes if name.endswith(".html")]
    pages = dict(zip(names, _facts(folder, names, site.url, cache or Cache()), strict=True))
    for name, facts in sorted(pages.items()):
        problems += _page(name, facts, site)
        problems += _links(name, facts, pages, sizes)
        problems += [problem(name, (1, 1), "unisolated-number", WARNING, page=name, what=each) for each in facts.bare]
    return problems


def _facts(folder: Path, names: list[str], site_url: str, cache: Cache) -> Iterator[Facts]:
    """Of each page, those remembered by its bytes or else read."""

    def key(name: str) -> str:
        with open(f"{folder}/{name}", "rb") as stream:
            return _key(name, stream.read(), site_url)

    def fresh(some: Sequence[str]) -> list[Facts]:
        return [read_page(name, (folder / name).read_text(encoding="utf-8"), site_url) for name in some]

    return cache.remember_each(list(map(key, names)), names, fresh)


def entry(name: str, data: bytes, site_url: str) -> Entry:
    """The facts of a page as they are remembered."""
    return _key(name, data, site_url), lambda: read_page(name, data.decode(), site_url)


def _key(name: str, data: bytes, site_url: str) -> str:
    return f"facts {name} {site_url} {hashlib.blake2b(data, digest_size=16).hexdigest()}"


def _page(name: str, facts: Facts, site: Site) -> Iterator[Problem]:
    code = name.removeprefix("embed/").partition("/")[0]
    language = next((each for each in site.languages[1:] if each.code == code), site.source)
    if (facts.lang, facts.dir) != (language.code, language.direction):
        yield problem(
            name, (1, 1), "bad-markup-in-page", page=name, what=f'<html lang="{facts.lang}" dir="{facts.dir}">'
        )
    twice = {each for each in facts.ids if facts.ids.count(each) > 1} if len(set(facts.ids)) < len(facts.ids) else set()
    for each in sorted(twice):
        yield problem(name, (1, 1), "bad-markup-in-page", page=name, what=f'id="{each}" ×2')


def _links(name: str, facts: Facts, pages: Mapping[str, Facts], files: Mapping[str, int]) -> Iterator[Problem]:
    """Links within the site resolve, to the anchor; others are https, tel or mailto."""
    for link, file, anchor in facts.links:
        if file == OUTSIDE:
            continue
        lacks = anchor and file in pages and anchor not in pages[file].ids
        if file not in files or lacks:
            yield problem(name, (1, 1), "bad-link", page=name, link=link)


def _target(name: str, link: str, site_url: str) -> tuple[str, str]:
    """The file and the id that a link in the file `name` leads to."""
    path, _, anchor = link.partition("#")
    path = path.partition("?")[0]
    if link.startswith(site_url):
        path = path.removeprefix(site_url)
    else:
        if ":" in link or link[:1] <= " " or link[:2] == "//":  # only there may be a scheme or another host
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                known = parts.scheme in ("https", "tel", "mailto") or link.startswith("data:image/svg+xml,")
                return OUTSIDE if known else FORBIDDEN, ""
            path = parts.path
        if path.startswith("/"):
            path = path.removeprefix(urlsplit(site_url).path)
        else:
            path = _joined(posixpath.dirname(name), path) if path else name
    if "%" in link:
        path, anchor = unquote(path), unquote(anchor)
    file = "index.html" if path in ("", ".", "./") else f"{path}index.html" if path.endswith("/") else path
    return file, anchor


def _joined(folder: str, path: str) -> str:
    """A path as seen from a folder; one above the site keeps its dots."""
    if "//" not in path and "/./" not in path:  # nearly all: the rest takes ten times as long
        while folder and path.startswith("../"):
            folder, path = folder.rpartition("/")[0], path[3:]
        if not path:
            return f"{folder}/" if folder else "."
        if "./" not in path and not path.endswith("."):
            return f"{folder}/{path}" if folder else path
    joined = posixpath.normpath(posixpath.join(folder, path))
    return joined + ("/" if path.endswith(("/", ".")) and joined != "." else "")
