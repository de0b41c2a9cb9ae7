"""A number of the Dutch text above 12, a percentage or a postcode isn't in the translation.

Why: with another age or share the sentence says something else. A number that is written in words is there.
Example: Dutch `tot 18 jaar`, in the translation 16.
Mend: write the number of the Dutch text, in digits.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.differences import NONE, differ, differences
from eigentaal.figures import NUMBER, POSTCODE
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
WHERE = differ


def find(pair: Pair) -> Iterator[Details]:
    details = differences(pair).of(NUMBER, POSTCODE)
    if details and details["missing"] != NONE:
        yield details
