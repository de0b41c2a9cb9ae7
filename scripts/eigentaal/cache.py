"""Remembers results between runs by a digest of what they were made from, so that one edit costs one page.

Only ever a shortcut: deleting the file changes nothing but the time. It is read with pickle, so it must never come from
elsewhere; it lives in `.cache/`, which git ignores.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import eigentaal

T = TypeVar("T")

_FORM = "values packed one by one"  # what a file of another form holds is not used


class Cache:
    """A dictionary on disk. What isn't asked for is forgotten at the second `save` that has something new.

    At the second, for `check` and `build` take turns and ask for different things. What a run doesn't ask for stays
    packed.
    """

    def __init__(self, file: Path, version: str) -> None:
        """`version` names the program that made the results; another one's file is not used."""
        self.file, self.version = file, f"{_FORM} {version}"
        self._old: dict[str, bytes] = {}
        self._older: dict[str, bytes] = {}
        self._new: dict[str, bytes] = {}
        try:
            with file.open("rb") as stream:
                if pickle.load(stream) == self.version:
                    self._old, self._older = pickle.load(stream)
        except (
            OSError,
            EOFError,
            pickle.UnpicklingError,
            AttributeError,
            ImportError,
            IndexError,
            ValueError,
            TypeError,
        ):
            pass  # absent, cut short or of another time: start anew

    def __contains__(self, key: str) -> bool:
        return key in self._new or key in self._old or key in self._older

    def get(self, key: str) -> Any:
        """Raises KeyError."""
        for known in (self._new, self._old, self._older):
            if key in known:
                self._new[key] = known[key]
                return pickle.loads(known[key])
        raise KeyError(key)

    def put(self, key: str, value: T) -> T:
        self._new[key] = pickle.dumps(value, protocol=5)
        return value

    def remember(self, key: str, make: Callable[[], T]) -> T:
        """The value of `key`, made where it isn't known."""
        return self.get(key) if key in self else self.put(key, make())

    def save(self) -> None:
        """Writes beside the file and renames, so that a killed run leaves the old one."""
        if self._new.keys() <= self._old.keys() | self._older.keys():
            return
        rest = {key: value for key, value in self._old.items() if key not in self._new}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        beside = self.file.with_suffix(f".{os.getpid()}")
        with beside.open("wb") as stream:
            pickle.dump(self.version, stream, protocol=5)
            pickle.dump((self._new, rest), stream, protocol=5)
        beside.replace(self.file)


def program() -> str:
    """Names this program and its Python: results of another one are not used."""
    digest = hashlib.blake2b(f"{eigentaal.__version__} {sys.version}".encode(), digest_size=16)
    package = Path(eigentaal.__file__).parent
    for file in sorted((*package.rglob("*.py"), *package.rglob("*.yml"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()
