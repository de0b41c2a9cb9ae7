"""What stands on paper of one page in one language: plain data for the templates, and the blocks that an edition is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

from msgspec import Struct

from eigentaal import formats, urls
from eigentaal.facts import Organisation, Phone
from eigentaal.html import dutch_names, route
from eigentaal.language import Language
from eigentaal.leaflets.runs import Made, Scribe
from eigentaal.page import Leaflet
from eigentaal.site import Leaf, Site
from eigentaal.trust import trust

T = TypeVar("T", bound=Any)

NUMBERS = "numbers"
"""The block of an edition that holds every phone number on the sheet."""


class Block(Struct, frozen=True):
    """A piece of an edition: what it is called for people, and a digest of what it says."""

    id: str
    label: str
    digest: str


class Sheet(Struct, frozen=True):
    """The content of a page on paper. `data` goes to the templates; `blocks` tell one edition from another."""

    leaf: Leaf
    data: Made
    blocks: tuple[Block, ...]
    unchecked: bool
    """Made by a machine and looked at by nobody."""
    checked_on: str
    """The day on which the oldest of its facts was looked up, or ""."""
    words: tuple[str, ...]
    """The glossary words in it, in reading order."""


def sheet(site: Site, leaf: Leaf) -> Sheet:
    """The sheet of a published page that has a `leaflet`."""
    assert leaf.page.leaflet is not None
    return _Maker(site, leaf, leaf.page.leaflet).made()


class _Maker:
    def __init__(self, site: Site, leaf: Leaf, leaflet: Leaflet) -> None:
        self.site, self.leaf, self.page, self.leaflet = site, leaf, leaf.page, leaflet
        self.language = site.language(leaf.language)
        self.write = Scribe(site, self.language, dutch_names(site))
        self.days: list[str] = []

    def made(self) -> Sheet:
        page, write = self.page, self.write
        urgent = [self._number(site_id, explained=True) for site_id in self.site.urgent]
        data: Made = {
            **frame(self.site, self.language),
            "title": write.line(page.title),
            "plain": page.title,
            "answer": write.inline(page.answer),
            "picture": self.site.pictograms.get(page.picture, ""),
            "do": [{"id": each.id, "v": write.inline(each.text)} for each in page.do_now],
            "numbers": [
                {"id": each.id, "when": write.inline(each.when), **call}
                for each in page.numbers
                if (call := self._number(each.contact))
            ],
            "parts": [
                {"id": each.id, "h": write.line(each.heading), "v": write.rich(each.text)}
                for each in _chosen(page.parts, self.leaflet.parts)
            ],
            "worries": [
                {"id": each.id, "h": write.inline(each.question), "v": write.rich(each.answer)}
                for each in _chosen(page.worries, self.leaflet.worries)
            ],
            "ask": [{"id": each.id, "v": write.inline(each.text)} for each in page.ask_help],
            "say": [
                {
                    "id": each.id,
                    "dutch": write.sentence(each.text),
                    "meaning": write.line(each.meaning) if self._translated else [],
                    "sound": write.line(each.sound) if self._translated else [],
                }
                for each in _chosen(page.say, self.leaflet.say)
            ],
            "urgent": [each for each in urgent if each],
            "call": self._number(page.call) if page.call and page.call not in self.site.urgent else None,
            "contacts": [
                self._contact(organisation)
                for each in page.contacts
                if each not in (*self.site.urgent, page.call) and (organisation := self.site.named(each))
            ],
        }
        found = trust(self.site, self.leaf)
        kind = "translated" if self._translated else "written"
        lines = [f"{kind}-by-{found.origin}" if found.origin else "origin-unknown"]
        data["trust"] = [write.word(each) for each in lines]
        if found.review:
            role = write.plain(f"role-{found.review.role}")
            data["trust"].append(
                write.word("reviewed", role=role, date=formats.date(found.review.date, self.language.code))
            )
        else:
            data["trust"].append(write.word("not-reviewed"))
        if found.outdated:
            data["trust"].append(write.word("outdated-since"))
        data["trust"].append(write.word("trust-draft"))
        data |= address(write, urls.url(self.site, self.leaf.language, self.leaf.path), "leaflet-scan")
        checked = min(self.days, default="")
        if checked:
            data["checked"] = write.word("leaflet-checked", date=formats.date(checked, self.language.code))
        unchecked = found.origin != "person" and found.review is None
        return Sheet(self.leaf, data, tuple(self._blocks(data)), unchecked, checked, tuple(self.write.met))

    @property
    def _translated(self) -> bool:
        return self.language != self.site.source

    def _blocks(self, data: Made) -> Iterable[Block]:
        source = self.site.leaves[self.site.source.code][self.leaf.path].page
        labels = {f"part:{each.id}": each.heading for each in source.parts}
        labels |= {f"worry:{each.id}": each.question.source for each in source.worries}
        yield Block("title", source.title, _digest(data["title"], data["answer"]))
        for name, word in (("do", "do-now"), ("ask", "ask-help"), ("say", "say")):
            if data[name]:
                yield Block(name, self.site.interface[self.site.source.code][word].text, _digest(data[name]))
        for name, kind in (("parts", "part"), ("worries", "worry")):
            for each in data[name]:
                yield Block(f"{kind}:{each['id']}", labels[f"{kind}:{each['id']}"], _digest(each))
        numbers = (data["urgent"], data["numbers"], data["call"], data["contacts"])
        label = self.site.interface[self.site.source.code]["contacts"].text
        yield Block(NUMBERS, label, _digest(*numbers))

    # -- facts ---------------------------------------------------------------------------------------------------------

    def _number(self, organisation_id: str, explained: bool = False) -> Made | None:
        """A number to call and whose it is; reached through another number, what to ask for there. `explained` tells
        what it is for, where no text beside it does."""
        organisation = self.site.named(organisation_id)
        reached = route(self.site, organisation) if organisation else None
        if organisation is None or reached is None:
            return None
        through, phone = reached
        self.days.append(through.checked_on)
        name = self.write.dutch(organisation.name)
        own = self.site.descriptions[self.language.code].get(organisation.id)
        return {
            "org": organisation.id,
            "tel": self.write.phone(phone),
            "name": name if through == organisation else self.write.word("call-ask", name=name),
            "about": self.write.line(own.button) if own and explained else [],
            "facts": self._phone_facts(phone),
        }

    def _phone_facts(self, phone: Phone) -> list[list[Made]]:
        """Free; day and night; hours: as far as each may be published."""
        facts: list[list[Made]] = []
        if phone.cost and phone.cost.publish == "yes" and phone.cost.kind == "free":
            facts.append(self.write.word("free"))
        if phone.hours and phone.hours.publish == "yes":
            lines = formats.hours(phone.hours, self.language.code, lambda key: self.write.plain(key.replace("_", "-")))
            facts += [self.write.line(each) for each in lines]
        return facts

    def _contact(self, organisation: Organisation) -> Made:
        own = self.site.descriptions[self.language.code].get(organisation.id)
        source = self.site.descriptions[self.site.source.code].get(organisation.id)
        reached = route(self.site, organisation)
        web = organisation.web if organisation.web and organisation.web.publish == "yes" else None
        phones = organisation.public_phones()
        made: Made = {
            "id": organisation.id,
            "name": self.write.dutch(organisation.name),
            "what": self.write.line(own.what) if own else self.write.dutch(source.what) if source else [],
            "phones": [{"tel": self.write.phone(each), "facts": self._phone_facts(each)} for each in phones],
        }
        if phones or web:
            self.days.append(organisation.checked_on)
        if organisation.waits():
            made["waits"] = self.write.word("number-waits")  # else its reader thinks that there is none
        if not phones and reached:
            through, phone = reached
            made["instead"] = self.write.word("call-instead", name=self.write.dutch(through.name))
            made["tel"] = self.write.phone(phone)
            self.days.append(through.checked_on)
            if source and source.ask:
                made["then"] = self.write.word("then-say")
                made["say"] = self.write.dutch(source.ask)
        if web:
            made["web"] = {"k": "url", "v": shown_address(web.url), "href": web.url}
        return made


def frame(site: Site, language: Language) -> Made:
    """What every sheet of a language has: how it is written, the words beside the content, the marks."""
    write = Scribe(site, language, dutch_names(site))
    keys: tuple[str, ...] = (
        "do-now",
        "worries",
        "ask-help",
        "say",
        "say-intro",
        "say-meaning",
        "say-sound",
        "contacts",
        "urgent",
    )
    keys += ("leaflet-unchecked", "leaflet-proof", "leaflet-answer", "leaflet-words", "brand")
    return {
        "code": language.code,
        **_for_typst(language.code),
        "dir": language.direction,
        "name": language.name,
        "w": {key: write.word(key) for key in keys},
    }


def _for_typst(code: str) -> dict[str, str | None]:
    """A language code as Typst takes it: it knows `pt` and `BR`, stops at `pt-BR`, and has no word for a script."""
    lang, *rest = code.split("-")
    return {"lang": lang, "region": next((each for each in rest if len(each) == 2), None)}


def address(write: Scribe, relative: str, caption: str) -> Made:
    """Where a sheet leads, as a link and as people read it, with what stands beside the code to scan."""
    whole = write.site.url + relative
    return {
        "url": whole,
        "shown-url": shown_address(whole),
        "scan": write.word(caption),
        "plain_scan": write.plain(caption),
    }


def shown_address(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def _chosen(items: Sequence[T], ids: tuple[str, ...]) -> list[T]:
    """The items with these ids, in their order; all where none is named."""
    if not ids:
        return list(items)
    by_id = {each.id: each for each in items}
    return [by_id[each] for each in ids if each in by_id]


def _digest(*data: object) -> str:
    return blake2b(json.dumps(data, ensure_ascii=False, sort_keys=True).encode(), digest_size=6).hexdigest()
