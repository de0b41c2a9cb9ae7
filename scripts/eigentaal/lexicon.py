"""What the checks know of languages: their letters, and words that give a mistake away (`data/words.yml`)."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from eigentaal.shipped import parse
from eigentaal.traits import Question, kept, of_translation

FILE = Path(__file__).with_name("data") / "words.yml"
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NOT_PROSE = re.compile(r"\S+@\S+|\S+://\S+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/\S*)?|\{\w+\}")
WORD_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITALS = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)  # all that the words of the data begin with
_WITHOUT_DOT = "\u0131"  # the letter that Unicode doesn't take apart


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = parse(FILE.read_text(encoding="utf-8"))
    return loaded


def _with_capitals(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for each in words for form in (each, each[0].translate(_CAPITALS) + each[1:]))


_RIGHT_TO_LEFT = frozenset(("ARABIC", "HEBREW", "SYRIAC", "THAANA", "NKO", "ADLAM"))
"""How Unicode begins the names of letters that run from right to left."""


@cache
def base(code: str) -> str:
    """The language of `fa-AF`."""
    return re.split("[-_]", code)[0]


@cache
def all_dutch_words() -> frozenset[str]:
    """Small words of Dutch."""
    return _with_capitals(_data()["dutch"].split())


@cache
def dutch_words(code: str) -> frozenset[str]:
    """Small words of Dutch that mean nothing in the language `code`."""
    homographs = _data()["homographs"].get(base(code), "").split()
    return _with_capitals(set(_data()["dutch"].split()).difference(homographs))


@cache
def english_words(code: str) -> frozenset[str]:
    """Small words of English that mean nothing in Dutch, nor in the language `code`."""
    homographs = _data()["homographs-english"].get(base(code), "").split()
    return _with_capitals(set(_data()["english"].split()).difference(homographs)) - all_dutch_words()


@cache
def notes(code: str) -> re.Pattern[str]:
    """Finds what a translator leaves for a colleague, in the language itself, Dutch or English."""
    return re.compile("|".join(_notes(code)))


@cache
def begins_note(code: str) -> re.Pattern[str]:
    """Finds the first word of such a note in a token: what stands before the first space of a pattern."""
    return re.compile("|".join(re.split(r" |\\s", each)[0] for each in _notes(code)))


def _notes(code: str) -> list[str]:
    patterns = _data()["notes"]
    return [each for name in dict.fromkeys(("any", "nl", "en", base(code))) for each in patterns.get(name, ())]


@cache
def never_first(code: str) -> str:
    """Letters that no word of the language begins with."""
    letters: str = _data()["never-first"].get(base(code), "")
    return letters


@cache
def international() -> frozenset[str]:
    return _with_capitals(_data()["international"].split())


@cache
def telling() -> tuple[str, ...]:
    """Pieces of addresses that tell of danger at home; addresses are Dutch in every language."""
    return tuple(_data()["telling"].split())


@cache
def turkish_without_marks() -> Mapping[str, str]:
    """What a keyboard for English makes of a Turkish word → the word."""
    return {form: right for right in _data()["turkish"].split() for form in _with_capitals([bare(right)])}


def bare(word: str) -> str:
    """A word without dots, cedillas and other marks."""
    letters = unicodedata.normalize("NFD", word.replace(_WITHOUT_DOT, "i"))
    return "".join(each for each in letters if not unicodedata.combining(each))


@cache
def replaced_letters(code: str) -> Mapping[str, str]:
    """Letters of another language that look like one of this language → that letter."""
    found: dict[str, str] = _data()["replaced-letters"].get(base(code), {})
    return found


def direction_of(code: str, name: str) -> str:
    """The direction of a language, rtl or ltr, by its script and the letters of its name; "" where neither is known."""
    written = scripts(code)
    if written & _RIGHT_TO_LEFT or any(unicodedata.bidirectional(each) in ("R", "AL") for each in name):
        return "rtl"
    return "ltr" if written else ""


@cache
def scripts(code: str) -> frozenset[str]:
    """How Unicode begins the names of the letters that a language is written with; none for an unknown language."""
    from babel.core import get_global

    parts = re.split("[-_]", code)
    written = next((each for each in parts[1:] if len(each) == 4), "") or _data()["written"].get(parts[0], "")
    if not written:
        subtags = get_global("likely_subtags")
        likely = subtags.get("_".join(parts)) or subtags.get(parts[0]) or ""
        written = likely.split("_")[1] if "_" in likely else ""
    return frozenset(_data()["scripts"].get(written, "").split())


@kept
def script(char: str) -> str:
    """ARABIC, LATIN and so on; "" for what is no letter."""
    return unicodedata.name(char, "").partition(" ")[0] if char.isalpha() else ""


@of_translation
def has_other_script(language: str) -> Question | None:
    """Whether it has a letter of another script than those of the language."""
    usual = scripts(language) | {""}  # what `script` tells of what is no letter
    if "LATIN" in usual:
        return lambda token: not token.isascii() and not usual.issuperset(map(script, token))
    return (lambda token: not usual.issuperset(map(script, token))) if len(usual) > 1 else None


def prose(text: str) -> str:
    """A text without addresses on the internet and slots of the interface."""
    return _NOT_PROSE.sub(" ", text)


def prose_words(text: str) -> list[str]:
    """The words of a text without addresses on the internet and slots of the interface."""
    return WORD.findall(prose(text))
