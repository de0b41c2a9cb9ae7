"""`eigentaal translate export`, `import` and `review-sheet`: what an editor sees, and that no file ends in a traceback."""

from __future__ import annotations

import io
import json
import random
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from exchanging import ANSWER, PAGE, Book, better, current, drop, edit, export_file, opened, recorded, tree

from eigentaal.cli import exchange as commands
from eigentaal.cli import main
from eigentaal.exchange import trial
from eigentaal.translate import Plan

Make = Callable[..., Path]
AR = f"docs/ar/{PAGE}.yml"
STATE = f"docs/ar/_state/{PAGE}.json"


@pytest.fixture
def root(project: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = recorded(project)
    monkeypatch.chdir(found)
    return found


def run(*words: str) -> int:
    """The command as a person runs it."""
    try:
        return main(["translate", *words])
    except SystemExit as stop:
        return int(stop.code or 0)


def sheet(root: Path, name: str = "ar.xlsx") -> Book:
    """All texts of a page, sent."""
    export_file(opened(root), "ar", "xlsx", root / name, everything=True, pages=[PAGE])
    return Book(root / name)


def account(said: str) -> tuple[dict[str, int], int]:
    """The table that was printed: result → rows, and the total it gives."""
    names = {each: texts_of(each) for each in ("imported", "unchanged", "conflict", "rejected", "unknown")}
    counts, now = dict.fromkeys(names, 0), ""
    table = said[said.index("wat ervan werd") :].splitlines()[1:]
    for line in table:
        now = next((each for each, name in names.items() if line.startswith(name)), now)
        found = re.search(r"(\d+)$", line.strip())
        assert found, line
        if line.startswith("alle rijen"):
            return counts, int(found[1])
        counts[now] += int(found[1])
    raise AssertionError(said)


def texts_of(result: str) -> str:
    from eigentaal.exchange import say

    return say(result)


# -- going out ---------------------------------------------------------------------------------------------------------


def test_what_is_due_goes_out_and_the_next_step_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, f"docs/nl/{PAGE}.yml", "Boze buien horen erbij.", "Boze buien horen er gewoon bij.")
    drop(root, AR, "heading")
    assert run("export", "ar") == 0
    said = capsys.readouterr().out
    assert "teksten-ar.xlsx" in said
    assert "1 verouderd" in said
    assert "eigentaal translate import teksten-ar.xlsx" in said.splitlines()[-1]
    assert ANSWER in Book(root / "teksten-ar.xlsx").rows


def test_no_file_of_somebody_is_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "ar", "--everything") == 0
    sent = (root / "teksten-ar.xlsx").read_bytes()
    assert run("export", "ar", "--everything") == 0
    assert sorted(each.name for each in root.glob("teksten*")) == ["teksten-ar.xlsx"], "the same file again"
    Book(root / "teksten-ar.xlsx").set(ANSWER, better("ar")).save()
    worked = (root / "teksten-ar.xlsx").read_bytes()
    capsys.readouterr()
    assert run("export", "ar", "--everything") == 0
    assert "teksten-ar-2.xlsx" in capsys.readouterr().out
    assert (root / "teksten-ar-2.xlsx").read_bytes() == sent
    assert run("export", "ar", "--everything", "--out", "teksten-ar.xlsx") == 2
    assert "teksten-ar-2.xlsx" in capsys.readouterr().err, "which has just that content"
    assert (root / "teksten-ar.xlsx").read_bytes() == worked


def test_a_folder_means_the_usual_name_in_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "uit").mkdir()
    for folder in (".", "uit"):
        assert run("export", "ar", "--everything", "--out", folder) == 0
        assert run("review-sheet", "ar", "--out", folder) == 0
        assert sorted(each.name for each in (root / folder).glob("*.xlsx")) == ["leesblad-ar.xlsx", "teksten-ar.xlsx"]
    Book(root / "teksten-ar.xlsx").set(ANSWER, "=1").save()
    capsys.readouterr()
    for folder in (".", "uit"):
        assert run("import", "teksten-ar.xlsx", "--rest", folder, "--write") == 1
        assert str(Path(folder, "teksten-ar-rest.xlsx")) in capsys.readouterr().out
        assert (root / folder / "teksten-ar-rest.xlsx").is_file()


def test_nothing_to_translate_makes_no_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "ar", PAGE) == 0
    assert f"Op {PAGE} is niets te vertalen in ar" in capsys.readouterr().out, "other pages are due"
    assert not list(root.glob("teksten*"))


def test_pages_may_stand_behind_the_options(root: Path) -> None:
    assert run("export", "ar", "--everything", "--out", "one.xlsx", PAGE) == 0
    assert run("export", "ar", PAGE, "--everything", "--out", "other.xlsx") == 0
    assert (root / "one.xlsx").read_bytes() == (root / "other.xlsx").read_bytes()
    assert run("export", "ar", "--everything", "--nothing") == 2


def test_a_word_that_may_lack_its_sound_sends_it_along_only_if_it_is_sent_itself(root: Path) -> None:
    drop_in = root / "docs/ar/_glossary.yml"
    line = drop_in.read_text(encoding="utf-8")
    drop_in.write_text(re.sub(", sound: [^}]*", "", line), encoding="utf-8")
    assert main(["check"]) == 0, "nobody misses it"
    sound = "_glossary#terms[coach].sound"
    assert sound not in {row.key for row in export_file(opened(root), "ar", "xlsx", root / "a.xlsx").rows}
    everything = export_file(opened(root), "ar", "xlsx", root / "b.xlsx", everything=True)
    (row,) = (each for each in everything.rows if each.key == sound)
    assert (row.source, row.target) == ("gezinscoach", "")
    assert "Mag leeg blijven" in row.note
    edit(root, "docs/nl/_glossary.yml", "Iemand die helpt.", "Iemand die u helpt.")
    assert sound in {each.key for each in export_file(opened(root), "ar", "xlsx", root / "c.xlsx").rows}
    Book(root / "b.xlsx").set(sound, better("ar", "other")).save()
    assert run("import", "b.xlsx", "--write") == 0
    assert better("ar", "other") in drop_in.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["export", "xx"], "nl, ar, tr"),
        (["export", "ar", "opvoeden/niets"], "opvoeden/niets"),
        (["export", "ar", "--everything", "--out", "niets/x.xlsx"], "niets/x.xlsx"),
        (["review-sheet", "xx"], "nl, ar, tr"),
        (["import", "niets.xlsx"], "het is er niet"),
        (["import", "docs"], "het is een map"),
        (["import", "mkdocs.yml"], "zonder wachtwoord"),
        (["review-sheet", "nl"], "Het Nederlands is geen vertaling"),
    ],
)
def test_what_cannot_be_done_is_said_and_ends_with_2(
    root: Path, words: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(root)
    assert run(*words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert named in said.err
    assert tree(root) == before


def test_errors_in_dutch_come_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet(root)
    edit(root, f"docs/nl/{PAGE}.yml", "kind: theme", "kind: niets")
    for words in (["export", "ar"], ["import", "ar.xlsx"], ["review-sheet", "ar"]):
        assert run(*words) == 1
        assert f"docs/nl/{PAGE}.yml:1:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "spoil", "told", "sent"),
    [
        (AR, lambda data: data + b"bad: [x\n", f"{AR}:27:", 1),
        (STATE, lambda data: data[:300], f"{STATE}:", 2),
        ("docs/ar/_glossary.yml", lambda data: b"terms: [\n", "docs/ar/_glossary.yml:", 2),
    ],
    ids=["page", "state", "words"],
)
def test_what_cannot_be_read_is_told_and_never_sent_as_missing(
    root: Path, file: str, spoil: Callable[[bytes], bytes], told: str, sent: int, capsys: pytest.CaptureFixture[str]
) -> None:
    drop(root, AR, "heading")
    (root / file).write_bytes(spoil((root / file).read_bytes()))
    for words in (["export", "ar"], ["review-sheet", "ar"]):
        assert run(*words) == 1
        assert told in capsys.readouterr().err
    pages = {key.partition("#")[0] for key in Book(root / "teksten-ar.xlsx").rows}
    assert len(pages & {PAGE, "opvoeden/index"}) == sent
    assert run("export", "ar", "opvoeden/spelen") == 0, "another page"


def test_repair_says_what_it_cannot_repair(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / STATE).write_bytes((root / STATE).read_bytes()[:300])
    assert run("repair", "ar", "--write") == 1
    said = capsys.readouterr().err
    assert STATE in said
    assert "uit git" in said


# -- coming back -------------------------------------------------------------------------------------------------------


def test_a_dry_run_shows_all_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet(root).set(ANSWER, better("ar")).save()
    before = tree(root)
    assert run("import", "ar.xlsx") == 0
    said = capsys.readouterr().out
    assert f'+answer: "{better("ar")}"' in said
    assert "--write" in said.splitlines()[-1]
    assert account(said) == ({"imported": 1, "unchanged": 11, "conflict": 0, "rejected": 0, "unknown": 0}, 12)
    assert tree(root) == before
    assert run("import", "ar.xlsx", "--write") == 0
    said = capsys.readouterr().out
    assert "eigentaal check --lang ar" in said.splitlines()[-1]
    assert better("ar") in (root / AR).read_text(encoding="utf-8")
    entry = json.loads((root / STATE).read_bytes())["fields"]["answer"]
    assert entry["origin"] == "person"
    done = tree(root)
    assert run("import", "ar.xlsx", "--write") == 0
    assert "niets om over te nemen" in capsys.readouterr().out
    assert tree(root) == done


def test_rows_that_went_wrong_are_told_kept_and_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = sheet(root)
    book.set(ANSWER, better("ar"))
    book.set(f"{PAGE}#title", "=1+1").cell(f"{PAGE}#title", "translation").data_type = "f"
    book.set(f"{PAGE}#short", "Iets anders", "source").set(f"{PAGE}#short", better("ar", "other"))
    book.set(f"{PAGE}#parts[waarom].heading", "Dit is helemaal geen Arabisch.")
    book.set(f"{PAGE}#do_now[rustig].text", "Klopt dit?", "remark")
    book.save()
    edit(root, AR, current("ar"), better("ar", "third"))
    before = tree(root)
    assert run("import", "ar.xlsx", "--lang", "ar") == 1
    said = capsys.readouterr().out
    counts, total = account(said)
    assert counts == {"imported": 0, "unchanged": 8, "conflict": 1, "rejected": 3, "unknown": 0}
    assert sum(counts.values()) == total == 12
    for reason in ("formule", "Het Nederlands in deze rij is veranderd", "letters van een andere taal", "Klopt dit?"):
        assert reason in said
    assert better("ar") in said
    assert better("ar", "third") in said
    assert "ar-rest.xlsx" in said.splitlines()[-1]
    assert not (root / "ar-rest.xlsx").exists()
    assert run("import", "ar.xlsx", "--write") == 1
    assert tree(root) == before
    rest = Book(root / "ar-rest.xlsx")
    assert len(rest.rows) == 5
    assert rest.cell(ANSWER, "returned").value == better("ar")
    assert rest.cell(f"{PAGE}#short", "translation").value == better("ar", "other")
    rest.set(ANSWER, better("ar")).save()
    capsys.readouterr()
    assert run("import", "ar-rest.xlsx", "--write") == 1
    assert better("ar") in (root / AR).read_text(encoding="utf-8")
    assert (root / "ar-rest-rest.xlsx").is_file()


@pytest.mark.parametrize(
    ("key", "told", "code"),
    [
        (ANSWER, "De opmerkingen staan in ar-rest.xlsx", 0),
        (f"{ANSWER}x", "Neem de tekst over in een nieuwe export", 1),
    ],
    ids=["remark", "unknown key"],
)
def test_what_to_do_with_the_rest_is_true(
    root: Path, key: str, told: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    book = sheet(root).set(ANSWER, better("ar")).set(ANSWER, "Klopt dit?", "remark")
    book.cell(ANSWER, "key").value = key
    book.save()
    assert run("import", "ar.xlsx", "--write") == code
    assert told in capsys.readouterr().out


@pytest.mark.parametrize(("name", "told"), [("ar", "kolom L"), ("Blad2", "Blad Blad2")])
def test_work_in_a_place_of_ones_own_is_told(
    root: Path, name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    book = sheet(root)
    page = book.page if name == "ar" else book.book.create_sheet(name)
    page.cell(4, 12).value = better("ar")
    book.save()
    assert run("import", "ar.xlsx") == 1
    assert told in capsys.readouterr().out


def test_another_language_than_expected_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet(root).set(ANSWER, better("ar")).save()
    before = tree(root)
    assert run("import", "ar.xlsx", "--lang", "tr", "--write") == 1
    assert account(capsys.readouterr().out)[0]["rejected"] == 12
    assert tree(root) == before


def test_a_list_of_hundreds_of_rows_does_not_hide_the_account(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export_file(opened(root), "ar", "xlsx", root / "all.xlsx", everything=True)
    assert run("import", "all.xlsx", "--lang", "tr") == 1
    said = capsys.readouterr().out
    assert said.count("\nrij ") + said.startswith("rij ") == 20
    counts, total = account(said)
    assert f"… en nog {total - 20} rijen" in said
    assert "all-rest.xlsx" in said[said.index("… en nog") :].partition("\n")[0]
    assert counts["rejected"] == total > 50


def test_where_rows_with_a_warning_are_all_to_be_seen_is_true(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "SHOWN", 1)
    book = sheet(root)
    fields = ("answer", "do_now[rustig].text", "title")
    for field in fields:  # with its first words twice, which is a warning
        book.set(f"{PAGE}#{field}", " ".join(2 * better("ar").split()[:2]))
    book.save()
    for words in ((), ("--write",)):
        assert run("import", "ar.xlsx", *words) == 0
        said = capsys.readouterr().out
        assert account(said)[0]["imported"] == 3
        assert "rest" not in said
        assert "… en nog 2 rijen met een waarschuwing; na --write noemt `eigentaal check --lang ar` ze" in said
    assert main(["check", "--lang", "ar"]) == 0
    said = capsys.readouterr().out
    assert [each for each in fields if f"“{each}”" not in said] == []


def test_changed_dutch_tells_what_becomes_outdated(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "nl", PAGE) == 0
    Book(root / "teksten-nl.xlsx").set(ANSWER, better("nl")).save()
    assert run("import", "teksten-nl.xlsx", "--write") == 0
    said = capsys.readouterr().out
    assert "1 vertalingen in ar" in said
    assert "1 vertalingen in tr" in said
    assert better("nl") in (root / f"docs/nl/{PAGE}.yml").read_text(encoding="utf-8")


def test_who_betters_the_dutch_is_asked_for_no_translation(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "nl", PAGE) == 0
    assert "ontbreken" not in (said := capsys.readouterr().out)
    assert "wie het Nederlands verbetert" in said
    book = Book(root / "teksten-nl.xlsx")
    heads = [cell.value for cell in book.page[2]]
    assert "Beter Nederlands" in heads
    assert "tick" not in book.columns
    assert not [cell for (cell,) in book.book["Uitleg"].iter_rows(max_col=1) if "Schrijf de vertaling" in cell.value]
    book.set(ANSWER, "[[x").save()
    assert run("import", "teksten-nl.xlsx", "--write") == 1
    assert "Beter Nederlands" in [cell.value for cell in Book(root / "teksten-nl-rest.xlsx").page[2]]


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("AR.XLSX", lambda data: data, "rij 3"),
        ("x.xls", lambda data: b"\xd0\xcf\x11\xe0" + data, "zonder wachtwoord"),
        ("x.xlsx", lambda data: data[:3000], "geen leesbaar Excel-bestand. "),
        ("x.html", lambda _: b"<!doctype html>\n<html></html>", "translate review"),
        ("x.xlf", lambda _: b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "XLIFF 1.2"),
    ],
)
def test_a_file_is_told_by_what_it_is(
    root: Path, name: str, change: Callable[[bytes], bytes], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    book = sheet(root)
    book.page.cell(3, book.columns["translation"]).value = "[[x"
    (root / name).write_bytes(change(book.save().read_bytes()))
    assert run("import", name) > 0
    said = capsys.readouterr()
    assert told in said.out + said.err


def test_a_file_for_the_rest_that_holds_work_is_not_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet(root).set(ANSWER, "Geen Arabisch, helemaal niet.").save()
    (root / "rest.xlsx").write_bytes(b"somebody's work")
    assert run("import", "ar.xlsx", "--rest", "rest.xlsx", "--write") == 2
    assert "rest-2.xlsx" in capsys.readouterr().err
    assert (root / "rest.xlsx").read_bytes() == b"somebody's work"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii"])
def test_a_terminal_without_arabic_letters_gets_codes(
    root: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet(root).set(ANSWER, better("ar")).save()
    said = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", said)
    assert run("import", "ar.xlsx") == 0
    said.seek(0)
    assert "\\u0627" in said.read()


@pytest.mark.parametrize("locked", [AR, "docs/ar/opvoeden", ".cache"])
def test_what_may_not_be_written_is_named(
    root: Path, locked: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet(root).set(ANSWER, better("ar")).save()
    before = tree(root)
    monkeypatch.setattr("eigentaal.exchange.plan.os.access", lambda path, _: Path(path) != root / locked)
    assert run("import", "ar.xlsx", "--write") == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{locked} is niet te lezen of te schrijven (u mag er niet lezen of schrijven)")
    assert tree(root) == before


def test_a_locked_file_can_be_tried_out(root: Path) -> None:
    folder = root / "copied"
    (root / AR).chmod(0o444)
    trial._copy(root / "docs", folder)
    assert (folder / AR.removeprefix("docs/")).stat().st_mode & 0o200


def test_where_the_rest_may_not_go_another_place_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet(root).set(ANSWER, "Geen Arabisch, helemaal niet.").save()
    assert run("import", "ar.xlsx", "--rest", "niets/rest.xlsx", "--write") == 2
    said = capsys.readouterr().err
    assert "niets/rest.xlsx" in said
    assert "--rest" in said


def test_english_for_who_asks(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet(root).set(ANSWER, better("ar")).save()
    assert run("import", "ar.xlsx", "--ui", "en") == 0
    said = capsys.readouterr().out
    assert "New text." in said
    assert "Nothing was written yet" in said
    assert run("export", "ar", "--ui", "en", "--everything") == 0
    assert "texts-ar.xlsx" in capsys.readouterr().out


# -- review sheets -----------------------------------------------------------------------------------------------------


def test_a_review_sheet_comes_back_as_a_role_and_a_day(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("review-sheet", "ar", PAGE) == 0
    assert "--role native-reader" in capsys.readouterr().out.splitlines()[-1]
    Book(root / "leesblad-ar.xlsx").set(ANSWER, "x", "tick").save()
    assert run("import", "leesblad-ar.xlsx", "--write") == 2
    assert "--role" in capsys.readouterr().err
    assert run("import", "leesblad-ar.xlsx", "--role", "Jan Jansen") == 2
    capsys.readouterr()
    for day, told in (("gisteren", "is geen dag"), ("2999-01-01", "moet nog komen")):
        assert run("import", "leesblad-ar.xlsx", "--role", "jurist", "--date", day, "--write") == 2
        assert told in capsys.readouterr().err
    assert run("import", "leesblad-ar.xlsx", "--role", "native-reader", "--date", "2026-02-03", "--write") == 0
    entry = json.loads((root / STATE).read_bytes())["fields"]["answer"]
    assert {key: entry["review"][key] for key in ("role", "date")} == {"role": "native-reader", "date": "2026-02-03"}
    capsys.readouterr()
    sheet(root)
    assert run("import", "ar.xlsx", "--role", "jurist") == 2
    assert "Laat --role weg" in capsys.readouterr().err


def test_a_sheet_on_paper_says_how_it_is_recorded(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("review-sheet", "ar", "--format", "html") == 0
    assert "translate review ar" in capsys.readouterr().out
    assert current("ar") in (root / "leesblad-ar.html").read_text(encoding="utf-8")


# -- any file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fmt", ["xlsx", "xliff"])
def test_a_damaged_file_is_refused_or_accounted_for(root: Path, fmt: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Cut short, bytes changed, bytes lost: never a traceback, and the account always adds up."""
    file = root / "file"
    export_file(opened(root), "ar", fmt, file, everything=True, pages=[PAGE])
    whole, before = file.read_bytes(), tree(root)
    draw = random.Random(1)
    codes = set()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(draw.choice((1, 3, 20))):
            at = draw.randrange(len(data))
            match draw.randrange(3):
                case 0:
                    data[at] = draw.randrange(256)
                case 1:
                    del data[at : at + draw.randrange(1, 50)]
                case 2:
                    data[at:at] = draw.randbytes(5)
        file.write_bytes(data[: draw.randrange(len(data))] if draw.random() < 0.2 else data)
        code = run("import", "file")
        said = capsys.readouterr()
        codes.add(code)
        if code == 2:
            assert said.err.strip()
            assert said.out == ""
        else:
            counts, total = account(said.out)
            assert sum(counts.values()) == total
    assert 2 in codes
    assert tree(root) == before


def test_an_import_and_a_review_at_once_lose_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = sheet(root).set(ANSWER, better("ar")).save()
    importing = threading.Thread(target=run, args=("import", str(sent), "--write"))
    write = Plan.write

    def meanwhile(plan: Plan, root: Path) -> None:
        importing.start()
        importing.join(3)  # it has to wait, for the review has been worked out and isn't written yet
        write(plan, root)

    monkeypatch.setattr(Plan, "write", meanwhile)
    assert run("review", "ar", f"{PAGE}#title", "--role", "native-reader", "--write") == 0
    importing.join()
    kept = json.loads((root / STATE).read_bytes())["fields"]
    assert "review" in kept["title"]
    assert kept["answer"]["origin"] == "person"
