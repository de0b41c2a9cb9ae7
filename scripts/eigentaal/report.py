"""How the content stands: completeness and freshness per language, facts by the day they were checked, readability.

No clock: it gives days, and leaves their age to who reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from eigentaal.cache import Cache
from eigentaal.claims import SINGLE
from eigentaal.readability import score
from eigentaal.schema import texts
from eigentaal.site import PUBLISHED, WITHHELD, Leaf, Site
from eigentaal.tally import Tally, tallies
from eigentaal.text import Text


class FactDay(Struct, frozen=True):
    """A fact, the day its source was read, and what of it waits for confirmation."""

    id: str
    name: str
    checked_on: str
    certainty: str
    waits: tuple[str, ...]
    """`phone main`, `web`, `email`, `address`, `spoken`, `name`, `rule`."""
    carries: tuple[str, ...] = ()
    """Of a rule: what pages say because of it (`rechten/uw-rechten#parts[plan]`), to look at when it changes."""


COUNTED = ("fields", "current", "outdated", "missing", "unrecorded", "machine", "reviewed", "withheld")
SHARES = ("current", "outdated", "missing", "machine", "reviewed")
"""Of these a percentage of all fields is told too."""


def sections(found: list[Tally]) -> list[Tally]:
    """The tallies of pages added up per section; the shared words are a section of their own."""
    sums: dict[str, Tally] = {}
    for each in found:
        name = "" if each.page.startswith("_") else each.page.partition("/")[0] if "/" in each.page else "index"
        before = sums.get(name, Tally(each.language, name, *[0] * len(COUNTED)))
        sums[name] = _add(before, each)
    return list(sums.values())


def total(found: list[Tally]) -> Tally:
    """All of them together."""
    whole = Tally(found[0].language if found else "", "", *[0] * len(COUNTED))
    for each in found:
        whole = _add(whole, each)
    return whole


def _add(one: Tally, other: Tally) -> Tally:
    return replace(one, **{name: getattr(one, name) + getattr(other, name) for name in COUNTED})


def worst(found: list[Tally]) -> list[Tally]:
    """The pages with work left: first those that are held back, then those with most missing or outdated."""
    return sorted(
        (each for each in found if each.missing or each.outdated or each.withheld),
        key=lambda each: (-each.withheld, -each.missing - each.outdated, each.page),
    )


def facts(site: Site) -> Iterator[FactDay]:
    """Organisations and rules, the ones checked longest ago first."""
    days = []
    for each in site.organisations.values():
        if each.publish == "no":
            continue  # background for editors, not to be shown anywhere
        waiting = [f"phone {phone.id}" for phone in each.phones if phone.publish == "after-check"]
        waiting += [name for name in SINGLE if (value := getattr(each, name)) and value.publish == "after-check"]
        waiting += ["name"] if each.publish == "after-check" else []
        days.append(
            FactDay(
                each.id,
                each.name if each.publish == "yes" else each.id,
                each.checked_on,
                each.certainty,
                tuple(waiting),
            )
        )
    carried = _carried(site)
    for rule in site.rules.values():
        if rule.publish == "no":
            continue
        waiting = ["rule"] if rule.publish == "after-check" else []
        carries = tuple(carried.get(rule.id, ()))
        days.append(FactDay(rule.id, rule.id, rule.checked_on, rule.certainty, tuple(waiting), carries))
    yield from sorted(days, key=lambda each: (each.checked_on, each.id))


def _carried(site: Site) -> dict[str, list[str]]:
    """Rule → the parts and answers that rest on it."""
    found: dict[str, list[str]] = {}
    for leaf in site.leaves[site.source.code].values():
        for group, items in (("parts", leaf.page.parts), ("worries", leaf.page.worries)):
            for each in items:
                for rule in each.basis:
                    found.setdefault(rule, []).append(f"{leaf.path}#{group}[{each.id}]")
    return found


def readability(site: Site, language: str, cache: Cache | None = None) -> list[tuple[str, float]]:
    """The score of every page that has one, the hardest first."""
    found, cache = [], cache or Cache()
    for path, leaf in site.leaves[language].items():
        if leaf.state == PUBLISHED:
            make = partial(_score, leaf)
            easy = cache.remember(f"easy {language} {path} {leaf.digest}", make)
            if easy is not None:
                found.append((path, round(easy, 1)))
    return sorted(found, key=lambda each: (each[1], each[0]))


def _score(leaf: Leaf) -> float | None:
    return score([each.source for _, _, each in texts(leaf.page) if isinstance(each, Text)], leaf.language)


def as_data(site: Site, cache: Cache | None = None) -> dict[str, Any]:
    """The whole report for other programs (`report.json`)."""
    languages = {}
    for language in site.languages:
        found = list(tallies(site, language.code, cache))
        leaves = site.leaves[language.code].values()
        languages[language.code] = {
            "name": language.name,
            "total": _counts(total(found)),
            "sections": {each.page or "shared": _counts(each) for each in sections(found)},
            "pages": {each.page: {"state": each.state, **_counts(each)} for each in found},
            "withheld": sorted(leaf.file for leaf in leaves if leaf.state == WITHHELD),
            "readability": dict(readability(site, language.code, cache)),
        }
    return {
        "version": 1,
        "source": site.source.code,
        "languages": languages,
        "facts": to_builtins(list(facts(site))),
    }


def _counts(each: Tally) -> dict[str, Any]:
    counts: dict[str, Any] = {name: getattr(each, name) for name in COUNTED}
    return {**counts, "percent": {name: percent(counts[name], each.fields) for name in SHARES}}


def percent(part: int, whole: int) -> int:
    """Rounded down, so that 100 means all; of nothing, all is done."""
    return 100 * part // whole if whole else 100
