"""What the views of all pages share: the site in each language, links from where a page stands, its name in a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self

from markupsafe import Markup
from msgspec import Struct

from eigentaal import urls
from eigentaal.html import Writer, dutch_names
from eigentaal.language import Language
from eigentaal.leaflets.shelf import Shelf
from eigentaal.phrases import Phrases
from eigentaal.recordings import Sound
from eigentaal.site import ELSEWHERE, PUBLISHED, Leaf, Site

View = dict[str, Any]
"""What a template prints, ready to print."""
Link = tuple[str, Markup]
"""The address and the name of a page."""


class Context(Struct, frozen=True):
    """A site and what follows from it for every page. `assets` maps a plain name to its published address."""

    site: Site
    assets: Mapping[str, str]
    phrases: Mapping[str, Phrases]
    names: re.Pattern[str] | None
    sections: Mapping[str, list[tuple[Leaf, list[Leaf]]]]
    slugs: Mapping[str, Mapping[str, Leaf]]
    shelf: Shelf
    sounds: Mapping[tuple[str, str], Sound] = {}
    """Language and path → the recording of that page."""
    counted: View = {}
    """How the content stands, the same in every language, once generated.py has counted it."""
    _summaries: dict[tuple[str, str], Markup] = {}

    @classmethod
    def of(
        cls,
        site: Site,
        assets: Mapping[str, str],
        shelf: Shelf,
        sounds: Mapping[tuple[str, str], Sound] | None = None,
    ) -> Self:
        names = dutch_names(site)
        return cls(
            site,
            assets,
            {each.code: _phrases(site, each, names) for each in site.languages},
            names,
            {each.code: _sections(site, each.code) for each in site.languages},
            {each.code: site.slugs(each.code) for each in site.languages},
            shelf,
            sounds or {},
        )

    # -- links, seen from a page at `root` -----------------------------------------------------------------------------

    def writer(self, language: Language, root: str, links_in: str = "") -> Writer:
        """Writes the texts of a page; its links lead to pages in its own language, or in `links_in`."""

        def href(slug: str, anchor: str) -> str | None:
            leaf = self.slugs[links_in or language.code].get(slug)
            if leaf is None or leaf.state == ELSEWHERE:
                return None
            return self.href(root, leaf) + (f"#{anchor}" if anchor and leaf.state == PUBLISHED else "")

        return Writer(self.site, language, self.phrases[language.code], href, self.names)

    def href(self, root: str, leaf: Leaf) -> str:
        return self.link(root, urls.url(self.site, leaf.language, leaf.path))

    @staticmethod
    def link(root: str, address: str) -> str:
        return (root if root != "./" else "") + address or "./"

    # -- a page in a list ----------------------------------------------------------------------------------------------

    def label_of(self, leaf: Leaf, language: Language) -> Markup:
        """The short name of a page in a list; a Dutch one in another language's page is marked."""
        return self._named(leaf.page.label, leaf, language)

    def title_of(self, leaf: Leaf, language: Language) -> Markup:
        """The title of a page in a list."""
        return self._named(leaf.page.title, leaf, language)

    def _named(self, name: str, leaf: Leaf, language: Language) -> Markup:
        shown = language if leaf.state == PUBLISHED else self.site.source
        writer = Writer(self.site, shown, self.phrases[shown.code], lambda *_: None, self.names)
        return self.marked(writer.line(name), shown, language)

    @staticmethod
    def marked(text: Markup, shown: Language, language: Language) -> Markup:
        """A text in the language `shown`, on a page in `language`."""
        if shown == language:
            return text
        return Markup('<span lang="{}" dir="{}">{}</span>').format(shown.code, shown.direction, text)

    def summary(self, leaf: Leaf) -> Markup:
        """The answer of a page as a list shows it: its facts filled in, no links."""
        made = self._summaries.get((leaf.language, leaf.path))
        if made is None:
            shown = self.site.language(leaf.language) if leaf.state == PUBLISHED else self.site.source
            writer = Writer(self.site, shown, self.phrases[shown.code], lambda *_: None, self.names, linked=False)
            made = self._summaries[leaf.language, leaf.path] = writer.inline(leaf.page.answer)
        return made

    def picture(self, name: str) -> Markup:
        return Markup(self.site.pictograms.get(name, ""))  # our own drawings, read from overrides/


def _phrases(site: Site, language: Language, names: re.Pattern[str] | None) -> Phrases:
    writer = Writer(site, language, {}, lambda *_: None, names)
    own, source = (
        {key.replace("-", "_"): each.text for key, each in site.interface[code].items()}
        for code in (language.code, site.source.code)
    )
    return Phrases(own, source, writer.line, writer.dutch)


def _sections(site: Site, language: str) -> list[tuple[Leaf, list[Leaf]]]:
    """The sections and their pages, in order; a page that isn't meant for this language is left out."""
    leaves = [each for each in site.leaves[language].values() if each.state != ELSEWHERE]

    def place(leaf: Leaf) -> tuple[int, str]:
        return leaf.page.order, leaf.path

    found = []
    for index in sorted((each for each in leaves if each.slug == "index" and each.section), key=place):
        pages = [each for each in leaves if each.section == index.section and each is not index]
        found.append((index, sorted(pages, key=place)))
    return found
