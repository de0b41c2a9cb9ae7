"""A sentence of a translation is still Dutch.

Why: the reader misses what it says, in the middle of a text that can be read.
Example: `Randevu alabilirsiniz. Bel als u vragen hebt.`
Mend: translate the sentence. A Dutch sentence that must stay is marked: `[[nl:Ik wil graag een tolk]]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.leftovers import is_sentence, left, own_words
from eigentaal.lexicon import all_dutch_words, dutch_words
from eigentaal.pairs import Pair, has_one_of
from eigentaal.problems import ERROR
from eigentaal.traits import Question, of_translation

SEVERITY = ERROR


@of_translation
def _small(language: str) -> Question:
    """Whether there is a small word of Dutch in it."""
    return has_one_of(dutch_words(language))


def _alike(pair: Pair) -> bool:
    """A first look: what was left is Dutch, or stands in the Dutch text, with its commas and full stops."""
    if _small(pair.target):
        return pair.prose
    dutch, tokens = pair.source.token_set, pair.target.tokens
    return not dutch.isdisjoint(tokens) and pair.prose and sum(map(dutch.__contains__, tokens)) > 1


WHERE = _alike


def find(pair: Pair) -> Iterator[Details]:
    words, dutch, small = pair.target.words, pair.source.word_set, dutch_words(pair.language.code)
    if len(words) < 3 or (small.isdisjoint(words) and sum(map(dutch.__contains__, words)) < 3):
        return
    if is_sentence(left(pair)):
        return  # that is untranslated-text
    for sentence in pair.target.sentences:
        rest = own_words(pair, sentence)
        if _copied(rest, dutch) or _reads_as_dutch(rest, small, all_dutch_words()):
            yield {"sentence": sentence}


def _copied(words: list[str], dutch: frozenset[str]) -> bool:
    """Whether nearly all words stand in the Dutch text, and they aren't only names."""
    same = [each for each in words if each in dutch]
    return len(same) > 2 and len(same) * 4 >= len(words) * 3 and sum(each[0].islower() for each in same) > 1


def _reads_as_dutch(words: list[str], small: frozenset[str], also_elsewhere: frozenset[str]) -> bool:
    """Four words or more, a quarter of them small words of Dutch, and not only those of a name."""
    if len(words) < 4 or not any(each[0].islower() and each not in also_elsewhere for each in words):
        return False
    hits = sum(each in small for each in words)
    if hits > 1:
        return hits * 4 >= len(words)
    return hits > 0 and sum(each in also_elsewhere for each in words) * 5 >= len(words) * 2
