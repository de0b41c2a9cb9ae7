"""Which line of the list that the checks were built from is watched by which check, and that a new check is found.

The list is `data/coverage.yml`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from conftest import ADVICE, PAGE, Files
from markupsafe import escape
from translating import real

from eigentaal import checks
from eigentaal.cli import main
from eigentaal.problems import FORMATS, catalogue, outline
from eigentaal.project import open_project

Make = Callable[[Files], Path]
COVERAGE = yaml.safe_load(Path(__file__).with_name("data").joinpath("coverage.yml").read_text(encoding="utf-8"))
GROUPS = {"V": 10, "F": 8, "O": 6, "S": 11, "P": 3, "B": 4, "T": 4, "L": 5}
LEFT_OUT = {"S4", "L5", "P3", "O5"}


def test_every_line_of_the_list_is_watched_or_tells_why_not() -> None:
    listed = {f"{group}{number}" for group, count in GROUPS.items() for number in range(1, count + 1)}
    assert set(COVERAGE) == listed - LEFT_OUT
    assert [name for name, line in COVERAGE.items() if not line.get("checks") and not line.get("elsewhere")] == []


@pytest.mark.parametrize("line", COVERAGE)
def test_what_watches_a_line_exists(line: str) -> None:
    assert [name for name in COVERAGE[line].get("checks", ()) if name not in catalogue()] == []


# -- a check that somebody adds ----------------------------------------------------------------------------------------

PAIR = '''"""A translation shouts.

Why: it sounds angry. Example: three exclamation marks. Mend: write one.
"""

from eigentaal.problems import WARNING

SEVERITY = WARNING


def find(pair):
    if "!!!" in pair.target.raw:
        yield {"found": "!!!"}
'''
WHOLE = '''"""A page is called after an animal.

Why: it was agreed so.
"""


def check(contents):
    for leaf in contents.originals:
        if leaf.slug == "aap":
            yield contents.at(leaf, "title", "animal-page", found="aap")
'''
GOOD = ADVICE.format(title="Kizgin")
TR = "docs/tr/opvoeden/boze-buien.yml"


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "shouted_text.py").write_text(PAIR, encoding="utf-8")
    (folder / "animal_page.py").write_text(WHOLE, encoding="utf-8")
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(folder)])
    checks.discovered.cache_clear()
    yield folder
    checks.discovered.cache_clear()


def test_a_check_that_is_put_in_the_folder_is_found_listed_and_run(
    project: Make, added: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {"shouted-text", "animal-page"} <= set(checks.discovered())
    monkeypatch.chdir(project({TR: real(GOOD, "tr").replace("answer: ", "answer: Hey!!! ")}))
    assert main(["check", "--list"]) == 0
    assert "shouted-text" in capsys.readouterr().out
    for form in FORMATS:
        main(["check", "--only", "shouted-text", "--format", form])
        assert "shouted-text" in capsys.readouterr().out, form
    main(["check", "--format", "json", "--only", "shouted-text"])
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["check"], told["severity"], told["path"]) == ("shouted-text", "warning", TR)
    assert told["target"].startswith("Hey!!!")
    for without in (["--skip", "shouted-text"], ["--lang", "ar"], ["--page", "opvoeden/spelen"]):
        main(["check", "--format", "json", *without])
        assert "shouted-text" not in capsys.readouterr().out, without


def test_a_check_of_the_whole_that_is_put_in_the_folder_stops_a_dutch_error(
    project: Make, added: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"docs/nl/opvoeden/aap.yml": PAGE.replace("order: 10", "order: 30")})
    monkeypatch.chdir(root)
    assert main(["check", "--only", "animal-page"]) == 1
    assert "animal-page" in capsys.readouterr().out


def test_the_page_for_editors_shows_every_check_in_dutch_with_its_documentation(project: Make) -> None:
    """The generated page `redactie/wat-we-nakijken`."""
    page = (
        "kind: professional\ntitle: Wat\nshort: Wat\npicture: list-check\norder: 30\nanswer: Zoek.\n"
        "generated: checks\nparts:\n  - {id: a, heading: Hoe?, text: Zo.}\nlanguages: [nl]\n"
    )
    edition = open_project(project({"docs/nl/opvoeden/nakijken.yml": page})).edition()
    assert edition.site
    shown = edition.render(edition.site.leaves["nl"]["opvoeden/nakijken"])
    for name in checks.discovered():
        assert f'id="{name}"' in shown, name
        message, _ = outline(name)
        assert escape(message.partition("`")[0]) in shown, name
    assert "{field}" not in shown
    assert "`" not in shown
