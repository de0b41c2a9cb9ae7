"""A YAML file read as a record, and a translation laid over its Dutch: what is wrong is told with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from eigentaal.fieldnotes import note_on
from eigentaal.nearest import nearest
from eigentaal.problems import ERROR, Problem, problem
from eigentaal.schema import ADDED, INHERITED, PROSE, SLUG, TRANSLATED, Spec, specs
from eigentaal.text import Text, parse_line, parse_rich
from eigentaal.yamlfile import Map, Node, Place, Seq

T = TypeVar("T")


class Reading(Struct):
    """One file being read: collects its problems and the place of every field by address (`parts[waarom].text`)."""

    path: str
    problems: list[Problem] = []
    places: dict[str, Place] = {}
    sure: bool = True
    """Of a translation: whether its Dutch is without errors. Else what seems too much here may be lost there."""

    def wrong(self, at: Place, check: str, **details: object) -> None:
        self.problems.append(problem(self.path, at, check, ERROR, **details))

    # -- the source language -----------------------------------------------------------------------------------------

    def source(self, cls: type[T], node: Map, address: str = "") -> T:
        """An object of `cls` from a Dutch file or a file of facts."""
        return self._object(cls, node, address, None)

    def translation(self, cls: type[T], node: Map, original: T, address: str = "") -> T:
        """`original` with its translated fields replaced by those of `node`, its added ones filled in."""
        return self._object(cls, node, address, original)

    def _object(self, cls: type[T], node: Map, address: str, original: T | None) -> T:
        known = specs(cls)
        for key in node:
            if key not in known:
                self.wrong(node.keys_at[key], "unknown-field", field=key, known=nearest(key, known))
        values: dict[str, Any] = {}
        for name, spec in known.items():
            if original is not None and spec.role == INHERITED and spec.kind != "ident":
                if name in node:
                    self.wrong(node.keys_at[name], "inherited-field", field=name)
                continue
            if original is None and spec.role == ADDED:
                if name in node:
                    self.wrong(node.keys_at[name], "translation-only-field", field=name)
                continue
            before = getattr(original, name) if original is not None else None
            if name not in node or is_blank(node[name]):
                if before or spec.required:
                    self._absent(name, spec, node, address, before, original is not None)
                continue
            if original is not None and spec.role == TRANSLATED and not before and spec.kind != "items":
                if self.sure:
                    self.wrong(node.keys_at[name], "extra-field", field=name)
                continue
            if original is None and spec.kind in PROSE and _says_nothing(node[name]):
                self.wrong(node.places[name], "text-says-nothing", field=name, value=node[name])
            here = f"{address}.{name}" if address else name
            self.places[here] = node.places[name]
            values[name] = self._value(spec, node[name], node.places[name], here, before)
        return replace(original, **values) if original is not None else cls(**values)  # type: ignore[type-var]

    def _absent(self, name: str, spec: Spec, node: Map, address: str, before: Any, translating: bool) -> None:
        here = f"{address}.{name}" if address else name
        if translating and spec.role in (TRANSLATED, ADDED):
            if before or (spec.role == ADDED and spec.required):
                self.wrong(node.places.get(name, node.place), "missing-field", field=here)
        elif not translating and spec.required:
            self.wrong(node.places.get(name, node.place), "missing-field", field=here)

    def _value(self, spec: Spec, node: Node, at: Place, here: str, before: Any) -> Any:
        if spec.kind in ("items", "item", "idents", "words"):
            return getattr(self, f"_{spec.kind}")(spec, node, at, here, before)
        if not isinstance(node, str):
            if written := _as_words(spec, node):
                self.wrong(at, "list-for-words", field=here, written=f"{here.rpartition('.')[2]}: {written}")
            else:
                self.wrong(at, "not-text", field=here)
            return Text("", ()) if spec.kind in ("text", "rich") else ""
        if spec.kind in PROSE:
            return self._prose(spec, node, at, here)
        return _SCALARS[spec.kind](self, spec, node, at, here)

    def _prose(self, spec: Spec, node: str, at: Place, here: str) -> Any:
        if len(node) > spec.limit:
            self.wrong(at, "text-too-long", field=here, limit=spec.limit, length=len(node))

        def report(row: int, check: str, details: dict[str, str]) -> None:
            self.wrong((at[0] + row, at[1] if not row else 1), check, field=here, **details)

        if spec.kind == "rich":
            return parse_rich(node, report)
        if "\n" in node.strip():
            self.wrong(at, "more-lines", field=here)
        if spec.kind == "text":
            return parse_line(node, report)
        if "[[" in node or "](" in node or "**" in node:
            self.wrong(at, "markup-not-allowed", field=here)
        return " ".join(node.split())

    def _ident(self, spec: Spec, node: str, at: Place, here: str) -> str:
        if not SLUG.fullmatch(node) or len(node) > 64:
            self.wrong(at, "bad-id", value=node)
        return node

    def _word(self, spec: Spec, node: str, at: Place, here: str) -> str:
        if spec.pattern and not re.fullmatch(spec.pattern, node):
            self.wrong(at, "bad-value", field=here, value=node, nl=note_on(spec), en=note_on(spec, "en"))
        return node

    def _day(self, spec: Spec, node: str, at: Place, here: str) -> str:
        try:
            if re.fullmatch(spec.pattern, node) and date.fromisoformat(node):
                return node
        except ValueError:
            pass  # it looks like one, but February has no 30th
        self.wrong(at, "no-such-day", field=here, value=node)
        return node

    def _choice(self, spec: Spec, node: str, at: Place, here: str) -> str:
        if node not in spec.choices:
            self.wrong(at, "bad-choice", field=here, value=node, choices=", ".join(spec.choices))
        return node

    def _flag(self, spec: Spec, node: str, at: Place, here: str) -> bool:
        if node not in ("yes", "no"):
            self.wrong(at, "bad-choice", field=here, value=node, choices="yes, no")
        return node == "yes"

    def _number(self, spec: Spec, node: str, at: Place, here: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", node):
            self.wrong(at, "not-a-number", field=here, value=node)
            return 0
        return int(node)

    def _idents(self, spec: Spec, node: Node, at: Place, here: str, before: Any) -> tuple[str, ...]:
        found = self._words(spec, node, at, here, before)
        for index, each in enumerate(found):
            self._ident(spec, each, self.places[f"{here}[{index}]"], here)
        return found

    def _words(self, spec: Spec, node: Node, at: Place, here: str, before: Any) -> tuple[str, ...]:
        if not isinstance(node, Seq):
            self.wrong(at, "not-a-list", field=here)
            return ()
        found: list[str] = []
        for index, each in enumerate(node):
            self.places[f"{here}[{len(found)}]"] = node.places[index]
            if not isinstance(each, str) or not each:
                self.wrong(node.places[index], "not-text", field=here)
            elif each in found:
                self.wrong(node.places[index], "listed-twice", value=each)
            else:
                found.append(each)
        return tuple(found)

    def _item(self, spec: Spec, node: Node, at: Place, here: str, before: Any) -> Any:
        if not isinstance(node, Map):
            self.wrong(at, "not-a-map", field=here)
            return None
        assert spec.of is not None
        return self._object(spec.of, node, here, before)

    def _items(self, spec: Spec, node: Node, at: Place, here: str, before: Any) -> tuple[Any, ...]:
        """A list of objects with an `id`. A translation takes the order of the Dutch list."""
        assert spec.of is not None
        if not isinstance(node, Seq):
            self.wrong(at, "not-a-list", field=here)
            return before or ()
        if spec.limit and len(node) > spec.limit:
            self.wrong(at, "too-many-items", field=here, limit=spec.limit, count=len(node))
        originals = {each.id: each for each in before} if before is not None else None
        found: dict[str, Any] = {}
        for index, each in enumerate(node):
            place = node.places[index]
            if not isinstance(each, Map):
                self.wrong(place, "not-a-map", field=here)
                continue
            key = each.get("id", "")
            if not isinstance(key, str) or not key:
                self.wrong(place, "missing-id", field=here)
                continue
            if key in found:
                self.wrong(each.places["id"], "duplicate-id", value=key, field=here)
                continue
            if originals is not None and key not in originals:
                if self.sure:
                    self.wrong(each.places["id"], "unknown-item", value=key, field=here)
                continue
            inside = f"{here}[{key}]"
            self.places[inside] = place
            found[key] = self._object(spec.of, each, inside, originals[key] if originals is not None else None)
        if originals is None:
            return tuple(found.values())
        for key in originals:
            if key not in found:
                self.wrong(at, "missing-item", value=key, field=here)
        return tuple(found.get(key, originals[key]) for key in originals)


_NOTHING = ("null", "Null", "NULL", "None", "nil", "undefined", "NaN")
_SIGNS = " \n.…-–—_~?*#/"

_SCALARS: dict[str, Callable[[Reading, Spec, str, Place, str], Any]] = {
    "ident": Reading._ident,
    "word": Reading._word,
    "day": Reading._day,
    "choice": Reading._choice,
    "flag": Reading._flag,
    "number": Reading._number,
}


def _as_words(spec: Spec, node: Node) -> str:
    """A list written as the words that the field wants, if it is such a list: `[mo, tu]` as `mo tu`."""
    words = " ".join(each for each in node if isinstance(each, str)) if isinstance(node, Seq) else ""
    return words if spec.pattern and len(words.split()) == len(node) and re.fullmatch(spec.pattern, words) else ""


def is_blank(node: Node) -> bool:
    """Whether nothing is filled in; a space that doesn't break is nothing too."""
    return isinstance(node, str) and (not node or node.isspace())


def _says_nothing(node: Node) -> bool:
    """Whether a program's word for nothing stands there, or signs that keep a place: somebody meant to fill it in."""
    return isinstance(node, str) and len(node) < 10 and (node in _NOTHING or not node.strip(_SIGNS))
