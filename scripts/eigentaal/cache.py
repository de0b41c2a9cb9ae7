"""Remembers results between runs by a digest of what they were made from, so that one edit costs one page.

Only ever a shortcut: deleting the file changes nothing but the time. It is read with pickle, so it must never come from
elsewhere; it lives in `.cache/`, which git ignores.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

import eigentaal
from eigentaal.files import replacing
from eigentaal.parallel import spread

T = TypeVar("T")
R = TypeVar("R")

Entry = tuple[str, Callable[[], Any]]
"""A key, and what makes its value."""

_SUM = 4
"""How many bytes at the end of a file hold the sum of all before it."""
_FORM = "values packed one by one"  # what a file of another form holds is not used


class Cache:
    """A dictionary on disk. What isn't asked for is forgotten at the second `save` that has something new.

    At the second, for `check` and `build` take turns and ask for different things. What a run doesn't ask for stays
    packed.
    """

    def __init__(self, file: Path | None = None, version: str = "") -> None:
        """`version` names the program that made the results; another one's file is not used. No file keeps nothing."""
        self.file, self.version = file, f"{_FORM} {version}"
        self._old: dict[str, bytes] = {}
        self._older: dict[str, bytes] = {}
        self._new: dict[str, bytes] = {}
        if file is not None and (kept := stored(file, self.version)) is not None:
            self._old, self._older = kept

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
        self._new[key] = _packed(value)
        return value

    def remember(self, key: str, make: Callable[[], T]) -> T:
        """The value of `key`, made where it isn't known."""
        return self.get(key) if key in self else self.put(key, make())

    def remember_each(
        self,
        keys: Sequence[str],
        items: Sequence[T],
        make: Callable[[Sequence[T]], Sequence[R]],
        also: Callable[[Sequence[T], Sequence[R]], Iterable[Entry]] = lambda *_: (),
        together: int = 16,
    ) -> Iterator[R]:
        """What `make` makes of each item, in order; a key names all that a result depends on.

        What isn't known is made so many `together`, for processors like doing the same again; by all processors where
        it is much (see `spread`), and that begins at once. Of those that are made `also` tells what else to remember.
        """
        known = [key in self for key in keys]
        fresh = [item for item, kept in zip(items, known, strict=True) if not kept]

        def some(batch: Sequence[T]) -> list[_Made[R]]:
            values = make(batch)
            made = [_Made(value, _packed(value), {}) for value in values]
            made[0].also.update((key, _packed(work())) for key, work in also(batch, values) if key not in self)
            return made

        batches = [fresh[at : at + together] for at in range(0, len(fresh), together)]
        made = chain.from_iterable(spread(some, batches))
        return (self.get(key) if kept else self._take(key, next(made)) for key, kept in zip(keys, known, strict=True))

    def _take(self, key: str, made: _Made[R]) -> R:
        self._new |= {key: made.packed, **made.also}
        return made.value

    def save(self) -> None:
        """Keeps what is new for the next run, where that can be written."""
        if self.file is None or self._new.keys() <= self._old.keys() | self._older.keys():
            return
        rest = {key: value for key, value in self._old.items() if key not in self._new}
        store(self.file, self.version, (self._new, rest))


def store(file: Path, version: str, value: object) -> None:
    """Pickles the value beside the file and renames, so that a killed run leaves the old one.

    Nothing is kept where that fails, and nobody told: the next run says the same, only later. A disk that can't be
    written is often meant so (another's copy, a CI job); one that is full tells it where the site itself is written.
    """
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as stream:
            summed = _Summed(stream)
            pickle.dump((version, value), summed, protocol=5)
            stream.write(summed.sum.to_bytes(_SUM, "big"))


def stored(file: Path, version: str) -> Any:
    """What was stored; None where nothing was, under another version, or where a byte isn't what was written.

    The sum costs a third of what reading the pickle does. Without it a damaged file gives anything: a traceback, or
    another text that looks right.
    """
    try:
        data = memoryview(file.read_bytes())
    except OSError:
        return None
    if zlib.crc32(data[:-_SUM]) != int.from_bytes(data[-_SUM:], "big"):
        return None
    with suppress(Exception):  # the program that wrote it may have had other classes: pickle raises nearly anything
        named, value = pickle.loads(data)
        return value if named == version else None


class _Summed:
    """A stream that adds up what goes through it; pickle writes to it piece by piece, for it may be much."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.sum = stream, 0

    def write(self, data: bytes) -> None:
        self.sum = zlib.crc32(data, self.sum)
        self._stream.write(data)


class _Made(Generic[T]):
    """A value and its packed form, which is also how another process sends it: it is packed once, where it was made.

    `also`: other packed values to remember, by their keys.
    """

    def __init__(self, value: T, packed: bytes, also: dict[str, bytes]) -> None:
        self.value, self.packed, self.also = value, packed, also

    def __reduce__(self) -> tuple[Callable[..., _Made[T]], tuple[bytes, dict[str, bytes]]]:
        return _Made._unpacked, (self.packed, self.also)

    @staticmethod
    def _unpacked(packed: bytes, also: dict[str, bytes]) -> _Made[T]:
        return _Made(pickle.loads(packed), packed, also)


def _packed(value: object) -> bytes:
    return pickle.dumps(value, protocol=5)


def fingerprint(text: str) -> str:
    """A short name of all that a text says, for a key."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@cache
def program() -> str:
    """Names this program, its Python and the libraries it finds: results of others are not used."""
    digest = hashlib.blake2b(f"{eigentaal.__version__} {sys.version}".encode(), digest_size=16)
    for folder in sys.path:
        if folder.endswith("-packages"):  # what is installed there is named with its version
            with suppress(OSError):
                digest.update(" ".join(sorted(each for each in os.listdir(folder) if "-info" in each)).encode())
    package = Path(eigentaal.__file__).parent
    for file in sorted((*package.rglob("*.py"), *package.rglob("*.yml"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()
