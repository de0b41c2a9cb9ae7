"""The editors' report: in the terminal, as JSON, and on the page for editors, from the same counts."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FACTS, SECTION
from conftest import PAGE as DUTCH_PAGE
from exchanging import PAGE, drop, edit, recorded, texts
from pages import parse

from eigentaal import report
from eigentaal.cli import main, terminal
from eigentaal.project import open_project
from eigentaal.tally import tallies

Make = Callable[..., Path]
AR = f"docs/ar/{PAGE}.yml"
EDITORS = {
    "docs/nl/redactie/index.yml": SECTION.replace("Opvoeden", "Redactie") + "languages: [nl]\n",
    "docs/nl/redactie/stand.yml": (
        "kind: professional\ntitle: Stand\nshort: Stand\npicture: list-check\nanswer: Hoe het staat.\n"
        "generated: report\nparts:\n  - {id: a, heading: Hoe?, text: Zo.}\nlanguages: [nl]\n"
    ),
}


@pytest.fixture
def root(project: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One field outdated, one missing (so the page is held back), one reviewed; a fact older than the others."""
    facts = FACTS.replace("checked_on: 2026-01-01", "checked_on: 2025-06-01", 1)
    made = recorded(project, changes={**EDITORS, "docs/facts/facts.yml": facts})
    run = ["--project", str(made), "translate", "review", "ar", f"{PAGE}#title"]
    assert main([*run, "--role", "jurist", "--date", "2026-02-03", "--write"]) == 0
    edit(made, f"docs/nl/{PAGE}.yml", "Boze buien horen erbij.", "Boze buien horen er gewoon bij.")
    drop(made, AR, "heading")
    monkeypatch.setattr(terminal, "today", lambda: datetime.date(2026, 3, 1))
    return made


def told(root: Path, *words: str) -> None:
    assert main(["--project", str(root), "report", *words]) == 0


def rows(said: str, start: str) -> list[list[str]]:
    """The cells of a table that begins below the line with `start`."""
    lines = said[said.index(start) :].splitlines()[1:]
    found: list[list[str]] = []
    for line in lines:
        if not line.strip():
            break
        found.append(re.split(r"\s{2,}", re.sub(r"(\d) +(\d+%)", r"\1 \2", line.strip())))
    return found


def test_counts_and_percentages_per_language_and_section(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    told(root)
    said = capsys.readouterr().out
    site = open_project(root).site
    assert site is not None
    (page,) = (each for each in tallies(site, "ar") if each.page == PAGE)
    assert (page.outdated, page.missing, page.reviewed, page.withheld) == (1, 1, 1, 1)
    table = {row[0]: row[1:] for row in rows(said, "Arabisch (ar)")}
    section = next(each for each in report.sections(list(tallies(site, "ar"))) if each.page == "opvoeden")
    assert table["opvoeden"][0] == str(section.fields)
    share = [f"{count} {report.percent(count, section.fields)}%" for count in (section.current, section.outdated)]
    assert table["opvoeden"][1:3] == share
    assert table["opvoeden"][-1] == "1"
    assert {"deel", "gedeelde woorden", "opvoeden", "alles"} <= table.keys()
    total = report.total(list(tallies(site, "ar")))
    assert int(table["alles"][0]) == total.fields == total.current + total.outdated + total.missing
    dutch = {row[0]: row for row in rows(said, "Nederlands (nl)")}
    assert dutch["alles"][3:5] == ["–", "–"], "Dutch is never outdated or missing"


def test_the_worst_page_comes_first_and_is_the_next_thing_to_do(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that is held back goes before one that lacks more."""
    capsys.readouterr()
    told(root)
    said = capsys.readouterr().out
    worst = rows(said[said.index("Arabisch (ar)") :], "Hier is het meeste werk")
    first, second = worst[1:3]
    assert first == [PAGE, "1", "1", "1"]
    assert int(second[1]) > 1
    assert second[3] == "–"
    assert f"--page {PAGE}" in said.strip().splitlines()[-1]


def test_facts_stand_by_age_and_only_here(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    told(root)
    said = capsys.readouterr().out
    facts = rows(said, "Feiten, het langst geleden")[1:]
    assert facts[0][0] == "Alarmnummer"
    assert facts[0][-1] == str((datetime.date(2026, 3, 1) - datetime.date(2025, 6, 1)).days) == "273"
    assert [int(each[-1]) for each in facts] == sorted((int(each[-1]) for each in facts), reverse=True)
    assert any("telefoon main" in each for each in facts)
    told(root, "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert data["facts"][0] | {"days": 273} == data["facts"][0]
    assert data["today"] == "2026-03-01"
    site = open_project(root).site
    assert site is not None
    assert all("days" not in each for each in report.as_data(site)["facts"])


def test_json_has_what_the_table_has(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    told(root, "--format", "json")
    data = json.loads(capsys.readouterr().out)
    page = data["languages"]["ar"]["pages"][PAGE]
    assert (page["outdated"], page["missing"], page["reviewed"], page["withheld"]) == (1, 1, 1, 1)
    assert page["percent"]["outdated"] == 100 // page["fields"]
    assert data["languages"]["ar"]["withheld"] == [AR]
    assert set(page["percent"]) == {"current", "outdated", "missing", "machine", "reviewed"}


def test_a_rule_names_the_texts_that_rest_on_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        root,
        "docs/nl/opvoeden/spelen.yml",
        "    text: Een kind voelt veel.",
        "    text: Een kind voelt veel.\n    basis: [r-termijn]",
    )
    site = open_project(root).site
    assert site is not None
    (rule,) = (each for each in report.facts(site) if each.id == "r-termijn")
    assert rule.carries == ("opvoeden/spelen#parts[waarom]",)


def test_the_page_for_editors_says_the_same_without_a_clock(root: Path) -> None:
    project = open_project(root)
    assert project.site is not None
    html = project.edition().render(project.site.leaves["nl"]["redactie/stand"])
    page = parse(html.encode(), own=False)
    site = project.site
    total = report.total(list(tallies(site, "ar")))
    cells = [each.text() for each in page.all("td")]
    assert f"{total.current} ({report.percent(total.current, total.fields)} %)" in cells
    text = page.text()
    assert text.index("Alarmnummer") < text.index("Het Wachtende")
    assert "2025-06-01" in cells
    assert "tegengehouden door een fout" in text
    assert not re.search(r"\b273\b|dagen geleden", text)
    (badge,) = (each for each in page.all("img") if "report/ar.svg" in (each["src"] or ""))
    assert badge["alt"] == f"Arabisch: {report.percent(total.current, total.fields)} % actueel"


def test_readability_is_told_per_page_of_some_length(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    easy = "Wij zijn er. Kom maar. Het is fijn. " * 12
    hard = "Jeugdhulpverleningsinstellingen bemiddelen onafhankelijk verantwoordelijkheidsverdelingen. " * 30
    page = texts()["pages"][f"docs/nl/{PAGE}.yml"]
    made = project(
        {
            f"docs/nl/{PAGE}.yml": page.replace("Een kind voelt veel.", easy),
            "docs/nl/opvoeden/spelen.yml": DUTCH_PAGE.replace("Een kind voelt veel.", hard).replace(
                "spelen", "boze-buien"
            ),
        }
    )
    told(made)
    found = rows(capsys.readouterr().out, "Leesbaarheid")[1:]
    assert [each[:2] for each in found] == [["opvoeden/spelen", "nl"], [PAGE, "nl"]]
    assert float(found[0][2]) < 30 < 90 < float(found[1][2])


def test_a_site_that_cannot_be_loaded_has_no_report(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, f"docs/nl/{PAGE}.yml", "kind: theme", "kind: niets")
    capsys.readouterr()
    assert main(["--project", str(root), "report"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "herstel eerst de fouten" in said.err
