"""A sentence of a translation is English.

Why: machines translate by way of English and leave some behind, and people copy from sites in English; the reader chose
another language.
Example: `Randevu alabilirsiniz. Please call us.`
Mend: translate the sentence. An English name that must stay can stand between quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.leftovers import own_words
from eigentaal.lexicon import base, english_words
from eigentaal.pairs import Pair, has_one_of
from eigentaal.problems import ERROR
from eigentaal.traits import Question, of_translation

SEVERITY = ERROR


@of_translation
def _english(language: str) -> Question:
    return has_one_of(english_words(language))


WHERE = _english


def find(pair: Pair) -> Iterator[Details]:
    if not pair.prose or base(pair.language.code) == "en":
        return
    words, small = pair.target.words, english_words(pair.language.code)
    if len(words) < 3 or sum(map(small.__contains__, words)) < 2:
        return
    dutch = pair.source.word_set
    for sentence in pair.target.sentences:
        rest = [each for each in own_words(pair, sentence) if each not in dutch]
        hits = len([each for each in rest if each in small])
        if len(rest) > 2 and hits > 1 and hits * 4 >= len(rest):
            yield {"sentence": sentence}
