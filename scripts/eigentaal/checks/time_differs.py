"""A translation has another clock time than the Dutch text.

Why: a parent would stand before a closed door. `17.00`, `17:00` and five in the afternoon are the same.
Example: Dutch `17.00 uur`, in the translation `16.00`.
Mend: copy the time.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.differences import differ, differences
from eigentaal.figures import TIME
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
WHERE = differ


def find(pair: Pair) -> Iterator[Details]:
    if details := differences(pair).of(TIME):
        yield details
