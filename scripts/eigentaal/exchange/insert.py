"""Puts a text where nothing is yet: a field, an item with its id, a list, or all of it.

Each way to write it is offered; `splice` takes the first that reads as it should.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eigentaal.exchange.emitter import Step, Value, inline, inline_item, item_lines, lines
from eigentaal.exchange.marks import Marked, Spot


def inserted(marked: Marked, path: list[Step], value: Value, order: list[list[Step]]) -> Iterator[str]:
    """The text with what `path` lacks put in: a field, an item with its id, a list, or all of it."""
    spot = marked.root
    for depth, (name, key) in enumerate(path):
        if spot is None or spot.kind != "map":
            break
        here, rest = path[:depth], path[depth:]
        entry = spot.entry(name)
        if entry is None:
            sisters = _names(order, here, "")
            yield from (_field(marked, spot, rest, value, sisters, plain) for plain in (True, False))
            return
        listed = entry[1]
        if not key:
            spot = listed
            continue
        found = dict(listed.ids()).get(key) if listed.kind == "list" else None
        if found is None:
            ids = _names(order, here, name)
            yield from (_new_item(marked, entry, rest, value, ids, plain) for plain in (True, False))
            return
        spot = found
    if marked.root is None:
        for plain in (True, False):
            start = marked.text + ("" if not marked.text or marked.text[-1] in "\r\n" else marked.newline)
            yield start + marked.newline.join(lines(path, value, 0, plain)) + marked.newline


def _names(order: list[list[Step]], here: list[Step], listed: str) -> list[str]:
    """In the Dutch order, the fields beside each other at `here`, or the ids of the list `listed` there."""
    found: list[str] = [] if listed or not here else ["id"]
    for path in order:
        if path[: len(here)] == here and len(path) > len(here):
            name, key = path[len(here)]
            if not listed:
                found.append(name)
            elif name == listed:
                found.append(key)
    return list(dict.fromkeys(found))


def _before(present: Sequence[str], names: Sequence[str], name: str) -> int:
    """Behind which of `present` the name comes; -1 for in front of all."""
    mine = names.index(name) if name in names else len(names)
    places = [at for at, each in enumerate(present) if each in names and names.index(each) < mine]
    return places[-1] if places else -1 if mine < len(names) else len(present) - 1


def _field(marked: Marked, spot: Spot, path: Sequence[Step], value: Value, sisters: Sequence[str], plain: bool) -> str:
    """A new field in a map that has others."""
    text, present = marked.text, [key.value for key, _ in spot.entries]
    at = _before(present, sisters, path[0][0])
    if spot.flow or spot.inside_flow:
        return _within(text, spot, [each[1].end for each in spot.entries], at, inline(path, value, plain))
    key = spot.entries[max(at, 0)][0]
    column = marked.column(key.start)
    made = lines(path, value, column, plain)
    if at >= 0:
        return _after(marked, spot.entries[at][1].end, made)
    if text[marked.line_start(key.start) : key.start].strip():  # the first key stands behind a dash
        return _after(marked, spot.entries[0][1].end, made)
    start = marked.line_start(key.start)
    return text[:start] + "".join(each + marked.newline for each in made) + text[start:]


def _new_item(
    marked: Marked, entry: tuple[Spot, Spot], path: Sequence[Step], value: Value, ids: Sequence[str], plain: bool
) -> str:
    """A new item in a list, which may be empty."""
    text, (key, listed) = marked.text, entry
    if listed.inside_flow or (listed.flow and listed.items):
        at = _before([_id(each) for each in listed.items], ids, path[0][1])
        return _within(text, listed, [each.end for each in listed.items], at, inline_item(path, value, plain))
    if not listed.items:  # `parts:` or `parts: []`
        column = marked.column(key.start)
        emptied = Marked(text[: listed.start].rstrip(" ") + text[listed.end :], None) if listed.flow else marked
        return _after(emptied, len(text[: listed.start].rstrip(" ")), item_lines(path, value, column + 2, plain))
    at = _before([_id(each) for each in listed.items], ids, path[0][1])
    first = listed.items[0]
    start = marked.line_start(first.start)
    dash = text[start : first.start].rstrip(" ")
    if dash.strip() != "-":
        return text  # a list that no hand would write so; reading tells that nothing was put in
    made = item_lines(path, value, len(dash) - 1, plain)
    if at >= 0:
        return _after(marked, listed.items[at].end, made)
    return text[:start] + "".join(each + marked.newline for each in made) + text[start:]


def _id(item: Spot) -> str:
    found = item.entry("id") if item.kind == "map" else None
    return found[1].value if found else ""


def _within(text: str, spot: Spot, ends: Sequence[int], at: int, piece: str) -> str:
    """A piece put between brackets, behind the entry `at`."""
    if not ends:
        return text[: spot.start + 1] + piece + text[spot.start + 1 :]
    if at < 0:
        return text[: spot.start + 1] + piece + ", " + text[spot.start + 1 :].lstrip(" ")
    return text[: ends[at]] + ", " + piece + text[ends[at] :]


def _after(marked: Marked, offset: int, made: Sequence[str]) -> str:
    """Lines put behind the line in which `offset` stands."""
    end = marked.line_end(offset)
    added = marked.newline + marked.newline.join(made)
    rest = marked.text[end:]
    return marked.text[:end] + added + (rest or marked.newline)
