"""Which small letter a capital is, for comparing words: never for writing one, which a language does in its own way."""

from __future__ import annotations

from functools import cache

from eigentaal.shipped import data


@cache
def small() -> dict[str, str]:
    """Capital → small letter, of all scripts in `data/capitals.yml`."""
    groups: list[dict[str, str]] = data("capitals")
    return {big: own for each in groups for big, own in zip(each["from"], each["to"], strict=True)}
