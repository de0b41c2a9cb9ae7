"""What the last check found, to be said again while no file has changed: then nothing is loaded at all.

Knows the files of a project only as bytes. A shortcut that is kept as the cache is, in `.cache/`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

from msgspec import Struct

from eigentaal.cache import program, store, stored
from eigentaal.files import read_bytes
from eigentaal.problems import Problem

_FILE = Path(".cache/eigentaal-check")
_TEXTS = (".yml", ".json")
_REGULAR, _LINK = "file", "link"


class Findings(Struct, frozen=True):
    """All problems of a project, sorted, and what was looked at."""

    problems: tuple[Problem, ...]
    pages: int
    """How many, in all languages together."""
    languages: tuple[str, ...]
    """Their codes; none where the settings can't be read."""
    files: tuple[str, ...]
    """Every YAML and JSON file of the content, as messages name it."""


def recall(root: Path) -> Findings | None:
    """What was found in `root`, if it was found by this program in the files as they are; else None."""
    kept = stored(root / _FILE, program())
    if kept is None:
        return None
    folders, digest, found = kept
    with suppress(OSError):  # a folder went
        if digest == fingerprint(root, folders):
            return cast(Findings, found)
    return None


def keep(root: Path, folders: Sequence[Path], digest: str, found: Findings) -> None:
    """Remembers what was found; `digest` is the fingerprint from before the files were read."""
    store(root / _FILE, program(), (folders, digest, found))


def fingerprint(root: Path, folders: Sequence[Path], texts: dict[str, bytes] | None = None) -> str:
    """Names the project, its settings and all files in these folders: place, sort, every byte. Raises OSError.

    The project too: who copies its folder copies what was kept, and the folders named there are those of the first.
    `texts` takes what was read of YAML and JSON, by path, so that nothing reads it a second time.
    """
    texts = {} if texts is None else texts
    digest = hashlib.blake2b(os.fsencode(root) + b"\0" + (root / "mkdocs.yml").read_bytes(), digest_size=16)
    for folder in folders:
        for name, sort in _walk(os.fspath(folder)):
            digest.update(f"\0{name}\0{sort}\0".encode("utf-8", "surrogateescape"))
            if sort == _REGULAR:
                data = read_bytes(name)
                digest.update(b"%d\0" % len(data) + data)
                if name.endswith(_TEXTS):
                    texts[name] = data
            elif sort == _LINK:
                digest.update(os.urandom(16))  # what is behind it may change unseen: nothing is remembered then
    return digest.hexdigest()


def _walk(folder: str) -> Iterator[tuple[str, str]]:
    """Everything in a folder and below it, in one order, with its sort; links are not followed."""
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda each: each.name)
    for entry in entries:
        if entry.is_symlink():
            yield entry.path, _LINK
        elif entry.is_dir(follow_symlinks=False):
            yield entry.path, "folder"
            yield from _walk(entry.path)
        else:
            yield entry.path, _REGULAR if entry.is_file(follow_symlinks=False) else "other"
