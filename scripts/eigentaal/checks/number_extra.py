"""A translation has a number above 12, a percentage or a postcode that the Dutch text hasn't.

Why: the translator may have added something, or the number belongs to another sentence.
Example: Dutch `Jongeren mogen zelf bellen.`, in the translation `from 16 years`.
Mend: take the number out, or add it to the Dutch text if it belongs there.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.differences import NONE, differ, differences
from eigentaal.figures import NUMBER, POSTCODE
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING
WHERE = differ


def find(pair: Pair) -> Iterator[Details]:
    details = differences(pair).of(NUMBER, POSTCODE)
    if details and details["missing"] == NONE:  # else number-missing tells it
        yield details
