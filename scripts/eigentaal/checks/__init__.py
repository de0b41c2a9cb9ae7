"""Everything that is checked in the content once it is loaded. Each module here is one check.

A check is a module whose name (with hyphens) is its id, whose docstring is its documentation, and which has a
`SEVERITY` and `find(pair)`, a generator of details for the message, when it compares a text with its translation; or
`check(contents)`, a generator of problems, when it looks at the whole. The runner finds it; see CONTRIBUTING.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, partial
from types import ModuleType

from eigentaal.cache import Cache
from eigentaal.contents import Contents
from eigentaal.model import Site
from eigentaal.problems import ERROR, Problem

Details = dict[str, str]
"""What a message is filled with."""

PARALLEL_FROM = 300  # pages to look at; below it a second process costs more than it saves


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
    contents = Contents(site)
    chosen = {name: module for name, module in discovered().items() if wanted is None or name in wanted}
    paged = {name: module for name, module in chosen.items() if getattr(module, "BY_PAGE", False)}
    for name, module in chosen.items():
        if hasattr(module, "check") and name not in paged:
            yield from module.check(contents)
    yield from _by_page(contents, paged, cache)
    comparing = {name: module for name, module in chosen.items() if hasattr(module, "find")}
    if comparing:
        yield from _compare(contents, comparing, cache)


def _by_page(contents: Contents, modules: dict[str, ModuleType], cache: Cache | None) -> Iterator[Problem]:
    """The checks that look at one page in all its languages and nothing else but facts (`BY_PAGE = True`)."""
    source = contents.site.source.code

    def look(path: str) -> list[Problem]:
        page = Contents(contents.site, path)
        return [each for module in modules.values() for each in module.check(page)]

    for path in contents.site.leaves[source]:
        key = f"page checks {contents.digest((source, path))} {' '.join(modules)}"
        yield from cache.remember(key, partial(look, path)) if cache else look(path)


def _compare(contents: Contents, modules: dict[str, ModuleType], cache: Cache | None) -> Iterator[Problem]:
    """The checks of pairs, page by page; a page that nothing has changed for is not looked at again."""
    groups = contents.groups
    names = " ".join(modules)
    keys = {group: f"checks {contents.digest(group)} {names}" for group in groups}
    todo = [group for group in groups if cache is None or keys[group] not in cache]
    fresh = dict(zip(todo, _results(contents, modules, todo), strict=True))
    for group, key in keys.items():
        if cache is None:
            yield from fresh[group]
        else:
            yield from cache.put(key, fresh[group]) if group in fresh else cache.get(key)


Group = tuple[str, str]
"""Language and page."""


def _results(contents: Contents, modules: dict[str, ModuleType], todo: list[Group]) -> Iterable[list[Problem]]:
    if len(todo) < PARALLEL_FROM:
        return [_look(contents, modules, group) for group in todo]
    global _shared
    _shared = lambda group: _look(contents, modules, group)  # noqa: E731  # forked children have it without a copy
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        return pool.map(_look_shared, todo, chunksize=20)


_shared: Callable[[Group], list[Problem]]


def _look_shared(group: Group) -> list[Problem]:
    return _shared(group)


def _look(contents: Contents, modules: dict[str, ModuleType], group: Group) -> list[Problem]:
    found = []
    for pair in contents.pairs(group):
        for name, module in modules.items():
            for details in module.find(pair):
                if not pair.unit.ignores(name):
                    found.append(contents.in_pair(pair, name, module.SEVERITY, details))
    return found
