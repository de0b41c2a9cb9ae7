"""A translation was written or changed by hand and isn't recorded.

Why: until it is, nobody can tell which Dutch text it was made from, and a later change of the Dutch goes unseen.
Example: a word was corrected in `docs/tr/cjg/tolk.yml`.
Mend: look whether it still says what the Dutch says, and record it with `eigentaal translate accept`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import INFO

SEVERITY = INFO


def _unrecorded(pair: Pair) -> bool:
    return not pair.unit.recorded


WHERE = _unrecorded


def find(_: Pair) -> Iterator[Details]:
    yield {}
