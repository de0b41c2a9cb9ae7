"""What checks ask of every token of every text, answered once for each token there is.

A token is what stands between white space; the texts of a large site have some thousands of them. The answers are kept
as one number for a token, a bit for each question, so that a text is gone through once for all questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, reduce
from operator import and_, or_
from typing import Protocol, TypeVar

T = TypeVar("T")

Question = Callable[[str], object]
"""Of a token; what it answers counts as yes or no."""

Make = Callable[[str], Question | None]
"""Of the code of a language what asks it; None where the answer is always no."""

_SOURCE = "nl"

_questions: list[tuple[Make, bool]] = []
"""And whether the answer can be yes for a token of letters only."""


class Tokens(Protocol):
    """A text as it is asked about."""

    language: str
    tokens: list[str]
    traits: int
    """See `of_tokens`."""


class AnyOf:
    """Whether a text has one of some traits; written `one | other`."""

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __call__(self, text: Tokens) -> bool:
        return text.traits & self.bits != 0

    def __or__(self, other: AnyOf) -> AnyOf:
        return AnyOf(self.bits | other.bits)


class Trait(AnyOf):
    """A question of a text: whether any of its tokens, with the marks or without, has it.

    Made while its module is loaded, as a decorator where it has a name: a text that was made before isn't asked.
    """

    def __init__(self, make: Make, letters: bool = True) -> None:
        """Without `letters` a token of nothing else isn't asked."""
        super().__init__(1 << len(_questions))
        _questions.append((make, letters))
        _answers.cache_clear()

    def side_by_side(self, text: Tokens) -> bool:
        """Whether two tokens that follow each other have it."""
        has = list(map(self.bits.__and__, map(_answers(text.language), text.tokens)))
        return any(map(and_, has, has[1:]))


def of_translation(make: Make) -> Trait:
    """A trait that is never asked of a Dutch text, for what is only looked for in translations."""
    return Trait(lambda language: None if language == _SOURCE else make(language))


def of_tokens(tokens: Iterable[str], language: str) -> int:
    """The traits of all these tokens together."""
    return reduce(or_, set(map(_answers(language), tokens)), 0)  # most tokens have the same: none


def kept(make: Callable[[str], T]) -> Callable[[str], T]:
    """Keeps what a function says of each token; a quarter faster than functools.cache, for millions are asked."""
    return _Kept(make).__getitem__


class _Kept(dict[str, T]):
    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, token: str) -> T:
        found = self[token] = self.make(token)
        return found


@cache
def _answers(language: str) -> Callable[[str], int]:
    """Tells of a token the answers to all questions, a bit each."""
    made = [(1 << at, make(language), letters) for at, (make, letters) in enumerate(_questions)]
    every = [(bit, question) for bit, question, _ in made if question]
    of_letters = [(bit, question) for bit, question, letters in made if question and letters]

    def answer(token: str) -> int:
        found = 0
        for bit, question in of_letters if token.isalpha() else every:
            if question(token):
                found |= bit
        return found

    return kept(answer)
