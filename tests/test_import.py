"""Import: every row that comes back ends in exactly one way, no text is lost, and nothing is written by halves."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from exchanging import (
    ANSWER,
    PAGE,
    Book,
    Make,
    better,
    current,
    drop,
    edit,
    export_file,
    export_review,
    opened,
    recorded,
    tree,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import interface

from eigentaal.exchange import Plan, Refused, apply, plan_import, reason
from eigentaal.exchange import plan as plans
from eigentaal.exchange.batch import TRANSLATION, Parcel, Returned, Sent, fingerprint, tidy
from eigentaal.exchange.importing import plan_parcel
from eigentaal.exchange.merge import CONFIRM, CONFLICT, IMPORTED, RECORD, RESULTS, UNCHANGED, WRITE, Case, decide
from eigentaal.exchange.splice import value_at
from eigentaal.exchange.texts import catalogue
from eigentaal.state import digest
from eigentaal.units import CURRENT, OPTIONAL, OUTDATED, units_of
from eigentaal.yamlfile import parse

NL, AR = f"docs/nl/{PAGE}.yml", f"docs/ar/{PAGE}.yml"
STATE = f"docs/ar/_state/{PAGE}.json"
TEXT = f"{PAGE}#parts[waarom].text"


@pytest.fixture
def root(project: Make) -> Path:
    return recorded(project)


def exported(root: Path, language: str = "ar", name: str = "", **options: Any) -> Path:
    file = root / (name or f"{language}.xlsx")
    export_file(opened(root), language, "xlsx", file, **{"everything": True, "pages": [PAGE], **options})
    return file


def found(plan: Plan) -> dict[str, tuple[str, str]]:
    """What isn't simply the same."""
    return {each.key: (each.result, each.reason) for each in plan.outcomes if each.reason != "same"}


def text_of(root: Path, address: str = "answer", file: str = AR) -> str | None:
    value = value_at(parse((root / file).read_bytes(), file).root, address)
    return value.rstrip("\n") if isinstance(value, str) else None


def unit(root: Path, address: str = "answer", language: str = "ar") -> Any:
    site = opened(root).site
    assert site is not None
    return next(each for each in units_of(site, language, PAGE) if each.address == address)


# -- the plain way -----------------------------------------------------------------------------------------------------


def test_a_new_text_is_written_and_recorded(root: Path) -> None:
    file = Book(exported(root)).set(ANSWER, better("ar")).save()
    before = tree(root)
    plan = plan_import(opened(root), file)
    assert tree(root) == before, "a plan writes nothing"
    assert found(plan) == {ANSWER: ("imported", "changed")}
    assert set(plan.files) == {AR, STATE}
    assert sorted(apply(plan, root)) == sorted(plan.files)
    after = tree(root)
    assert {name for name in after if after[name] != before.get(name)} == {AR, STATE}
    assert after[AR] == before[AR].replace(current("ar").encode(), better("ar").encode()), "one scalar, no other byte"
    now = unit(root)
    assert (now.target, now.origin, now.freshness) == (better("ar"), "person", CURRENT)
    again = plan_import(opened(root), file)
    assert found(again) == {ANSWER: ("unchanged", "already-here")}
    assert not again.files


def test_texts_of_every_style_go_in(root: Path) -> None:
    wanted = {
        f"{PAGE}#{each}": better("ar", "other") for each in ("title", "do_now[rustig].text", "do_now[samen].text")
    }
    long = current("ar", "parts")[0]["text"].rstrip("\n")  # type: ignore[index]
    wanted[TEXT] = f"{better('ar')} {long}"
    book = Book(exported(root))
    for key, text in wanted.items():
        book.set(key, text.replace("\n", "\r\n"))
    plan = plan_import(opened(root), book.save())
    assert found(plan) == dict.fromkeys(wanted, ("imported", "changed"))
    apply(plan, root)
    assert {key: text_of(root, key.partition("#")[2]) for key in wanted} == wanted


def test_a_missing_text_is_new(root: Path) -> None:
    drop(root, AR, "heading")
    file = Book(exported(root, everything=False)).set(f"{PAGE}#parts[waarom].heading", better("ar", "other")).save()
    plan = plan_import(opened(root), file)
    assert found(plan) == {f"{PAGE}#parts[waarom].heading": ("imported", "new")}
    apply(plan, root)
    assert text_of(root, "parts[waarom].heading") == better("ar", "other")


def test_a_page_that_was_never_translated(root: Path) -> None:
    """Some of its texts come back: they are kept, and the page waits for the rest."""
    key = "opvoeden/spelen#title"
    file = Book(exported(root, pages=["opvoeden/spelen"])).set(key, better("ar")).save()
    plan = plan_import(opened(root), file)
    assert plan.counts()["imported"] == 1
    apply(plan, root)
    assert (root / "docs/ar/opvoeden/spelen.yml").read_text(encoding="utf-8") == f"title: {better('ar')}\n"
    assert not plan_import(opened(root), file).files


def test_a_name_may_be_the_same_where_somebody_says_so(root: Path) -> None:
    """Tools that copy the Dutch into every empty cell must fill nothing by that."""
    drop(root, AR, "short")
    key = f"{PAGE}#short"
    book = Book(exported(root)).set(key, "Boze buien")
    plan = plan_import(opened(root), book.save())
    assert found(plan) == {key: ("unchanged", "same-as-dutch")}
    assert book_of(plan.rest, root).cell(key, "translation").value == "Boze buien"
    edit(root, NL, "short: Boze buien", "short: CJG")
    plan = plan_import(opened(root), Book(exported(root)).set(key, "CJG").set(key, "x", "tick").save())
    assert found(plan) == {key: ("imported", "new")}


def test_a_machine_can_be_the_origin(root: Path) -> None:
    file = Book(exported(root)).set(ANSWER, better("ar")).save()
    apply(plan_import(opened(root), file, origin="machine"), root)
    assert unit(root).origin == "machine"


# -- Dutch and translation move on meanwhile --------------------------------------------------------------------------


def test_a_stale_export_is_imported_and_outdated(root: Path) -> None:
    file = Book(exported(root)).set(ANSWER, better("ar")).save()
    edit(root, NL, "horen erbij", "horen er niet bij")
    plan = plan_import(opened(root), file)
    assert found(plan) == {ANSWER: ("imported", "stale")}
    apply(plan, root)
    now = unit(root)
    assert (now.target, now.freshness) == (better("ar"), OUTDATED)
    assert now.record.source == "Boze buien horen erbij."
    assert not plan_import(opened(root), file).files


def test_a_change_on_both_sides_is_a_conflict(root: Path) -> None:
    file = Book(exported(root)).set(ANSWER, better("ar")).save()
    edit(root, AR, current("ar"), better("ar", "other"))
    before = tree(root)
    plan = plan_import(opened(root), file)
    assert found(plan) == {ANSWER: ("conflict", "changed-both")}
    (outcome,) = [each for each in plan.outcomes if each.result == CONFLICT]
    assert (outcome.returned, outcome.now) == (better("ar"), better("ar", "other"))
    rest = root / "rest.xlsx"
    assert apply(plan, root, rest) == []
    assert tree(root) == before
    book = Book(rest)
    assert book.cell(ANSWER, "translation").value == better("ar", "other")
    assert book.cell(ANSWER, "returned").value == better("ar")
    assert plan_import(opened(root), rest).counts() == {**dict.fromkeys(RESULTS, 0), "unchanged": 1}
    book.set(ANSWER, better("ar", "third")).save()  # somebody merges the two
    apply(plan_import(opened(root), rest), root)
    assert text_of(root) == better("ar", "third")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda book: book.set(ANSWER, "Dit is helemaal geen Arabisch."),
        lambda book: formula(book),
        lambda book: book.set(ANSWER, 1.5),
        lambda book: twice(book),
        lambda book: book.set(ANSWER, "Iets anders.", "source"),
        lambda book: edit(book.file.parent, AR, current("ar"), better("ar", "other")),
    ],
    ids=["check", "formula", "number", "twice", "Dutch edited", "conflict"],
)
def test_a_stale_text_stays_stale_through_the_rest_file(root: Path, spoil: Callable[[Book], object]) -> None:
    """Whoever translated worked from the Dutch that was sent, also if the row was mended afterwards."""
    book = Book(exported(root)).set(ANSWER, better("ar"))
    spoil(book)
    book.save()
    edit(root, NL, "horen erbij", "horen er niet bij")
    plan = plan_import(opened(root), book.file)
    (why, *_) = [reason(each, "nl") for each in plan.outcomes if each.key == ANSWER]
    assert "Boze buien horen erbij." in why
    assert "Boze buien horen er niet bij." in why
    assert not plan.files
    apply(plan, root, root / "rest.xlsx")
    rest = Book(root / "rest.xlsx")
    assert "[-erbij.-]" in rest.cell(ANSWER, "changed").value
    if len(rest.rows) < rest.page.max_row - 2:  # the row that is there twice
        rest.page.delete_rows(rest.rows[ANSWER])
        rest = Book(rest.save())
    rest.set(ANSWER, better("ar", "third")).save()
    plan = plan_import(opened(root), rest.file)
    assert found(plan)[ANSWER] == ("imported", "stale")
    apply(plan, root)
    assert (unit(root).target, unit(root).freshness) == (better("ar", "third"), OUTDATED)


def test_an_unchanged_row_never_undoes_a_change_here(root: Path) -> None:
    file = exported(root)
    edit(root, AR, current("ar"), better("ar", "other"))
    plan = plan_import(opened(root), file)
    assert found(plan) == {ANSWER: ("unchanged", "changed-here")}
    assert not plan.files


def test_still_correct_is_said_by_a_tick_only(root: Path) -> None:
    edit(root, NL, "horen erbij", "horen er gewoon bij")
    file = exported(root, everything=False)
    assert found(plan_import(opened(root), file)) == {}
    plan = plan_import(opened(root), Book(file).set(ANSWER, "x", "tick").save())
    assert found(plan) == {ANSWER: ("imported", "confirmed")}
    assert set(plan.files) == {STATE}
    apply(plan, root)
    now = unit(root)
    assert (now.freshness, now.origin) == (CURRENT, "machine"), "who made it stays"
    assert not plan_import(opened(root), file).files


def test_still_correct_records_a_text_that_was_edited_by_hand(root: Path) -> None:
    edit(root, NL, "horen erbij", "horen er gewoon bij")
    edit(root, AR, current("ar"), better("ar"))
    file = exported(root, everything=False)
    apply(plan_import(opened(root), Book(file).set(ANSWER, "x", "tick").save()), root)
    now = unit(root)
    assert (now.target, now.freshness, now.recorded) == (better("ar"), CURRENT, True)


def test_still_correct_beside_dutch_that_moved_on_again_is_not_called_current(root: Path) -> None:
    edit(root, NL, "horen erbij", "horen er gewoon bij")
    file = Book(exported(root, everything=False)).set(ANSWER, "x", "tick").save()
    edit(root, NL, "horen er gewoon bij", "horen er niet bij")
    plan = plan_import(opened(root), file)
    assert found(plan) == {ANSWER: ("imported", "confirmed-stale")}
    apply(plan, root)
    assert unit(root).freshness == OUTDATED


def test_a_page_or_language_that_is_gone_keeps_its_texts_in_the_rest(root: Path) -> None:
    file = Book(exported(root)).set(ANSWER, better("ar")).save()
    for each in [*(root / "docs").rglob("boze-buien.yml"), root / "docs/nl/opvoeden/spelen.yml"]:
        each.unlink()
    plan = plan_import(opened(root), file)
    assert set(found(plan).values()) == {("unknown", "gone")}
    apply(plan, root, root / "rest.xlsx")
    assert Book(root / "rest.xlsx").cell(ANSWER, "translation").value == better("ar")
    data = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text("".join(each for each in data.splitlines(True) if "locale: ar" not in each))
    shutil.rmtree(root / "docs/ar")
    plan = plan_import(opened(root), file)
    assert {each.reason for each in plan.outcomes} == {"unknown-language"}
    assert better("ar") in [cell.value for cells in _book(plan.rest).worksheets[0].iter_rows() for cell in cells]


def book_of(data: bytes, root: Path) -> Book:
    (root / "rest.xlsx").write_bytes(data)
    return Book(root / "rest.xlsx")


def _book(data: bytes) -> Any:
    from io import BytesIO

    from openpyxl import load_workbook

    return load_workbook(BytesIO(data))


# -- what people do to a spreadsheet ----------------------------------------------------------------------------------

Damage = Callable[[Book], object]


def swap_keys(book: Book) -> None:
    one, other = book.cell(ANSWER, "key"), book.cell(f"{PAGE}#title", "key")
    one.value, other.value = other.value, one.value


def formula(book: Book) -> None:
    book.cell(ANSWER, "translation").value = "=1+1"


def twice(book: Book) -> None:
    book.page.append([cell.value for cell in book.page[book.rows[ANSWER]]])
    book.page.cell(book.page.max_row, book.columns["translation"]).value = better("ar", "third")


def date(book: Book) -> None:
    import datetime

    book.cell(ANSWER, "translation").value = datetime.date(2026, 1, 2)


def hidden(column: int, text: str) -> Damage:
    def damage(book: Book) -> None:
        book.set(ANSWER, better("ar"))
        for cells in book.hidden.iter_rows(min_row=2):
            if cells[1].value == ANSWER:
                cells[column].value = text

    return damage


def new_row(key: str) -> Damage:
    def damage(book: Book) -> None:
        row = book.page.max_row + 1
        book.page.cell(row, book.columns["key"]).value = key or None
        book.page.cell(row, book.columns["translation"]).value = better("ar", "third")

    return damage


DAMAGE: dict[str, tuple[Damage, dict[str, tuple[str, str]]]] = {
    "empty": (lambda book: book.set(ANSWER, None), {ANSWER: ("unchanged", "empty")}),
    "spaces": (lambda book: book.set(ANSWER, "  \n "), {ANSWER: ("unchanged", "empty")}),
    "same as Dutch": (
        lambda book: book.set(ANSWER, "Boze  buien horen erbij."),
        {ANSWER: ("unchanged", "same-as-dutch")},
    ),
    "formula": (formula, {ANSWER: ("rejected", "formula")}),
    "date": (date, {ANSWER: ("rejected", "not-text")}),
    "error value": (lambda book: book.set(ANSWER, 1.5), {ANSWER: ("rejected", "not-text")}),
    "Dutch edited": (
        lambda book: book.set(ANSWER, "Iets anders.", "source").set(ANSWER, better("ar")),
        {ANSWER: ("rejected", "dutch-edited")},
    ),
    "Dutch removed": (lambda book: book.set(ANSWER, None, "source"), {ANSWER: ("rejected", "dutch-edited")}),
    "keys swapped": (
        swap_keys,
        {ANSWER: ("rejected", "row-shifted"), f"{PAGE}#title": ("rejected", "row-shifted")},
    ),
    "row twice": (twice, {ANSWER: ("rejected", "duplicate-key")}),
    "unknown key": (new_row("nergens#x"), {"nergens#x": ("unknown", "not-in-export")}),
    "no key": (new_row(""), {"": ("unknown", "no-key")}),
    "hidden Dutch edited": (hidden(2, "x"), {ANSWER: ("rejected", "hidden-damaged")}),
    "hidden translation edited": (hidden(3, better("ar")), {ANSWER: ("rejected", "hidden-damaged")}),
    "hidden row of another export": (hidden(0, "ar-0"), {ANSWER: ("rejected", "other-export")}),
    "override mark": (lambda book: book.set(ANSWER, "\u202e" + better("ar")), {ANSWER: ("rejected", "bad-character")}),
    "broken link": (lambda book: book.set(ANSWER, better("ar") + " [x](page:"), {ANSWER: ("rejected", "check")}),
    "too long": (lambda book: book.set(ANSWER, better("ar") * 20), {ANSWER: ("rejected", "check")}),
    "fact lost": (
        lambda book: book.set(f"{PAGE}#parts[bellen].text", better("ar")),
        {f"{PAGE}#parts[bellen].text": ("rejected", "check")},
    ),
    "wrong script": (lambda book: book.set(ANSWER, better("tr")), {ANSWER: ("rejected", "check")}),
    "invisible marks": (lambda book: book.set(ANSWER, "\u200f" + current("ar") + "\u200b"), {}),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told_by_row_and_loses_nothing(root: Path, name: str) -> None:
    damage, expected = DAMAGE[name]
    book = Book(exported(root))
    damage(book)
    before = tree(root)
    plan = plan_import(opened(root), book.save())
    assert found(plan) == expected
    assert sum(plan.counts().values()) == len(plan.outcomes)
    assert not plan.files
    assert apply(plan, root, root / "rest.xlsx") == []
    assert tree(root) == before
    left = [each for each in plan.outcomes if each.result in ("rejected", "unknown", "conflict")]
    assert (root / "rest.xlsx").exists() == bool(left)
    if left:
        cells = [cell.value for cells in _book(plan.rest).worksheets[0].iter_rows() for cell in cells]
        assert all(each.returned in cells for each in left if each.returned), "the text is in the rest file"
        assert all(each.reason in catalogue() for each in left)


@pytest.mark.parametrize("by", [1, 2, -1, -3])
def test_translations_that_stand_rows_off_are_seen_and_nothing_of_them_is_kept(root: Path, by: int) -> None:
    """Cells are put in or taken out above them: each text stands beside the Dutch of another row."""
    book = Book(exported(root))
    column, rows = book.columns["translation"], sorted(book.rows.values())
    sent = dict(zip(rows, (book.page.cell(row, column).value for row in rows), strict=True))
    for row in rows:
        book.page.cell(row, column).value = sent.get(row - by)
    plan = plan_import(opened(root), book.save())
    assert {each.line: each.reason for each in plan.outcomes} == {
        row: "empty" if row - by not in sent else "same" if sent[row - by] == sent[row] else "translation-shifted"
        for row in rows
    }
    assert plan.counts()["rejected"] > len(rows) - 5
    assert not plan.files


def test_one_text_that_was_sent_with_another_row_is_a_translation(root: Path) -> None:
    key = f"{PAGE}#title"
    plan = plan_import(opened(root), Book(exported(root)).set(key, current("ar")).save())
    assert found(plan) == {key: ("imported", "changed")}


def test_another_language_than_expected(root: Path) -> None:
    plan = plan_import(opened(root), exported(root), language="tr")
    assert {each.reason for each in plan.outcomes} == {"wrong-language"}
    assert not plan_import(opened(root), exported(root), language="ar").rest


def test_what_other_rows_lack_is_no_remark_on_a_row(root: Path) -> None:
    """A new language has a hundred words to go: each row that comes back would name all the others."""
    words = yaml.safe_load(interface("ar"))["words"]
    some = yaml.safe_dump({"words": words[:1]}, allow_unicode=True)
    (root / "docs/ar/_interface.yml").write_text(some, encoding="utf-8")
    key = f"_interface#words[{words[1]['id']}].text"
    plan = plan_import(opened(root), Book(exported(root, pages=["_interface"])).set(key, words[1]["text"]).save())
    assert found(plan)[key] == ("imported", "new")
    assert [each for outcome in plan.outcomes for each in outcome.problems if each.check == "missing-item"] == []


def test_one_bad_row_holds_up_no_good_one(root: Path) -> None:
    book = Book(exported(root)).set(ANSWER, better("ar")).set(f"{PAGE}#title", "[[x")
    plan = plan_import(opened(root), book.save())
    assert found(plan) == {ANSWER: ("imported", "changed"), f"{PAGE}#title": ("rejected", "check")}
    (outcome,) = [each for each in plan.outcomes if each.result == "rejected"]
    assert outcome.problems
    apply(plan, root, root / "rest.xlsx")
    assert text_of(root) == better("ar")
    mended = Book(root / "rest.xlsx").set(f"{PAGE}#title", better("ar", "other")).save()
    apply(plan_import(opened(root), mended), root)
    assert text_of(root, "title") == better("ar", "other")


def test_a_bad_row_of_a_list_that_is_new_holds_up_none_of_the_others(root: Path) -> None:
    """The page waits for the rest, as it does while somebody translates it by hand."""
    given = yaml.safe_load((root / AR).read_bytes())
    (root / AR).unlink()
    file = Book(exported(root))
    for item in given["parts"]:
        file.set(f"{PAGE}#parts[{item['id']}].heading", item["heading"])
    file.set(f"{PAGE}#parts[waarom].text", "[kapot](page:bestaat-niet)")
    plan = plan_import(opened(root), file.save())
    assert {key: each for key, each in found(plan).items() if each != ("unchanged", "empty")} == {
        f"{PAGE}#parts[waarom].heading": ("imported", "new"),
        f"{PAGE}#parts[waarom].text": ("rejected", "check"),
        f"{PAGE}#parts[bellen].heading": ("imported", "new"),
    }
    apply(plan, root)
    assert text_of(root, "parts[bellen].heading") == given["parts"][1]["heading"]
    assert opened(root).site is not None


def test_a_remark_is_never_lost(root: Path) -> None:
    plan = plan_import(opened(root), Book(exported(root)).set(ANSWER, "klopt dit?", "remark").save())
    assert not plan.files
    apply(plan, root, root / "rest.xlsx")
    assert Book(root / "rest.xlsx").cell(ANSWER, "remark").value == "klopt dit?"


def test_a_remark_on_a_text_that_was_imported_stands_beside_that_text(root: Path) -> None:
    book = Book(exported(root)).set(ANSWER, better("ar")).set(ANSWER, "klopt dit?", "remark")
    rest = root / "rest.xlsx"
    apply(plan_import(opened(root), book.save()), root, rest)
    assert Book(rest).cell(ANSWER, "translation").value == better("ar")
    plan = plan_import(opened(root), rest)
    assert found(plan) == {}
    assert not plan.rest, "it was told already"
    plan = plan_import(opened(root), Book(rest).set(ANSWER, "echt?", "remark").save())
    assert book_of(plan.rest, root).cell(ANSWER, "remark").value == "echt?"


def test_rows_that_were_left_out_are_told(root: Path) -> None:
    book = Book(exported(root))
    book.page.delete_rows(book.rows[ANSWER])
    plan = plan_import(opened(root), book.save())
    assert plan.absent == (ANSWER,)
    assert ANSWER not in {each.key for each in plan.outcomes}


# -- files that are not as they should be -----------------------------------------------------------------------------


def test_a_state_file_that_cannot_be_read_is_not_overwritten(root: Path) -> None:
    file = Book(exported(root)).set(ANSWER, better("ar")).save()
    (root / STATE).write_text("{ not json")
    before = tree(root)
    plan = plan_import(opened(root), file)
    assert found(plan)[ANSWER] == ("rejected", "state-unreadable")
    assert tree(root) == before
    (outcome,) = [each for each in plan.outcomes if each.result == "rejected"]
    assert "uit git" in reason(outcome, "nl")
    assert STATE in reason(outcome, "nl")


@pytest.mark.parametrize("spoiled", [b"\n  : [", b"bad: [x\n", b"<<<<<<< ours\n", b"short: &a x\n"])
def test_a_translation_that_cannot_be_read_is_told_and_imported_when_it_can(root: Path, spoiled: bytes) -> None:
    key = f"{PAGE}#do_now[rustig].text"
    edit(root, NL, "Blijf rustig.", "Blijf altijd rustig.")
    file = Book(exported(root)).set(ANSWER, better("ar")).set(key, "x", "tick").save()
    whole = (root / AR).read_bytes()
    (root / AR).write_bytes(whole + spoiled)
    plan = plan_import(opened(root), file)
    assert found(plan) == dict.fromkeys((ANSWER, key), ("rejected", "page-unreadable"))
    assert not plan.files
    (why, _) = [reason(each, "nl") for each in plan.outcomes if each.result == "rejected"]
    assert f"({AR}:2" in why, "and the line"
    apply(plan, root, root / "rest.xlsx")
    (root / AR).write_bytes(whole)
    plan = plan_import(opened(root), root / "rest.xlsx")
    assert found(plan) == {ANSWER: ("imported", "changed"), key: ("imported", "confirmed")}


def test_a_text_longer_than_a_field_or_a_cell_is_told_with_its_length(root: Path) -> None:
    unit_ = unit(root)
    remembered = Sent(unit_.source, unit_.target, fingerprint(unit_.target), "ar-1")
    for length in (5_001, 41_599):
        row = Returned(3, ANSWER, unit_.source, better("ar")[0] * length)
        plan = plan_parcel(opened(root), Parcel(TRANSLATION, "ar", "ar-1", {ANSWER: remembered}, (row,)))
        assert found(plan) == {ANSWER: ("rejected", "too-long")}
        told = book_of(plan.rest, root).cell(ANSWER, "reason").value
        assert str(length) in told
        assert ("Een cel van Excel" in told) == (length > 32_000)


def test_windows_line_ends_and_marks_stay(root: Path) -> None:
    file = root / AR
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    apply(plan_import(opened(root), Book(exported(root)).set(ANSWER, better("ar")).save()), root)
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert text_of(root) == better("ar")


def test_a_file_that_changed_after_the_dry_run_stops_everything(root: Path) -> None:
    plan = plan_import(opened(root), Book(exported(root)).set(ANSWER, better("ar")).save())
    edit(root, AR, "title:", "title: ")
    before = tree(root)
    with pytest.raises(Refused) as refusal:
        apply(plan, root)
    assert refusal.value.reason == "changed-since"
    assert tree(root) == before


@pytest.mark.parametrize("fails", [1, 2, 3])
def test_a_full_disk_leaves_everything_as_it_was(root: Path, fails: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The write or the rename number `fails` goes wrong."""
    book = Book(exported(root, pages=[])).set(ANSWER, better("ar")).set("_glossary#terms[coach].term", better("ar"))
    plan = plan_import(opened(root), book.save())
    assert len(plan.files) >= 3
    before = tree(root)
    for name in ("replace", "prepare"):
        with monkeypatch.context() as patch:
            calls = [0]
            real = Path.replace if name == "replace" else plans._prepare

            def broken(*arguments: Any, _real: Any = real, _calls: list[int] = calls) -> Any:
                _calls[0] += 1
                if _calls[0] == fails:
                    raise OSError(errno.ENOSPC, "full")
                return _real(*arguments)

            patch.setattr(*((Path, "replace") if name == "replace" else (plans, "_prepare")), broken)
            with pytest.raises(OSError, match="full"):
                apply(plan, root)
        assert tree(root) == before
        assert not list((root / ".cache").glob("import-*"))
    apply(plan, root)
    assert text_of(root) == better("ar")


# -- words that each language has for itself ---------------------------------------------------------------------------

WORDS, TURKISH = f"{PAGE}#keywords", f"docs/tr/{PAGE}.yml"


@pytest.fixture
def searched(project: Make) -> Path:
    """The project with words to search for: in Dutch a page and a term, in Turkish the page."""
    root = recorded(project)
    edit(root, NL, "order: 10\n", "order: 10\nkeywords: [driftbui, op de grond liggen]\n")
    edit(root, TURKISH, "do_now:\n", "keywords: [inat]   # more?\ndo_now:\n")
    edit(root, "docs/nl/_glossary.yml", "keep_dutch: yes}", "keep_dutch: yes, also: [begeleider]}")
    return root


def test_a_translator_gives_the_words_that_people_search_for(searched: Path) -> None:
    before = tree(searched)
    file = Book(exported(searched, "tr", pages=[PAGE, "_glossary"]))
    assert file.cell(WORDS, "source").value == "driftbui, op de grond liggen"
    assert file.cell(WORDS, "translation").value == "inat"
    file.set(WORDS, "inat\u060c terrible two ;bagiriyor,\n inat, 2 ya").set("_glossary#terms[coach].also", "Koc").save()
    plan = plan_import(opened(searched), file.file)
    assert found(plan) == {WORDS: ("imported", "changed"), "_glossary#terms[coach].also": ("imported", "new")}
    apply(plan, searched)
    after = tree(searched)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {TURKISH, "docs/tr/_glossary.yml"}, "nothing is recorded of such words"
    assert after[TURKISH] == before[TURKISH].replace(b"[inat]", b"[inat, terrible two, bagiriyor, 2 ya]")
    site = opened(searched).site
    assert site is not None
    assert site.leaves["tr"][PAGE].page.keywords == ("inat", "terrible two", "bagiriyor", "2 ya")
    assert site.glossary["tr"]["coach"].also == ("Koc",)
    again = plan_import(opened(searched), file.file)
    assert not again.files
    assert {each.reason for each in again.outcomes} == {"same", "already-here"}


def test_words_to_search_for_are_asked_with_a_new_page_and_missed_by_nobody(searched: Path) -> None:
    arabic = {each.address: each for each in units_of(opened(searched).site, "ar", PAGE, lists=True)}
    assert arabic["keywords"].freshness == OPTIONAL
    assert "keywords" not in {each.address for each in units_of(opened(searched).site, "ar", PAGE)}
    edit(searched, NL, "Blijf rustig.", "Blijf altijd rustig.")
    assert WORDS not in Book(exported(searched, "ar", everything=False)).rows
    drop(searched, AR, "title")
    assert WORDS in Book(exported(searched, "ar", everything=False)).rows
    export_review(opened(searched), "tr", searched / "review.xlsx", pages=[PAGE])
    assert WORDS not in Book(searched / "review.xlsx").rows


def test_words_changed_on_both_sides_are_a_conflict(searched: Path) -> None:
    file = Book(exported(searched, "tr")).set(WORDS, "inat, bagiriyor").save()
    edit(searched, TURKISH, "[inat]", "[inat, huysuz]")
    plan = plan_import(opened(searched), file)
    assert found(plan) == {WORDS: ("conflict", "changed-both")}
    assert not plan.files


def test_words_with_a_note_between_them_are_left_alone_and_told(searched: Path) -> None:
    edit(searched, TURKISH, "keywords: [inat]   # more?\n", "keywords:\n  - inat  # often\n  - huysuz\n")
    before = tree(searched)
    plan = plan_import(opened(searched), Book(exported(searched, "tr")).set(WORDS, "inat, bagiriyor").save())
    assert found(plan) == {WORDS: ("rejected", "not-writable")}
    assert plan.rest
    apply(plan, searched)
    assert tree(searched) == before


def test_an_editor_changes_the_dutch_words_in_a_spreadsheet(searched: Path) -> None:
    plan = plan_import(opened(searched), Book(exported(searched, "nl")).set(WORDS, "driftbui, gillen").save())
    assert found(plan) == {WORDS: ("imported", "changed")}
    assert list(plan.files) == [NL]
    assert not plan.outdated, "other languages have their own"


# -- Dutch -------------------------------------------------------------------------------------------------------------


def test_an_editor_changes_dutch_in_a_spreadsheet(root: Path) -> None:
    before = tree(root)
    plan = plan_import(opened(root), Book(exported(root, "nl")).set(ANSWER, better("nl")).save())
    assert found(plan) == {ANSWER: ("imported", "changed")}
    assert plan.outdated == {"ar": 1, "tr": 1}
    apply(plan, root)
    after = tree(root)
    assert after[NL] == before[NL].replace(b"Boze buien horen erbij.", better("nl").encode())
    assert b"# het antwoord" in after[NL]
    assert unit(root).freshness == OUTDATED
    dutch = unit(root, language="nl")
    assert (dutch.target, dutch.origin) == (better("nl"), "person")
    state = json.loads((root / f"docs/nl/_state/{PAGE}.json").read_bytes())["fields"]["answer"]
    assert state == {"source": better("nl"), "translation": digest(better("nl")), "origin": "person"}
    assert not plan_import(opened(root), root / "nl.xlsx").files


def test_dutch_that_would_stop_the_site_is_rejected(root: Path) -> None:
    book = Book(exported(root, "nl")).set(ANSWER, better("nl")).set(f"{PAGE}#title", "**x**")
    book.set(TEXT, "Lees [dit](page:nergens).").set(f"{PAGE}#short", "x" * 40)
    plan = plan_import(opened(root), book.save())
    assert found(plan) == {
        ANSWER: ("imported", "changed"),
        TEXT: ("rejected", "check"),
        f"{PAGE}#title": ("rejected", "check"),
        f"{PAGE}#short": ("rejected", "check"),
    }
    apply(plan, root)
    assert opened(root).site is not None


def test_dutch_changed_on_both_sides_is_a_conflict(root: Path) -> None:
    file = Book(exported(root, "nl")).set(ANSWER, better("nl")).save()
    edit(root, NL, "horen erbij", "zijn gewoon")
    plan = plan_import(opened(root), file)
    assert found(plan) == {ANSWER: ("conflict", "changed-both")}
    assert not plan.files


# -- any three texts ---------------------------------------------------------------------------------------------------

SOME = st.sampled_from(["", "a", "b", "c", "Dutch", "Other Dutch"])


@settings(max_examples=500)
@given(st.tuples(SOME, SOME, SOME, SOME, SOME), st.tuples(*[st.booleans()] * 4))
def test_a_verdict_keeps_every_promise(texts: tuple[str, ...], yes: tuple[bool, ...]) -> None:
    sent, returned, now, dutch, source = texts
    ticked, recorded_, confirmable, is_dutch = yes
    remembered = Sent(source, sent, fingerprint(sent))
    found = decide(Case(remembered, returned, now, dutch, ticked, recorded_, confirmable, is_dutch))
    assert found.result in RESULTS
    assert found.reason in catalogue()
    assert (found.result == IMPORTED) == (found.action in (WRITE, RECORD, CONFIRM))
    if found.action == WRITE:
        assert returned not in ("", now, sent)
        assert now == sent, "a text of somebody else is never overwritten"
        assert is_dutch or returned not in (source, dutch) or (ticked and not now)
    if found.action == CONFIRM:
        assert ticked
        assert returned == now == sent
    if returned not in ("", sent, now, dutch, source):
        assert found.result == (IMPORTED if now == sent else CONFLICT), "a text of the translator is never lost"
    by_print = Sent(source, None, fingerprint(sent))
    assert decide(Case(by_print, returned, now, dutch, ticked, recorded_, confirmable, is_dutch)) == found
    if found.action == WRITE:
        again = decide(Case(remembered, returned, returned, dutch, ticked, True, confirmable, is_dutch))
        assert again.result == UNCHANGED


ANY = st.one_of(
    st.sampled_from(["", current("ar"), better("ar"), better("ar", "other"), "[[lijn.phone]]", "a: b # c", "x\n\n- y"]),
    st.text(max_size=40),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_three_texts_end_in_one_way_and_none_is_lost(root: Path, data: st.DataObject) -> None:
    """On disk stands the text of before or the one that came back; what isn't on disk is in the rest file."""
    start = (root / AR).read_bytes(), (root / STATE).read_bytes()
    try:
        address, kind = data.draw(
            st.sampled_from([("answer", "text"), ("parts[waarom].text", "rich"), ("title", "line")])
        )
        key, now = f"{PAGE}#{address}", text_of(root, address) or ""
        sent = tidy(data.draw(st.one_of(st.just(now), ANY)), kind)[0]
        returned = data.draw(ANY)
        source = data.draw(st.sampled_from([unit(root, address).source, "Oud Nederlands."]))
        remembered = Sent(source, sent, fingerprint(sent), "ar-1")
        row = Returned(3, key, source, returned, data.draw(st.booleans()))
        plan = plan_parcel(opened(root), Parcel(TRANSLATION, "ar", "ar-1", {key: remembered}, (row,)))
        (outcome,) = plan.outcomes
        apply(plan, root)
        after = text_of(root, address)
        wanted = tidy(returned, kind)[0]
        assert after in (now, wanted)
        if outcome.result in (CONFLICT, "rejected", "unknown"):
            assert after == now
            assert not plan.files
            assert plan.rest
        elif outcome.reason in ("changed", "stale", "new"):
            assert after == wanted
            assert unit(root, address).recorded
        again = plan_parcel(opened(root), Parcel(TRANSLATION, "ar", "ar-1", {key: remembered}, (row,)))
        assert not again.files, "a second import changes nothing"
    finally:
        (root / AR).write_bytes(start[0])
        (root / STATE).write_bytes(start[1])
