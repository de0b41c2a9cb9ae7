"""Everything that is checked in the content once it is loaded. Each module here is one check.

A check is a module whose name (with hyphens) is its id, whose docstring is its documentation, and which has
`check(contents)`, a generator of problems. The runner finds it; see CONTRIBUTING for adding one.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from eigentaal.contents import Contents
from eigentaal.model import Site
from eigentaal.problems import Problem


@cache
def discovered() -> dict[str, ModuleType]:
    """Check id → module, in the order of the ids."""
    names = sorted(each.name for each in pkgutil.iter_modules(__path__))
    return {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}") for name in names}


def run(site: Site) -> Iterator[Problem]:
    """All problems that the checks find in a site."""
    contents = Contents(site)
    for module in discovered().values():
        yield from module.check(contents)
