"""Recordings of pages, under a name that changes with their content. One that is withdrawn is not among the files."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.edition import Edition


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    for sound in edition.sounds.values():
        yield sound.address, sound.file.read_bytes()
