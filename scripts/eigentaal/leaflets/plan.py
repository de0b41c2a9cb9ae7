"""Which folders a site has: one per page, format and language, and a booklet per set and language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from eigentaal import formats, urls
from eigentaal.html import dutch_names
from eigentaal.language import Language
from eigentaal.leaflets import register
from eigentaal.leaflets.register import Released
from eigentaal.leaflets.runs import Made, Scribe
from eigentaal.leaflets.sheet import Block, Sheet, address, frame, sheet, shown_address
from eigentaal.page import LEAFLET_FORMATS, PageSet
from eigentaal.site import PUBLISHED, Leaf, Site

TRIFOLD, BILINGUAL, BOOKLET, IMPOSED = "trifold", "bilingual", "booklet", "booklet-print"
FOLDER = "folders"
STATUS = "f"
"""Where the codes on paper lead: `f/7kq3mh/`. Short, for people type it."""


class Plan(Struct, frozen=True):
    """A folder to be made. `data` is what its template gets; `leaf` is absent for a set."""

    format: str
    language: str
    name: str
    """Slug of the page, or `set-` and the id of the set."""
    subject: str
    code: str
    released: str
    """The day of release, or ""."""
    blocks: tuple[Block, ...]
    unchecked: bool
    data: Mapping[str, Any]
    leaf: Leaf | None = None

    @property
    def template(self) -> str:
        return BOOKLET if self.format == IMPOSED else self.format

    @property
    def file(self) -> str:
        return f"{FOLDER}/{self.language}/{self.name}-{self.format}.pdf"

    @property
    def timestamp(self) -> str:
        """The day that stands in the PDF: nothing is made "now"."""
        return self.released or self.data["day"]


class Planner:
    """Plans the folders of a site; remembers the sheets, for several formats print the same one."""

    def __init__(self, site: Site, colours: Mapping[str, str], editions: Mapping[str, Released]) -> None:
        self.site, self.colours, self.editions = site, colours, editions
        self.proof = urls.is_proof(site)
        self._sheets: dict[tuple[str, str], Sheet] = {}

    def all(self) -> Iterator[Plan]:
        for language in self.site.languages:
            for leaf in self.site.leaves[language.code].values():
                yield from self.page(leaf)
        for language in self.site.languages:
            for each in self.site.sets[self.site.source.code].values():
                yield from self.set(each, language)

    def page(self, leaf: Leaf) -> Iterator[Plan]:
        """The folders of a page in one language."""
        if not on_paper(leaf):
            return
        assert leaf.page.leaflet is not None
        for each in LEAFLET_FORMATS:
            if each not in leaf.page.leaflet.formats:
                continue
            if each == BILINGUAL:
                if leaf.language != self.site.source.code:
                    yield self._bilingual(leaf)
            elif each == TRIFOLD or leaf.page.say:
                yield self._single(leaf, each)

    def set(self, chosen: PageSet, language: Language) -> Iterator[Plan]:
        """The booklet of a set, for the screen and for the printer; none while one of its pages isn't there."""
        slugs = self.site.slugs(language.code)
        leaves = [slugs[slug] for slug in chosen.pages if slug in slugs and on_paper(slugs[slug])]
        if leaves and len(leaves) == len(chosen.pages):
            title = self.site.sets[language.code].get(chosen.id, chosen)
            yield from self.booklet(leaves, language, f"set-{chosen.id}", title)

    def booklet(self, leaves: Sequence[Leaf], language: Language, name: str, cover: PageSet) -> Iterator[Plan]:
        """Pages as one booklet."""
        sheets = [self.sheet(leaf) for leaf in leaves]
        write = Scribe(self.site, language, dutch_names(self.site))
        blocks = tuple(
            Block(f"{each.leaf.path}#{block.id}", block.label, block.digest) for each in sheets for block in each.blocks
        )
        subject = f"set/{cover.id}:{language.code}"
        data: Made = {
            **frame(self.site, language),
            "title": write.line(cover.title),
            "plain": cover.title,
            "picture": self.site.pictograms.get(cover.picture or leaves[0].page.picture, ""),
            "urgent": sheets[0].data["urgent"],
            "call": next((each.data["call"] for each in sheets if each.data["call"]), None),
            "contacts": _unique([each for one in sheets for each in one.data["contacts"]]),
            "trust": _unique([each for one in sheets for each in one.data["trust"]]),
            "words": [self._explained(each, write) for each in dict.fromkeys(w for one in sheets for w in one.words)],
            **address(write, urls.home(self.site, language), "leaflet-scan-site"),
        }
        checked = min(sheets, key=lambda each: each.checked_on or "9999")
        if "checked" in checked.data:
            data["checked"] = checked.data["checked"]
        unchecked = any(each.unchecked for each in sheets)
        pages = [{**each.data, "slug": each.leaf.slug} for each in sheets]
        for format in (BOOKLET, IMPOSED):
            yield self._plan(
                format, language.code, name, subject, blocks, unchecked, checked.checked_on, data, pages=pages
            )

    def sheet(self, leaf: Leaf) -> Sheet:
        key = (leaf.language, leaf.path)
        if key not in self._sheets:
            self._sheets[key] = sheet(self.site, leaf)
        return self._sheets[key]

    def _single(self, leaf: Leaf, format: str) -> Plan:
        made = self.sheet(leaf)
        subject = f"{leaf.path}:{leaf.language}"
        return self._plan(
            format, leaf.language, leaf.slug, subject, made.blocks, made.unchecked, made.checked_on, made.data, leaf
        )

    def _bilingual(self, leaf: Leaf) -> Plan:
        dutch, own = self.sheet(self.site.leaves[self.site.source.code][leaf.path]), self.sheet(leaf)
        subject = f"{leaf.path}:{self.site.source.code}+{leaf.language}"
        blocks = tuple(
            Block(each.id, each.label, each.digest + other.digest)
            for each, other in zip(dutch.blocks, own.blocks, strict=True)
        )
        return self._plan(
            BILINGUAL,
            leaf.language,
            leaf.slug,
            subject,
            blocks,
            own.unchecked,
            own.checked_on,
            own.data,
            leaf,
            nl=dutch.data,
        )

    def _plan(
        self,
        format: str,
        language: str,
        name: str,
        subject: str,
        blocks: tuple[Block, ...],
        unchecked: bool,
        day: str,
        data: Made,
        leaf: Leaf | None = None,
        **more: Any,
    ) -> Plan:
        code = register.code(subject, blocks, self.editions)
        released = self.editions[code].date if code in self.editions else ""
        source = self.site.interface[self.site.source.code]
        whole: Made = {
            "sheet": {**data, "edition": self._edition(language, code, released)},
            "colours": self.colours,
            "proof": self.proof,
            "proof-word": source["proof"].text,
            "unchecked": unchecked,
            "unchecked-dutch": source["leaflet-unchecked"].text,
            "author": self.site.source.site_name,
            "title": data["plain"],
            "code": code,
            "address": self._address(code),
            "day": day,
            "pictograms": self._pictograms,
            **more,
        }
        if "nl" in more:
            whole["nl"] = {**more["nl"], "edition": self._edition(self.site.source.code, code, released)}
        return Plan(format, language, name, subject, code, released, blocks, unchecked, whole, leaf)

    def _edition(self, language: str, code: str, released: str) -> list[Made]:
        """The line with the code, and where to see whether the paper is still good."""
        write = Scribe(self.site, self.site.language(language), dutch_names(self.site))
        values: dict[str, Any] = {
            "code": [{"k": "ltr", "v": code, "b": 1}],
            "address": [self._address(code)],
        }
        if released:
            return write.word("leaflet-edition", date=formats.date(released, language), **values)
        return write.word("leaflet-provisional", **values)

    def _address(self, code: str) -> Made:
        """Where one sees whether the paper with this code is still good."""
        link = f"{self.site.url}{STATUS}/{code}/"
        return {"k": "url", "v": shown_address(link), "href": link}

    @cached_property
    def _pictograms(self) -> dict[str, str]:
        drawings = self.site.pictograms
        return {"phone": drawings.get("phone-call", ""), "brand": drawings.get("messages", "")}

    def _explained(self, term: str, write: Scribe) -> Made:
        source = self.site.glossary[self.site.source.code][term]
        own = self.site.glossary[write.language.code].get(term)
        if own is None:
            return {"term": write.dutch(source.term), "dutch": [], "v": write.dutch(source.explanation)}
        same = write.language == self.site.source
        return {
            "term": write.line(own.term),
            "dutch": [] if same else write.dutch(source.term),
            "v": write.line(own.explanation),
        }


def on_paper(leaf: Leaf) -> bool:
    return leaf.state == PUBLISHED and leaf.page.leaflet is not None


def _unique(things: list[Any]) -> list[Any]:
    found: list[Any] = []
    for each in things:
        if each not in found:
            found.append(each)
    return found
