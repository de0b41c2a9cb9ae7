"""What is kept of a translation: the Dutch text that was translated, a digest of the translation, and who looked at it.

One JSON file per page and language, in `docs/<language>/_state/`, written only by the tools. "Outdated" is decided by
comparing texts, never dates, so that squashing, rebasing and shallow clones change nothing. Four things are never
mixed: is it fresh, who made it, who reviewed it, is it published. No names are kept, only roles.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, get_args

from msgspec import DecodeError, Struct, json

Origin = Literal["person", "machine"]
ORIGINS: tuple[str, ...] = get_args(Origin)
ROLES = ("native-reader", "translator", "professional", "jurist", "youth-doctor")


class Review(Struct, frozen=True):
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


class Ignore(Struct, frozen=True):
    """A finding that is right as it is. Bound like a review, so it lapses with the texts."""

    reason: str
    of: str


class Record(Struct, frozen=True, omit_defaults=True):
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


class _File(Struct, kw_only=True):
    """A state file as it is written; Record's fields without a value are left out."""

    version: Literal[1]
    page: str = ""
    fields: dict[str, Record]


_decoder = json.Decoder(_File)


def normal(text: str) -> str:
    """A text as it is compared: NFC, one space for any white space. Case and punctuation count."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(*texts: str) -> str:
    """A short name of one or more texts."""
    joined = "\0".join(map(normal, texts))
    return "b2:" + hashlib.blake2b(joined.encode(), digest_size=6).hexdigest()


Records = dict[str, Record]
"""What is kept of the fields of a page in one language, by address."""


class Unreadable(Exception):
    """The state file isn't what the tools wrote; `line` counts from 1."""

    def __init__(self, why: str, line: int = 1) -> None:
        super().__init__(why)
        self.line = line


def parse(data: bytes, targets: Mapping[str, str]) -> tuple[Records, bool]:
    """The records of a state file, and whether it held a merge conflict.

    A conflict is settled field by field: the side that belongs to the translation as it is now (`targets`, by address)
    wins. Raises Unreadable.
    """
    if b"<<<<<<<" not in data or not re.search(rb"^<{7}", data, re.MULTILINE):
        return _records(data), False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as failure:
        raise Unreadable(str(failure)) from None
    ours, theirs = (_records(_side(text, which).encode()) for which in (0, 1))
    merged = dict(ours)
    for address, record in theirs.items():
        now = digest(targets.get(address, ""))
        if address not in ours or (record.translation == now and ours[address].translation != now):
            merged[address] = record
    return merged, True


def _side(text: str, which: int) -> str:
    """One side of all conflicts in a text with git's marks."""
    lines, side = [], -1
    for line in text.splitlines(keepends=True):
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
    # Two sides that each add a last field leave a comma too many or too few between them.
    return re.sub(r"\}(\s*)\"", r'},\1"', re.sub(r",(\s*\})", r"\1", "".join(lines)))


def _records(data: bytes) -> Records:
    try:
        return _decoder.decode(data).fields
    except (DecodeError, UnicodeDecodeError, RecursionError) as failure:  # the last: thousands of brackets
        at = re.search(r"\(byte (\d+)\)", str(failure))
        raise Unreadable(str(failure), data.count(b"\n", 0, int(at[1])) + 1 if at else 1) from None


def dump(page: str, records: Mapping[str, Record], order: Iterable[str]) -> bytes:
    """The file for these records, fields in the `order` of the Dutch page: one block a field, so that merges work."""
    fields = {address: records[address] for address in order if address in records}
    return json.format(json.encode(_File(version=1, page=page, fields=fields)), indent=1) + b"\n"
