"""The words of a link or a marked glossary word are still Dutch.

Why: it is what a reader presses to go on, or the very word that is hard.
Example: `[gezinscoach](term:gezinscoach)` in a Turkish sentence, while the glossary has a Turkish word for it.
Mend: translate the words between the brackets. A Dutch name may stay; the Dutch of a glossary word is shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.lexicon import international
from eigentaal.pairs import Pair, Prose, linked
from eigentaal.problems import WARNING
from eigentaal.text import PageLink, TermRef

SEVERITY = WARNING
WHERE = linked


def find(pair: Pair) -> Iterator[Details]:
    if "](" not in pair.target.raw or "](" not in pair.source.raw:
        return
    dutch = _labels(pair.source)
    for where, label in _labels(pair.target).items():
        same = label == dutch.get(where)
        kind, _, name = where.partition(":")
        own = pair.own_terms.get(name) if kind == "term" else None
        if kind == "term" and name in pair.terms:
            same = same or label == pair.terms[name].term
        if same and not (own and own.term == label) and _translatable(label):
            yield {"label": label, "own": own.term if own else "…"}


def _labels(prose: Prose) -> dict[str, str]:
    """What a mark refers to → the words that are marked."""
    found = {}
    for run in prose.runs:
        if isinstance(run, PageLink):
            found[f"page:{run.slug}"] = run.text
        elif isinstance(run, TermRef):
            found[f"term:{run.term}"] = run.text
    return found


def _translatable(label: str) -> bool:
    """Whether it has an ordinary word: a name has a capital on every word, an abbreviation is all capitals."""
    first, *rest = label.split() or [""]
    if not rest:
        return first[:1].islower() and first not in international()
    return any(each[0].islower() and each not in international() for each in rest)
