"""What prose may not write out, in every language: `tests/data/literals.yml`, a table a check."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from eigentaal.checks import discovered
from eigentaal.contents import Contents
from eigentaal.facts import Organisation
from eigentaal.figures import figures
from eigentaal.language import Language
from eigentaal.page import Page, Sentence
from eigentaal.site import PUBLISHED, Leaf, Site
from eigentaal.text import Text, parse_rich
from eigentaal.yamlfile import read

LANGUAGES = tuple(
    Language(code, code, direction, "Proef", "Proef")
    for code, direction in (("nl", "ltr"), ("ar", "rtl"), ("tr", "ltr"))
)
FILE = Path(__file__).with_name("data") / "literals.yml"
TABLES = read(FILE, FILE.name, tags=True).root


def _text(source: str) -> Text:
    return parse_rich(source, lambda *_: None)


def _site(leaves: dict[str, Page]) -> Site:
    """A site of one page, in the languages given."""
    nowhere = {each.code: {} for each in LANGUAGES}
    return Site(
        docs="docs",
        url="https://example.org/",
        exit_url="https://example.org/",
        urgent=(),
        languages=LANGUAGES,
        organisations={"thuisarts": Organisation(id="thuisarts", name="Thuisarts.nl")},
        rules={},
        districts={},
        interface=nowhere,
        glossary=nowhere,
        descriptions=nowhere,
        leaves={
            each.code: {"p": Leaf("p", each.code, leaves[each.code], PUBLISHED, f"docs/{each.code}/p.yml", ())}
            if each.code in leaves
            else {}
            for each in LANGUAGES
        },
        pictograms={},
    )


def _found(check: str, **pages: Page) -> list[str]:
    return [each.path for each in discovered()[check].check(Contents(_site(pages)))]


def _cases(group: str):
    for check, table in TABLES.items():
        for case in table[group]:
            language = next(each.code for each in LANGUAGES if each.code in case)
            yield pytest.param(check, language, case[language], id=f"{check}-{case['id']}")


@pytest.mark.parametrize(("check", "language", "source"), [*_cases("catch")])
def test_catches(check: str, language: str, source: str) -> None:
    assert _found(check, **{language: Page(answer=_text(source))}) == [f"docs/{language}/p.yml"]


@pytest.mark.parametrize(("check", "language", "source"), [*_cases("pass")])
def test_passes(check: str, language: str, source: str) -> None:
    assert _found(check, **{language: Page(answer=_text(source))}) == []


def test_every_check_of_literals_has_six_cases_of_each_sort() -> None:
    assert set(TABLES) == {each for each in discovered() if each.startswith("literal-")}
    assert [check for check, table in TABLES.items() if min(len(table["catch"]), len(table["pass"])) < 6] == []


def test_what_the_dutch_page_passes_on_is_reported_once() -> None:
    dutch = Page(say=(Sentence(id="a", text=_text("Kunt u mij bellen op 06 12345678?"), meaning="", sound=""),))
    turkish = replace(dutch, say=(replace(dutch.say[0], meaning="06 12345678", sound="06 12345678"),))
    assert _found("literal-phone", nl=dutch, tr=turkish) == ["docs/nl/p.yml"]


def test_every_field_is_looked_at() -> None:
    assert (
        _found("literal-article", nl=Page(title="Artikel 8", short="Art. 8", answer=_text("Zie artikel 8.")))
        == ["docs/nl/p.yml"] * 3
    )


ROWS = (
    "1 12 112 06 0800 070 2512 AB +31 (0 - . : / , € % 10.30 12u06 u uur 2026-11-22 3-4-2020 1950 mei tot http://a.nl/1"
)
PIECES = st.sampled_from([*ROWS.split(" "), " ", "\n", "1 250,50"])


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(("nl", "ar", "tr")))
@example("\u20ac 12u06", "nl")
@example("12u06%", "tr")
def test_every_row_of_digits_and_marks_can_be_read(text: str, language: str) -> None:
    assert all(each.readings and each.shown for each in figures(text, language))
