"""What is kept of a translation: the Dutch text that was translated, a digest of the translation, and who looked at it.

One JSON file per page and language, in `docs/<language>/_state/`, written only by the tools. "Outdated" is decided by
comparing texts, never dates, so that squashing, rebasing and shallow clones change nothing. Four things are never
mixed: is it fresh, who made it, who reviewed it, is it published. No names are kept, only roles.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

VERSION = 1
ORIGINS = ("person", "machine")
ROLES = ("native-reader", "translator", "professional", "jurist", "youth-doctor")


class Review(Struct, frozen=True):
    """Somebody looked. `of` is the digest of the Dutch text and the translation together: change one, and it lapses."""

    role: str
    date: str
    of: str


class Ignore(Struct, frozen=True):
    """A finding that is right as it is. Bound like a review, so it lapses with the texts."""

    reason: str
    of: str


class Record(Struct, frozen=True):
    """What is kept of one translated field."""

    source: str
    """The Dutch text that was translated."""
    translation: str
    """Digest of the translation, which shows an edit by hand."""
    origin: str
    review: Review | None = None
    minor: tuple[str, ...] = ()
    """Earlier wordings of the Dutch that differed in nothing a translator would see."""
    ignore: Mapping[str, Ignore] = {}


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


def parse(data: bytes, targets: Mapping[str, str]) -> tuple[dict[str, Record], bool]:
    """The records of a state file, and whether it held a merge conflict.

    A conflict is settled field by field: the side that belongs to the translation as it is now (`targets`, by address)
    wins. Raises Unreadable.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as failure:
        raise Unreadable(str(failure)) from None
    if "<<<<<<<" not in text or not re.search(r"^<{7}", text, re.MULTILINE):
        return _records(text), False
    ours, theirs = (_records(_side(text, which)) for which in (0, 1))
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


def _records(text: str) -> dict[str, Record]:
    try:
        loaded = json.loads(text)
    except json.JSONDecodeError as failure:
        raise Unreadable(failure.msg, failure.lineno) from None
    except (ValueError, RecursionError) as failure:  # a number of 5,000 digits, 5,000 brackets
        raise Unreadable(str(failure)) from None
    fields = loaded.get("fields") if isinstance(loaded, dict) else None
    if not isinstance(fields, dict) or loaded.get("version") != VERSION:
        raise Unreadable("version / fields")
    try:
        return {address: _record(entry) for address, entry in fields.items()}
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as failure:
        raise Unreadable(repr(failure)) from None


def _record(entry: Mapping[str, Any]) -> Record:
    if entry["origin"] not in ORIGINS:
        raise ValueError(entry["origin"])
    review, minor, ignore = entry.get("review"), entry.get("minor"), entry.get("ignore")
    return Record(
        str(entry["source"]),
        str(entry["translation"]),
        entry["origin"],
        Review(str(review["role"]), str(review["date"]), str(review["of"])) if review else None,
        tuple(map(str, minor)) if minor else (),
        {check: Ignore(str(each["reason"]), str(each["of"])) for check, each in ignore.items()} if ignore else {},
    )


def dump(page: str, records: Mapping[str, Record], order: Iterable[str]) -> bytes:
    """The file for these records, fields in the `order` of the Dutch page: one block a field, so that merges work."""
    fields = {address: _entry(records[address]) for address in order if address in records}
    document = {"version": VERSION, "page": page, "fields": fields}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(record: Record) -> dict[str, Any]:
    entry: dict[str, Any] = {"source": record.source, "translation": record.translation, "origin": record.origin}
    if record.review:
        entry["review"] = {"role": record.review.role, "date": record.review.date, "of": record.review.of}
    if record.minor:
        entry["minor"] = list(record.minor)
    if record.ignore:
        entry["ignore"] = {
            check: {"reason": each.reason, "of": each.of} for check, each in sorted(record.ignore.items())
        }
    return entry
