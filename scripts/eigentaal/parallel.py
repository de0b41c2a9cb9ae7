"""Work spread over the processors, where there is enough of it to pay for the other processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

T = TypeVar("T")
R = TypeVar("R")

LEAST = 150  # items of about a page each; below it a second process costs more than it saves
FIRST = 5  # done here: patterns and tables that are made at first use are then made once for all processes


def spread(work: Callable[[T], R], items: Sequence[T], least: int = LEAST) -> Iterator[R]:
    """What `work` makes of each item, in order. What it raises is raised here.

    The work begins at once where there are other processes to do it: meanwhile this one may do something else.
    """
    if len(items) < least:
        return map(work, items)
    import multiprocessing  # costs 10 ms, which a small site doesn't need

    if "fork" not in multiprocessing.get_all_start_methods():
        return map(work, items)
    first = [work(each) for each in items[:FIRST]]
    global _shared
    _shared = work, items  # the children are forked: they have both without a copy
    pool = multiprocessing.get_context("fork").Pool(os.cpu_count())
    rest = pool.imap(_one, range(FIRST, len(items)), chunksize=max(1, min(50, len(items) // 16)))
    return _until_done(pool, chain(first, rest))


def _until_done(pool: Pool, results: Iterator[R]) -> Iterator[R]:
    with pool:
        yield from results


_shared: tuple[Callable[[Any], Any], Sequence[Any]]


def _one(index: int) -> Any:
    work, items = _shared
    return work(items[index])
