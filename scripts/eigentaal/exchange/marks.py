"""Where everything stands in a YAML file, to the character: what splicing needs and reading doesn't."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from msgspec import Struct

_Parser: Any = getattr(yaml, "CLoader", yaml.Loader)
_BREAK = re.compile("\r\n|\n|\r")


class Spot(Struct):
    """One node, from offset `start` to `end` of the text; a block map or list ends where its last leaf does."""

    kind: str  # scalar, map, list
    start: int
    end: int = 0
    style: str = ""
    """Of a scalar: "" (plain), ', ", | or >."""
    flow: bool = False
    """Of a map or list: written with brackets."""
    inside_flow: bool = False
    """Somewhere within brackets, where no block may stand."""
    value: str = ""
    entries: list[tuple[Spot, Spot]] = []
    """Of a map: keys and values in the order of the file."""
    items: list[Spot] = []

    def entry(self, key: str) -> tuple[Spot, Spot] | None:
        return next((each for each in self.entries if each[0].value == key), None)

    def ids(self) -> Iterator[tuple[str, Spot]]:
        """The items of a list that have an id, with it."""
        for each in self.items:
            found = each.entry("id") if each.kind == "map" else None
            if found is not None:
                yield found[1].value, each


class Marked(Struct, frozen=True):
    """A file's text, without byte order mark and with its own line ends, and the node it holds, if any."""

    text: str
    root: Spot | None

    @property
    def newline(self) -> str:
        """How lines end in this file."""
        found = _BREAK.search(self.text)
        return found[0] if found else "\n"

    def line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        """The end of the line that `offset` stands in, before its line end; an offset behind a line end is its own."""
        found = _BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    def column(self, offset: int) -> int:
        return offset - self.line_start(offset)


def mark(text: str) -> Marked:
    """Finds every node. Raises yaml.YAMLError."""
    starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def offset(at: Any) -> int:
        line: int = starts[at.line] if at.line < len(starts) else len(text)
        return min(line + int(at.column), len(text))

    parser = _Parser(text)
    try:
        return Marked(text, _build(parser, text, offset))
    finally:
        parser.dispose()


def _build(parser: Any, text: str, offset: Callable[[Any], int]) -> Spot | None:
    root: Spot | None = None
    stack: list[Spot] = []
    keys: list[Spot | None] = []
    while True:
        event = parser.get_event()
        kind = type(event)
        if kind is yaml.StreamEndEvent:
            return root
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            closed = stack.pop()
            keys.pop()
            closed.end = offset(event.end_mark) if closed.flow else _last(closed)
            continue
        if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            continue
        within = bool(stack) and (stack[-1].flow or stack[-1].inside_flow)
        spot = Spot("scalar", offset(event.start_mark), inside_flow=within)
        if kind is yaml.ScalarEvent:
            spot.style, spot.value = event.style or "", event.value
            spot.end = offset(event.end_mark)
            if spot.style in ("|", ">"):  # blank lines behind a block are layout
                last = _BREAK.search(text, spot.start + len(text[spot.start : spot.end].rstrip(" \r\n")))
                spot.end = last.start() if last else len(text)
        else:
            spot.kind, spot.flow = "map" if kind is yaml.MappingStartEvent else "list", bool(event.flow_style)
        if not stack:
            root = spot
        elif stack[-1].kind == "list":
            stack[-1].items.append(spot)
        elif (waiting := keys[-1]) is None:
            keys[-1] = spot
        else:
            stack[-1].entries.append((waiting, spot))
            keys[-1] = None
        if kind is not yaml.ScalarEvent:
            stack.append(spot)
            keys.append(None)


def _last(spot: Spot) -> int:
    if spot.kind == "map":
        return spot.entries[-1][1].end if spot.entries else spot.start
    return spot.items[-1].end if spot.items else spot.start
