"""Runs a command and prints as JSON what it took. A process of its own, so that its small memory is the least there is.

Wall and CPU seconds are those of the command with all its children; `largest` is the peak memory of its largest process
and `sum`, only with --sum, that of all of them together (shared pages counted once, looked at every 20 ms), in MB.
"""

from __future__ import annotations

import json
import os
import sys
import time


def measure(command: list[str]) -> dict[str, float]:
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    succeeded(status, command)
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "largest": usage.ru_maxrss / 1024}


def watch(command: list[str]) -> dict[str, float]:
    child = os.posix_spawnp(command[0], command, os.environ)
    peak = 0
    while (ended := os.waitpid(child, os.WNOHANG)) == (0, 0):
        peak = max(peak, sum(map(memory, tree(child))))
        time.sleep(0.02)
    succeeded(ended[1], command)
    return {"sum": peak / 1024}


def succeeded(status: int, command: list[str]) -> None:
    """Ends with a sentence if the command failed or was killed: its time says nothing then."""
    if status:
        code = os.waitstatus_to_exitcode(status)
        sys.exit(f"{' '.join(command)}: {f'exit code {code}' if code > 0 else f'killed by signal {-code}'}")


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as listed:
            return [pid, *(below for child in listed.read().split() for below in tree(int(child)))]
    except OSError:
        return []


def memory(pid: int) -> int:
    """Its proportional share of memory, in kB."""
    try:
        with open(f"/proc/{pid}/smaps_rollup") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


if __name__ == "__main__":
    option, *rest = sys.argv[1:]
    print(json.dumps(watch(rest) if option == "--sum" else measure([option, *rest])))
