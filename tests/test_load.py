"""From files to a site: what may stand where, what a page must have, and never a traceback."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ADVICE, FACTS, HOME, MKDOCS, OTHER, PAGE, ROOT, SECTION, Files, base
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from translating import TRANSLATED, real

from eigentaal.checks import discovered
from eigentaal.cli import main
from eigentaal.page import KINDS
from eigentaal.problems import ERROR, FORMATS, WARNING
from eigentaal.project import Project, open_project
from eigentaal.site import ELSEWHERE, MISSING, PUBLISHED, WITHHELD

Make = Callable[..., Path]
THEME = "docs/nl/opvoeden/boze-buien.yml"
TR = "docs/tr/opvoeden/boze-buien.yml"
SLUGS = yaml.safe_load(Path(__file__).with_name("data").joinpath("slugs.yml").read_text(encoding="utf-8"))


def opened(root: Path) -> Project:
    """The project, after making sure that whatever is wrong with it can be told.

    Warnings of the checks are left out: they have tests of their own.
    """
    project = open_project(root)
    for ui in ("nl", "en"):
        for form in FORMATS.values():
            form(project.problems, ui).encode()
    kept = (each for each in project.problems if each.severity == ERROR or each.check not in discovered())
    return replace(project, problems=tuple(kept))


def told(project: Project, severity: str | None = None) -> list[tuple[str, int, int, str]]:
    return [
        (each.path, each.line, each.column, each.check)
        for each in project.problems
        if severity in (None, each.severity)
    ]


def in_file(project: Project, path: str) -> list[tuple[int, str]]:
    return [(each.line, each.check) for each in project.problems if each.path == path]


def states(project: Project, language: str) -> dict[str, str]:
    assert project.site is not None
    return {path: leaf.state for path, leaf in project.site.leaves[language].items()}


def test_a_project_without_defects_has_no_problems(project: Make) -> None:
    made = opened(project())
    assert made.problems == ()
    assert set(states(made, "nl").values()) == {PUBLISHED}
    assert set(states(made, "tr").values()) == {MISSING}


# -- what may stand under docs/ ----------------------------------------------------------------------------------------

FILES: dict[str, tuple[Files, str, str]] = {
    "a file beside the languages": ({"docs/notes.txt": "x"}, "docs/notes.txt", "unknown-folder"),
    "a page beside the languages": ({"docs/index.yml": HOME}, "docs/index.yml", "unknown-folder"),
    "a folder for no language": ({"docs/de/index.yml": HOME}, "docs/de/index.yml", "unknown-folder"),
    "a language in capitals": ({"docs/NL/index.yml": HOME}, "docs/NL/index.yml", "unknown-folder"),
    ".yaml": ({"docs/nl/opvoeden/x.yaml": PAGE}, "docs/nl/opvoeden/x.yaml", "yaml-suffix"),
    ".yaml among the facts": ({"docs/facts/x.yaml": FACTS}, "docs/facts/x.yaml", "yaml-suffix"),
    ".md": ({"docs/nl/opvoeden/lees.md": "# Lees\n"}, "docs/nl/opvoeden/lees.md", "unknown-file"),
    ".YML": ({"docs/nl/opvoeden/x.YML": PAGE}, "docs/nl/opvoeden/x.YML", "suffix-in-capitals"),
    ".PNG": ({"docs/assets/Foto 1.PNG": b"x"}, "docs/assets/Foto 1.PNG", "suffix-in-capitals"),
    ".YML among the images": ({"docs/assets/x.YML": "a: b"}, "docs/assets/x.YML", "unknown-file"),
    "an empty picture": ({"docs/assets/handboek/x.png": b""}, "docs/assets/handboek/x.png", "empty-asset"),
    "an empty recording": ({"docs/assets/audio/x.mp3": b""}, "docs/assets/audio/x.mp3", "empty-asset"),
    ".txt": ({"docs/nl/opvoeden/x.txt": "x"}, "docs/nl/opvoeden/x.txt", "unknown-file"),
    ".html": ({"docs/nl/opvoeden/x.html": "<b>"}, "docs/nl/opvoeden/x.html", "unknown-file"),
    "no suffix": ({"docs/nl/opvoeden/x": "x"}, "docs/nl/opvoeden/x", "unknown-file"),
    "a copy": ({"docs/nl/opvoeden/x.yml~": PAGE}, "docs/nl/opvoeden/x.yml~", "unknown-file"),
    "a script": ({"docs/assets/x.js": "x"}, "docs/assets/x.js", "unknown-file"),
    "a drawing that can hold script": ({"docs/assets/x.svg": "<svg>"}, "docs/assets/x.svg", "unknown-file"),
    "YAML among the images": ({"docs/assets/x.yml": "a: b"}, "docs/assets/x.yml", "unknown-file"),
    "an unknown shared file": ({"docs/nl/_words.yml": "words: []"}, "docs/nl/_words.yml", "unknown-file"),
    "a shared file in a section": (
        {"docs/nl/opvoeden/_glossary.yml": "terms: []"},
        "docs/nl/opvoeden/_glossary.yml",
        "unknown-file",
    ),
    "a hidden file": ({"docs/nl/.x.yml": PAGE}, "docs/nl/.x.yml", "hidden-file"),
    "a hidden folder": ({"docs/nl/.git/x.yml": PAGE}, "docs/nl/.git", "hidden-file"),
    "a Mac's own file": ({"docs/.DS_Store": "x"}, "docs/.DS_Store", "hidden-file"),
    "three folders deep": ({"docs/nl/opvoeden/a/x.yml": PAGE}, "docs/nl/opvoeden/a/x.yml", "too-many-folders"),
    "a page without a section": ({"docs/nl/x.yml": PAGE}, "docs/nl/x.yml", "reserved-slug"),
    "the section assets": ({"docs/nl/assets/index.yml": SECTION}, "docs/nl/assets/index.yml", "reserved-slug"),
    "the section embed": ({"docs/nl/embed/index.yml": SECTION}, "docs/nl/embed/index.yml", "reserved-slug"),
    "the section search": ({"docs/nl/search/index.yml": SECTION}, "docs/nl/search/index.yml", "reserved-slug"),
    "a section named as a language": ({"docs/nl/tr/index.yml": SECTION}, "docs/nl/tr/index.yml", "reserved-slug"),
    "a page named home": ({"docs/nl/opvoeden/home.yml": OTHER}, "docs/nl/opvoeden/home.yml", "reserved-slug"),
    "a slug in two sections": (
        {"docs/nl/a/index.yml": SECTION, "docs/nl/a/spelen.yml": OTHER},
        "docs/nl/opvoeden/spelen.yml",
        "slug-used-twice",
    ),
    "a page named as a section": ({"docs/nl/opvoeden/opvoeden.yml": OTHER}, None, "slug-used-twice"),  # type: ignore[dict-item]
    "a section without index": ({"docs/nl/los/x.yml": OTHER}, "docs/nl/los/x.yml", "section-without-index"),
    "no home page": ({"docs/nl/index.yml": None}, "docs", "no-home"),
    "no interface": ({"docs/nl/_interface.yml": None}, "docs/nl/_interface.yml", "missing-file"),
    "no glossary": ({"docs/nl/_glossary.yml": None}, "docs/nl/_glossary.yml", "missing-file"),
    "an empty page": ({"docs/nl/opvoeden/x.yml": ""}, "docs/nl/opvoeden/x.yml", "empty-file"),
    "a page of no bytes that mean anything": (
        {"docs/nl/opvoeden/x.yml": b"\xff\xfe\x00"},
        "docs/nl/opvoeden/x.yml",
        "wrong-encoding",
    ),
}


@pytest.mark.parametrize(("changes", "path", "check"), FILES.values(), ids=FILES)
def test_what_doesnt_belong_is_reported(project: Make, changes: Files, path: str | None, check: str) -> None:
    made = opened(project(changes))
    assert check in [each[1] for each in in_file(made, path)] if path else check in [each[3] for each in told(made)]
    assert made.site is None


@pytest.mark.parametrize(
    "changes",
    [
        {"docs/assets/x.png": b"\x89PNG"},
        {"docs/assets/a/b/x.webp": b"RIFF"},
        {"docs/facts/meer.yml": "rules: []\n"},
        {"docs/tr/_state/opvoeden/spelen.json": '{"version": 1, "page": "opvoeden/spelen", "fields": {}}'},
        {"docs/nl/opvoeden/404.yml": OTHER},
        {"docs/nl/opvoeden/1-2-3.yml": OTHER},
        {f"docs/nl/opvoeden/{'a' * 64}.yml": OTHER},
    ],
    ids=lambda changes: next(iter(changes))[:50],
)
def test_what_belongs_is_accepted(project: Make, changes: Files) -> None:
    made = opened(project(changes))
    assert told(made, ERROR) == []


@pytest.mark.parametrize("slug", SLUGS["bad"] + ["a" * 65, "a\n", "a\u200b", "a\u202e", "\x1b[31ma"], ids=ascii)
@pytest.mark.parametrize("as_folder", [False, True], ids=["page", "section"])
def test_a_bad_slug_is_reported_with_its_file(project: Make, slug: str, as_folder: bool) -> None:
    root = project()
    file = root / "docs/nl" / (f"{slug}/index.yml" if as_folder else f"opvoeden/{slug}.yml")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(SECTION if as_folder else OTHER, encoding="utf-8")
    made = opened(root)
    assert made.site is None
    ((path, line, column, check),) = told(made)
    assert (line, column, check) == (1, 1, "hidden-file" if slug.startswith(".") else "bad-slug")
    assert path.startswith("docs/nl/")


def test_a_file_name_that_is_no_text_is_reported_and_can_be_printed(
    project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    file = os.fsencode(root / "docs/nl/opvoeden") + b"/caf\xe9.yml"
    with open(file, "wb") as stream:
        stream.write(OTHER.encode())
    assert main(["check", "--project", str(root)]) == 1
    assert "(bad-slug)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("at", "target"),
    [
        ("docs/nl/opvoeden/x.yml", "spelen.yml"),
        ("docs/nl/opvoeden/x.yml", "/etc/passwd"),
        ("docs/nl/opvoeden/x.yml", "nowhere"),
        ("docs/nl/opvoeden/x.yml", "x.yml"),
        ("docs/nl/sectie", "opvoeden"),
        ("docs/nl/sectie", "/etc"),
        ("docs/nl/sectie", ".."),
        ("docs/tr", "nl"),
        ("docs/assets", "/etc"),
        ("docs/assets/x.png", "/etc/passwd"),
        ("docs/facts/x.yml", "/etc/passwd"),
        ("docs/nl/_state", "/etc"),
        ("docs/tr/_state/opvoeden/x.json", "/etc/passwd"),
        ("docs/tr/_state/opvoeden", "/etc"),
    ],
)
def test_a_symlink_anywhere_is_reported_and_not_followed(project: Make, at: str, target: str) -> None:
    root = project()
    (root / at).parent.mkdir(parents=True, exist_ok=True)
    (root / at).symlink_to(target)
    made = opened(root)
    assert (at, 1, 1, "symlink") in told(made, ERROR)
    assert [each for each in told(made) if each[0].startswith(f"{at}/")] == []


@pytest.mark.parametrize("at", ["docs/nl/opvoeden/x.yml", "docs/facts/x.yml", "docs/assets/x.png"])
def test_a_pipe_is_reported_and_not_opened(project: Make, at: str) -> None:
    root = project()
    (root / at).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(root / at)
    assert (at, 1, 1, "not-a-file") in told(opened(root), ERROR)


def test_no_content_at_all_is_reported(project: Make) -> None:
    root = project()
    shutil.rmtree(root / "docs")
    assert "no-content" in [each[3] for each in told(opened(root))]


def test_a_name_that_windows_cannot_write_is_refused_in_a_translation_too(project: Make) -> None:
    made = opened(project({"docs/tr/opvoeden/con.yml": "title: x\n"}))
    assert told(made) == [("docs/tr/opvoeden/con.yml", 1, 1, "bad-slug")]


# -- twenty broken files in one run ------------------------------------------------------------------------------------

BROKEN: list[tuple[str, str | bytes, int, int, str]] = [
    ("duplicate", PAGE + "title: Nog een\n", 20, 1, "duplicate-key"),
    ("anchor", PAGE.replace("title: Boze buien", "title: &a Boze buien"), 2, 8, "yaml-anchor"),
    ("alias", PAGE.replace("title: Boze buien", "title: *a"), 2, 8, "yaml-anchor"),
    ("tag", PAGE.replace("title: Boze buien", "title: !!str Boze buien"), 2, 8, "yaml-tag"),
    ("second", PAGE + "---\na: b\n", 20, 1, "yaml-second-document"),
    ("tab", PAGE.replace("short: ", "short:\t"), 3, 7, "tab"),
    ("latin", PAGE.replace("Boze", "Bo\u00ebe").encode("cp1252"), 1, 1, "wrong-encoding"),
    ("utf16", PAGE.encode("utf-16"), 1, 1, "wrong-encoding"),
    ("mojibake", PAGE.replace("Boze", "Bo\u00c3\u00abe"), 2, 10, "mojibake"),
    ("override", PAGE.replace("Boze", "Bo\u202eze"), 2, 10, "refused-character"),
    ("empty", "", 1, 1, "empty-file"),
    ("list", "- a\n", 1, 1, "not-a-map"),
    ("unknown", PAGE.replace("answer:", "anwser:"), 6, 1, "unknown-field"),
    ("long", PAGE.replace("title: Boze buien", f"title: {'x' * 81}"), 2, 8, "text-too-long"),
    ("link", PAGE.replace("Een kind", "Een [x](http://example.org)"), 13, 11, "foreign-link"),
    ("bracket", PAGE.replace("contacts: [lijn, wacht]", "contacts: [lijn, wacht"), 18, 11, "yaml-open-bracket"),
    ("indent", PAGE.replace("parts:\n", "parts:\n   - x: y\n"), 12, 3, "yaml-indentation"),
    ("kind", PAGE.replace("kind: theme", "kind: thema"), 1, 7, "bad-choice"),
    ("depth", PAGE + "x: [[[[[[[[[[]]]]]]]]]]\n", 20, 12, "too-deep"),
    ("merge", PAGE + "<<: {a: b}\n", 20, 1, "yaml-merge"),
]


def test_twenty_broken_files_are_all_reported_in_one_run(project: Make) -> None:
    changes: Files = {f"docs/nl/opvoeden/{name}.yml": content for name, content, *_ in BROKEN}
    made = opened(project(changes))
    wanted = {(f"docs/nl/opvoeden/{name}.yml", line, column, check) for name, _, line, column, check in BROKEN}
    assert len(wanted) == 20
    assert wanted - set(told(made, ERROR)) == set()
    assert made.site is None


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_command_tells_them_all_and_no_traceback(
    project: Make, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    root = project({f"docs/nl/opvoeden/{name}.yml": content for name, content, *_ in BROKEN})
    assert main(["check", "--project", str(root), "--format", form]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert [name for name, *_ in BROKEN if f"opvoeden/{name}.yml" not in out] == []
    assert "Traceback" not in out


# -- the model ---------------------------------------------------------------------------------------------------------


def page(old: str, new: str, of: str = PAGE) -> str:
    assert old in of
    return of.replace(old, new, 1)


STEP = "  - {id: rustig, text: Blijf rustig.}\n"
MODEL: dict[str, tuple[str, int, str]] = {
    "unknown field": (page("answer:", "anser:"), 6, "unknown-field"),
    "missing field": (page("answer: Boze buien horen erbij.\n", ""), 1, "missing-field"),
    "empty field": (page("answer: Boze buien horen erbij.", "answer:"), 6, "missing-field"),
    "white space for a value": (page("Boze buien horen erbij.", '"\u00a0\u2003"'), 6, "missing-field"),
    "a comment for a value": (page("Boze buien horen erbij.", "# Boze buien"), 6, "missing-field"),
    "nothing as programs write it": (page("title: Boze buien", "title: null"), 2, "text-says-nothing"),
    "the same with a sign": (page("Boze buien horen erbij.", "~"), 6, "text-says-nothing"),
    "a dash to keep a place": (page("title: Boze buien", 'title: "-"'), 2, "text-says-nothing"),
    "dots to keep a place": (page("Een kind voelt veel.", "..."), 13, "text-says-nothing"),
    "missing field of the kind": (page("call: lijn\n", ""), 1, "field-of-kind-missing"),
    "missing list of the kind": (page("related: [spelen]\n", ""), 1, "field-of-kind-missing"),
    "empty list of the kind": (page("related: [spelen]", "related: []"), 19, "field-of-kind-missing"),
    "empty field of the kind": (page("call: lijn", "call:"), 9, "field-of-kind-missing"),
    "the same with a note": (page("picture: mood-angry", "picture:  # A drawing."), 4, "field-of-kind-missing"),
    "field of another kind": (PAGE + "numbers: [{id: a, contact: lijn, when: Altijd.}]\n", 20, "field-of-other-kind"),
    "unknown kind": (page("kind: theme", "kind: themes"), 1, "bad-choice"),
    "kind in capitals": (page("kind: theme", "kind: Theme"), 1, "bad-choice"),
    "home elsewhere": (page("kind: theme", "kind: home"), 1, "kind-in-wrong-place"),
    "section elsewhere": (page("kind: theme", "kind: section"), 1, "kind-in-wrong-place"),
    "a list for a text": (page("title: Boze buien", "title: [Boze, buien]"), 2, "not-text"),
    "a map for a text": (page("title: Boze buien", "title: {a: b}"), 2, "not-text"),
    "a reference that YAML takes for a list": (page("Boze buien horen erbij.", "[[lijn.phone]]"), 6, "not-text"),
    "a text for a list": (page("parts:\n", "parts: nee\nworries:\n"), 10, "not-a-list"),
    "a text for a list of ids": (page("contacts: [lijn, wacht]", "contacts: lijn"), 18, "not-a-list"),
    "a map for a list": (page("do_now:\n" + STEP, "do_now: {id: a, text: b}\n"), 7, "not-a-list"),
    "a text for an item": (page(STEP, STEP + "  - Blijf.\n"), 9, "not-a-map"),
    "a list for an item": (page(STEP, STEP + "  - [a]\n"), 9, "not-a-map"),
    "no number": (page("order: 10", "order: tien"), 5, "not-a-number"),
    "a broken number": (page("order: 10", "order: 1.5"), 5, "not-a-number"),
    "a negative number": (page("order: 10", "order: -1"), 5, "not-a-number"),
    "a number of many digits": (page("order: 10", f"order: {'9' * 4400}"), 5, "not-a-number"),
    "no flag": (PAGE + "danger: ja\n", 20, "bad-choice"),
    "another flag": (PAGE + "danger: true\n", 20, "bad-choice"),
    "a title too long": (page("title: Boze buien", f"title: {'x' * 81}"), 2, "text-too-long"),
    "an answer too long": (page("Boze buien horen erbij.", "x" * 151), 6, "text-too-long"),
    "too many steps": (
        page(STEP, "".join(f"  - {{id: a{each}, text: b}}\n" for each in range(6))),
        8,
        "too-many-items",
    ),
    "an item without id": (page("{id: rustig, text", "{text"), 8, "missing-id"),
    "an item with an empty id": (page("id: rustig", "id: ''"), 8, "missing-id"),
    "an item with a list as id": (page("id: rustig", "id: [a]"), 8, "missing-id"),
    "an id twice": (page(STEP, STEP + STEP), 9, "duplicate-id"),
    "an id with capitals": (page("id: rustig", "id: Rustig"), 8, "bad-id"),
    "an id with a space": (page("id: rustig", "id: heel rustig"), 8, "bad-id"),
    "an id of 65 characters": (page("id: rustig", f"id: {'a' * 65}"), 8, "bad-id"),
    "an unknown field of an item": (page("{id: rustig, text", "{id: rustig, tekst: x, text"), 8, "unknown-field"),
    "a missing field of an item": (page("{id: rustig, text: Blijf rustig.}", "{id: rustig}"), 8, "missing-field"),
    "a contact twice": (page("[lijn, wacht]", "[lijn, lijn]"), 18, "listed-twice"),
    "a contact that is no id": (page("[lijn, wacht]", "[De Lijn]"), 18, "bad-id"),
    "an empty contact": (page("[lijn, wacht]", "[lijn, '']"), 18, "not-text"),
    "a list as a contact": (page("[lijn, wacht]", "[lijn, [wacht]]"), 18, "not-text"),
    "a change on a day that isn't": (page("order: 10", "order: 10\nchanged: 2026-02-30"), 6, "no-such-day"),
    "a picture that is a path": (page("picture: mood-angry", "picture: ../x"), 4, "bad-value"),
    "bold in a line": (page("Boze buien horen", "Boze **buien** horen"), 6, "bold-not-allowed"),
    "markup in a title": (page("title: Boze buien", "title: Boze [buien](page:spelen)"), 2, "markup-not-allowed"),
    "more paragraphs in a line": (page("Boze buien horen erbij.", '"Een.\\n\\nTwee."'), 6, "more-lines"),
    "a translation's field": (page("language]].\"}", "language]].\", sound: x}"), 17, "translation-only-field"),
    "a broken reference": (page("Een kind voelt veel.", "Bel [[lijn."), 13, "broken-markup"),
    "an unknown reference": (page("Een kind voelt veel.", "Bel [[lijn]]."), 13, "unknown-reference"),
    "a foreign link": (page("Een kind", "Een [x](https://example.org)"), 13, "foreign-link"),
    "other markup": (page("    text: Een kind voelt veel.", "    text: |\n      # Kop"), 14, "unknown-markup"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "line", "check"), MODEL.values(), ids=MODEL)
def test_a_defect_of_a_page_is_reported_on_its_line(project: Make, content: str, line: int, check: str) -> None:
    made = opened(project({THEME: content}))
    assert (line, check) in in_file(made, THEME)
    assert made.site is None


@pytest.mark.parametrize(
    ("content", "line", "check"),
    [
        (page("related: [spelen]", "related: spelen, tolk"), 19, "not-a-list"),
        (page("parts:\n", "parts: nee\nworries:\n"), 10, "not-a-list"),
        (page("  - {id: vaak, text: Het gebeurt vaak.}", "  - Vaak."), 15, "not-a-map"),
    ],
)
def test_a_field_that_is_filled_in_wrongly_is_not_called_missing(
    project: Make, content: str, line: int, check: str
) -> None:
    found = in_file(opened(project({THEME: content})), THEME)
    assert (line, check) in found
    assert "field-of-kind-missing" not in {each[1] for each in found}


@pytest.mark.parametrize(
    ("written", "meant"), [("anser", "answer"), ("titel", "title"), ("contact", "contacts"), ("do_nov", "do_now")]
)
def test_an_unknown_field_names_the_nearest_one(project: Make, written: str, meant: str) -> None:
    made = opened(project({THEME: f"{written}: x\n{PAGE}"}))
    (found,) = [each for each in made.problems if each.check == "unknown-field"]
    assert dict(found.details) == {"field": written, "known": meant}
    assert meant in FORMATS["text"]([found], "nl")
    assert meant in FORMATS["text"]([found], "en")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_names_each_field_it_lacks(project: Make, kind: str) -> None:
    path = {"home": "docs/nl/index.yml", "section": "docs/nl/opvoeden/index.yml"}.get(kind, THEME)
    made = opened(project({path: f"kind: {kind}\ntitle: x\nanswer: x\n"}))
    lacking = {dict(each.details)["field"] for each in made.problems if each.check == "field-of-kind-missing"}
    assert lacking == set(KINDS[kind].must)


def test_a_home_page_that_is_none_is_reported(project: Make) -> None:
    made = opened(project({"docs/nl/index.yml": HOME.replace("kind: home", "kind: about")}))
    assert (1, "kind-in-wrong-place") in in_file(made, "docs/nl/index.yml")


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("publish: yes\n    certainty", "publish: ja\n    certainty", "bad-choice"),
        ("certainty: official\n    role", "certainty: sure\n    role", "bad-choice"),
        ("checked_on: 2026-01-01", "checked_on: 1 januari 2026", "no-such-day"),
        ("checked_on: 2026-01-01", "checked_on: 2026-11-31", "no-such-day"),
        ("checked_on: 2026-01-01", "checked_on: 2026-13-21", "no-such-day"),
        ("dial: 112,", "dial: 1 1 2,", "bad-value"),
        ("number: 112,", "number: een,", "bad-value"),
        ("+318002000", "0318002000", "bad-value"),
        ("kind: free", "kind: gratis", "bad-choice"),
        ("always: yes", "always: altijd", "bad-choice"),
        ("name: Alarmnummer", "naam: Alarmnummer", "unknown-field"),
        ("    name: Alarmnummer\n", "", "missing-field"),
        ("    name: Alarmnummer\n", '    name: "\u00a0"\n', "missing-field"),
        ("id: lijn", "id: alarm", "duplicate-id"),
        ("id: r-termijn", "id: alarm", "duplicate-id"),
        ("unit: week", "unit: fortnight", "bad-choice"),
        ("number: 6,", "number: zes,", "bad-value"),
        ("number: 6,", "number: \u0666,", "bad-value"),
        ("source: {title: Proef, site: example.org}", "source: Proef", "not-a-map"),
    ],
)
def test_a_defect_of_a_fact_stops_everything(project: Make, old: str, new: str, check: str) -> None:
    assert old in FACTS
    made = opened(project({"docs/facts/facts.yml": FACTS.replace(old, new, 1)}))
    at = 1 + FACTS[: FACTS.index(old)].count("\n")
    assert check in {each[1] for each in in_file(made, "docs/facts/facts.yml") if abs(each[0] - at) <= 1}
    assert made.site is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("name: De Lijn", "name: CJG: Den Haag"), ("publish: yes\n", "publish: ja\n")],
    ids=["read", "mark"],
)
def test_a_mistake_in_the_facts_takes_no_number_out_of_the_settings(project: Make, old: str, new: str) -> None:
    """Whoever follows such a message takes the numbers for danger away."""
    made = opened(project({"docs/facts/facts.yml": FACTS.replace(old, new, 1)}))
    assert {each.path for each in made.problems} == {"docs/facts/facts.yml"}


@pytest.mark.parametrize("days", ["[mo, tu, we]", "\n                - mo\n                - tu\n                - we"])
def test_days_as_a_list_are_told_with_what_to_write(project: Make, days: str) -> None:
    times = f"times:\n            - id: a\n              days: {days}\n              opens: 9:00\n              closes: 17:00"
    old = "      - {id: main, number: 112, dial: 112, publish: yes, hours: {always: yes, publish: yes}}\n"
    assert old in FACTS
    new = f"      - id: main\n        number: 112\n        dial: 112\n        publish: yes\n        hours:\n          publish: yes\n          {times}\n"
    made = opened(project({"docs/facts/facts.yml": FACTS.replace(old, new, 1)}))
    checked = {each.check: each for each in made.problems}
    assert set(checked) == {"list-for-words", "bad-value"}  # and what else is wrong, here 9:00
    assert "days: mo tu we" in FORMATS["text"]([checked["list-for-words"]], "nl")
    assert "Vanaf, als 09:00." in FORMATS["text"]([checked["bad-value"]], "nl")
    assert "From, as 09:00." in FORMATS["text"]([checked["bad-value"]], "en")


VALUE = "      - {id: term, kind: duration, number: 6, unit: week, publish: yes}\n"


@pytest.mark.parametrize(
    "value",
    [
        "kind: duration, unit: week",
        "kind: duration, number: 6",
        "kind: duration, number: 6.50, unit: week",
        "kind: amount",
        "kind: number",
        "kind: date",
        "kind: date, date: 2026-02-30",
        "kind: date, date: 2026-13-01",
        "kind: date, number: 6",
    ],
)
def test_a_value_that_cannot_be_shown_is_reported_before_the_build(project: Make, value: str) -> None:
    line = 1 + FACTS[: FACTS.index(VALUE)].count("\n")
    facts = FACTS.replace(VALUE, f"      - {{id: term, {value}, publish: yes}}\n")
    made = opened(project({"docs/facts/facts.yml": facts, THEME: page("voelt veel", "wacht [[r-termijn.term]]")}))
    assert line in [each[0] for each in in_file(made, "docs/facts/facts.yml")]
    assert made.site is None


# -- translations ------------------------------------------------------------------------------------------------------

GOOD = ADVICE.format(title="Kizgin")
OTHER_TR = "docs/tr/opvoeden/spelen.yml"


def test_a_whole_translation_is_published_with_what_it_inherits(project: Make) -> None:
    made = opened(project({TR: real(GOOD, "tr")}))
    assert made.problems == ()
    assert made.site is not None
    translated = made.site.leaves["tr"]["opvoeden/boze-buien"]
    assert translated.state == PUBLISHED
    assert translated.page.title == TRANSLATED["tr"]["title"]
    assert (translated.page.kind, translated.page.contacts, translated.page.call) == (
        "theme",
        ("lijn", "wacht"),
        "lijn",
    )
    assert translated.page.say[0].text.source == "Ik wil advies. Ik spreek [[own-language]]."


@pytest.mark.parametrize(
    ("translation", "line", "check"),
    {
        "inherited kind": (f"kind: theme\n{GOOD}", 1, "inherited-field"),
        "inherited contacts": (f"{GOOD}contacts: [lijn]\n", 12, "inherited-field"),
        "inherited picture": (f"{GOOD}picture: home\n", 12, "inherited-field"),
        "inherited danger": (f"{GOOD}danger: yes\n", 12, "inherited-field"),
        "inherited Dutch sentence": (page("meaning: x", "text: x, meaning: x", GOOD), 11, "inherited-field"),
        "inherited basis": (page("heading: x", "basis: [a], heading: x", GOOD), 7, "inherited-field"),
        "missing title": (page("title: Kizgin\n", "", GOOD), 1, "missing-field"),
        "empty title": (page("title: Kizgin", "title:", GOOD), 1, "missing-field"),
        "white space for a title": (page("title: Kizgin", 'title: "\u00a0"', GOOD), 1, "missing-field"),
        "missing list": (page("ask_help:\n  - {id: vaak, text: x}\n", "", GOOD), 1, "missing-field"),
        "missing text of an item": (page("heading: x, text: x", "heading: x", GOOD), 7, "missing-field"),
        "missing sound": (page(", sound: x", "", GOOD), 11, "missing-field"),
        "missing item": (page("  - {id: rustig, text: x}\n", "  []\n", GOOD), 5, "missing-item"),
        "unknown item": (page("vaak, text: x}", "vaak, text: x}\n  - {id: b, text: x}", GOOD), 10, "unknown-item"),
        "renamed item": (page("id: vaak", "id: sik", GOOD), 9, "unknown-item"),
        "duplicate item": (page("vaak, text: x}", "vaak, text: x}\n  - {id: vaak, text: y}", GOOD), 10, "duplicate-id"),
        "item without id": (page("id: vaak, ", "", GOOD), 9, "missing-id"),
        "field that Dutch lacks": (f"{GOOD}worries:\n  - {{id: a, question: b, answer: c}}\n", 13, "unknown-item"),
        "unknown field": (f"{GOOD}titel: x\n", 12, "unknown-field"),
        "too long": (page("title: Kizgin", f"title: {'x' * 81}", GOOD), 1, "text-too-long"),
        "broken YAML": (page("title: Kizgin", "title: a: b", GOOD), 1, "yaml-colon"),
        "anchor": (page("title: Kizgin", "title: &a b", GOOD), 1, "yaml-anchor"),
        "foreign link": (page("heading: x, text: x", "heading: x, text: '[x](//y)'", GOOD), 7, "foreign-link"),
        "wrong type": (page("title: Kizgin", "title: [a]", GOOD), 1, "not-text"),
        "a list": ("- a\n", 1, "not-a-map"),
        "nothing": ("", 1, "empty-file"),
    }.values(),
)  # fmt: skip
def test_an_error_in_a_translation_withholds_that_page_in_that_language(
    project: Make, translation: str, line: int, check: str
) -> None:
    ar = "docs/ar/opvoeden/boze-buien.yml"
    made = opened(project({TR: real(translation, "tr"), OTHER_TR: real(GOOD, "tr"), ar: real(GOOD, "ar")}))
    assert (line, check) in in_file(made, TR)
    assert {each.path for each in made.problems} == {TR}
    assert made.stops() == []
    assert made.withheld() == [TR]
    assert states(made, "tr") == {
        "index": MISSING,
        "opvoeden/index": MISSING,
        "opvoeden/boze-buien": WITHHELD,
        "opvoeden/spelen": PUBLISHED,
    }
    assert states(made, "ar")["opvoeden/boze-buien"] == PUBLISHED
    assert set(states(made, "nl").values()) == {PUBLISHED}
    assert made.site is not None
    assert made.site.leaves["tr"]["opvoeden/boze-buien"].page.title == "Boze buien"


def test_a_check_that_fails_in_a_translation_withholds_it_too(project: Make) -> None:
    made = opened(project({TR: real(page("heading: x, text: x", "heading: x, text: '[x](page:nergens)'", GOOD), "tr")}))
    assert (7, "unknown-page") in in_file(made, TR)
    assert made.withheld() == [TR]


@pytest.mark.parametrize(
    ("dutch", "check"),
    {
        "an emptied text": (page("answer: Boze buien horen erbij.", "answer:"), "missing-field"),
        "an emptied text in a list": (page("id: rustig, text: Blijf rustig.", "id: rustig, text: \"\""), "missing-field"),
        "an id with a slip": (page("id: rustig", "id: rust ig"), "bad-id"),
        "a list with a slip": (page("parts:", "part:"), "unknown-field"),
    }.values(),
)  # fmt: skip
def test_what_dutch_lost_by_an_error_is_not_too_much_in_a_translation(project: Make, dutch: str, check: str) -> None:
    """Whoever follows such a message throws away a translation that is right."""
    made = opened(project({THEME: dutch, TR: real(GOOD, "tr")}))
    assert check in [name for _, name in in_file(made, THEME)]
    assert not {"extra-field", "unknown-item"} & {name for _, name in in_file(made, TR)}


def test_a_field_that_its_kind_does_not_know_is_asked_of_no_translation(project: Make) -> None:
    pictures = "pictures:\n  - {id: a, part: waarom, file: a.png, alt: x}\n"
    made = opened(project({THEME: PAGE + pictures, TR: real(GOOD, "tr")}))
    assert in_file(made, THEME) == [(20, "field-of-other-kind")]
    assert in_file(made, TR) == []


def test_the_same_of_the_words_that_all_pages_share(project: Make) -> None:
    glossary = 'terms:\n  - {id: coach, term: gezinscoach, explanation: ""}\n  - {term: weg, explanation: x}\n'
    turkish = "terms:\n  - {id: coach, term: koc, explanation: x, sound: y}\n  - {id: weg, term: a, explanation: x, sound: y}\n"
    made = opened(project({"docs/nl/_glossary.yml": glossary, "docs/tr/_glossary.yml": turkish}))
    assert {check for _, check in in_file(made, "docs/nl/_glossary.yml")} >= {"missing-field", "missing-id"}
    assert in_file(made, "docs/tr/_glossary.yml") == []


def test_an_error_in_dutch_stops_everything(project: Make) -> None:
    made = opened(project({THEME: PAGE + "onzin: x\n", TR: real(GOOD, "tr")}))
    assert [each.path for each in made.stops()] == [THEME]
    assert made.site is None


def test_the_order_of_a_list_is_that_of_the_dutch_page(project: Make) -> None:
    dutch = page(STEP, "".join(f"  - {{id: {each}, text: {each}}}\n" for each in "abc"))
    turkish = page(
        "  - {id: rustig, text: x}\n", "".join(f"  - {{id: {each}, text: T{each}}}\n" for each in "cab"), GOOD
    )
    made = opened(project({THEME: dutch, TR: real(turkish, "tr")}))
    assert made.problems == ()
    assert made.site is not None
    steps = made.site.leaves["tr"]["opvoeden/boze-buien"].page.do_now
    assert [(each.id, each.text.source) for each in steps] == [("a", "Ta"), ("b", "Tb"), ("c", "Tc")]


def test_a_translation_of_nothing_is_a_warning(project: Make) -> None:
    made = opened(project({"docs/tr/opvoeden/weg.yml": GOOD}))
    assert told(made) == [("docs/tr/opvoeden/weg.yml", 1, 1, "orphan-page")]
    assert told(made, WARNING) == told(made)


@pytest.mark.parametrize("above", ["docs/nl/opvoeden/index.yml", "docs/nl/index.yml"])
def test_a_page_for_a_language_that_the_page_above_it_is_not_for_is_reported(project: Make, above: str) -> None:
    files = {above: str(base()[above]) + "languages: [nl, ar]\n"}
    made = opened(project(files))
    lost = [each for each in made.problems if each.check == "page-without-section"]
    inside = {f"docs/nl/opvoeden/{each}.yml" for each in ("boze-buien", "spelen")}
    below = inside if above.endswith("opvoeden/index.yml") else {"docs/nl/opvoeden/index.yml"}
    assert {each.path for each in lost} == below
    assert {dict(each.details)["languages"] for each in lost} == {"tr"}
    assert made.site is None
    files = {each: str(base()[each]) + "languages: [nl]\n" for each in base() if each.startswith("docs/nl/opvoeden/")}
    files[above] = str(base()[above]) + "languages: [nl, ar]\n"
    assert opened(project(files, "mended")).problems == ()


def test_a_translation_for_a_language_that_the_page_isnt_for_is_a_warning(project: Make) -> None:
    made = opened(project({THEME: PAGE + "languages: [nl, ar]\n", TR: real(GOOD, "tr")}))
    assert told(made, WARNING) == [(TR, 1, 1, "not-for-language")]
    assert states(made, "tr")["opvoeden/boze-buien"] == ELSEWHERE


def test_a_broken_interface_in_a_translation_withholds_no_page(project: Make) -> None:
    made = opened(project({TR: real(GOOD, "tr"), "docs/tr/_interface.yml": "words: [\n"}))
    assert [each.path for each in made.problems] == ["docs/tr/_interface.yml"]
    assert made.stops() == []
    assert states(made, "tr")["opvoeden/boze-buien"] == PUBLISHED


def test_a_problem_in_an_inherited_sentence_is_told_once_in_the_dutch_file(project: Make) -> None:
    """A translator can't mend it, and finds no such text in the translation."""
    dutch = page("Ik wil advies. Ik", "Ik wil [[lijn.fax]]. Ik")
    made = opened(project({THEME: dutch, TR: real(GOOD, "tr")}))
    assert [(path, line, check) for path, line, _, check in told(made)] == [(THEME, 17, "unknown-fact")]


# -- mkdocs.yml --------------------------------------------------------------------------------------------------------

CONFIG: dict[str, tuple[str, str, str]] = {
    "no slash at the end": ("https://hulp.example.org/\n", "https://hulp.example.org\n", "bad-site-url"),
    "no address": ("https://hulp.example.org/\n", "hulp\n", "bad-site-url"),
    "an address with a query": ("https://hulp.example.org/\n", "https://hulp.example.org/?a/\n", "bad-site-url"),
    "half an address of six": ("https://hulp.example.org/\n", "https://[x]/\n", "bad-site-url"),
    "an exit that is script": ("https://weer.example.org/", "javascript:alert(1)", "bad-exit-url"),
    "an exit that is not safe": ("https://weer.example.org/", "http://weer.example.org/", "bad-exit-url"),
    "a code in capitals": ("locale: tr", "locale: TR", "bad-language"),
    "no code": ("locale: tr", "locale: ''", "bad-language"),
    "a code that is a path": ("locale: tr", "locale: ../x", "bad-language"),
    "a code twice": ("locale: tr", "locale: ar", "bad-language"),
    "no direction": ("dir: rtl", "dir: up", "bad-language"),
    "no name": ("name: Turkce", "name: ''", "bad-language"),
    "no languages": ("languages:", "talen:", "no-languages"),
    "an urgent number of nobody": ("urgent: [alarm]", "urgent: [alarmm]", "unknown-organisation"),
    "one urgent number, of nobody": ("urgent: [alarm]", "urgent: alarmm", "unknown-organisation"),
    "no default": (" default: true,", "", "default-language"),
    "two defaults": ("name: Turkce,", "name: Turkce, default: true,", "default-language"),
    "an address that anybody can listen in to": ("https://hulp", "http://hulp", "bad-site-url"),
    "a name that begins as the own machine's": (
        "https://hulp.example.org/\n",
        "http://localhost.nl/\n",
        "bad-site-url",
    ),
    "a folder in a folder": ("strict: true", "docs_dir: inhoud/docs", "bad-docs-dir"),
    "a folder elsewhere": ("strict: true", "docs_dir: ../docs", "bad-docs-dir"),
    "the project as its own content": ("strict: true", "docs_dir: .", "bad-docs-dir"),
    "no name of the site": ("site_name:", "naam:", "no-site-name"),
    "an empty name of the site": ("site_name: Proef", "site_name:", "no-site-name"),
    "an anchor": ("strict: true", "strict: &a true", "yaml-anchor"),
    "a duplicate": ("strict: true", "strict: true\nstrict: false", "duplicate-key"),
    "no YAML": ("strict: true", "strict: [", "yaml-open-bracket"),
}


@pytest.mark.parametrize(("old", "new", "check"), CONFIG.values(), ids=CONFIG)
def test_a_defect_of_the_settings_is_reported(project: Make, old: str, new: str, check: str) -> None:
    assert old in MKDOCS
    made = opened(project({"mkdocs.yml": MKDOCS.replace(old, new, 1)}))
    found = [each for each in made.problems if each.check == check]
    assert [each.path for each in found] == ["mkdocs.yml"]
    assert made.site is None
    if check not in ("no-languages", "yaml-open-bracket", "duplicate-key"):
        assert found[0].line == 1 + MKDOCS[: MKDOCS.index(old)].count("\n")


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("dir: ltr, dutch_name: Turks", "dir: rtl, dutch_name: Turks", "odd-direction"),
        ("dir: rtl", "dir: ltr", "odd-direction"),
        ("name: Turkce, site_name: Proef", "name: Turkce", "own-site-name"),
    ],
    ids=["left to right", "right to left", "no name of the site in it"],
)
def test_what_is_odd_of_a_language_is_told_and_stops_nothing(project: Make, old: str, new: str, check: str) -> None:
    made = opened(project({"mkdocs.yml": MKDOCS.replace(old, new, 1)}))
    line = 1 + MKDOCS[: MKDOCS.index(old)].count("\n")
    assert [(each.path, each.line, each.check, each.severity) for each in made.problems] == [
        ("mkdocs.yml", line, check, "warning")
    ]
    assert made.site is not None


@pytest.mark.parametrize("mark", ["after-check", "no"])
def test_an_urgent_organisation_that_may_not_be_named_is_reported(project: Make, mark: str) -> None:
    facts = FACTS.replace("emergency\n    publish: yes", f"emergency\n    publish: {mark}")
    made = opened(project({"docs/facts/facts.yml": facts}))
    assert [(each.path, each.check) for each in made.problems] == [("mkdocs.yml", "unknown-organisation")]
    assert made.site is None


@pytest.mark.parametrize("docs", ["docs", "docs/", "./docs"])
def test_a_folder_beside_the_settings_may_be_named(project: Make, docs: str) -> None:
    assert opened(project({"mkdocs.yml": MKDOCS.replace("strict: true", f"docs_dir: {docs}")})).site is not None


@pytest.mark.parametrize("address", ["http://localhost/", "http://localhost:8000/proef/", "http://127.0.0.1:8000/"])
def test_a_site_on_the_own_machine_may_do_without_encryption(project: Make, address: str) -> None:
    made = opened(project({"mkdocs.yml": MKDOCS.replace("https://hulp.example.org/", address)}))
    assert made.site is not None


def test_a_folder_to_watch_that_is_not_there_is_told_and_stops_no_check(project: Make) -> None:
    made = opened(project({"mkdocs.yml": MKDOCS.replace("strict: true", "watch: [docs, scriptz]")}))
    at = 1 + MKDOCS[: MKDOCS.index("strict: true")].count("\n")
    assert told(made) == [("mkdocs.yml", at, 15, "watch-nothing")]
    assert made.site is not None


def test_a_removed_character_in_the_settings_is_a_warning_and_no_more(project: Make) -> None:
    made = opened(project({"mkdocs.yml": MKDOCS.replace("site_name: Proef", "site_name: Pr\u00adoef", 1)}))
    assert told(made) == [("mkdocs.yml", 1, 14, "removed-character")]
    assert made.site is not None


def test_a_project_without_settings_is_reported(tmp_path: Path) -> None:
    assert told(opened(tmp_path)) == [("mkdocs.yml", 1, 1, "unreadable-file")]


# -- what is kept of translations --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b'{"version": 2, "fields": {}}',
        b'{"version": 1}',
        b'{"version": 1, "fields": []}',
        b'{"version": 1, "fields": {"title": 1}}',
        b'{"version": 1, "fields": {"title": {}}}',
        b'{"version": 1, "fields": {"title": {"source": "a", "translation": "b", "origin": "x"}}}',
        b'{"version": 1, "fields": {"title": {"source": "a", "translation": "b", "origin": []}}}',
        b'{"version": 1, "fields": {"t": {"source": "a", "translation": "b", "origin": "person", "review": 1}}}',
        b'{"version": 1, "fields": {"t": {"source": "a", "translation": "b", "origin": "person", "ignore": [1]}}}',
        b"[" * 100_000,
        b'{"version": ' + b"9" * 5_000 + b"}",
        b"<<<<<<< a\n=======\n>>>>>>> b\n",
        b"<<<<<<< a\n",
    ],
    ids=lambda content: ascii(content[:60]),
)
def test_a_state_file_that_nobody_can_read_is_a_warning(project: Make, content: bytes) -> None:
    path = "docs/tr/_state/opvoeden/boze-buien.json"
    made = opened(project({TR: real(GOOD, "tr"), path: content}))
    assert [(each.path, each.severity, each.check) for each in made.problems] == [(path, WARNING, "state-unreadable")]
    assert states(made, "tr")["opvoeden/boze-buien"] == PUBLISHED


def test_a_mistake_in_a_state_file_is_told_with_its_line(project: Make) -> None:
    path = "docs/tr/_state/opvoeden/boze-buien.json"
    made = opened(project({TR: real(GOOD, "tr"), path: b'{\n "version": 1,\n "fields": {,}\n}\n'}))
    assert [(each.path, each.line, each.check) for each in made.problems] == [(path, 3, "state-unreadable")]


@pytest.mark.parametrize(
    "review",
    [("jan", "2026-01-01"), ("<b>Jan</b>", "2026-01-01"), ("", ""), ("translator", "gisteren"),
     ("translator", "2026-02-30"), ("translator", "20260101"), ("translator", "")],
)  # fmt: skip
@pytest.mark.parametrize("shared", [False, True], ids=["page", "shared"])
def test_a_review_in_no_role_or_on_no_day_is_told_and_is_no_review(
    project: Make, capsys: pytest.CaptureFixture[str], review: tuple[str, str], shared: bool
) -> None:
    name = "_glossary" if shared else "opvoeden/boze-buien"
    root = project(
        {
            TR: real(GOOD, "tr"),
            "docs/tr/_glossary.yml": "terms:\n  - {id: coach, term: koc, explanation: Evde yardim eder., sound: hezin}\n",
        }
    )
    words = ("--project", str(root), "translate")
    assert main([*words, "accept", "tr", name, "--origin", "machine", "--write"]) == 0
    assert main([*words, "review", "tr", name, "--role", "translator", "--date", "2026-01-01", "--write"]) == 0
    file = root / f"docs/tr/_state/{name}.json"
    for old, new in zip(("translator", "2026-01-01"), review, strict=True):
        file.write_text(file.read_text().replace(f'"{old}"', f'"{new}"'))
    made = opened(root)
    found = [each for each in made.problems if each.check == "odd-review"]
    assert (found[0].severity, found[0].path, found[0].line) == (WARNING, f"docs/tr/_state/{name}.json", 5)
    assert len(found) == file.read_text().count('"review"')
    capsys.readouterr()
    assert main([*words, "status", "tr", name]) == 0
    assert "Jan" not in capsys.readouterr().out
    assert main(["--project", str(root), "build", "--parents"]) == 0


def test_a_review_on_a_day_to_come_is_told_with_its_field(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({TR: real(GOOD, "tr")})
    words = ("--project", str(root), "translate")
    assert main([*words, "accept", "tr", "opvoeden/boze-buien", "--origin", "person", "--write"]) == 0
    look = ("opvoeden/boze-buien#title", "--role", "translator", "--date", "2026-01-01", "--write")
    assert main([*words, "review", "tr", *look]) == 0
    told = []
    for day in ("2026-01-01", "2126-01-01"):
        file = root / "docs/tr/_state/opvoeden/boze-buien.json"
        file.write_text(file.read_text(encoding="utf-8").replace("2026-01-01", day), encoding="utf-8")
        capsys.readouterr()
        assert main(["--project", str(root), "check", "--only", "review-to-come"]) == 0
        told.append(capsys.readouterr().out)
    assert "(review-to-come)" not in told[0]
    assert told[1].startswith("docs/tr/_state/opvoeden/boze-buien.json:1:1: ")
    assert "“title”" in told[1]
    assert told[1].count("(review-to-come)") == 1


# -- whatever is written -----------------------------------------------------------------------------------------------


MKDOCS_WRITTEN = MKDOCS.replace("{overrides}", "overrides").replace("{{", "{").replace("}}", "}")


class Workshop:
    """One project for many tries: `attempt(path, content)` puts one file in, opens, renders, and puts it back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = {path: each for path, each in SOURCES.items() if each is not None}
        self.files["mkdocs.yml"] = MKDOCS_WRITTEN
        shutil.copytree(ROOT / "overrides", root / "overrides")
        for path, each in self.files.items():
            self.put(path, each)

    def put(self, path: str, content: str | bytes) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(
            content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        )

    def attempt(self, path: str, content: str | bytes) -> None:
        self.put(path, content)
        try:
            made = opened(self.root)
            assert made.problems or made.site
            assert (made.site is None) == bool(made.stops())
            assert all(each.line >= 1 and each.column >= 1 and each.path for each in made.problems)
            if made.site is not None:
                edition = made.edition()
                for leaves in made.site.leaves.values():
                    for leaf in leaves.values():
                        assert edition.render(leaf)
        finally:
            if path in self.files:
                self.put(path, self.files[path])
            else:
                (self.root / path).unlink()


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("fuzz"))


RICH = PAGE.replace("Een kind voelt veel.", "Een [coach](term:coach) belt [[lijn.phone]] in [[r-termijn.term]].")
STATE = """{"version": 1, "page": "opvoeden/boze-buien", "fields": {
"title": {
"source": "Boze buien",
"translation": "b2:000000000000",
"origin": "machine",
"review": {"role": "translator", "date": "2026-01-01", "of": "b2:000000000000"},
"ignore": {"same-as-source": {"reason": "x", "of": "b2:000000000000"}}
}}}
"""
WORDS = """words:
  - {id: skip, text: x}
  - {id: call, text: "x {number}"}
  - {id: call-ask, text: "x {name}"}
  - {id: open-line, text: "{days} {opens} {closes}"}
  - {id: day-range, text: "{first} {last}"}
"""
OPEN = "{publish: yes, times: [{id: a, days: mo tu we fr, opens: 09:00, closes: 17:00}]}"
SOURCES = {
    **base(),
    THEME: RICH,
    TR: real(GOOD, "tr"),
    "docs/facts/facts.yml": FACTS.replace("{always: yes, publish: yes}", OPEN),
    "docs/tr/_interface.yml": WORDS,
    "docs/tr/_glossary.yml": "terms:\n  - {id: coach, term: koc, explanation: x, sound: y}\n",
    "docs/tr/_organisations.yml": "organisations:\n  - {id: lijn, what: x}\n",
    "docs/tr/_state/opvoeden/boze-buien.json": STATE,
}
PATHS = [
    THEME,
    TR,
    "docs/nl/index.yml",
    "docs/nl/opvoeden/index.yml",
    "docs/facts/facts.yml",
    "docs/nl/_glossary.yml",
    "docs/nl/_organisations.yml",
    "docs/tr/_interface.yml",
    "docs/tr/_glossary.yml",
    "docs/tr/_organisations.yml",
    "docs/tr/_state/opvoeden/boze-buien.json",
    "mkdocs.yml",
]
SOME_VALUES = """
0703533000 no yes ~ null 10:30 .inf 2026-11-22 2026-13-45 '' "" [] {} [[x.y]] {a:b} *x &x !x | > - ? : # @ ` % ,
lijn alarm wacht nergens spelen boze-buien home theme section urgent duration date amount text week year
[x](page:spelen) **x** <b> [[lijn.phone]]
[[r-termijn.term]] [x](term:coach) {number} { } {} {0} {x.y} &amp; \u202e 999999999999 1.50 -1 0
"""
SOME_KEYS = """
kind title short picture order answer do_now call numbers parts worries ask_help say contacts related languages danger
id text heading basis meaning sound words terms organisations rules values phones number dial unit date publish hours
times days opens closes always route name term explanation what fields version
"""
VALUES, KEYS = st.sampled_from(SOME_VALUES.split()), st.sampled_from(SOME_KEYS.split())
LINES = st.builds(
    lambda pad, key, value: f"{pad}{key}: {value}", st.sampled_from(["", "  ", "  - ", "    ", "- "]), KEYS, VALUES
)
EDITS = st.lists(
    st.tuples(
        st.floats(0, 0.999),
        st.sampled_from(["drop", "twice", "value", "line", "char", "word", "word", "part"]),
        VALUES,
        LINES,
        st.characters(),
    ),
    min_size=1,
    max_size=4,
)
YAMLISH = st.lists(LINES | st.text(max_size=20), max_size=15).map("\n".join)


def edited(source: str, edits: list[tuple[float, str, str, str, str]]) -> str:
    lines = source.split("\n")
    for where, how, value, line, char in edits:
        at = int(where * len(lines))
        if how == "drop" and len(lines) > 1:
            del lines[at]
        elif how == "twice":
            lines.insert(at, lines[at])
        elif how == "value" and ": " in lines[at]:
            lines[at] = lines[at].rpartition(": ")[0] + ": " + value
        elif how == "word" and (found := re.findall(r"[\w.-]+", lines[at])):  # any word of the line, by its place
            lines[at] = lines[at].replace(found[int(where * 997) % len(found)], value, 1)
        elif how == "part" and "," in lines[at]:
            parts = lines[at].split(",")
            del parts[int(where * 997) % len(parts)]
            lines[at] = ",".join(parts)
        elif how == "line":
            lines.insert(at, line)
        else:
            lines[at] = lines[at][: len(lines[at]) // 2] + char + lines[at][len(lines[at]) // 2 :]
    return "\n".join(lines)


CONTENTS: st.SearchStrategy[Any] = st.sampled_from(PATHS).flatmap(
    lambda path: st.tuples(
        st.just(path),
        st.binary(max_size=200)
        | YAMLISH
        | EDITS.map(
            lambda edits: edited(MKDOCS_WRITTEN if path == "mkdocs.yml" else str(SOURCES.get(path, "a: b")), edits)
        ),
    )
)


@settings(max_examples=120)
@given(CONTENTS)
def test_whatever_a_file_holds_there_are_problems_or_a_site(workshop: Workshop, tried: tuple[str, Any]) -> None:
    workshop.attempt(*tried)


@pytest.mark.full
@settings(max_examples=4_000)
@given(CONTENTS)
def test_whatever_a_file_holds_there_are_problems_or_a_site_full(workshop: Workshop, tried: tuple[str, Any]) -> None:
    workshop.attempt(*tried)
