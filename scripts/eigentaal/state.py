"""What is kept of a translation: the Dutch text that was translated, a digest of the translation, and who looked at it.

One JSON file per page and language, in `docs/<language>/_state/`, written only by the tools. "Outdated" is decided by
comparing texts, never dates, so that squashing, rebasing and shallow clones change nothing. Four things are never
mixed: is it fresh, who made it, who reviewed it, is it published. No names are kept, only roles.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from json import loads
from typing import Literal, get_args

from msgspec import DecodeError, Struct, json

Origin = Literal["person", "machine"]
ORIGINS: tuple[str, ...] = get_args(Origin)
ROLES = ("native-reader", "translator", "professional", "jurist", "youth-doctor")


class Review(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody looked. `of` is the digest of the Dutch text and the translation together: change one, and it lapses."""

    role: str
    date: str
    of: str

    @property
    def told(self) -> bool:
        """Whether a reader can be told of it: a role that there is, a day that there was. An edit by hand may have
        left anything else, which is kept and counts as no review."""
        try:
            return self.role in ROLES and date.fromisoformat(self.date).isoformat() == self.date
        except ValueError:
            return False


class Ignore(Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that is right as it is. Bound like a review, so it lapses with the texts."""

    reason: str
    of: str


class Record(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is kept of one translated field."""

    source: str
    """The Dutch text that was translated."""
    translation: str
    """Digest of the translation, which shows an edit by hand."""
    origin: Origin
    review: Review | None = None
    minor: tuple[str, ...] = ()
    """Earlier wordings of the Dutch that differed in nothing a translator would see."""
    ignore: dict[str, Ignore] = {}


class _File(Struct, kw_only=True, forbid_unknown_fields=True):
    """A state file as it is written; Record's fields without a value are left out."""

    version: Literal[1]
    page: str = ""
    fields: dict[str, Record]


_decoder = json.Decoder(_File)


def state_folder(docs: str, language: str) -> str:
    """Where the state of a language is kept, with a slash at the end; `docs`: what its path begins with."""
    return f"{docs}/{language}/_state/"


def state_file(docs: str, language: str, page: str) -> str:
    """The file in which the state of a page is kept."""
    return f"{state_folder(docs, language)}{page}.json"


def normal(text: str) -> str:
    """A text as it is compared: NFC, one space for any white space. Case and punctuation count."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=20_000)
def digest(*texts: str) -> str:
    """A short name of one or more texts; kept, for several checks ask it of the same ones."""
    joined = "\0".join(map(normal, texts))
    return "b2:" + hashlib.blake2b(joined.encode(), digest_size=6).hexdigest()


Records = dict[str, Record]
"""What is kept of the fields of a page in one language, by address."""


class Unreadable(Exception):
    """The state file isn't what the tools wrote; `line` counts from 1."""

    def __init__(self, why: str, line: int = 1) -> None:
        super().__init__(why)
        self.line = line


def parse(data: bytes, now: Mapping[str, tuple[str, str]]) -> tuple[Records, bool]:
    """The records of a state file, and whether it held a merge conflict, which is then settled; see `settle`.

    Raises Unreadable.
    """
    if not in_conflict(data):
        return _records(data), False
    return settle(data, now)[0], True


def in_conflict(data: bytes) -> bool:
    """Whether git's marks stand in a file."""
    return b"<<<<<<<" in data and re.search(rb"^<{7}", data, re.MULTILINE) is not None


def settle(data: bytes, now: Mapping[str, tuple[str, str]]) -> tuple[Records, Records]:
    """The records of a state file with git's marks, and those of either side that got lost in it, by address.

    It is settled field by field: the side that belongs to the Dutch and the translation as they are `now` (by address)
    wins, and takes over what the other side holds of the same translation. Raises Unreadable.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as failure:
        raise Unreadable(str(failure)) from None
    ours, theirs = (_records(_side(text, which).encode()) for which in (0, 1))
    settled, lost = dict(ours), {}
    for address, record in theirs.items():
        if record != ours.get(address, record):
            settled[address], dropped = _combined(ours[address], record, now.get(address, ("", "")))
            if dropped:
                lost[address] = dropped
        else:
            settled[address] = record
    return settled, lost


def _combined(one: Record, other: Record, now: tuple[str, str]) -> tuple[Record, Record | None]:
    """Two records of a field as one, and the one of which something didn't fit in it."""
    source, own = normal(now[0]), digest(now[1])

    def fits(record: Record) -> tuple[bool, bool]:
        mine = record.translation == own
        # Of a text that is neither side's nobody knows what it was made from: then it had better be called outdated.
        return mine, (normal(record.source) == source) is mine

    best, rest = (one, other) if fits(one) >= fits(other) else (other, one)
    if best.translation != rest.translation:
        return best, rest
    of = digest(*now)
    reviews = [each.review for each in (best, rest) if each.review]
    minor = (*best.minor, *rest.minor)
    ignore = dict(rest.ignore)
    ignore |= {check: each for check, each in best.ignore.items() if each.of == of or check not in ignore}
    made = Record(
        best.source,
        best.translation,
        "machine" if "machine" in (best.origin, rest.origin) else "person",  # a reader is never told too much
        max(reviews, key=lambda each: (each.of == of, each.date), default=None),
        tuple(each for each in dict.fromkeys(minor) if each != best.source),
        dict(sorted(ignore.items())),
    )
    partly = (each for each in (one, other) if each.origin != made.origin or each.review not in (None, made.review))
    return made, next(partly, None)


def _side(text: str, which: int) -> str:
    """One side of all conflicts in a text with git's marks."""
    lines, side = [], -1
    for line in text.split("\n"):
        if line.startswith("<<<<<<<"):
            side = 0
        elif line.startswith("|||||||") and side == 0:
            side = 2
        elif line.startswith("=======") and side != -1:
            side = 1
        elif line.startswith(">>>>>>>"):
            side = -1
        elif side in (-1, which):
            lines.append(line)
    # Two sides that each add a last field leave a comma too many or too few between them. No text of ours goes over
    # the end of a line, so what stands there isn't in one.
    whole = re.sub(r",(\s*\n\s*\})", r"\1", "\n".join(lines))
    return re.sub(r"([^\s,{\[])(\s*\n\s*\")", r"\1,\2", whole)


def _records(data: bytes) -> Records:
    data = data.removeprefix(codecs.BOM_UTF8)  # an editor on Windows puts it there
    try:
        records = _decoder.decode(data).fields
    except (DecodeError, UnicodeDecodeError, RecursionError) as failure:  # the last: thousands of brackets
        at = re.search(r"\(byte (\d+)\)", str(failure))
        raise Unreadable(str(failure), data.count(b"\n", 0, int(at[1])) + 1 if at else 1) from None
    if data.count(b'"origin"') != len(records):  # the decoder takes the last of two alike, and loses the other
        _refuse_doubles(data)
    return records


def _refuse_doubles(data: bytes) -> None:
    def unique(pairs: list[tuple[str, object]]) -> None:
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                at = max(0, data.rfind(json.encode(name)))
                raise Unreadable(f"{name} stands in it twice", data.count(b"\n", 0, at) + 1)
            seen.add(name)

    loads(data, object_pairs_hook=unique)


def dump(page: str, records: Mapping[str, Record], order: Iterable[str]) -> bytes:
    """The file for these records, fields in the `order` of the Dutch page: one block a field, so that merges work."""
    fields = {address: records[address] for address in order if address in records}
    return json.format(json.encode(_File(version=1, page=page, fields=fields)), indent=1) + b"\n"
