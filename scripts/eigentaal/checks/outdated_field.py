"""The Dutch text was changed after it was translated.

Why: the translation may say something that isn't true any more.
Example: "gratis" became "€ 5" in Dutch; the translation still says it is free.
Mend: change the translation and record it (`eigentaal translate accept`). If it still says the same, use
`eigentaal translate still-correct`; if only a slip of the pen was mended in Dutch, `eigentaal translate minor`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING
from eigentaal.units import OUTDATED

SEVERITY = WARNING


def find(pair: Pair) -> Iterator[Details]:
    record = pair.unit.record
    if record and pair.unit.freshness == OUTDATED:
        yield {"was": record.source, "now": pair.unit.source}
