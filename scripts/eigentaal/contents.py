"""The content the way checks go through it: every text with its place, walked once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from eigentaal.cache import fingerprint
from eigentaal.html import known_names
from eigentaal.pairs import Names, Pair, Prose
from eigentaal.problems import ERROR, Problem, problem
from eigentaal.schema import INHERITED, Spec, texts
from eigentaal.site import PUBLISHED, SHARED, Leaf, Site
from eigentaal.text import Run, Text
from eigentaal.units import Unit, page_units, shared_units
from eigentaal.yamlfile import Place

T = TypeVar("T")


class Contents(Struct, frozen=True, dict=True):
    """A site and what its texts refer to."""

    site: Site
    only: str | None = None
    """The path of the one page to look at, "" for the words that all pages share; None is everything."""

    whole: Contents | None = None
    """What it is a page of, which works out once what holds for all pages."""

    def page(self, path: str) -> Contents:
        """One page in all its languages, or the shared words (see `only`)."""
        return Contents(self.site, path, self)

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Every page that a person wrote or translated, whole."""
        return [
            leaf
            for leaves in self.site.leaves.values()
            for leaf in (leaves.values() if self.only is None else [leaves[self.only]] if self.only else [])
            if leaf.state == PUBLISHED
        ]

    @cached_property
    def originals(self) -> list[Leaf]:
        """The pages of the source language, which carry the inherited fields."""
        return [leaf for leaf in self.leaves if leaf.language == self.site.source.code]

    @cached_property
    def texts(self) -> list[tuple[Leaf, str, Spec, Text | str]]:
        """Every text of the pages: its page, the address of its field, what the field is, itself."""
        return [(leaf, address, spec, text) for leaf in self.leaves for address, spec, text in texts(leaf.page)]

    def written(self, wanted: str = "") -> Iterator[tuple[str, str, Place, str, str]]:
        """Every text that stands in a file, of the shared words too: language, file, place, address, text.

        `wanted` is a language, every one by default.
        """
        for leaf, address, _, value in self.texts:
            if wanted in ("", leaf.language) and address in leaf.places:
                yield leaf.language, leaf.file, leaf.places[address], address, _source(value)
        for name, group, entries in () if self.only else self.site.shared():
            for language, known in entries.items():
                if wanted not in ("", language):
                    continue
                file = f"{self.site.docs}/{language}/{name}.yml"
                places = self.site.places.get(file, {})
                for key, each in known.items():
                    for address, _, value in texts(each, f"{group}[{key}]"):
                        if address in places:
                            yield language, file, places[address], address, _source(value)

    @cached_property
    def _marks(self) -> list[tuple[Leaf, str, Run]]:
        return [
            (leaf, address, run)
            for leaf in self.leaves
            for address, spec, run in leaf.marks
            if leaf.language == self.site.source.code or spec.role != INHERITED  # a Dutch sentence is told of once
        ]

    def marks(self, kind: type[T]) -> Iterator[tuple[Leaf, str, T]]:
        """Every reference or link of a kind: its page, the address of its field, itself."""
        return ((leaf, address, run) for leaf, address, run in self._marks if isinstance(run, kind))

    @cached_property
    def groups(self) -> list[tuple[str, str]]:
        """Language and page of everything that is translated."""
        others = [each.code for each in self.site.languages[1:]]
        paths = ["", *self.site.leaves[self.site.source.code]] if self.only is None else [self.only]
        return [(code, path) for code in others for path in paths if not path or self.site.leaves[code][path].draft]

    def units(self, group: tuple[str, str]) -> list[Unit]:
        """The texts of a page in a language; the page "" stands for the shared words."""
        found = self._units.get(group)
        if found is None:
            language, path = group
            leaf = self.site.leaves[language][path] if path else None
            found = self._units[group] = list(
                page_units(self.site, leaf) if leaf else shared_units(self.site, language)
            )
        return found

    @cached_property
    def _units(self) -> dict[tuple[str, str], list[Unit]]:
        return {}

    def pairs(self, group: tuple[str, str]) -> Iterator[Pair]:
        """The texts of a page that are translated."""
        language, dutch = self.site.language(group[0]), self.site.source.code
        terms, own = self.site.glossary[dutch], self.site.glossary[language.code]
        for unit in self.units(group):
            if unit.target:
                source = self.prose(unit.source, dutch, unit.parsed[0])
                target = self.prose(unit.target, language.code, unit.parsed[1])
                yield Pair(unit, source, target, language, terms, own, self._names)

    def prose(self, source: str, language: str, parsed: Text | None = None) -> Prose:
        """A text, looked at once for all checks; Dutch for all languages."""
        known = self._prose[language]
        found = known.get(source)
        if found is None:
            found = known[source] = Prose(source, language, parsed)
        return found

    @cached_property
    def _prose(self) -> dict[str, dict[str, Prose]]:
        return {each.code: {} for each in self.site.languages}

    @cached_property
    def _names(self) -> Names:
        return self.whole._names if self.whole else Names(known_names(self.site), self.site.towns)

    @cached_property
    def _common(self) -> str:
        shared = (
            self.site.languages,
            self.site.organisations,
            self.site.glossary,
            self.site.interface,
            self.site.descriptions,
            self.site.sets,
            self.site.towns,
            self.site.districts,
        )
        return fingerprint(repr(shared))

    def digest(self, path: str) -> str:
        """Names everything that the findings in a page depend on, in all its languages; "" is the shared words."""
        if path:
            own = self.site.leaves[self.site.source.code][path].digest
        else:
            records = [records.get(each, {}) for records in self.site.records.values() for each in SHARED]
            own = repr((records, self.site.places))
        return fingerprint(repr((path, own, self._common)))

    def in_pair(self, pair: Pair, check: str, severity: str, details: dict[str, str]) -> Problem:
        """A problem in a translation, with both texts."""
        unit = pair.unit
        both = {"field": unit.address, "source": unit.source, "target": unit.target}
        return problem(unit.file, unit.place, check, severity, **{**both, **details})

    def at(self, leaf: Leaf, address: str, check: str, severity: str = ERROR, **details: object) -> Problem:
        """A problem in a field of a page."""
        return problem(leaf.file, leaf.at(address), check, severity, **details)

    def at_fact(self, address: str, check: str, severity: str = ERROR, **details: object) -> Problem:
        """A problem in a file that is no page, by the address of the field (`organisations[cjg].route`)."""
        for file, places in self.site.places.items():
            if address in places:
                return problem(file, places[address], check, severity, **details)
        return problem(self.site.docs, (1, 1), check, severity, **details)

    def at_word(self, language: str, word: str, check: str, severity: str = ERROR, **details: object) -> Problem:
        """A problem in an interface text."""
        for file, places in self.site.places.items():
            if file.endswith(f"/{language}/_interface.yml") and f"words[{word}]" in places:
                return problem(file, places[f"words[{word}]"], check, severity, **details)
        return problem(self.site.docs, (1, 1), check, severity, **details)


def _source(value: Text | str) -> str:
    return value if isinstance(value, str) else value.source
