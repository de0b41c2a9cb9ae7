"""The one character table: what may stand in a text, what is taken out, and what is refused.

Unbalanced or overriding direction marks can make a page say something else than its source (CVE-2021-42574, "Trojan
Source"); invisible characters break search and comparison. The loader, the checks and the import of translations all
use this table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, islice

from msgspec import Struct

MAX_FINDINGS = 20  # of one text: more of the same helps nobody

# C0 but line feed, DEL, C1, line and paragraph separators, bidi embeddings and overrides, lone surrogates, private use
# (signs that only Word's fonts have), what stood for a picture, replacement character, non-characters, tag characters.
_REFUSED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\uf8ff\ufdd0-\ufdef\ufff9-\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
JOINERS = "\u200c\u200d"
_DIRECTION_MARKS = "\u200e\u200f\u061c"  # LRM, RLM, ALM: rightly typed beside a Latin name; the site isolates it anyway
# Zero-width space, word joiner, soft hyphen, byte order mark: they carry no text and come along with a paste; and the
# joiners, which may stand where a script joins.
_REMOVED = re.compile(f"[\u200b\u2060\u00ad\ufeff{_DIRECTION_MARKS}{JOINERS}]")
TAKEN_OUT = ("removed-character", "direction-mark")
"""The kinds of findings with which a text may be used: what they name is taken out."""
# More marks on one letter than any language writes; ordering them takes time that grows with their square.
_PILED = 12
_PILE = re.compile(rf"[^\w\x00-\x7f][^\w\x00-\x7f]{{{_PILED - 1},}}")  # what begins with a set is searched fast
_ISOLATES = re.compile("[\u2066-\u2069]|\n\n")
_POP = "\u2069"
# Any of the above: one search tells that a text has none of them, which nearly all texts do.
_SUSPECT = re.compile(_REFUSED.pattern[:-1] + "\u200b-\u200f\u2060\u00ad\ufeff\u061c\u2066-\u2069]")

# The characters that bytes 80-9F become when UTF-8 is read as Windows-1252, and the byte pairs that give it away.
_CP1252_TRAIL = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022"
    "\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_MOJIBAKE = re.compile(
    f"[\u00c2-\u00e2](?:(?<=[\u00c2-\u00df])[{_CP1252_TRAIL}]|(?<=[\u00e0-\u00e2])[{_CP1252_TRAIL}]{{2}})"
)

# What it must turn into to be taken for that: a letter of Latin or Arabic, punctuation, the euro.
_LIKELY = re.compile("[\u00a1-\u017f\u060c\u061b\u061f\u0621-\u06c3\u06cc\u2010-\u203a\u20ac]")


class Finding(Struct, frozen=True):
    """A character at `offset` (in characters, from 0).

    `kind` is refused-character, removed-character, direction-mark, tab, unbalanced-isolate or mojibake.
    """

    offset: int
    kind: str
    what: str


def clean(text: str) -> tuple[str, list[Finding]]:
    """The text as it may be used (NFC, removable characters taken out) and what was found in it.

    A text with a finding of a kind that isn't TAKEN_OUT must not be used. Those come first, and no more than
    MAX_FINDINGS are told: a file full of control characters has nothing else to say.
    """
    if text.isascii() and not _SUSPECT.search(text):
        return text, []
    piled = any(map(unicodedata.combining, set(text[::_PILED])))  # a pile holds one of each so many characters
    for pile in _PILE.finditer(text) if piled else ():
        if all(map(unicodedata.combining, pile[0][:_PILED])):
            return text, [Finding(pile.start(), "refused-character", name(pile[0][0]))]
    found = _mojibake(text)
    suspect = _SUSPECT.search(text) is not None
    if suspect:
        found = chain(found, _refused(text), _unbalanced(text), _removed(text))
    findings = list(islice(found, MAX_FINDINGS))
    if suspect:
        text = _REMOVED.sub(lambda each: "" if _stray(each) else each[0], text)
    return unicodedata.normalize("NFC", text), findings


def has_isolates(text: str) -> bool:
    """Whether the text opens or closes a direction; they must match within one field."""
    return bool(re.search("[\u2066-\u2069]", text))


def name(char: str) -> str:
    """`U+200B ZERO WIDTH SPACE`, for messages."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def _refused(text: str) -> Iterator[Finding]:
    for found in _REFUSED.finditer(text):
        yield Finding(found.start(), "tab" if found[0] == "\t" else "refused-character", name(found[0]))


def _removed(text: str) -> Iterator[Finding]:
    for found in _REMOVED.finditer(text):
        if _stray(found):
            kind = "direction-mark" if found[0] in _DIRECTION_MARKS else "removed-character"
            yield Finding(found.start(), kind, name(found[0]))


def _stray(found: re.Match[str]) -> bool:
    """Whether the character is taken out: all that are found, but for joiners where they belong."""
    return found[0] not in JOINERS or not joins(found.string, found.start())


def joins(text: str, at: int) -> bool:
    """Whether a joiner stands where it belongs: after an Arabic letter (class AL) or an Indic one."""
    while at and unicodedata.category(text[at - 1]) == "Mn":
        at -= 1  # a vowel sign belongs to the letter before it
    before = text[at - 1] if at else " "
    return unicodedata.bidirectional(before) == "AL" or "\u0900" <= before <= "\u0dff"


def _unbalanced(text: str) -> Iterator[Finding]:
    """Isolates without their end, and ends without a start, within a paragraph (UAX #9 closes them there)."""
    opened: list[int] = []
    for found in _ISOLATES.finditer(text + "\n\n"):
        if found[0] == "\n\n":
            for at in opened:
                yield Finding(at, "unbalanced-isolate", name(text[at]))
            opened.clear()
        elif found[0] != _POP:
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            yield Finding(found.start(), "unbalanced-isolate", name(_POP))


def _mojibake(text: str) -> Iterator[Finding]:
    """UTF-8 that was read as Windows-1252 somewhere: the pair turns into one sensible letter when read back."""
    for found in _MOJIBAKE.finditer(text):
        try:
            meant = found[0].encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
        if _LIKELY.match(meant):
            yield Finding(found.start(), "mojibake", f"{found[0]} → {meant}")


def decode(data: bytes, language: str) -> tuple[str, str]:
    """The text of a file and, if it isn't UTF-8, the name of the encoding it looks like (else "").

    `language` (a code) helps to tell the single-byte encodings apart: 1256 for Arabic script, 1254 for Turkish.
    """
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "UTF-32"),
        (b"\x00\x00\xfe\xff", "UTF-32"),
        (b"\xff\xfe", "UTF-16"),
        (b"\xfe\xff", "UTF-16"),
    ):
        if data.startswith(mark):
            return "", encoding
    if b"\x00" in data[:4]:
        return "", "UTF-32" if data[:4].count(0) > 2 else "UTF-16"
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), ""
    except UnicodeDecodeError:
        return "", {"tr": "Windows-1254", "ar": "Windows-1256", "fa": "Windows-1256"}.get(
            language, "Windows-1252 (Latin-1)"
        )
