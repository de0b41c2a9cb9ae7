"""Where the sound of a Dutch sentence should stand, its meaning stands; looked for where nothing listens to the sound.

Why: a parent reads it aloud to the desk, which doesn't understand it.
Example: in Cyrillic or Ethiopic script the translation of `Ik wil een tolk` under both meaning and sound.
Mend: write in the reader's letters how the Dutch sentence sounds.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import WARNING, Problem, problem
from eigentaal.sounds import heard
from eigentaal.state import normal

SEVERITY = WARNING
BY_PAGE = True


def check(contents: Contents) -> Iterator[Problem]:
    for group in contents.groups:
        if heard("", group[0]) is not None:
            continue  # `sound-differs` listens
        texts = {unit.address: unit for unit in contents.units(group)}
        for address, unit in texts.items():
            meaning = texts.get(f"{address.removesuffix('.sound')}.meaning") if address.endswith(".sound") else None
            if meaning and unit.target and normal(unit.target) == normal(meaning.target):
                details = {"field": address, "source": unit.source, "target": unit.target}
                yield problem(unit.file, unit.place, "sound-is-meaning", SEVERITY, **details)
