"""Where YAML reads something else than an editor meant, or can't read on: what they did and where they must look.

A parser tells where it was stopped, which is often lines below the mistake. Nothing here is asked of an ordinary file.
"""

from __future__ import annotations

import re
import warnings
from itertools import islice
from math import inf
from typing import Any

import yaml

if hasattr(yaml, "CLoader"):
    Parser: Any = yaml.CLoader
else:  # 16 times slower; says so once
    warnings.warn("PyYAML has no C parser here: reading is about 16 times slower (install libyaml)", stacklevel=1)
    Parser = yaml.Loader

_Place = tuple[int, int]
"""Line and column, from 1."""

_OPEN_QUOTE, _OPEN_BRACKET, _COLON = "yaml-open-quote", "yaml-open-bracket", "yaml-colon"
_SYNTAX = (  # libyaml's words → our names for what an editor did
    (re.compile("mapping values are not allowed"), _COLON),
    (re.compile("cannot start any token|found unexpected '?%"), "yaml-unquoted"),
    (re.compile("unexpected end of stream|unexpected document indicator"), _OPEN_QUOTE),
    (re.compile("could not find expected ':'"), "yaml-key-without-colon"),
    (
        re.compile(
            "expected key|expected '-' indicator|expected <block end>|not allowed in this context|wrong indentation"
        ),
        "yaml-indentation",
    ),
    (re.compile("escape"), "yaml-escape"),
    (re.compile("expected ',' or"), _OPEN_BRACKET),
    (re.compile("alias|anchor"), "yaml-anchor"),
)


def fault(text: str, failure: yaml.MarkedYAMLError) -> tuple[_Place, str, str]:
    """Why a text can't be read: the place to look at, the check, and the parser's own words."""
    said = " ".join(part for part in (failure.context, failure.problem) if part)
    check = next((name for pattern, name in _SYNTAX if pattern.search(said)), "yaml-syntax")
    mark: Any = failure.problem_mark or failure.context_mark
    if mark is None:
        return (1, 1), check, said
    if check == _OPEN_QUOTE and failure.context_mark:
        return _at(failure.context_mark), check, said
    events, brackets = _events(text)
    if check != _COLON and (opening := _quote_before(text, events[-1], mark)):
        return _at(opening), _OPEN_QUOTE, said
    if brackets and (check == _OPEN_BRACKET or mark.line > brackets[-1].start_mark.line):
        return _at(brackets[-1].start_mark), _OPEN_BRACKET, said
    return _at(mark), check, said


def _quote_before(text: str, last: Any, stopped: Any) -> Any:
    """Where quotes begin that end right before what stopped the parser: the text goes on behind them."""
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return None
    end: Any = last.end_mark
    between = text.split("\n")[end.line][end.column : stopped.column] if end.line == stopped.line else "no"
    return None if between.strip() else last.start_mark


def _at(mark: Any) -> _Place:
    return mark.line + 1, mark.column + 1


def _events(text: str, most: float = inf) -> tuple[list[Any], list[Any]]:
    """What the parser sees before it is stopped, if it is, and which of it are brackets that are open then.

    `most`: how many events are enough.
    """
    events: list[Any] = []
    brackets: list[Any] = []
    parser = Parser(text)
    try:
        while len(events) < most and (not events or type(events[-1]) is not yaml.StreamEndEvent):
            event = parser.get_event()
            events.append(event)
            if isinstance(event, yaml.CollectionStartEvent) and event.flow_style:
                brackets.append(event)
            elif brackets and isinstance(event, yaml.CollectionEndEvent):  # within brackets all else is in brackets too
                brackets.pop()
    except (yaml.YAMLError, UnicodeError):
        pass  # told by who reads it
    finally:
        parser.dispose()
    return events, brackets


# -- spaces that are none for YAML -------------------------------------------------------------------------------------

HARD_SPACE = "\u00a0"
_BEGIN = re.compile(r"^[ \u00a0]*(?:-[ \u00a0]+)*(?:[a-z_]+:(?=[ \u00a0]))?[ \u00a0]*", re.MULTILINE)
"""How a line begins: indentation, dashes, the name of a field, and the spaces behind them."""
_MOST = 100
_ENOUGH = 10_000  # of a file with more than a page can have, its beginning


def soften(text: str) -> tuple[str, list[int]]:
    """The text with ordinary spaces where YAML needs them, and where they were hard.

    Only if that is read otherwise, or further: in a text a hard space is right, and so is one that begins a line of it.
    """
    begins = (found for found in _BEGIN.finditer(text) if HARD_SPACE in found[0])
    hard = [found.start() + found[0].index(HARD_SPACE) for found in islice(begins, _MOST)]
    if not hard:
        return text, []
    mended = _BEGIN.sub(lambda found: found[0].replace(HARD_SPACE, " "), text)
    before, after = ([type(each) for each in _events(each, _ENOUGH)[0]] for each in (text, mended))
    was_whole, is_whole = (each[-1] is yaml.StreamEndEvent or len(each) == _ENOUGH for each in (before, after))
    better = before != after if is_whole else not was_whole and len(after) > len(before)
    return (mended, hard) if better else (text, [])


# -- text that YAML takes for a note -----------------------------------------------------------------------------------

_HASH = re.compile(r" #(?=[^\s#])")
_SHOWN = 60


def taken_for_notes(text: str) -> dict[_Place, tuple[_Place, str]]:
    """Where a `#` with a word right behind it cuts off a line: the end of what is left → its place, what is lost.

    Whether the text isn't in quotes or a block is known to who reads it. A note has a space behind its `#`.
    """
    found: dict[_Place, tuple[_Place, str]] = {}
    if not _HASH.search(text):
        return found
    for row, line in enumerate(text.split("\n"), 1):
        for each in _HASH.finditer(line) if " #" in line else ():
            end = each.start()
            while end and line[end - 1] == " ":
                end -= 1
            if end:
                at = each.start() + 1
                found[row, end + 1] = ((row, at + 1), line[at : at + _SHOWN])
    return found
