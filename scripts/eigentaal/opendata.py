"""A page as data: every field, the facts it uses, and how far it can be trusted. Nothing but what may be published."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

from markupsafe import Markup

from eigentaal import LICENCE, formats, sharing, urls
from eigentaal.facts import Hours, Organisation, Phone, Value
from eigentaal.html import Writer, fact
from eigentaal.page import Page
from eigentaal.schema import ADDED, specs, texts
from eigentaal.sharing import Json, Shared
from eigentaal.site import Leaf, Site
from eigentaal.text import FactRef, Text
from eigentaal.trust import trust
from eigentaal.units import page_units

VERSION = 1
BESIDE = ("leaflet", "kind", "danger", "languages", "generated", "changed")
"""Fields that stand beside `fields`, or tell nothing to others."""
_NAMES = ("call", "contact", "contacts", "basis")
"""Fields that name organisations or rules."""


def page(site: Site, leaf: Leaf, what: Shared, writer: Writer) -> Json:
    """The data of a published page. `writer` writes its texts with absolute addresses."""
    found = trust(site, leaf)
    fields = _record(site, leaf.page, writer)
    return {
        "$schema": f"{site.url}data/v1/page.schema.json",
        "version": VERSION,
        "id": leaf.path,
        "language": leaf.language,
        "direction": what.language.direction,
        "kind": leaf.page.kind,
        "danger": leaf.page.danger,
        "address": what.address,
        "embed": what.embed or None,
        "licence": LICENCE,
        "state": {
            "origin": found.origin or None,
            "review": {"role": found.review.role, "date": found.review.date} if found.review else None,
            "outdated": found.outdated,
        },
        "updated": updated(site, leaf) or None,
        "summary": what.summary,
        "fields": fields,
        "terms": [
            {
                "id": each.term,
                "word": each.word.striptags(),
                "dutch": each.dutch.striptags() or None,
                "explanation": each.explanation.striptags(),
                "sound": each.sound or None,
            }
            for each in writer.explained()
        ],
        "facts": dict(_facts(site, leaf)),
        "organisations": [organisation(site, each, writer) for each in sharing.organisations(site, leaf.page)],
    }


def _record(site: Site, value: Any, writer: Writer) -> Json:
    """The fields of a page or of something in it, as far as they are filled in."""
    found: Json = {}
    for name, spec in specs(type(value)).items():
        if isinstance(value, Page) and name in BESIDE:
            continue
        field = getattr(value, name)
        if not field or (spec.role == ADDED and writer.language == site.source):
            continue
        match spec.kind:
            case "text" | "rich":
                found[name] = _text(field, spec.kind == "rich", name == "text" and hasattr(value, "sound"), writer)
            case "items":
                inside = [each for each in field if may_be_named(site, getattr(each, "contact", ""))]
                found[name] = [_record(site, each, writer) for each in inside]
            case "idents" | "words":
                found[name] = [each for each in field if name not in _NAMES or may_be_named(site, each)]
            case _:
                if name not in _NAMES or may_be_named(site, field):
                    found[name] = field
    return found


def _text(text: Text, rich: bool, spoken: bool, writer: Writer) -> Json:
    html = writer.sentence(text) if spoken else writer.rich(text) if rich else writer.inline(text)
    return {"html": str(html), "text": plain(html)}


def plain(html: Markup) -> str:
    """The same without marks: a line for each paragraph and each item of a list."""
    lines = (Markup(each.replace("<li>", "- ")).striptags() for each in re.split("</p>|</li>", html))
    return "\n".join(each for each in lines if each)


def may_be_named(site: Site, name: str) -> bool:
    """Whether a name is no organisation or rule at all, or one that readers may see."""
    known = site.organisations.get(name) or site.rules.get(name)
    return known is None or known.publish == "yes"


# -- facts -------------------------------------------------------------------------------------------------------------


def _facts(site: Site, leaf: Leaf) -> Iterator[tuple[str, Json]]:
    """What the references in the texts stand for. A value that is confirmed may be shown while its rule waits."""
    for _, _, text in texts(leaf.page):
        for run in text.runs() if isinstance(text, Text) and "[[" in text.source else ():
            if not isinstance(run, FactRef) or (run.entry in site.organisations and not may_be_named(site, run.entry)):
                continue
            if (found := fact(site, run)) is not None:
                yield f"{run.entry}.{run.value}", _fact(found, leaf.language)


def _fact(found: Phone | Value | str, language: str) -> Json:
    if isinstance(found, str):
        return {"kind": "name", "text": found}
    if isinstance(found, Phone):
        return {"kind": "phone", "text": found.number, **_numbers(found)}
    value = {"number": found.number, "unit": found.unit, "date": found.date}
    return {"kind": found.kind, "text": formats.value(found, language), **{k: v for k, v in value.items() if v}}


def _numbers(phone: Phone) -> Json:
    return {"dial": phone.dial} | ({"international": phone.international} if phone.international else {})


def organisation(site: Site, found: Organisation, writer: Writer) -> Json:
    """An organisation that may be named, with what of it may be published."""
    own = site.descriptions[writer.language.code].get(found.id)
    source = site.descriptions[site.source.code].get(found.id)
    what, language = (own.what, writer.language) if own else (source.what if source else "", site.source)
    made: Json = {"id": found.id, "name": found.name, "category": found.category, "checked_on": found.checked_on}
    if what:
        made["what"] = {"text": what, "language": language.code}
    made["phones"] = [
        {"id": each.id, "number": each.number, **_numbers(each), **_call_facts(each)} for each in found.public_phones()
    ]
    for name, key in (("web", "url"), ("email", "address"), ("address", "text"), ("spoken", "codes")):
        value = getattr(found, name)
        if value is not None and value.publish == "yes":
            made[name] = getattr(value, key).split() if name == "spoken" else getattr(value, key)
    district = site.districts.get(found.district)
    if district is not None and district.publish == "yes":
        made["district"] = district.name
    if found.phone() is None and found.route and may_be_named(site, found.route):
        made["reached_through"] = found.route
    return made


def _call_facts(phone: Phone) -> Json:
    made: Json = {}
    if phone.cost and phone.cost.publish == "yes":
        made["cost"] = phone.cost.kind
    if phone.hours and phone.hours.publish == "yes":
        made["hours"] = _hours(phone.hours)
    return made


def _hours(hours: Hours) -> Json:
    times = [{"days": each.days.split(), "opens": each.opens, "closes": each.closes} for each in hours.times]
    return {"always": True} if hours.always else {"times": times}


# -- change ------------------------------------------------------------------------------------------------------------


def updated(site: Site, leaf: Leaf) -> str:
    """The last day on which something of the page is known to have changed or to have been looked at; "" for none.

    From the content alone: what editors wrote, reviews, and the days the facts on it were checked.
    """
    days = [leaf.page.changed]
    days += [each.review.date for each in page_units(site, leaf) if each.review]
    days += [each.checked_on for each in sharing.organisations(site, leaf.page)]
    return max(days)


def index(site: Site, pages: Iterable[tuple[Leaf, Shared, bytes]], feeds: Container[str], hsds: Json) -> Json:
    """The list of everything: pages with their data, in every language they have. `feeds`: languages with a feed."""
    listed: dict[str, Json] = {}
    for leaf, what, data in pages:
        entry = listed.setdefault(
            leaf.path, {"id": leaf.path, "kind": leaf.page.kind, "danger": leaf.page.danger, "languages": {}}
        )
        entry["languages"][leaf.language] = {
            "title": what.title,
            "address": what.address,
            "data": site.url + urls.data(leaf.language, leaf.path),
            "embed": what.embed or None,
            "digest": digest(data),
        }
    sets = site.sets.get(site.source.code, {}).values()
    return {
        "$schema": f"{site.url}data/v1/index.schema.json",
        "version": VERSION,
        "name": site.source.site_name,
        "address": site.url,
        "licence": LICENCE,
        "proof": urls.is_proof(site),
        "languages": [
            {
                "code": each.code,
                "name": each.name,
                "direction": each.direction,
                "feed": f"{site.url}{feed_address(each.code)}" if each.code in feeds else None,
            }
            for each in site.languages
        ],
        "pages": [listed[path] for path in sorted(listed)],
        "sets": [
            {
                "id": each.id,
                "pages": [site.slugs(site.source.code)[slug].path for slug in each.pages],
                "languages": {
                    language.code: {"title": shared.title, "embed": shared.embed}
                    for language in site.languages
                    for shared in (sharing.shared_set(site, language, each),)
                },
            }
            for each in sets
        ],
        "moved": [{"from": old, "to": new or None} for old, new in site.moved.items()],
        "hsds": hsds,
    }


def feed_address(language: str) -> str:
    return f"data/v1/feed.{language}.xml"


def digest(data: bytes) -> str:
    """Names a version of a page: when it changes, the page did."""
    return "b2:" + hashlib.blake2b(data, digest_size=8).hexdigest()


def dump(content: Json) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
