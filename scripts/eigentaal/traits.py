"""What checks ask of every token of every text, answered once for each token there is.

A token is what stands between white space; the texts of a large site have some thousands of them. The answers are kept
as one number for a token, a bit for each question, so that a text is gone through once for all questions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, reduce
from itertools import chain
from operator import and_, or_

from eigentaal.pairs import Prose

Question = Callable[[str, str], object]
"""Of a token and the code of its language; what it answers counts as yes or no."""

_questions: list[Question] = []


class Trait:
    """A question of a text: whether any of its tokens, with the marks or without, has it.

    For functions of a module, as a decorator: a text isn't asked again for a question that comes later.
    """

    def __init__(self, question: Question) -> None:
        self._bit = 1 << len(_questions)
        _questions.append(question)
        _answers.cache_clear()

    def __call__(self, prose: Prose, language: str) -> bool:
        known = prose.traits.get(language)
        return (known if known is not None else _look(prose, language)) & self._bit != 0

    def side_by_side(self, prose: Prose, language: str) -> bool:
        """Whether two tokens that follow each other have it."""
        answers = [_answers(language)[token] & self._bit for token in prose.tokens]
        return any(map(and_, answers, answers[1:]))


def _look(prose: Prose, language: str) -> int:
    tokens = prose.tokens if prose.raw_tokens is prose.tokens else chain(prose.tokens, prose.raw_tokens)
    found = prose.traits[language] = reduce(or_, map(_answers(language).__getitem__, tokens), 0)
    return found


class _Answers(dict[str, int]):
    """Token → a bit for each question, in one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, token: str) -> int:
        answers = (bool(question(token, self.language)) << at for at, question in enumerate(_questions))
        found = self[token] = sum(answers)
        return found


@cache
def _answers(language: str) -> _Answers:
    return _Answers(language)
