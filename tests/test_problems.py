"""How problems are told: to people, to programs and to GitHub; and that nothing in a value reaches the terminal raw."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PAGE
from hypothesis import given, settings
from hypothesis import strategies as st

from eigentaal.cli import main
from eigentaal.problems import ERROR, FORMATS, INFO, WARNING, as_github, as_json, as_text, errors, explain, problem

Make = Callable[..., Path]
THEME = "docs/nl/opvoeden/boze-buien.yml"
ONE = problem("docs/nl/a.yml", (3, 7), "unknown-page", slug="tolk")
TWO = problem("docs/nl/a.yml", (2, 1), "removed-character", WARNING, what="U+200B ZERO WIDTH SPACE")
THREE = problem("docs/ar/b.yml", (12, 4), "not-for-language", INFO, original="docs/nl/b.yml")
NASTY = {
    "escape sequence": "\x1b[31mrood\x1b[0m",
    "title of the window": "\x1b]0;x\x07",
    "new line": "a\nb",
    "carriage return": "a\rdocs/nl/x.yml:1:1: fine",
    "backspace": "a\b\b\b",
    "NUL": "a\0b",
    "DEL": "a\x7fb",
    "C1": "a\x9b31mb",
    "override": "a\u202eb",
    "isolate": "a\u2066b",
    "mark": "a\u200fb",
    "zero width": "a\u200bb",
    "line separator": "a\u2028b",
    "surrogate": "a\udce9b",
    "tag": "a\U000e0041b",
    "workflow command": "a\n::error file=x::b",
    "percent": "100%0Ab",
    "placeholder": "{slug} {0} {x.__class__}",
    "long": "x" * 10_000,
}


def raw(text: str) -> list[str]:
    """Characters that no terminal should get: controls, invisible ones, halves of characters."""
    text = re.sub("(?<=[\u0620-\u06ff])\u200c(?=[\u0620-\u06ff])", "", text)
    return [ascii(each) for each in text if each != "\n" and not each.isprintable()]


def test_the_half_space_of_persian_is_shown_as_it_is_spelled_and_nowhere_else() -> None:
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0631\u062f"
    assert persian in as_text([problem("docs/nl/a.yml", (1, 1), "unknown-page", slug=persian)])
    assert "a\\u200cb" in as_text([problem("docs/nl/a.yml", (1, 1), "unknown-page", slug="a\u200cb")])


def test_a_problem_for_people_names_place_defect_and_remedy() -> None:
    text = as_text([ONE], "en")
    assert re.fullmatch(r"docs/nl/a\.yml:3:7: error: the page “tolk” does not exist \(unknown-page\)\n {4}\S.*\n", text)
    assert as_text([ONE], "nl") == as_text([ONE])
    assert as_text([ONE], "nl") != text


def test_problems_are_told_in_the_order_of_files_and_lines() -> None:
    for form in FORMATS.values():
        told = form([ONE, TWO, THREE])
        assert told == form([THREE, ONE, TWO])
        assert told.index("not-for-language") < told.index("removed-character") < told.index("unknown-page")


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_problems_are_told_as_nothing(form: str) -> None:
    assert FORMATS[form]([]).strip() in ("", "[]")


def test_problems_for_programs_are_json() -> None:
    rows = json.loads(as_json([ONE, TWO], "en"))
    assert [(row["path"], row["line"], row["column"], row["severity"], row["check"]) for row in rows] == [
        ("docs/nl/a.yml", 2, 1, "warning", "removed-character"),
        ("docs/nl/a.yml", 3, 7, "error", "unknown-page"),
    ]
    assert rows[1]["message"], rows[1]["remedy"] == explain(ONE, "en")


@pytest.mark.parametrize("ui", ["nl", "en"])
@pytest.mark.parametrize("check", ["small-number-differs", "joined-words"])
def test_a_finding_that_may_be_right_comes_with_the_command_that_ignores_it(check: str, ui: str) -> None:
    details = {"field": "parts[a].text", "missing": "2", "extra": "3", "words": "x"}
    _, remedy = explain(problem("docs/ar/opvoeden/b.yml", (1, 1), check, WARNING, **details), ui)
    command = f"eigentaal translate ignore ar 'opvoeden/b#parts[a].text' --check {check} --reason … --write"
    assert f"`{command}`" in remedy


def test_both_texts_of_a_finding_stand_in_one_line_each() -> None:
    told = as_text(
        [problem("docs/ar/b.yml", (1, 1), "joined-words", field="a", words="x", source="A.\n\nB.", target="C\nD")]
    )
    assert "    nl: A.  B.\n    ar: C D\n" in told


def test_problems_for_github_are_commands() -> None:
    lines = as_github([ONE, TWO, THREE], "en").splitlines()
    assert [
        re.match(r"::(\w+) file=([^,]+),line=(\d+),col=(\d+),title=([a-z-]+)::.", line).groups() for line in lines
    ] == [  # type: ignore[union-attr]
        ("notice", "docs/ar/b.yml", "12", "4", "not-for-language"),
        ("warning", "docs/nl/a.yml", "2", "1", "removed-character"),
        ("error", "docs/nl/a.yml", "3", "7", "unknown-page"),
    ]


def test_only_errors_count_as_errors() -> None:
    assert errors([ONE, TWO, THREE]) == [ONE]


@pytest.mark.parametrize("ui", ["nl", "en"])
@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY)
def test_nothing_in_a_value_reaches_the_terminal_raw(value: str, ui: str) -> None:
    told = problem("docs/nl/a.yml", (1, 1), "unknown-page", slug=value)
    for form in FORMATS.values():
        text = form([told], ui)
        text.encode()
        assert raw(text) == []
    assert as_text([told], ui).count("\n") == 2
    assert as_github([told], ui).count("\n") == 1
    assert len(as_text([told], ui)) < 1000
    assert json.loads(as_json([told], ui))[0]["check"] == "unknown-page"


@pytest.mark.parametrize("value", [each for name, each in NASTY.items() if name != "long"], ids=ascii)
def test_nothing_in_the_name_of_a_file_reaches_the_terminal_raw(value: str) -> None:
    told = problem(f"docs/nl/{value}.yml", (1, 1), "bad-slug", value=value)
    for form in FORMATS.values():
        text = form([told])
        text.encode()
        assert raw(text) == []
    assert as_text([told]).count("\n") == 2
    assert as_github([told]).count("\n") == 1


@pytest.mark.parametrize("name", ["a,line=1", "a::b", "a%0Ab"])
def test_the_name_of_a_file_cant_change_the_command_for_github(name: str) -> None:
    """GitHub's own escapes for a property: % : , and line ends."""
    told = as_github([problem(f"docs/{name}.yml", (5, 6), "bad-slug", value="x")])
    head = told[2:].partition("::")[0]
    assert head.count(",") == 3
    assert f"file=docs/{name.replace('%', '%25').replace(':', '%3A').replace(',', '%2C')}.yml,line=5,col=6," in head


def test_a_text_that_can_be_shown_is_shown_as_it_is() -> None:
    for text in ("caf\u00e9", "\u0645\u0631\u062d\u0628\u0627", "\u015f", "\u20ac 12,50", "<b>"):
        assert text in as_text([problem("x", (1, 1), "unknown-page", slug=text)])


# -- through the command -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "field",
    [
        '"\\x1b]0;x\\x07": x',
        '"a\\x1b[31m": x',
        'picture: "a\\nb\\n::error::c"',
        'contacts: ["a\\nb"]',
        "related: ['{x}']",
        'call: "a\\u202eb"',
        'do_now: [{id: "a\\n\\nb", text: x}]',
    ],
)
def test_the_command_prints_no_value_raw(
    project: Make, capsys: pytest.CaptureFixture[str], form: str, field: str
) -> None:
    key = field.partition(":")[0]
    page = "".join(line for line in PAGE.splitlines(keepends=True) if not line.startswith(f"{key}:"))
    assert main(["check", "--project", str(project({THEME: f"{page}{field}\n"})), "--format", form, "--ui", "en"]) == 1
    out, err = capsys.readouterr()
    assert raw(out + err) == []
    assert THEME in out
    assert not any(line.startswith("::error::") for line in out.splitlines())


def test_the_command_prints_no_name_of_a_file_raw(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    (root / "docs/nl/opvoeden/a\x1b[31m\n::error::b.yml").write_text(PAGE)
    for form in FORMATS:
        assert main(["check", "--project", str(root), "--format", form]) == 1
        out, err = capsys.readouterr()
        assert raw(out + err) == []
        assert "bad-slug" in out
        assert not any(line.startswith("::error::") for line in out.splitlines())


@settings(max_examples=100)
@given(st.text(max_size=50), st.sampled_from([ERROR, WARNING, INFO]), st.integers(1, 10**6))
def test_any_value_can_be_told(value: str, severity: str, line: int) -> None:
    told = problem("x.yml", (line, 1), "unknown-page", severity, slug=value)
    assert raw(as_text([told])) == raw(as_github([told])) == []
    assert as_text([told]).count("\n") == 2
    assert json.loads(as_json([told]))[0]["line"] == line
