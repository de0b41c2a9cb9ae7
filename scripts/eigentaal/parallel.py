"""Work spread over the processors, where there is enough of it to pay for the other processes."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

_PIPE = 1 << 20  # bytes, the most that Linux gives everybody

LEAST = 10  # items of some pages each; below it a second process costs more than it saves

Made = tuple[int, list[Any]]
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
        _widen(far_end)
        context.Process(target=_other_share, args=(work, items, taken, end, far_end), daemon=True).start()
        far_end.close()
        ends.append(end)
    return _together(_share(work, items, taken), ends)


def _together(own: Iterator[Made], ends: Sequence[Connection]) -> Iterator[Any]:
    made: list[Made] = []  # what is made here needs no way back
    working = set(ends)

    def receive(end: Connection) -> None:
        if (some := _received(end)) is None:
            working.remove(end)
        else:
            made.append(some)

    for some in own:
        made.append(some)
        for end in ends:
            while end in working and end.poll():  # unpacked between two items, while the others work on
                receive(end)
    for end in ends:
        while end in working:
            receive(end)
    for _, results in sorted(made, key=lambda each: each[0]):
        yield from results


def _received(end: Connection) -> Made | None:
    """What another process made next; None when it is ready. Raises what it raised."""
    try:
        some, failure = pickle.loads(end.recv_bytes())
    except EOFError:
        raise ChildProcessError("a process that had a share of the work was ended") from None
    if failure is not None:
        raise failure
    return cast("Made | None", some)


def _other_share(
    work: Callable[[Any], Any], items: Sequence[Any], taken: Any, near_end: Connection, end: Connection
) -> None:
    near_end.close()  # a copy, by which the pipe would seem to have a reader when there is none any more
    failure: BaseException | None = None
    try:
        for some in _share(work, items, taken):
            if not _sent(end, some, None):
                return
    except BaseException as raised:  # raised where the results are wanted
        failure = raised
    _sent(end, None, failure)


def _sent(end: Connection, some: Made | None, failure: BaseException | None) -> bool:
    """Whether the first process is there to take it."""
    message = pickle.dumps((some, failure), protocol=5)
    try:
        end.send_bytes(message)
    except OSError:  # it was ended: nobody waits for this
        return False
    return True


def _widen(end: Connection) -> None:
    """Lets a pipe hold what is made while the first process is busy, so that the others needn't wait; on Linux only."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(end.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)


def _share(work: Callable[[Any], Any], items: Sequence[Any], taken: Any) -> Iterator[Made]:
    """Takes the next few items and works on them, again and again until none is left."""
    size = max(1, min(6, len(items) // 64))
    while True:
        with taken.get_lock():
            start = taken.value
            taken.value += size
        if start >= len(items):
            return
        yield start, [work(each) for each in items[start : start + size]]
