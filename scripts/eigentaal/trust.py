"""What a reader may know of a text: who made it, who looked at it, whether the Dutch has changed since."""

from __future__ import annotations

from msgspec import Struct

from eigentaal.site import PUBLISHED, Leaf, Site
from eigentaal.state import Review
from eigentaal.units import OUTDATED, Unit, page_units


class Trust(Struct, frozen=True):
    """`origin`: machine, person, or "" where it isn't recorded for every field. One field made by a machine counts."""

    origin: str
    review: Review | None
    """The latest review, if every field of the page was reviewed as it is now."""
    outdated: bool


UNKNOWN = Trust("", None, False)


def trust(site: Site, leaf: Leaf) -> Trust:
    """The trust in a page that is shown. Freshness, origin and review are looked at apart: none hides another."""
    if leaf.state != PUBLISHED or not site.records.get(leaf.language, {}).get(leaf.path):
        return UNKNOWN
    units = [each for each in page_units(site, leaf) if each.target]
    reviews = [each.review for each in units]
    seen = [each for each in reviews if each is not None]
    whole = max(seen, key=lambda each: each.date) if seen and len(seen) == len(reviews) else None
    translated = leaf.language != site.source.code
    return Trust(_origin(units), whole, translated and any(each.freshness == OUTDATED for each in units))


def _origin(units: list[Unit]) -> str:
    if any(each.origin == "machine" for each in units):
        return "machine"
    return "person" if units and all(each.origin == "person" for each in units) else ""
