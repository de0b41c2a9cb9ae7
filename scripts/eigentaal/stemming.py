"""How the words of a language are folded and shortened, so that what is typed and what is written become the same.

The rules stand in `data/search.yml`; `overrides/js/search.js` folds in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache as once
from typing import Any

from msgspec import Struct

from eigentaal.capitals import small
from eigentaal.lexicon import script, scripts
from eigentaal.shipped import data

WORD = re.compile(r"(?<![^\W_])(?<![^\W_]')[^\W_]+")
"""A word. What follows an apostrophe within a word is an ending: CJG'ye, foto's."""


class _Letters(dict[int, str]):
    """What becomes of a letter: what the rules say; a mark goes, anything else stays. Each is looked up once."""

    def __init__(self, rules: Mapping[int, str]) -> None:
        super().__init__(rules)
        self.written = {chr(key): value for key, value in rules.items()}

    def __missing__(self, code: int) -> str:
        self[code] = "" if unicodedata.category(chr(code)) == "Mn" else chr(code)
        return self[code]


class Rules(Struct, frozen=True):
    """How the words of a language are folded; the fields are those of `data/search.yml`."""

    letters: _Letters
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    least: int
    keep: int
    inside: int
    skip: frozenset[str]
    whole: frozenset[str] = frozenset()
    """Folded words that are not cut."""
    known: dict[str, tuple[str, ...]] = {}
    """The stems of what stood between white space already: a site says the same words again and again."""

    def fold(self, text: str) -> str:
        """Without capitals, marks and variants of letters."""
        return unicodedata.normalize("NFD", text).translate(self.letters)

    def words(self, text: str) -> Iterator[str]:
        """The stems of a text, those that say nothing left out; most of them once."""
        known = self.known
        for token in dict.fromkeys(text.split()):
            if token not in known:
                found = (word for word in WORD.findall(self.fold(token)) if word not in self.skip)
                known[token] = tuple(filter(None, map(self.stem, found)))
            yield from known[token]

    def stem(self, word: str) -> str:
        """A folded word without its ending: one prefix, one suffix, doubled letters once. A number has no ending."""
        if word in self.whole or word.isdecimal():
            return word
        if self.suffixes or self.prefixes:
            word = re.sub(r"(\D)\1", r"\1", word)
        for prefix in self.prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= self.least:
                word = word[len(prefix) :]
                break
        for suffix in self.suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= self.least:
                word = word[: -len(suffix)]
                break
        return word[: self.keep] if self.keep else word


@once
def rules(language: str) -> Rules:
    """The rules of a language, by its code."""
    mine, common = _written(language), _written("common")
    own = dict(zip(mine["from"], mine["to"], strict=True))
    usual = {"LATIN", *scripts(language)}
    capitals = {letter: to for letter, to in small().items() if script(letter) in usual}
    shared = dict(zip(common["from"], common["to"], strict=True))
    # A capital becomes what its small letter becomes: one pass must do for both.
    letters = (
        {letter: own.get(to, shared.get(to, to)) for letter, to in (capitals | shared).items()}
        | own
        | dict.fromkeys(common["drop"], "")
    )
    plain = Rules(_Letters(str.maketrans(letters)), (), (), 0, 0, 0, frozenset())
    return Rules(
        plain.letters,
        tuple(map(plain.fold, mine["prefixes"])),
        tuple(map(plain.fold, mine["suffixes"])),
        mine["least"],
        mine["keep"],
        mine["inside"],
        frozenset(map(plain.fold, mine["skip"].split())),
    )


@once
def _written(language: str) -> dict[str, Any]:
    """The rules of a language as they stand in the file."""
    found: dict[str, dict[str, Any]] = data("search")
    return found.get(language, found["other"])
