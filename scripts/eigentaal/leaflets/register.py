"""The register of printed editions: what was handed out under which code, so that a code on paper keeps its meaning.

`docs/_editions.json`, written by `eigentaal release` alone. An edition is the blocks of a sheet; its code names them,
so the same text always has the same code, and a code never gets another text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from eigentaal.files import replacing
from eigentaal.leaflets.sheet import Block

FILE = "_editions.json"
VERSION = 1
# Without vowels (no words by accident) and without what looks alike: 0 and o, 1 and l.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 6
CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class RegisterFault(Exception):
    """The register isn't what `release` wrote: publishing without it would break what paper promises."""


class Released(Struct, frozen=True):
    """An edition that was released. `subject` says of what: `cjg/tolk:ar`, `cjg/tolk:nl+ar`, `set/wachten:tr`."""

    code: str
    subject: str
    date: str
    blocks: tuple[Block, ...]


class Change(Struct, frozen=True):
    """A block that differs between two editions: `kind` is new, changed or gone."""

    kind: str
    block: Block


def code(subject: str, blocks: Iterable[Block], taken: Mapping[str, Released]) -> str:
    """The code of an edition; the next one where two editions would get the same."""
    content = json.dumps([subject, [(each.id, each.digest) for each in blocks]], ensure_ascii=False)
    for attempt in range(1000):
        number = int.from_bytes(blake2b(f"{attempt} {content}".encode(), digest_size=8).digest())
        letters = ""
        for _ in range(LENGTH):
            number, index = divmod(number, len(ALPHABET))
            letters += ALPHABET[index]
        other = taken.get(letters)
        if other is None or (other.subject == subject and same(other.blocks, blocks)):
            return letters
    raise RegisterFault("no code left")


def same(one: Iterable[Block], other: Iterable[Block]) -> bool:
    return [(each.id, each.digest) for each in one] == [(each.id, each.digest) for each in other]


def changes(old: Iterable[Block], new: Iterable[Block]) -> list[Change]:
    """What is different in the new edition, in its order; what is gone comes last."""
    before, after = {each.id: each for each in old}, {each.id: each for each in new}
    found = [
        Change("changed" if each.id in before else "new", each)
        for each in after.values()
        if each.id not in before or before[each.id].digest != each.digest
    ]
    return found + [Change("gone", each) for each in before.values() if each.id not in after]


def read(docs: Path) -> dict[str, Released]:
    """Code → edition. Empty where nothing was released yet. Raises RegisterFault, OSError."""
    file = docs / FILE
    if not file.exists():
        return {}
    try:
        loaded = json.loads(file.read_text(encoding="utf-8"))
        if loaded["version"] != VERSION:
            raise ValueError("version")
        return {code: _released(code, entry) for code, entry in loaded["editions"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as failure:
        raise RegisterFault(str(failure)) from None


def _released(code: str, entry: Mapping[str, object]) -> Released:
    subject, date, blocks = entry["subject"], entry["date"], entry["blocks"]
    if not (CODE.fullmatch(code) and isinstance(subject, str) and isinstance(date, str) and DATE.fullmatch(date)):
        raise ValueError(code)
    if not isinstance(blocks, dict):
        raise ValueError(code)
    return Released(
        code, subject, date, tuple(Block(str(key), str(label), str(digest)) for key, (label, digest) in blocks.items())
    )


def write(docs: Path, editions: Mapping[str, Released]) -> None:
    """Puts the register in place in one step. Only `eigentaal release` calls this."""
    with replacing(docs / FILE) as stream:
        stream.write(dump(editions))


def dump(editions: Mapping[str, Released]) -> bytes:
    """The file: one edition a line group, by code, so that two releases merge without a conflict."""
    entries = {
        each.code: {
            "subject": each.subject,
            "date": each.date,
            "blocks": {block.id: [block.label, block.digest] for block in each.blocks},
        }
        for each in sorted(editions.values(), key=lambda each: each.code)
    }
    lines = ",\n".join(f' "{code}": {json.dumps(entry, ensure_ascii=False)}' for code, entry in entries.items())
    return f'{{"version": {VERSION}, "editions": {{\n{lines}\n}}}}\n'.encode()
