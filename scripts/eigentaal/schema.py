"""How a record of the model describes its fields.

One description serves the loader, the merging of a translation, the JSON Schema for editors, and the units that go to
translators.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeVar, cast, dataclass_transform

from msgspec import Struct, defstruct
from msgspec.structs import replace

from eigentaal.text import Text

TRANSLATED, INHERITED, ADDED, OWN = "translated", "inherited", "added", "own"
"""Who writes a field: every language; Dutch alone; the translation alone; each language for itself, unpublished."""

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

T = TypeVar("T")


class Spec(Struct, frozen=True):
    """What one field is. `limit` counts characters of a text, items of a list."""

    kind: str  # line, text, rich, word, day, ident, choice, flag, number, idents, words, item, items
    note: str
    role: str = TRANSLATED
    required: bool = True
    limit: int = 0
    choices: tuple[str, ...] = ()
    pattern: str = ""
    of: type | None = None
    source: str = ""
    """Of an added field, or words of its own that a translator writes: the Dutch field that it is about."""
    field: str = ""
    """What it is called, with its record: `Page.title`."""


class _Field(Struct, frozen=True):
    """A field as the class of a record has it until the record is made."""

    default: Any
    spec: Spec


def _field(default: Any, kind: str, note: str, **options: Any) -> Any:
    return _Field(default, Spec(kind, note, **options))


def ident(note: str = "Names this item; the same in every language.") -> Any:
    return _field("", "ident", note, role=INHERITED)


def line(note: str, limit: int, **options: Any) -> Any:
    """One line of text for people, without markup: titles, headings, names."""
    return _field("", "line", note, limit=limit, **options)


def text(note: str, limit: int = 1000, **options: Any) -> Any:
    """One line with references and links."""
    return _field(Text("", ()), "text", note, limit=limit, **options)


def rich(note: str, limit: int = 5000, **options: Any) -> Any:
    """Paragraphs, lists, bold, references and links."""
    return _field(Text("", ()), "rich", note, limit=limit, **options)


def word(note: str, pattern: str = "", **options: Any) -> Any:
    """A value that is not prose: a number as it is dialled, a date, an address of a site."""
    return _field("", "word", note, pattern=pattern, role=options.pop("role", INHERITED), **options)


def day(note: str, **options: Any) -> Any:
    """A day that there is, as 2026-11-22."""
    return _field("", "day", note, pattern=DAY, role=INHERITED, **options)


def choice(note: str, choices: tuple[str, ...], **options: Any) -> Any:
    return _field("", "choice", note, choices=choices, role=options.pop("role", INHERITED), **options)


def flag(note: str, **options: Any) -> Any:
    """yes or no; absent is no."""
    return _field(False, "flag", note, role=INHERITED, required=False, **options)


def number(note: str, **options: Any) -> Any:
    return _field(0, "number", note, role=INHERITED, **options)


def idents(note: str, **options: Any) -> Any:
    """A list of ids of other things."""
    return _field((), "idents", note, role=INHERITED, required=options.pop("required", False), **options)


def words(note: str, **options: Any) -> Any:
    """A list of plain words."""
    return _field((), "words", note, required=False, role=options.pop("role", OWN), **options)


def item(note: str, of: type, **options: Any) -> Any:
    return _field(None, "item", note, of=of, role=options.pop("role", INHERITED), **options)


def items(note: str, of: type, **options: Any) -> Any:
    return _field((), "items", note, of=of, role=options.pop("role", TRANSLATED), **options)


@dataclass_transform(
    frozen_default=True,
    kw_only_default=True,
    field_specifiers=(ident, line, text, rich, word, day, choice, flag, number, idents, words, item, items),
)
def record(cls: type[T]) -> type[T]:
    """A frozen class whose fields are described with the functions above."""
    described = {name: each for name, each in vars(cls).items() if isinstance(each, _Field)}
    rest = {name: each for name, each in vars(cls).items() if name not in (*described, "__dict__", "__weakref__")}
    made = defstruct(
        cls.__name__,
        [(name, Any, each.default) for name, each in described.items()],
        namespace={**rest, "__specs__": {name: _named(cls, name, each.spec) for name, each in described.items()}},
        module=cls.__module__,
        frozen=True,
    )
    return cast(type[T], made)


def _named(cls: type, name: str, spec: Spec) -> Spec:
    return replace(spec, field=f"{cls.__name__}.{name}")


def specs(cls: type) -> dict[str, Spec]:
    """The fields of a record, in the order of the model."""
    found: dict[str, Spec] = cls.__specs__  # type: ignore[attr-defined]
    return found


PROSE = ("line", "text", "rich")
"""The kinds of fields that hold what people read."""


def texts(thing: Any, address: str = "") -> list[tuple[str, Spec, Any]]:
    """All prose of an object, in the model's order: (address, spec, Text or str)."""
    found: list[tuple[str, Spec, Any]] = []
    _collect(thing, f"{address}." if address else "", found)
    return found


def _collect(thing: Any, before: str, found: list[tuple[str, Spec, Any]]) -> None:
    for name, spec in _telling(thing.__class__):
        value = getattr(thing, name)
        if spec.kind == "items":
            for each in value:
                _collect(each, f"{before}{name}[{each.id}].", found)
        elif spec.kind == "item":
            if value is not None:
                _collect(value, f"{before}{name}.", found)
        elif value:
            found.append((before + name, spec, value))


@cache
def _telling(cls: type) -> tuple[tuple[str, Spec], ...]:
    """The fields of a record that are prose, or may have prose in them."""
    return tuple((name, spec) for name, spec in specs(cls).items() if spec.kind in (*PROSE, "items", "item"))
