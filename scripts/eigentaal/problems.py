"""What is wrong with the content, as data: where, what, how bad. Texts for people live in `messages.yml`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from msgspec import Struct

from eigentaal.shipped import parse

ERROR, WARNING, INFO = "error", "warning", "info"
MESSAGES = Path(__file__).with_name("messages.yml")


class Problem(Struct, frozen=True, order=True):
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
    loaded: dict[str, dict[str, dict[str, str]]] = parse(MESSAGES.read_text(encoding="utf-8"))
    return loaded


def explain(each: Problem, ui: str = "nl") -> tuple[str, str]:
    """The message and the remedy of a problem, in the interface language `ui` ("nl" or "en")."""
    if each.check not in catalogue():  # a check of somebody else's, without texts yet: no traceback for an editor
        return each.check, ", ".join(f"{key}: {visible(value)}" for key, value in each.details)
    texts = catalogue()[each.check][ui]
    details = {key: visible(value) for key, value in each.details}
    if "{purpose}" in texts["remedy"]:  # what a field is for comes in both languages
        details["purpose"] = details[ui]
    if "{ignore}" in texts["remedy"]:
        details["ignore"] = _ignoring(visible(each.path), each.check, details.get("field", "…"))
    return texts["message"].format_map(details), texts["remedy"].format_map(details)


def _ignoring(path: str, check: str, field: str) -> str:
    """The command after which a finding in a field isn't told again; only the reason is to be filled in."""
    language, _, page = path.partition("/")[2].partition("/")
    chosen = f"{language} '{page.removesuffix('.yml')}#{field}'"
    return f"eigentaal translate ignore {chosen} --check {check} --reason … --write"


def outline(check: str, ui: str = "nl") -> tuple[str, str]:
    """The message and the remedy of a check in general, with … for what a problem fills in."""
    texts = catalogue().get(check, {}).get(ui, {"message": check, "remedy": ""})
    blanks: defaultdict[str, str] = defaultdict(lambda: "…", ignore="eigentaal translate ignore")
    return texts["message"].format_map(blanks), texts["remedy"].format_map(blanks)


def both_texts(each: Problem) -> list[tuple[str, str]]:
    """Of a problem in a translation: the Dutch text and the translation, each with its language."""
    details = dict(each.details)
    if "source" not in details or "target" not in details:
        return []
    language = each.path.split("/")[1] if "/" in each.path else ""
    source, target = (visible(details[name].replace("\n", " ")) for name in ("source", "target"))
    return [("nl", source), (language, target)]


def visible(value: str, longest: int = 120) -> str:
    """A value as it can stand in one line of a terminal: no control character reaches it, and no screenful of text."""
    clean = value = value.replace("\n", " \u23ce ")
    if not value.isprintable():
        from eigentaal.characters import JOINERS, joins  # costs 7 ms, and hardly a value needs it

        clean = "".join(
            char
            if char.isprintable() or (char in JOINERS and joins(value, at) and value[at + 1 : at + 2].isalpha())
            else f"\\u{ord(char):04x}"
            for at, char in enumerate(value)
        )
    return clean if len(clean) <= longest else clean[: longest - 3] + "…"


def as_text(problems: Iterable[Problem], ui: str = "nl") -> str:
    """`path:line:column: severity: message (check)` and, below it, what to do; a line pair a problem."""
    lines = []
    for each in sorted(problems):
        message, remedy = explain(each, ui)
        lines.append(f"{visible(each.path)}:{each.line}:{each.column}: {each.severity}: {message} ({each.check})\n")
        lines += [f"    {label}: {text}\n" for label, text in both_texts(each)]
        lines.append(f"    {remedy}\n")
    return "".join(lines)


def as_json(problems: Iterable[Problem], ui: str = "nl") -> str:
    """The problems as a JSON list, for other programs."""
    rows = []
    for each in sorted(problems):
        message, remedy = explain(each, ui)
        rows.append(
            {
                "path": visible(each.path),
                "line": each.line,
                "column": each.column,
                "severity": each.severity,
                "check": each.check,
                "message": message,
                "remedy": remedy,
                **{key: value for key, value in each.details if key in ("field", "source", "target")},
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
        place = f"file={_property(visible(each.path))},line={each.line},col={each.column}"
        lines.append(f"::{level[each.severity]} {place},title={each.check}::{body}\n")
    return "".join(lines)


def _property(value: str) -> str:
    """A value between the commas of a workflow command."""
    return value.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def as_junit(problems: Iterable[Problem], ui: str = "nl") -> str:
    """JUnit XML, which most CI systems show: a file with problems is a failed test case."""
    by_file: dict[str, list[Problem]] = {}
    for each in sorted(problems):
        by_file.setdefault(each.path, []).append(each)
    failed = sum(any(each.severity == ERROR for each in found) for found in by_file.values())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuite name="eigentaal check" tests="{max(1, len(by_file))}" failures="{failed}">',
    ]
    for path, found in by_file.items():
        kind = "failure" if any(each.severity == ERROR for each in found) else "system-out"
        text = escape(as_text(found, ui))
        lines.append(f'<testcase name="{escape(visible(path))}"><{kind}>{text}</{kind}></testcase>')
    if not by_file:
        lines.append('<testcase name="docs"/>')
    return "\n".join([*lines, "</testsuite>", ""])


FORMATS = {"text": as_text, "json": as_json, "github": as_github, "junit": as_junit}
