"""Every text that is translated, with the Dutch beside it and what is known of the translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from eigentaal.schema import ADDED, INHERITED, OWN, PROSE, Spec, specs
from eigentaal.site import ELSEWHERE, Leaf, Site
from eigentaal.state import Record, Review, digest, normal
from eigentaal.text import Text
from eigentaal.yamlfile import Place

CURRENT, OUTDATED, MISSING, OPTIONAL = "current", "outdated", "missing", "optional"
"""How a translation stands beside the Dutch of now. What is optional may be missing, and is."""

Value = Text | str | tuple[str, ...]
"""What a field holds: a text, one without marks, or a list of words."""


class Unit(Struct, frozen=True):
    """One field in one language. `target` is "" where it isn't translated."""

    language: str
    page: str
    """Path of the page, or `_interface`, `_glossary`, `_organisations`, `_sets`."""
    file: str
    address: str
    spec: Spec
    source: str
    target: str
    place: Place
    record: Record | None
    parsed: tuple[Text | None, Text | None] = (None, None)
    """Both texts as they were read, where they have marks or paragraphs."""

    @property
    def freshness(self) -> str:
        """current, outdated (the Dutch isn't what was translated any more), missing, or optional."""
        if not self.target:
            return OPTIONAL if self.spec.role in (ADDED, OWN) and not self.spec.required else MISSING
        if self.record is None or self.record.source == self.source:
            return CURRENT
        return CURRENT if normal(self.source) in map(normal, self.wordings) else OUTDATED

    @property
    def wordings(self) -> tuple[str, ...]:
        """The Dutch that was translated, as it is and as it was before edits that were called minor."""
        return (self.record.source, *self.record.minor) if self.record else ()

    @property
    def recorded(self) -> bool:
        """Whether the record is about the translation as it is now; an edit by hand isn't recorded yet."""
        return self.record is not None and self.record.translation == digest(self.target)

    @property
    def origin(self) -> str:
        """person or machine; "" for a translation that nobody recorded."""
        return self.record.origin if self.record and self.recorded else ""

    @property
    def review(self) -> Review | None:
        """The review of exactly these two texts, if a reader can be told of it; a minor edit of the Dutch, or taking it
        back, changes nothing.
        """
        found = self.record.review if self.record else None
        return found if found and found.told and self._is_of(found.of) else None

    def ignores(self, check: str) -> bool:
        """Whether a finding of this check was called right, for exactly these two texts."""
        found = self.record.ignore.get(check) if self.record else None
        return found is not None and self._is_of(found.of)

    def _is_of(self, of: str) -> bool:
        if of == digest(self.source, self.target):
            return True
        if self.record is None or not self.record.minor or self.freshness != CURRENT:
            return False
        return of in [digest(each, self.target) for each in self.wordings]


def page_units(site: Site, leaf: Leaf, lists: bool = False) -> Iterator[Unit]:
    """The texts of one page, in the order of the Dutch page. Of a Dutch page they are their own source.

    With `lists` also its lists of words, which each language has for itself: nothing is recorded of these.
    """
    original = site.leaves[site.source.code][leaf.path].page
    own = original if leaf.language == site.source.code else leaf.draft
    if own is original and leaf.language != site.source.code:
        own = None  # its file can't be read: what only a translation has is missing, not gone
    records, places = site.records.get(leaf.language, {}).get(leaf.path, {}), leaf.places
    for address, spec, source, target in _pairs(original, own, "", lists):
        place = places.get(address)
        there, place = ("", leaf.at(address)) if place is None else (target, place)
        yield _unit(leaf.language, leaf.path, leaf.file, address, spec, source, there, place, records.get(address))


def _unit(
    language: str,
    page: str,
    file: str,
    address: str,
    spec: Spec,
    source: Value,
    target: Value,
    place: Place,
    record: Record | None,
) -> Unit:
    parsed = (source if isinstance(source, Text) else None, target if isinstance(target, Text) else None)
    return Unit(language, page, file, address, spec, _plain(source), _plain(target), place, record, parsed)


def shared_units(site: Site, language: str, lists: bool = False) -> Iterator[Unit]:
    """The texts of the interface, the glossary, the organisations and the sets; `lists` as for a page."""
    for name, group, entries in site.shared():
        records = site.records.get(language, {}).get(name, {})
        file = f"{site.docs}/{language}/{name}.yml"
        places = site.places.get(file, {})
        dutch = site.places.get(f"{site.docs}/{site.source.code}/{name}.yml", {})
        for key, original in entries.get(site.source.code, {}).items():
            if f"{group}[{key}]" not in dutch:
                continue  # a sentence that stays Dutch
            own = entries[language].get(key)
            for address, spec, source, target in _pairs(original, own, f"{group}[{key}]", lists):
                there = target if own is not None and address in places else ""
                place = places.get(address, places.get(f"{group}[{key}]", (1, 1)))
                yield _unit(language, name, file, address, spec, source, there, place, records.get(address))


def units(site: Site, language: str, lists: bool = False) -> Iterator[Unit]:
    """Every text that is translated into a language; `lists` as for a page."""
    yield from shared_units(site, language, lists)
    for path in sorted(site.leaves[language]):
        leaf = site.leaves[language][path]
        if leaf.state != ELSEWHERE:
            yield from page_units(site, leaf, lists)


def units_of(site: Site, language: str, page: str, lists: bool = False) -> list[Unit]:
    """The texts of one page, or of `_interface` and the like; none for a page that doesn't exist."""
    if page.startswith("_"):
        return [each for each in shared_units(site, language, lists) if each.page == page]
    leaf = site.leaves[language].get(page)
    return list(page_units(site, leaf, lists)) if leaf else []


def _pairs(original: Any, translation: Any, address: str, lists: bool) -> Iterator[tuple[str, Spec, Value, Value]]:
    """(address, spec, Dutch, translation) of every translatable field."""
    for name, spec in _translated(original.__class__, lists):
        if spec.role == ADDED and translation is original:
            continue
        here = f"{address}.{name}" if address else name
        if spec.kind == "items":
            own: Mapping[str, Any] = {each.id: each for each in getattr(translation, name, ())}
            for each in getattr(original, name):
                yield from _pairs(each, own.get(each.id), f"{here}[{each.id}]", lists)
        else:
            source = getattr(original, spec.source if spec.role == ADDED else name)
            if source:
                yield here, spec, source, getattr(translation, name, "")


@cache
def _translated(cls: type, lists: bool) -> tuple[tuple[str, Spec], ...]:
    """The fields of a record that are translated, or have such fields in them."""
    return tuple(
        (name, spec)
        for name, spec in specs(cls).items()
        if (spec.role not in (INHERITED, OWN) and spec.kind in (*PROSE, "items"))
        or (lists and spec.role == OWN and spec.source)
    )


def _plain(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return value.source if isinstance(value, Text) else value
