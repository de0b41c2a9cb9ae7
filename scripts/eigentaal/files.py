"""The bytes of files, each read once: what named the state of a project is also what is loaded; putting one down."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

Texts = Mapping[str, bytes]
"""Files that were read already: path → bytes."""
UNREAD: Texts = MappingProxyType({})

_PIECE = 1 << 16


def read_bytes(name: str, texts: Texts = UNREAD) -> bytes:
    """What the file `name` holds; takes half the time of `open`, for thousands are read. Raises OSError."""
    if name in texts:
        return texts[name]
    file = os.open(name, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        parts = [os.read(file, _PIECE)]
        while len(parts[-1]) == _PIECE:
            parts.append(os.read(file, _PIECE))
    finally:
        os.close(file)
    return parts[0] if len(parts) == 1 else b"".join(parts)


@contextmanager
def replacing(file: Path) -> Iterator[BinaryIO]:
    """A stream beside the file, renamed to it once all is written: nobody finds half of it, a failure leaves nothing.

    The file keeps its rights. Raises OSError, which names the file itself.
    """
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with beside.open("wb") as stream:
            yield stream
        if file.exists():
            beside.chmod(stat.S_IMODE(file.stat().st_mode))  # shutil takes long to import
        beside.replace(file)
    except OSError as failure:  # which would name the file beside, that nobody knows
        raise OSError(failure.errno, failure.strerror, str(file)) from None
    finally:  # under docs/ it would stop the next build, as a hidden file
        with suppress(OSError):
            beside.unlink()
