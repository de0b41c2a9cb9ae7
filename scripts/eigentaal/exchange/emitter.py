"""How a new text is written: the one style of this program for fields, items and lists that aren't there yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

Step = tuple[str, str]
"""A field, and the id of the item of its list ("" where the field is none)."""

Value = str | tuple[str, ...]
"""What a field holds: a text, or a list of words."""

_STEP = re.compile(r"([^.\[\]]+)(?:\[([^\[\]]*)\])?(?:\.|$)")
_RESOLVER: Any = yaml.resolver.Resolver()


def steps(address: str) -> list[Step]:
    """`parts[waarom].text` → [("parts", "waarom"), ("text", "")]."""
    return [(found[1], found[2] or "") for found in _STEP.finditer(address)]


def fits_plain(value: str, flow: bool) -> bool:
    """A first guess; what reads otherwise is found out by reading. What other programs take for a number is quoted."""
    if not value or value != value.strip() or ": " in value or " #" in value or value.endswith(":"):
        return False
    if value[0] in "-?:,[]{}#&*!|>'\"%@`" or (flow and any(char in value for char in ",[]{}")):
        return False
    return bool(_RESOLVER.resolve(yaml.ScalarNode, value, (True, False)) == "tag:yaml.org,2002:str")


def fits_block(value: str) -> bool:
    """Whether a literal block can hold it without saying how far it is indented or how it ends."""
    body = value.removesuffix("\n")
    return bool(body.strip()) and body[0] not in " \n" and bool(body.rpartition("\n")[2].strip())


def quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def on_one_line(value: Value, flow: bool, plain: bool = True) -> str:
    """A text as it stands behind its field, bare where it can be; a list of words between brackets."""
    if isinstance(value, tuple):
        return f"[{', '.join(on_one_line(each, True, plain) for each in value)}]"
    return value if plain and fits_plain(value, flow) else quoted(value)


def fresh_block(value: str, indent: int) -> list[str]:
    """The lines of a new literal block."""
    made = value.removesuffix("\n").split("\n")
    return ["|" if value.endswith("\n") else "|-", *(" " * indent + each if each else "" for each in made)]


def lines(path: Sequence[Step], value: Value, indent: int, plain: bool) -> list[str]:
    """A field as the emitter writes it, with the items around it."""
    (name, key), pad = path[0], " " * indent
    if not key and len(path) > 1:  # a map in a map
        return [f"{pad}{name}:", *lines(path[1:], value, indent + 2, plain)]
    if not key:
        if isinstance(value, str) and "\n" in value and fits_block(value):
            first, *rest = fresh_block(value, indent + 2)
            return [f"{pad}{name}: {first}", *rest]
        return [f"{pad}{name}: {on_one_line(value, False, plain)}"]
    return [f"{pad}{name}:", *item_lines(path, value, indent + 2, plain)]


def item_lines(path: Sequence[Step], value: Value, indent: int, plain: bool) -> list[str]:
    return [f"{' ' * indent}- id: {path[0][1]}", *lines(path[1:], value, indent + 2, plain)]


def inline(path: Sequence[Step], value: Value, plain: bool) -> str:
    """The same between brackets."""
    name, key = path[0]
    if not key and len(path) > 1:
        return f"{name}: {{{inline(path[1:], value, plain)}}}"
    if not key:
        return f"{name}: {on_one_line(value, True, plain)}"
    return f"{name}: [{inline_item(path, value, plain)}]"


def inline_item(path: Sequence[Step], value: Value, plain: bool) -> str:
    return f"{{id: {path[0][1]}, {inline(path[1:], value, plain)}}}"
