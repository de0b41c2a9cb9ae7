"""A text of several words is still Dutch: all its words stand in the Dutch text.

Why: the reader chose another language and gets a text that can't be read.
Example: the Turkish page has `Bel als u vragen hebt.`
Mend: translate the text. A Dutch sentence that must stay is marked: `[[nl:Ik wil graag een tolk]]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.lexicon import international, prose_words
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
_SENTENCE = 3  # words; what is shorter may be right by chance


def find(pair: Pair) -> Iterator[Details]:
    words = left(pair)
    if is_sentence(words):
        yield {"words": " ".join(words[:5])}


def left(pair: Pair) -> list[str]:
    """The words of a translation that has no words but those of the Dutch; names and the like don't count."""
    dutch = pair.source.words
    if not pair.prose or not all(each in dutch for each in pair.target.words):
        return []
    return [each for each in prose_words(pair.target_words) if each not in international()]


def is_sentence(words: list[str]) -> bool:
    """Whether words are more than names or an address, which begin with capitals."""
    return len(words) >= _SENTENCE and sum(each[0].islower() for each in words) > 1
