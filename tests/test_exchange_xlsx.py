"""The translator's spreadsheet: what is in it, that it comes back as it went, and what it defends itself against."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from exchanging import (
    ANSWER,
    PAGE,
    Book,
    Make,
    better,
    current,
    edit,
    export_file,
    export_review,
    opened,
    recorded,
    resaved,
    texts,
    tree,
)
from openpyxl import Workbook, load_workbook

from eigentaal import translate
from eigentaal.exchange import Refused, apply, plan_import, plan_review, sheet, xlsx
from eigentaal.exchange.batch import Row, batch
from eigentaal.exchange.texts import catalogue
from eigentaal.language import Language
from eigentaal.units import CURRENT, OUTDATED, Unit, units_of

ARABIC = Language("ar", "", "rtl", "Arabisch", "")


@pytest.fixture
def root(project: Make) -> Path:
    return recorded(project)


def unit(root: Path, address: str = "answer") -> Unit:
    site = opened(root).site
    assert site is not None
    return next(each for each in units_of(site, "ar", PAGE) if each.address == address)


def exported(root: Path, language: str = "ar", **options: Any) -> Path:
    file = root / f"{language}.xlsx"
    export_file(opened(root), language, "xlsx", file, **options)
    return file


# -- what goes out ----------------------------------------------------------------------------------------------------


def test_only_missing_and_outdated_texts_go_out(root: Path) -> None:
    edit(root, "docs/nl/opvoeden/boze-buien.yml", "Boze buien horen erbij.", "Boze buien horen er gewoon bij.")
    rows = {row.key: row for row in export_file(opened(root), "ar", "xlsx", root / "x.xlsx", pages=[PAGE]).rows}
    assert list(rows) == [ANSWER]
    assert rows[ANSWER].state == "outdated"
    assert rows[ANSWER].was == "Boze buien horen erbij."
    cells = Book(root / "x.xlsx")
    assert cells.cell(ANSWER, "changed").value == "Boze buien horen [-erbij.-] {+er gewoon bij.+}"
    assert cells.cell(ANSWER, "limit").value == "150"
    assert cells.cell(ANSWER, "page").value == "Boze buien"
    everything = export_file(opened(root), "ar", "xlsx", root / "y.xlsx", everything=True, pages=["opvoeden"]).rows
    assert len(everything) > 10
    assert {row.key.partition("#")[0] for row in everything} == {PAGE, "opvoeden/index", "opvoeden/spelen"}


def test_what_may_change_is_open_and_the_rest_locked(root: Path) -> None:
    book = Book(exported(root, everything=True))
    assert book.page.protection.sheet
    assert not book.page.protection.autoFilter, "filtering is open"
    assert book.page.auto_filter.ref == f"A2:J{book.page.max_row}"
    assert book.page.sheet_view.rightToLeft
    assert book.hidden.sheet_state == "hidden"
    for name in book.columns:
        open_ = name in ("translation", "tick", "remark")
        assert book.cell(ANSWER, name).protection.locked is not open_, name
        assert book.cell(ANSWER, name).alignment.readingOrder == (2 if name == "translation" else 1)
    assert not Book(exported(root, "tr", everything=True)).page.sheet_view.rightToLeft
    assert "coach" in str(book.cell(f"{PAGE}#parts[waarom].text", "terms").value)


def test_a_text_never_becomes_a_formula(tmp_path: Path) -> None:
    rows = [Row(f"p#{at}", text, text, text, "", text, 0, (text,)) for at, text in enumerate(texts()["cells"])]
    file = tmp_path / "x.xlsx"
    file.write_bytes(xlsx.export(batch("ar", rows), ARABIC))
    for page in load_workbook(file).worksheets:
        for cells in page.iter_rows():
            for cell in cells:
                assert cell.data_type in ("s", "n")
                assert cell.value is None or isinstance(cell.value, str)
                if page.title == "ar" and cell.row > 2 and cell.value is not None:
                    assert cell.quotePrefix
    with zipfile.ZipFile(file) as archive:
        sheets = [archive.read(each) for each in archive.namelist() if "worksheets" in each]
    assert not any(re.search(rb"<f[ >/]", each) for each in sheets)
    assert [row.text for row in xlsx.read(file.read_bytes()).rows] == texts()["cells"]


def test_the_bytes_follow_from_the_content(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = exported(root, everything=True).read_bytes()
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert exported(root, everything=True).read_bytes() == first


def test_nothing_to_send_writes_nothing(root: Path) -> None:
    file = root / "none.xlsx"
    assert not export_file(opened(root), "ar", "xlsx", file, pages=[PAGE]).rows
    assert not file.exists()


# -- round trips ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "tr", "nl"])
def test_a_round_trip_changes_nothing(root: Path, language: str) -> None:
    before = tree(root)
    plan = plan_import(opened(root), exported(root, language, everything=True))
    assert plan.counts()["unchanged"] == len(plan.outcomes) > 20
    assert not plan.files
    assert not plan.rest
    assert apply(plan, root) == []
    assert tree(root) == before


@pytest.mark.xdist_group("libreoffice")
def test_a_round_trip_through_libreoffice_changes_nothing(root: Path, tmp_path: Path) -> None:
    for language in ("ar", "tr", "nl"):
        plan = plan_import(opened(root), resaved(exported(root, language, everything=True), tmp_path))
        assert plan.counts()["unchanged"] == len(plan.outcomes) > 20
        assert not plan.files


@pytest.mark.xdist_group("libreoffice")
def test_every_sort_of_text_comes_back_from_libreoffice(tmp_path: Path) -> None:
    cells = [
        each for each in texts()["cells"] if "_x000D_" not in each
    ]  # LibreOffice doesn't escape what stands for \\r
    rows = [Row(f"p#{at}", "t", text, text) for at, text in enumerate(cells)]
    file = tmp_path / "x.xlsx"
    file.write_bytes(xlsx.export(batch("ar", rows), ARABIC))
    parcel = xlsx.read(resaved(file, tmp_path).read_bytes())
    assert [row.text for row in parcel.rows] == cells
    assert not [row for row in parcel.rows if row.wrong]
    assert all(each.whole for each in parcel.sent.values())


@pytest.mark.xdist_group("libreoffice")
def test_a_change_survives_libreoffice(root: Path, tmp_path: Path) -> None:
    file = Book(exported(root, everything=True)).set(ANSWER, better("ar")).save()
    plan = plan_import(opened(root), resaved(file, tmp_path))
    assert plan.counts()["imported"] == 1
    assert better("ar") in plan.diff()


def test_sorting_and_moving_columns_does_no_harm(root: Path) -> None:
    book = Book(exported(root, everything=True)).set(ANSWER, better("ar"))
    rows = [[cell.value for cell in row] for row in book.page.iter_rows(min_row=3)]
    head = [[cell.value for cell in row] for row in book.page.iter_rows(max_row=2)]
    page = book.page
    for at, values in enumerate([*head, *reversed(rows)], 1):
        for column, value in enumerate([values[4], "", *values[:4], *values[5:]], 1):
            page.cell(at, column).value = value
    plan = plan_import(opened(root), book.save())
    assert plan.counts() == {"imported": 1, "unchanged": len(rows) - 1, "conflict": 0, "rejected": 0, "unknown": 0}


def head_sorted_in(page: Any) -> None:
    """Somebody sorts all rows: the names and the headings end up among the texts."""
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    for at, values in enumerate([*rows[2:9], rows[1], rows[0], *rows[9:]], 1):
        for column, value in enumerate(values, 1):
            page.cell(at, column).value = value


@pytest.mark.parametrize(
    "damage",
    [
        lambda page: page.delete_rows(2),
        lambda page: page.insert_rows(2),
        lambda page: page.insert_rows(1, 3),
        head_sorted_in,
    ],
    ids=["headings deleted", "row below the names", "rows above the names", "headings sorted"],
)
def test_every_text_is_read_wherever_the_headings_are(root: Path, damage: Any) -> None:
    book = Book(exported(root, everything=True, pages=[PAGE]))
    damage(book.page)
    plan = plan_import(opened(root), book.save())
    assert plan.counts() == {"imported": 0, "unchanged": len(book.rows), "conflict": 0, "rejected": 0, "unknown": 0}
    assert not plan.absent
    assert not plan.unread


def copy_filled(book: Book) -> None:
    copied = book.book.copy_worksheet(book.page)
    copied.cell(book.rows[ANSWER], book.columns["translation"]).value = better("ar")


def own_column(book: Book) -> None:
    book.page.cell(book.rows[ANSWER], 12).value = better("ar")
    book.page.cell(book.rows[f"{PAGE}#title"], 12).value = current("ar", "title")  # which was sent, and isn't news


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (copy_filled, [("ar Copy", "", 1)]),
        (own_column, [("ar", "L", 1)]),
        (lambda book: book.book.create_sheet("Notities").cell(5, 5, better("ar")), [("Notities", "", 1)]),
        (lambda book: book.book.copy_worksheet(book.page), []),
        (lambda book: book.book.create_sheet("Blad1"), []),
    ],
    ids=["copy filled in", "own column", "own sheet", "copy left as it was", "empty sheet"],
)
def test_work_where_nobody_reads_is_told(root: Path, damage: Any, told: list[tuple[str, str, int]]) -> None:
    book = Book(exported(root, everything=True, pages=[PAGE]))
    damage(book)
    plan = plan_import(opened(root), book.save())
    assert [(each.sheet, each.column, each.cells) for each in plan.unread] == told


# -- what it defends itself against -----------------------------------------------------------------------------------


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return made.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


def test_bombs_and_dangerous_xml_are_refused(root: Path) -> None:
    good = exported(root, everything=True).read_bytes()
    bomb = packed(**{"xl/worksheets/sheet1.xml": b"\0" * 15_000_000})
    lying = bytearray(bomb)
    at = lying.rfind(b"PK\x01\x02")
    struct.pack_into("<I", lying, at + 24, 1000)  # the table of contents promises less
    cases = {
        "zip-bomb": bomb,
        "too-large": packed(a=b"x" * 21_000_000),
        "not-xlsx": bytes(lying),
        "dangerous-xml": with_part(good, "xl/workbook.xml", ENTITY),
    }
    for reason, data in cases.items():
        with pytest.raises(Refused) as refusal:
            xlsx.read(data)
        assert refusal.value.reason == reason
    for data in (with_part(good, "xl/styles.xml", ENTITY.decode().encode("utf-16")), with_part(good, "x.rels", ENTITY)):
        with pytest.raises(Refused) as refusal:
            xlsx.read(data)
        assert refusal.value.reason == "dangerous-xml"
    with pytest.raises(Refused) as refusal:
        xlsx.read(packed(**{f"{at}.txt": b"" for at in range(600)}))
    assert refusal.value.reason == "too-large"


def book_of(change: Any) -> bytes:
    book = Workbook()
    change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_wrong_files_are_refused(root: Path, tmp_path: Path) -> None:
    good = exported(root, everything=True).read_bytes()
    cases: dict[str, list[bytes]] = {
        "not-xlsx": [
            b"PK",
            good[: len(good) // 2],
            packed(a=b""),
            b"PK" + b"\0" * 400,
        ],
        "no-hidden-sheet": [
            book_of(lambda book: None),
            with_part(good, "xl/workbook.xml", b"<x/>"),
            book_of(lambda book: book.create_sheet("_eigentaal")),
        ],
        "not-xliff": [b"", b"hello", b"<x/>", b"\x00\x01", b"<a><a>"],
        "too-many-rows": [book_of(lambda book: book.worksheets[0].cell(30_000, 1, "x"))],
    }
    for reason, files in cases.items():
        for data in files:
            file = tmp_path / "wrong"
            file.write_bytes(data)
            with pytest.raises(Refused) as refusal:
                plan_import(opened(root), file)
            assert refusal.value.reason == reason, data[:40]
            assert refusal.value.text("nl") != refusal.value.text("en")
    book = Book(exported(root, everything=True))
    book.page.delete_rows(1)
    with pytest.raises(Refused) as refusal:
        plan_import(opened(root), book.save())
    assert refusal.value.reason == "no-columns"


def test_what_openpyxl_leaves_out_of_a_file_is_not_told(root: Path, recwarn: pytest.WarningsRecorder) -> None:
    good = exported(root, everything=True).read_bytes()
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml")
    rule = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    xlsx.read(with_part(good, "xl/worksheets/sheet1.xml", page.replace(b"</worksheet>", rule)))
    assert not recwarn.list


def test_requests_that_make_no_sense_are_refused(root: Path) -> None:
    project, file = opened(root), root / "x.xlsx"
    review = root / "review.xlsx"
    export_review(project, "ar", review)
    export_file(project, "ar", "xlsx", file, everything=True)
    for reason, act in {
        "unknown-language": lambda: export_file(project, "xx", "xlsx", file),
        "unknown-page": lambda: export_file(project, "ar", "xlsx", file, pages=["opvoeden/niets"]),
        "unknown-format": lambda: export_file(project, "ar", "docx", file),
        "unknown-origin": lambda: plan_import(project, file, origin="god"),
        "unknown-role": lambda: plan_review(project, review, "Jan", "2026-11-22"),
        "bad-date": lambda: plan_review(project, review, "translator", "gisteren"),
        "is-review": lambda: plan_import(project, review),
        "is-translation": lambda: plan_review(project, file, "translator", "2026-11-22"),
    }.items():
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.reason == reason
        assert refusal.value.text()


def test_every_text_is_in_both_languages() -> None:
    for key, texts_ in catalogue().items():
        assert set(texts_) == {"nl", "en"}, key
        assert texts_["nl"].strip(), key
        fields = [{part.split("}")[0] for part in each.replace("{{", "").split("{")[1:]} for each in texts_.values()]
        assert fields[0] == fields[1], key


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, (True, "")),
        (1, (True, "")),
        (None, (False, "")),
        ("", (False, "")),
        (False, (False, "")),
        (0, (False, "")),
        ("nee", (False, "nee")),
        ("=A1", (False, "=A1")),
        ("misschien", (False, "misschien")),
        *((each, (True, "")) for each in texts()["ticks"]),
    ],
)
def test_a_tick_is_a_tick(value: Any, expected: tuple[bool, str]) -> None:
    page = Workbook().worksheets[0]
    page.cell(1, 1).value = value
    assert sheet.ticked(page.cell(1, 1)) == expected


# -- review sheets ----------------------------------------------------------------------------------------------------


def test_a_review_comes_back_as_role_and_date(root: Path) -> None:
    file = root / "review.xlsx"
    export_review(opened(root), "ar", file, pages=[PAGE])
    title = f"{PAGE}#title"
    Book(file).set(ANSWER, "x", "tick").set(title, better("ar", "other")).set(f"{PAGE}#short", "?", "remark").save()
    plan = plan_review(opened(root), file, "native-reader", "2026-11-22")
    reasons = {each.key: each.reason for each in plan.outcomes if each.result != "unchanged"}
    assert reasons == {ANSWER: "reviewed", title: "changed"}
    assert plan.rest, "a remark is left over too"
    apply(plan, root)
    site = opened(root).site
    assert site is not None
    records = site.records["ar"][PAGE]
    for address, origin in (("answer", "machine"), ("title", "person")):
        review = records[address].review
        assert review is not None
        assert (review.role, review.date) == ("native-reader", "2026-11-22")
        assert records[address].origin == origin
    again = plan_review(opened(root), file, "native-reader", "2026-11-22")
    assert not again.files
    assert again.counts()["unchanged"] == len(again.outcomes)


def test_a_tick_beside_the_same_text_is_a_review(root: Path) -> None:
    file = root / "review.xlsx"
    export_review(opened(root), "ar", file, pages=[PAGE])
    Book(file).set(ANSWER, "x", "tick").set(ANSWER, current("ar")).save()
    plan = plan_review(opened(root), file, "native-reader", "2026-11-22")
    assert {each.key for each in plan.outcomes if each.reason == "reviewed"} == {ANSWER}


def test_a_better_text_on_an_old_sheet_is_reviewed_with_the_dutch_that_was_read(root: Path) -> None:
    file = root / "review.xlsx"
    export_review(opened(root), "ar", file, pages=[PAGE])
    Book(file).set(ANSWER, better("ar")).save()
    edit(root, f"docs/nl/{PAGE}.yml", "horen erbij", "horen er niet bij")
    apply(plan_review(opened(root), file, "native-reader", "2026-11-22"), root)
    now = unit(root)
    assert (now.target, now.freshness, now.review) == (better("ar"), OUTDATED, None)


def test_a_text_called_good_beside_the_dutch_of_now_is_current(root: Path) -> None:
    edit(root, f"docs/nl/{PAGE}.yml", "horen erbij", "horen er gewoon bij")
    file = root / "review.xlsx"
    export_review(opened(root), "ar", file, pages=[PAGE])
    assert unit(root).freshness == OUTDATED
    Book(file).set(ANSWER, "x", "tick").save()
    apply(plan_review(opened(root), file, "native-reader", "2026-11-22"), root)
    now = unit(root)
    assert now.freshness == CURRENT
    assert now.review is not None
    assert (now.review.role, now.review.date) == ("native-reader", "2026-11-22")


def test_a_tick_beside_a_text_edited_by_hand_tells_nobody_who_made_it(root: Path) -> None:
    edit(root, f"docs/ar/{PAGE}.yml", current("ar"), better("ar"))
    file = root / "review.xlsx"
    export_review(opened(root), "ar", file, pages=[PAGE])
    Book(file).set(ANSWER, "x", "tick").save()
    plan = plan_review(opened(root), file, "native-reader", "2026-11-22")
    assert {each.key: each.reason for each in plan.outcomes if each.result != "unchanged"} == {ANSWER: "not-recorded"}
    assert not plan.files


def test_the_same_sheet_on_a_later_day_changes_no_review(root: Path) -> None:
    file = root / "review.xlsx"
    export_review(opened(root), "ar", file, pages=[PAGE])
    assert Book(file).page.cell(2, Book(file).columns["tick"]).value == "Goed (x)"
    Book(file).set(ANSWER, "x", "tick").save()
    apply(plan_review(opened(root), file, "native-reader", "2026-11-22"), root)
    assert not plan_review(opened(root), file, "native-reader", "2026-11-25").files
    assert plan_review(opened(root), file, "jurist", "2026-11-25").files, "who is somebody else"


@pytest.mark.parametrize(("mark", "why"), [("misschien", "unknown-mark"), ("nee", "said-no"), ("=1", "unknown-mark")])
def test_a_mark_that_is_no_tick_is_told(root: Path, mark: str, why: str) -> None:
    edit(root, "docs/nl/opvoeden/boze-buien.yml", "Boze buien horen erbij.", "Boze buien horen er gewoon bij.")
    file = root / "sheet.xlsx"
    title = f"{PAGE}#title"
    export_review(opened(root), "ar", file, pages=[PAGE])
    Book(file).set(ANSWER, mark, "tick").set(title, mark, "tick").set(title, better("ar", "other")).save()
    plan = plan_review(opened(root), file, "native-reader", "2026-11-22")
    told = {each.key: each.reason for each in plan.outcomes if each.result != "unchanged"}
    assert told == {ANSWER: why, title: "changed"}, "a better text needs no tick"
    export_file(opened(root), "ar", "xlsx", file, everything=True, pages=[PAGE])
    Book(file).set(ANSWER, mark, "tick").set(title, mark, "tick").save()
    plan = plan_import(opened(root), file)
    told = {each.key: each.reason for each in plan.outcomes if each.result != "unchanged"}
    assert told == {ANSWER: why}, "of what is current, nobody asked"
    file.write_bytes(plan.rest)
    assert Book(file).cell(ANSWER, "tick").value == mark


def test_a_review_of_what_has_changed_since_counts_for_nothing(root: Path) -> None:
    file = root / "review.xlsx"
    export_review(opened(root), "ar", file, pages=[PAGE])
    Book(file).set(ANSWER, "x", "tick").set(f"{PAGE}#title", "x", "tick").save()
    edit(root, "docs/nl/opvoeden/boze-buien.yml", "horen erbij", "horen er niet bij")
    edit(root, "docs/ar/opvoeden/boze-buien.yml", "title: ", "title: X ")
    plan = plan_review(opened(root), file, "native-reader", "2026-11-22")
    assert plan.counts()["conflict"] == 2
    assert not plan.files


def test_a_tick_tells_nobody_who_made_a_text(root: Path) -> None:
    state = root / f"docs/ar/_state/{PAGE}.json"
    kept = json.loads(state.read_bytes())
    del kept["fields"]["answer"]
    state.write_text(json.dumps(kept), encoding="utf-8")
    file, title = root / "review.xlsx", f"{PAGE}#title"
    export_review(opened(root), "ar", file, pages=[PAGE])
    Book(file).set(ANSWER, "x", "tick").set(title, "x", "tick").save()
    plan = plan_review(opened(root), file, "native-reader", "2026-11-22")
    assert {each.key: each.reason for each in plan.outcomes if each.result != "unchanged"} == {
        ANSWER: "not-recorded",
        title: "reviewed",
    }
    assert plan.counts()["rejected"] == 1
    rest = root / "rest.xlsx"
    rest.write_bytes(plan.rest)
    book = Book(rest)
    assert list(book.rows) == [ANSWER]
    assert f"accept ar {PAGE}" in book.cell(ANSWER, "reason").value
    assert book.cell(ANSWER, "translation").value == current("ar")
    site = opened(root).site
    assert site is not None
    translate.accept(site, "ar", [translate.Selection(PAGE)], "machine").write(root)
    apply(plan_review(opened(root), file, "native-reader", "2026-11-22"), root)
    found = json.loads(state.read_bytes())["fields"]["answer"]
    assert (found["origin"], found["review"]["role"]) == ("machine", "native-reader")
    state.write_text("<<<<<<< ours", encoding="utf-8")
    plan = plan_review(opened(root), file, "native-reader", "2026-11-22")
    assert {each.reason for each in plan.outcomes if each.result == "rejected"} == {"state-unreadable"}


def test_the_printed_sheet_has_both_texts_beside_each_other(root: Path) -> None:
    from pages import parse

    file = root / "review.html"
    export_review(opened(root), "ar", file, pages=[PAGE])
    page = parse(file.read_bytes(), own=False)
    assert len(page.all("td", lang="ar", dir="rtl")) == len(page.all("td", lang="nl", dir="ltr")) == 12
    assert len(page.all("span", "box")) == 12
    assert b"size: A4" in file.read_bytes()
    assert "[[" not in page.text()
