"""Lists of words stand in the order of their language."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from eigentaal.alphabet import place

ORDERED: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "alphabets.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("language", ORDERED)
def test_words_stand_where_a_reader_looks_for_them(language: str) -> None:
    shuffled = sorted(ORDERED[language])
    assert shuffled != ORDERED[language]
    assert sorted(shuffled, key=lambda word: place(word, language)) == ORDERED[language]


def test_a_language_without_an_order_of_its_own_has_that_of_its_bare_letters() -> None:
    assert sorted(["Zon", "\u00e9t\u00e9", "\u0142za", "mama", "eten", "ba"], key=lambda word: place(word, "hr")) == [
        *("ba", "\u00e9t\u00e9", "eten", "\u0142za", "mama", "Zon")
    ]
