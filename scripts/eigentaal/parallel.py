"""Work spread over the processors, where there is enough of it to pay for the other processes."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

LEAST = 19  # items of some pages each; below it a second process costs more than it saves

Made = list[tuple[int, list[Any]]]
"""Results, with the place of the first."""


def spread(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """What `work` makes of each item, in order. What it raises is raised here.

    Other processes begin at once; this one takes its share when it is asked for what was made. Raises ChildProcessError
    where another process was ended from outside.
    """
    others = (os.cpu_count() or 1) - 1
    if len(items) < LEAST or not others:
        return map(work, items)
    import multiprocessing  # costs 10 ms, which a small site doesn't need

    if "fork" not in multiprocessing.get_all_start_methods():
        return map(work, items)
    context = multiprocessing.get_context("fork")  # the children are forked: they have all without a copy
    taken = context.Value("l", 0)
    ends = []
    for _ in range(others):
        end, far_end = context.Pipe(duplex=False)
        context.Process(target=_other_share, args=(work, items, taken, end, far_end), daemon=True).start()
        far_end.close()
        ends.append(end)
    return _together(lambda: _share(work, items, taken), ends)


def _together(own_share: Callable[[], Made], ends: Sequence[Connection]) -> Iterator[Any]:
    made = own_share()  # what is made here needs no way back
    for end in ends:
        try:
            others, failure = pickle.loads(end.recv_bytes())
        except EOFError:
            raise ChildProcessError("a process that had a share of the work was ended") from None
        if failure is not None:
            raise failure
        made += others
    for _, results in sorted(made, key=lambda each: each[0]):
        yield from results


def _other_share(
    work: Callable[[Any], Any], items: Sequence[Any], taken: Any, near_end: Connection, end: Connection
) -> None:
    near_end.close()  # a copy, by which the pipe would seem to have a reader when there is none any more
    made: Made = []
    failure: BaseException | None = None
    try:
        made = _share(work, items, taken)
    except BaseException as raised:  # raised where the results are wanted
        failure = raised
    with suppress(OSError):  # the first process was ended: nobody waits for this
        end.send_bytes(pickle.dumps((made, failure), protocol=5))


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
