"""The folders on paper, as PDF: `folders/<language>/<page>-<format>.pdf`."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.edition import Edition


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    for each in edition.shelf.folders:
        yield each.plan.file, each.pdf
