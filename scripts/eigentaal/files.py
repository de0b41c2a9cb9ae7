"""The bytes of files, each read once: what named the state of a project is also what is loaded."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

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
