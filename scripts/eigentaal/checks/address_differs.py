"""A translation has another web address or e-mail address than the Dutch text.

Why: an address that was translated leads nowhere.
Example: Dutch `denhaag.nl/opvoeden`, in the translation `denhaag.nl/tarbiya`.
Mend: copy the address from the Dutch text.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.differences import differ, differences
from eigentaal.figures import ADDRESS
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
WHERE = differ


def find(pair: Pair) -> Iterator[Details]:
    if details := differences(pair).of(ADDRESS):
        yield details
