"""Where pages went: the list of `_moved.yml` followed to its end, so that no old address leads nowhere."""

from __future__ import annotations

from collections.abc import Container, Iterable

from eigentaal.page import Moved

Fault = tuple[str, str, str]
"""The id of the entry, the name of the problem, and the path it is about."""


def resolve(entries: Iterable[Moved], pages: Container[str]) -> tuple[dict[str, str], list[Fault]]:
    """Old path → the page where a reader ends up ("" for none), and what is wrong with the list.

    An entry with a fault is left out. A page may move more than once: each entry then leads to the next.
    """
    faults: list[Fault] = []
    steps: dict[str, Moved] = {}
    for each in entries:
        if each.old in pages:
            faults.append((each.id, "moved-page-exists", each.old))
        elif each.old in steps:
            faults.append((each.id, "moved-twice", each.old))
        else:
            steps[each.old] = each
    found: dict[str, str] = {}
    for each in steps.values():
        seen, target = {each.old}, each.new
        while target in steps and target not in seen:
            seen.add(target)
            target = steps[target].new
        if target in seen:
            faults.append((each.id, "moved-in-a-circle", each.old))
        elif target and target not in pages:
            faults.append((each.id, "moved-to-nowhere", target))
        else:
            found[each.old] = target
    return found, faults
