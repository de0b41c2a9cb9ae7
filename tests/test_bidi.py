"""Which runs stand on their own: numbers and Latin names in right-to-left text, Dutch names in other languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eigentaal.bidi import Isolate, isolate, name_pattern

DATA = yaml.safe_load(Path(__file__).with_name("data").joinpath("bidi.yml").read_text(encoding="utf-8"))
NAMES = name_pattern(frozenset(DATA["names"]))


def whole(pieces: list[str | Isolate]) -> str:
    return "".join(each if isinstance(each, str) else each.text for each in pieces)


def isolated(pieces: list[str | Isolate]) -> list[str]:
    return [each.text for each in pieces if isinstance(each, Isolate)]


def test_there_are_enough_strings() -> None:
    assert len(set(DATA["whole"])) >= 30
    assert len(DATA["contexts"]) >= 3
    assert all(isinstance(each, str) for each in DATA["whole"])


@pytest.mark.parametrize("run", DATA["whole"], ids=ascii)
def test_a_run_is_isolated_as_a_whole_and_nothing_else_is(run: str) -> None:
    wrong = {}
    for context, around in DATA["contexts"].items():
        pieces = list(isolate(around.format(run), "rtl"))
        assert whole(pieces) == around.format(run)
        if isolated(pieces) != [run]:
            wrong[context] = isolated(pieces)
    assert wrong == {}


@pytest.mark.parametrize("run", DATA["whole"], ids=ascii)
def test_a_run_that_holds_words_is_foreign_and_digits_are_not(run: str) -> None:
    (piece,) = [each for each in isolate(run, "rtl") if isinstance(each, Isolate)]
    assert piece.foreign == any(char.isalpha() for char in run)


def test_two_runs_beside_each_other_are_two() -> None:
    text = DATA["contexts"]["middle"].format("0800-2000\u060c 0800-0113")
    assert isolated(list(isolate(text, "rtl"))) == ["0800-2000", "0800-0113"]


@pytest.mark.parametrize("text", DATA["plain"], ids=ascii)
def test_plain_arabic_is_left_alone(text: str) -> None:
    assert isolated(list(isolate(text, "rtl"))) == []
    assert whole(list(isolate(text, "rtl"))) == text


@pytest.mark.parametrize(("text", "wanted"), DATA["turkish"].items(), ids=ascii)
def test_a_dutch_name_in_a_latin_language_is_isolated_without_its_suffix(text: str, wanted: list[str]) -> None:
    pieces = list(isolate(text, "ltr", NAMES))
    assert isolated(pieces) == wanted
    assert whole(pieces) == text
    assert all(each.foreign for each in pieces if isinstance(each, Isolate))


@pytest.mark.parametrize("text", DATA["whole"], ids=ascii)
def test_digits_in_a_left_to_right_language_need_no_isolation(text: str) -> None:
    assert list(isolate(text, "ltr")) == [text]
    assert list(isolate(text, "ltr", name_pattern(frozenset()))) == [text]


LETTERS = st.sampled_from([*"\u0627\u0628\u062a0123456789abcXYZ .,:-/+%()'@&_", "\u20ac", "\u060c", "\u2013", "\u2019"])


def _holds(text: str, direction: str, names: Any) -> None:
    pieces = list(isolate(text, direction, names))
    assert whole(pieces) == text
    for each in isolated(pieces):
        assert each == each.strip()
        assert not any("\u0600" <= char <= "\u06ff" for char in each)
        ends_well = re.search(r"[^.,:/'@&_(+-]$|[0-9]\+$|(^|\W)([^\W\d]\.){2,}$", each)  # words; "18+"; "B.V."
        assert ends_well, each


@settings(max_examples=200)
@given(st.text(LETTERS, max_size=40))
def test_no_letter_is_lost_and_no_arabic_isolated(text: str) -> None:
    _holds(text, "rtl", None)
    assert whole(list(isolate(text, "ltr", NAMES))) == text


@pytest.mark.full
@settings(max_examples=20_000)
@given(st.text(LETTERS, max_size=60))
def test_no_letter_is_lost_and_no_arabic_isolated_full(text: str) -> None:
    _holds(text, "rtl", None)
    assert whole(list(isolate(text, "ltr", NAMES))) == text


@pytest.mark.parametrize("text", ["a" * 5000, "1 " * 2500, "a." * 2500, "1.-" * 1600, "a@" * 2500, "+" * 5000])
def test_a_long_field_is_looked_through(text: str) -> None:
    assert whole(list(isolate(text, "rtl"))) == text
