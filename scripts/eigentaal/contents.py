"""The content the way checks go through it: every text with its place, walked once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from eigentaal.model import PUBLISHED, Leaf, Site
from eigentaal.problems import ERROR, Problem, problem
from eigentaal.schema import texts
from eigentaal.text import Run, Text

T = TypeVar("T")


@dataclass(frozen=True)
class Contents:
    """A site and what its texts refer to."""

    site: Site

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Every page that a person wrote or translated, whole."""
        return [leaf for leaves in self.site.leaves.values() for leaf in leaves.values() if leaf.state == PUBLISHED]

    @cached_property
    def originals(self) -> list[Leaf]:
        """The pages of the source language, which carry the inherited fields."""
        return [leaf for leaf in self.leaves if leaf.language == self.site.source.code]

    @cached_property
    def _marks(self) -> list[tuple[Leaf, str, Run]]:
        return [
            (leaf, address, run)
            for leaf in self.leaves
            for address, _, text in texts(leaf.page)
            if isinstance(text, Text) and "[" in text.source
            for run in text.runs()
            if not isinstance(run, str)
        ]

    def marks(self, kind: type[T]) -> Iterator[tuple[Leaf, str, T]]:
        """Every reference or link of a kind: its page, the address of its field, itself."""
        return ((leaf, address, run) for leaf, address, run in self._marks if isinstance(run, kind))

    def at(self, leaf: Leaf, address: str, check: str, severity: str = ERROR, **details: object) -> Problem:
        """A problem in a field of a page."""
        return problem(leaf.file, leaf.at(address), check, severity, **details)

    def at_fact(self, address: str, check: str, severity: str = ERROR, **details: object) -> Problem:
        """A problem in a file that is no page, by the address of the field (`organisations[cjg].route`)."""
        for file, places in self.site.places.items():
            if address in places:
                return problem(file, places[address], check, severity, **details)
        return problem("docs", (1, 1), check, severity, **details)

    def at_word(self, language: str, word: str, check: str, severity: str = ERROR, **details: object) -> Problem:
        """A problem in an interface text."""
        for file, places in self.site.places.items():
            if file.endswith(f"/{language}/_interface.yml") and f"words[{word}]" in places:
                return problem(file, places[f"words[{word}]"], check, severity, **details)
        return problem("docs", (1, 1), check, severity, **details)
