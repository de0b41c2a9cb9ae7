"""A sentence of a translation is still Dutch.

Why: the reader misses what it says, in the middle of a text that can be read.
Example: `Randevu alabilirsiniz. Bel als u vragen hebt.`
Mend: translate the sentence. A Dutch sentence that must stay is marked: `[[nl:Ik wil graag een tolk]]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.checks.untranslated_text import is_sentence, left
from eigentaal.lexicon import dutch_words
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
_LETTERS = re.compile(r"[^\W\d_]+")
# A Dutch term of some words that is explained stands in quotation marks or parentheses.
_EXPLAINED = re.compile(r"[\"'“„«‘(]([^\"'“”„«»‘’()]{1,60})[\"'”“»’)]")


def find(pair: Pair) -> Iterator[Details]:
    small = dutch_words(pair.language.code)
    if not pair.prose or small.isdisjoint(pair.target.words) or is_sentence(left(pair)):
        return
    dutch = frozenset(pair.source.words)
    for sentence in pair.target.sentences:
        text = pair.names.sub(" ", sentence) if pair.names else sentence
        if _is_dutch(_LETTERS.findall(_EXPLAINED.sub(_unless_long, text)), small, dutch):
            yield {"sentence": sentence}


def _unless_long(found: re.Match[str]) -> str:
    return found[0] if len(found[1].split()) > 5 else " "


def _is_dutch(words: list[str], small: frozenset[str], dutch: frozenset[str]) -> bool:
    """Four words or more, a quarter of them small words of Dutch, and not only those of a name."""
    hits = sum(each in small for each in words)
    same = sum(each in dutch and each[0].islower() for each in words if each not in small)
    if len(words) < 4 or not hits:
        return False
    if hits * 4 >= len(words):
        return hits > 2 or (same > 0 if hits > 1 else same * 2 >= len(words) - 1)
    return hits > 2 and same > 0
