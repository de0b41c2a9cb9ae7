"""The one Jinja environment: escapes everything, knows no undefined names, and never compiles content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from eigentaal.state import ROLES

SPOKEN: frozenset[str] = frozenset(
    (
        *("always", "open_line", "day_range", "list_comma", "free", "fact_waits", "own_language_blank", "interpreter"),
        *("written_by_machine", "written_by_person", "translated_by_machine", "translated_by_person"),
        *("print_trifold", "print_bilingual", "print_card", "print_checklist", "print_booklet", "print_booklet_print"),
        *("leaflet_scan", "leaflet_unchecked", "leaflet_proof", "leaflet_checked", "leaflet_edition"),
        *("leaflet_provisional", "leaflet_words", "leaflet_answer", "proof", "outdated_since", "trust_draft"),
        *("origin_unknown", "reviewed", "not_reviewed", "greeting", "not_found"),
        *(f"role_{role.replace('-', '_')}" for role in ROLES),
    )
)
"""The interface texts that Python asks for; templates ask for theirs as `t.name`."""


def used_words(overrides: Path) -> set[str]:
    """The keys of every interface text that the site needs."""
    templates = "".join(
        file.read_text(encoding="utf-8", errors="replace") for file in sorted(overrides.rglob("*.html"))
    )
    return {*SPOKEN, *re.findall(r"\bt\.([a-z_]+)", templates)}


def slots(text: str) -> set[str]:
    """The {names} in an interface text; a lone brace counts as one, for it would be printed."""
    names = set(re.findall(r"\{([a-z]+)\}", text))
    return names | {brace for brace in "{}" if brace in re.sub(r"\{[a-z]+\}", "", text)}


class Phrase(str):
    """An interface text: plain as a string, isolated and escaped in HTML; a Dutch one in another language says so."""

    __slots__ = ("html",)
    html: Markup

    def __html__(self) -> Markup:
        return self.html

    def filled(self, **values: object) -> Markup:
        """The text with its {names} filled in; values that are Markup stay so."""
        filled = str(self.html)
        for name, value in values.items():
            filled = filled.replace(f"{{{name}}}", escape(value))
        return Markup(filled)


class Phrases(Mapping[str, Phrase]):
    """The interface of one language as templates see it: `t.skip`. What it lacks is Dutch, marked as Dutch."""

    def __init__(
        self,
        own: Mapping[str, str],
        source: Mapping[str, str],
        write: Callable[[str], Markup],
        write_source: Callable[[str], Markup],
    ) -> None:
        """`write` and `write_source` make HTML of a text of this language and of a Dutch one."""
        # A translation with other slots than the Dutch would lose what belongs there: then the Dutch stands.
        fit = {key for key, text in own.items() if key in source and slots(text) == slots(source[key])}
        self._all = {
            key: _phrase(own[key] if key in fit else text, write if key in fit else write_source)
            for key, text in source.items()
        }

    def __getitem__(self, key: str) -> Phrase:
        return self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def _phrase(text: str, write: Callable[[str], Markup]) -> Phrase:
    made = Phrase(text)
    made.html = Markup("").join(
        Markup(piece) if piece[:1] == "{" else write(piece) for piece in re.split(r"(\{[a-z]+\})", text) if piece
    )
    return made


@lru_cache(maxsize=4)
def environment(folder: Path) -> jinja2.Environment:
    """The environment for the templates in `folder`. An edited template is seen at the next page (`serve`)."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["plain"] = str
    return made
