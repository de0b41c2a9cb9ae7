"""Terms, dates, amounts, weekdays and times as people read them, per language, with Western digits."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from eigentaal import formats
from eigentaal.facts import DAYS, Hours, Opening, Value
from eigentaal.phrases import Phrases

DATA = yaml.safe_load(Path(__file__).with_name("data").joinpath("formats.yml").read_text(encoding="utf-8"))
LANGUAGES = ("nl", "ar", "tr")
UNITS = ("day", "week", "month", "year", "hour", "minute")


def seen(text: str) -> str:
    """A text as its reader sees it: without marks for the direction, and with any space as a space."""
    return re.sub("[\u200e\u200f\u061c\u2066-\u2069]", "", text).replace("\u00a0", " ").replace("\u202f", " ")


def words_of(language: str) -> Phrases:
    """The interface texts around the values, without direction marks."""
    own = DATA["words"][language]
    return Phrases(own, own, escape, escape)


def duration(number: int, unit: str) -> Value:
    return Value(id="x", kind="duration", number=str(number), unit=unit, publish="yes")


def rows(table: str) -> list[Any]:
    return [
        pytest.param(language, given_value, wanted, id=ascii(f"{language}-{given_value}"))
        for language, entries in DATA[table].items()
        for given_value, wanted in entries.items()
    ]


@pytest.mark.parametrize(
    ("language", "unit", "number", "wanted"),
    [
        pytest.param(language, unit, number, wanted, id=f"{language}-{number}-{unit}")
        for language, units in DATA["durations"].items()
        for unit, numbers in units.items()
        for number, wanted in numbers.items()
    ],
)
def test_a_term_is_written_in_words(language: str, unit: str, number: int, wanted: str) -> None:
    assert seen(formats.value(duration(number, unit), language)) == wanted


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_keeps_its_number(language: str, unit: str) -> None:
    """Arabic says one and two without a digit."""
    wrong = {
        number: text
        for number in range(3 if language == "ar" else 1, 400)
        if (text := seen(formats.value(duration(number, unit), language))).split()[0] != str(number)
    }
    assert wrong == {}


@pytest.mark.parametrize(("language", "number", "wanted"), rows("amounts"))
def test_an_amount_is_written_in_euros(language: str, number: str, wanted: str) -> None:
    assert seen(formats.value(Value(id="x", kind="amount", number=number, publish="yes"), language)) == wanted


@pytest.mark.parametrize(("language", "day", "wanted"), rows("dates"))
def test_a_date_is_written_out(language: str, day: str, wanted: str) -> None:
    assert seen(formats.value(Value(id="x", kind="date", date=day, publish="yes"), language)) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", ["0", "18", "1000"])
def test_a_plain_number_stays_as_it_is(language: str, number: str) -> None:
    assert formats.value(Value(id="x", kind="number", number=number, publish="yes"), language) == number


@pytest.mark.parametrize(("language", "time", "wanted"), rows("clocks"))
def test_a_time_is_written_as_on_dutch_doors(language: str, time: str, wanted: str) -> None:
    assert formats.clock(time, language) == wanted


@pytest.mark.parametrize(("language", "codes", "wanted"), rows("days"))
def test_days_in_a_row_become_a_range(language: str, codes: str, wanted: str) -> None:
    assert formats.days(codes.split(), language, words_of(language).__getitem__) == wanted


def opening(written: str) -> Hours:
    """Hours from "mo tu 09:00 17:00, fr 13:00 16:30"."""
    if written == "always":
        return Hours(publish="yes", always=True)
    times = []
    for at, part in enumerate(part for part in written.split(", ") if part):
        *days, opens, closes = part.split()
        times.append(Opening(id=f"t{at}", days=" ".join(days), opens=opens, closes=closes))
    return Hours(publish="yes", times=tuple(times))


@pytest.mark.parametrize(("language", "written", "wanted"), rows("hours"))
def test_opening_hours_are_sentences(language: str, written: str, wanted: list[str]) -> None:
    assert formats.hours(opening(written), language, words_of(language).__getitem__) == wanted


@pytest.mark.parametrize("language", [*LANGUAGES, "fa", "ur", "bn", "my", "ckb", "zh-Hans", "pt-BR", "xx", "xx-Latn"])
def test_digits_are_western_in_every_language(language: str) -> None:
    """Also in languages whose own digits CLDR would use, and in those that CLDR doesn't know."""
    words = words_of("nl").__getitem__
    shown = [
        *(formats.value(duration(14, unit), language) for unit in UNITS),
        formats.value(Value(id="x", kind="amount", number="1250.50", publish="yes"), language),
        formats.value(Value(id="x", kind="date", date="2026-11-22", publish="yes"), language),
        *formats.hours(opening("mo tu we 09:00 17:00"), language, words),
    ]
    assert [each for each in shown if re.search(r"\d", each) and not re.search("[0-9]", each)] == []
    assert [each for each in shown if re.search(r"(?![0-9])\d", each)] == []


@settings(max_examples=60)
@given(st.sets(st.sampled_from(DAYS), min_size=1), st.sampled_from(LANGUAGES), st.randoms(use_true_random=False))
def test_the_order_of_the_days_doesnt_matter(codes: set[str], language: str, random: Any) -> None:
    words = words_of(language).__getitem__
    shuffled = sorted(codes)
    random.shuffle(shuffled)
    assert formats.days(shuffled, language, words) == formats.days(sorted(codes), language, words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_day_is_lost_or_put_in(language: str) -> None:
    """No two sets of days are told in the same words, and each day by itself has its own name."""
    words = words_of(language).__getitem__
    sets = [codes for count in range(1, 8) for codes in combinations(DAYS, count)]
    told = [formats.days(codes, language, words) for codes in sets]
    assert len(told) == 127
    assert [each for each, times in Counter(told).items() if times > 1] == []
    names = {day: formats.days([day], language, words) for day in DAYS}
    for codes, text in zip(sets, told, strict=True):
        inside = {
            day
            for before, day, after in zip(DAYS, DAYS[1:], DAYS[2:], strict=False)
            if {before, day, after} <= {*codes}
        }
        assert [day for day in codes if day not in inside and names[day] not in text] == []
