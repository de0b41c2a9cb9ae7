"""Folders in the site and in the command: links, the desk, editions that stay findable, the cache, what goes wrong."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from browser import serving, wider_than_its_screen, with_letters_of
from conftest import FACTS, PAGE, ROOT
from pages import (
    Element,
    dump,
    interface,
    load,
    long_lived,
    opened,
    parse,
    read_tree,
    render,
    small_site,
    write_project,
)
from paper import ALL, CASES, SAY, THEME, folder, on_paper, shelf, shelf_of, text_of
from playwright.sync_api import Browser

from eigentaal.cli import main
from eigentaal.edition import LooksFault
from eigentaal.leaflets import engine, register
from eigentaal.leaflets import shelf as shelves
from eigentaal.leaflets.engine import Press, PressFault
from eigentaal.publish import NotPublished, publish_parents

DESK = {
    "kind": "professional",
    "title": "Folders",
    "short": "Folders",
    "picture": "notebook",
    "answer": "Alle folders.",
    "generated": "desk",
    "parts": [{"id": "zo", "heading": "Hoe?", "text": "Print op 100 %."}],
    "languages": ["nl"],
}


def with_desk() -> dict[str, Any]:
    return on_paper({"docs/nl/intermediairs/folders.yml": dump(DESK)})


@cache
def _made() -> Path:
    root = write_project(long_lived() / "project", with_desk())
    assert main(["--project", str(root), "build"]) == 0
    return root


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small site with folders, built, with what it remembers."""
    return Path(shutil.copytree(_made(), tmp_path / "project"))


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", "eigentaal", *words], cwd=cwd, env=known, capture_output=True, text=True, check=False
    )


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


# -- in the site -------------------------------------------------------------------------------------------------------


def test_a_page_offers_its_folders_with_their_pages_and_the_others_offer_none() -> None:
    root = _made()
    for language, prefix in (("nl", ""), ("ar", "ar/"), ("tr", "tr/")):
        top = parse((root / f"site/{prefix}opvoeden/boze-buien/index.html").read_bytes())
        files = top.one("section", id="print").all("a")
        names = [each["href"].rpartition("/")[2] for each in files]
        forms = ["trifold", *(["bilingual"] if language != "nl" else []), "card", "checklist"]
        assert names == [f"boze-buien-{form}.pdf" for form in forms]
        for each in files:
            target = (root / f"site/{prefix}opvoeden/boze-buien" / each["href"]).resolve()
            assert target.read_bytes()[:5] == b"%PDF-"
        said = [each.text() for each in top.one("section", id="print").all("li")]
        assert "2" in said[0]
        other = parse((root / f"site/{prefix}opvoeden/spelen/index.html").read_bytes())
        assert other.all("section", id="print") == []


def desk() -> Element:
    return parse((_made() / "site/intermediairs/folders/index.html").read_bytes(), own=False)


def test_the_desk_has_a_row_for_every_folder_with_title_state_code_and_files() -> None:
    rows = desk().one("table", class_="desk-table").one("tbody").all("tr")
    assert {(each["data-language"], each.one("span", **{"data-title": ""}).text()) for each in rows} == {
        (language, title) for language in ("nl", "ar", "tr") for title in ("Boze buien", "Rust in huis")
    }
    html = (_made() / "site/intermediairs/folders/index.html").read_text(encoding="utf-8")
    assert not re.search(r"</(t[hd]|option)><(t[hd]|option)\b", html), "the search of professionals joins such words"
    for row in rows:
        assert "nog niet nagekeken" in row.text()
        assert "voorlopige uitgave" in row.text()
        code = next(each for each in row.all("a") if "/f/" in each["href"])
        target = _made() / "site/intermediairs/folders" / code["href"] / "index.html"
        assert target.resolve().is_file()
        assert len(row.all("a", **{"data-file": ""})) == (3 if row["data-language"] == "nl" else 4)
    arabic = next(each for each in rows if each["data-language"] == "ar")
    own = next(each for each in arabic.all("span") if each.get("lang") == "ar")
    assert own["dir"] == "rtl"
    sets = desk().one("h2", id="boekjes")
    assert sets.parent is not None
    assert {"set-samen-booklet.pdf", "set-samen-booklet-print.pdf"} <= {
        each["href"].rpartition("/")[2] for each in desk().one("div", id="desk").all("a")
    }


@pytest.mark.browser
def test_the_desk_works_by_keyboard_filters_gathers_and_prints_what_was_chosen(chromium: Browser) -> None:
    with serving(_made() / "site", loose=("intermediairs",)) as origin, chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{origin}/intermediairs/folders/")
        assert page.locator("#desk-count").inner_text() == "6 folders"
        page.focus("#desk-language")
        page.keyboard.press("a")
        page.keyboard.press("r")
        page.select_option("#desk-language", "ar")
        assert page.locator("#desk tbody tr:visible").count() == 2
        page.focus("#kies-ar-boze-buien")
        page.keyboard.press("Space")
        assert page.locator("#desk-list").is_visible()
        assert page.locator("#desk-chosen a").count() == 4
        page.select_option("#desk-language", "")
        amounts = page.locator("#desk-chosen input[type=number]")
        assert amounts.count() == 4, "one for each form"
        amounts.first.fill("25")
        page.check("#kies-tr-set-samen")
        assert [each.input_value() for each in amounts.all()] == ["25", "", "", "", "", ""], "a tick forgets no amount"
        page.evaluate("() => { window.prints = 0; window.print = () => { window.prints += 1; }; }")
        page.click("#desk-print")
        assert page.evaluate("prints") == 1
        page.emulate_media(media="print")
        assert page.get_by_role("heading", name="Uw printlijst").is_visible()
        assert amounts.first.is_visible()
        shown = page.locator("body").inner_text()
        assert "Boze buien Arabisch" in shown
        assert "Samen Turks" in shown
        for unwanted in ("Hoe?", "Rust in huis", "Kant-en-klare boekjes", "Print deze lijst"):
            assert unwanted not in shown
        with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as pdf:
            assert len(pdf.pages) == 1
        page.emulate_media(media="screen")
        page.focus("#desk-clear")
        page.keyboard.press("Enter")
        assert page.locator("#desk-list").is_hidden()
        assert page.evaluate("document.activeElement.id") == "desk-language"
        names = page.evaluate("[...document.querySelectorAll('#desk :is(input,select)')].map(e => e.labels.length)")
        assert all(names)


@pytest.mark.browser
def test_with_letters_twice_as_large_the_desk_fits_a_narrow_phone(chromium: Browser) -> None:
    browser = with_letters_of(32, chromium)
    try:
        with serving(_made() / "site", loose=("intermediairs",)) as origin:
            page = browser.new_page(viewport={"width": 320, "height": 640})
            page.goto(f"{origin}/intermediairs/folders/")
            page.evaluate("document.querySelector('#desk-theme option').textContent = 'alle onderwerpen van de site'")
            assert not wider_than_its_screen(page)
            page.check("#kies-ar-boze-buien")
            assert not wider_than_its_screen(page)
    finally:
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_without_script_the_desk_shows_no_boxes_to_tick_and_on_paper_no_row_is_cut(
    width: int, chromium: Browser
) -> None:
    with serving(_made() / "site", loose=("intermediairs",)) as origin:
        for script in (True, False):
            context = chromium.new_context(viewport={"width": width, "height": 700}, java_script_enabled=script)
            with context:
                page = context.new_page()
                page.goto(f"{origin}/intermediairs/folders/")
                assert (page.locator("#desk input:visible").count() > 0) == script
                assert page.locator("#desk tbody th:visible").count() == 6
                assert page.locator("#desk tbody a[data-file]:visible").count() > 6
                page.emulate_media(media="print")
                row = page.locator("#desk tbody tr").first
                assert row.evaluate("each => getComputedStyle(each).breakInside") == "avoid"


def test_the_report_of_editors_tells_how_full_each_folder_is() -> None:
    files = with_desk()
    files["docs/nl/redactie/index.yml"] = dump({**load(files["docs/nl/intermediairs/index.yml"]), "languages": ["nl"]})
    files["docs/nl/redactie/stand.yml"] = dump({**DESK, "title": "Stand", "short": "Stand", "generated": "report"})
    page = {**small_site()["pages"][THEME], "say": SAY, "leaflet": {"formats": ["trifold"]}}
    page["parts"] = [
        {"id": f"p{n}", "heading": f"Vraag {n}?", "text": "Dit is een zin met woorden. " * 40} for n in range(9)
    ]
    files["docs/tr/opvoeden/boze-buien.yml"] = None
    put_only = {**files, f"docs/nl/{THEME}.yml": dump(page)}
    root = write_project(long_lived() / "report", put_only)
    edition = opened(root, checked=False).edition()
    leaf = edition.site.leaves["nl"]["redactie/stand"]
    said = parse(edition.render(leaf), own=False).text()
    assert re.search(r"boze-buien nl – past niet op \w+: [0-9.]+ mm te veel \(trifold\)", said)
    assert re.search(r"rust ar [0-9.]+ pt back \d+ · flap \d+ · front \d+ · in1 \d+", said)
    with pytest.raises(NotPublished) as stopped:
        publish_parents(opened(root, checked=False), root / "site")
    assert [each.check for each in stopped.value.problems] == ["leaflet-too-long"]
    assert not (root / "site").exists()


def test_a_translation_that_does_not_fit_is_left_out_in_that_language_only(tmp_path: Path, capsys: Any) -> None:
    files = on_paper()
    own = load(str(files[f"docs/tr/{THEME}.yml"]))
    long = CASES["too_wide"]
    own["parts"][0]["heading"] = long
    files[f"docs/tr/{THEME}.yml"] = dump(own)
    root = write_project(tmp_path / "project", files)
    assert main(["--project", str(root), "build", "--parents"]) == 0
    told = capsys.readouterr().err
    assert "docs/tr/opvoeden/boze-buien.yml" in told
    assert long[:40] in told
    assert "mm" in told
    page = parse((root / "site/tr/opvoeden/boze-buien/index.html").read_bytes())
    assert "boze-buien-trifold.pdf" not in str([each["href"] for each in page.all("a")])
    assert (root / "site/folders/ar/boze-buien-trifold.pdf").exists()


@pytest.mark.parametrize("sign", ["\u2192", "\u2713", "\u260e", "\U0001f4de", "\u05e9"])
def test_a_sign_that_our_fonts_lack_holds_back_the_folders_of_that_translation_only(
    sign: str, tmp_path: Path, capsys: Any
) -> None:
    files = on_paper({"docs/nl/_sets.yml": None, "docs/ar/_sets.yml": None, "docs/tr/_sets.yml": None})
    own = load(str(files[f"docs/tr/{THEME}.yml"]))
    own["parts"][0]["heading"] = f"A {sign} B"
    files[f"docs/tr/{THEME}.yml"] = dump(own)
    root = write_project(tmp_path / "project", files)
    assert main(["--project", str(root), "build", "--parents"]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if f"\u201c{sign}\u201d" in line]
    assert told
    assert all(line.startswith("docs/tr/opvoeden/boze-buien.yml:") for line in told)
    assert not (root / "site/folders/tr/boze-buien-trifold.pdf").exists()
    for there in ("tr/rust", "ar/boze-buien", "nl/boze-buien"):
        assert (root / f"site/folders/{there}-trifold.pdf").exists(), there
    page = parse((root / "site/tr/opvoeden/boze-buien/index.html").read_bytes())
    assert f"A {sign} B" in page.text()


def test_a_sign_that_our_fonts_lack_in_dutch_stops_and_stands_in_the_report() -> None:
    files = with_desk()
    files["docs/nl/redactie/index.yml"] = dump({**load(files["docs/nl/intermediairs/index.yml"]), "languages": ["nl"]})
    files["docs/nl/redactie/stand.yml"] = dump({**DESK, "title": "Stand", "short": "Stand", "generated": "report"})
    page = load(str(files[f"docs/nl/{THEME}.yml"]))
    page["parts"][0]["heading"] = "Van \u2192 naar"
    files[f"docs/nl/{THEME}.yml"] = dump(page)
    edition = opened(write_project(long_lived() / "sign", files), checked=False).edition()
    said = parse(edition.render(edition.site.leaves["nl"]["redactie/stand"]), own=False).text()
    assert "boze-buien nl \u2013 kan niet op papier: het teken \u2192 (trifold)" in said
    assert ("leaflet-missing-sign", "error") in {(each.check, each.severity) for each in edition.shelf.problems}


# -- editions ----------------------------------------------------------------------------------------------------------


def state(root: Path, code: str, language: str) -> tuple[str, list[str], str]:
    """The state of an edition as its page tells it, what is different, and all that is said in a language."""
    section = parse((root / f"site/f/{code}/index.html").read_bytes()).one("section", id=language)
    kind = next(each for each in ("valid", "replaced", "gone") if each in (section.get("class") or "").split())
    changes = [each.text() for ul in section.all("ul")[: -1 if kind == "replaced" else None] for each in ul.all("li")]
    return kind, changes if kind == "replaced" else [], section.text()


def test_the_code_of_a_trial_tells_that_it_is_one(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", with_desk())
    edit(root, "mkdocs.yml", "https://hulp.example.org/", "https://example.org/")
    edition = opened(root, checked=False).edition()
    said = parse(edition.render_status(edition.shelf.folders[0].plan.code)).text()
    for language in ("nl", "ar", "tr"):
        words = {each["id"]: each["text"] for each in load(interface(language))["words"]}
        assert words["leaflet-proof"] in said
        assert words["edition-valid"] not in said


def code_of(root: Path, subject: str) -> str:
    return next(each.plan.code for each in shelf_of(root).folders if each.plan.subject == subject)


def test_a_released_edition_stays_findable_and_says_what_became_of_it(built: Path) -> None:
    subject = f"{THEME}:ar"
    code = code_of(built, subject)
    with pytest.raises(SystemExit, match="2"):
        main(["--project", str(built), "release", "--date", "2026-02-30", "--write"])
    assert main(["--project", str(built), "release", "--date", "2026-11-22"]) == 0
    assert not (built / "docs/_editions.json").exists()  # only shown
    assert main(["--project", str(built), "release", "--date", "2026-11-22", "--write"]) == 0
    assert json.loads((built / "docs/_editions.json").read_text())["editions"][code]["subject"] == subject
    assert main(["--project", str(built), "build"]) == 0
    for language in ("nl", "ar", "tr"):
        assert state(built, code, language)[0] == "valid"
    said = text_of((built / "site/folders/ar/boze-buien-trifold.pdf").read_bytes())
    assert code in said
    assert "22" in said
    assert not any("_editions" in name for name in read_tree(built / "site"))

    edit(built, "docs/ar/opvoeden/boze-buien.yml", "heading:", "heading: CJG")
    edit(built, "docs/facts/facts.yml", "number: 112, dial: 112", "number: 113, dial: 113")
    assert main(["--project", str(built), "build"]) == 0
    newer = code_of(built, subject)
    assert newer != code
    assert state(built, newer, "ar")[0] == "valid"
    kind, changes, _ = state(built, code, "nl")
    assert kind == "replaced"
    assert any("Waarom?" in each for each in changes)
    assert any("Hier kunt u terecht" in each for each in changes)
    assert len(changes) == len(state(built, code, "ar")[1]) == 3
    # Released again: both codes are kept, the old entry as it was.
    before = json.loads((built / "docs/_editions.json").read_text())["editions"][code]
    assert main(["--project", str(built), "release", "--date", "2027-01-01", "--write"]) == 0
    kept = json.loads((built / "docs/_editions.json").read_text())["editions"]
    assert kept[code] == before
    assert kept[newer]["date"] == "2027-01-01"

    edit(built, f"docs/nl/{THEME}.yml", "leaflet:", "risk_factors: [1]\nleaflet:")
    text = (built / f"docs/nl/{THEME}.yml").read_text()
    (built / f"docs/nl/{THEME}.yml").write_text(re.sub(r"leaflet:\n(  .*\n)+", "", text))
    (built / "docs/nl/_sets.yml").write_text("sets: []\n")
    (built / "docs/ar/_sets.yml").write_text("sets: []\n")
    (built / "docs/tr/_sets.yml").write_text("sets: []\n")
    assert main(["--project", str(built), "build"]) == 0
    assert state(built, code, "ar")[0] == "gone"
    assert state(built, newer, "tr")[0] == "gone"


def test_without_an_address_of_its_own_nothing_is_released(built: Path, capsys: Any) -> None:
    edit(built, "mkdocs.yml", "https://hulp.example.org/", "https://example.org/")
    assert main(["--project", str(built), "release", "--write"]) == 2
    assert not (built / "docs/_editions.json").exists()
    assert "PROEF" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"version": 2, "editions": {}}', '{"version": 1, "editions": {"x": 1}}', "<<<<<<<"]
)
def test_a_broken_register_stops_the_build_in_words(content: str, built: Path, capsys: Any) -> None:
    before = read_tree(built / "site")
    (built / "docs/_editions.json").write_text(content)
    assert main(["--project", str(built), "build"]) == 1
    told = capsys.readouterr().err
    assert "docs/_editions.json" in told
    assert "Traceback" not in told
    assert main(["--project", str(built), "release", "--write"]) != 0
    assert (built / "docs/_editions.json").read_text() == content
    assert read_tree(built / "site") == before


def test_a_code_names_one_text_and_never_another() -> None:
    blocks = (register.Block("title", "Titel", "abc"),)
    other = (register.Block("title", "Titel", "abd"),)
    one = register.code("x:nl", blocks, {})
    assert register.CODE.fullmatch(one)
    assert register.code("x:nl", blocks, {}) == one
    assert register.code("x:nl", other, {}) != one
    assert register.code("x:ar", blocks, {}) != one
    for subject, text in (("y:nl", other), ("y:nl", blocks), ("x:nl", other)):
        taken = {one: register.Released(one, subject, "2026-01-01", text)}
        assert register.code("x:nl", blocks, taken) not in ("", one)
    assert register.code("x:nl", blocks, {one: register.Released(one, "x:nl", "2026-01-01", blocks)}) == one
    assert not set(register.ALPHABET) & set("01oilaeu")


def test_what_became_of_an_edition_is_told_in_the_order_of_the_new_one_and_what_is_gone_last() -> None:
    def blocks(**digests: str) -> list[register.Block]:
        return [register.Block(name, f"{name} {digest}", digest) for name, digest in digests.items()]

    old, new = blocks(say="1", title="1", ask="1", do="1"), blocks(title="1", numbers="1", do="2", say="1")
    assert [(each.kind, each.block.label) for each in register.changes(old, new)] == [
        ("new", "numbers 1"), ("changed", "do 2"), ("gone", "ask 1"),
    ]  # fmt: skip
    renamed = [register.Block(each.id, "Anders", each.digest) for each in old]
    assert register.changes(old, renamed) == [], "what a block is called is no change of what it says"


def test_releases_of_two_branches_merge_line_by_line_and_are_read_back_as_they_were(tmp_path: Path) -> None:
    label = "\u0639\u0646\u0648\u0627\u0646"
    made = [
        register.Released(code, f"{code}:ar", "2026-01-01", (register.Block("title", label, "abc"),))
        for code in ("zzzzzz", "222222", "bbbbbb")
    ]
    register.write(tmp_path, {each.code: each for each in made})
    lines = (tmp_path / register.FILE).read_text(encoding="utf-8").splitlines()
    assert [line.split('"')[1] for line in lines[1:-1]] == ["222222", "bbbbbb", "zzzzzz"]
    assert all(label in line for line in lines[1:-1]), "whoever looks at a change can read it"
    assert register.read(tmp_path) == {each.code: each for each in made}
    assert [each.name for each in tmp_path.iterdir()] == [register.FILE]


ENTRY = '{"subject": "x:nl", "date": "2026-01-01", "blocks": {"title": ["Titel", "abc"]}}'


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        '{"editions": {}}',
        '{"version": 2, "editions": {}}',
        '{"version": 1, "editions": []}',
        f'{{"version": 1, "editions": {{"aeiou0": {ENTRY}}}}}',
        *(
            f'{{"version": 1, "editions": {{"bbbbbb": {ENTRY.replace(*change)}}}}}'
            for change in (
                ('"2026-01-01"', '"1 januari"'),
                ('"x:nl"', "1"),
                ('{"title": ["Titel", "abc"]}', '["title"]'),
                ('["Titel", "abc"]', '["Titel"]'),
                ('"subject"', '"onderwerp"'),
            )
        ),
        "[" * 100_000,
    ],
    ids=range(11),
)
def test_a_register_that_release_never_wrote_is_not_read(content: str, tmp_path: Path) -> None:
    (tmp_path / register.FILE).write_text(f'{{"version": 1, "editions": {{"bbbbbb": {ENTRY}}}}}')
    assert list(register.read(tmp_path)) == ["bbbbbb"]
    (tmp_path / register.FILE).write_text(content)
    with pytest.raises(register.RegisterFault):
        register.read(tmp_path)


def test_where_nothing_was_released_the_register_is_empty(tmp_path: Path) -> None:
    assert register.read(tmp_path) == {}


# -- the command -------------------------------------------------------------------------------------------------------


def test_the_command_makes_the_folders_that_are_asked_for(built: Path, capsys: Any) -> None:
    assert (
        main(
            [
                "--project",
                str(built),
                "leaflet",
                "boze-buien",
                "--lang",
                "ar",
                "--format",
                "trifold",
                "--out",
                str(built / "out"),
            ]
        )
        == 0
    )
    assert list(read_tree(built / "out")) == ["folders/ar/boze-buien-trifold.pdf"]
    assert "2 bladzijden" in capsys.readouterr().out
    assert (
        main(["--project", str(built), "leaflet", "--set", "samen", "--lang", "tr", "--out", str(built / "set")]) == 0
    )
    assert sorted(read_tree(built / "set")) == [
        "folders/tr/set-samen-booklet-print.pdf", "folders/tr/set-samen-booklet.pdf"
    ]  # fmt: skip
    own = ["leaflet", "rust", "boze-buien", "--format", "booklet", "--lang", "nl", "--out", str(built / "own")]
    assert main(["--project", str(built), *own]) == 0
    made = read_tree(built / "own")
    said = text_of(made["folders/nl/set-rust-boze-buien-booklet.pdf"])
    assert said.index("Blijf rustig") > said.index("Ga naar een veilige plek")


@pytest.mark.parametrize(
    "words",
    [["bestaat-niet"], ["--lang", "xx"], ["--format", "poster"], ["--set", "geen"], ["--set", "x/samen"], ["spelen"]],
)
def test_what_does_not_exist_is_named_with_what_does(words: list[str], built: Path, capsys: Any) -> None:
    assert main(["--project", str(built), "leaflet", *words]) == 2
    told = capsys.readouterr().err
    assert words[-1] in told
    assert len(told.splitlines()) == 1


# -- made once, and the same everywhere --------------------------------------------------------------------------------


def test_folders_that_did_not_change_are_not_made_again(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    work = shelves.work
    monkeypatch.setattr(shelves, "work", lambda press, jobs: asked.append(len(jobs)) or work(press, jobs))
    assert main(["--project", str(built), "build", "--parents"]) == 0
    assert asked == []
    edit(built, "docs/tr/opvoeden/boze-buien.yml", "heading:", "heading: CJG")
    assert main(["--project", str(built), "build", "--parents"]) == 0
    assert asked == [5]  # four forms and the booklet it is in, of one language
    edit(built, "overrides/leaflets/card.typ", "#let W = 85mm", "#let W = 84mm")
    assert main(["--project", str(built), "build", "--parents"]) == 0
    assert len(asked) == 2
    assert asked[1] > 15


def test_a_page_and_a_set_can_be_asked_for_together_and_a_set_without_booklet_says_why(tmp_path: Path) -> None:
    files = on_paper()
    sets = load(str(files["docs/nl/_sets.yml"]))["sets"]
    bare = {**sets[0], "id": "kaal", "title": "Kaal", "pages": ["boze-buien", "hulp-nu"]}
    files["docs/nl/_sets.yml"] = dump({"sets": [*sets, bare]})
    root = write_project(tmp_path / "project", files)

    def made(*asked: str) -> tuple[int, set[str], str]:
        done = run("leaflet", *asked, "--lang", "nl", "--out", f"out{len(asked)}", cwd=root)
        there = {each.stem for each in (root / f"out{len(asked)}").rglob("*.pdf")}
        return done.returncode, there, done.stderr

    booklets = {"set-samen-booklet", "set-samen-booklet-print"}
    code, there, told = made("rust", "--set", "samen")
    assert (code, there) == (0, booklets | {"rust-trifold", "rust-card", "rust-checklist"}), told
    code, there, told = made("--set", "kaal", "--set", "samen")
    assert (code, there) == (1, booklets)
    assert "kaal" in told
    assert "hulp-nu" in told
    code, there, _ = made("rust", "rust", "boze-buien", "--format", "booklet")
    assert (code, there) == (0, {"set-rust-boze-buien-booklet", "set-rust-boze-buien-booklet-print"})


def test_a_font_that_is_not_there_is_named_and_its_letters_are_not_told_as_signs_to_take_away(tmp_path: Path) -> None:
    folder = tmp_path / "overrides"
    shutil.copytree(ROOT / "overrides", folder, ignore=lambda _, names: [each for each in names if "Naskh" in each])
    with pytest.raises(PressFault, match="Noto Naskh Arabic"):
        Press(folder)
    (folder / "leaflets/lib.typ").unlink()
    with pytest.raises(PressFault, match=r"lib\.typ"):
        Press(folder)


def test_folders_are_made_again_where_what_was_kept_of_them_is_damaged(built: Path) -> None:
    file, site = built / ".cache/leaflets", read_tree(built / "site")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1  # in the middle of a PDF, which would go out like that
    file.write_bytes(data)
    assert main(["--project", str(built), "build"]) == 0
    assert read_tree(built / "site") == site
    assert file.read_bytes() != data


def test_two_builds_are_the_same_in_another_place_time_zone_and_language(tmp_path: Path) -> None:
    trees = []
    for name, environment in (
        ("een", {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("een/diep/twee", {"TZ": "America/Los_Angeles", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"}),
    ):
        root = write_project(tmp_path / name / "project", on_paper())
        done = run("leaflet", "--out", "out", cwd=root, **environment)
        assert done.returncode == 0, done.stderr
        trees.append(read_tree(root / "out"))
    assert len(trees[0]) > 20
    assert trees[0] == trees[1]
    site = read_tree(_made() / "site")
    assert {name for name, data in trees[0].items() if site[name] != data} == set()


# -- what may not happen -----------------------------------------------------------------------------------------------


def links(folder: Path) -> Iterator[Path]:
    (folder / "geheim").symlink_to("/etc/hostname")
    yield folder / "geheim"
    (folder / "geheim").unlink()


@pytest.mark.parametrize("where", ["leaflets", "fonts"])
def test_a_link_out_of_the_folder_of_templates_is_refused(where: str, built: Path) -> None:
    for _ in links(built / "overrides" / where):
        with pytest.raises(PressFault, match="link"):
            Press(built / "overrides")
        edit(built, "docs/tr/opvoeden/boze-buien.yml", "heading:", "heading: Den")
        with pytest.raises(LooksFault):
            render(built)


def test_a_template_reads_nothing_outside_its_folder(built: Path) -> None:
    (built / "overrides/leaflets/lek.typ").write_text('#read("../../mkdocs.yml")')
    with pytest.raises(PressFault):
        Press(built / "overrides").print("lek", {}, 0)


def test_templates_use_no_packages_and_never_evaluate_text() -> None:
    for file in (ROOT / "overrides/leaflets").glob("*.typ"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r'"@|\beval\(|\bread\(|\bplugin\(', text), file.name
        assert "upper(" not in text, file.name
        assert "lower(" not in text, file.name


def test_a_faulty_template_is_told_of_and_nothing_is_published(built: Path, capsys: Any) -> None:
    before = read_tree(built / "site")
    (built / "overrides/leaflets/card.typ").write_text("#let x = ")
    for command, code in (("build", 1), ("leaflet", 2)):
        assert main(["--project", str(built), command]) == code
        told = capsys.readouterr().err
        assert "overrides/leaflets:1:1: error: " in told
        assert "card.typ" in told
        assert "Traceback" not in told
    assert read_tree(built / "site") == before


def test_an_address_that_is_not_https_never_reaches_paper(built: Path) -> None:
    edit(built, "docs/facts/more.yml", "https://www.cjg.example.org/afspraak", "javascript:alert(1)")
    assert main(["--project", str(built), "build"]) == 1
    for each in read_tree(built / "site").items():
        assert b"javascript:alert" not in each[1]


def test_what_waits_for_confirmation_is_on_no_folder() -> None:
    for each in shelf_of(_made()).folders:
        said = text_of(each.pdf)
        for hidden in ("GEHEIM", "070 752 90 00", "070 111 22 33", "wachtend"):
            assert hidden not in said.replace("\u00a0", " "), each.plan.file


@pytest.mark.parametrize("mark", ["yes", "after-check", "no"])
def test_times_and_costs_are_on_a_folder_once_they_are_confirmed_and_never_before(mark: str) -> None:
    times = f"hours: {{publish: {mark}, times: [{{id: week, days: mo, opens: '03:33', closes: '04:44'}}]}}"
    facts = FACTS.replace("free, publish: yes}", f"free, publish: {mark}}}, {times}")
    made = shelf({**on_paper(), "docs/facts/facts.yml": facts})
    said = "".join(text_of(each.pdf) for each in made.folders if each.plan.language == "nl").lower()
    assert "0800-2000" in said.replace("\u2011", "-")
    assert [each for each in ("gratis", "3.33", "4.44") if each in said] == (
        ["gratis", "3.33", "4.44"] if mark == "yes" else []
    )


def test_an_organisation_that_may_not_be_named_is_on_no_folder_and_no_page(tmp_path: Path) -> None:
    """Neither by itself nor as the way to another one, which is then reached through the next."""
    page = PAGE.replace("contacts: [lijn, wacht]", "contacts: [stil, wacht]").replace("call: lijn", "call: stil")
    quiet = FACTS[FACTS.index("  - id: lijn") : FACTS.index("  - id: wacht")]
    quiet = quiet.replace("id: lijn", "id: stil").replace("De Lijn", "Het Stille").replace("0800-2000", "0800-3000")
    quiet = quiet.replace("2000", "3000").replace("helpline\n    publish: yes", "helpline\n    publish: after-check")
    facts = FACTS.replace("route: lijn", "route: stil").replace("rules:\n", f"{quiet}    route: lijn\nrules:\n")
    root = write_project(
        tmp_path / "project",
        {
            "docs/facts/facts.yml": facts,
            f"docs/nl/{THEME}.yml": f"{page}leaflet: {ALL}\n",
        },
    )
    assert main(["--project", str(root), "build", "--parents"]) == 0
    printed = [text_of(each.pdf) for each in shelf_of(root).folders]
    shown = parse((root / f"site/{THEME}/index.html").read_bytes()).text()
    assert len(printed) == 3
    for said in (*printed, shown):
        assert "Stille" not in said
        assert "0800-3000" not in said
    assert "Het Wachtende" in printed[0]
    for said in (printed[0], shown):
        assert "0800-2000" in said


def test_a_review_takes_the_mark_away(built: Path) -> None:
    project = str(built)
    for words in (
        ["accept", "ar", "--origin", "machine", "--write"],
        ["review", "ar", THEME, "--role", "native-reader", "--date", "2026-11-20", "--write"],
    ):
        assert main(["--project", project, "translate", *words]) == 0
    found = shelf_of(built)
    reviewed, other = folder(found, "ar/boze-buien-trifold"), folder(found, "ar/rust-trifold")
    assert "Nog niet nagekeken" in text_of(other.pdf)
    assert "Nog niet nagekeken" not in text_of(reviewed.pdf)
    assert "20" in text_of(reviewed.pdf)


def test_the_font_has_one_glyph_for_each_arabic_letter(built: Path) -> None:
    """Newer Noto fonts draw letters as a skeleton and shared dots: it looks right, and copies as rubbish."""
    (built / "overrides/leaflets/proef.typ").write_text(
        "#set page(width: 40mm, height: 20mm, margin: 2mm)\n"
        '#set document(title: "x")\n#set text(font: "Noto Naskh Arabic", lang: "ar", fallback: false)\n'
        "#[#metadata((size: 1, fill: (:))) <fit>]\n#(0x628, 0x64a, 0x62a).map(str.from-unicode).join()\n"
    )
    made = Press(built / "overrides").print("proef", {}, 0)
    assert engine.STANDARDS == ["ua-1", "a-2a"]
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        shown = b"".join(
            bytes(each)
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) in ("Tj", "TJ")
            for operand in operands
            for each in (operand if isinstance(operand, pikepdf.Array) else [operand])
            if isinstance(each, pikepdf.String)
        )
    assert len(shown) == 2 * 3
