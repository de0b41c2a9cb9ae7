"""A name that stays Dutch isn't in the translation.

Why: it stands on letters, doors and screens; a parent who only knows its translation can't find or ask for it.
Example: Dutch `Bel het CJG`, and the translation says something like "call the centre".
Mend: write the Dutch name, in Latin letters. An explanation may follow it, and in Turkish an ending: `CJG'ye`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from eigentaal.affixes import dutch_terms, fold, readable, says
from eigentaal.checks import Details
from eigentaal.pairs import Pair, named, of_source, words_of
from eigentaal.problems import ERROR
from eigentaal.traits import Question, Trait
from eigentaal.wording import Term

SEVERITY = ERROR

_CAPITAL = re.compile(r"[A-Z][^\s,]*")
_ABBREVIATION = re.compile(r"[A-Z]{2,}|[b-df-hj-np-tv-xz]{2,5}")
_GOES_ON = re.compile(r" [A-Z]")
_SPELLED = re.compile("[B-DF-HJ-NP-TV-Z]{3,5}")  # SVB and the like, which no word looks like
_STARTS = re.compile(r"(?:^|[.!?:…\n-])\W*$")

Name = tuple[str, tuple[str, ...], Term | None]
"""As it stands in Dutch, the words that must be in the translation, and its glossary entry."""


@of_source
def _protected(pair: Pair) -> list[Name]:
    """The names in the Dutch text that are more than an ordinary word with a capital."""
    found = named(pair)
    looked = pair.names.pattern is not None and _spelled(pair.source)
    if not found and not looked:
        return []  # mostly
    spelled = set(filter(_SPELLED.fullmatch, pair.source.words if looked else ()))
    return list(_names(pair, {each[0]: each for each in found}, spelled))


@Trait
def _spelled(language: str) -> Question | None:
    return (lambda token: any(map(_SPELLED.fullmatch, words_of(token)))) if language == "nl" else None


def _names(pair: Pair, known: Mapping[str, re.Match[str]], spelled: Collection[str]) -> Iterator[Name]:
    text = pair.source.plain
    terms = {fold(each.term, "nl"): each for each in dutch_terms(pair)}
    for word in spelled:
        if not any(word in each for each in known):
            yield word, (word,), terms.get(fold(word, "nl"))
    for found in known.values():
        name = pair.names.short(found[0])
        term = terms.get(fold(name, "nl"))
        capitals = tuple(_CAPITAL.findall(name))
        if _ABBREVIATION.fullmatch(name):
            yield found[0], (name,), term
            continue
        longer = len(capitals) == 1 and _GOES_ON.match(text, found.end())  # it is the first word of another name
        if not capitals or longer or (term and not _CAPITAL.match(term.term)) or any(each.isdigit() for each in name):
            continue
        if len(capitals) > 1 or name == found[0] == capitals[0] or not _STARTS.search(text, 0, found.start()):
            yield found[0], capitals, term


WHERE = _protected


def find(pair: Pair) -> Iterator[Details]:
    if not pair.prose:
        return
    shown, code = readable(pair.target), pair.language.code
    for name, words, term in _protected(pair):
        if all(word in shown for word in words) or (words == (name,) and name in fold(shown, "nl")):
            continue
        if term:
            own = pair.own_terms.get(term.id)
            if own is None:
                continue  # the glossary can't be read, or has no translation yet: nobody knows how it is written out
            if f"(term:{own.id})" in pair.target.raw or pair.unit.address == f"terms[{own.id}].term":
                continue  # the page shows the Dutch beside it
            if len(words) == 1 and says(fold(shown, code), own.term, code):
                continue  # "Veilig Thuis" is a name that must be asked for; an abbreviation may be written out
        yield {"name": name}
