"""The words of the interface: which the site needs, what is filled in, and how templates see those of a language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from markupsafe import Markup, escape

from eigentaal.state import ROLES

SPOKEN: Mapping[str, frozenset[str]] = {
    "open_line": frozenset(("days", "opens", "closes")),
    "day_range": frozenset(("first", "last")),
    "interpreter": frozenset(("language",)),
    "reviewed": frozenset(("role", "date")),
    "leaflet_checked": frozenset(("date",)),
    "leaflet_edition": frozenset(("date", "code", "address")),
    "leaflet_provisional": frozenset(("code", "address")),
    **dict.fromkeys(("leaflet_scan", "leaflet_scan_site", "leaflet_unchecked"), frozenset()),
    **dict.fromkeys(("leaflet_proof", "proof"), frozenset()),
    **dict.fromkeys(("leaflet_words", "leaflet_answer", "outdated_since", "trust_draft"), frozenset()),
    **dict.fromkeys(("print_trifold", "print_bilingual", "print_card", "print_checklist"), frozenset()),
    **dict.fromkeys(("print_booklet", "print_booklet_print"), frozenset()),
    **dict.fromkeys(("always", "list_comma", "free", "fact_waits", "own_language_blank"), frozenset()),
    **dict.fromkeys(("written_by_machine", "written_by_person"), frozenset()),
    **dict.fromkeys(("translated_by_machine", "translated_by_person"), frozenset()),
    **dict.fromkeys(("origin_unknown", "not_reviewed", "greeting", "not_found", "offline"), frozenset()),
    **dict.fromkeys(("embed_full", "embed_home", "embed_gone", "embed_withdrawn"), frozenset()),
    "embed_privacy_text": frozenset(("site", "host")),
    **dict.fromkeys((f"role_{role.replace('-', '_')}" for role in ROLES), frozenset()),
}
"""The interface texts that Python asks for, and the {names} it fills in; templates ask for theirs as `t.name`."""

_ASKED = re.compile(r"\bt\.([a-z_]+)(?:\.filled\(((?:[^()]|\([^()]*\))*)\))?")


def used_words(overrides: Path) -> dict[str, set[str]]:
    """The key of every interface text that the site needs, and the {names} that are filled in."""
    found = {key: set(names) for key, names in SPOKEN.items()}
    for file in sorted(overrides.rglob("*.html")):
        for key, values in _ASKED.findall(file.read_text(encoding="utf-8", errors="replace")):
            found.setdefault(key, set()).update(re.findall(r"(?:^|,)\s*(\w+)=", values))
    return found


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
