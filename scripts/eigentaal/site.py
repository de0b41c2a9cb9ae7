"""Everything there is to publish: every page in every language, with the facts and words of all pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from eigentaal.facts import District, Factor, MedicalAdvice, Organisation, Recording, Rule
from eigentaal.language import Language
from eigentaal.page import Page, PageSet, SetsFile
from eigentaal.schema import Spec, texts
from eigentaal.state import Record
from eigentaal.text import PageLink, Run, Text
from eigentaal.wording import Description, DescriptionsFile, GlossaryFile, InterfaceFile, Term, Word
from eigentaal.yamlfile import Place

PUBLISHED, MISSING, WITHHELD, ELSEWHERE = "published", "missing", "withheld", "elsewhere"
"""What became of a page in a language: shown; never translated; held back for an error; not meant for this language."""


class Shared(NamedTuple):
    """A file that every language has beside its pages: what it is, the list that it holds, its name in Site."""

    cls: type
    group: str
    key: str


SHARED: Mapping[str, Shared] = {
    "_interface": Shared(InterfaceFile, "words", "interface"),
    "_glossary": Shared(GlossaryFile, "terms", "glossary"),
    "_organisations": Shared(DescriptionsFile, "organisations", "descriptions"),
    "_sets": Shared(SetsFile, "sets", "sets"),
}
"""These files, by their names without ending; in the state of translations each stands for a page."""

Mark = tuple[str, Spec, Run]
"""A reference or link in a text: the address of its field, what the field is, itself."""


class Leaf(Struct, frozen=True):
    """A page in one language with where it came from. `page` of a missing or withheld translation is the Dutch one."""

    path: str
    """`opvoeden/driftbuien`, `opvoeden/index` for a section, `index` for the home page."""
    language: str
    page: Page
    state: str
    file: str
    marks: tuple[Mark, ...]
    """Of `page`; worked out where that is read, and remembered with it: the checks of the whole ask for all of them."""
    places: Mapping[str, Place] = {}
    digest: str = ""
    """Names the bytes of the page's files in all languages."""
    draft: Page | None = None
    """A translation as far as it goes, also when it is held back; Dutch where it has a gap."""

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]

    def named(self) -> tuple[str, ...]:
        """The slugs of the pages that this page names."""
        return (*self.page.related, *(run.slug for _, _, run in self.marks if isinstance(run, PageLink)))

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


def marks(page: Page) -> tuple[Mark, ...]:
    """Every reference and link in the texts of a page."""
    return tuple(
        (address, spec, run)
        for address, spec, text in texts(page)
        if isinstance(text, Text) and "[" in text.source
        for run in text.runs()
        if not isinstance(run, str)
    )


class Site(Struct, frozen=True):
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
    records: Mapping[str, Mapping[str, Mapping[str, Record]]] = {}
    """Language → path of a page, or `_interface` and the like → address → what is kept of a translated field."""
    sets: Mapping[str, Mapping[str, PageSet]] = {}
    moved: Mapping[str, str] = {}
    """Path of a page that was → where it is now, "" for one that was taken away."""
    places: Mapping[str, Mapping[str, Place]] = {}
    """File → address → place, for the files that are no pages."""
    factors: Mapping[str, Factor] = {}
    advice: Mapping[str, MedicalAdvice] = {}
    images: Mapping[str, tuple[int, int]] = {}
    """File under `docs/assets` → its width and height, (0, 0) where they aren't known."""
    recordings: Mapping[str, Recording] = {}
    towns: tuple[str, ...] = ()
    """See `Config.towns`."""

    @property
    def source(self) -> Language:
        return self.languages[0]

    def language(self, code: str) -> Language:
        return next(each for each in self.languages if each.code == code)

    def published(self) -> Iterator[Leaf]:
        """Every page that is shown in its own language, language by language."""
        return (leaf for leaves in self.leaves.values() for leaf in leaves.values() if leaf.state == PUBLISHED)

    def named(self, organisation: str) -> Organisation | None:
        """The organisation with this id, if readers may be told of it."""
        found = self.organisations.get(organisation)
        return found if found is not None and found.publish == "yes" else None

    def shared(self) -> Iterator[tuple[str, str, Mapping[str, Mapping[str, Any]]]]:
        """The words of all pages, file by file: its name, the list in it, and language → id → entry."""
        return ((name, each.group, getattr(self, each.key)) for name, each in SHARED.items())

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
        dutch = self.leaves[self.source.code]
        leaves = {
            code: {
                path: replace(leaf, state=WITHHELD, page=dutch[path].page, marks=dutch[path].marks)
                if leaf.file in files and leaf.state == PUBLISHED and code != self.source.code
                else leaf
                for path, leaf in paths.items()
            }
            for code, paths in self.leaves.items()
        }
        return replace(self, leaves=leaves)
