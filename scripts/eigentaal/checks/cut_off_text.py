"""A translation stops in the middle of a sentence.

Why: the rest was lost, as by a field that was too short in the translator's program.
Example: `Randevu almak için belediyeyi aray`, where the Dutch has two sentences.
Mend: complete the sentence. A short text without a full stop is fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING

_LEAST = 30  # characters of Dutch
# A text without an end mark that is shorter than this share of its Dutch. 95 % of ours are longer.
_SHARES = {"ar": 0.62, "tr": 0.77}
_OTHERS = 0.65


def find(pair: Pair) -> Iterator[Details]:
    dutch = pair.source.raw
    if len(dutch) < _LEAST or not pair.prose or dutch.rstrip()[-1] not in ".!?…)":
        return
    end = pair.target.raw.rstrip()[-1]
    if not (end.isalnum() or end in ",;:-\u060c\u061b" or "\u064b" <= end <= "\u0652"):
        return
    own, whole = len(pair.target.plain), len(pair.source.plain)
    if own < whole * _SHARES.get(pair.language.code, _OTHERS):
        yield {"end": pair.target.plain[-30:]}
