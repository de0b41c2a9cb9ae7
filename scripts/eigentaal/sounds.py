"""How Dutch sounds, roughly: the consonants of a sentence, to hold what is written of its sound beside it.

Each script writes vowels in its own way, and Arabic hardly at all, so only consonants are compared, and those that one
of the languages doesn't tell apart (p and b, g and h) count as one. What a letter sounds like is in `data/sounds.yml`;
a script that isn't there isn't judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from eigentaal.affixes import fold
from eigentaal.lexicon import base, scripts
from eigentaal.pairs import Pair
from eigentaal.shipped import data
from eigentaal.text import OwnLanguage
from eigentaal.traits import kept

LEAST = 5
"""Consonants; with less, chance rules."""

_PIECES = 4
_TELLING, _SAME, _SAME_OF_TWO = 3, 0.6, 0.5
"""Of a word with so many consonants this part must be heard. None of 3,600 words in our sounds has less."""

_LETTER = re.compile(r"[^\W\d_]")
_DOUBLED = re.compile(r"(\w)\1+")


@cache
def _data() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = data("sounds")
    return loaded


@cache
def _letters(code: str, beside: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """Finds the letters of a language that make a sound, and which; written beside the script of another language."""
    script = "Arabic" if "ARABIC" in scripts(beside or code) else "Latin" if "LATIN" in scripts(beside or code) else ""
    name = f"{base(code)}-{script}" if f"{base(code)}-{script}" in _data() else script
    if name not in _data():
        return None
    found = {letter: sound for sound, letters in _data()[name].items() for letter in letters.split()}
    pattern = "|".join(sorted(map(re.escape, found), key=lambda each: -len(each)))
    return re.compile(pattern), {key: "" if sound == "none" else str(sound) for key, sound in found.items()}


def skeleton(words: Sequence[str]) -> str:
    """The consonants of a sentence, of those of its words."""
    return _DOUBLED.sub(r"\1", "".join(words))


def heard(text: str, code: str, beside: str = "") -> list[str] | None:
    """The consonants of each word of a text, one sign each; None of a script that isn't known."""
    hear = _hearing(code, beside)
    return None if hear is None else [each for each in map(hear, text.split()) if each is not None]


@cache
def _hearing(code: str, beside: str) -> Callable[[str], str | None] | None:
    """Tells the consonants of a word, each word once: a text has its words in common with the others."""
    known = _letters(code, beside)
    if known is None:
        return None
    pattern, sounds = known

    def hear(word: str) -> str | None:
        if not _LETTER.search(word):
            return None
        return _DOUBLED.sub(r"\1", "".join(map(sounds.__getitem__, pattern.findall(fold(word, code)))))

    return kept(hear)


def spoken(pair: Pair) -> str:
    """The Dutch sentence as it is said, with the name of the reader's language in it."""
    own = pair.language.dutch_name
    if "[[own-language]]" not in pair.source.raw:
        return pair.source.plain
    return "".join(own if isinstance(run, OwnLanguage) else str(run) for run in pair.source.runs)


def misheard(wanted: Sequence[str], found: Sequence[str]) -> int | None:
    """The place of the first Dutch word that isn't heard where it should be; its length where the sound has more words.

    Both are consonants of words, see `heard`. What is one word in Dutch may be written as up to four, and two as one. A
    word of one consonant says too little.
    """
    if len(wanted) == len(found) and all(map(_enough, wanted, found)):
        return None
    at = to = 0
    while at < len(wanted):
        ways = [(1, many) for many in range(1, min(_PIECES, len(found) - to) + 1)]
        ways += [(2, 1)] if at + 1 < len(wanted) and to < len(found) else []
        rows = {way: ("".join(wanted[at : at + way[0]]), "".join(found[to : to + way[1]])) for way in [*ways, (1, 0)]}
        best = max(ways, key=lambda way: _likeness(*rows[way]), default=(1, 0))  # of those as good that of fewest words
        if not _enough(*rows[best]):
            return at
        at, to = at + best[0], to + best[1]
    return len(wanted) if len("".join(found[to:])) >= _TELLING else None


@lru_cache(maxsize=20_000)
def _enough(one: str, other: str) -> bool:
    """Whether two rows of sounds may be one word."""
    longest = max(len(one), len(other))
    return longest < 2 or _likeness(one, other) >= (_SAME if longest >= _TELLING else _SAME_OF_TWO)


@lru_cache(maxsize=20_000)
def _likeness(one: str, other: str) -> float:
    return alike(one, other) if one or other else 1


def alike(one: str, other: str) -> float:
    """How much of two rows of sounds is the same and in the same order, from 0 to 1; at least one has a sound.

    The length of the longest common subsequence, a bit for each sound of `one` (Hyyrö 2004), beside that of both.
    """
    places: dict[str, int] = {}
    for at, sound in enumerate(one):
        places[sound] = places.get(sound, 0) | 1 << at
    every = rest = (1 << len(one)) - 1  # a bit stays set where nothing of `other` was found for it
    for sound in other:
        found = rest & places.get(sound, 0)
        rest = (rest + found | rest - found) & every
    return 2 * (len(one) - rest.bit_count()) / (len(one) + len(other))
