"""A translation has another number of 12 or less than the Dutch text.

Why: it may be a slip. It may also be right, as languages say small numbers in many ways; those in words and the Arabic
dual are known.
Example: Dutch `3 keer`, in the translation `4`.
Mend: compare the sentences.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.differences import differ, differences
from eigentaal.figures import SMALL
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING
WHERE = differ


def find(pair: Pair) -> Iterator[Details]:
    if details := differences(pair).of(SMALL):
        yield details
