"""A Dutch text and its translation as the checks compare them: marks taken out, words and facts found once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from eigentaal.language import Language
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
from eigentaal.wording import Term

_LETTERS = r"(?:[^\W\d_][\u064b-\u065f\u0670]*)+"  # Arabic vowel signs belong to the letter before them
_WORD = re.compile(rf"{_LETTERS}(?:[’']{_LETTERS})?")
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])[\s\"”’»)]*\s+|\n+")


T = TypeVar("T")


class once(Generic[T]):
    """A property that is worked out once, like cached_property but without its lock: a million are asked for."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make, self.__doc__ = make, make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, thing: None, owner: type) -> once[T]: ...
    @overload
    def __get__(self, thing: object, owner: type) -> T: ...
    def __get__(self, thing: object, owner: type) -> Any:
        if thing is None:
            return self
        made = thing.__dict__[self.name] = self.make(thing)
        return made


class Prose:
    """One text, looked at in the ways checks need; each way is worked out once."""

    def __init__(self, source: str, parsed: Text | None = None) -> None:
        """`parsed` is what the loader made of it, where it is known."""
        self.raw = source
        if parsed is not None:
            self.__dict__["text"] = parsed

    @once
    def text(self) -> Text:
        """Its blocks and runs. A field of one line is one paragraph."""
        return parse_rich(self.raw, lambda *_: None)

    @once
    def runs(self) -> tuple[Run, ...]:
        return tuple(self.text.runs())

    @once
    def plain(self) -> str:
        """What a reader reads, one line a block or list item; a fact is a space, Dutch quotes are left out."""
        lines = []
        for block in self.text.blocks:
            for runs in (block.runs,) if isinstance(block, Paragraph) else block.items:
                lines.append("".join(_shown(run) for run in runs))
        return "\n".join(lines)

    @once
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.plain))

    @once
    def sentences(self) -> tuple[str, ...]:
        return tuple(each.strip() for each in _SENTENCE_END.split(self.plain) if each.strip())

    @once
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

    @once
    def prose(self) -> bool:
        """Whether the target is text in the reader's language (the sound of a Dutch sentence isn't)."""
        return not self.unit.address.endswith(".sound")

    @property
    def accidental_list(self) -> bool:
        """Whether only the translation has lists."""
        return self.target.has_list and not self.source.has_list

    @once
    def target_words(self) -> str:
        """The translation without Dutch names and words that rightly stay Dutch."""
        return self.names.sub(" ", self.target.plain) if self.names else self.target.plain

    @once
    def source_words(self) -> str:
        return self.names.sub(" ", self.source.plain) if self.names else self.source.plain
