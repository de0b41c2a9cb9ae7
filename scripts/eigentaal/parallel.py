"""Work spread over the processors, where there is enough of it to pay for the other processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult, Pool

T = TypeVar("T")
R = TypeVar("R")

LEAST = 19  # items of some pages each; below it a second process costs more than it saves


def spread(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """What `work` makes of each item, in order. What it raises is raised here.

    Other processes begin at once; this one takes its share when it is asked for what was made.
    """
    others = (os.cpu_count() or 1) - 1
    if len(items) < LEAST or not others:
        return map(work, items)
    import multiprocessing  # costs 10 ms, which a small site doesn't need

    if "fork" not in multiprocessing.get_all_start_methods():
        return map(work, items)
    begun = work(items[0])  # here: patterns and tables that are made at first use are then made once for all processes
    context = multiprocessing.get_context("fork")
    global _shared
    _shared = work, items, context.Value("l", 1)  # the children are forked: they have all without a copy
    pool = context.Pool(others)
    shares = [pool.apply_async(_other_share) for _ in range(others)]
    return chain((begun,), _together(pool, shares, partial(_share, *_shared)))


def _together(pool: Pool, shares: Sequence[AsyncResult[Any]], own_share: Callable[[], Made]) -> Iterator[Any]:
    with pool:
        made = own_share()  # what is made here needs no way back
        for each in shares:
            made += each.get()
    for _, results in sorted(made, key=lambda each: each[0]):
        yield from results


_shared: tuple[Callable[[Any], Any], Sequence[Any], Any]
Made = list[tuple[int, list[Any]]]
"""Results, with the place of the first."""


def _other_share() -> Made:
    return _share(*_shared)


def _share(work: Callable[[Any], Any], items: Sequence[Any], taken: Any) -> Made:
    """Takes the next few items and works on them, again and again until none is left."""
    size = max(1, min(6, len(items) // 64))
    made: Made = []
    while True:
        with taken.get_lock():
            start = taken.value
            taken.value += size
        if start >= len(items):
            return made
        made.append((start, [work(each) for each in items[start : start + size]]))
