"""A translation marks other glossary words than the Dutch text.

Why: a word of youth care would stand there without its explanation, or with that of another word.
Example: Dutch `de [gezinscoach](term:gezinscoach)`, in the translation the word without a mark.
Mend: mark the translated word, whatever its form: `[…](term:gezinscoach)`. Once in a text is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair, Prose, linked
from eigentaal.problems import WARNING
from eigentaal.text import TermRef

SEVERITY = WARNING
WHERE = linked


def find(pair: Pair) -> Iterator[Details]:
    if pair.unit.spec.source:
        return
    wanted, found = terms(pair.source), terms(pair.target)
    if wanted != found:
        yield {
            "missing": ", ".join(sorted(wanted - found)) or "–",
            "extra": ", ".join(sorted(found - wanted)) or "–",
        }


def terms(prose: Prose) -> set[str]:
    return {f"term:{run.term}" for run in prose.runs if isinstance(run, TermRef)}
