"""A translation has another date or month than the Dutch text.

Why: a parent would come on the wrong day. Months are known by all names that are used for them, such as the Levantine
and Maghrebi names in Arabic.
Example: Dutch `1 september`, in the translation the first of August.
Mend: write the day and month of the Dutch text.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.differences import differ, differences
from eigentaal.figures import DATE
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
WHERE = differ


def find(pair: Pair) -> Iterator[Details]:
    if details := differences(pair).of(DATE):
        yield details
