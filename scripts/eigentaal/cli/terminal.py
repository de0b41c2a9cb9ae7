"""What the command says, in the language of the person at the terminal; and its exit codes."""

from __future__ import annotations

import argparse
import datetime
import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from eigentaal.shipped import parse

if TYPE_CHECKING:
    from rich.table import Table

CLEAN, PROBLEMS, COULD_NOT_RUN = 0, 1, 2
TEXTS = Path(__file__).parents[1] / "terminal.yml"


@cache
def texts() -> dict[str, dict[str, str]]:
    """key → interface language → text."""
    loaded: dict[str, dict[str, str]] = parse(TEXTS.read_text(encoding="utf-8"))
    return loaded


class Terminal:
    """Says things in Dutch (nl) or English (en)."""

    def __init__(self, ui: str) -> None:
        self.ui = ui

    def text(self, key: str, **values: object) -> str:
        return texts()[key][self.ui].format(**values)

    def say(self, key: str, **values: object) -> None:
        print(self.text(key, **values), flush=True)

    def warn(self, key: str, **values: object) -> None:
        print(self.text(key, **values), file=sys.stderr, flush=True)

    def why(self, failure: OSError) -> str:
        """Why a file can't be read or written; what people seldom meet, as the system says it."""
        known = {
            errno.ENOENT: "why-not-there",
            errno.EISDIR: "why-folder",
            errno.EACCES: "why-denied",
            errno.EPERM: "why-denied",
            errno.EROFS: "why-read-only",
            errno.ENOSPC: "why-full",
        }
        key = known.get(failure.errno or 0)
        return self.text(key) if key else failure.strerror or str(failure)

    def show(self, made: Table) -> None:
        """A table as wide as the terminal, or as it needs where there is none."""
        from rich.console import Console

        Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else 160).print(made)


Run = Callable[[Terminal, Path, argparse.Namespace], int]
"""A command: in a project, with its options; the exit code."""


def shown(path: Path) -> str:
    """A path as people like to read it."""
    relative = os.path.relpath(path)
    return relative if not relative.startswith("..") else str(path)


def table(terminal: Terminal, words: Sequence[str], numbers: Sequence[str] = ()) -> Table:
    """An empty table with columns of words and, behind them, of numbers; named by keys of the texts."""
    from rich.table import Table

    made = Table(box=None, header_style="bold", pad_edge=False)
    for heading in (*words, *numbers):
        made.add_column(
            terminal.text(f"column-{heading}"), justify="right" if heading in numbers else "left", overflow="fold"
        )
    return made


def today() -> datetime.date:
    """The only look at a calendar; what is built never takes it."""
    return datetime.date.today()


def any_day(terminal: Terminal, text: str) -> str:
    """A day that there is, as year, month and day."""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(terminal.text("no-day", value=text)) from None


def day(terminal: Terminal, text: str) -> str:
    """A day that has been, as the state keeps it."""
    found = any_day(terminal, text)
    if found > today().isoformat():
        raise argparse.ArgumentTypeError(terminal.text("day-to-come", value=text))
    return found


def port(terminal: Terminal, text: str) -> int:
    """A port that a server can have."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(terminal.text("no-port", value=text))
    return int(text)
