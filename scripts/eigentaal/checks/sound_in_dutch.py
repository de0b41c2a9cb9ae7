"""Where the sound of a Dutch word or sentence should stand, the Dutch itself stands.

Why: the reader can't read it aloud: Dutch letters sound otherwise than the same letters at home, or can't be read.
Example: `Ik wil graag een tolk` in Turkish, where something like `Ik vil hraah in tolk` is needed.
Mend: write how it sounds in the letters of the language. A short word that looks and sounds the same may stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.affixes import fold
from eigentaal.checks import Details
from eigentaal.lexicon import scripts
from eigentaal.pairs import Pair, is_sound
from eigentaal.problems import WARNING
from eigentaal.sounds import spoken

SEVERITY = WARNING
WHERE = is_sound

_LATIN = re.compile(r"[A-Za-z]{4,}")
# Letters that Dutch reads in its own way.
_DUTCH = re.compile("w|x|q|oe|ij|ei|ui|eu|ie|ch|sch|uu")
_SENTENCE = 3  # words


def find(pair: Pair) -> Iterator[Details]:
    if "LATIN" not in scripts(pair.language.code):
        if found := _LATIN.search(pair.target.plain):
            yield {"found": found[0]}
        return
    dutch, own = fold(spoken(pair), "nl").split(), fold(pair.target.plain, "nl").split()
    if dutch == own and (len(own) >= _SENTENCE or _DUTCH.search(" ".join(own))):
        yield {"found": pair.target.plain}
