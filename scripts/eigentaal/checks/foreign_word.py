"""A word in another script stands in a sentence, and is no name, quotation or explained term.

Why: most readers can't read it, and it is nearly always a word that was forgotten.
Example: a small Latin word in an Arabic sentence, or an Arabic one in a Turkish sentence.
Mend: translate it. Dutch that must stay is marked, `[[nl:toestemming]]`, or stands in parentheses behind its meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from eigentaal.checks import Details
from eigentaal.leftovers import own_words
from eigentaal.lexicon import has_other_script, international, prose, script, scripts
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING
from eigentaal.traits import kept

SEVERITY = WARNING


@cache
def _is_foreign(language: str) -> Callable[[str], bool]:
    """Tells whether a word is of another script; where that is Latin, only a word that is no name or abbreviation."""
    usual = scripts(language) | {""}  # a numeral is of no script

    def foreign(word: str) -> bool:
        own = script(word[0]) in usual
        if own or len(word) < 2 or len(usual) < 2:
            return False
        return (word[0].islower() and word not in international()) or script(word[0]) != "LATIN"

    return kept(foreign)


WHERE = has_other_script


def find(pair: Pair) -> Iterator[Details]:
    foreign = _is_foreign(pair.language.code)
    if not pair.prose or not any(map(foreign, pair.target.words)):
        return
    left = (word for sentence in pair.target.sentences for word in own_words(pair, prose(sentence)))
    latin = "LATIN" in scripts(pair.language.code)
    found = [each for each in left if foreign(each) and not (latin and each in pair.source.raw)]
    if found:
        yield {"words": " ".join(found[:5])}
