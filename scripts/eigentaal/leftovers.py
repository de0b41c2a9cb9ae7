"""What was left untranslated in a translation: its words in other languages, names and the like taken out."""

from __future__ import annotations

import re
from itertools import chain

from eigentaal.lexicon import WORD_LETTERS, international, prose_words
from eigentaal.pairs import Pair, words_of

SENTENCE = 3
"""Words of Dutch in a row that are no chance; what is shorter may be right."""
# A foreign term of some words that is explained stands in quotation marks or parentheses.
_EXPLAINED = re.compile(r"[\"'“„«‘(]([^\"'“”„«»‘’()]{1,60})[\"'”“»’)]")


def copied(pair: Pair) -> bool:
    """Whether a translation has no words but those of the Dutch."""
    words = chain.from_iterable(map(words_of, pair.target.tokens))
    first = next(words, "")  # nearly always that one tells
    if first not in pair.source.plain or not pair.prose:
        return False
    return not first or (first in pair.source.word_set and pair.source.word_set.issuperset(words))


def left(pair: Pair) -> list[str]:
    """The words of a translation that has no words but those of the Dutch; names and the like don't count."""
    if not copied(pair):
        return []
    return [each for each in prose_words(pair.target_words) if each not in international()]


def is_sentence(words: list[str]) -> bool:
    """Whether words are more than names or an address, which begin with capitals."""
    return len(words) >= SENTENCE and sum(each[0].islower() for each in words) > 1


def own_words(pair: Pair, sentence: str) -> list[str]:
    """The words of one sentence of a translation, without names and foreign terms that it explains."""
    return WORD_LETTERS.findall(_EXPLAINED.sub(_unless_long, pair.names.left_out(sentence)))


def _unless_long(found: re.Match[str]) -> str:
    return found[0] if len(found[1].split()) > 5 else " "
