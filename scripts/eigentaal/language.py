"""What a language of the site is."""

from __future__ import annotations

from msgspec import Struct

CODE = r"[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"
"""How the code of a language is written, as a pattern: ar, pt-BR, zh-Hans."""


class Language(Struct, frozen=True):
    """One language of the site, as `mkdocs.yml` lists it."""

    code: str
    name: str
    """In the language itself; it is written in `mkdocs.yml`, never in a program."""
    direction: str
    dutch_name: str
    """What a parent says to the desk: "Ik spreek Arabisch"."""
    site_name: str
