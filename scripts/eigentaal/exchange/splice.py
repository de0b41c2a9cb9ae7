"""Changes texts in a YAML file and leaves every other byte as it is: comments, layout, quotes, line ends.

An existing text is replaced between the marks of the parser. A text that isn't there yet is written by a fixed
emitter, behind its nearest sister in the order of the Dutch page. What comes out is read again: if it holds anything
else than what was asked for, nothing comes out.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from eigentaal.exchange.emitter import Step, Value, fits_block, fits_plain, fresh_block, on_one_line, quoted, steps
from eigentaal.exchange.insert import inserted
from eigentaal.exchange.marks import Marked, Spot, mark
from eigentaal.yamlfile import MAX_BYTES, Map, Node, Seq, parse

_HEADER = re.compile(r"[|>]([0-9+-]*)(.*)")


class Unspliceable(Exception):
    """The text can't be written at this place so that reading gives it back."""


def value_at(root: Node | None, address: str) -> Value | None:
    """The text at an address as it is read, or the list of words; None if there is none."""
    node: Node | None = root
    for name, key in steps(address):
        node = node.get(name) if isinstance(node, Map) else None
        if key:
            node = _item(node, key) if isinstance(node, Seq) else None
    if isinstance(node, Seq):
        words = tuple(each for each in node if isinstance(each, str))
        return words if len(words) == len(node) else None
    return node if isinstance(node, str) else None


def _item(listed: Seq, key: str) -> Map | None:
    return next((each for each in listed if isinstance(each, Map) and each.get("id") == key), None)


def like(before: str | None, text: str) -> str:
    """The text with the line end that `before` had at its end: a block's last line ends, and that is no change."""
    tail = "\n" if before is not None and before.endswith("\n") else ""
    return text.rstrip("\n") + tail


def write(data: bytes, changes: Mapping[str, Value], order: Sequence[str] = ()) -> bytes:
    """The file with every text of `changes` (by address) in it. Raises Unspliceable.

    `order` lists addresses as the Dutch page has them; it says where a new text goes. Empty `data` gives a new file.
    """
    text, mark_of_order = _decode(data)
    root = _read(text)
    changes = {address: value for address, value in changes.items() if value_at(root, address) != value}
    if not changes:
        return data
    wanted = _expected(root, changes)
    if (quick := _replace_all(text, changes)) is not None and _held(quick, wanted, changes) is not None:
        return _encode(quick, mark_of_order)
    paths = [steps(each) for each in order]
    for address, value in changes.items():
        text, root = _put(text, root, address, value, paths)
    return _encode(text, mark_of_order)


def _decode(data: bytes) -> tuple[str, bool]:
    marked = data.startswith(codecs.BOM_UTF8)
    try:
        return data[3 * marked :].decode("utf-8"), marked
    except UnicodeDecodeError as failure:
        raise Unspliceable(str(failure)) from None


def _encode(text: str, marked: bool) -> bytes:
    try:
        data = codecs.BOM_UTF8 * marked + text.encode()
    except UnicodeEncodeError as failure:
        raise Unspliceable(str(failure)) from None
    if len(data) > MAX_BYTES:
        raise Unspliceable(f"> {MAX_BYTES}")
    return data


# -- what the file must hold afterwards --------------------------------------------------------------------------------


def _read(text: str) -> Map:
    """What the loader reads; an empty map for a file with nothing but comments."""
    try:
        found = parse(text.encode(), "")
    except UnicodeEncodeError as failure:
        raise Unspliceable(str(failure)) from None
    if found.root is None:
        if [each.check for each in found.problems] == ["empty-file"]:
            return Map((1, 1))
        raise Unspliceable(found.problems[0].check if found.problems else "")
    return found.root


def _expected(root: Map, changes: Mapping[str, Value]) -> Map:
    """A copy of the map with the changes made."""
    copied = _copy(root)
    assert isinstance(copied, Map)
    for address, value in changes.items():
        node = copied
        *path, (name, key) = steps(address)
        for step, inside in path:
            node = _inner(node, step, inside)
        if key or not _replaceable(node.get(name) or "", value):
            raise Unspliceable(address)
        node[name] = _copy(value)
    return copied


def _replaceable(before: Node, value: Value) -> bool:
    """Whether something of the same sort stands there, or nothing."""
    if isinstance(before, Seq):
        return isinstance(value, tuple) and all(isinstance(each, str) for each in before)
    return isinstance(before, str) and (isinstance(value, str) or not before)


def _inner(node: Map, name: str, key: str) -> Map:
    """The map one step further in, made if it isn't there."""
    child = node.get(name) or (Seq((1, 1)) if key else Map((1, 1)))
    node[name] = child
    if isinstance(child, Seq) and key:
        found = _item(child, key)
        if found is None:
            found = Map((1, 1))
            found["id"] = key
            child.append(found)
        child = found
    if not isinstance(child, Map):
        raise Unspliceable(name)
    return child


def _copy(node: Node | tuple[str, ...]) -> Node:
    if isinstance(node, Map):
        made = Map(node.place)
        for key, each in node.items():
            made[key] = _copy(each)
        return made
    if isinstance(node, Seq | tuple):
        listed = Seq(node.place if isinstance(node, Seq) else (1, 1))
        listed.extend(_copy(each) for each in node)
        return listed
    return node


def _held(text: str, wanted: Map, changes: Mapping[str, Value]) -> Map | None:
    """What the text reads as, if that is `wanted`, to the letter where it was changed."""
    try:
        found = _read(text)
    except Unspliceable:
        return None
    right = _same(found, wanted) and all(value_at(found, address) == value for address, value in changes.items())
    return found if right else None


def _same(one: Node, other: Node) -> bool:
    """Equal, save for the line end that a block at the end of a file may get, and for the order of items."""
    if isinstance(one, Map) and isinstance(other, Map):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, Seq) and isinstance(other, Seq):
        return len(one) == len(other) and all(map(_same, _sorted(one), _sorted(other)))
    return isinstance(one, str) and isinstance(other, str) and one.rstrip("\n") == other.rstrip("\n")


def _sorted(listed: Seq) -> list[Node]:
    """The items by their id; a list of words keeps its order."""
    return sorted(listed, key=lambda each: str(each.get("id", "")) if isinstance(each, Map) else "")


# -- replacing ---------------------------------------------------------------------------------------------------------


def _mark(text: str) -> Marked:
    try:
        return mark(text)
    except (yaml.YAMLError, UnicodeError) as failure:
        raise Unspliceable(str(failure).splitlines()[0]) from None


def _replace_all(text: str, changes: Mapping[str, Value]) -> str | None:
    """Every text replaced in its likeliest style; None if one isn't there yet."""
    marked = _mark(text)
    pieces: list[tuple[int, int, str]] = []
    for address, value in changes.items():
        place = _find(marked.root, steps(address))
        if place is None:
            return None
        spot, column = place
        way = next(_ways(marked, spot, column, value), None)
        if way is None:
            return None
        pieces.append((spot.start, spot.end, way))
    for start, end, piece in sorted(pieces, reverse=True):
        text = text[:start] + piece + text[end:]
    return text


def _find(root: Spot | None, path: Sequence[Step]) -> tuple[Spot, int] | None:
    """The scalar or list at a path, and the offset of its key."""
    spot, key_at = root, 0
    for name, key in path:
        entry = spot.entry(name) if spot is not None and spot.kind == "map" else None
        if entry is None:
            return None
        key_at, spot = entry[0].start, entry[1]
        if key:
            spot = dict(spot.ids()).get(key) if spot.kind == "list" else None
    return (spot, key_at) if spot is not None and spot.kind != "map" else None


def _ways(marked: Marked, spot: Spot, key_at: int, value: Value) -> Iterator[str]:
    """The value as it could be written in place of `spot`, in the style it has first."""
    if isinstance(value, tuple):
        yield from _lists(marked, spot, value)
        return
    gap = " " if spot.start and marked.text[spot.start - 1] == ":" else ""
    block = not spot.inside_flow and fits_block(value)
    if spot.style in ("|", ">") and block:
        yield _block(marked, spot, value)
    elif block and "\n" in value and "\n" not in spot.value:
        yield gap + "\n".join(fresh_block(value, marked.column(key_at) + 2)).replace("\n", marked.newline)
    if "\n" not in value:
        if spot.style == "'":
            yield "'" + value.replace("'", "''") + "'"
        if spot.style == "" and fits_plain(value, spot.inside_flow):
            yield gap + value
    yield gap + quoted(value) + _comment(marked, spot)


def _lists(marked: Marked, spot: Spot, words: tuple[str, ...]) -> Iterator[str]:
    """A list of words in place of another; none where a comment stands between its words, which would be lost."""
    text = marked.text[spot.start : spot.end]
    if " #" in text or "\n#" in text:
        return
    for plain in (True, False):
        if spot.flow or not spot.items:
            gap = " " if marked.text[spot.start - 1] == ":" else ""
            yield gap + on_one_line(words, True, plain)
        else:
            dash = f"{marked.newline}{' ' * marked.column(spot.start)}- "
            yield "- " + dash.join(on_one_line(each, False, plain) for each in words)


def _comment(marked: Marked, spot: Spot) -> str:
    """The comment behind the mark of a block, which outlives it."""
    header = _HEADER.fullmatch(marked.text[spot.start : marked.line_end(spot.start)])
    return header[2].rstrip() if header and spot.style in ("|", ">") else ""


def _block(marked: Marked, spot: Spot, value: str) -> str:
    """The value as a literal block with the indentation and the header of the block that stands there."""
    head_end = marked.line_end(spot.start)
    header = _HEADER.fullmatch(marked.text[spot.start : head_end])
    assert header is not None, "the parser saw a block here"
    body = marked.text[head_end : spot.end].lstrip("\r\n")
    first = next((line for line in re.split("\r\n|\n|\r", body) if line.strip()), "")
    indent = len(first) - len(first.lstrip(" ")) or 2
    if any(char.isdigit() for char in header[1]):
        indent = _outer(marked, spot) + int(re.sub("[^0-9]", "", header[1]))
    # A block that ends with the file, in the middle of its last line, has no line end to keep.
    ends = bool(marked.text[spot.end :].strip(" "))
    chomp = "" if value.endswith("\n") or not ends else "-"
    digits = re.sub("[^0-9]", "", header[1])
    tail = "" if ends or chomp or not value.endswith("\n") else marked.newline
    made = (" " * indent + each if each else "" for each in value.removesuffix("\n").split("\n"))
    return marked.newline.join([f"|{digits}{chomp}{header[2]}", *made]) + tail


def _outer(marked: Marked, spot: Spot) -> int:
    """The indentation of the map that a block stands in."""
    line = marked.text[marked.line_start(spot.start) : spot.start]
    return len(line) - len(line.lstrip(" -"))


def _put(text: str, root: Map, address: str, value: Value, order: list[list[Step]]) -> tuple[str, Map]:
    """The text, which reads as `root`, with one value put in, and what it reads as then."""
    marked, change = _mark(text), {address: value}
    wanted = _expected(root, change)
    place = _find(marked.root, steps(address))
    if place is not None:
        spot, column = place
        made: Iterator[str] = (
            text[: spot.start] + piece + text[spot.end :] for piece in _ways(marked, spot, column, value)
        )
    else:
        made = inserted(marked, steps(address), value, order)
    for each in made:
        if (found := _held(each, wanted, change)) is not None:
            return each, found
    raise Unspliceable(address)
