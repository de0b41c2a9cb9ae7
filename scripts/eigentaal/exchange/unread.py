"""What somebody wrote in a spreadsheet where nobody reads it: another sheet, a column of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from eigentaal.exchange import sheet
from eigentaal.exchange.batch import Sent, Unread
from eigentaal.exchange.texts import catalogue


def unread(
    page: Worksheet, columns: Collection[int], pages: Iterable[Worksheet], sent: Iterable[Sent]
) -> Iterator[Unread]:
    """Columns of `page` other than `columns` (from 0), and other `pages`, that hold texts which stand nowhere else.

    A copy that nobody worked in holds what the page itself holds, and isn't worth a word.
    """
    known = {"", *(text for each in sent for text in (each.source, each.target or ""))}
    beside: list[tuple[int, str]] = []
    for cells in page.iter_rows():
        for number, cell in enumerate(cells):
            if cell.value is not None:
                text = _plain(cell)
                if number in columns:
                    known.add(text)
                else:
                    beside.append((number, text))
    counted = Counter(number for number, text in beside if text not in known)
    for number, cells_ in sorted(counted.items()):
        yield Unread(page.title, get_column_letter(number + 1), cells_)
    for other in pages:
        if other is not page and other.title not in catalogue()["sheet-explanation"].values():
            texts = [_plain(cell) for cells in other.iter_rows() for cell in cells if cell.value is not None]
            if new := sum(text not in known for text in texts):
                yield Unread(other.title, "", new)


def _plain(cell: object) -> str:
    """The text of a cell, as far as it is worth telling apart."""
    return sheet.text_of(cell)[0].replace("\r\n", "\n").strip()
