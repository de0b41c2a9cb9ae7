"""Parsed text to runs: what the Typst templates print. The counterpart of `html` for paper.

A run is plain data, `{"k": kind, "v": text}`: `t` text; `nl` Dutch words in another language; `ltr` digits and signs
that keep their order; `tel` a number to call (`href`). `b` marks bold. No text ever becomes markup: the templates get
strings, and evaluate none.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from eigentaal import formats
from eigentaal.bidi import Isolate, isolate
from eigentaal.facts import Phone, Value
from eigentaal.html import fact
from eigentaal.language import Language
from eigentaal.phrases import slots
from eigentaal.site import ELSEWHERE, PUBLISHED, Site
from eigentaal.text import Bold, FactRef, Listing, OwnLanguage, PageLink, Quote, Run, Runs, TermRef, Text

Made = dict[str, Any]
"""A run, or a block of them, as the templates get it."""

NO_BREAK = "\u00a0"

SHORT = 24
"""The most characters of Dutch words that stay together in another language."""


class Plain(str):
    """A text whose {names} are filled in as they stand."""

    __slots__ = ()

    def filled(self, **values: object) -> str:
        text = str(self)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text


class Scribe(Struct):
    """Writes the texts of one sheet in one language, in reading order: a Dutch word is named where it comes first."""

    site: Site
    language: Language
    names: re.Pattern[str] | None
    """Dutch names to mark in a language that shares the Latin script (`html.dutch_names`)."""
    met: dict[str, str] = {}
    """The glossary words written so far, with the form they first had."""

    def word(self, key: str, **values: list[Made] | str) -> list[Made]:
        """An interface text with its {names} filled in; what isn't translated is Dutch, marked as Dutch."""
        text, own = self._interface(key)
        runs: list[Made] = []
        for piece in re.split(r"(\{[a-z]+\})", text):
            value = values.get(piece[1:-1]) if piece[:1] == "{" else None
            if value is not None:
                runs += self.line(value) if isinstance(value, str) else value
            elif piece:
                runs += self.line(piece) if own else self.dutch(piece)
        return runs

    def plain(self, key: str) -> Plain:
        """An interface text as a string."""
        return Plain(self._interface(key)[0])

    def _interface(self, key: str) -> tuple[str, bool]:
        """The text in this language, or the Dutch one where it lacks or has other {names}; and is it its own."""
        source = self.site.interface[self.site.source.code][key].text
        own = self.site.interface[self.language.code].get(key)
        fits = own is not None and slots(own.text) == slots(source)
        return (own.text, True) if own is not None and fits else (source, False)

    def line(self, text: str, bold: bool = False) -> list[Made]:
        """A text without markup, its foreign runs isolated."""
        return [self._piece(each, bold) for each in isolate(text, self.language.direction, self.names) if each]

    def inline(self, text: Text) -> list[Made]:
        """A field of one line."""
        return [each for block in text.blocks if not isinstance(block, Listing) for each in self._runs(block.runs)]

    def rich(self, text: Text) -> list[Made]:
        """Paragraphs (`p`) and lists (`ul`, `ol`), each a block."""
        blocks: list[Made] = []
        for block in text.blocks:
            if isinstance(block, Listing):
                blocks.append({"k": "ol" if block.ordered else "ul", "v": [self._runs(each) for each in block.items]})
            else:
                blocks.append({"k": "p", "v": self._runs(block.runs)})
        return blocks

    def sentence(self, text: Text) -> list[Made]:
        """A Dutch sentence to say, on any sheet; its blank for the language is filled in."""
        spoken = "".join(self._spoken(run) for run in text.runs())
        return self.dutch(spoken)

    def dutch(self, text: str) -> list[Made]:
        """Dutch words on any sheet. A short name stays on one line: cut in two, it is not known for one name."""
        if self.language == self.site.source:
            return [{"k": "t", "v": text}]
        return [{"k": "nl", "v": text.replace(" ", NO_BREAK) if len(text) <= SHORT else text}]

    def phone(self, phone: Phone) -> Made:
        """A number to call. No-break spaces keep it on one line, and in order when it is copied from the PDF."""
        return {"k": "tel", "v": phone.number.replace(" ", NO_BREAK), "href": f"tel:{phone.dial}"}

    def own_language(self) -> str:
        """What a parent says: "Ik spreek Arabisch". In Dutch it is a blank to fill in."""
        if self.language != self.site.source:
            return self.language.dutch_name
        return self.site.interface[self.site.source.code]["own-language-blank"].text

    # -- pieces --------------------------------------------------------------------------------------------------------

    def _spoken(self, run: Run) -> str:
        if isinstance(run, OwnLanguage):
            return self.own_language()
        if isinstance(run, FactRef):
            return "".join(each["v"] for each in self._fact(run))
        return run if isinstance(run, str) else run.text

    def _runs(self, runs: Runs) -> list[Made]:
        return [made for run in runs for made in (self.line(run) if isinstance(run, str) else self._run(run))]

    def _run(self, run: Run) -> list[Made]:
        match run:
            case Bold(text):
                return self.line(text, bold=True)
            case FactRef():
                return self._fact(run)
            case OwnLanguage():
                return self.dutch(self.own_language())
            case Quote(text):
                return self.dutch(text)
            case PageLink():
                return self._page(run)
            case TermRef():
                return self._term(run)
            case _:
                raise AssertionError(run)

    def _piece(self, piece: str | Isolate, bold: bool) -> Made:
        mark = {"b": 1} if bold else {}
        if isinstance(piece, str):
            return {"k": "t", "v": piece, **mark}
        if piece.foreign:
            return {"k": "nl", "v": piece.text, **mark}
        return {"k": "ltr", "v": piece.text.replace(" ", NO_BREAK), **mark}

    def _fact(self, run: FactRef) -> list[Made]:
        found = fact(self.site, run)
        match found:
            case Phone():
                return [self.phone(found)]
            case Value():
                return self.line(formats.value(found, self.language.code))
            case str():
                return self.dutch(found)
            case _:
                return self.word("fact-waits")

    def _page(self, run: PageLink) -> list[Made]:
        """A link can't be pressed on paper: the title of the other page stands behind it, if it isn't there yet."""
        leaf = self.site.by_slug(self.language.code, run.slug)
        shown = self.line(run.text)
        if leaf is None or leaf.state == ELSEWHERE or leaf.page.title in run.text or leaf.page.label in run.text:
            return shown
        own = leaf.state == PUBLISHED
        title = self.line(leaf.page.title) if own else self.dutch(leaf.page.title)
        return [*shown, {"k": "t", "v": " ("}, *title, {"k": "t", "v": ")"}]

    def _term(self, run: TermRef) -> list[Made]:
        """A glossary word; the Dutch one behind it where it stands on letters."""
        shown = self.line(run.text)
        source = self.site.glossary[self.site.source.code].get(run.term)
        if source is None or run.term in self.met:
            return shown
        self.met[run.term] = run.text
        if self.language == self.site.source or not source.keep_dutch or source.term in run.text:
            return shown
        return [*shown, {"k": "t", "v": " ("}, *self.dutch(source.term), {"k": "t", "v": ")"}]
