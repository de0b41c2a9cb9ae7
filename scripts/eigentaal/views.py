"""What a template is given: plain data about one page, every address and every text ready to print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from markupsafe import Markup

from eigentaal import formats, lookup, report, urls
from eigentaal.assets import INSIDE
from eigentaal.checks import documentation
from eigentaal.claims import waiting
from eigentaal.coverage import covered
from eigentaal.facts import Organisation, Phone
from eigentaal.html import Writer, dutch_names, route
from eigentaal.leaflets import views as paper
from eigentaal.leaflets.plan import STATUS
from eigentaal.leaflets.shelf import Shelf
from eigentaal.model import ELSEWHERE, PUBLISHED, Language, Leaf, Picture, Sheet, Site
from eigentaal.policy import policy
from eigentaal.problems import outline
from eigentaal.recordings import Sound
from eigentaal.templating import Phrases
from eigentaal.tools import tools
from eigentaal.translate import tallies
from eigentaal.trust import Trust, trust

View = dict[str, Any]

_GROUPS = {"rule": "rule", "value": "rule", "advice": "advice"}
"""What stands on the list of the CJG besides what belongs to an organisation."""


@dataclass(frozen=True, slots=True)
class Views:
    """Makes the views of a site. `assets` maps a plain name to its published address."""

    site: Site
    assets: Mapping[str, str]
    phrases: Mapping[str, Phrases]
    names: re.Pattern[str] | None
    sections: Mapping[str, list[tuple[Leaf, list[Leaf]]]]
    slugs: Mapping[str, Mapping[str, Leaf]]
    shelf: Shelf
    sounds: Mapping[tuple[str, str], Sound] = field(default_factory=dict)
    """Language and path → the recording of that page."""
    _frames: dict[tuple[str, str], View] = field(default_factory=dict)
    _report: View = field(default_factory=dict)
    _summaries: dict[tuple[str, str], Markup] = field(default_factory=dict)

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

    # -- whole pages ---------------------------------------------------------------------------------------------------

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
        writer = self._writer(language, view["root"])
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
            switcher=self._switcher(leaf, view["root"]),
            alternates=self._alternates(leaf),
            back=self._back(leaf, view["root"]),
            picture=self._picture(page.picture),
            trust=self._trust(trust(self.site, leaf), language),
            recording=self._recording(leaf, view["root"]),
            tools=tools(self.site, leaf, self.site.url + address, self._dutch(leaf, view["root"])),
        )
        if leaf.state != PUBLISHED:
            writer = self._writer(self.site.source, view["root"], leaf.language)
            view["h1"] = writer.line(page.title)
            view["own"] = self._writer(language, view["root"])
            view["urgent"] = self._urgent(view["own"])
            view["interpreter"] = self.phrases[self.site.source.code]["interpreter"].filled(
                language=language.dutch_name
            )
        else:
            view["h1"] = writer.line(page.title)
            view["urgent"] = self._urgent(writer) if page.danger else []
        if page.kind == "home":
            view["tiles"] = self._tiles(leaf, writer, view["root"])
            view["greetings"] = [
                (each, self.phrases[each.code]["greeting"], self._link(view["root"], urls.home(self.site, each)))
                for each in self.site.languages
                if each != language
            ]
        elif page.kind == "section":
            view["pages"] = self._listing(leaf, writer, view["root"])
        view["body"] = self._body(leaf, writer)
        view["files"] = [
            {
                "href": self._link(view["root"], each.plan.file),
                "label": view["t"][f"print_{each.plan.format}"],
                "pages": each.pages,
            }
            for each in (self.shelf.of(leaf) if leaf.state == PUBLISHED else ())
        ]
        view["generated"] = self._generated(page.generated, writer, view["root"])
        view["search"] = self._search(leaf, view["root"])
        return view

    def not_found(self, language: Language) -> View:
        """The 404 page: shown at any address, so its own links start at the root of the host."""
        return self._anywhere(language, "not_found")

    def offline(self, language: Language) -> View:
        """The page that a kept site shows in place of one that isn't kept, at any address too."""
        view = self._anywhere(language, "offline")
        return view | {"urgent": self._urgent(self._writer(language, view["root"]))}

    def _anywhere(self, language: Language, title: str) -> View:
        root = urlsplit(self.site.url).path
        view = self._frame(language, root)
        view.update(
            danger=False,
            state=PUBLISHED,
            title=str(view["t"][title]),
            tab=str(view["t"][title]),
            label="",
            tiles=self._tiles(self.site.leaves[language.code]["index"], self._writer(language, root), root),
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
            "home": self._link(root, urls.home(self.site, language)),
            "asset": {
                name: address if address.startswith(INSIDE) else self._link(root, address)
                for name, address in self.assets.items()
            },
            "policy": policy(self.site.url),
            "exit_url": self.site.exit_url,
            "footer": self._footer(language, root),
            "picto": self._picture,
            "kind": "",
            "proof": urlsplit(self.site.url).hostname == "example.org",
            "back": None,
            "tools": None,
            "search": None,
        }

    def _writer(self, language: Language, root: str, links_in: str = "") -> Writer:
        def href(slug: str, anchor: str) -> str | None:
            leaf = self.slugs[links_in or language.code].get(slug)
            if leaf is None or leaf.state == ELSEWHERE:
                return None
            return self._href(root, leaf) + (f"#{anchor}" if anchor and leaf.state == PUBLISHED else "")

        return Writer(self.site, language, self.phrases[language.code], href, self.names)

    def _href(self, root: str, leaf: Leaf) -> str:
        return self._link(root, urls.url(self.site, leaf.language, leaf.path))

    @staticmethod
    def _link(root: str, address: str) -> str:
        return (root if root != "./" else "") + address or "./"

    def _recording(self, leaf: Leaf, root: str) -> View | None:
        """The recording of a page, and what fetching it costs a parent."""
        sound = self.sounds.get((leaf.language, leaf.path))
        if sound is None:
            return None
        return {"src": self._link(root, sound.address), "size": formats.megabytes(sound.size, leaf.language)}

    def _dutch(self, leaf: Leaf, root: str) -> str:
        return self._href(root, self.site.leaves[self.site.source.code][leaf.path])

    def _picture(self, name: str) -> Markup:
        return Markup(self.site.pictograms.get(name, ""))  # our own drawings, read from overrides/

    def _switcher(self, leaf: Leaf, root: str) -> list[View]:
        """Every language, at the same page; a page that isn't meant for a language leads to its home."""
        found = []
        for each in self.site.languages:
            other = self.site.leaves[each.code][leaf.path]
            there = other if other.state != ELSEWHERE else self.site.leaves[each.code]["index"]
            found.append(
                {
                    "language": each,
                    "href": self._href(root, there),
                    "current": each.code == leaf.language,
                    "translated": there.state == PUBLISHED,
                }
            )
        return found

    def _alternates(self, leaf: Leaf) -> list[tuple[str, str]]:
        """hreflang: absolute, reciprocal, only real translations; x-default is Dutch, which greets every language."""
        if leaf.state != PUBLISHED:
            return []
        there = [
            (code, leaves[leaf.path])
            for code, leaves in self.site.leaves.items()
            if leaves[leaf.path].state == PUBLISHED
        ]
        found = [(code, self.site.url + urls.url(self.site, code, leaf.path)) for code, _ in there]
        return [*found, ("x-default", self.site.url + urls.url(self.site, self.site.source.code, leaf.path))]

    def _back(self, leaf: Leaf, root: str) -> tuple[str, Markup] | None:
        if leaf.path == "index":
            return None
        up = self.site.leaves[leaf.language]["index" if leaf.slug == "index" else f"{leaf.section}/index"]
        return self._href(root, up), self._label(up, self.site.language(leaf.language))

    def _label(self, leaf: Leaf, language: Language) -> Markup:
        """The short name of a page in a list; a Dutch one in another language's page is marked."""
        shown = language if leaf.state == PUBLISHED else self.site.source
        writer = Writer(self.site, shown, self.phrases[shown.code], lambda *_: None, self.names)
        return self._marked(writer.line(leaf.page.label), shown, language)

    def _title(self, leaf: Leaf, language: Language) -> Markup:
        """The title of a page in a list."""
        shown = language if leaf.state == PUBLISHED else self.site.source
        writer = Writer(self.site, shown, self.phrases[shown.code], lambda *_: None, self.names)
        return self._marked(writer.line(leaf.page.title), shown, language)

    @staticmethod
    def _marked(text: Markup, shown: Language, language: Language) -> Markup:
        if shown == language:
            return text
        return Markup('<span lang="{}" dir="{}">{}</span>').format(shown.code, shown.direction, text)

    def _footer(self, language: Language, root: str) -> list[tuple[str, Markup]]:
        """The pages about the site, and the way to the professional part."""
        found = []
        for index, pages in self.sections[language.code]:
            if any(leaf.page.kind == "about" for leaf in pages):
                found += [(self._href(root, leaf), self._label(leaf, language)) for leaf in pages]
            elif any(leaf.page.kind == "professional" for leaf in pages):
                found.append((self._href(root, index), self._label(index, language)))
        return found

    def status(self, code: str) -> View:
        """Whether an edition on paper is still good, in every language."""
        root = urls.root(f"{STATUS}/{code}/")
        view = {**self._frame(self.site.source, root)}
        writers = {each.code: self._writer(each, root) for each in self.site.languages}
        view["editions"] = paper.status(self.shelf, code, writers)
        view["code"] = code
        view["link"] = lambda address: self._link(root, address)
        return view

    def _search(self, leaf: Leaf, root: str) -> tuple[str, Markup] | None:
        """The way to the search, which a page of danger doesn't have: the way out stands there."""
        found = self._with("search", leaf.language)
        if found is None or found.path == leaf.path or leaf.page.danger:
            return None
        return self._href(root, found), self._label(found, self.site.language(leaf.language))

    def _with(self, generated: str, language: str) -> Leaf | None:
        """The page in a language that has a list made by the program."""
        leaves = self.site.leaves[language].values()
        return next((each for each in leaves if each.page.generated == generated and each.state != ELSEWHERE), None)

    def _generated(self, what: str, writer: Writer, root: str) -> View | None:
        """The lists and tables that the program makes."""
        language = writer.language
        if what == "search":
            words = self._with("glossary", language.code)
            return {
                "template": "parents/search.html",
                "index": self._link(root, f"search/{language.code}.json"),
                "terms": self._href(root, words) if words else "",
                "sections": lookup.pages(
                    self.site,
                    language.code,
                    self.sections[language.code],
                    lambda leaf: {"href": self._href(root, leaf), "title": self._title(leaf, language)},
                ),
            }
        if what == "glossary":
            return {"template": "parents/glossary.html", **lookup.terms(self.site, writer)}
        if what == "desk":
            writers = {each.code: self._writer(each, root) for each in self.site.languages}
            return {
                "template": "professional/desk.html",
                **paper.desk(self.shelf, writers, self._section_name),
                "link": lambda address: self._link(root, address),
                "script": self._link(root, self.assets["desk.js"]),
            }
        if what == "checks":
            return {"template": "professional/checks.html", "checks": documentation(), "outline": outline}
        if what == "coverage":
            return {"template": "professional/coverage.html", "factors": self._factors(root)}
        if what == "confirm":
            return {"template": "professional/confirm.html", **self._waiting(root)}
        if what != "report":
            return None
        if not self._report:
            self._report.update(self._counted())
        return {**self._report, "report": self._link(root, "report/")}

    def _counted(self) -> View:
        """How the content stands: the same on the page of every language."""
        languages = []
        for language in self.site.languages:
            found = list(tallies(self.site, language.code))
            languages.append(
                {
                    "language": language,
                    "rows": [(self._section_name(each.page), each) for each in report.sections(found)],
                    "total": report.total(found),
                    "worst": report.worst(found)[:20],
                }
            )
        easy = [(each, report.readability(self.site, each.code)) for each in self.site.languages]
        return {
            "template": "professional/report.html",
            "languages": languages,
            "readability": [(language, rows) for language, rows in easy if rows],
            "facts": list(report.facts(self.site)),
            "folders": paper.fills(self.shelf),
            "percent": report.percent,
        }

    def _factors(self, root: str) -> list[View]:
        """Each risk factor with the pages that work on it."""

        def listed(leaves: tuple[Leaf, ...]) -> list[tuple[str, Markup]]:
            return [(self._href(root, leaf), self._label(leaf, self.site.source)) for leaf in leaves]

        return [
            {
                "factor": each.factor,
                "parents": listed(each.parents),
                "professionals": listed(each.professionals),
                "count": each.count,
                "thin": each.thin,
            }
            for each in covered(self.site)
        ]

    def _waiting(self, root: str) -> View:
        """What must be confirmed before the site goes live, in groups. No value that waits is among it."""
        groups: dict[str, list[View]] = {"organisation": [], "rule": [], "advice": []}
        for each in waiting(self.site):
            row = {
                "id": each.id,
                "kind": each.kind,
                "name": each.name if each.named else each.id.partition(".")[0],
                "says": each.value if each.kind == "advice" else "",
                "certainty": each.certainty,
                "checked_on": each.checked_on,
                "pages": [self._place(where, root) for where in each.pages],
            }
            groups[_GROUPS.get(each.kind, "organisation")].append(row)
        return {"groups": groups, "total": sum(map(len, groups.values()))}

    def _place(self, where: str, root: str) -> tuple[str, Markup]:
        """The link to `slug#parts[id]` and the name of its page."""
        slug, _, address = where.partition("#")
        leaf = self.slugs[self.site.source.code][slug]
        part = address.removeprefix("parts[").rstrip("]") if address.startswith("parts[") else ""
        return self._href(root, leaf) + (f"#{part}" if part else ""), self._label(leaf, self.site.source)

    def _section_name(self, section: str) -> str:
        leaves = self.site.leaves[self.site.source.code]
        index = leaves.get(f"{section}/index", leaves["index"])
        return index.page.label if section else ""

    def _urgent(self, writer: Writer) -> list[View]:
        calls = (self._call(each, writer) for each in self.site.urgent)
        return [each for each in calls if each]

    def _tiles(self, leaf: Leaf, writer: Writer, root: str) -> list[View]:
        """A tile for every section that parents browse; the urgent one first and apart."""
        tiles = []
        for index, pages in self.sections[leaf.language]:
            kinds = {each.page.kind for each in pages}
            if kinds and not kinds <= {"about", "professional"}:
                urgent = next((each for each in pages if each.page.kind == "urgent"), None)
                target = urgent or index
                tiles.append(
                    {
                        "href": self._href(root, target),
                        "label": self._label(target, writer.language),
                        "picture": self._picture(target.page.picture),
                        "urgent": urgent is not None,
                    }
                )
        return tiles

    def _listing(self, leaf: Leaf, writer: Writer, root: str) -> list[View]:
        pages = next(pages for index, pages in self.sections[leaf.language] if index.path == leaf.path)
        return [self._entry(each, writer.language, root) for each in pages]

    def _entry(self, leaf: Leaf, language: Language, root: str) -> View:
        """A page in a list: its picture, title and answer."""
        shown = language if leaf.state == PUBLISHED else self.site.source
        writer = self._writer(shown, root)
        return {
            "href": self._href(root, leaf),
            "title": writer.line(leaf.page.title),
            "answer": self.summary(leaf),
            "picture": self._picture(leaf.page.picture),
            "language": None if shown == language else shown,
        }

    def summary(self, leaf: Leaf) -> Markup:
        """The answer of a page as a list shows it: its facts filled in, no links."""
        made = self._summaries.get((leaf.language, leaf.path))
        if made is None:
            shown = self.site.language(leaf.language) if leaf.state == PUBLISHED else self.site.source
            writer = Writer(self.site, shown, self.phrases[shown.code], lambda *_: None, self.names, linked=False)
            made = self._summaries[leaf.language, leaf.path] = writer.inline(leaf.page.answer)
        return made

    # -- the page itself -----------------------------------------------------------------------------------------------

    def _body(self, leaf: Leaf, writer: Writer) -> View:
        """The fields of the page in reading order, so that words are explained where they come first."""
        page, root = leaf.page, urls.root(urls.url(self.site, leaf.language, leaf.path)) or "./"
        body: View = {"answer": writer.inline(page.answer)}
        body["do_now"] = [(each.id, writer.inline(each.text)) for each in page.do_now]
        body["call"] = self._call(page.call, writer)
        body["numbers"] = [
            {"id": each.id, "when": writer.inline(each.when), "call": self._call(each.contact, writer)}
            for each in page.numbers
        ]
        body["words"] = writer.explained()
        body["parts"] = [
            {
                "id": each.id,
                "heading": writer.line(each.heading),
                "html": writer.rich(each.text),
                "words": writer.explained(),
                "pictures": [
                    self._image(picture, writer, root) for picture in page.pictures if picture.part == each.id
                ],
            }
            for each in page.parts
        ]
        body["sheets"] = [self._sheet(each, writer) for each in page.sheets]
        body["worries"] = [
            {
                "id": each.id,
                "question": writer.inline(each.question),
                "html": writer.rich(each.answer),
                "words": writer.explained(),
            }
            for each in page.worries
        ]
        body["ask_help"] = [(each.id, writer.inline(each.text)) for each in page.ask_help]
        body["ask_words"] = writer.explained()
        own = leaf.state == PUBLISHED and writer.language != self.site.source
        body["say"] = [
            {
                "id": each.id,
                "dutch": writer.sentence(each.text),
                "meaning": writer.line(each.meaning) if own else "",
                "sound": writer.line(each.sound) if own else "",
            }
            for each in page.say
        ]
        body["contacts"] = [
            self._card(self.site.organisations[each], writer)
            for each in page.contacts
            if each in self.site.organisations and self.site.organisations[each].publish == "yes"
        ]
        slugs = self.slugs[leaf.language]
        related = [slugs[each] for each in page.related if each in slugs and slugs[each].state != ELSEWHERE]
        body["related"] = [self._entry(each, self.site.language(leaf.language), root) for each in related]
        return body

    def _image(self, picture: Picture, writer: Writer, root: str) -> View:
        width, height = self.site.images.get(picture.file, (0, 0))
        return {
            "src": self._link(root, f"assets/{picture.file}"),
            "alt": picture.alt,
            "width": width,
            "height": height,
        }

    def _sheet(self, sheet: Sheet, writer: Writer) -> View:
        """A table to fill in; its columns of who and which factor only where a line says so."""
        lines = [
            {
                "id": each.id,
                "text": writer.inline(each.text),
                "who": each.who,
                "factors": ", ".join(each.factors),
            }
            for each in sheet.tasks
        ]
        return {
            "id": sheet.id,
            "heading": writer.line(sheet.heading),
            "intro": writer.inline(sheet.intro),
            "lines": lines,
            "who": any(each.who for each in sheet.tasks),
            "factors": any(each.factors for each in sheet.tasks),
        }

    def _call(self, organisation_id: str, writer: Writer) -> View | None:
        """A call button: the number, and whose it is; reached through another number, what to ask for there."""
        organisation = self.site.organisations.get(organisation_id)
        reached = route(self.site, organisation) if organisation else None
        if organisation is None or organisation.publish != "yes" or reached is None:
            return None
        through, phone = reached
        return {
            "id": organisation.id,
            "number": phone.number,
            "dial": phone.dial,
            "name": writer.dutch(organisation.name),
            "through": None if through == organisation else writer.dutch(through.name),
            "facts": self._phone_facts(phone, writer),
        }

    def _phone_facts(self, phone: Phone, writer: Writer) -> list[str]:
        """Free; day and night: as far as each may be published."""
        words = writer.phrases
        facts: list[str] = []
        if phone.cost and phone.cost.publish == "yes" and phone.cost.kind == "free":
            facts.append(words["free"])
        if phone.hours and phone.hours.publish == "yes":
            facts += formats.hours(phone.hours, writer.language.code, lambda key: words[key])
        return facts

    def _card(self, organisation: Organisation, writer: Writer) -> View:
        """Who it is, what it does, how to reach it: only what may be published, or the way round."""
        description = self.site.descriptions[writer.language.code].get(organisation.id)
        source = self.site.descriptions[self.site.source.code].get(organisation.id)
        own = organisation.phone()
        reached = route(self.site, organisation)
        web = organisation.web if organisation.web and organisation.web.publish == "yes" else None
        return {
            "id": organisation.id,
            "name": writer.dutch(organisation.name),
            "what": writer.line(description.what) if description else writer.dutch(source.what) if source else "",
            "phones": [
                {"html": writer.phone(each), "facts": self._phone_facts(each, writer)}
                for each in organisation.phones
                if each.publish == "yes" and each.audience != "professionals"
            ],
            "web": {"url": web.url, "shown": web.url.removeprefix("https://").removeprefix("www.").rstrip("/")}
            if web
            else None,
            "waits": own is None and bool(organisation.phones or organisation.route),
            "route": {"name": writer.dutch(reached[0].name), "phone": writer.phone(reached[1])}
            if own is None and reached
            else None,
            "ask": source.ask if source else "",
        }


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
