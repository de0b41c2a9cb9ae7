"""`eigentaal facts`: what waits, confirming a value, and the sheet; and what a confirmation is worth afterwards."""

from __future__ import annotations

import datetime
import errno
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FACTS, Files

from eigentaal.claims import claims, waiting
from eigentaal.cli import main, terminal
from eigentaal.confirming import Refused, confirm
from eigentaal.project import open_project

Make = Callable[..., Path]
FILE = "docs/facts/facts.yml"
ADVICE = """\
advice:
  - id: m-koorts
    says: Bel de huisarts bij koorts.
    pages: ["boze-buien#parts[waarom]"]
    publish: after-check
    certainty: own-knowledge
    source: Proef
    checked_on: 2026-01-01
"""
ADDRESS = """\
    route: lijn
  - id: stil
    name: Achtergrond
    category: helpline
    publish: no
    certainty: unknown
    role_certainty: official
    checked_on: 2026-01-01
    source: {title: Proef, site: example.org}
    phones:
      - {id: main, number: 070 752 91 00, dial: "0707529100", publish: after-check}
"""


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "today", lambda: datetime.date(2026, 3, 1))


@pytest.fixture
def root(project: Make) -> Path:
    changes: Files = {FILE: FACTS.replace("    route: lijn\n", ADDRESS), "docs/facts/advice.yml": ADVICE}
    return project(changes)


def run(root: Path, *words: str) -> int:
    return main(["--project", str(root), "facts", *words])


def listed(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(root, "--format", "json", *words) == 0
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)["facts"]
    return rows


def test_every_value_has_a_mark_of_its_own_and_what_waits_comes_first(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = listed(root, capsys)
    marks = {each["id"]: each["publish"] for each in rows}
    assert marks["wacht"] == "yes"
    assert marks["wacht.main"] == "after-check"
    assert marks["alarm.main.hours"] == "yes"
    assert marks["lijn.main.cost"] == "yes"
    assert marks["r-termijn.later"] == "after-check"
    assert marks["m-koorts"] == "after-check"
    order = [each["publish"] for each in rows]
    assert order == sorted(order, key=("after-check", "yes").index)
    assert {each["days"] for each in rows} == {59}


def test_background_for_editors_is_shown_only_when_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "stil" not in {each["id"] for each in listed(root, capsys)}
    assert [each["id"] for each in listed(root, capsys, "--mark", "no")] == ["stil"]
    site = open_project(root).site
    assert site is not None
    assert {each.id for each in waiting(site)} == {"wacht.main", "r-termijn.later", "m-koorts"}


MORE = """\
organisations:
  - id: loket
    name: Het Loket
    category: helpline
    publish: after-check
    certainty: secondary
    role_certainty: official
    checked_on: 2026-01-02
    source: {title: Gids, site: gids.example.org, url: "https://gids.example.org/"}
    note: Vraag naar de balie.
    phones:
      - id: main
        number: 088 123 45 67
        dial: "0881234567"
        publish: yes
        confirmed: {value: 088 123 45 67, role: cjg, date: 2026-02-03}
        cost: {kind: usual, publish: after-check}
        hours:
          publish: no
          times:
            - {id: week, days: mo tu, opens: "09:00", closes: "17:00"}
            - {id: vrij, days: fr, opens: "10:00", closes: "12:00"}
    web: {url: "https://loket.example.org/", publish: after-check}
    email: {address: post@loket.example.org, publish: no}
    address: {text: "Straat 1, Den Haag", publish: yes}
    spoken: {codes: nl ar, publish: after-check}
rules:
  - id: r-stil
    statement: |
      Between the
        lines.
    publish: no
    certainty: unknown
    source: Awb
    checked_on: 2026-01-02
    note: Zoek na.
    values:
      - {id: dag, kind: date, date: 2026-07-01, publish: after-check}
districts:
  - id: laak
    name: Laak
    publish: after-check
    certainty: official
    source: {title: Kaart, site: example.org}
    checked_on: 2026-01-02
    confirmed: {value: Laak, role: cjg, date: 2026-02-04}
"""
MANY = "docs/facts/more.yml"


def test_every_value_is_told_as_it_is_with_its_own_mark_and_where_that_is_known_from(
    project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ADVICE.replace("says: Bel de huisarts bij koorts.", "says: |\n      Bel de huisarts\n      bij koorts.")
    root = project({MANY: MORE, "docs/facts/advice.yml": said})
    rows = [row for mark in ("after-check", "yes", "no") for row in listed(root, capsys, "--mark", mark)]
    told = {str(each["id"]): (each["kind"], each["value"], each["publish"], each["certainty"]) for each in rows}
    assert {name: row for name, row in told.items() if name.partition(".")[0] in ("loket", "r-stil", "laak")} == {
        "loket": ("organisation", "Het Loket", "after-check", "secondary"),
        "loket.main": ("phone", "088 123 45 67", "yes", "secondary"),
        "loket.main.cost": ("cost", "usual", "after-check", "secondary"),
        "loket.main.hours": ("hours", "mo tu 09:00-17:00; fr 10:00-12:00", "no", "secondary"),
        "loket.web": ("web", "https://loket.example.org/", "after-check", "secondary"),
        "loket.email": ("email", "post@loket.example.org", "no", "secondary"),
        "loket.address": ("address", "Straat 1, Den Haag", "yes", "secondary"),
        "loket.spoken": ("spoken", "nl ar", "after-check", "secondary"),
        "r-stil": ("rule", "Between the lines.", "no", "unknown"),
        "r-stil.dag": ("value", "2026-07-01", "after-check", "unknown"),
        "laak": ("district", "Laak", "after-check", "official"),
    }
    assert told["alarm.main.hours"][1] == "always"
    assert told["m-koorts"][1] == "Bel de huisarts bij koorts."
    by_id = {str(each["id"]): each for each in rows}
    assert {name: each["confirmed"]["date"] for name, each in by_id.items() if each["confirmed"]} == {  # type: ignore[index]
        "loket.main": "2026-02-03",
        "laak": "2026-02-04",
    }
    assert [by_id[each]["source"] for each in ("loket.web", "laak", "r-stil")] == [
        "Gids · gids.example.org · https://gids.example.org/", "Kaart · example.org", "Awb",
    ]  # fmt: skip
    assert [by_id[each]["note"] for each in ("loket.main", "r-stil.dag")] == ["Vraag naar de balie.", "Zoek na."]


def test_nothing_of_what_is_only_background_waits(project: Make) -> None:
    waits = {each.id for each in waiting(_site(project({MANY: MORE})))}
    assert waits == {"wacht.main", "r-termijn.later", "loket", "loket.main.cost", "loket.web", "loket.spoken", "laak"}


def test_only_old_facts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(root, capsys, "--older", "60") == []
    assert listed(root, capsys, "--older", "59")


def test_a_table_says_how_many_wait_and_what_to_do(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--mark", "after-check") == 0
    out = capsys.readouterr().out
    assert "070 752 90 00" in out
    assert "facts confirm" in out


def test_confirming_shows_the_change_first_and_writes_only_when_asked(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / FILE).read_bytes()
    assert run(root, "confirm", "r-termijn.later", "--role", "jurist") == 0
    assert (root / FILE).read_bytes() == before
    shown = capsys.readouterr().out
    added = [line for line in shown.splitlines() if line.startswith("+") and "role: jurist" in line]
    assert len(added) == 1
    assert "2026-03-01" in added[0]
    assert "--write" in shown
    assert run(root, "confirm", "r-termijn.later", "--role", "jurist", "--write") == 0
    after = (root / FILE).read_text(encoding="utf-8")
    changed = [line for line in after.splitlines() if line not in before.decode().splitlines()]
    assert len(changed) == 1, "one line, in its own style: the value stands between brackets"
    value = {each.id: each for each in claims(_site(root))}["r-termijn.later"]
    assert (value.publish, value.lapsed) == ("yes", False)
    assert value.confirmed is not None
    assert (value.confirmed.value, value.confirmed.role, value.confirmed.date) == ("2 day", "jurist", "2026-03-01")


def _site(root: Path):  # type: ignore[no-untyped-def]
    site = open_project(root).site
    assert site is not None
    return site


def test_a_full_disk_leaves_the_facts_as_they_were_and_nothing_beside_them(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "beside")

    before = sorted((root / "docs/facts").iterdir()), (root / FILE).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        assert run(root, "confirm", "wacht.main", "--role", "organisation", "--write") == 2
    assert capsys.readouterr().err == f"niet gelukt: de schijf is vol ({root / FILE})\n", (
        "of the site nothing was asked"
    )
    assert (sorted((root / "docs/facts").iterdir()), (root / FILE).read_bytes()) == before
    assert open_project(root).site is not None, "a hidden file would have stopped the build"


def test_confirming_twice_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("confirm", "m-koorts", "--role", "youth-doctor", "--date", "2026-02-03", "--write")
    assert run(root, *asked) == 0
    once = (root / "docs/facts/advice.yml").read_bytes()
    capsys.readouterr()
    assert run(root, *asked) == 0
    assert (root / "docs/facts/advice.yml").read_bytes() == once
    assert "m-koorts" in capsys.readouterr().out


def test_age_is_counted_from_the_day_of_confirmation(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "confirm", "m-koorts", "--role", "youth-doctor", "--date", "2026-02-27", "--write") == 0
    days = {each["id"]: each["days"] for each in listed(root, capsys)}
    assert (days["m-koorts"], days["wacht.main"]) == (2, 59)


def test_another_number_replaces_all_its_forms(root: Path) -> None:
    assert run(root, "confirm", "wacht.main", "--role", "organisation", "--value", "070 752 82 00", "--write") == 0
    phone = _site(root).organisations["wacht"].phone()
    assert (phone.number, phone.dial, phone.international) == ("070 752 82 00", "0707528200", "+31707528200")


@pytest.mark.parametrize(
    ("fact", "value", "shown"),
    [("lijn.web", "https://lijn.example.org/", "url"), ("lijn.address", "Straat 1, Den Haag", "text")],
)
def test_a_value_that_was_not_there_yet_is_added(root: Path, fact: str, value: str, shown: str) -> None:
    assert run(root, "confirm", fact, "--role", "cjg", "--value", value, "--write") == 0
    thing = getattr(_site(root).organisations["lijn"], fact.partition(".")[2])
    assert (getattr(thing, shown), thing.publish) == (value, "yes")


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("facts-unknown", ("nergens",)),
        ("facts-unknown", ("nergens.web", "--value", "https://lijn.example.org/")),
        ("facts-unknown", ("wacht.fax", "--value", "1")),
        ("facts-no-value", ("lijn.web",)),
        ("facts-bad-value", ("lijn.web", "--value", "http://lijn.example.org")),
        ("facts-bad-number", ("wacht.main", "--value", "070 752 82")),
        ("facts-edit-by-hand", ("wacht.main", "--value", "14070")),
        ("facts-edit-by-hand", ("r-termijn.term", "--value", "8 week")),
        ("facts-background", ("stil",)),
        ("facts-background", ("stil.web", "--value", "https://lijn.example.org/")),
        ("facts-unwritable", ("lijn.address", "--value", "Kade\u00ad 1")),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else each,
)
@pytest.mark.parametrize("ui", ["nl", "en"])
def test_what_can_not_be_confirmed_is_refused_and_nothing_is_written(
    root: Path, capsys: pytest.CaptureFixture[str], why: str, words: tuple[str, ...], ui: str
) -> None:
    before = (root / FILE).read_bytes()
    assert main(["--project", str(root), "--ui", ui, "facts", "confirm", *words, "--role", "cjg", "--write"]) == 2
    assert (root / FILE).read_bytes() == before
    said = re.escape(terminal.texts()[why][ui])
    assert re.search(re.sub(r"\\{\w+\\}", ".*", said), capsys.readouterr().err)


@pytest.mark.parametrize(
    ("fact", "value"), [("r-termijn.later", "2 day"), ("alarm.main.hours", "always"), ("lijn.main", "0800-2000")]
)
def test_the_value_that_is_there_may_be_said_once_more(root: Path, fact: str, value: str) -> None:
    assert run(root, "confirm", fact, "--role", "cjg", "--value", value, "--write") == 0
    told = {each.id: each for each in claims(_site(root))}[fact]
    assert (told.value, told.confirmed and told.confirmed.value, told.lapsed) == (value, value, False)


def test_a_number_may_be_given_as_it_is_dialled_from_abroad(root: Path) -> None:
    assert run(root, "confirm", "wacht.main", "--role", "organisation", "--value", "+31 70 752 82 00", "--write") == 0
    phone = _site(root).organisations["wacht"].phone()
    assert (phone.number, phone.dial) == ("+31 70 752 82 00", "+31707528200")
    assert phone.international == "+31707528200"


def test_a_warning_in_a_file_holds_up_no_confirmation(root: Path) -> None:
    file = root / FILE
    file.write_text(FACTS.replace("source: Awb", "source: Aw\u00adb"), encoding="utf-8")
    assert [each.path for each in open_project(root).problems if each.check == "removed-character"] == [FILE]
    assert run(root, "confirm", "r-termijn.later", "--role", "jurist", "--write") == 0


def test_new_fields_stand_in_the_order_of_the_model(root: Path) -> None:
    for fact, value in (("wacht.address", "Kade 1"), ("wacht.web", "https://wacht.example.org/"), ("r-termijn", "")):
        assert run(root, "confirm", fact, "--role", "cjg", *(("--value", value) if value else ()), "--write") == 0
    _, whose, rule = re.split(
        "name: Het Wachtende\n|  - id: stil\n(?s:.*)rules:\n", (root / FILE).read_text(encoding="utf-8")
    )
    about = ["publish", "confirmed", "value", "role", "date"]
    fields = re.findall(r"^ +(?:- )?(\w+):", whose, re.MULTILINE)
    new = fields[fields.index("phones") + 1 :]
    assert new == ["web", "url", *about, "address", "text", *about, "route"]
    assert re.findall(r"^ +(?:- )?(\w+):", rule, re.MULTILINE)[:7] == ["id", "statement", *about]


def test_facts_that_changed_since_they_were_read_are_left_alone(root: Path) -> None:
    change = confirm(_site(root), root, "r-termijn.later", "jurist", "2026-03-01")
    (root / FILE).write_text(f"# Van een ander\n{FACTS}", encoding="utf-8")
    with pytest.raises(Refused, match="facts-changed-since"):
        change.write(root)
    assert (root / FILE).read_text(encoding="utf-8") == f"# Van een ander\n{FACTS}"


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_value_confirms_nothing(root: Path, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / FILE).read_bytes()
    with pytest.raises(SystemExit) as stop:
        run(root, "confirm", "wacht.main", "--role", "cjg", "--value", value, "--write")
    assert stop.value.code == 2
    assert "laat --value dan weg" in capsys.readouterr().err
    assert (root / FILE).read_bytes() == before


def test_a_number_that_changes_after_it_was_confirmed_stops_the_build(root: Path) -> None:
    assert run(root, "confirm", "wacht.main", "--role", "organisation", "--write") == 0
    assert [each.check for each in open_project(root).problems if each.severity == "error"] == []
    text = (root / FILE).read_text(encoding="utf-8")
    for old, new in (("number: 070 752 90 00", "number: 070 752 82 00"), ("0707529000", "0707528200")):
        text = text.replace(old, new)
    (root / FILE).write_text(text.replace("+31707529000", "+31707528200"), encoding="utf-8")
    assert [each.check for each in open_project(root).problems if each.severity == "error"] == ["lapsed-confirmation"]


def test_the_sheet_has_every_value_that_waits_and_no_background(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "blad.html"
    assert run(root, "sheet", "--out", str(out)) == 0
    text = out.read_text(encoding="utf-8")
    assert "070 752 90 00" in text
    assert "Bel de huisarts bij koorts." in text
    assert "2 day" in text
    assert "070 752 91 00" not in text
    assert "Achtergrond" not in text
    assert "0800-2000" not in text
    assert text.count('class="box"><span>') == 3
    assert run(root, "sheet", "--out", str(out)) == 0, "its own sheet is written over"
    out.write_text("van iemand anders", encoding="utf-8")
    assert run(root, "sheet", "--out", str(out)) == 2
    assert out.read_text(encoding="utf-8") == "van iemand anders"


# -- days that can't be ------------------------------------------------------------------------------------------------

READ, CONFIRMED = "checked_on: 2026-01-01\n", "confirmed: {value: 6 week, role: jurist, date: 2026-02-03}"


def dated(root: Path, file: str, old: str, new: str) -> int:
    """Writes a day in place of one that stands there; the line it is on."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return 1 + text[: text.index(old)].count("\n")


@pytest.mark.parametrize("words", [(), ("--older", "180"), ("sheet",)])
def test_a_day_that_does_not_exist_is_told_with_its_place(
    root: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    line = dated(root, FILE, READ, READ.replace("01-01", "11-31"))
    assert run(root, *words) == 1
    told = capsys.readouterr().err
    assert f"{FILE}:{line}:17: error: “2026-11-31”" in told
    assert "2026-11-22" in told


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FILE, READ, READ.replace("2026", "2036")),
        (FILE, "unit: week, publish: yes", f"unit: week, publish: yes, {CONFIRMED.replace('2026', '2036')}"),
        ("docs/nl/opvoeden/spelen.yml", "order: 10\n", "order: 10\nchanged: 2036-01-01\n"),
    ],
    ids=["read", "confirmed", "changed"],
)
def test_a_day_to_come_is_a_warning_of_the_check_until_it_is_there_and_stops_nothing(
    root: Path, file: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = dated(root, file, old, new) + old.count("\n") * ("changed" in new)
    for _ in range(2):  # the second time from memory, if it were kept
        capsys.readouterr()
        assert main(["--project", str(root), "check"]) == 0
        assert f"{file}:{line}:" in (told := capsys.readouterr().out)
        assert told.count("(day-to-come)") == 1
    assert main(["--project", str(root), "build", "--parents"]) == 0
    listed(root, capsys)
    monkeypatch.setattr(terminal, "today", lambda: datetime.date(2036, 2, 3))
    assert main(["--project", str(root), "check"]) == 0
    assert "(day-to-come)" not in capsys.readouterr().out


def test_where_it_is_tomorrow_already_nothing_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for day, told in (("2026-03-02", False), ("2026-03-03", True)):
        dated(root, FILE, READ, f"checked_on: {day}\n")
        main(["--project", str(root), "check", "--only", "day-to-come"])
        assert ("(day-to-come)" in capsys.readouterr().out) == told


def test_a_fact_with_a_day_to_come_is_in_the_list(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dated(root, FILE, READ, READ.replace("2026", "2036"))
    assert "alarm" in {each["id"] for each in listed(root, capsys)}


@pytest.mark.parametrize(
    ("day", "why"),
    [("2036-01-01", "moet nog komen"), ("25-11-2026", "2026-11-22"), ("2026-02-30", "is geen dag")],
)
def test_nothing_is_confirmed_on_a_day_that_can_not_be(
    root: Path, day: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        run(root, "confirm", "r-termijn.later", "--role", "jurist", "--date", day, "--write")
    assert stop.value.code == 2
    assert why in capsys.readouterr().err
    assert "confirmed" not in (root / FILE).read_text(encoding="utf-8")
