"""How complete and how fresh translations are, counted in fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from eigentaal.cache import Cache
from eigentaal.site import SHARED, WITHHELD, Site
from eigentaal.units import CURRENT, MISSING, OPTIONAL, OUTDATED, units_of


class Tally(Struct, frozen=True):
    """How a page stands in a language, counted in fields."""

    language: str
    page: str
    fields: int
    current: int
    outdated: int
    missing: int
    unrecorded: int
    machine: int
    reviewed: int
    withheld: int
    """Pages that are held back for an error: 0 or 1, until they are added up."""

    @property
    def state(self) -> str:
        """The worst of its fields."""
        if self.missing == self.fields:
            return MISSING
        return "incomplete" if self.missing else OUTDATED if self.outdated else CURRENT


def tally(site: Site, language: str, page: str) -> Tally:
    """Counts the fields of one page. Dutch is its own source, so never outdated."""
    found = [each for each in units_of(site, language, page) if each.freshness != OPTIONAL]  # nobody misses those
    fresh = [CURRENT if language == site.source.code else each.freshness for each in found]
    leaf = site.leaves[language].get(page)
    return Tally(
        language,
        page,
        len(found),
        fresh.count(CURRENT),
        fresh.count(OUTDATED),
        fresh.count(MISSING),
        sum(bool(each.target) and not each.recorded for each in found),
        sum(each.origin == "machine" for each in found),
        sum(each.review is not None for each in found),
        int(leaf is not None and leaf.state == WITHHELD),
    )


def tallies(site: Site, language: str, cache: Cache | None = None) -> Iterator[Tally]:
    """One count for each page of a language, and for the words that all pages share."""
    leaves, cache = site.leaves[language], cache or Cache()
    for page in (*SHARED, *sorted(path for path, leaf in leaves.items() if leaf.state != "elsewhere")):
        make, leaf = partial(tally, site, language, page), leaves.get(page)
        found = cache.remember(f"tally {language} {page} {leaf.state} {leaf.digest}", make) if leaf else make()
        if found.fields:
            yield found
