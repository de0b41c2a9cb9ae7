"""Which pages work on which risk factor, and whether an address such as `baby-huilt#parts[schudden]` exists."""

from __future__ import annotations

from msgspec import Struct

from eigentaal.facts import Factor
from eigentaal.schema import texts
from eigentaal.site import Leaf, Site


class Covered(Struct, frozen=True):
    """A factor and the Dutch pages that work on it, in the order of the menu."""

    factor: Factor
    parents: tuple[Leaf, ...]
    professionals: tuple[Leaf, ...]

    @property
    def count(self) -> int:
        return len(self.parents) + len(self.professionals)

    @property
    def thin(self) -> bool:
        """Whether it has fewer pages than it must have."""
        return self.count < self.factor.pages


def covered(site: Site) -> list[Covered]:
    """Every factor, by number."""
    leaves = sorted(site.leaves[site.source.code].values(), key=lambda leaf: (leaf.section, leaf.page.order, leaf.path))
    found = []
    for factor in site.factors.values():
        mine = [leaf for leaf in leaves if factor.id in leaf.page.risk_factors]
        found.append(
            Covered(
                factor,
                tuple(leaf for leaf in mine if leaf.page.kind != "professional"),
                tuple(leaf for leaf in mine if leaf.page.kind == "professional"),
            )
        )
    return found


def exists(site: Site, where: str) -> bool:
    """Whether `slug#address` names a field, or an item of a list, that the Dutch page has."""
    slug, _, address = where.partition("#")
    leaf = site.slugs(site.source.code).get(slug)
    if leaf is None or not address:
        return leaf is not None
    return any(found == address or found.startswith(f"{address}.") for found, _, _ in texts(leaf.page))
