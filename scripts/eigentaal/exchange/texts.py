"""What the exchange says to people, in Dutch and English."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eigentaal.shipped import parse

TEXTS = Path(__file__).with_name("texts.yml")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """id → interface language → text."""
    loaded: dict[str, dict[str, str]] = parse(TEXTS.read_text(encoding="utf-8"))
    return loaded


def say(key: str, ui: str = "nl", **values: object) -> str:
    """The text of `key`, filled with `values`."""
    return catalogue()[key][ui].format(**values)


class Refused(Exception):
    """The whole file or request can't be dealt with. `reason` is a key of `texts.yml`."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(reason, details)
        self.reason = reason
        self.details = details

    def text(self, ui: str = "nl") -> str:
        return say(self.reason, ui, **self.details)
