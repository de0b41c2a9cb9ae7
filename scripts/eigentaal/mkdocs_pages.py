"""Pages of MkDocs whose HTML comes from the core, and the menu of those for professionals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from eigentaal import rendering
from eigentaal.edition import Edition, LooksFault
from eigentaal.publish import NotPublished
from eigentaal.site import Leaf


class YamlPage(Page):
    """A page whose HTML comes from the core, never from Markdown."""

    def __init__(self, file: File, config: MkDocsConfig, edition: Edition, leaf: Leaf) -> None:
        self.edition, self.leaf = edition, leaf
        super().__init__(None, file, config)
        self.read_source(config)

    @property
    def professional(self) -> bool:
        return self.leaf.page.kind == "professional"

    def read_source(self, config: MkDocsConfig) -> None:
        page = self.leaf.page
        self.markdown = ""  # not None, so that the title answers before rendering
        # Material prints these as they are.
        summary = self.edition.views.summary(self.leaf).striptags()
        self.meta = {"title": str(escape(page.title)), "description": str(escape(summary))}
        if not self.professional:
            # Parents' pages are whole documents, and stay out of the professional part's search.
            self.meta |= {"template": "document.html", "search": {"exclude": True}}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        try:
            if self.professional:
                self.content = self.edition.render(self.leaf)
            else:
                self.content = rendering.page(self.edition, self.leaf)
        except LooksFault as fault:
            raise NotPublished([fault.problem]) from fault
        shown = [(each.id, each.heading) for each in self.leaf.page.parts]
        shown += [(f"sheet-{each.id}", each.heading) for each in self.leaf.page.sheets]
        parts: Any = [{"level": 2, "id": id_, "name": str(escape(name)), "children": []} for id_, name in shown]
        self.toc = get_toc([{"level": 1, "id": "main", "name": str(escape(self.leaf.page.title)), "children": parts}])
        self.present_anchor_ids = {id_ for id_, _ in shown}
        self.links_to_anchors = {}


def menu(pages: Sequence[YamlPage], leaves: Mapping[str, Leaf]) -> Navigation:
    """The menu of these pages, by section; `leaves` are all pages in their language."""

    def index(page: YamlPage) -> Leaf:
        return leaves[f"{page.leaf.section}/index"]

    def place(page: YamlPage) -> tuple[int, str, int, str]:
        return index(page).page.order, page.leaf.section, page.leaf.page.order, page.leaf.path

    pages = sorted(pages, key=place)
    grouped = [list(each) for _, each in groupby(pages, key=lambda page: page.leaf.section)]
    sections = [Section(str(escape(index(each[0]).page.label)), [*each]) for each in grouped]
    for section in sections:
        for page in section.children:
            page.parent = section
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        page.previous_page, page.next_page = before, after
    return Navigation(list(sections), list(pages))
