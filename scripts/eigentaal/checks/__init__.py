"""Everything that is checked in the content once it is loaded. Each module here is one check.

A check is a module whose name (with hyphens) is its id, whose docstring is its documentation, and which has a
`SEVERITY` and `find(pair)`, a generator of details for the message, when it compares a text with its translation; or
`check(contents)`, a generator of problems, when it looks at the whole; with `BY_PAGE = True` it looks at each page by
itself, at nothing else but facts and words, and is remembered. One that looks at the whole, but at little of each page,
has `gather(contents)` for a page, which is remembered, and `judge(contents, gathered)` with a pair of path and what was
gathered for each page. One with `find` may have `check(contents)` too, for what is wrong in Dutch by itself. The runner
finds it; see CONTRIBUTING.

A comparing check may tell where it can find anything at all, so that it isn't asked about each of a hundred thousand
texts: `WHERE(pair)` tells whether it may find something in a pair; a `Trait` as `WHERE` is one that the translation
must have. What several checks share as their `WHERE` is asked once for all of them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from eigentaal.cache import Cache
from eigentaal.contents import Contents
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR, Problem
from eigentaal.site import SHARED, Site
from eigentaal.traits import AnyOf

Details = dict[str, str]
"""What a message is filled with."""

Checks = dict[str, ModuleType]
"""Check id → module."""

OfPage = tuple[list[Problem], dict[str, Any]]
"""The problems of a page, and check id → what was gathered in it."""


@cache
def discovered() -> dict[str, ModuleType]:
    """Check id → module, in the order of the ids."""
    names = sorted(each.name for each in pkgutil.iter_modules(__path__))
    return {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}") for name in names}


def documentation() -> list[tuple[str, str, list[str]]]:
    """Of each check its id, its severity, and its docstring in paragraphs: what, why, an example, how to mend."""
    found = []
    for name, module in discovered().items():
        lines = (module.__doc__ or "").strip().split("\n")
        paragraphs = [lines[0]]
        for line in lines[1:]:
            if line.startswith(("Why:", "Example:", "Mend:")):
                paragraphs.append(line)
            elif line:
                paragraphs[-1] += f" {line}"
        found.append((name, getattr(module, "SEVERITY", "error"), paragraphs))
    return found


def deciding() -> frozenset[str]:
    """The checks whose findings hold a page back or stop a build."""
    return frozenset(name for name, module in discovered().items() if getattr(module, "SEVERITY", ERROR) == ERROR)


def run(site: Site, cache: Cache | None = None, wanted: Collection[str] | None = None) -> Iterator[Problem]:
    """All problems that the checks find in a site; `wanted` names the checks to run, all of them by default."""
    contents, cache = Contents(site), cache or Cache()
    chosen = {name: module for name, module in discovered().items() if wanted is None or name in wanted}
    paged = {name: each for name, each in chosen.items() if _is_paged(each)}
    # Begun first: while other processes look at the pages, this one looks at the whole.
    by_page = _by_page(contents, paged, cache, "" if wanted is None else " ".join(paged)) if paged else ()
    for name, module in chosen.items():
        if name not in paged:
            yield from module.check(contents)
    gathered: dict[str, list[tuple[str, Any]]] = {name: [] for name, each in paged.items() if hasattr(each, "judge")}
    for path, (problems, of_page) in by_page:
        yield from (each for each in problems if each.check in paged)
        for name, found in gathered.items():
            found.append((path, of_page[name]))
    for name, found in gathered.items():
        yield from chosen[name].judge(contents, found)


def _is_paged(module: ModuleType) -> bool:
    return hasattr(module, "find") or hasattr(module, "gather") or getattr(module, "BY_PAGE", False)


def _by_page(contents: Contents, checks: Checks, cache: Cache, which: str) -> Iterator[tuple[str, OfPage]]:
    """The checks that look at a page in all its languages; one that nothing has changed for is not looked at again.

    `which` names the checks, "" all of them: what they found serves for some of them too. The looking begins at once.
    """
    paths = ["", *contents.site.leaves[contents.site.source.code]]
    keys = {path: f"checks {contents.digest(path)}" for path in paths}
    if which:
        keys = {path: key if key in cache else f"{key} {which}" for path, key in keys.items()}
    found = cache.remember_each(
        list(keys.values()), paths, lambda some: _look([contents.page(path) for path in some], checks)
    )
    return zip(paths, found, strict=True)


def _look(pages: Sequence[Contents], checks: Checks) -> list[OfPage]:
    """What is found in each of these pages."""
    found: dict[str | None, list[Problem]] = {page.only: [] for page in pages}
    for module in checks.values():
        if hasattr(module, "check"):
            for page in pages:
                found[page.only] += module.check(page)
    comparing = {name: module for name, module in checks.items() if hasattr(module, "find")}
    for language in pages[0].site.languages[1:]:
        groups = ((page, group) for page in pages for group in page.groups if group[0] == language.code)
        pairs = [pair for page, group in groups for pair in page.pairs(group)]
        for pair, name, details in compare(pairs, comparing):
            if not pair.unit.ignores(name):
                path = "" if pair.unit.page in SHARED else pair.unit.page
                found[path].append(pages[0].in_pair(pair, name, comparing[name].SEVERITY, details))
    gathering = {name: module for name, module in checks.items() if hasattr(module, "gather")}
    return [(found[page.only], {name: each.gather(page) for name, each in gathering.items()}) for page in pages]


def compare(pairs: Sequence[Pair], checks: Checks) -> Iterator[tuple[Pair, str, Details]]:
    """What comparing checks find in these texts, which are in one language: the pair, the check's id, the details.

    One check after the other goes through all of them, which takes half the time of the other way round.
    """
    chosen: dict[object, Sequence[Pair]] = {_everywhere: pairs}
    for name, module in checks.items():
        where, find = getattr(module, "WHERE", _everywhere), module.find
        if where not in chosen and isinstance(where, AnyOf):
            bits = where.bits
            chosen[where] = [pair for pair in pairs if pair.target.traits & bits]
        elif where not in chosen:
            chosen[where] = list(filter(where, pairs))
        for pair in chosen[where]:
            for details in find(pair):
                yield pair, name, details


def _everywhere(_: Pair) -> bool:
    return True
