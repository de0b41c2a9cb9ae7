"""A word that the glossary says must not be used for a term stands in the translation.

Why: such a word frightens or misleads: an authority instead of the CJG, informing on somebody instead of asking advice.
Example: Turkish "ihbar" (informing on somebody) where Dutch says `melding`; the glossary says "bildirim".
Mend: use the word of the glossary. In a sentence that says what the thing is not, let the glossary's word stand too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from eigentaal.affixes import blanked, dutch_terms, fold, folded, negation, phrase, says, stands
from eigentaal.checks import Details
from eigentaal.pairs import END_MARKS, Pair, of_glossary
from eigentaal.problems import ERROR
from eigentaal.text import TermRef
from eigentaal.wording import Term

SEVERITY = ERROR

_SENTENCE = re.compile(rf"[^{END_MARKS}\n]+")


def find(pair: Pair) -> Iterator[Details]:
    if not pair.prose:
        return
    code = pair.language.code
    if "](term:" in pair.target.raw and (found := _in_mark(pair, code)):
        yield found
        return
    for term in dutch_terms(pair):
        own = pair.own_terms.get(term.id)
        for word in own.avoid if own else ():
            if own and stands(phrase(word, code), folded(pair), code) and _stands(pair, folded(pair), term, own, word):
                yield {"word": word, "term": term.term, "own": own.term}


def _in_mark(pair: Pair, code: str) -> Details:
    """A word to avoid, of whatever term, that a term is called by where it is explained."""
    for run in pair.target.runs:
        called = pair.own_terms.get(run.term) if isinstance(run, TermRef) else None
        if not isinstance(run, TermRef) or called is None or run.text == called.term:
            continue
        if word := _avoided(fold(run.text, code), fold(called.term, code), pair.own_terms, code):
            return {"word": word, "term": run.term, "own": called.term}
    return {}


def _avoided(label: str, right: str, terms: Mapping[str, Term], code: str) -> str:
    """A word to avoid that a label has, and the right one hasn't, both folded; the same ones are on many pages."""
    known = _judged(terms, code)
    if (label, right) not in known:
        words = (word for own in terms.values() for word in own.avoid)
        wrong = (
            word
            for word in words
            if stands(phrase(word, code), label, code) and not stands(phrase(word, code), right, code)
        )
        known[label, right] = next(wrong, "")
    return known[label, right]


@of_glossary
def _judged(_terms: Mapping[str, Term], _code: str) -> dict[tuple[str, str], str]:
    """By a label and the right word what to avoid in it, as far as it was asked."""
    return {}


def _stands(pair: Pair, text: str, term: Term, own: Term, word: str) -> bool:
    """Whether the word stands there by itself: in no right term, nor in a sentence that tells what the term is not."""
    code = pair.language.code
    for each in dutch_terms(pair):
        if right := pair.own_terms.get(each.id):
            text = blanked(right.term, text, code, least=len(word.split()) + 1)
    explained = fold(term.term, code) in text or "\0" in text or says(text, own.term, code)
    return any(
        stands(phrase(word, code), sentence, code) and not (explained and stands(negation(code), sentence, code))
        for sentence in _SENTENCE.findall(text)
    )
