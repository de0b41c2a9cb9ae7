"""The small language of a text field: paragraphs, lists, bold, references and links. No HTML, nothing that runs.

    [[veilig-thuis.phone]]  a fact        [[own-language]]  the reader's language, in Dutch
    [[nl:Ik wil een tolk]]  Dutch words   [text](page:tolk)  [text](page:tolk#man-of-vrouw)  [text](term:gezinscoach)

A Markdown library would accept raw links and HTML silently; here everything outside the language is a located defect,
and site and paper are rendered from the same parsed text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct


class Bold(Struct, frozen=True):
    text: str


class FactRef(Struct, frozen=True):
    """`[[entry.value]]`: a value of an organisation or a rule."""

    entry: str
    value: str


class OwnLanguage(Struct, frozen=True):
    """The name of the reader's language, in Dutch: what a parent tells the desk."""


class Quote(Struct, frozen=True):
    """Dutch words within a translation."""

    text: str


class PageLink(Struct, frozen=True):
    text: str
    slug: str
    anchor: str


class TermRef(Struct, frozen=True):
    """A glossary word, in the form the sentence needs."""

    text: str
    term: str


Run = str | Bold | FactRef | OwnLanguage | Quote | PageLink | TermRef
Runs = tuple[Run, ...]


class Paragraph(Struct, frozen=True):
    runs: Runs


class Listing(Struct, frozen=True):
    ordered: bool
    items: tuple[Runs, ...]


class Text(Struct, frozen=True):
    """A parsed field. `source` is what stands in the YAML file, which is what a translator is shown."""

    source: str
    blocks: tuple[Paragraph | Listing, ...]

    def runs(self) -> Iterator[Run]:
        """All runs in reading order."""
        for block in self.blocks:
            for runs in (block.runs,) if isinstance(block, Paragraph) else block.items:
                yield from runs

    def __bool__(self) -> bool:
        return bool(self.source)


Report = Callable[[int, str, dict[str, str]], None]
"""Called with the line within the field (from 0), the defect's name and its details."""

_TOKEN = re.compile(r"\[\[([^\[\]]*)\]\]|\[([^\[\]]+)\]\(([^()\s]*)\)|\*\*([^*]+)\*\*")
_FACT = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z0-9]+(?:-[a-z0-9]+)*)")
_LINK = re.compile(r"(page|term):([a-z0-9]+(?:-[a-z0-9]+)*)(?:#([a-z0-9]+(?:-[a-z0-9]+)*))?")
_LEFT_OVER = re.compile(r"\[\[|\]\]|\] ?\(|\*\*|(?<!\w)[*_][^\s*_][^*_]*[*_](?!\w)")
_BULLET = re.compile(r"- +(.*)")
_NUMBER = re.compile(r"([0-9]{1,3})\. +(.*)")
_BEGINS_BLOCK = re.compile(r"[\s\d#>`+•|-]")  # or may: what is sure to be one plain paragraph needs no closer look
_BLOCK_MARKUP = re.compile(r"#{1,6} |> |```|[*+•] |\|.*\||-{3,}$")


@lru_cache(maxsize=100_000)
def _plain(source: str) -> Text:
    return Text(source, (Paragraph((source,)),))


def _marked(text: str) -> bool:
    """Whether it may have a mark."""
    return "[" in text or "*" in text or "_" in text or "]" in text


def parse_line(source: str, report: Report) -> Text:
    """A field of one line: references and links, no blocks and no bold."""
    source = " ".join(source.split())
    if not _marked(source):
        return _plain(source)
    if "**" in source:
        report(0, "bold-not-allowed", {})
    return Text(source, (Paragraph(_inline(source, 0, report)),))


def parse_rich(source: str, report: Report) -> Text:
    """A field that may have paragraphs, lists and bold."""
    if source and "\n" not in source and not _marked(source) and not _BEGINS_BLOCK.match(source):
        return _plain(source.rstrip())
    above = len(source) - len(source.lstrip("\n"))
    source = source.strip("\n")
    blocks: list[Paragraph | Listing] = []

    def place(row: int, check: str, details: dict[str, str]) -> None:
        report(above + row, check, details)

    for kind, chunks in _chunks(source, place):
        runs = tuple(_inline("\n".join(lines), at, place) for at, lines in chunks)
        blocks.append(Paragraph(runs[0]) if kind == "p" else Listing(kind == "ol", runs))
    return Text(source, tuple(blocks))


def _chunks(source: str, report: Report) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Groups lines: ("p" | "ul" | "ol", [(line of its start, lines)]); lines of a paragraph or an item are joined.

    A blank line ends a paragraph and a list, but for a numbered list that goes on counting.
    """
    kind, chunks, gap = "", list[tuple[int, list[str]]](), False
    for at, line in enumerate(source.split("\n")):
        stripped = line.strip()
        if not stripped:
            gap = True
            continue
        bullet, number = _BULLET.match(stripped), _NUMBER.match(stripped)
        following = kind == "ol" and number is not None and int(number[1]) == len(chunks) + 1
        if kind and gap and not following:
            yield kind, chunks
            kind, chunks = "", []
        gap = False
        if bullet:
            now, rest = "ul", bullet[1]
        elif number and int(number[1]) == (len(chunks) + 1 if kind == "ol" else 1):  # "19. century" starts no list
            now, rest = "ol", number[2]
        else:
            if _BLOCK_MARKUP.match(stripped):
                report(at, "unknown-markup", {"markup": stripped[:20]})
            if kind:
                chunks[-1][1].append(stripped)
            else:
                kind, chunks = "p", [(at, [stripped])]
            continue
        if now != kind:
            if kind:
                yield kind, chunks
            kind, chunks = now, []
        chunks.append((at, [rest]))
    if kind:
        yield kind, chunks


def _inline(text: str, at: int, report: Report) -> Runs:
    """The runs of a paragraph or item; its lines are joined by a space. `at` is the row of its first line."""
    if not _marked(text):
        return (text.replace("\n", " "),) if text else ()
    runs: list[Run] = []
    end = 0
    for found in _TOKEN.finditer(text):
        start = found.start()
        _literal(text, end, start, at, report, runs)
        end = found.end()
        reference, label, target, bold = (part and part.replace("\n", " ") for part in found.groups())
        row = at + text.count("\n", 0, start)
        if marked := _LEFT_OVER.search(bold or label or ""):  # a mark within a mark
            report(row, "broken-markup", {"markup": marked.string[:30]})
        if bold is not None:
            runs.append(Bold(bold))
        elif reference is not None:
            runs.append(_reference(reference.strip(), row, report))
        else:
            runs.append(_link(label, target, row, report))
    _literal(text, end, len(text), at, report, runs)
    return tuple(runs)


def _literal(text: str, start: int, end: int, at: int, report: Report, runs: list[Run]) -> None:
    """The plain piece of a text between two marks."""
    if start == end:
        return
    piece = text[start:end]
    if _marked(piece) and (found := _LEFT_OVER.search(piece)):
        row = at + text.count("\n", 0, start + found.start())
        report(row, "broken-markup", {"markup": piece[found.start() : found.start() + 30]})
    runs.append(piece.replace("\n", " "))


def _reference(inner: str, at: int, report: Report) -> Run:
    if inner == "own-language":
        return OwnLanguage()
    if inner.startswith("nl:") and inner[3:].strip():
        return Quote(inner[3:].strip())
    if fact := _FACT.fullmatch(inner):
        return FactRef(fact[1], fact[2])
    report(at, "unknown-reference", {"reference": inner})
    return ""


def _link(label: str, target: str, at: int, report: Report) -> Run:
    found = _LINK.fullmatch(target)
    if not found or (found[1] == "term" and found[3]):
        report(at, "foreign-link", {"target": target})
        return label
    return PageLink(label, found[2], found[3] or "") if found[1] == "page" else TermRef(label, found[2])
