"""A text is mostly written in letters of another script than its language.

Why: the reader can't read it; somebody pasted the text of another language, or left the Dutch.
Example: a Turkish or Dutch sentence in an Arabic page.
Mend: put the translation in this language here. Names of Dutch organisations may stay in Latin letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.lexicon import international, prose_words, script, scripts
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
_SHORT = 4  # letters of another script that say too little


def find(pair: Pair) -> Iterator[Details]:
    expected = scripts(pair.language.code)
    if not expected or _mostly(pair.target.plain, expected):
        return
    words = [each for each in prose_words(pair.target_words) if each not in international()]
    if _mostly(" ".join(words), expected):
        return
    foreign = [each for each in words if script(each[0]) not in expected]
    names = pair.source.words  # what stands in the Dutch with a capital is a name or an address
    written = [each for each in foreign if each not in names]
    left = [each for each in foreign if each[0].islower()]
    enough = sum(map(len, written)) >= _SHORT and (len(written) > 1 or len(foreign) == len(words))
    if enough or len(left) > 2:
        yield {"words": " ".join(foreign[:5])}


def _mostly(text: str, expected: frozenset[str]) -> bool:
    """Whether at least half of the letters are of the scripts."""
    right = wrong = 0
    for char, count in Counter(text).items():
        if found := script(char):
            if found in expected:
                right += count
            else:
                wrong += count
    return right >= wrong
