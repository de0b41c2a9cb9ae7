"""Styles, scripts and the icon."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.assets import INSIDE
from eigentaal.edition import Edition


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    for asset in edition.assets.values():
        if not asset.address.startswith(INSIDE):
            yield asset.address, asset.data
