"""What the content is: languages, facts, words and pages, as frozen records.

Names follow HSDS (organisations, phones, schedules) and XLIFF/gettext (source, target, state) where those have a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from eigentaal.facts import DATE, District, Factor, MedicalAdvice, Organisation, Recording, Rule
from eigentaal.schema import (
    ADDED,
    INHERITED,
    OWN,
    choice,
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
from eigentaal.state import Record
from eigentaal.text import Text
from eigentaal.yamlfile import Place

# -- languages ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site, as `mkdocs.yml` lists it."""

    code: str
    name: str
    """In the language itself; it is written in `mkdocs.yml`, never in a program."""
    direction: str
    dutch_name: str
    """What a parent says to the desk: "Ik spreek Arabisch"."""
    site_name: str


# -- words -------------------------------------------------------------------------------------------------------------


@record
class Word:
    """One text of the interface."""

    id: str = ident()
    text: str = line("What readers see. {name} stands for something filled in.", limit=400)
    note: str = word("Where it appears, for translators.", role=OWN, required=False)


@record
class InterfaceFile:
    words: tuple[Word, ...] = items("Every word of the interface.", Word)
    dutch: tuple[Word, ...] = items(
        "Sentences that stay Dutch in every language.", Word, role=INHERITED, required=False
    )


@record
class Term:
    """A word of the system, explained."""

    id: str = ident()
    term: str = line("The word.", limit=80)
    long: str = word("What an abbreviation stands for.", required=False)
    explanation: str = line("What it means, in one or two short sentences.", limit=400)
    keep_dutch: bool = flag("The Dutch word stays visible: it stands on letters.")
    sound: str = line(
        "How the Dutch word sounds, in the reader's script.", limit=80, role=ADDED, required=False, source="term"
    )
    also: tuple[str, ...] = words("Words that people use for it, found by search.")
    avoid: tuple[str, ...] = words("Words that must not be used for it.")
    note: str = word("For translators.", role=OWN, required=False)


@record
class GlossaryFile:
    terms: tuple[Term, ...] = items("Terms.", Term)


@record
class Description:
    """What an organisation does, in the reader's language."""

    id: str = ident()
    what: str = line("What it does for a parent.", limit=300)
    ask: str = word("The Dutch sentence to say when calling its route.", required=False)


@record
class DescriptionsFile:
    organisations: tuple[Description, ...] = items("Organisations.", Description)


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


# -- pages -------------------------------------------------------------------------------------------------------------


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
    keywords: tuple[str, ...] = words("Words that people type who look for this page, found by search.")
    languages: tuple[str, ...] = idents("Only these languages, where a page is not for all.")
    leaflet: Leaflet | None = item("What goes on paper, if anything.", Leaflet, required=False)
    pictures: tuple[Picture, ...] = items("Pictures beside its parts.", Picture, required=False, limit=14)
    sheets: tuple[Sheet, ...] = items("Tables to fill in on paper.", Sheet, required=False, limit=12)
    generated: str = choice(
        "What the program adds.",
        ("report", "checks", "coverage", "confirm", "search", "glossary", "embeds", "data", "desk"),
        required=False,
    )
    changed: str = word(
        "Day its meaning last changed, 2026-11-22: for the feed of changes.", pattern=DATE, required=False
    )
    danger: bool = flag("Urgent numbers first, quick exit, never kept on the phone.")

    @property
    def label(self) -> str:
        return self.short or self.title


@dataclass(frozen=True, slots=True)
class Kind:
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

# -- the site ----------------------------------------------------------------------------------------------------------

PUBLISHED, MISSING, WITHHELD, ELSEWHERE = "published", "missing", "withheld", "elsewhere"
"""What became of a page in a language: shown; never translated; held back for an error; not meant for this language."""


@dataclass(frozen=True)
class Leaf:
    """A page in one language with where it came from. `page` of a missing or withheld translation is the Dutch one."""

    path: str
    """`opvoeden/driftbuien`, `opvoeden/index` for a section, `index` for the home page."""
    language: str
    page: Page
    state: str
    file: str
    places: Mapping[str, Place] = field(default_factory=dict)
    digest: str = ""
    """Names the bytes of the page's files in all languages."""
    draft: Page | None = None
    """A translation as far as it goes, also when it is held back; Dutch where it has a gap."""

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def section(self) -> str:
        return self.path.partition("/")[0] if "/" in self.path else ""

    def at(self, address: str) -> Place:
        """The place of a field, or of the nearest thing around it."""
        while address:
            if address in self.places:
                return self.places[address]
            address = address[: max(address.rfind("."), address.rfind("["), 0)]
        return (1, 1)


@dataclass(frozen=True, slots=True)
class Site:
    """Everything there is to publish. `source` is the language the others are translated from."""

    docs: str
    """Name of the folder with the content, with which shown paths begin."""
    url: str
    exit_url: str
    urgent: tuple[str, ...]
    languages: tuple[Language, ...]
    organisations: Mapping[str, Organisation]
    rules: Mapping[str, Rule]
    districts: Mapping[str, District]
    interface: Mapping[str, Mapping[str, Word]]
    glossary: Mapping[str, Mapping[str, Term]]
    descriptions: Mapping[str, Mapping[str, Description]]
    leaves: Mapping[str, Mapping[str, Leaf]]
    """Language → path → leaf. Every language has every path of the source language."""
    pictograms: Mapping[str, str]
    """Name → the drawing inside its `<svg>`."""
    records: Mapping[str, Mapping[str, Mapping[str, Record]]] = field(default_factory=dict)
    """Language → path of a page, or `_interface` and the like → address → what is kept of a translated field."""
    sets: Mapping[str, Mapping[str, PageSet]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    """Path of a page that was → where it is now, "" for one that was taken away."""
    places: Mapping[str, Mapping[str, Place]] = field(default_factory=dict)
    """File → address → place, for the files that are no pages."""
    factors: Mapping[str, Factor] = field(default_factory=dict)
    advice: Mapping[str, MedicalAdvice] = field(default_factory=dict)
    images: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """File under `docs/assets` → its width and height, (0, 0) where they aren't known."""
    recordings: Mapping[str, Recording] = field(default_factory=dict)

    @property
    def source(self) -> Language:
        return self.languages[0]

    def language(self, code: str) -> Language:
        return next(each for each in self.languages if each.code == code)

    def by_slug(self, language: str, slug: str) -> Leaf | None:
        """The page with this slug; slugs are unique in the site, a section answers to its folder's name."""
        return self.slugs(language).get(slug)

    def slugs(self, language: str) -> Mapping[str, Leaf]:
        return {
            (leaf.section or "home") if leaf.slug == "index" else leaf.slug: leaf
            for leaf in self.leaves[language].values()
        }

    def withheld(self, files: set[str]) -> Site:
        """The site with the translations that come from `files` held back."""
        leaves = {
            code: {
                path: replace(leaf, state=WITHHELD, page=self.leaves[self.source.code][path].page)
                if leaf.file in files and leaf.state == PUBLISHED and code != self.source.code
                else leaf
                for path, leaf in paths.items()
            }
            for code, paths in self.leaves.items()
        }
        return replace(self, leaves=leaves)
