"""What checks ask of every token of every text, answered once for each token there is.

A token is what stands between white space; the texts of a large site have some thousands of them. The answers are kept
as one number for a token, a bit for each question, so that a text is gone through once for all questions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, reduce
from operator import or_
from typing import Protocol, TypeVar

T = TypeVar("T")

Question = Callable[[str, str], object]
"""Of a token and the code of its language; what it answers counts as yes or no."""

_questions: list[tuple[Question, str, bool]] = []
"""With the one language for which it can be yes ("" is all), and whether it can be for a token of letters only."""


class Tokens(Protocol):
    """A text as it is asked about."""

    language: str
    tokens: list[str]
    traits: int
    """See `of_tokens`."""


class Trait:
    """A question of a text: whether any of its tokens, with the marks or without, has it.

    For functions of a module, as a decorator: a text that was made before isn't asked.
    """

    def __init__(self, question: Question, language: str = "", letters: bool = True) -> None:
        """The answer is no without asking: in another language, and without `letters` of a token of nothing else."""
        self.bit = 1 << len(_questions)
        _questions.append((question, language, letters))
        _answers.cache_clear()

    def __call__(self, text: Tokens) -> bool:
        return text.traits & self.bit != 0

    def side_by_side(self, text: Tokens) -> bool:
        """Whether two tokens that follow each other have it."""
        answers, before = _answers(text.language), 0
        for token in text.tokens:
            bits = answers(token)
            if bits & before & self.bit:
                return True
            before = bits
        return False


def of_tokens(tokens: Iterable[str], language: str) -> int:
    """The traits of all these tokens together."""
    return reduce(or_, map(_answers(language), tokens), 0)


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

    code = language.partition("-")[0]
    asked = [(1 << at, *each) for at, each in enumerate(_questions) if each[1] in ("", code)]
    every = [(bit, question) for bit, question, _, _ in asked]
    of_letters = [(bit, question) for bit, question, _, letters in asked if letters]

    def answer(token: str) -> int:
        found = 0
        for bit, question in of_letters if token.isalpha() else every:
            if question(token, language):
                found |= bit
        return found

    return kept(answer)
