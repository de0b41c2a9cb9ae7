"""A translation refers to other facts than the Dutch text.

Why: a reader would miss a number, or see one that doesn't belong there.
Example: Dutch `Bel [[veilig-thuis.phone]]`, in the translation `[[nood-112.phone]]` or no reference at all.
Mend: copy the references of the Dutch text, in any order. `[[nl:…]]` may be added freely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair, Prose
from eigentaal.problems import ERROR
from eigentaal.text import FactRef, OwnLanguage

SEVERITY = ERROR


def find(pair: Pair) -> Iterator[Details]:
    if "[[" not in pair.source.raw and "[[" not in pair.target.raw:
        return
    if not pair.prose or pair.unit.spec.source:  # meaning and sound write the fact out in words
        return
    wanted, found = references(pair.source), references(pair.target)
    missing, extra = wanted - found, found - wanted
    if missing or extra:
        yield {
            "missing": ", ".join(sorted(missing.elements())) or "–",
            "extra": ", ".join(sorted(extra.elements())) or "–",
        }


def references(prose: Prose) -> Counter[str]:
    found: Counter[str] = Counter()
    for run in prose.runs:
        if isinstance(run, FactRef):
            found[f"[[{run.entry}.{run.value}]]"] += 1
        elif isinstance(run, OwnLanguage):
            found["[[own-language]]"] += 1
    return found
