"""A glossary word isn't in the translation as the glossary translates it.

Why: a parent who meets three words for one thing thinks of three things, and finds none of them in the explanation.
Example: the glossary says "coach" for `gezinscoach`, and here stands "adviser".
Mend: use the word of the glossary, in the form the sentence needs, or mark your words: `[words](term:gezinscoach)`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from eigentaal.affixes import content, dutch_terms, folded, kin, readable, says, stands
from eigentaal.checks import Details
from eigentaal.pairs import Pair, of_glossary
from eigentaal.problems import WARNING
from eigentaal.wording import Term

SEVERITY = WARNING
WHERE = dutch_terms

# Other right forms, which the notes for translators name: "Also: …", and what is in Arabic script but no explanation.
_ALSO = re.compile(r"[\u0600-\u06ff]+(?: [\u0600-\u06ff]+)*|(?:Also|Shorter|In full): ([^.;]+)")
_EXPLANATION = re.compile(r"\b(?:Explain|[Aa]dd)\b[^.]*")


def find(pair: Pair) -> Iterator[Details]:
    if not pair.prose:
        return
    code = pair.language.code
    for term in dutch_terms(pair):
        own = pair.own_terms.get(term.id)
        if own is None or own.term in pair.target.raw or f"(term:{own.id})" in pair.target.raw:
            continue
        shown = readable(pair.target)
        if (term.keep_dutch and term.term in shown) or pair.unit.address.startswith(f"terms[{own.id}]"):
            continue
        text = folded(pair)
        if not any(_says(text, form, code) for form in (own.term, *_also(own))) and not any(
            stands(kin(each, code), text, code) for each in _telling_words(own, pair.own_terms, code)
        ):
            yield {"term": term.term, "own": own.term, "id": own.id}


def _says(folded: str, text: str, code: str) -> bool:
    """Whether all of it is there; of a long term one word may be left out."""
    return says(folded, text, code, lacking=len(content(text, code)) > 3)


def _telling_words(own: Term, terms: Mapping[str, Term], code: str) -> list[str]:
    """The words that no other term has: one of them is enough, as people shorten what they have said before."""
    counted = _counted(terms, code)
    return [each for each in content(own.term, code) if counted[each] == 1]


@of_glossary
def _counted(terms: Mapping[str, Term], code: str) -> Counter[str]:
    """For each word in how many terms it stands."""
    return Counter(word for each in terms.values() for word in set(content(each.term, code)))


@lru_cache(maxsize=10_000)
def _also(own: Term) -> tuple[str, ...]:
    found = (each[1] or each[0] for each in _ALSO.finditer(_EXPLANATION.sub("", own.note)))
    return tuple(each for each in found if each not in own.avoid)
