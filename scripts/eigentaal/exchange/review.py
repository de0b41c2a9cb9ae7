"""A native reader's sheet, Dutch beside translation: a spreadsheet that comes back, and a page to print."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup, escape
from openpyxl.utils import get_column_letter

from eigentaal.exchange import sheet, xlsx
from eigentaal.exchange.batch import REVIEW, Batch, Row
from eigentaal.exchange.texts import say
from eigentaal.exchange.xlsx import KEY, Column
from eigentaal.language import Language
from eigentaal.text import Bold, FactRef, Listing, OwnLanguage, PageLink, Paragraph, Quote, Run, TermRef, parse_rich

COLUMNS = (
    KEY,
    Column("page", 16),
    Column("source", 48),
    Column("sent", 48, False, True),
    Column("tick", 8, True),
    Column("translation", 48, True, True),
    Column("remark", 28, True),
)
"""`translation` is where a better text may be written; what is there now is `sent`."""


def export(batch: Batch, language: Language, ui: str = "nl") -> bytes:
    """The spreadsheet of a batch, to be read beside the Dutch."""
    rows = [{"key": row.key, "page": row.title, "source": row.source, "sent": row.target} for row in batch.rows]
    book = xlsx.build(REVIEW, batch, language, COLUMNS, rows, ui, REVIEW)
    letters = {each.name: get_column_letter(number) for number, each in enumerate(COLUMNS, 1)}
    xlsx.offer_tick(book.worksheets[0], letters["tick"], len(rows))
    return sheet.save(book)


_STYLE = """
@page { size: A4; margin: 14mm 12mm; }
body { font: 11pt/1.45 "Noto Sans", "Noto Naskh Arabic", sans-serif; color: #000; margin: 0; }
h1 { font-size: 16pt; margin: 0 0 4mm; }
h2 { font-size: 13pt; margin: 8mm 0 2mm; break-after: avoid; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #777; padding: 2mm; vertical-align: top; text-align: start; overflow-wrap: anywhere; }
th { background: #eee; font-size: 9pt; }
td p, td ul, td ol { margin: 0 0 1.5mm; }
td ul, td ol { padding-inline-start: 5mm; }
td[dir=rtl] { font-size: 13pt; }
.box { display: inline-block; inline-size: 5mm; block-size: 5mm; border: 0.4mm solid #000; }
.tick { width: 14mm; text-align: center; }
.line { border-block-end: 0.2mm solid #999; block-size: 7mm; }
.mark { border: 0.2mm solid #777; border-radius: 1mm; padding: 0 1mm; font-size: 9pt; }
u { text-underline-offset: 2px; }
"""


def page(batch: Batch, source: Language, language: Language, ui: str = "nl") -> bytes:
    """The same on paper: a document that stands on its own, for A4."""
    title = say("review-title", ui, language=language.dutch_name)
    head = Markup("<th>{}</th><th>{}</th><th class='tick'>{}</th>").format(
        source.dutch_name, language.dutch_name, say("head-good", ui)
    )
    parts = [
        Markup("<!doctype html>\n<html lang='{}'>\n<meta charset='utf-8'>\n<title>{}</title>\n").format(ui, title),
        Markup("<style>{}</style>\n").format(Markup(_STYLE)),
        Markup("<h1>{}</h1>\n<p>{}</p>\n<p class='line'>{}</p>\n").format(
            title, say("review-how", ui), say("review-who", ui)
        ),
    ]
    for _, rows in groupby(batch.rows, key=lambda row: row.key.partition("#")[0]):
        parts += _section(list(rows), head, source, language, ui)
    return "".join([*parts, Markup("</html>\n")]).encode()


def _section(rows: list[Row], head: Markup, source: Language, language: Language, ui: str) -> Iterable[Markup]:
    where = rows[0].key.partition("#")[0]
    yield Markup("<h2>{} <small>({})</small></h2>\n<table><thead><tr>{}</tr></thead><tbody>\n").format(
        rows[0].title, where, head
    )
    cell = Markup("<td lang='{}' dir='{}'>{}</td>")
    better = say("head-translation-review", ui)
    for row in rows:
        yield Markup("<tr>{}{}<td class='tick'><span class='box'></span></td></tr>\n").format(
            cell.format(source.code, source.direction, _shown(row.source)),
            cell.format(language.code, language.direction, _shown(row.target)),
        )
        yield Markup("<tr><td colspan='3'><small>{}:</small><div class='line'></div></td></tr>\n").format(better)
    yield Markup("</tbody></table>\n")


def _shown(text: str) -> Markup:
    """A text as a reader may judge it: its paragraphs and lists; what the program fills in stands in a frame."""
    made = Markup()
    for block in parse_rich(text, lambda *_: None).blocks:
        if isinstance(block, Paragraph):
            made += Markup("<p>{}</p>").format(_line(block.runs))
        elif isinstance(block, Listing):
            items = Markup().join(Markup("<li>{}</li>").format(_line(each)) for each in block.items)
            made += Markup("<ol>{}</ol>" if block.ordered else "<ul>{}</ul>").format(items)
    return made


def _line(runs: Iterable[Run]) -> Markup:
    return Markup().join(_run(each) for each in runs)


def _run(run: Run) -> Markup:
    match run:
        case str():
            return escape(run)
        case Bold(text):
            return Markup("<b>{}</b>").format(text)
        case PageLink(text) | TermRef(text):
            return Markup("<u>{}</u>").format(text)
        case Quote(text):
            return Markup("<bdi lang='nl' dir='ltr'>{}</bdi>").format(text)
        case FactRef(entry, value):
            return Markup("<bdi class='mark' dir='ltr'>{}.{}</bdi>").format(entry, value)
        case OwnLanguage():
            return Markup("<bdi class='mark' dir='ltr'>own-language</bdi>")
        case _:
            raise AssertionError(run)
