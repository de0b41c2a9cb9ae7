"""The words of the command line, read; what argparse says of them is said in the user's language as well."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from eigentaal.shipped import parse

TEXTS = Path(__file__).with_name("argparse.yml")


def speak(ui: str) -> None:
    """Lets argparse speak Dutch (nl) or its own English (en), from now on; before a parser is made.

    It asks gettext, by this name, for everything it says. A catalogue of gettext's own would be bound to the locale of
    the machine, which has nothing to do with the language somebody chose here.
    """
    known = _dutch() if ui == "nl" else {}
    argparse._ = lambda text: known.get(text, text)  # type: ignore[attr-defined]
    argparse.ngettext = lambda one, more, count: argparse._(one if count == 1 else more)  # type: ignore[attr-defined]


@cache
def _dutch() -> dict[str, str]:
    loaded: dict[str, str] = parse(TEXTS.read_text(encoding="utf-8"))
    return loaded


def read(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """The options; argparse itself takes no pages or fields behind an option. Ends the program where one is wrong."""
    options, more = parser.parse_known_args(words)
    name = next((each for each in ("pages", "fields") if hasattr(options, each)), "")
    if more and (not name or any(each.startswith("-") for each in more)):
        parser.error(argparse._("unrecognized arguments: %s") % " ".join(more))  # type: ignore[attr-defined]
    if more:
        setattr(options, name, [*getattr(options, name), *more])
    return options
