"""What pages show of organisations: a button to call one, its card. Only what may be published, or the way round."""

from __future__ import annotations

from typing import Any

from eigentaal import formats
from eigentaal.facts import Organisation, Phone
from eigentaal.html import Writer, route


def urgent(writer: Writer) -> list[dict[str, Any]]:
    """The buttons for danger, of `mkdocs.yml`."""
    calls = (call(each, writer) for each in writer.site.urgent)
    return [each for each in calls if each]


def call(organisation_id: str, writer: Writer) -> dict[str, Any] | None:
    """A call button: the number, and whose it is; reached through another number, what to ask for there."""
    organisation = writer.site.named(organisation_id)
    reached = route(writer.site, organisation) if organisation else None
    if organisation is None or reached is None:
        return None
    through, phone = reached
    description = writer.site.descriptions[writer.language.code].get(organisation.id)
    return {
        "id": organisation.id,
        "number": phone.number,
        "dial": phone.dial,
        "name": writer.dutch(organisation.name),
        "about": writer.line(description.button) if description else "",
        "through": None if through == organisation else writer.dutch(through.name),
        "facts": _phone_facts(phone, writer),
    }


def _phone_facts(phone: Phone, writer: Writer) -> list[str]:
    """Free; day and night: as far as each may be published."""
    words = writer.phrases
    facts: list[str] = []
    if phone.cost and phone.cost.publish == "yes" and phone.cost.kind == "free":
        facts.append(words["free"])
    if phone.hours and phone.hours.publish == "yes":
        facts += formats.hours(phone.hours, writer.language.code, lambda key: words[key])
    return facts


def card(organisation: Organisation, writer: Writer) -> dict[str, Any]:
    """Who it is, what it does, how to reach it: only what may be published, or the way round."""
    description = writer.site.descriptions[writer.language.code].get(organisation.id)
    source = writer.site.descriptions[writer.site.source.code].get(organisation.id)
    own = organisation.phone()
    reached = route(writer.site, organisation)
    web = organisation.web if organisation.web and organisation.web.publish == "yes" else None
    return {
        "id": organisation.id,
        "name": writer.dutch(organisation.name),
        "what": writer.line(description.what) if description else writer.dutch(source.what) if source else "",
        "phones": [
            {"html": writer.phone(each), "facts": _phone_facts(each, writer)} for each in organisation.public_phones()
        ],
        "web": {"url": web.url, "shown": web.url.removeprefix("https://").removeprefix("www.").rstrip("/")}
        if web
        else None,
        "waits": organisation.waits(),
        "route": {"name": writer.dutch(reached[0].name), "phone": writer.phone(reached[1])}
        if own is None and reached
        else None,
        "ask": source.ask if source else "",
    }
