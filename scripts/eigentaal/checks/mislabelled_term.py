"""Marked as one glossary word stands the translation of another.

Why: the reader gets the explanation of something else.
Example: `[sözlü tercüman](term:gezinscoach)`.
Mend: write the word that the glossary has for it, or your own word for the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eigentaal.affixes import content, fold, kin, stands
from eigentaal.checks import Details
from eigentaal.pairs import Pair, linked
from eigentaal.problems import WARNING
from eigentaal.text import TermRef
from eigentaal.wording import Term

SEVERITY = WARNING
WHERE = linked

Words = tuple[str, ...]
_known: dict[str, tuple[Mapping[str, Term], dict[Words, str]]] = {}
"""Language → its glossary and, by its words that carry meaning, each term."""


def find(pair: Pair) -> Iterator[Details]:
    code = pair.language.code
    for run in pair.target.runs:
        own = pair.own_terms.get(run.term) if isinstance(run, TermRef) else None
        if not isinstance(run, TermRef) or own is None or run.text == own.term:
            continue
        other = _by_words(pair.own_terms, code).get(content(run.text, code), "")
        if other and other != own.id and not _akin(run.text, own, code):
            yield {"label": run.text, "own": own.term, "other": other}


def _by_words(terms: Mapping[str, Term], code: str) -> dict[Words, str]:
    if code not in _known or _known[code][0] is not terms:
        _known[code] = (terms, {content(each.term, code): each.id for each in terms.values()})
    return _known[code][1]


def _akin(label: str, own: Term, code: str) -> bool:
    """Whether it has a word of the right term, or of what the glossary notes beside it."""
    folded = fold(label, code)
    return any(stands(kin(word, code), folded, code) for word in content(own.term, code)) or label in own.note
