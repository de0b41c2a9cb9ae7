"""A Dutch name of the Dutch text stands in the translation with a letter wrong.

Why: a parent looks for that name on a door, a letter or the internet.
Example: `Velig Thuis`, or `CGJ` for CJG.
Mend: copy the name from the Dutch text. In Turkish an ending may follow: `CJG'ye`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.affixes import fold
from eigentaal.checks import Details
from eigentaal.lexicon import bare, scripts
from eigentaal.pairs import Pair, named, of_source
from eigentaal.problems import WARNING
from eigentaal.traits import Question, Trait

SEVERITY = WARNING

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
_CAPITALISED = re.compile(r"(?<!\w)[A-Z][A-Za-z\u00c0-\u024f]+")
_LEAST = 5
"""Letters of an ordinary Dutch word that a text in another script repeats."""


@of_source
def _capitals(pair: Pair) -> frozenset[str]:
    """Abbreviations and words of known names: in the same script other words may well be nearly the same."""
    names = set(filter(_is_abbreviation, _LATIN.findall(pair.source.plain) if _abbreviated(pair.source) else ()))
    names |= {word for name in named(pair) for word in _LATIN.findall(name[0]) if len(word) > 3}
    return frozenset(each for each in names if each[0].isupper())


@of_source
def _long_words(pair: Pair) -> frozenset[str]:
    """Abbreviations, names and any long word: what a text in another script repeats of them is a quotation."""
    dutch = pair.source.plain
    return frozenset(each for each in _LATIN.findall(dutch) if len(each) >= (3 if each[0].isupper() else _LEAST))


_in_latin = Trait(lambda language: None if "LATIN" in scripts(language) else _LATIN.search)


@Trait
def _abbreviated(language: str) -> Question | None:
    return (lambda token: any(map(_is_abbreviation, _LATIN.findall(token)))) if language == "nl" else None


def _named(pair: Pair) -> bool:
    """Whether there may be a name in the translation."""
    return bool(_capitals(pair)) if _same_script(pair) else _in_latin(pair.target)


def _same_script(pair: Pair) -> bool:
    return "LATIN" in scripts(pair.language.code)


WHERE = _named


def find(pair: Pair) -> Iterator[Details]:
    if not pair.prose:
        return
    latin = _same_script(pair)
    wanted = _capitals(pair) if latin else _long_words(pair)
    written = _CAPITALISED if latin else _LATIN
    for word in dict.fromkeys(written.findall(pair.target.plain)) if wanted else ():
        for name in wanted if word not in pair.source.raw else ():
            if abs(len(word) - len(name)) < 2 and word[0] == name[0] and _alike(word, name):
                yield {"found": word, "name": name}


def _is_abbreviation(word: str) -> bool:
    return len(word) > 2 and word.isupper()


def _alike(word: str, name: str) -> bool:
    """Whether one letter is other, missing, too many, or has changed places with the next; not only its marks."""
    if bare(fold(word, "nl")) == bare(fold(name, "nl")):
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    a, b = word[start:], name[start:]
    end = 0
    while end < min(len(a), len(b)) and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[: len(a) - end], b[: len(b) - end]
    return max(len(a), len(b)) == 1 or (len(a) == 2 and a == b[::-1])
