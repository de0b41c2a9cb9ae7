"""How easy a page reads, as information for editors and never as a gate: single sentences scatter too much for that.

Dutch: Flesch-Douma (Douma 1960), 206.84 − 0.93 · words per sentence − 77 · syllables per word. Turkish: Atesman (1997),
198.825 − 40.175 · syllables per word − 2.610 · words per sentence. For Arabic no formula holds without vowel marks.
Higher is easier; a text of less than 100 words gets no score.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from eigentaal.pairs import Prose

MIN_WORDS = 100
# A run of vowels is a syllable; "ij" and "ie" are one, a diaeresis starts a new one.
_DUTCH = re.compile(
    "ij|[aeiouyAEIOUY\u00c0-\u00c6\u00c8-\u00cf\u00d2-\u00d6\u00d9-\u00dc\u00e0-\u00e6\u00e8-\u00ef\u00f2-\u00f6\u00f9-\u00fc]+"
)
_TURKISH = re.compile("[aeiou\u0131\u00f6\u00fc\u00e2\u00ee\u00fbAEIOU\u0130\u00d6\u00dc\u00c2\u00ce\u00db]")
_DIAERESIS = re.compile("(?<=[aeiouAEIOU])[\u00eb\u00ef\u00f6\u00fc]")


def score(texts: Iterable[str], language: str) -> float | None:
    """The score of a page, or None where the language has no formula or the page too few words."""
    prose = [Prose(each, language) for each in texts]
    words = [word for each in prose for word in each.words]
    sentences = sum(len(each.sentences) for each in prose)
    if len(words) < MIN_WORDS or language not in ("nl", "tr") or not sentences:
        return None
    per_sentence = len(words) / sentences
    text = " ".join(words)  # at once: a page has a thousand words
    if language == "nl":
        syllables = len(_DUTCH.findall(text)) + len(_DIAERESIS.findall(text)) + _without(_DUTCH, words)
        return 206.84 - 0.93 * per_sentence - 77 * syllables / len(words)
    syllables = len(_TURKISH.findall(text)) + _without(_TURKISH, words)
    return 198.825 - 40.175 * syllables / len(words) - 2.610 * per_sentence


def _without(vowels: re.Pattern[str], words: Iterable[str]) -> int:
    """The words without a vowel, such as abbreviations, which count for one syllable."""
    return sum(count for word, count in Counter(words).items() if not vowels.search(word))
