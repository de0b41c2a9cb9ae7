"""Reads one YAML file strictly: only text, maps and lists, each with its place; every defect with line and column.

YAML guesses (`0113` becomes 75, `no` becomes false, a second `title:` silently wins), so nothing is guessed here: a
scalar is a string, and what a value means is decided by the model. Built on the parser's events, so that depth costs
no recursion and anchors, tags and second documents are seen.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from eigentaal.characters import Finding, clean, decode, has_isolates
from eigentaal.files import UNREAD, Texts, read_bytes
from eigentaal.misread import HARD_SPACE, Parser, fault, soften, taken_for_notes
from eigentaal.problems import ERROR, INFO, WARNING, Problem, errors, problem

MAX_BYTES, MAX_FIELD, MAX_NODES = 256 * 1024, 5_000, 10_000
MAX_DEPTH = 9  # one more than the model has, so that a list in the place of a word is told with the name of its field

Place = tuple[int, int]
"""Line and column, from 1."""


class Map(dict[str, "Node"]):
    """A YAML map; `place` is its own, `places[key]` that of a value, `keys_at[key]` that of the key."""

    __slots__ = ("keys_at", "place", "places")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}
        self.keys_at: dict[str, Place] = {}


class Seq(list["Node"]):
    """A YAML list; `places[i]` is that of item i."""

    __slots__ = ("place", "places")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: list[Place] = []


Node = str | Map | Seq


class YamlFile(Struct, frozen=True):
    """What a file held: its map (None if it couldn't be read) and everything wrong with it."""

    path: str
    root: Map | None
    problems: tuple[Problem, ...]


def read(
    file: Path,
    shown: str,
    language: str = "nl",
    tags: bool = False,
    texts: Texts = UNREAD,
) -> YamlFile:
    """Reads `file`, called `shown` in messages; `language` (a code) is used to name a wrong encoding.

    `tags` lets YAML tags pass, which MkDocs' configuration may need and content never does. `texts` are files that were
    read already, by path.
    """
    name = os.fspath(file)
    try:
        if name in texts:
            size, mode = len(texts[name]), stat.S_IFREG
        else:
            size, mode = (info := os.lstat(name)).st_size, info.st_mode
        if not stat.S_ISREG(mode):
            return YamlFile(shown, None, (problem(shown, (1, 1), "not-a-file"),))
        if size > MAX_BYTES:
            return YamlFile(
                shown, None, (problem(shown, (1, 1), "file-too-large", limit=MAX_BYTES // 1024, size=size // 1024),)
            )
        data = read_bytes(name, texts)
    except OSError as failure:
        return YamlFile(shown, None, (problem(shown, (1, 1), "unreadable-file", why=failure.strerror),))
    return parse(data, shown, language, tags)


_MARKS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)
_CONFLICT = re.compile(r"^[ ]*(<{7}|[|]{7}|={7}|>{7})(?=[ \r]|$)", re.MULTILINE)
"""A line with a mark that git leaves where two people changed the same; indented it would go out as text."""


def parse(data: bytes, shown: str, language: str = "nl", tags: bool = False) -> YamlFile:
    """The same for bytes in memory."""
    raw, wrong = decode(data, language)
    if wrong:
        return YamlFile(shown, None, (problem(shown, (1, 1), "wrong-encoding", encoding=wrong),))
    if any(mark in raw for mark in _MARKS) and (conflict := _CONFLICT.search(raw)):
        return YamlFile(
            shown, None, (problem(shown, _place(raw, conflict.start(1)), "git-conflict", mark=conflict[1]),)
        )
    text, findings = clean(raw)
    problems = [_finding(shown, _place(raw, each.offset), each) for each in findings]
    if errors(problems):
        return YamlFile(shown, None, tuple(problems))
    reader = _Reader(shown, tags, not text.isascii() and has_isolates(text))
    if HARD_SPACE in text:
        text, hard = soften(text)
        for offset in hard:
            reader.wrong(_place(text, offset), "no-break-space")
    root = reader.read(text)
    return YamlFile(shown, root, tuple(problems + reader.problems))


_SEVERITIES = {"removed-character": WARNING, "direction-mark": INFO}


def _finding(shown: str, at: Place, found: Finding) -> Problem:
    """A character that was taken out is a warning, or a note where it may be meant; one that is refused, an error."""
    return problem(shown, at, found.kind, _SEVERITIES.get(found.kind, ERROR), what=found.what)


def _place(text: str, offset: int) -> Place:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


_BLOCK = ("|", ">")


class _Reader:
    """Turns the parser's events into Map, Seq and str."""

    def __init__(self, shown: str, tags: bool, isolates: bool) -> None:
        self.shown = shown
        self.tags = tags
        self.isolates = isolates
        self.notes: dict[Place, tuple[Place, str]] = {}
        self.problems: list[Problem] = []

    def wrong(self, at: Place, check: str, **details: object) -> None:
        self.problems.append(problem(self.shown, at, check, ERROR, **details))

    def read(self, text: str) -> Map | None:
        if " #" in text and not self.tags:  # MkDocs' configuration is a developer's
            self.notes = taken_for_notes(text)
        try:
            parser = Parser(text)
            try:
                root = self._build(parser)
            finally:
                parser.dispose()
        except yaml.MarkedYAMLError as failure:
            at, check, said = fault(text, failure)
            self.wrong(at, check, why=said)
            return None
        except (yaml.YAMLError, UnicodeError, RecursionError) as failure:
            self.wrong((1, 1), "yaml-syntax", why=str(failure).splitlines()[0])
            return None
        return None if errors(self.problems) else root

    def _build(self, parser: Any) -> Map | None:
        root: Node | None = None
        stack: list[Map | Seq] = []
        keys: list[tuple[str, Place] | None] = []  # the key that waits for its value, per open map
        nodes = 0
        documents = 0
        plain_needs_a_look = self.isolates or bool(self.notes)
        get, scalar, ends = parser.get_event, yaml.ScalarEvent, (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        while True:
            event = get()
            kind = type(event)
            if kind is not scalar:  # which nearly all are
                if kind is yaml.StreamEndEvent:
                    break
                if kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents == 2:
                        self.wrong((event.start_mark.line + 1, 1), "yaml-second-document")
                        return None
                    continue
                if kind in ends:
                    stack.pop()
                    keys.pop()
                    continue
                if kind is yaml.StreamStartEvent or kind is yaml.DocumentEndEvent:
                    continue
            mark = event.start_mark
            at = (mark.line + 1, mark.column + 1)
            if event.anchor is not None or kind is yaml.AliasEvent:
                self.wrong(at, "yaml-anchor", why=event.anchor)
                return None  # an alias may stand for nine thousand million leaves
            if event.tag is not None and not self.tags:
                self.wrong(at, "yaml-tag", tag=event.tag)
            nodes += 1
            if nodes > MAX_NODES:
                self.wrong(at, "too-many-values", limit=MAX_NODES)
                return None
            node: Node
            if kind is scalar:
                if event.style or plain_needs_a_look or len(event.value) > MAX_FIELD:
                    node = self._scalar(event, at)
                    if event.style in _BLOCK:
                        at = (at[0] + 1, 1)  # the text begins below its sign
                else:
                    node = event.value.strip()  # which nearly all are
            elif len(stack) >= MAX_DEPTH:
                self.wrong(at, "too-deep", limit=MAX_DEPTH)
                return None
            else:
                node = Map(at) if kind is yaml.MappingStartEvent else Seq(at)
            self._place(node, at, stack, keys)
            if not stack:
                root = node
            if kind is not scalar:
                stack.append(node)  # type: ignore[arg-type]
                keys.append(None)
        if not isinstance(root, Map):
            self.wrong((1, 1), "empty-file" if root is None or root == "" else "not-a-map")
            return None
        return root

    def _scalar(self, event: Any, at: Place) -> str:
        value: str = event.value
        if len(value) > MAX_FIELD:
            self.wrong(at, "field-too-long", limit=MAX_FIELD, length=len(value))
            return ""
        if event.style == '"' or (self.isolates and has_isolates(value)):  # an escape such as "\u202e" shows only now
            value, findings = clean(value)
            self.problems += [_finding(self.shown, at, each) for each in findings]
        if event.style:
            return value
        if self.notes and (lost := self.notes.get((event.end_mark.line + 1, event.end_mark.column + 1))):
            self.problems.append(problem(self.shown, lost[0], "text-behind-hash", WARNING, lost=lost[1]))
        return value.strip()

    def _place(self, node: Node, at: Place, stack: list[Map | Seq], keys: list[tuple[str, Place] | None]) -> None:
        if not stack:
            return
        parent = stack[-1]
        if isinstance(parent, Seq):
            parent.append(node)
            parent.places.append(at)
            return
        waiting = keys[-1]
        if waiting is None:
            if not isinstance(node, str):
                self.wrong(at, "key-not-text")
                keys[-1] = ("", at)
            else:
                if node == "<<":
                    self.wrong(at, "yaml-merge")
                elif node in parent.keys_at:
                    self.wrong(at, "duplicate-key", key=node, line=parent.keys_at[node][0])
                keys[-1] = (node, at)
            return
        key, key_at = waiting
        parent[key] = node
        parent.places[key] = at
        parent.keys_at.setdefault(key, key_at)
        keys[-1] = None
