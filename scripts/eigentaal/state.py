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


def records(data: bytes) -> Records:
    """The records of a state file without conflicts. Raises Unreadable."""
    data = data.removeprefix(codecs.BOM_UTF8)  # an editor on Windows puts it there
    try:
        found = _decoder.decode(data).fields
    except (DecodeError, UnicodeDecodeError, RecursionError) as failure:  # the last: thousands of brackets
        at = re.search(r"\(byte (\d+)\)", str(failure))
        raise Unreadable(str(failure), data.count(b"\n", 0, int(at[1])) + 1 if at else 1) from None
    if data.count(b'"origin"') != len(found):  # the decoder takes the last of two alike, and loses the other
        _refuse_doubles(data)
    return found


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
