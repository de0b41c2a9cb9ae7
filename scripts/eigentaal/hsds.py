"""The organisations as the Human Services Data Specification 3.0 has them (Open Referral, docs.openreferral.org).

Each organisation that may be named is an organization with one service of the same name. Identifiers are UUIDs made of
the address of the site and our own ids, so that they stay the same from one build to the next.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

from eigentaal.facts import DAYS, Hours, Organisation, Phone
from eigentaal.formats import language_name
from eigentaal.language import Language
from eigentaal.sharing import Json
from eigentaal.site import Site

VERSION = "3.0"
_NAMESPACE = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")  # RFC 9562, addresses (NAMESPACE_URL)


def services(site: Site, language: Language) -> list[Json]:
    """Every service that may be published, whole, described in a language (or in Dutch where that isn't there)."""
    return [_service(site, each, language) for each in _published(site)]


def organizations(site: Site, language: Language) -> list[Json]:
    return [_organization(site, each, language) for each in _published(site)]


def pages(contents: list[Json]) -> Json:
    """A list as the HSDS API gives it, all in one page."""
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


def counts(site: Site) -> dict[str, int]:
    """How many of each are in the export."""
    found: Counter[str] = Counter(organizations=0, services=0, phones=0, schedules=0, languages=0)
    for each in services(site, site.source):
        found.update(organizations=1, services=1, **{name: len(each.get(name, ())) for name in _LISTS})
    return dict(found)


def waiting(site: Site) -> dict[str, int]:
    """How many wait for confirmation before they may be in it."""
    known = [each for each in site.organisations.values() if each.publish != "no"]
    numbers = [phone for each in known for phone in each.phones if phone.audience != "professionals"]
    nameless = sum(each.publish == "after-check" for each in known)
    return {
        "organizations": nameless,
        "services": nameless,
        "phones": sum(each.publish == "after-check" for each in numbers),
        "schedules": sum(bool(each.hours) and each.hours.publish == "after-check" for each in numbers if each.hours),
        "languages": sum(bool(each.spoken) and each.spoken.publish == "after-check" for each in known if each.spoken),
    }


_LISTS = ("phones", "schedules", "languages")


def _published(site: Site) -> Iterator[Organisation]:
    """Those that may be named, and of which it is said what they do: HSDS wants a description."""
    described: Mapping[str, object] = site.descriptions[site.source.code]
    return (each for each in site.organisations.values() if each.publish == "yes" and each.id in described)


def _service(site: Site, found: Organisation, language: Language) -> Json:
    own, ident = _what(site, found, language), identifier(site, "service", found.id)
    made: Json = {
        "id": ident,
        "organization_id": identifier(site, "organization", found.id),
        "name": found.name,
        "description": own,
        "status": "active",
        "assured_date": found.checked_on,
        **_links(found, "url"),
        "phones": [_phone(site, found, each, language) for each in found.public_phones()],
        "schedules": [
            {"id": identifier(site, "schedule", found.id, phone.id, str(number)), "service_id": ident, **times}
            for phone in found.public_phones()
            if phone.hours and phone.hours.publish == "yes"
            for number, times in enumerate(_times(phone.hours))
        ],
        "languages": [
            {"id": identifier(site, "language", found.id, code), "service_id": ident, "code": code, "name": name}
            for code in (found.spoken.codes.split() if found.spoken and found.spoken.publish == "yes" else ())
            for name in (language_name(code, language.code),)
        ],
        "organization": _organization(site, found, language),
    }
    district = site.districts.get(found.district)
    if district is not None and district.publish == "yes":
        area = {"id": identifier(site, "area", found.id), "service_id": ident, "name": district.name}
        made["service_areas"] = [area]
    return {name: value for name, value in made.items() if value != []}


def _organization(site: Site, found: Organisation, language: Language) -> Json:
    return {
        "id": identifier(site, "organization", found.id),
        "name": found.name,
        "description": _what(site, found, language),
        **_links(found, "website"),
    }


def _what(site: Site, found: Organisation, language: Language) -> str:
    own = site.descriptions[language.code].get(found.id)
    return (own or site.descriptions[site.source.code][found.id]).what


def _links(found: Organisation, web: str) -> Json:
    made: Json = {}
    if found.email and found.email.publish == "yes":
        made["email"] = found.email.address
    if found.web and found.web.publish == "yes":
        made[web] = found.web.url
    return made


def _phone(site: Site, found: Organisation, phone: Phone, language: Language) -> Json:
    made = {
        "id": identifier(site, "phone", found.id, phone.id),
        "service_id": identifier(site, "service", found.id),
        "number": phone.international or phone.number,
        "type": "voice",
    }
    if phone.cost and phone.cost.publish == "yes" and phone.cost.kind == "free":
        words = {**site.interface[site.source.code], **site.interface[language.code]}
        made["description"] = words["free"].text
    return made


def _times(hours: Hours) -> Iterator[Json]:
    """Opening times; days as in iCalendar (RFC 5545): MO,TU."""
    if hours.always:
        yield {"freq": "WEEKLY", "byday": _days(DAYS), "opens_at": "00:00", "closes_at": "24:00"}
    for each in () if hours.always else hours.times:
        yield {"freq": "WEEKLY", "byday": _days(each.days.split()), "opens_at": each.opens, "closes_at": each.closes}


_BYDAY = dict(zip(DAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))


def _days(days: tuple[str, ...] | list[str]) -> str:
    return ",".join(_BYDAY[each] for each in days)


def identifier(site: Site, *names: str) -> str:
    """A UUID of version 5 (RFC 9562) made of an address below the site: always the same for the same names."""
    digest = bytearray(hashlib.sha1(_NAMESPACE + (site.url + "/".join(names)).encode(), usedforsecurity=False).digest())
    digest[6], digest[8] = digest[6] & 0x0F | 0x50, digest[8] & 0x3F | 0x80
    text = digest[:16].hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
