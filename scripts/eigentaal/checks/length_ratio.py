"""A translation is much shorter or much longer than languages differ by themselves.

Why: something may have been left out, or said twice. With a sentence less or more than the Dutch it is looked at more
strictly.
Example: of a paragraph of four sentences only two are translated.
Mend: lay both texts side by side and look whether every sentence is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.lexicon import scripts
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
# A letter of these is a syllable: of 107 texts in Tigrinya half had less than 0.63 times the length of the Dutch, where
# half of the Arabic ones have less than 0.89, of the Turkish 1.04. How short signs for words may be isn't measured.
DENSE = {"ETHIOPIC": 0.65}
UNMEASURED = frozenset(("CJK", "HANGUL", "HIRAGANA"))


def find(pair: Pair) -> Iterator[Details]:
    if len(pair.source.raw) < LEAST_WITH_SENTENCES or not pair.prose:
        return
    dutch, own = len(pair.source.plain), len(pair.target.plain)
    written = scripts(pair.language.code)
    if dutch < LEAST_WITH_SENTENCES or written & UNMEASURED:
        return
    dense = min((DENSE.get(each, 1) for each in written), default=1)
    if not _usual(pair, dutch, own / dutch / dense):
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
