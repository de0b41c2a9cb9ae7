"""What a language of the site is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site, as `mkdocs.yml` lists it."""

    code: str
    name: str
    """In the language itself; it is written in `mkdocs.yml`, never in a program."""
    direction: str
    dutch_name: str
    """What a parent says to the desk: "Ik spreek Arabisch"."""
    site_name: str
