"""The translator's spreadsheet: what may be changed is open, the rest is locked; a hidden sheet knows what was sent.

Columns are found by their names in a hidden row and rows by their key, so that sorting, filtering and moving columns
does no harm. (Excel sorts no sheet with locked cells, so only filtering is offered.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from eigentaal.edits import word_diff
from eigentaal.exchange import sheet
from eigentaal.exchange.batch import REVIEW, TRANSLATION, Batch, Parcel, Returned, Row, Sent, fingerprint
from eigentaal.exchange.texts import Refused, catalogue, say
from eigentaal.exchange.unread import unread
from eigentaal.language import Language

VERSION = "1"
HIDDEN = "_eigentaal"
_HEADINGS = {(REVIEW, "tick"): "head-good"}
_NAMES, _HEADS, _FIRST = 1, 2, 3  # the rows: names for the program, heads for people, the first text


class Column(Struct, frozen=True):
    name: str
    width: int
    editable: bool = False
    own: bool = False
    """In the language of the translation."""


KEY = Column("key", 12)
COLUMNS = (
    KEY,
    Column("page", 16),
    Column("source", 48),
    Column("changed", 32),
    Column("translation", 48, True, True),
    Column("tick", 10, True),
    Column("remark", 24, True),
    Column("note", 24),
    Column("limit", 8),
    Column("terms", 24),
)
REST = (Column("reason", 32), Column("returned", 48, False, True))
"""What a rest file has besides."""


def export(
    batch: Batch,
    language: Language,
    ui: str = "nl",
    beside: Sequence[Mapping[str, str]] | None = None,
    dutch: bool = False,
) -> bytes:
    """The spreadsheet of a batch; `dutch` if it is the Dutch itself that may be changed.

    `beside` makes it a rest file: what stands in REST, and what else differs, by row.
    """
    columns: tuple[Column, ...] = COLUMNS if beside is None else (*REST[:1], *COLUMNS[:4], *REST[1:], *COLUMNS[4:])
    if dutch:  # it can't be outdated, so there is nothing to tick
        columns = tuple(each for each in columns if each.name not in ("changed", "tick"))
    rows = [{**_cells(row), **more} for row, more in zip(batch.rows, beside or [{}] * len(batch.rows), strict=True)]
    book = build(TRANSLATION, batch, language, columns, rows, ui, "dutch" if dutch else TRANSLATION)
    _limit(book.worksheets[0], batch, columns, ui)
    return sheet.save(book)


def _cells(row: Row) -> dict[str, str]:
    return {
        "key": row.key,
        "page": row.title,
        "source": row.source,
        "changed": word_diff(row.was, row.source) if row.was else "",
        "translation": row.target,
        "remark": row.remark,
        "note": row.note,
        "limit": str(row.limit or ""),
        "terms": "\n".join(row.terms),
    }


def build(
    kind: str,
    batch: Batch,
    language: Language,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, str]],
    ui: str,
    words: str,
) -> Workbook:
    """A workbook with one row a text and the hidden sheet; `words` names its headings and explanation."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = language.code
    rtl = language.direction == "rtl"
    page.sheet_view.rightToLeft = rtl
    looks = {each: sheet.align(language.direction if each.own else "ltr") for each in columns}
    for number, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
        sheet.put(page, _NAMES, number, column.name, sheet.align("ltr"))
        named = f"head-{column.name}-{words}" if column.own else f"head-{column.name}"
        head = say(_HEADINGS.get((kind, column.name), named), ui, language=language.dutch_name)
        sheet.put(page, _HEADS, number, head, sheet.align("ltr"), head=True)
        for at, cells in enumerate(rows, _FIRST):
            sheet.put(page, at, number, cells.get(column.name, ""), looks[column], column.editable)
    for at, cells in enumerate(rows, _FIRST):
        page.row_dimensions[at].height = _height(columns, cells)
    page.row_dimensions[_NAMES].hidden = True
    page.row_dimensions[_HEADS].height = 32
    page.freeze_panes = f"A{_FIRST}"
    page.protection.sheet = True
    page.auto_filter.ref = f"A{_HEADS}:{get_column_letter(len(columns))}{_HEADS + len(rows)}"
    page.protection.autoFilter = False  # which is to say: not locked
    page.protection.formatColumns = page.protection.formatRows = page.protection.formatCells = False
    page.print_title_rows = f"{_HEADS}:{_HEADS}"
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _explain(book.create_sheet(say("sheet-explanation", ui)), words, ui, language)
    _remember(book.create_sheet(HIDDEN), kind, batch)
    return book


def _height(columns: Sequence[Column], cells: Mapping[str, str]) -> float:
    """Room for the longest text of a row: not every program makes it by itself when it opens a file."""
    lines = max(
        sum(len(line) // max(column.width - 4, 1) + 1 for line in cells.get(column.name, "").split("\n"))
        for column in columns
        if column.name != "key"
    )
    return min(15.5 * lines + 3, 400)


def _explain(page: Worksheet, words: str, ui: str, language: Language) -> None:
    page.column_dimensions["A"].width = 100
    page.protection.sheet = True
    for at, line in enumerate(say(f"explanation-{words}", ui, language=language.dutch_name).strip().split("\n"), 1):
        sheet.put(page, at, 1, line, sheet.align("ltr"))


def _remember(page: Worksheet, kind: str, batch: Batch) -> None:
    """What was sent, for the comparison when it comes back."""
    page.sheet_state = "hidden"
    page.protection.sheet = True
    plain = sheet.align("ltr")
    for number, text in enumerate(("eigentaal", VERSION, kind, batch.language, batch.id), 1):
        sheet.put(page, 1, number, text, plain)
    for at, row in enumerate(batch.rows, 2):
        mark = fingerprint(batch.id, row.key, row.source, row.target)
        cells = (batch.id, row.key, row.source, row.target, fingerprint(row.target), mark, row.remark)
        for number, text in enumerate(cells, 1):
            sheet.put(page, at, number, text, plain)


def _limit(page: Worksheet, batch: Batch, columns: Sequence[Column], ui: str) -> None:
    """Excel warns of a text that is too long, and offers the tick."""
    letters = {each.name: get_column_letter(number) for number, each in enumerate(columns, 1)}
    by_limit: dict[int, list[str]] = {}
    for at, row in enumerate(batch.rows, _FIRST):
        by_limit.setdefault(row.limit, []).append(f"{letters['translation']}{at}")
    for limit, cells in sorted(by_limit.items()):
        if limit:
            text = say("warning-limit", ui, limit=limit)
            rule = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(limit), errorStyle="warning")
            rule.error, rule.showErrorMessage, rule.allow_blank = text, True, True
            for cell in cells:
                rule.add(cell)
            page.add_data_validation(rule)
    if "tick" in letters:
        offer_tick(page, letters["tick"], len(batch.rows))


def offer_tick(page: Worksheet, letter: str, rows: int) -> None:
    """A list with one choice."""
    if rows:
        tick = DataValidation("list", formula1='"x"', allow_blank=True)
        tick.add(f"{letter}{_FIRST}:{letter}{_FIRST + rows - 1}")
        page.add_data_validation(tick)


# -- reading -----------------------------------------------------------------------------------------------------------


def read(data: bytes) -> Parcel:
    """What came back, of whichever kind. Raises Refused."""
    book = sheet.load(data)
    for each in book.worksheets:
        sheet.check_size(each)
    if HIDDEN not in book.sheetnames:
        raise Refused("no-hidden-sheet")
    kind, language, name, sent = _remembered(book[HIDDEN])
    pages = [each for each in book.worksheets if each.title != HIDDEN]
    for page in pages:
        if found := _columns(page):
            line, columns = found
            missed = unread(page, columns.values(), pages, sent.values())
            return Parcel(kind, language, name, sent, tuple(_rows(page, line, columns)), tuple(missed), True)
    raise Refused("no-columns")


def _remembered(page: Worksheet) -> tuple[str, str, str, dict[str, Sent]]:
    head = [sheet.text_of(page.cell(1, number))[0] for number in range(1, 6)]
    if head[:2] != ["eigentaal", VERSION]:
        raise Refused("no-hidden-sheet")
    sent: dict[str, Sent] = {}
    for cells in page.iter_rows(min_row=2, max_col=7):
        name, key, source, target, print_, mark, remark = (_lines(sheet.text_of(cell)[0]) for cell in cells)
        if key:
            whole = fingerprint(name, key, source, target) == mark and fingerprint(target) == print_ and key not in sent
            sent[key] = Sent(source, target, print_, name, whole, remark)
    return head[2], head[3], head[4], sent


def _columns(page: Worksheet) -> tuple[int, dict[str, int]] | None:
    """The row of names, wherever it was sorted to, and name → number of column."""
    for line, cells in enumerate(page.iter_rows(), 1):
        found = {sheet.text_of(cell)[0]: number for number, cell in enumerate(cells) if cell.value}
        if {"key", "source", "translation"} <= found.keys():
            return line, found
    return None


@cache
def _heads() -> Mapping[str, re.Pattern[str]]:
    """Name of a column → what may stand at its head: its name for the program, or a heading in any language."""
    found: dict[str, list[str]] = {column.name: [column.name] for column in (*COLUMNS, *REST)}
    for key, said in catalogue().items():
        part = key.split("-")
        if part[0] == "head":
            name = "tick" if part[1] == "good" else part[1]
            texts = (re.escape(each).replace(re.escape("{language}"), ".*") for each in said.values())
            found.setdefault(name, []).extend(texts)
    return {name: re.compile("|".join(texts)) for name, texts in found.items()}


def _is_head(texts: Mapping[str, tuple[str, str]]) -> bool:
    """Whether a row holds headings and nothing else where a person may write."""
    fits = {name: bool(_heads()[name].fullmatch(text)) for name, (text, _) in texts.items() if name in _heads()}
    written = [name for name in ("translation", "tick", "remark") if name in texts and texts[name][0].strip()]
    return fits["key"] and fits["source"] and all(fits[name] for name in written)


def _rows(page: Worksheet, names: int, columns: Mapping[str, int]) -> list[Returned]:
    """Every row in which a person could have put something: all but the row of `names`, and headings."""
    made = []
    for line, cells in enumerate(page.iter_rows(), 1):
        values = {name: cells[at] for name, at in columns.items()}
        texts: dict[str, Any] = {name: sheet.text_of(cell) for name, cell in values.items()}
        written = any(texts[name][0].strip() for name in ("key", "source", "translation", "remark") if name in texts)
        if line == names or not written or _is_head(texts):
            continue
        text, wrong = texts["translation"]
        key_wrong = texts["key"][1] or texts["source"][1]
        made.append(
            Returned(
                line,
                texts["key"][0].strip(),
                _lines(texts["source"][0]),
                _lines(text),
                *(sheet.ticked(values["tick"]) if "tick" in values else (False, "")),
                _lines(texts.get("remark", ("", ""))[0]).strip(),
                wrong or key_wrong,
                text if wrong else "",
            )
        )
    return made


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
