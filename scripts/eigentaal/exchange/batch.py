"""What goes out to a translator and what comes back, as data. The formats are made of it, and read into it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from eigentaal.characters import Finding, clean
from eigentaal.exchange.texts import Refused, say
from eigentaal.fieldnotes import note_on
from eigentaal.problems import Problem
from eigentaal.site import SHARED, Site
from eigentaal.text import TermRef, parse_rich
from eigentaal.units import CURRENT, OPTIONAL, OUTDATED, Unit, units
from eigentaal.wording import Term

TRANSLATION, REVIEW = "translation", "review"


class Row(Struct, frozen=True):
    """One text that goes out."""

    key: str
    """`page#address`."""
    title: str
    """Of its page, in Dutch."""
    source: str
    target: str
    """The translation as it is sent, "" where there is none."""
    was: str = ""
    """The Dutch that was translated, if it has changed since."""
    note: str = ""
    limit: int = 0
    terms: tuple[str, ...] = ()
    state: str = CURRENT
    origin: str = ""
    reviewed: bool = False
    remark: str = ""
    """What was remarked on it already; only a rest file has any."""


class Batch(Struct, frozen=True):
    """One export. `id` follows from its content, so that the same export has the same name."""

    id: str
    language: str
    rows: tuple[Row, ...]
    unreadable: tuple[Problem, ...] = ()
    """Why pages are left out, and why of others nobody knows what is outdated."""


class Sent(Struct, frozen=True):
    """What a file that came back remembers of one text when it was sent."""

    source: str
    target: str | None
    """None where only the fingerprint came back."""
    fingerprint: str
    """Of the translation as it was sent."""
    id: str = ""
    """Of the export it says to belong to."""
    whole: bool = True
    """Whether it is as it was written."""
    remark: str = ""
    """What was remarked on it before it was sent."""

    def was(self, text: str) -> bool:
        """Whether this is the translation that was sent."""
        return text == self.target if self.target is not None else fingerprint(text) == self.fingerprint


class Returned(Struct, frozen=True):
    """One row that came back. `line` is its place in the file, for people."""

    line: int
    key: str
    source: str | None
    """The Dutch as the row repeats it; None if it doesn't."""
    text: str
    ticked: bool = False
    mark: str = ""
    """What was put in the column to tick, if that isn't a tick."""
    remark: str = ""
    wrong: str = ""
    """Why it can't be read as a text: a key of `texts.yml`."""
    detail: str = ""


class Unread(Struct, frozen=True):
    """A place in a file that came back where texts stand that aren't read: a column of a sheet, or all of a sheet."""

    sheet: str
    column: str
    cells: int


class Parcel(Struct, frozen=True):
    """A file that came back."""

    kind: str
    language: str
    id: str
    sent: Mapping[str, Sent]
    rows: tuple[Returned, ...]
    unread: tuple[Unread, ...] = ()
    rows_are_lines: bool = False
    """Whether people find a row by the number of its line, as in a spreadsheet."""


# -- texts -------------------------------------------------------------------------------------------------------------

_SPACES = str.maketrans({"\t": " ", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


_BETWEEN = re.compile("[,;\n\u060c\u061b\u1363\u3001]")
"""What people write between the words of a list: also Arabic, Ethiopic and Chinese."""


def tidy(text: str, kind: str = "rich") -> tuple[str, list[Finding]]:
    """A text as the loader would make of it, and the characters in it that may not be used.

    Line ends of any system, tabs and spaces at the end of a line are layout. Only a `rich` text has lines; a list of
    words has a comma between them.
    """
    text, findings = clean(text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES))
    if kind == "words":
        return ", ".join(words_of(text)), findings
    if kind != "rich":
        return " ".join(text.split()), findings
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n"), findings


def words_of(text: str) -> tuple[str, ...]:
    """The words of a list, each once."""
    return tuple(dict.fromkeys(filter(None, (" ".join(each.split()) for each in _BETWEEN.split(text)))))


def fingerprint(*texts: str) -> str:
    """Names texts to the letter, other than `state.digest`, for which a paragraph more or less is the same."""
    return hashlib.blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


# -- collecting --------------------------------------------------------------------------------------------------------


def key_of(unit: Unit) -> str:
    return f"{unit.page}#{unit.address}"


def collect(
    site: Site,
    language: str,
    everything: bool = False,
    pages: Collection[str] = (),
    translated: bool = False,
    ui: str = "nl",
    without: Collection[str] = (),
) -> Batch:
    """The texts to send: what is missing or outdated, or `everything`, or what is `translated`.

    Lists of words go with the rest of their page or term; nobody reviews them. `pages` names pages
    (`opvoeden/driftbuien`) or folders (`opvoeden`); those in `without` stay out. Of Dutch, everything goes. Raises
    Refused.
    """
    if language not in {each.code for each in site.languages}:
        raise Refused("unknown-language", value=language)
    everything = everything or language == site.source.code
    named = [_name(each) for each in pages]
    known = {*SHARED, *site.leaves[language]}
    for each in named:
        if each not in known and not any(path.startswith(f"{each}/") for path in known):
            raise Refused("unknown-page", value=each)
    chosen = [
        unit
        for unit in units(site, language, lists=not translated)
        if unit.page not in without and (not named or within(unit.page, named))
    ]
    if translated:
        chosen = [unit for unit in chosen if unit.target]
    elif not everything:
        chosen = _due(chosen)
    terms = _Terms(site, language)
    return batch(language, (_row(site, unit, terms, ui) for unit in chosen))


def _name(page: str) -> str:
    return page.removesuffix(".yml").rstrip("/")


def within(page: str, named: Collection[str]) -> bool:
    """Whether a page is one of those named, or in a folder of them."""
    return any(page == _name(each) or page.startswith(f"{_name(each)}/") for each in named)


def _due(found: Iterable[Unit]) -> list[Unit]:
    """What is missing or outdated; what may stay empty goes along with what it belongs to."""
    found = list(found)
    due = {id(unit) for unit in found if unit.freshness not in (CURRENT, OPTIONAL)}
    around = {_around(unit) for unit in found if id(unit) in due}
    return [unit for unit in found if id(unit) in due or (unit.freshness == OPTIONAL and _around(unit) in around)]


def _around(unit: Unit) -> tuple[str, str]:
    """The thing that a text is a field of."""
    return unit.page, unit.address.rpartition(".")[0]


def batch(language: str, rows: Iterable[Row]) -> Batch:
    """The rows with the name that follows from them."""
    rows = tuple(rows)
    name = fingerprint(language, *(text for row in rows for text in (row.key, row.source, row.target)))
    return Batch(f"{language}-{name}", language, rows)


def _row(site: Site, unit: Unit, terms: _Terms, ui: str) -> Row:
    kind = unit.spec.kind
    listed = say("list-of-words", ui) if kind == "words" else ""
    optional = say("may-be-empty", ui) if unit.freshness == OPTIONAL else ""
    note = " ".join(each for each in (note_on(unit.spec, ui), _note(site, unit), listed, optional) if each)
    if unit.page in SHARED:
        title = say(f"page{unit.page.replace('_', '-')}", ui)
    else:
        title = site.leaves[site.source.code][unit.page].page.title
    outdated = unit.freshness == OUTDATED and unit.record is not None and unit.language != site.source.code
    return Row(
        key_of(unit),
        title,
        tidy(unit.source, kind)[0],
        tidy(unit.target, kind)[0],
        unit.record.source if outdated and unit.record else "",
        note,
        unit.spec.limit,
        tuple(terms.of(unit.source)),
        CURRENT if unit.language == site.source.code else unit.freshness,
        unit.origin,
        unit.review is not None,
    )


def _note(site: Site, unit: Unit) -> str:
    """What is said of this very text: interface words have a note each."""
    found = re.fullmatch(r"words\[([^\]]+)\]\.text", unit.address)
    word = site.interface[site.source.code].get(found[1]) if found and unit.page == "_interface" else None
    return word.note if word else ""


class _Terms:
    """Finds the glossary's words in Dutch texts."""

    def __init__(self, site: Site, language: str) -> None:
        self.dutch: Mapping[str, Term] = site.glossary[site.source.code]
        self.own: Mapping[str, Term] = site.glossary[language] if language != site.source.code else {}
        named = sorted(((each.term, key) for key, each in self.dutch.items()), key=lambda each: -len(each[0]))
        self.keys = [key for _, key in named]
        words = "|".join(f"({re.escape(term)})" for term, _ in named)
        self.pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def of(self, source: str) -> Iterator[str]:
        """`gezinscoach = …` for each term in the text."""
        found = [run.term for run in parse_rich(source, lambda *_: None).runs() if isinstance(run, TermRef)]
        if self.pattern and self.own:
            found += [self.keys[match.lastindex - 1] for match in self.pattern.finditer(source) if match.lastindex]
        for key in dict.fromkeys(found):
            if key in self.dutch and key in self.own:
                yield f"{self.dutch[key].term} = {self.own[key].term}"
