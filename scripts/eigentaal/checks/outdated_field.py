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
_AROUND = 4  # a message has room for some twenty words


def find(pair: Pair) -> Iterator[Details]:
    record = pair.unit.record
    if record and pair.unit.freshness == OUTDATED:
        was, now = _changed(record.source.split(), pair.unit.source.split())
        yield {"was": was, "now": now}


def _changed(was: list[str], now: list[str]) -> Iterator[str]:
    """Both texts from a few words before what changed to a few words behind it."""
    least = min(len(was), len(now))
    before = next((at for at in range(least) if was[at] != now[at]), least)
    behind = next((at for at in range(least - before) if was[-1 - at] != now[-1 - at]), least - before)
    for words in (was, now):
        start, end = max(0, before - _AROUND), max(0, len(words) - behind + _AROUND)
        yield f"{'… ' if start else ''}{' '.join(words[start:end])}{' …' if end < len(words) else ''}"
