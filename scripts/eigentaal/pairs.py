"""A Dutch text and its translation as the checks compare them: marks taken out, words and facts found once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from eigentaal.model import Language, Term
from eigentaal.text import (
    Bold,
    FactRef,
    Listing,
    OwnLanguage,
    PageLink,
    Paragraph,
    Quote,
    Run,
    TermRef,
    Text,
    parse_rich,
)
from eigentaal.units import Unit

_LETTERS = r"(?:[^\W\d_][\u064b-\u065f\u0670]*)+"  # Arabic vowel signs belong to the letter before them
_WORD = re.compile(rf"{_LETTERS}(?:[’']{_LETTERS})?")
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])[\s\"”’»)]*\s+|\n+")


class Prose:
    """One text, looked at in the ways checks need; each way is worked out once."""

    def __init__(self, source: str) -> None:
        self.raw = source

    @cached_property
    def text(self) -> Text:
        """Its blocks and runs. A field of one line is one paragraph."""
        return parse_rich(self.raw, lambda *_: None)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        return tuple(self.text.runs())

    @cached_property
    def plain(self) -> str:
        """What a reader reads, one line a block or list item; a fact is a space, Dutch quotes are left out."""
        lines = []
        for block in self.text.blocks:
            for runs in (block.runs,) if isinstance(block, Paragraph) else block.items:
                lines.append("".join(_shown(run) for run in runs))
        return "\n".join(lines)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.plain))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        return tuple(each.strip() for each in _SENTENCE_END.split(self.plain) if each.strip())

    @cached_property
    def shape(self) -> tuple[str, ...]:
        """The blocks in order: "p", "ul 3", "ol 2"."""
        return tuple(
            f"{'ol' if block.ordered else 'ul'} {len(block.items)}" if isinstance(block, Listing) else "p"
            for block in self.text.blocks
        )

    @property
    def has_list(self) -> bool:
        return any(kind != "p" for kind in self.shape)


def _shown(run: Run) -> str:
    match run:
        case str():
            return run
        case Bold(text) | PageLink(text) | TermRef(text):
            return text
        case FactRef() | OwnLanguage() | Quote():
            return " "
        case _:
            raise AssertionError(run)


@dataclass(frozen=True)
class Pair:
    """A field in Dutch and in one other language, with what a check may want to know beside it."""

    unit: Unit
    source: Prose
    target: Prose
    language: Language
    terms: Mapping[str, Term]
    """The Dutch glossary, by id."""
    own_terms: Mapping[str, Term]
    """The glossary of the translation, by id."""
    names: re.Pattern[str] | None
    """Finds Dutch names and words that stay Dutch."""

    @property
    def prose(self) -> bool:
        """Whether the target is text in the reader's language (the sound of a Dutch sentence isn't)."""
        return not self.unit.address.endswith(".sound")

    @property
    def accidental_list(self) -> bool:
        """Whether only the translation has lists."""
        return self.target.has_list and not self.source.has_list

    @cached_property
    def target_words(self) -> str:
        """The translation without Dutch names and words that rightly stay Dutch."""
        return self.names.sub(" ", self.target.plain) if self.names else self.target.plain

    @cached_property
    def source_words(self) -> str:
        return self.names.sub(" ", self.source.plain) if self.names else self.source.plain
