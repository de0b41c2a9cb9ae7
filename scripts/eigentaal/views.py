"""The views of whole pages: plain data for a template, every address and every text ready to print."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup

from eigentaal import contacts, formats, generated, navigation, urls
from eigentaal.assets import INSIDE
from eigentaal.body import body
from eigentaal.context import Context, View
from eigentaal.language import Language
from eigentaal.leaflets import views as paper
from eigentaal.leaflets.plan import STATUS
from eigentaal.phrases import Phrase
from eigentaal.policy import policy
from eigentaal.site import PUBLISHED, Leaf
from eigentaal.tools import tools
from eigentaal.trust import Trust, trust


class Views(Context, frozen=True):
    """Makes the views of a site."""

    _frames: dict[tuple[str, str], View] = {}  # noqa: RUF012  # of each: msgspec copies it

    def template(self, leaf: Leaf) -> str:
        """The template of a page."""
        if leaf.state != PUBLISHED:
            return "parents/untranslated.html"
        return {
            "home": "parents/home.html",
            "section": "parents/section.html",
            "professional": "professional/body.html",
        }.get(leaf.page.kind, "parents/page.html")

    def page(self, leaf: Leaf) -> View:
        """Everything the template of this page prints."""
        language = self.site.language(leaf.language)
        address = urls.url(self.site, leaf.language, leaf.path)
        view = self._frame(language, urls.root(address) or "./")
        writer = self.writer(language, view["root"])
        page = leaf.page
        view.update(
            kind=page.kind,
            state=leaf.state,
            danger=page.danger,
            canonical=self.site.url + address,
            title=page.title,
            tab=self._tab(leaf),
            label=page.label,
            description=language.site_name if page.danger else self.summary(leaf).striptags(),
            switcher=navigation.switcher(self, leaf, view["root"]),
            alternates=navigation.alternates(self, leaf),
            back=navigation.back(self, leaf, view["root"]),
            picture=self.picture(page.picture),
            trust=self._trust(trust(self.site, leaf), language),
            recording=self._recording(leaf, view["root"]),
            tools=tools(self.site, leaf, self.site.url + address, self._dutch(leaf, view["root"])),
        )
        if leaf.state != PUBLISHED:
            writer = self.writer(self.site.source, view["root"], leaf.language)
            view["h1"] = writer.line(page.title)
            view["own"] = self.writer(language, view["root"])
            view["urgent"] = contacts.urgent(view["own"])
            view["interpreter"] = self.phrases[self.site.source.code]["interpreter"].filled(
                language=language.dutch_name
            )
        else:
            view["h1"] = writer.line(page.title)
            view["urgent"] = contacts.urgent(writer) if page.danger else []
        if page.kind == "home":
            view["tiles"] = navigation.tiles(self, leaf, writer, view["root"])
            view["greetings"] = self._greetings(language, view["root"])
        elif page.kind == "section":
            view["pages"] = navigation.listing(self, leaf, writer, view["root"])
        view["body"] = body(self, leaf, writer)
        view["files"] = [
            {
                "href": self.link(view["root"], each.plan.file),
                "label": view["t"][f"print_{each.plan.format}"],
                "pages": each.pages,
            }
            for each in (self.shelf.of(leaf) if leaf.state == PUBLISHED else ())
        ]
        view["generated"] = generated.view(self, page.generated, writer, view["root"])
        if page.danger or page.generated == "search":  # on a page about danger the way out stands there
            view["search"] = None
        return view

    def not_found(self, language: Language) -> View:
        """The 404 page: shown at any address, so its own links start at the root of the host."""
        return self._anywhere(language, "not_found")

    def offline(self, language: Language) -> View:
        """The page that a kept site shows in place of one that isn't kept, at any address too."""
        view = self._anywhere(language, "offline")
        return view | {"urgent": contacts.urgent(self.writer(language, view["root"])), "search": None}

    def status(self, code: str) -> View:
        """Whether an edition on paper is still good, in every language."""
        root = urls.root(f"{STATUS}/{code}/")
        view = {**self._frame(self.site.source, root)}
        writers = {each.code: self.writer(each, root) for each in self.site.languages}
        view["editions"] = paper.status(self.shelf, code, writers)
        view["code"] = code
        view["link"] = lambda address: self.link(root, address)
        return view

    def _anywhere(self, language: Language, title: str) -> View:
        root = urlsplit(self.site.url).path
        view = self._frame(language, root)
        view.update(
            danger=False,
            state=PUBLISHED,
            title=str(view["t"][title]),
            tab=str(view["t"][title]),
            label="",
            tiles=navigation.tiles(self, self.site.leaves[language.code]["index"], self.writer(language, root), root),
            greetings=self._greetings(language, root),
        )
        view["switcher"] = [
            {
                "language": each,
                "href": root + urls.home(self.site, each),
                "current": each == language,
                "translated": True,
            }
            for each in self.site.languages
        ]
        return view

    def _greetings(self, language: Language, root: str) -> list[tuple[Language, Phrase, str]]:
        """On a page in Dutch that anybody may land on: every other language by its own greeting, and its home page."""
        return [
            (each, self.phrases[each.code]["greeting"], self.link(root, urls.home(self.site, each)))
            for each in self.site.languages
            if language == self.site.source != each
        ]

    def _tab(self, leaf: Leaf) -> str:
        """What the tab, the history and a shared link show: of a page about danger no more than its section."""
        if not leaf.page.danger:
            return leaf.page.title
        return self.site.leaves[leaf.language][f"{leaf.section}/index"].page.label

    def _trust(self, found: Trust, language: Language) -> View:
        """The trust line: who wrote or translated it, who looked at it and when, changed in Dutch since or not."""
        t = self.phrases[language.code]
        kind = "written" if language == self.site.source else "translated"
        origin = t[f"{kind}_by_{found.origin}"] if found.origin else t["origin_unknown"]
        if found.review:
            role, date = (
                t[f"role_{found.review.role.replace('-', '_')}"],
                formats.date(found.review.date, language.code),
            )
            review: Markup | str = t["reviewed"].filled(role=role, date=Markup("<bdi>{}</bdi>").format(date))
        else:
            review = t["not_reviewed"]
        return {"origin": origin, "review": review, "outdated": found.outdated}

    # -- what all pages have -------------------------------------------------------------------------------------------

    def _frame(self, language: Language, root: str) -> View:
        """Worked out once for all pages of a language at the same depth."""
        made = self._frames.get((language.code, root))
        if made is None:
            made = self._frames[language.code, root] = self._new_frame(language, root)
        return dict(made)

    def _new_frame(self, language: Language, root: str) -> View:
        phrases = self.phrases[language.code]
        return {
            "language": language,
            "source": self.site.source,
            "t": phrases,
            "root": root,
            "home": self.link(root, urls.home(self.site, language)),
            "asset": {
                name: address if address.startswith(INSIDE) else self.link(root, address)
                for name, address in self.assets.items()
            },
            "policy": policy(self.site.url),
            "exit_url": self.site.exit_url,
            "footer": navigation.footer(self, language, root),
            "picto": self.picture,
            "kind": "",
            "proof": urls.is_proof(self.site),
            "back": None,
            "tools": None,
            "search": navigation.search(self, language, root),
        }

    def _recording(self, leaf: Leaf, root: str) -> View | None:
        """The recording of a page, and what fetching it costs a parent."""
        sound = self.sounds.get((leaf.language, leaf.path))
        if sound is None:
            return None
        return {"src": self.link(root, sound.address), "size": formats.megabytes(sound.size, leaf.language)}

    def _dutch(self, leaf: Leaf, root: str) -> str:
        return self.href(root, self.site.leaves[self.site.source.code][leaf.path])
