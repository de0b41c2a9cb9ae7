"""Styles, scripts and the icon."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.edition import Edition


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    for asset in edition.assets.values():
        yield asset.address, asset.data
