"""A translation links to other pages than the Dutch text.

Why: a reader would miss the page that says what to do next, or come to another one.
Example: Dutch `Lees [hoe dat gaat](page:tolk)`, in the translation the words without a link, or `page:gezinscoach`.
Mend: copy what stands between the parentheses from the Dutch and translate what stands between the brackets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair, Prose, linked
from eigentaal.problems import ERROR
from eigentaal.text import PageLink

SEVERITY = ERROR
WHERE = linked


def find(pair: Pair) -> Iterator[Details]:
    if pair.unit.spec.source:
        return
    wanted, found = links(pair.source), links(pair.target)
    if wanted != found:
        yield {
            "missing": ", ".join(sorted((wanted - found).elements())) or "–",
            "extra": ", ".join(sorted((found - wanted).elements())) or "–",
        }


def links(prose: Prose) -> Counter[str]:
    return Counter(
        f"page:{run.slug}#{run.anchor}" if run.anchor else f"page:{run.slug}"
        for run in prose.runs
        if isinstance(run, PageLink)
    )
