"""The pictures under `docs/assets`: which there are, and how large, so that a page keeps its place while they load."""

from __future__ import annotations

import struct
from pathlib import Path

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".avif"})
_PNG = b"\x89PNG\r\n\x1a\n"


def sizes(folder: Path) -> dict[str, tuple[int, int]]:
    """Path from the folder → width and height; (0, 0) for another format than PNG, whose head we don't read."""
    return {
        file.relative_to(folder).as_posix(): _size(file)
        for file in sorted(folder.rglob("*"))
        if file.suffix in SUFFIXES and file.is_file()
    }


def _size(file: Path) -> tuple[int, int]:
    with file.open("rb") as stream:
        head = stream.read(24)
    if len(head) < 24 or not head.startswith(_PNG):
        return 0, 0
    width, height = struct.unpack(">II", head[16:24])
    return width, height
