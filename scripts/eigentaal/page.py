"""What a page is, as frozen records: which kinds there are, what each holds; sets of pages, and pages that moved.

Names follow HSDS and XLIFF/gettext where those have a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from eigentaal.schema import (
    ADDED,
    INHERITED,
    choice,
    day,
    flag,
    ident,
    idents,
    item,
    items,
    line,
    number,
    record,
    rich,
    text,
    word,
    words,
)
from eigentaal.text import Text


@record
class Step:
    id: str = ident()
    text: Text = text("One thing to do, in one line.", limit=120)


@record
class Number:
    """Which number for what, on an urgent page."""

    id: str = ident()
    contact: str = word("Organisation id.", pattern=r"[a-z0-9-]+")
    when: Text = text("When to call it.", limit=120)


@record
class Part:
    id: str = ident()
    heading: str = line("A question in the parent's words.", limit=100)
    text: Text = rich("The answer.")
    basis: tuple[str, ...] = idents("Rules this part rests on.")


@record
class Worry:
    id: str = ident()
    question: Text = text("A fear, named as parents name it.", limit=160)
    answer: Text = rich("An honest answer.", limit=1500)
    basis: tuple[str, ...] = idents("Rules this answer rests on.")


@record
class Advice:
    id: str = ident()
    text: Text = text("A reason to ask for help.", limit=300)


@record
class Picture:
    """A picture beside a part, for professionals only: what parents get are drawings without text."""

    id: str = ident()
    part: str = word("Id of the part it stands under.", pattern=r"[a-z0-9-]+")
    file: str = word("Its file under docs/assets.", pattern=r"[a-z0-9-]+(/[a-z0-9-]+)*\.(png|jpg|jpeg|webp|avif)")
    alt: str = line("What is to be seen, for who can't see it.", limit=300)


@record
class Task:
    """A line of a table to fill in: who does it, when, and is it done."""

    id: str = ident()
    text: Text = text("What is to be done, asked or written down.", limit=300)
    who: str = choice("Who does it.", ("service", "organisation", "together"), required=False)
    factors: tuple[str, ...] = words("Which of the 17 risk factors it works on.", role=INHERITED)


@record
class Sheet:
    """A table to fill in on paper or in meetings."""

    id: str = ident()
    heading: str = line("What it is for.", limit=100)
    intro: Text = text("How to use it.", limit=300, required=False)
    tasks: tuple[Task, ...] = items("Its lines.", Task, limit=16)


@record
class Sentence:
    """A Dutch sentence to say or to show at a desk."""

    id: str = ident()
    text: Text = text("The Dutch sentence.", limit=240, role=INHERITED)
    meaning: str = line("What it means.", limit=300, role=ADDED, source="text")
    sound: str = line("How the Dutch sounds, in the reader's script.", limit=400, role=ADDED, source="text")


LEAFLET_FORMATS = ("trifold", "bilingual", "card", "checklist")


@record
class Leaflet:
    """What of a page goes on paper: everything, or the parts, worries and sentences that are named."""

    formats: tuple[str, ...] = idents("Forms on paper: trifold, bilingual, card, checklist.", required=True)
    parts: tuple[str, ...] = idents("Ids of the parts to print, in this order; all when absent.")
    worries: tuple[str, ...] = idents("Ids of the worries to print; all when absent.")
    say: tuple[str, ...] = idents("Ids of the sentences to print; all when absent.")


@record
class Page:
    """A page of any kind; KINDS tells which fields a kind has."""

    kind: str = choice(
        "What sort of page.", ("urgent", "service", "explainer", "theme", "about", "professional", "section", "home")
    )
    title: str = line("The title.", limit=80)
    short: str = line("For tiles, menus and the way back.", limit=32, required=False)
    picture: str = word("Name of a pictogram in overrides/pictograms.", pattern=r"[a-z0-9-]+", required=False)
    order: int = number("Place in its section.", required=False)
    answer: Text = text("The first screen: one or two sentences.", limit=150)
    do_now: tuple[Step, ...] = items("What you can do now.", Step, required=False, limit=5)
    call: str = word("Organisation whose number stands on the button.", pattern=r"[a-z0-9-]+", required=False)
    numbers: tuple[Number, ...] = items("Which number for what.", Number, required=False, limit=8)
    parts: tuple[Part, ...] = items("The page itself.", Part, required=False, limit=14)
    worries: tuple[Worry, ...] = items("Fears, named and answered.", Worry, required=False, limit=6)
    ask_help: tuple[Advice, ...] = items("When to ask for help.", Advice, required=False, limit=8)
    say: tuple[Sentence, ...] = items("Dutch sentences to say.", Sentence, required=False, limit=12)
    contacts: tuple[str, ...] = idents("Organisations to turn to.")
    related: tuple[str, ...] = idents("Slugs of related pages.")
    risk_factors: tuple[str, ...] = words("Which of the 17 risk factors it works on.", role=INHERITED)
    keywords: tuple[str, ...] = words(
        "Words that people type who look for this page; each language has its own.", source="keywords"
    )
    languages: tuple[str, ...] = idents("Only these languages, where a page is not for all.")
    leaflet: Leaflet | None = item("What goes on paper, if anything.", Leaflet, required=False)
    pictures: tuple[Picture, ...] = items("Pictures beside its parts.", Picture, required=False, limit=14)
    sheets: tuple[Sheet, ...] = items("Tables to fill in on paper.", Sheet, required=False, limit=12)
    generated: str = choice(
        "What the program adds.",
        ("report", "checks", "coverage", "confirm", "search", "glossary", "embeds", "data", "desk"),
        required=False,
    )
    changed: str = day("Day its meaning last changed, 2026-11-22: for the feed of changes.", required=False)
    danger: bool = flag("Urgent numbers first, quick exit, never kept on the phone.")

    @property
    def label(self) -> str:
        return self.short or self.title


class Kind(Struct, frozen=True):
    """Which fields a kind must and may have, besides those that all have (COMMON)."""

    must: tuple[str, ...]
    may: tuple[str, ...] = ()


_SHARED = ("worries", "ask_help", "say", "risk_factors", "danger", "leaflet")
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "urgent": Kind(("short", "picture", "numbers"), (*_SHARED, "do_now", "parts", "contacts", "related")),
        "service": Kind(("short", "picture", "do_now", "call", "parts", "contacts", "related"), _SHARED),
        "explainer": Kind(("short", "picture", "do_now", "call", "parts", "contacts", "related"), _SHARED),
        "theme": Kind(("short", "picture", "do_now", "call", "parts", "ask_help", "contacts", "related"), _SHARED),
        "about": Kind(("short", "picture", "parts"), ("related", "contacts", "generated")),
        "professional": Kind(
            ("short", "picture", "parts"),
            (
                *("do_now", "worries", "say", "contacts", "related", "risk_factors"),
                "leaflet",
                "pictures",
                "sheets",
                "generated",
            ),
        ),
        "section": Kind(("short", "picture", "order")),
        "home": Kind(("short", "picture")),
    }
)
COMMON = frozenset({"kind", "title", "short", "picture", "order", "answer", "keywords", "languages", "changed"})

# -- lists of pages ----------------------------------------------------------------------------------------------------


@record
class PageSet:
    """Pages that are handed out as one booklet, and that an organisation can put on its site as one embed."""

    id: str = ident()
    title: str = line("What the pages have in common.", limit=80)
    answer: str = line("What a parent finds here, in one or two sentences.", limit=200)
    picture: str = word(
        "Pictogram on the cover; that of the first page without.", pattern=r"[a-z0-9-]+", required=False
    )
    pages: tuple[str, ...] = idents("Slugs of the pages, in reading order.", required=True)


@record
class SetsFile:
    sets: tuple[PageSet, ...] = items("Sets of pages.", PageSet)


@record
class Moved:
    """A page that was elsewhere, or was taken away: its old address stays a promise."""

    id: str = ident()
    old: str = word("Where it was: section/page.", pattern=r"[a-z0-9-]+/[a-z0-9-]+")
    new: str = word(
        "Where it is now: section/page. Left out: it was taken away.", pattern=r"[a-z0-9-]+/[a-z0-9-]+", required=False
    )


@record
class MovedFile:
    moved: tuple[Moved, ...] = items("Pages that moved.", Moved, role=INHERITED)
