"""Spreadsheets that are safe to send and safe to open: text is text, the bytes follow from the content, no bombs."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from copy import copy
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from eigentaal.exchange.texts import Refused
from eigentaal.exchange.ticks import BLANK, YES, meaning

MAX_FILE, MAX_UNPACKED, MAX_RATIO, MAX_PARTS, MAX_ROWS, MAX_COLUMNS = 20_000_000, 20_000_000, 100, 500, 20_000, 100
LONGEST = 32_000  # Excel holds 32,767 characters in a cell
_EPOCH = datetime.datetime(2000, 1, 1)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # XML can't hold these
_UNESCAPED = re.compile(
    "_x(00[01][0-9A-Fa-f]|005[Ff]|FFF[EF]|D[89A-F][0-9A-F]{2})_"
)  # LibreOffice escapes nothing, so no more than is needed

GREY = PatternFill("solid", fgColor="EFEFEF")
OPEN = PatternFill("solid", fgColor="FFFDE7")
BOLD = Font(bold=True)
_LOCKED, _UNLOCKED = Protection(locked=True), Protection(locked=False)
_styles: WeakKeyDictionary[Any, dict[tuple[str | None, bool, bool], Any]] = WeakKeyDictionary()
"""Of each workbook that is made, the styles it has: by side, whether it may be edited, and whether it is a head."""


def align(direction: str) -> Alignment:
    """Text that wraps, from the side on which its language begins."""
    rtl = direction == "rtl"
    return Alignment(
        horizontal="right" if rtl else "left", vertical="top", wrap_text=True, readingOrder=2 if rtl else 1
    )


def put(
    sheet: Worksheet, row: int, column: int, text: str, look: Alignment, editable: bool = False, head: bool = False
) -> None:
    """Writes a text as text, whatever it begins with."""
    cell: Any = sheet.cell(row, column)
    if text:
        cell.value = escape(text)[:LONGEST]
        cell.data_type = "s"
    styles = _styles.setdefault(sheet.parent, {})
    known = styles.get((look.horizontal, editable, head))
    if known is not None:  # openpyxl looks up each part of a style, which takes most of the time of a large sheet
        cell._style = copy(known)
        return
    cell.number_format = "@"
    cell.quotePrefix = not head
    cell.alignment = look
    cell.protection = _UNLOCKED if editable else _LOCKED
    cell.fill = OPEN if editable else GREY
    if head:
        cell.font = BOLD
    styles[look.horizontal, editable, head] = copy(cell._style)


def escape(text: str) -> str:
    """The text as a spreadsheet holds it: `_x000D_` for what XML can't, and what only looks like that told apart."""
    return _IMPOSSIBLE.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPED.sub(r"_x005F_x\1_", text))


def save(book: Workbook) -> bytes:
    """The workbook as bytes that follow from its content: no clock, no order of chance."""
    book.properties.creator = "eigentaal"
    book.properties.created = _EPOCH
    raw, made = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", data)
            info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, data)
    return made.getvalue()


def load(data: bytes) -> Workbook:
    """Opens a workbook from anybody. Raises Refused."""
    if len(data) > MAX_FILE:
        raise Refused("too-large", limit=MAX_FILE // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_through(archive, len(data))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl says what it leaves out: rules and pictures, never a text
            return load_workbook(io.BytesIO(data), rich_text=False, keep_links=False)
    except Refused:
        raise
    except Exception as failure:  # zipfile and openpyxl raise nearly anything for a file that isn't what it should be
        raise Refused("not-xlsx") from failure


def _look_through(archive: zipfile.ZipFile, packed: int) -> None:
    """Sizes first, from the table of contents (Python's zipfile gives no more than is promised there), then the XML."""
    parts = archive.infolist()
    total = sum(each.file_size for each in parts)
    if len(parts) > MAX_PARTS or total > MAX_UNPACKED:
        raise Refused("too-large", limit=MAX_UNPACKED // 1_000_000)
    if total > MAX_RATIO * max(packed, 1) or any(
        each.file_size > MAX_RATIO * max(each.compress_size, 1_000) for each in parts
    ):
        raise Refused("zip-bomb", limit=MAX_RATIO)
    for each in parts:
        content = archive.read(each)
        if each.filename.endswith((".xml", ".rels", ".vml")):
            plain = content.replace(b"\0", b"")  # whatever UTF-16 or UTF-32 would hide
            if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
                raise Refused("dangerous-xml")


def check_size(sheet: Worksheet) -> None:
    """A sheet that says it has a million rows is not looked through."""
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
        raise Refused("too-many-rows", limit=MAX_ROWS)


def text_of(cell: Cell | Any) -> tuple[str, str]:
    """The text of a cell, and why it is none: "", formula or not-text."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return str(getattr(value, "text", value)), "formula"
    if isinstance(value, str) and cell.data_type != "e":
        return _UNESCAPED.sub(lambda found: chr(int(found[1], 16)), value), ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value), ""
    return str(value), "not-text"


def ticked(cell: Cell | Any) -> tuple[bool, str]:
    """Whether the cell says yes, and what stands there if that is neither yes nor nothing."""
    value = cell.value
    mark = "1" if value is True else "0" if value is False else text_of(cell)[0]
    said = meaning(mark)
    return said == YES, "" if said in (YES, BLANK) else mark.strip()
