"""A translation has another phone number than the Dutch text.

Why: a parent in need would reach nobody, or a stranger. Groups that a program has turned around are found too.
Example: Dutch `070 123 45 67`, in the translation `67 45 123 070`.
Mend: copy the number from the Dutch text, or better, write a fact (`[[veilig-thuis.phone]]`) in both.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.differences import differ, differences
from eigentaal.figures import PHONE
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
WHERE = differ


def find(pair: Pair) -> Iterator[Details]:
    if details := differences(pair).of(PHONE):
        yield details
