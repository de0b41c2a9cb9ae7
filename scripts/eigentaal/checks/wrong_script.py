"""A text is mostly written in letters of another script than its language.

Why: the reader can't read it; somebody pasted the text of another language, or left the Dutch.
Example: a Turkish or Dutch sentence in an Arabic page.
Mend: put the translation in this language here. Names of Dutch organisations may stay in Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.leftovers import is_sentence, left
from eigentaal.lexicon import has_other_script, international, prose_words, script, scripts
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
_SHORT = 4  # letters of another script that say too little

WHERE = has_other_script


def find(pair: Pair) -> Iterator[Details]:
    expected = scripts(pair.language.code)
    if _mostly(pair.target.plain, expected):
        return
    words = [each for each in prose_words(pair.target_words) if each not in international()]
    if _mostly(" ".join(words), expected) or is_sentence(left(pair)):  # the latter is untranslated-text
        return
    foreign = [each for each in words if script(each[0]) not in expected]
    other = [each for each in foreign if each not in pair.source.raw]
    enough = sum(map(len, other)) >= _SHORT and (len(other) > 1 or len(foreign) == len(words))
    if enough or sum(each[0].islower() for each in foreign) > 2:  # names and addresses begin with capitals
        yield {"words": " ".join(foreign[:5])}


def _mostly(text: str, expected: frozenset[str]) -> bool:
    """Whether at least half of the letters are of the scripts."""
    letters = [written for written in map(script, text) if written]
    return sum(written not in expected for written in letters) * 2 <= len(letters)
