"""What a site becomes. Each module here is one output: `files(edition)` yields the files it consists of.

One with `PARENTS = False` is for others than parents: only the whole build has it, in a folder of the module's name.

An output is a function of the site alone: it reads no other output, writes nothing itself, and asks no clock. Adding
one is adding a module (see CONTRIBUTING).
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def discovered() -> tuple[ModuleType, ...]:
    """The outputs, by name."""
    names = sorted(each.name for each in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def for_others() -> tuple[str, ...]:
    """The names of the outputs that the parents' pages do without."""
    return tuple(name(module) for module in discovered() if not getattr(module, "PARENTS", True))
