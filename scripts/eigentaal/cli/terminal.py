"""What the command says, in the language of the person at the terminal; and its exit codes."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from eigentaal.shipped import parse

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


def shown(path: Path) -> str:
    """A path as people like to read it."""
    relative = os.path.relpath(path)
    return relative if not relative.startswith("..") else str(path)
