"""The `eigentaal` command: exit 0 clean, 1 problems, 2 could not run; it speaks Dutch or English, never a traceback."""

from __future__ import annotations

import argparse
import inspect
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import yaml
from conftest import MKDOCS, ROOT, SECTION, Files, base
from pages import everything, read_tree

from eigentaal import checks
from eigentaal.cli import main
from eigentaal.page import KINDS

Make = Callable[..., Path]

WRONG_DUTCH: Files = {"docs/nl/opvoeden/spelen.yml": "kind: theme\ntitle: [Spelen\n"}
WRONG_ARABIC: Files = {"docs/ar/opvoeden/spelen.yml": "titel: x\n"}


ONLY_DUTCH: Files = {
    "mkdocs.yml": "".join(line for line in MKDOCS.splitlines(keepends=True) if not re.search("locale: (ar|tr)", line))
}


def run(*words: str) -> int:
    """The command as a person runs it: arguments that can't be parsed end it with an exit code too."""
    try:
        return main(words)
    except SystemExit as stop:
        return int(stop.code or 0)


def commands() -> Iterator[tuple[str, ...]]:
    """Every command there is, found by asking for help."""
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        command = waiting.pop()
        yield command
        text = help_of(command, "nl")
        found = re.search(r"in deze volgorde:\n  \S.*?\n((?:    .*\n)+)", text)
        if found and "..." in text.partition("\n\n")[0]:
            names = re.findall(r"^    ([a-z-]+)(?:\s|$)", found[1], re.MULTILINE)
            waiting += [(*command, name) for name in names]


def help_of(command: tuple[str, ...], ui: str) -> str:
    with redirect_stdout(io.StringIO()) as said, pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "200")
        assert run("--ui", ui, *command, "--help") == 0
    return said.getvalue()


# -- exit codes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words", "code"),
    [
        ({}, ["check"], 0),
        ({}, ["check", "--list"], 0),
        (WRONG_DUTCH, ["check"], 1),
        (WRONG_DUTCH, ["check", "--list"], 0),
        (WRONG_ARABIC, ["check"], 1),
        ({"docs/nl/opvoeden/spelen.yml": None}, ["check"], 1),
        ({"mkdocs.yml": "site_name: [\n"}, ["check"], 1),
        ({"mkdocs.yml": ""}, ["check"], 1),
        ({}, ["build", "--parents"], 0),
        (WRONG_DUTCH, ["build", "--parents"], 1),
        (WRONG_DUTCH, ["build"], 1),
        (WRONG_ARABIC, ["build", "--parents"], 0),
        ({"mkdocs.yml": "site_name: [\n"}, ["build"], 1),
        ({}, ["build", "--parents", "--out", "mkdocs.yml/site"], 2),
        ({}, ["schema"], 0),
        ({}, ["new", "page", "theme", "opvoeden/slapen"], 0),
        ({}, ["new", "page", "theme", "opvoeden/slapen.yml"], 0),
        ({}, ["new", "page", "theme", "opvoeden/spelen"], 2),
        ({}, ["new", "page", "theme", "nergens/slapen"], 2),
        ({}, ["new", "page", "theme", "slapen"], 2),
        ({}, ["new", "page", "theme", "opvoeden/Slapen"], 2),
        ({}, ["new", "page", "theme", "opvoeden/a b"], 2),
        ({}, ["new", "page", "theme", "opvoeden/../x"], 2),
        ({}, ["new", "page", "theme", "../x"], 2),
        ({}, ["new", "page", "theme", "opvoeden/"], 2),
        ({}, ["new", "page", "theme", "opvoeden/index"], 2),
        ({}, ["new", "page", "theme", "opvoeden/con"], 2),
        ({}, ["new", "page", "theme", "opvoeden/" + "a" * 70], 2),
        ({"mkdocs.yml": "site_name: [\n"}, ["new", "page", "theme", "opvoeden/slapen"], 2),
        ({}, ["new", "language", "fa"], 0),
        ({}, ["new", "language", "pt-BR"], 0),
        ({}, ["new", "language", "zh-Hans"], 0),
        ({}, ["new", "language", "pt-br"], 2),
        ({}, ["new", "language", "nl"], 2),
        ({}, ["new", "language", "FA"], 2),
        ({}, ["new", "language", "x"], 2),
        ({}, ["new", "language", "qx"], 2),
        ({}, ["new", "language", "../fa"], 2),
        ({"mkdocs.yml": "site_name: [\n"}, ["new", "language", "fa"], 2),
    ],
)
def test_the_exit_code_says_whether_it_was_clean_had_problems_or_could_not_run(
    changes: Files, words: list[str], code: int, project: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(changes)
    monkeypatch.chdir(root)
    assert run(*words) == code


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["new", "page", "theme", "opvoeden/Slapen"], "kleine letters"),
        (["new", "page", "theme", "opvoeden/opvoeden"], "maar één keer"),
        (["new", "page", "theme", "spelen/boze-buien"], "maar één keer"),
        (["new", "language", "x"], "twee kleine letters"),
        (["new", "language", "tr"], "deze taal is er al"),
        (["new", "language", "xx"], "klopt de code"),
    ],
)
def test_a_refused_request_says_why_and_writes_nothing(
    words: list[str], why: str, project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"docs/nl/spelen/index.yml": SECTION})
    before = read_tree(root)
    assert run("--project", str(root), *words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words[-1] in said.err
    assert "kan niet" in said.err
    assert why in said.err
    assert read_tree(root) == before


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nothing"],
        ["check", "--nothing"],
        ["check", "extra"],
        ["check", "--format", "xml"],
        ["check", "--ui", "fr"],
        ["build", "--out"],
        ["serve", "--port", "achtduizend"],
        ["new"],
        ["new", "page"],
        ["new", "page", "theme"],
        ["new", "page", "nothing", "opvoeden/slapen"],
        ["new", "page", "home", "opvoeden/slapen"],
        ["new", "language"],
        ["new", "language", "fa", "--dir", "up"],
        ["translate"],
        ["translate", "nothing"],
    ],
)
def test_wrong_arguments_are_told_with_the_right_use(
    words: list[str], project: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project())
    assert run(*words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("gebruik: eigentaal")
    assert "fout:" in said.err
    assert re.search(r"^Uitleg: eigentaal .*--help$", said.err, re.MULTILINE)


ENGLISH = r"usage|error|argument|choice|choose|expected|required|unrecognized|invalid|ambiguous|positional|options|show"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "'chek' kan niet; kies uit"),
        (["check", "--format", "xx"], "--format: 'xx' kan niet; kies uit"),
        (["check", "--lang"], "--lang: hierachter hoort één waarde"),
        (["check", "--nothing"], "dit is onbekend: --nothing"),
        (["check", "--list=3"], "--list: hierachter hoort geen waarde, dus niet '3'"),
        (["check", "--l"], "--l kan van alles zijn: --lang, --list"),
        (["new", "page", "theme"], "dit ontbreekt: SECTIE/NAAM"),
        (["new"], "dit ontbreekt: OPDRACHT"),
        (["translate", "review", "ar"], "dit ontbreekt: PAGINA[#VELD], --role"),
    ],
)
def test_what_is_wrong_with_the_arguments_is_told_in_dutch_or_in_english(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    told = capsys.readouterr().err
    assert said in told
    assert re.findall(ENGLISH, re.sub(r"'[^']*'|--\w+|\{[^}]*\}", "", told)) == []
    assert run("--ui", "en", *words) == 2
    told = capsys.readouterr().err
    assert told.startswith("usage: ")
    assert "error: " in told


def test_the_help_is_in_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    assert re.findall(r"usage:|options:|positional|show this", capsys.readouterr().out) == []
    assert run("--ui", "en", "--help") == 0
    assert re.findall(r"gebruik|opties|uitleg", capsys.readouterr().out) == []


def test_the_dutch_of_argparse_fills_in_what_its_english_does() -> None:
    texts = yaml.safe_load((ROOT / "scripts/eigentaal/cli/argparse.yml").read_text(encoding="utf-8"))
    source = inspect.getsource(argparse)
    for english, dutch in texts.items():
        assert repr(english)[1:-1] in source, f"argparse says this no more: {english}"
        marks = r"%(?:\(\w+\))?[rs]"
        assert set(re.findall(marks, dutch)) == set(re.findall(marks, english)), english


@pytest.mark.parametrize("words", [["check"], ["build"], ["serve"], ["schema"], ["new", "language", "fa"]])
@pytest.mark.parametrize(("ui", "sentence"), [("nl", "hier is geen project"), ("en", "no project here")])
def test_outside_a_project_it_says_where_to_go(
    words: list[str],
    ui: str,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words, "--ui", ui) == 2
    assert run("--project", str(tmp_path / "nergens"), *words, "--ui", ui) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count(sentence) == 2
    assert "mkdocs.yml" in said.err
    assert list(tmp_path.iterdir()) == []


def test_the_project_is_found_from_any_folder_in_it(
    project: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project(ONLY_DUTCH) / "docs" / "nl" / "opvoeden")
    assert run("check") == 0
    assert "4 pagina" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["before", "behind"])
def test_project_and_language_may_stand_before_or_behind_the_command(
    place: str, project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--project", str(project(ONLY_DUTCH)), "--ui", "en"]
    assert run(*([*options, "check"] if place == "before" else ["check", *options])) == 0
    assert "No problems: 4 pages in 1 languages." in capsys.readouterr().out


# -- what is said ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ui", "words"),
    [("nl", ["error:", "fout", "Zoek op deze plaats"]), ("en", ["error:", "errors", "Look"])],
)
def test_problems_are_told_in_dutch_or_english_with_their_place_and_remedy(
    ui: str, words: list[str], project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"docs/nl/opvoeden/spelen.yml": 'kind: theme\ntitle: "Spelen\n'}
    assert run("--project", str(project(files)), "check", "--ui", ui) == 1
    said = capsys.readouterr().out
    assert re.match(r"docs/nl/opvoeden/spelen\.yml:\d+:\d+: error: .+ \(yaml-open-quote\)\n    .+\n", said)
    assert words[1] in said


def test_json_is_for_programs(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(WRONG_DUTCH | WRONG_ARABIC)
    assert run("--project", str(root), "check", "--format", "json") == 1
    rows = json.loads(capsys.readouterr().out)
    assert {row["path"] for row in rows if row["severity"] == "error"} >= {"docs/nl/opvoeden/spelen.yml"}
    for row in rows:
        assert {"path", "line", "column", "severity", "check", "message", "remedy"} <= row.keys()
        assert row["line"] >= 1
        assert row["message"]
        assert row["remedy"]


def test_json_of_a_clean_project_is_an_empty_list(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--project", str(project(ONLY_DUTCH)), "check", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_github_shows_problems_beside_their_line(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--project", str(project(WRONG_DUTCH)), "check", "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines
    for line in lines:
        assert re.fullmatch(r"::(error|warning|notice) file=[^,:]+,line=\d+,col=\d+,title=[a-z-]+::.+", line), line


def test_a_problem_can_not_steer_the_terminal_or_a_workflow(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """An id with an escape sequence, a line end and a GitHub command."""
    files = {"docs/nl/opvoeden/spelen.yml": 'kind: "\\e[31m\\n::error::x%0A"\ntitle: x\n'}
    root = project(files)
    for form in ("text", "github", "json"):
        assert run("--project", str(root), "check", "--format", form) == 1
        said = capsys.readouterr().out
        assert "\x1b" not in said
        assert not [line for line in said.splitlines() if line.startswith("::error::")]


def test_the_list_names_every_check_and_why_it_is_there(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--project", str(project()), "check", "--list") == 0
    said = capsys.readouterr().out
    blocks = re.split(r"\n(?=\S)", said)
    named = {block.split()[0]: block for block in blocks if block.strip()}
    assert set(named) == set(checks.discovered())
    assert len(named) > 10
    for name, block in named.items():
        assert "Why:" in block, name
        assert "Mend:" in block, name


def test_a_held_back_translation_is_counted_as_an_error_but_not_as_a_stop(
    project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(everything() | WRONG_ARABIC)
    assert run("--project", str(root), "check") == 1
    assert "docs/ar/opvoeden/spelen.yml:1:1: error" in capsys.readouterr().out
    assert run("--project", str(root), "build", "--parents") == 0


def test_what_is_created_is_named_with_what_to_do_next(
    project: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project())
    assert run("new", "page", "theme", "opvoeden/slapen") == 0
    said = capsys.readouterr().out
    assert "docs/nl/opvoeden/slapen.yml" in said
    assert "eigentaal check" in said
    assert run("new", "language", "fa", "--ui", "en") == 0
    said = capsys.readouterr().out
    assert "docs/fa/_interface.yml" in said
    assert "Translate the words" in said


def test_a_language_with_a_country_can_be_begun_and_is_checked(
    project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(ONLY_DUTCH)
    assert run("--project", str(root), "new", "language", "pt-BR") == 0
    assert 'dutch_name: "Portugees"' in (root / "mkdocs.yml").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run("--project", str(root), "check", "--lang", "pt-BR") == 0
    assert "docs/pt-BR/" in capsys.readouterr().out


# -- help --------------------------------------------------------------------------------------------------------------


def test_every_command_has_help_in_dutch_and_in_english() -> None:
    found = sorted(commands())
    assert {("check",), ("build",), ("serve",), ("schema",), ("new", "page"), ("new", "language")} <= set(found)
    for command in found:
        dutch, english = help_of(command, "nl"), help_of(command, "en")
        assert dutch.startswith("gebruik: eigentaal")
        options = re.findall(r"^  (?:-|  [a-z]).*(?:\n {12,}\S.*)?", dutch, re.MULTILINE)
        assert [each for each in options if not re.search(r"\S\s{2,}\S", each)] == [], "an option without a word"
        if len(options) > 1:
            told = {each.strip() for each in dutch.splitlines()}
            assert told - {each.strip() for each in english.splitlines()} > {"opties:"}, command


def test_the_kinds_of_page_are_named_in_the_help() -> None:
    text = help_of(("new", "page"), "nl")
    for kind in KINDS:
        assert (kind in text) == (kind not in ("home", "section")), kind


@pytest.mark.parametrize("words", [["--help"], ["check", "--help"], ["new", "page", "--help"]])
def test_help_works_outside_a_project(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words) == 0


# -- things an editor does to the files --------------------------------------------------------------------------------

BROKEN: dict[str, Files] = {
    "an empty page": {"docs/nl/opvoeden/spelen.yml": ""},
    "a page of spaces": {"docs/nl/opvoeden/spelen.yml": "   \n"},
    "a page that is a list": {"docs/nl/opvoeden/spelen.yml": "- a\n- b\n"},
    "a page that is a word": {"docs/nl/opvoeden/spelen.yml": "Spelen\n"},
    "a page in UTF-16": {"docs/nl/opvoeden/spelen.yml": "kind: theme\n".encode("utf-16")},
    "a page in Windows-1252": {"docs/nl/opvoeden/spelen.yml": "kind: theme\ntitle: caf\u00e9\n".encode("cp1252")},
    "a page of zeros": {"docs/nl/opvoeden/spelen.yml": b"\0" * 100},
    "a picture as a page": {"docs/nl/opvoeden/spelen.yml": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"},
    "a list where a word belongs": {"docs/nl/opvoeden/spelen.yml": "kind: [theme]\ntitle: {a: b}\nanswer: [x]\n"},
    "a word where a list belongs": {"docs/nl/opvoeden/spelen.yml": "kind: theme\ntitle: x\nparts: x\ncontacts: y\n"},
    "items that are words": {"docs/nl/opvoeden/spelen.yml": "kind: theme\ntitle: x\nparts: [x, [y], {id: [z]}]\n"},
    "a map in a map in a map": {"docs/nl/opvoeden/spelen.yml": "a: " + "{a: " * 50 + "}" * 50 + "\n"},
    "a kind that doesn't exist": {"docs/nl/opvoeden/spelen.yml": "kind: blog\ntitle: x\nanswer: x\n"},
    "facts that are a list": {"docs/facts/facts.yml": "- a\n"},
    "an organisation without anything": {"docs/facts/facts.yml": "organisations:\n  - {id: lijn}\n"},
    "a phone that is a word": {"docs/facts/facts.yml": "organisations:\n  - {id: lijn, phones: x}\n"},
    "no facts": {"docs/facts/facts.yml": None},
    "an interface without words": {"docs/nl/_interface.yml": "words: []\n"},
    "an interface with a word less": {"docs/nl/_interface.yml": "words:\n  - {id: brand, text: x}\n"},
    "a glossary that is broken": {"docs/nl/_glossary.yml": "terms: {\n"},
    "a translated interface that is broken": {"docs/ar/_interface.yml": "words: {\n"},
    "a translated interface of lists": {"docs/ar/_interface.yml": "words: [[a], b, {id: brand, text: [x]}]\n"},
    "a translated glossary that is broken": {"docs/ar/_glossary.yml": "terms: x\n"},
    "a translation that is empty": {"docs/ar/opvoeden/spelen.yml": ""},
    "a translation without its Dutch page": {"docs/ar/opvoeden/anders.yml": "title: x\n"},
    "no home page": {"docs/nl/index.yml": None},
    "a section without its page": {"docs/nl/opvoeden/index.yml": None},
    "a home page that is a theme": {"docs/nl/index.yml": "kind: theme\ntitle: x\nanswer: x\n"},
    "no content at all": dict.fromkeys(name for name in base() if name != "mkdocs.yml"),
    "settings that are a list": {"mkdocs.yml": "- a\n"},
    "settings of another shape": {"mkdocs.yml": "plugins: x\nextra: [y]\ntheme: z\n"},
    "languages that are words": {"mkdocs.yml": "plugins: [{i18n: {languages: [nl, ar]}}]\n"},
    "urgent numbers of nobody": {},
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_whatever_is_in_the_files_no_command_ends_in_a_traceback(
    broken: str, project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(BROKEN[broken])
    if broken == "urgent numbers of nobody":
        settings = root / "mkdocs.yml"
        settings.write_text(settings.read_text().replace("urgent: [alarm]", "urgent: [niemand]"))
    codes = [run("--project", str(root), "check", "--format", form) for form in ("text", "json", "github")]
    assert codes[0] == codes[1] == codes[2]
    said = capsys.readouterr()
    assert said.err == ""
    assert "Traceback" not in said.out
    built = run("--project", str(root), "build", "--parents")
    assert built in (0, 1)
    if built == 0:
        assert (root / "site/index.html").is_file()
    else:
        assert "Niets gepubliceerd" in capsys.readouterr().err


def test_an_urgent_number_of_nobody_is_told(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages of danger would open without any number."""
    root = project()
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("urgent: [alarm]", "urgent: [niemand]"))
    assert run("--project", str(root), "check") == 1
    assert "niemand" in capsys.readouterr().out


def test_a_reader_that_stops_reading_is_no_traceback(project: Make) -> None:
    root = project()
    command = f"{sys.executable} -m eigentaal check --list | head -n 1"
    done = subprocess.run(command, shell=True, cwd=root, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.stderr == ""


def test_a_terminal_that_knows_no_accents_still_gets_the_sentences(project: Make) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "eigentaal", "check"],
        cwd=project(WRONG_DUTCH),
        env={"PATH": "", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "docs/nl/opvoeden/spelen.yml" in done.stdout


def test_every_command_that_the_readme_gives_is_understood() -> None:
    from eigentaal.cli import _parser
    from eigentaal.cli.arguments import read
    from eigentaal.cli.terminal import Terminal

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    given = [each.split() for each in re.findall(r"`(?:\.venv/bin/)?eigentaal ([^`\n]+)`", text)]
    assert len(given) > 12
    for words in given:
        assert callable(read(_parser(Terminal("nl"), words), words).run), words


# -- a part of what was found ------------------------------------------------------------------------------------------

CONFLICT = "docs/ar/_state/opvoeden/spelen.json"


@pytest.fixture
def told_of(project: Make, capsys: pytest.CaptureFixture[str]) -> Callable[..., set[str]]:
    """The files that `check` names with these words behind it, of a project with something wrong in many."""
    (root := project()).joinpath(CONFLICT).parent.mkdir(parents=True)
    for file in ("docs/nl/opvoeden/spelen.yml", "docs/facts/facts.yml", "docs/nl/_glossary.yml"):
        (root / file).write_text((root / file).read_text(encoding="utf-8") + "onzin: x\n", encoding="utf-8")
    (root / CONFLICT).write_text("[", encoding="utf-8")

    def told(*words: str) -> set[str]:
        assert run("--project", str(root), "check", "--format", "json", *(each.format(root=root) for each in words)) < 2
        return {each["path"] for each in json.loads(capsys.readouterr().out)}

    return told


PAGES = {
    "opvoeden/spelen": {"docs/nl/opvoeden/spelen.yml", CONFLICT},
    "opvoeden/spelen.yml": {"docs/nl/opvoeden/spelen.yml", CONFLICT},
    "docs/nl/opvoeden/spelen.yml": {"docs/nl/opvoeden/spelen.yml", CONFLICT},
    "./docs/ar/opvoeden/spelen.yml": {"docs/nl/opvoeden/spelen.yml", CONFLICT},
    CONFLICT: {"docs/nl/opvoeden/spelen.yml", CONFLICT},
    "nl/opvoeden/spelen": {"docs/nl/opvoeden/spelen.yml", CONFLICT},
    "{root}/docs/nl/opvoeden/spelen.yml": {"docs/nl/opvoeden/spelen.yml", CONFLICT},
    "opvoeden": {"docs/nl/opvoeden/spelen.yml", CONFLICT},
    "docs/nl/opvoeden/": {"docs/nl/opvoeden/spelen.yml", CONFLICT},
    "docs/facts/facts.yml": {"docs/facts/facts.yml"},
    "opvoeden/boze-buien,_glossary": {"docs/nl/_glossary.yml"},
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_named_in_the_way_somebody_would(page: str, told_of: Callable[..., set[str]]) -> None:
    assert told_of("--page", page) == PAGES[page]


def test_languages_and_findings_are_chosen_one_by_one_or_with_commas(told_of: Callable[..., set[str]]) -> None:
    everything = told_of()
    assert (
        told_of("--lang", "nl,ar") == told_of("--lang", "nl", "--lang", "ar") == everything - {"docs/facts/facts.yml"}
    )
    assert told_of("--lang", "ar", "--only", "state-unreadable,bad-link") == {CONFLICT}
    assert CONFLICT not in told_of("--skip", "state-unreadable")


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("--only unknown-fiel", "unknown-field"),
        ("--skip unknown-fiel", "unknown-field"),
        ("--only=", ""),
        ("--lang tt", "tr"),
        ("--lang nl,xx", "ar"),
        ("--lang=", "ar"),
        ("--page opvoeden/speleb", "opvoeden/spelen"),
        ("--page spelen", "opvoeden/spelen"),
        ("--page docs/nl/opvoeden/spele.yml", "opvoeden/spelen"),
        ("--page docs/nl", ""),
        ("--page=", ""),
    ],
)
def test_what_is_asked_for_and_is_not_there_is_told_and_never_found_clean(
    words: str, nearest: str, project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--project", str(project()), "check", *words.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"Wel: {nearest}" in said.err


def test_nothing_found_in_a_part_does_not_say_that_all_is_well(
    project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(WRONG_ARABIC)
    assert run("--project", str(root), "check", "--page", "opvoeden/boze-buien", "--only", "bad-id") == 0
    said = capsys.readouterr().out
    assert re.search(r"--only bad-id --page opvoeden/boze-buien\. .* [1-9]\d* melding", said)
    assert "12 pagina" not in said


def test_settings_that_cannot_be_read_are_told_whatever_is_asked_for(
    project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--project", str(project({"mkdocs.yml": "- a\n"})), "check", "--lang", "ar", "--page", "x") == 1
    assert "mkdocs.yml" in capsys.readouterr().out
