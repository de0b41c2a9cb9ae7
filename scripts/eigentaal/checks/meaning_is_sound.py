"""Where the meaning of a Dutch sentence should stand, its sound stands.

Why: the reader wouldn't know what they say.
Example: `Ik vil hraah in tolk` as the meaning of `Ik wil graag een tolk`.
Mend: write what the sentence means. The sound has a field of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR
from eigentaal.sounds import LEAST, alike, heard, skeleton, spoken

SEVERITY = ERROR

_SAME = 0.75
"""Of the consonants, in the same order. Of 309 meanings of ours none has more than 0.59."""


def _is_meaning(pair: Pair) -> bool:
    return pair.unit.address.endswith(".meaning")


WHERE = _is_meaning


def find(pair: Pair) -> Iterator[Details]:
    dutch = spoken(pair)
    wanted, found = heard(dutch, "nl", pair.language.code), heard(pair.target.plain, pair.language.code)
    if not wanted or not found:
        return
    whole, said = skeleton(wanted), skeleton(found)
    if len(whole) > LEAST and said and alike(whole, said) >= _SAME:
        yield {}
