"""Looks at a finished site before it is published: is everything there, does every link lead somewhere.

Works on the built files, so that it also holds for what MkDocs and its theme wrote.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from eigentaal.model import Site
from eigentaal.problems import WARNING, Problem, problem
from eigentaal.unisolated import unisolated

# Templates quote every attribute, so these find all of them; nothing in a text can look like one, for < is escaped.
_TAG = re.compile(r"<(?:a|link|script|img|source|iframe|svg|use|[a-z][a-z0-9-]*)\b[^>]*?\s(?:href|src|id)=[^>]*>")
_ATTRIBUTE = re.compile(r"""\s([a-z:-]+)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_HTML = re.compile(r"<html\b([^>]*)>")
_LANG, _DIR = re.compile(r'\blang="([^"]*)"'), re.compile(r'\bdir="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself: its ids, its links, its language and direction."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    lang: str
    dir: str


def read_page(text: str) -> Facts:
    ids: list[str] = []
    links: list[str] = []
    for tag in _TAG.findall(text):
        for name, quoted, single, bare in _ATTRIBUTE.findall(tag):
            value = html.unescape(quoted or single or bare)
            if name == "id":
                ids.append(value)
            elif name in ("href", "src"):
                links.append(value)
    root = _HTML.search(text)
    attributes = root[1] if root else ""
    lang, direction = _LANG.search(attributes), _DIR.search(attributes)
    return Facts(tuple(ids), tuple(links), lang[1] if lang else "", direction[1] if direction else "")


def verify(folder: Path, site: Site, expected: Iterable[str] | None = None) -> list[Problem]:
    """Every defect of the site in `folder`; `expected`, if given, is exactly the list of its files."""
    sizes = {
        file.relative_to(folder).as_posix(): file.stat().st_size for file in folder.rglob("*") if not file.is_dir()
    }
    problems = [problem(name, (1, 1), "empty-output") for name, size in sizes.items() if not size]
    if expected is not None:
        wanted = set(expected)
        problems += [problem(name, (1, 1), "output-missing") for name in sorted(wanted - sizes.keys())]
        problems += [problem(name, (1, 1), "output-unexpected") for name in sorted(sizes.keys() - wanted)]
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in sizes if name.endswith(".html")}
    pages = {name: read_page(text) for name, text in texts.items()}
    for name, facts in sorted(pages.items()):
        problems += _page(name, facts, site)
        problems += _links(name, facts, pages, sizes, site)
        if "data-md-" not in texts[name]:  # Material's own words are not ours to mend
            found = unisolated(texts[name])
            problems += [problem(name, (1, 1), "unisolated-number", WARNING, page=name, what=each) for each in found]
    return problems


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


def _links(
    name: str, facts: Facts, pages: Mapping[str, Facts], files: Mapping[str, int], site: Site
) -> Iterator[Problem]:
    """Links within the site resolve, to the anchor; others are https, tel or mailto."""
    base = urlsplit(site.url).path
    for link in dict.fromkeys(facts.links):
        parts = urlsplit(link)
        if link.startswith(site.url):
            path = link.removeprefix(site.url).partition("#")[0].partition("?")[0]
        elif parts.scheme or parts.netloc:
            if parts.scheme not in ("https", "tel", "mailto"):
                yield problem(name, (1, 1), "bad-link", page=name, link=link)
            continue
        elif parts.path.startswith("/"):
            path = parts.path.removeprefix(base)
        else:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path)) if parts.path else name
            path += "/" if parts.path.endswith(("/", ".")) and path != "." else ""
        path = unquote(path)
        file = "index.html" if path in ("", ".", "./") else f"{path}index.html" if path.endswith("/") else path
        missing = file not in files
        if missing or (parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].ids):
            yield problem(name, (1, 1), "bad-link", page=name, link=link)
