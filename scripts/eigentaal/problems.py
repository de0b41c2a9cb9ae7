"""What is wrong with the content, as data: where, what, how bad. Texts for people live in `messages.yml`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ERROR, WARNING, INFO = "error", "warning", "info"
MESSAGES = Path(__file__).with_name("messages.yml")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One defect in one place.

    `path` is relative to the project root with forward slashes; `line` and `column` count from 1. `check` names the
    defect (kebab-case, a key of `messages.yml`); `details` are the values its message is filled with.
    """

    path: str
    line: int
    column: int
    check: str
    severity: str = ERROR
    details: tuple[tuple[str, str], ...] = ()


def problem(path: str, at: tuple[int, int], check: str, /, severity: str = ERROR, **details: object) -> Problem:
    """Makes a Problem at `at` (line, column), both from 1."""
    return Problem(path, at[0], at[1], check, severity, tuple((key, str(value)) for key, value in details.items()))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [each for each in problems if each.severity == ERROR]


@cache
def catalogue() -> dict[str, dict[str, dict[str, str]]]:
    """check id → interface language → {"message", "remedy"}."""
    loaded: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(MESSAGES.read_text(encoding="utf-8"))
    return loaded


def explain(each: Problem, ui: str = "nl") -> tuple[str, str]:
    """The message and the remedy of a problem, in the interface language `ui` ("nl" or "en")."""
    texts = catalogue()[each.check][ui]
    details = {key: _shown(value) for key, value in each.details}
    return texts["message"].format_map(details), texts["remedy"].format_map(details)


def _shown(value: str) -> str:
    """A value as it can stand in one line of a terminal: no control character reaches it, and no screenful of text."""
    visible = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in value)
    return visible if len(visible) <= 120 else visible[:117] + "…"


def as_text(problems: Iterable[Problem], ui: str = "nl") -> str:
    """`path:line:column: severity: message (check)` and, below it, what to do; a line pair a problem."""
    lines = []
    for each in sorted(problems):
        message, remedy = explain(each, ui)
        lines.append(
            f"{each.path}:{each.line}:{each.column}: {each.severity}: {message} ({each.check})\n    {remedy}\n"
        )
    return "".join(lines)


def as_json(problems: Iterable[Problem], ui: str = "nl") -> str:
    """The problems as a JSON list, for other programs."""
    rows = []
    for each in sorted(problems):
        message, remedy = explain(each, ui)
        rows.append(
            {
                "path": each.path,
                "line": each.line,
                "column": each.column,
                "severity": each.severity,
                "check": each.check,
                "message": message,
                "remedy": remedy,
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_github(problems: Iterable[Problem], ui: str = "nl") -> str:
    """Workflow commands that GitHub shows beside the line (`::error file=…`)."""
    level = {ERROR: "error", WARNING: "warning", INFO: "notice"}
    lines = []
    for each in sorted(problems):
        message, remedy = explain(each, ui)
        # GitHub's own escapes: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
        body = f"{message}. {remedy}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        lines.append(
            f"::{level[each.severity]} file={each.path},line={each.line},col={each.column},title={each.check}::{body}\n"
        )
    return "".join(lines)


FORMATS = {"text": as_text, "json": as_json, "github": as_github}
