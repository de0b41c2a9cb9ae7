"""What each field of the model is for, told in the language of the person: Dutch unless English is asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eigentaal.schema import Spec
from eigentaal.shipped import parse

NOTES = Path(__file__).with_name("fields.yml")
SHARED = "all"
"""Stands for every record, where a field of that name has no sentence of its own."""


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Record, or SHARED → field → the Dutch sentence."""
    loaded: dict[str, dict[str, str]] = parse(NOTES.read_text(encoding="utf-8"))
    return loaded


def note_on(spec: Spec, ui: str = "nl") -> str:
    """What a field is for, in the interface language `ui` ("nl" or "en"); the model itself has the English."""
    if ui == "en":
        return spec.note
    record, _, name = spec.field.partition(".")
    notes = catalogue()
    return notes.get(record, {}).get(name) or notes[SHARED][name]
