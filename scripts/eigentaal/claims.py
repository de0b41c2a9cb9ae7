"""Every value of the facts by itself: how it is called, its mark, what is known of it, and who confirmed it.

`cjg-denhaag` is the organisation itself, `veilig-thuis.main` one of its numbers, `veilig-thuis.main.hours` when that is
answered, `kinderombudsman.web` its site, `r-bezwaar.term` a value of a rule, `m-baby-spoed` medical advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from eigentaal.facts import Confirmation, Hours, MedicalAdvice, Organisation, Phone, Rule, Value
from eigentaal.site import Site

SINGLE = {"web": "url", "email": "address", "address": "text", "spoken": "codes"}
"""Values that an organisation has one of, and the field with what a reader would see."""


class Claim(Struct, frozen=True):
    """One value that a person can confirm."""

    id: str
    address: str
    """Where it stands: `organisations[veilig-thuis].phones[main]`."""
    kind: str
    """organisation, phone, cost, hours, web, email, address, spoken, rule, value, district, advice."""
    name: str
    """Whose it is."""
    value: str
    """What is confirmed, in one line; the words of the facts, for editors."""
    publish: str
    certainty: str
    checked_on: str
    source: str
    named: bool = True
    """Whether the name may be shown now."""
    confirmed: Confirmation | None = None
    note: str = ""
    pages: tuple[str, ...] = ()

    @property
    def lapsed(self) -> bool:
        """Whether the value was changed after it was confirmed."""
        return self.confirmed is not None and self.confirmed.value != self.value


def claims(site: Site) -> Iterator[Claim]:
    """All values, in the order of the files. What is background for editors (`publish: no`) comes too."""
    for organisation in site.organisations.values():
        yield from _of_organisation(organisation)
    for rule in site.rules.values():
        yield from _of_rule(rule)
    for district in site.districts.values():
        source = _source(district.source)
        yield Claim(
            district.id,
            f"districts[{district.id}]",
            "district",
            district.name,
            district.name,
            district.publish,
            district.certainty,
            district.checked_on,
            source,
            district.publish == "yes",
            district.confirmed,
        )
    for advice in site.advice.values():
        yield _of_advice(advice)


def waiting(site: Site) -> list[Claim]:
    """What must be confirmed before the site goes live; nothing of what is only background."""
    hidden = {each.id for each in site.organisations.values() if each.publish == "no"}
    hidden |= {each.id for each in site.rules.values() if each.publish == "no"}
    return [each for each in claims(site) if each.publish == "after-check" and each.id.partition(".")[0] not in hidden]


def _source(source: Any) -> str:
    return " · ".join(part for part in (source.title, source.site, source.url) if part) if source else ""


def _of_organisation(organisation: Organisation) -> Iterator[Claim]:
    start, named = f"organisations[{organisation.id}]", organisation.publish == "yes"

    def claim(tail: str, address: str, kind: str, thing: Any, value: str) -> Claim:
        return Claim(
            organisation.id + tail,
            start + address,
            kind,
            organisation.name,
            value,
            thing.publish,
            organisation.certainty,
            organisation.checked_on,
            _source(organisation.source),
            named,
            thing.confirmed,
            organisation.note,
        )

    yield claim("", "", "organisation", organisation, organisation.name)
    for phone in organisation.phones:
        here = f".phones[{phone.id}]"
        yield claim(f".{phone.id}", here, "phone", phone, phone.number)
        yield from (claim(f".{phone.id}.{name}", f"{here}.{name}", name, *each) for name, each in _around(phone))
    for name, field in SINGLE.items():
        thing = getattr(organisation, name)
        if thing is not None:
            yield claim(f".{name}", f".{name}", name, thing, getattr(thing, field))


def _around(phone: Phone) -> Iterator[tuple[str, tuple[Any, str]]]:
    """Cost and hours of a number, as far as they are told."""
    if phone.cost:
        yield "cost", (phone.cost, phone.cost.kind)
    if phone.hours:
        yield "hours", (phone.hours, _hours(phone.hours))


def _hours(hours: Hours) -> str:
    return "always" if hours.always else "; ".join(f"{each.days} {each.opens}-{each.closes}" for each in hours.times)


def _of_rule(rule: Rule) -> Iterator[Claim]:
    def claim(tail: str, address: str, kind: str, thing: Rule | Value, value: str) -> Claim:
        return Claim(
            rule.id + tail,
            f"rules[{rule.id}]{address}",
            kind,
            rule.id,
            value,
            thing.publish,
            rule.certainty,
            rule.checked_on,
            rule.source,
            True,
            thing.confirmed,
            rule.note,
        )

    yield claim("", "", "rule", rule, " ".join(rule.statement.split()))
    for value in rule.values:
        parts = (value.number, value.unit, value.date, value.text)
        shown = " ".join(" ".join(each.split()) for each in parts if each)
        yield claim(f".{value.id}", f".values[{value.id}]", "value", value, shown)


def _of_advice(advice: MedicalAdvice) -> Claim:
    return Claim(
        advice.id,
        f"advice[{advice.id}]",
        "advice",
        advice.id,
        " ".join(advice.says.split()),
        advice.publish,
        advice.certainty,
        advice.checked_on,
        advice.source,
        True,
        advice.confirmed,
        "",
        advice.pages,
    )
