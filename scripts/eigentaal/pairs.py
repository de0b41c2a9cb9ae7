"""A Dutch text and its translation as the checks compare them: marks taken out, words and facts found once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from functools import wraps
from itertools import chain
from typing import Any, Generic, TypeVar, overload

from msgspec import Struct

from eigentaal.bidi import name_pattern
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
from eigentaal.traits import Question, kept, of_tokens
from eigentaal.units import Unit
from eigentaal.wording import Term

_LETTERS = r"(?:[^\W\d_][\u064b-\u065f\u0670]*)+"  # Arabic vowel signs belong to the letter before them
_WORD = re.compile(rf"{_LETTERS}(?:[’']{_LETTERS})?")
END_MARKS = ".!?\u2026\u061f\u06d4\u1362\u1367\u1368\u0964\u3002\uff01\uff1f"
"""What a sentence may end with: Latin, Arabic and Urdu, Ethiopic, Devanagari and Chinese."""
_SENTENCE_END = re.compile(rf"(?<=[{END_MARKS}])[\s\"”’»)]*\s+|\n+")
_ENDS_WITHIN = re.compile(rf"[{END_MARKS}][\s\"”’»)]|\n")
"""A first look, which most texts of one sentence need no more than."""


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
    """One text, looked at in the ways checks need: what all of them need at once, the rest when it is asked for."""

    __slots__ = ("__dict__", "language", "plain", "raw", "text", "tokens", "traits")

    def __init__(self, source: str, language: str, parsed: Text | None = None) -> None:
        """`parsed` is what the loader made of it, where it is known."""
        self.raw, self.language = source, language
        self.text = parse_rich(source, lambda *_: None) if parsed is None else parsed
        """Its blocks and runs. A field of one line is one paragraph."""
        self.plain, marked = _read(self.text)
        """What a reader reads, one line a block or list item; a fact is a space, Dutch quotes are left out."""
        self.tokens = list(map(_same, self.plain.split()))
        """What stands between white space. A text of thousands shares its tokens with the others, so a check that asks
        something of each token, and keeps the answers, has them at once."""
        self.traits = of_tokens(chain(self.tokens, source.split()) if marked else self.tokens, language)
        """What is known of its tokens, with the marks and without; see `traits.py`."""

    @once
    def runs(self) -> tuple[Run, ...]:
        return tuple(self.text.runs())

    @once
    def token_set(self) -> frozenset[str]:
        return frozenset(self.tokens)

    @once
    def word_set(self) -> frozenset[str]:
        return frozenset(self.words)

    @once
    def words(self) -> tuple[str, ...]:
        return tuple(chain.from_iterable(map(words_of, self.tokens)))

    @once
    def sentences(self) -> tuple[str, ...]:
        text = self.plain.strip()
        if not _ENDS_WITHIN.search(text):
            return (text,) if text else ()
        return tuple(each.strip() for each in _SENTENCE_END.split(text) if each.strip())

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


def _read(text: Text) -> tuple[str, bool]:
    """What a reader reads of a text, and whether it has any marks."""
    if len(text.blocks) == 1 and isinstance(text.blocks[0], Paragraph):
        runs = text.blocks[0].runs
        if len(runs) == 1 and isinstance(runs[0], str):
            return runs[0], False  # nearly always
    lines, marked = [], False
    for block in text.blocks:
        marked |= isinstance(block, Listing)
        for runs in block.items if isinstance(block, Listing) else (block.runs,):
            lines.append("".join(map(_shown, runs)))
            marked |= len(runs) != 1 or not isinstance(runs[0], str)
    return "\n".join(lines), marked


_same = kept(lambda token: token)
"""One object for equal tokens: what is kept of a token is found at once, and texts take less memory."""


@kept
def words_of(token: str) -> list[str]:
    """The words in a token."""
    return _WORD.findall(token)


def has_one_of(words: AbstractSet[str]) -> Question:
    """Asks of a token whether it has one of these words, for a trait."""
    return lambda token: not words.isdisjoint(words_of(token))


def of_glossary(make: Callable[[Mapping[str, Term], str], T]) -> Callable[[Mapping[str, Term], str], T]:
    """Keeps what a function makes of a glossary in a language, as long as that is the one at hand."""
    known: dict[str, tuple[Mapping[str, Term], T]] = {}

    def found(terms: Mapping[str, Term], language: str) -> T:
        if language not in known or known[language][0] is not terms:
            known[language] = (terms, make(terms, language))
        return known[language][1]

    return wraps(make)(found)


def of_source(make: Callable[[Pair], T]) -> Callable[[Pair], T]:
    """Keeps what a function finds in the Dutch of a pair with that text: all translations of it share the answer."""
    return _kept(make, lambda pair: pair.source)


def of_target(make: Callable[[Pair], T]) -> Callable[[Pair], T]:
    """Keeps what a function finds in the translation of a pair with that text: all checks share the answer."""
    return _kept(make, lambda pair: pair.target)


def _kept(make: Callable[[Pair], T], side: Callable[[Pair], Prose]) -> Callable[[Pair], T]:
    name = f"{make.__module__}.{make.__qualname__}"

    def found(pair: Pair) -> T:
        known = side(pair).__dict__
        if name not in known:
            known[name] = make(pair)
        answer: T = known[name]
        return answer

    return wraps(make)(found)


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


class Names:
    """Dutch names, and words that stay Dutch."""

    def __init__(self, names: frozenset[str], towns: tuple[str, ...] = ()) -> None:
        """`towns`: what a translation writes in its own way where a name ends with it, as in "CJG Den Haag"."""
        self.pattern = name_pattern(names)
        ends = rf"|(?: in)? (?:{'|'.join(map(re.escape, towns))})$" if towns else ""
        self._around = re.compile(f"^(?:De|Het) {ends}")
        begins = name_pattern(frozenset(each.split()[0] for each in names))
        self._begins = kept(lambda token: begins is not None and begins.search(token) is not None)

    def within(self, prose: Prose) -> list[re.Match[str]]:
        """Where they stand in a text."""
        return list(self.pattern.finditer(prose.plain)) if self.pattern and any(map(self._begins, prose.tokens)) else []

    def short(self, name: str) -> str:
        """A name without its article and the town behind it."""
        return self._around.sub("", name)

    def left_out(self, text: str) -> str:
        """A text with a space in the place of each."""
        return self.pattern.sub(" ", text) if self.pattern else text


class Pair(Struct, frozen=True, dict=True):
    """A field in Dutch and in one other language, with what a check may want to know beside it."""

    unit: Unit
    source: Prose
    target: Prose
    language: Language
    terms: Mapping[str, Term]
    """The Dutch glossary, by id."""
    own_terms: Mapping[str, Term]
    """The glossary of the translation, by id."""
    names: Names

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
        return self.names.left_out(self.target.plain)


@of_source
def named(pair: Pair) -> list[re.Match[str]]:
    """The Dutch names that stand in the Dutch text."""
    return pair.names.within(pair.source)


def linked(pair: Pair) -> bool:
    """Whether there is a link or an explained word in it, on either side."""
    return "](" in pair.target.raw or "](" in pair.source.raw


def is_sound(pair: Pair) -> bool:
    """Whether it is the sound of a Dutch sentence."""
    return not pair.prose


def reshaped(pair: Pair) -> bool:
    """Whether its paragraphs and lists aren't those of the Dutch."""
    return pair.unit.spec.kind == "rich" and pair.source.shape != pair.target.shape
