"""The views of a site that others can put on their own: what its pages say for that, and the embeds themselves.

An embed has the same plain data as the page has, seen from another address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from markupsafe import Markup

from eigentaal import datadocs, opendata, sharing, urls
from eigentaal.body import body
from eigentaal.context import View
from eigentaal.language import Language
from eigentaal.page import PageSet
from eigentaal.sharing import embeddable
from eigentaal.site import ELSEWHERE, PUBLISHED, Leaf
from eigentaal.trust import trust
from eigentaal.views import Views


class Embeds(Views, frozen=True, dict=True):
    """The views, and those of embeds. A language link in an embed leads to another embed, any other to the site."""

    @cached_property
    def guides(self) -> Mapping[str, Leaf | None]:
        """Language → the page that tells organisations how to put a page on their site."""
        return {code: _guide(leaves.values()) for code, leaves in self.site.leaves.items()}

    @cached_property
    def offered(self) -> Mapping[str, None]:
        """The paths of the pages in its list, in order."""
        return {each.path: None for each in self._offered()}

    # -- what pages of the site say of it ------------------------------------------------------------------------------

    def page(self, leaf: Leaf) -> View:
        view = Views.page(self, leaf)
        if leaf.state == PUBLISHED:
            view["share"] = self._share(leaf, view["root"])
        if leaf.page.generated == "embeds":
            view["generated"] = {
                "template": "professional/embeds.html",
                "rows": self._rows(self.site.language(leaf.language)),
                "pictures": self._pictures(leaf.language, view["root"]),
                "privacy": [(each, self._privacy(each)) for each in self.site.languages],
            }
        if leaf.page.generated == "data":
            example = datadocs.example_page(self.site)
            view["generated"] = datadocs.view(self.site, example, self.data(example))
        return view

    def shared(self, leaf: Leaf) -> sharing.Shared:
        """What is known of a published page for sharing it."""
        return sharing.shared(self.site, leaf, self.summary(leaf).striptags())

    def data(self, leaf: Leaf) -> sharing.Json:
        """A published page as data; every link in its texts is absolute."""
        writer = self.writer(self.site.language(leaf.language), self.site.url)
        return opendata.page(self.site, leaf, self.shared(leaf), writer)

    def _frame(self, language: Language, root: str) -> View:
        return {**Views._frame(self, language, root), "share": None}

    def _share(self, leaf: Leaf, root: str) -> View:
        what = self.shared(leaf)
        guide = self.guides[leaf.language] if leaf.path in self.offered else None
        row = f"#{sharing.row(leaf)}" if guide and guide.state == PUBLISHED else ""
        return {
            "what": what,
            "open_graph": sharing.open_graph(self.site, what, self.site.url + self.assets["share.png"]),
            "linked_data": sharing.linked_data(self.site, leaf, what),
            "guide": self.href(root, guide) + row if guide else "",
        }

    def _rows(self, language: Language) -> list[View]:
        """What organisations can put on their site: sets first, then page by page, in every language it has."""
        source = self.site.source
        found: list[View] = []
        for pages in self.site.sets.get(source.code, {}).values():
            items = [self._item(sharing.shared_set(self.site, each, pages)) for each in self.site.languages]
            title = self._set_text(pages, language, "title")
            found.append({"id": f"row-set-{pages.id}", "title": title, "danger": False, "items": items})
        for path in self.offered:
            leaf = self.site.leaves[source.code][path]
            leaves = [each[path] for each in self.site.leaves.values()]
            there = [each for each in leaves if each.state == PUBLISHED]
            found.append(
                {
                    "id": sharing.row(leaf),
                    "title": self.title_of(self.site.leaves[language.code][path], language),
                    "danger": leaf.page.danger,
                    "items": [self._item(self.shared(each)) for each in there],
                }
            )
        return found

    def _offered(self) -> Iterator[Leaf]:
        """The pages that somebody may want, in the order of the site; without those for editors."""
        source = self.site.source.code
        yield self.site.leaves[source]["index"]
        for index, pages in self.sections[source]:
            wanted = [each for each in pages if not each.page.generated]
            if wanted:
                yield index
                yield from wanted

    def _item(self, what: sharing.Shared) -> View:
        return {
            "what": what,
            "snippet": sharing.snippet(self.site, what) if what.embed else "",
            "card": sharing.link_card(what),
        }

    def _privacy(self, language: Language) -> str:
        """What an organisation can say to its own visitors, in their language."""
        sentence = str(self.phrases[language.code]["embed_privacy_text"])
        host = urlsplit(self.site.url).hostname or ""
        return sentence.replace("{site}", language.site_name).replace("{host}", host)

    def _pictures(self, language: str, root: str) -> list[str]:
        """Pictures of a page on somebody's site, in this language or else in Dutch."""
        found = [self.assets.get(f"embed-{code}.png", "") for code in (language, self.site.source.code)]
        return [self.link(root, each) for each in found if each][:1]

    # -- embeds --------------------------------------------------------------------------------------------------------

    def embed_template(self, leaf: Leaf) -> str:
        if not embeddable(leaf):
            return "embed/notice.html"
        return "embed/list.html" if leaf.page.kind in ("home", "section") else "embed/page.html"

    def embed(self, leaf: Leaf, address: str = "") -> View:
        """A page in its frame; `address` where it isn't its own, because the page moved."""
        language = self.site.language(leaf.language)
        root = urls.root(address or urls.embed(leaf.language, leaf.path))
        writer = self.writer(language, root)
        view = self._embedded(language, root)
        shown = leaf.state == PUBLISHED
        view.update(
            title=leaf.page.title if shown else str(view["t"]["embed_withdrawn"]),
            kind=leaf.page.kind,
            canonical=self.site.url + urls.url(self.site, leaf.language, leaf.path),
            full=self.href(root, leaf),
            switcher=self._embed_switcher(leaf, root),
            h1=writer.line(leaf.page.title),
        )
        if not embeddable(leaf):
            view["reason"] = "danger" if shown else "withdrawn"
            if leaf.state == ELSEWHERE:  # there is no such page: the way on is the home page
                home = self.site.url + urls.home(self.site, language)
                view |= {"full": view["home"], "full_label": view["t"]["embed_home"], "canonical": home}
            return view
        view["oembed"] = sharing.shared(self.site, leaf, "").oembed
        view["trust"] = self._trust(trust(self.site, leaf), language)
        if leaf.path == "index":
            view["answer"] = writer.inline(leaf.page.answer)
            view["entries"] = [self._inside(index, language, root) for index in self._parents_sections(leaf.language)]
        elif leaf.slug == "index":
            view["answer"] = writer.inline(leaf.page.answer)
            pages = next(pages for index, pages in self.sections[leaf.language] if index.path == leaf.path)
            view["entries"] = self._entries(pages, language, root)
        else:
            view["body"] = body(self, leaf, writer)
        return view

    def embedded_set(self, pages: PageSet, language: Language) -> View:
        """A set: its pages by title, opening in place."""
        address = urls.embedded_set(language.code, pages.id)
        root = urls.root(address)
        view = self._embedded(language, root)
        slugs = self.slugs[language.code]
        view.update(
            title=self._set_text(pages, language, "title").striptags(),
            kind="section",
            canonical=self.site.url + address,
            oembed=f"{self.site.url}{address}oembed.json",
            full=view["home"],
            full_label=view["t"]["embed_home"],
            h1=self._set_text(pages, language, "title"),
            answer=self._set_text(pages, language, "answer"),
            entries=self._entries([slugs[each] for each in pages.pages], language, root),
            switcher=[
                self._link_to(each, language, root, urls.embedded_set(each.code, pages.id))
                for each in self.site.languages
            ],
        )
        return view

    def gone(self, language: Language, address: str) -> View:
        """In place of a page that was taken away for good."""
        root = urls.root(address)
        view = self._embedded(language, root)
        view.update(
            title=str(view["t"]["embed_gone"]),
            reason="gone",
            canonical=self.site.url + urls.home(self.site, language),
            full=view["home"],
            full_label=view["t"]["embed_home"],
        )
        return view

    def redirect(self, leaf: Leaf, address: str) -> View:
        """At the address where a page was, the way to where it is."""
        language = self.site.language(leaf.language)
        root = urls.root(address)
        view = self._frame(language, root)
        view.update(
            title=leaf.page.title,
            h1=self.label_of(leaf, language),
            target=self.href(root, leaf),
            canonical=self.site.url + urls.url(self.site, leaf.language, leaf.path),
            oembed=sharing.shared(self.site, leaf, "").oembed if embeddable(leaf) else "",
        )
        return view

    # -- pieces --------------------------------------------------------------------------------------------------------

    def _embedded(self, language: Language, root: str) -> View:
        view = self._frame(language, root)
        view.update(oembed="", switcher=[], trust=None, full_label=view["t"]["embed_full"])
        return view

    def _embed_switcher(self, leaf: Leaf, root: str) -> list[View]:
        """The languages that have the page; and the one that is asked for, so that it can be left."""
        return [
            self._link_to(each, self.site.language(leaf.language), root, urls.embed(each.code, leaf.path))
            for each in self.site.languages
            if self.site.leaves[each.code][leaf.path].state == PUBLISHED or each.code == leaf.language
        ]

    def _link_to(self, language: Language, current: Language, root: str, address: str) -> View:
        return {"language": language, "href": self.link(root, address), "current": language == current}

    def _parents_sections(self, language: str) -> list[Leaf]:
        """The sections that parents browse."""
        about = {"about", "professional"}
        return [index for index, pages in self.sections[language] if not {each.page.kind for each in pages} <= about]

    def _inside(self, leaf: Leaf, language: Language, root: str) -> View:
        """A section in the list of all: opens in the frame itself."""
        return {
            "title": self.label_of(leaf, language),
            "href": self.link(root, urls.embed(leaf.language, leaf.path)),
            "inside": True,
            "body": None,
        }

    def _entries(self, pages: Sequence[Leaf], language: Language, root: str) -> list[View]:
        """Titles that open in place; a page that isn't shown in a frame is a link to the site."""
        found: list[View] = []
        for leaf in pages:
            if leaf.state == ELSEWHERE:
                continue
            entry: View = {"title": self.title_of(leaf, language), "href": self.href(root, leaf), "inside": False}
            opens = embeddable(leaf) and leaf.slug != "index"
            entry["body"] = body(self, leaf, self.writer(language, root)) if opens else None
            entry["kind"] = leaf.page.kind
            entry["outdated"] = opens and trust(self.site, leaf).outdated
            found.append(entry)
        return found

    def _set_text(self, pages: PageSet, language: Language, name: str) -> Markup:
        own = self.site.sets[language.code].get(pages.id)
        shown = language if own else self.site.source
        return self.marked(self.writer(shown, "").line(getattr(own or pages, name)), shown, language)


def _guide(leaves: Iterable[Leaf]) -> Leaf | None:
    return next((each for each in leaves if each.page.generated == "embeds" and each.state != ELSEWHERE), None)
