"""Where the sound of a Dutch sentence should stand, other sounds stand; or a word of it is lost or another.

Why: a parent reads it aloud to the desk; the sound of another sentence, or its meaning, isn't understood there.
Example: the sound of the next sentence, the translation where the sound belongs, or "my address" for `ik spreek`.
Mend: write in the reader's letters how this Dutch sentence sounds, the whole sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair, is_sound
from eigentaal.problems import WARNING
from eigentaal.sounds import LEAST, alike, heard, misheard, skeleton, spoken

SEVERITY = WARNING
WHERE = is_sound

_SAME = 0.72
"""Of the consonants, in the same order. None of 460 sounds of ours has less than 0.77; half a sentence has 0.67."""


def find(pair: Pair) -> Iterator[Details]:
    dutch = spoken(pair)
    wanted, found = heard(dutch, "nl", pair.language.code), heard(pair.target.plain, pair.language.code)
    if wanted is None or found is None:
        return
    whole, said = skeleton(wanted), skeleton(found)
    if max(len(whole), len(said)) < LEAST:
        return
    if alike(whole, said) < _SAME:
        yield {"words": dutch}
    elif (at := misheard(wanted, found)) is not None:
        words = [each for each in dutch.split() if heard(each, "nl", pair.language.code) != []]
        yield {"words": words[at] if at < len(words) else pair.target.plain.split()[-1]}
