"""Printing many folders at once, each processor its share.

Typst holds Python's lock, so threads gain nothing; and its own threads don't survive a fork. So the work goes to new
processes (`python -m eigentaal.leaflets.workers`), which read their share and answer as they go.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from eigentaal.leaflets.engine import DoesNotFit, Press, PressFault, Printed

Job = tuple[str, Mapping[str, Any], int]
"""Template, data, timestamp."""
Result = Printed | DoesNotFit | PressFault

PARALLEL_FROM = 8
"""Fewer folders are done before a new process has begun."""


def work(press: Press, jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
    """The index and the result of every job, as they come."""
    processes = min(os.cpu_count() or 1, len(jobs) // (PARALLEL_FROM // 2))
    if len(jobs) < PARALLEL_FROM or processes < 2:
        yield from ((index, _one(press, job)) for index, job in enumerate(jobs))
        return
    done: queue.Queue[tuple[int, Result] | PressFault | None] = queue.Queue()
    children = []
    try:
        for start in range(processes):
            share = [(index, jobs[index]) for index in range(start, len(jobs), processes)]
            child, answers = _child()
            children.append(child)
            talk = (child, answers, press.overrides, share, done)
            threading.Thread(target=_converse, args=talk, daemon=True).start()
        left = processes
        while left:
            answer = done.get()
            if isinstance(answer, PressFault):
                raise answer
            if answer is None:
                left -= 1
            else:
                yield answer
    finally:
        for child in children:
            child.kill()
            child.wait()


def _child() -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """A process that waits for its share, and where its answers come out."""
    here, there = os.pipe()
    path = os.pathsep.join(each for each in sys.path if each)
    command = [sys.executable, "-m", __name__, str(there)]
    child = subprocess.Popen(  # noqa: S603  # this same program
        command, stdin=subprocess.PIPE, pass_fds=(there,), env={**os.environ, "PYTHONPATH": path}
    )
    os.close(there)
    return child, open(here, "rb")


def _converse(
    child: subprocess.Popen[bytes],
    answers: IO[bytes],
    overrides: Path,
    share: list[tuple[int, Job]],
    done: queue.Queue[tuple[int, Result] | PressFault | None],
) -> None:
    assert child.stdin is not None
    try:
        with answers:
            pickle.dump((overrides, share), child.stdin)
            child.stdin.close()
            for _ in share:
                done.put(pickle.load(answers))
        done.put(None)
    except (OSError, EOFError, pickle.UnpicklingError) as failure:
        done.put(PressFault(f"a process that prints has stopped ({type(failure).__name__})"))


def _one(press: Press, job: Job) -> Result:
    try:
        return press.print(*job)
    except (DoesNotFit, PressFault) as failure:
        return failure


def _answer(questions: IO[bytes], answers: IO[bytes]) -> None:
    overrides, share = pickle.load(questions)
    press = Press(overrides)
    for index, job in share:
        pickle.dump((index, _one(press, job)), answers)
        answers.flush()


if __name__ == "__main__":
    with open(0, "rb") as questions, open(int(sys.argv[1]), "wb") as answers:
        _answer(questions, answers)
