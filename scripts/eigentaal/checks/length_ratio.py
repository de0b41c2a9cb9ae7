"""A translation is much shorter or much longer than languages differ by themselves.

Why: something may have been left out, or said twice. With a sentence less or more than the Dutch it is looked at more
strictly.
Example: of a paragraph of four sentences only two are translated.
Mend: lay both texts side by side and look whether every sentence is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING

LEAST, LONG = 40, 150  # characters of Dutch; the shorter a text, the more it may differ
# 99 % of the sentences of professional translators lie between these (NTREX-128), and all of ours.
BOUNDS = {"ar": (0.44, 1.38), "tr": (0.53, 1.72)}
BOUNDS_LONG = {"ar": (0.58, 1.25), "tr": (0.72, 1.51)}
OTHERS = (0.4, 1.8)
# With fewer sentences it may be no shorter than this, with more no longer: a sentence that was joined or divided keeps
# the length as it is.
SENTENCES = {"ar": (0.64, 1.3), "tr": (0.75, 1.75)}
SENTENCES_OTHERS = (0.6, 1.8)
LEAST_WITH_SENTENCES = 25


def find(pair: Pair) -> Iterator[Details]:
    if len(pair.source.raw) < LEAST_WITH_SENTENCES or not pair.prose:
        return
    dutch, own = len(pair.source.plain), len(pair.target.plain)
    if dutch >= LEAST_WITH_SENTENCES and not _usual(pair, dutch, own / dutch):
        yield {"dutch": str(dutch), "own": str(own)}


def _usual(pair: Pair, dutch: int, ratio: float) -> bool:
    """Whether a translation has a usual length, for its language and its number of sentences."""
    code = pair.language.code
    if dutch >= LEAST:
        low, high = (BOUNDS_LONG if dutch >= LONG else BOUNDS).get(code, OTHERS)
        if not low <= ratio <= high:
            return False
    few, many = SENTENCES.get(code, SENTENCES_OTHERS)
    if few <= ratio <= many:
        return True
    more = len(pair.target.sentences) - len(pair.source.sentences)
    return more >= 0 if ratio < few else more <= 0
