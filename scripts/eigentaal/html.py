"""Parsed text to HTML. The only module that makes Markup out of content."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup, escape
from msgspec import Struct

from eigentaal import formats
from eigentaal.bidi import Isolate, isolate, name_pattern
from eigentaal.facts import Organisation, Phone, Value
from eigentaal.language import Language
from eigentaal.phrases import Phrase
from eigentaal.site import Site
from eigentaal.text import Bold, FactRef, Listing, OwnLanguage, PageLink, Quote, Run, Runs, TermRef, Text


class Explained(Struct, frozen=True):
    """A glossary word met for the first time: the Dutch word, its meaning, and how it sounds."""

    term: str
    word: Markup
    dutch: Markup
    explanation: Markup
    sound: str


class Writer(Struct):
    """Writes the texts of one page in reading order; a glossary word is explained where it comes first."""

    site: Site
    language: Language
    phrases: Mapping[str, Phrase]
    href: Callable[[str, str], str | None]
    """The link to a page by slug and anchor, or None where the page isn't meant for this language."""
    names: re.Pattern[str] | None
    linked: bool = True
    """False within a link, which can hold no other: then a text has no links and explains no words."""
    _met: set[str] = set()
    _waiting: list[Explained] = []

    def line(self, text: str) -> Markup:
        """A text without markup, its foreign runs isolated."""
        if self.language == self.site.source and self.language.direction == "ltr":  # nothing in it is foreign
            return escape(text)
        return Markup("".join([self._piece(each) for each in isolate(text, self.language.direction, self.names)]))

    def inline(self, text: Text) -> Markup:
        """A field of one line."""
        return Markup("".join(self._runs(block.runs) for block in text.blocks if not isinstance(block, Listing)))

    def rich(self, text: Text) -> Markup:
        """Paragraphs and lists."""
        out: list[str] = []
        for block in text.blocks:
            if isinstance(block, Listing):
                tag = "ol" if block.ordered else "ul"
                out.append(f"<{tag}>{''.join(f'<li>{self._runs(each)}</li>' for each in block.items)}</{tag}>")
            else:
                out.append(f"<p>{self._runs(block.runs)}</p>")
        return Markup("\n".join(out))

    def explained(self) -> list[Explained]:
        """The glossary words met since the last call: they are explained right here."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def dutch(self, text: str) -> Markup:
        """Dutch words on any page."""
        if self.language == self.site.source:
            return escape(text)
        tag = "bdi" if self.language.direction == "rtl" else "span"
        return Markup(f'<{tag} lang="{self.site.source.code}" dir="ltr">{escape(text)}</{tag}>')

    def sentence(self, text: Text) -> Markup:
        """A Dutch sentence to say; its blank for the language is filled in."""
        return Markup("").join(self._spoken(run) for run in text.runs())

    def phone(self, phone: Phone) -> Markup:
        number = f'<bdi dir="ltr">{escape(phone.number)}</bdi>'
        return Markup(f'<a class="tel" href="tel:{escape(phone.dial)}">{number}</a>' if self.linked else number)

    def _spoken(self, run: Run) -> Markup:
        if isinstance(run, OwnLanguage):
            return escape(self.own_language())
        if isinstance(run, FactRef):
            return self._fact(run)
        return escape(run if isinstance(run, str) else run.text)

    def own_language(self) -> str:
        """What a parent says: "Ik spreek Arabisch". On the Dutch page it is a blank."""
        return (
            self.language.dutch_name if self.language != self.site.source else str(self.phrases["own_language_blank"])
        )

    def _runs(self, runs: Runs) -> str:
        return "".join([self.line(run) if isinstance(run, str) else self._run(run) for run in runs])

    def _run(self, run: Run) -> Markup:
        match run:
            case Bold(text):
                return Markup(f"<strong>{self.line(text)}</strong>")
            case FactRef():
                return self._fact(run)
            case OwnLanguage():
                return self.dutch(self.own_language())
            case Quote(text):
                return self.dutch(text)
            case PageLink(text, slug, anchor):
                target = self.href(slug, anchor) if self.linked else None
                return (
                    Markup(f'<a href="{escape(target)}">{self.line(text)}</a>')
                    if target is not None
                    else self.line(text)
                )
            case TermRef():
                return self._term(run)
            case _:
                raise AssertionError(run)

    def _piece(self, piece: str | Isolate) -> str:
        if isinstance(piece, str):
            return escape(piece)
        return self.dutch(piece.text) if piece.foreign else f'<bdi dir="ltr">{escape(piece.text)}</bdi>'

    def _fact(self, run: FactRef) -> Markup:
        found = fact(self.site, run)
        match found:
            case Phone():
                return self.phone(found)
            case Value():
                return Markup(f"<bdi>{escape(formats.value(found, self.language.code))}</bdi>")
            case str():
                return self.dutch(found)
            case _:
                return escape(self.phrases["fact_waits"])

    def _term(self, run: TermRef) -> Markup:
        source = self.site.glossary[self.site.source.code].get(run.term)
        own = self.site.glossary[self.language.code].get(run.term)
        shown = self.line(run.text)
        if source is None or run.term in self._met or not self.linked:
            return shown
        self._met.add(run.term)
        dutch = self.dutch(source.term)
        if own is None:  # not translated yet: the Dutch explanation, marked as Dutch
            self._waiting.append(Explained(run.term, dutch, Markup(""), self.dutch(source.explanation), ""))
        else:
            same = self.language == self.site.source
            long = self.dutch(f"{source.term} ({source.long})") if source.long else dutch
            self._waiting.append(
                Explained(
                    run.term,
                    long if same else self.line(own.term),
                    Markup("") if same else long,
                    self.line(own.explanation),
                    own.sound,
                )
            )
        beside = (
            ""
            if self.language == self.site.source or source.term in run.text or not source.keep_dutch
            else f" ({dutch})"
        )
        return Markup(f'<span class="term">{shown}</span>{beside}')


def fact(site: Site, run: FactRef) -> Phone | Value | str | None:
    """What a reference shows: a phone, a value, a name; None while it may not be published, or doesn't exist."""
    organisation = site.organisations.get(run.entry)
    if organisation is not None:
        if organisation.publish == "no":
            return None
        if run.value == "phone":
            return organisation.phone()
        if run.value == "name":
            return organisation.name if organisation.publish == "yes" else None
        return next((each for each in organisation.public_phones() if each.id == run.value), None)
    rule = site.rules.get(run.entry)
    values = rule.values if rule else ()
    # A value of kind "text" is a note for editors: there is nothing of it to show.
    return next(
        (each for each in values if each.id == run.value and each.publish == "yes" and each.kind != "text"), None
    )


def fact_exists(site: Site, run: FactRef) -> bool:
    """Whether there is such a fact, published or not."""
    organisation, rule = site.organisations.get(run.entry), site.rules.get(run.entry)
    if organisation is not None:
        return run.value in {"phone", "name", *(each.id for each in organisation.phones)}
    return rule is not None and run.value in {each.id for each in rule.values}


def dutch_names(site: Site) -> re.Pattern[str] | None:
    """Finds the Dutch names that a text in another Latin-script language may hold."""
    return name_pattern(known_names(site))


def known_names(site: Site) -> frozenset[str]:
    """Names of organisations and districts, and glossary words that stay Dutch."""
    terms = site.glossary[site.source.code].values()
    names = {each.name for each in site.organisations.values() if each.publish != "no"} | {
        each.term for each in terms if each.keep_dutch
    }
    names |= {each.name for each in site.districts.values() if each.publish != "no"}
    names |= {re.sub("^(?:De|Het) (?=[A-Z])", "", each) for each in names}  # "bel de Kindertelefoon"
    return frozenset(names)


def route(site: Site, organisation: Organisation) -> tuple[Organisation, Phone] | None:
    """The number to call for an organisation: its own, or that of whom it is reached through.

    Whoever calls asks for somebody by name, so nobody is passed on to an organisation that may not be named.
    """
    seen: set[str] = set()
    while organisation.id not in seen:
        phone = organisation.phone()
        if phone is not None and organisation.publish == "yes":
            return organisation, phone
        seen.add(organisation.id)
        following = site.organisations.get(organisation.route)
        if following is None:
            return None
        organisation = following
    return None
