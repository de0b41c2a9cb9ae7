"""Work that is spread over processes: in order, nothing lost, and what goes wrong elsewhere is told here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eigentaal import parallel

MANY = list(range(parallel.LEAST * 4))


@pytest.fixture(autouse=True)
def three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 3)


def test_results_come_in_order_and_from_more_than_one_process():
    def work(item: int) -> tuple[int, int]:
        time.sleep(0.002)
        return item * item, os.getpid()

    found = list(parallel.spread(work, MANY))
    assert [number for number, _ in found] == [item * item for item in MANY]
    assert len({process for _, process in found}) > 1


def test_more_than_a_pipe_holds_comes_whole() -> None:
    much = 300_000
    found = list(parallel.spread(lambda item: bytes([item % 256]) * much, MANY))
    assert [(each[0], len(each)) for each in found] == [(item % 256, much) for item in MANY]


def test_a_little_work_stays_here():
    few = MANY[: parallel.LEAST - 1]
    assert set(parallel.spread(lambda _: os.getpid(), few)) == {os.getpid()}


@pytest.mark.parametrize("elsewhere", [True, False])
def test_what_is_raised_in_any_process_is_raised_here(elsewhere: bool):
    here = os.getpid()

    def work(item: int) -> int:
        time.sleep(0.002)
        if (os.getpid() != here) == elsewhere:
            raise ValueError(f"page {item}")
        return item

    with pytest.raises(ValueError, match="page"):
        list(parallel.spread(work, MANY))


def test_a_process_that_is_killed_is_told_of_and_nobody_waits_for_it():
    here = os.getpid()

    def work(item: int) -> int:
        time.sleep(0.002)
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    with pytest.raises(ChildProcessError):
        list(parallel.spread(work, MANY))


def test_when_the_first_process_is_killed_the_others_end_and_say_nothing(tmp_path: Path):
    program = f"""
import os, pathlib, signal, sys, time
os.cpu_count = lambda: 3
from eigentaal import parallel
here = os.getpid()
def work(item):
    if os.getpid() == here:
        time.sleep(0.1)
        os.kill(here, signal.SIGKILL)
    pathlib.Path({str(tmp_path)!r}, str(os.getpid())).touch()
    time.sleep(0.005)
    return "x" * 100_000
list(parallel.spread(work, range(200)))
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert ended.stderr == b""  # it is theirs too, and `run` waits for its end: all of them have ended
    assert len(list(tmp_path.iterdir())) > 1
