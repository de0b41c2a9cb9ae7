"""A translation is much shorter or much longer than languages differ by themselves.

Why: something may have been left out, or said twice.
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


def find(pair: Pair) -> Iterator[Details]:
    if len(pair.source.raw) < LEAST or not pair.prose:
        return
    dutch, own = len(pair.source.plain), len(pair.target.plain)
    low, high = (BOUNDS_LONG if dutch >= LONG else BOUNDS).get(pair.language.code, OTHERS)
    if dutch >= LEAST and not low <= own / dutch <= high:
        yield {"dutch": str(dutch), "own": str(own)}
