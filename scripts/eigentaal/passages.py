"""What the checks of literals look through: every text that someone wrote, walked once, and the figures in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from eigentaal.contents import Contents
from eigentaal.figures import figured, figures, whole
from eigentaal.numerals import begins_number, fold, numerals
from eigentaal.pairs import Prose
from eigentaal.problems import Problem
from eigentaal.schema import INHERITED, TRANSLATED
from eigentaal.site import Leaf
from eigentaal.text import Text
from eigentaal.traits import Trait


class Passage(Struct, frozen=True, dict=True):
    """A text that someone wrote, in any language, in which a figure, a time or a term may stand."""

    leaf: Leaf
    address: str
    prose: Prose

    @cached_property
    def text(self) -> str:
        """What a reader reads, folded."""
        return fold(whole(self.prose))

    @cached_property
    def figured(self) -> bool:
        """Whether there may be a figure in it."""
        return figured(self.prose)

    def says(self, pattern: str) -> bool:
        """Whether a pattern of its language, "unit" or "opening", is found, marks and all: a first look."""
        own = numerals(self.leaf.language)
        return _MAY_SAY[pattern](self.prose) and own.pattern(pattern).search(self.prose.raw) is not None

    def counts(self) -> bool:
        """Whether it may say how many there are of something: in digits, in a word, or with a dual."""
        own = numerals(self.leaf.language)
        return _MAY_COUNT(self.prose) or own.pattern("dual").search(self.text) is not None


def passages(contents: Contents) -> list[Passage]:
    """The texts of the pages, walked once for all checks. What the Dutch page passes on is looked at there."""
    found: list[Passage] | None = contents.__dict__.get("_passages")
    if found is None:
        found = contents.__dict__["_passages"] = [
            Passage(leaf, address, prose)
            for leaf, address, spec, text in contents.texts
            if spec.role == TRANSLATED or (spec.role == INHERITED and leaf.language == contents.site.source.code)
            for prose in (_prose(contents, text, leaf.language),)
            if _MAY_HAVE(prose)
        ]
    return found


def _prose(contents: Contents, text: Text | str, language: str) -> Prose:
    return contents.prose(text, language) if isinstance(text, str) else contents.prose(text.source, language, text)


def _may_say(pattern: str) -> Trait:
    """Whether it may begin what a pattern finds."""
    return Trait(lambda language: numerals(language).begins_with(pattern).search)


_MAY_SAY = {"unit": _may_say("unit"), "opening": _may_say("opening")}
"""What tells of a term, and of opening hours."""
_MAY_COUNT = figured | begins_number
_MAY_HAVE = figured | _MAY_SAY["unit"] | _MAY_SAY["opening"]


def literals(contents: Contents, check: str, *kinds: str, spared: Collection[str] = ()) -> Iterator[Problem]:
    """A problem for every figure of these kinds that a text writes out."""
    for each in passages(contents):
        if each.figured:
            for figure in figures(each.text, each.leaf.language):
                if figure.kind in kinds and figure.shown not in spared:
                    yield contents.at(each.leaf, each.address, check, found=figure.shown, field=each.address)


def written(contents: Contents, those: Iterable[Passage], check: str, pattern: str) -> Iterator[Problem]:
    """A problem for every text in which a pattern of its language is found."""
    for each in those:
        found = numerals(each.leaf.language).pattern(pattern).search(each.text)
        if found:
            yield contents.at(each.leaf, each.address, check, found=found[0], field=each.address)
