"""Which pieces of a text must stand on their own: left-to-right runs in right-to-left text, and Dutch names elsewhere.

Without isolation Arabic text shows `070 752 90 00` as `00 90 752 070`: digit groups are weak, and the algorithm
(UAX #9) orders them by the paragraph. All knowledge of it is here; site and paper only decide how an isolated run is
written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

_LETTER = r"A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_WORD = rf"[0-9]*[{_LETTER}][{_LETTER}0-9]*"
_ABBREVIATION = rf"(?:[{_LETTER}]\.){{2,}}"
# Latin, Greek or Cyrillic words with what joins them, and a number that belongs to them: a postcode, a date, a house,
# a helpline. A run ends in a letter or digit, so that a full stop stays outside, but for that of an abbreviation.
_PIECE = rf"(?:{_ABBREVIATION}|[{_LETTER}0-9]+)"
_MORE = rf"(?:[ '’&.,/+@_?=-]{{1,3}}{_PIECE})*"
_LTR_WORDS = rf"(?:https?://|[0-9]+ )?(?:{_ABBREVIATION}|{_WORD}){_MORE}(?: ?\({_PIECE}{_MORE}\){_MORE})*"
# Digit groups that would change places: phones, dates, times, ranges, signs before a number.
_NUMBER = r"(?:\([0-9]+\) ?)?[+-]?[0-9]+(?:[ .,:/–-]{1,3}[0-9]+)*"
_SEVERAL = r"[+-]?[0-9]+(?:[ .,:/–-]{1,3}[0-9]+)+"
_GROUPS = rf"€ ?{_NUMBER}|{_NUMBER} ?[€%]|\([0-9]+\) ?[0-9]+(?:[ -][0-9]+)*|{_SEVERAL}|[+-][0-9]+|[0-9]+\+"
_IN_RTL = re.compile(rf"({_LTR_WORDS})|({_GROUPS})")
_ANY = re.compile(rf"[{_LETTER}0-9]")  # every run has one; a text without is told at once


class Isolate(Struct, frozen=True):
    """A run that is laid out left to right by itself. `foreign`: it is Dutch, not only digits."""

    text: str
    foreign: bool


def isolate(text: str, direction: str, names: re.Pattern[str] | None = None) -> Iterator[str | Isolate]:
    """Splits `text` of a paragraph with `direction` ("ltr" or "rtl") into plain pieces and runs to isolate.

    `names` (see `name_pattern`) finds Dutch names in a language that shares the Latin script.
    """
    pattern = _IN_RTL if direction == "rtl" else names
    if pattern is None or (direction == "rtl" and not _ANY.search(text)):
        yield text
        return
    end = 0
    for found in pattern.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield Isolate(found[0], found.lastindex == 1)
        end = found.end()
    if end < len(text):
        yield text[end:]


@lru_cache(maxsize=8)
def name_pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    """Finds any of the names as a word, a suffix behind an apostrophe left out (`CJG'ye`)."""
    if not names:
        return None
    rests: dict[str, list[str]] = {}
    for each in sorted(names, key=lambda each: (-len(each), each)):  # the longest first
        rests.setdefault(re.escape(each[0]), []).append(re.escape(each[1:]))
    # Begins with a letter, for which Python searches much faster than for "no word before this".
    found = "|".join(rf"{first}(?<!\w{first})(?:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(rf"({found})(?!\w)")
