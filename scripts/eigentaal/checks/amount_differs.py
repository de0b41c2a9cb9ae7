"""A translation has another amount of money than the Dutch text.

Why: a family would count on help that costs something else. `1.250` and `1250` are the same, and so are `12,50` and
`12.50`; an amount in words counts too.
Example: Dutch `€ 1.250`, in the translation `1,25 €`.
Mend: copy the amount; write it as the language does.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.differences import differ, differences
from eigentaal.figures import AMOUNT
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
WHERE = differ


def find(pair: Pair) -> Iterator[Details]:
    if details := differences(pair).of(AMOUNT):
        yield details
