"""Risk factors, medical advice and pictures: what the checks find, what the pages for editors show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FACTS, PAGE, SECTION, Files
from pages import REAL, parse, real_site

from eigentaal.claims import waiting
from eigentaal.coverage import covered, exists
from eigentaal.project import Project, open_project

Make = Callable[..., Path]
THEME, FACTORS, ADVICE = "docs/nl/opvoeden/boze-buien.yml", "docs/facts/factors.yml", "docs/facts/advice.yml"
PRO = "docs/nl/redactie/lijst.yml"
FACTOR = """\
factors:
  - {id: 3, name: Weinig zicht op het probleem, cluster: knowing, pages: 2}
  - {id: 11, name: Te weinig tijd, cluster: quality}
"""
MEDICAL = """\
advice:
  - id: m-koorts
    says: Bel de huisarts bij koorts.
    pages: ["boze-buien#parts[waarom]", "boze-buien#ask_help[vaak]", boze-buien]
    publish: after-check
    certainty: own-knowledge
    source: Proef
    checked_on: 2026-01-01
"""
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (320).to_bytes(4, "big") + (200).to_bytes(4, "big") + b"\x08\x02\0\0\0"
LIST = """\
kind: professional
title: Lijst
short: Lijst
picture: list-check
order: 10
answer: Een lijst.
generated: coverage
languages: [nl]
parts:
  - {id: stap, heading: Stap, text: Doe dit.}
pictures:
  - {id: potlood, part: stap, file: handboek/potlood.png, alt: "Een <potlood>"}
sheets:
  - id: blad
    heading: Invullen
    tasks:
      - {id: een, text: "Bel [[lijn.phone]].", who: service, factors: [3]}
      - {id: twee, text: Praat samen.}
"""
REDACTIE = SECTION.replace("Opvoeden", "Redactie")


def with_list(text: str = LIST) -> Files:
    return {
        PRO: text,
        "docs/nl/redactie/index.yml": REDACTIE,
        "docs/assets/handboek/potlood.png": PNG,
        FACTORS: FACTOR,
    }


def theme(line: str) -> Files:
    return {THEME: f"{PAGE}{line}\n", FACTORS: FACTOR}


def advice(old: str = "", new: str = "") -> Files:
    assert old in MEDICAL
    return {ADVICE: MEDICAL.replace(old, new)}


CATCH: dict[str, list[tuple[Files, str, int]]] = {
    "unknown-factor": [
        (theme("risk_factors: [3, 18]"), THEME, 20),
        (theme("risk_factors: [drie]"), THEME, 20),
        (with_list(LIST.replace("factors: [3]", "factors: [4]")), PRO, 17),
    ],
    "thin-factor": [
        ({FACTORS: FACTOR}, FACTORS, 2),
        (theme("risk_factors: [3]"), FACTORS, 2),
        (theme("risk_factors: [11]"), FACTORS, 2),
    ],
    "unknown-advice-place": [
        (advice("#parts[waarom]", "#parts[hoe]"), ADVICE, 4),
        (advice("boze-buien#parts", "boze-bui#parts"), ADVICE, 4),
        (advice("#ask_help[vaak]", "#ask_help[soms]"), ADVICE, 4),
    ],
    "unknown-image": [
        (with_list(LIST.replace("potlood.png", "pen.png")), PRO, 12),
        (with_list(LIST.replace("part: stap", "part: stop")), PRO, 12),
        ({**with_list(), "docs/assets/handboek/potlood.png": None}, PRO, 12),
    ],
}
LEAVE: dict[str, list[Files]] = {
    "unknown-factor": [{}, theme("risk_factors: [3, 11]"), with_list(), {THEME: f"{PAGE}risk_factors: [99]\n"}],
    "thin-factor": [
        {},
        {FACTORS: FACTOR.replace("pages: 2", "pages: 0")},
        {**theme("risk_factors: [3]"), FACTORS: FACTOR.replace("pages: 2", "pages: 1")},
    ],
    "unknown-advice-place": [{}, advice(), advice('"boze-buien#parts[waarom]"', '"boze-buien#answer"')],
    "unknown-image": [{}, with_list(), with_list(LIST.replace("pictures:\n", "").replace(LIST.splitlines()[11] + "\n", ""))],
}  # fmt: skip


def found(project: Project, check: str) -> list[tuple[str, int]]:
    return [(each.path, each.line) for each in project.problems if each.check == check]


@pytest.mark.parametrize(
    ("check", "changes", "path", "line"),
    [pytest.param(check, *case, id=f"{check}-{at}") for check, cases in CATCH.items() for at, case in enumerate(cases)],
)
def test_a_defect_is_found_in_its_place(project: Make, check: str, changes: Files, path: str, line: int) -> None:
    assert (path, line) in found(open_project(project(changes)), check)


@pytest.mark.parametrize(
    ("check", "changes"),
    [pytest.param(check, case, id=f"{check}-{at}") for check, cases in LEAVE.items() for at, case in enumerate(cases)],
)
def test_what_is_right_is_left_alone(project: Make, check: str, changes: Files) -> None:
    assert found(open_project(project(changes)), check) == []


CONFIRMED = FACTS.replace(
    "publish: after-check}\n    route", "publish: after-check, confirmed: {value: 070 1, role: cjg, date: 2026-01-02}}\n    route"
)  # fmt: skip


def test_a_confirmation_of_another_value_is_found(project: Make) -> None:
    """`lapsed-confirmation`; that a right one is left alone is told in test_facts_command.py."""
    assert found(open_project(project({"docs/facts/facts.yml": CONFIRMED})), "lapsed-confirmation")


# -- what is shown -----------------------------------------------------------------------------------------------------


def rendered(root: Path, path: str = "redactie/lijst"):  # type: ignore[no-untyped-def]
    project = open_project(root)
    assert project.site is not None, project.problems
    edition = project.edition()
    return parse(edition.render(project.site.leaves["nl"][path]))


def test_a_picture_keeps_its_place_and_says_what_is_on_it(project: Make) -> None:
    image = rendered(project(with_list())).one("img")
    assert (image["src"], image["alt"]) == ("../../assets/handboek/potlood.png", "Een <potlood>")
    assert (image["width"], image["height"]) == ("320", "200")


def test_a_table_to_fill_in_has_a_box_a_line(project: Make) -> None:
    table = rendered(project(with_list())).one("section", id="sheet-blad")
    assert [each.text() for each in table.all("th")] == ["Klaar", "Wat", "Wie", "Drempel", "Naam", "Wanneer"]
    rows = table.one("tbody").all("tr")
    assert len(rows) == 2
    assert all(len(each.all("td", "box")) == 1 for each in rows)
    assert rows[0].one("a")["href"] == "tel:08002000"
    assert rows[0].all("td")[2].text() == "CJG of hulporganisatie"
    assert rows[1].all("td")[2].text() == ""


def test_pictures_and_tables_are_for_professionals_only(project: Make) -> None:
    for name in ("pictures", "sheets"):
        project_ = open_project(project(theme(f"{name}: []"), name))
        assert "field-of-other-kind" in {each.check for each in project_.problems}


def test_the_page_on_coverage_names_the_pages_of_each_factor(project: Make) -> None:
    page = rendered(project({**with_list(), **theme("risk_factors: [3]")}))
    row = page.one("tr", id="drempel-3")
    assert "Boze buien" in row.text()
    assert "te weinig: minstens 2" in row.text()
    assert "te weinig" not in page.one("tr", id="drempel-11").text()


def test_the_public_list_of_what_waits_shows_no_value_that_waits(project: Make) -> None:
    files = {**with_list(LIST.replace("coverage", "confirm")), **advice()}
    page = rendered(project(files))
    assert "wacht.main" in page.text()
    assert "Het Wachtende" in page.text()
    assert "r-termijn.later" in page.text()
    assert "070 752 90 00" not in page.text()
    assert "Bel de huisarts bij koorts." in page.text(), "advice stands on pages already"
    assert len(page.all("td", "box")) >= 3
    for table in page.all("table", "sheet"):  # wider than a phone: it scrolls in a box with a name, not the page
        box = table.parent
        assert box is not None
        assert (box["class"], box["role"], box["tabindex"]) == ("sheet-box", "region", "0")
        assert page.one("h2", id=box["aria-labelledby"]).text()


UNNAMED = """\
organisations:
  - id: straks
    name: Bureau Straks
    category: helpline
    publish: after-check
    certainty: unknown
    role_certainty: official
    checked_on: 2026-01-02
    source: {title: Gids, site: example.org}
    phones:
      - {id: main, number: 088 123 45 67, dial: "0881234567", publish: after-check}
districts:
  - id: laak
    name: Laakkwartier
    publish: after-check
    certainty: official
    source: {title: Kaart, site: example.org}
    checked_on: 2026-01-02
"""


def test_the_public_list_of_what_waits_names_nobody_whose_name_waits(project: Make) -> None:
    files = {**with_list(LIST.replace("coverage", "confirm")), **advice(), "docs/facts/more.yml": UNNAMED}
    page = rendered(project(files))
    for name in ("straks.main", "laak"):
        assert name in page.text()
    for secret in ("Bureau Straks", "Laakkwartier", "088 123 45 67"):
        assert secret not in page.text()


def test_the_public_list_of_what_waits_leads_to_where_advice_is_given(project: Make) -> None:
    page = rendered(project({**with_list(LIST.replace("coverage", "confirm")), **advice()}))
    there = "../../opvoeden/boze-buien/"
    links = [each["href"] for each in page.all("a") if each.text() == "Boze buien"]
    assert links == [f"{there}#waarom", there, there]


# -- the real content --------------------------------------------------------------------------------------------------


@REAL
def test_every_factor_that_a_site_can_work_on_has_three_pages_or_more() -> None:
    found = {each.factor.id: each for each in covered(real_site())}
    assert sorted(map(int, found)) == list(range(1, 18))
    assert {each for each, row in found.items() if row.factor.pages == 3} == {*map(str, range(1, 11)), "17"}
    assert {each: row.count for each, row in found.items() if row.factor.pages and row.count < 3} == {}


@REAL
def test_all_that_waits_has_a_name_a_source_and_a_day() -> None:
    rows = waiting(real_site())
    assert len(rows) > 100
    assert [each.id for each in rows if not (each.name and each.value and each.checked_on)] == []
    assert len({each.id for each in rows}) == len(rows)


@REAL
@pytest.mark.parametrize(
    "where", ["baby-huilt#parts[schudden]", "baby-huilt#answer", "baby-huilt", "baby-huilt#do_now[bed]"]
)
def test_an_address_exists(where: str) -> None:
    assert exists(real_site(), where)


@REAL
@pytest.mark.parametrize(
    "where", ["baby-huil", "baby-huilt#parts[schud]", "baby-huilt#parts[schudde", "baby-huilt#nergens"]
)
def test_an_address_does_not_exist(where: str) -> None:
    assert not exists(real_site(), where)
