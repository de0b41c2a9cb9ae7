"""Work spread over the processors, where there is enough of it to pay for the other processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LEAST = 150  # items of about a page each; below it a second process costs more than it saves
FIRST = 5  # done here: patterns and tables that are made at first use are then made once for all processes


def spread(work: Callable[[T], R], items: Sequence[T], least: int = LEAST) -> Iterator[R]:
    """What `work` makes of each item, in order. What it raises is raised here."""
    others = (os.cpu_count() or 1) - 1
    if len(items) < least or not others:
        yield from map(work, items)
        return
    import multiprocessing  # costs 10 ms, which a small site doesn't need

    if "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, items)
        return
    yield from map(work, items[:FIRST])
    context = multiprocessing.get_context("fork")
    global _shared
    _shared = work, items, context.Value("l", FIRST)  # the children are forked: they have all without a copy
    with context.Pool(others) as pool:
        shares = [pool.apply_async(_share) for _ in range(others)]
        made = _share()  # what is made here needs no way back
        for each in shares:
            made += each.get()
    for _, results in sorted(made, key=lambda each: each[0]):
        yield from results


_shared: tuple[Callable[[Any], Any], Sequence[Any], Any]


def _share() -> list[tuple[int, list[Any]]]:
    """Takes the next few items and works on them, again and again until none is left; each with its place."""
    work, items, taken = _shared
    size = max(1, min(50, len(items) // 32))
    made: list[tuple[int, list[Any]]] = []
    while True:
        with taken.get_lock():
            start = taken.value
            taken.value += size
        if start >= len(items):
            return made
        made.append((start, [work(each) for each in items[start : start + size]]))
