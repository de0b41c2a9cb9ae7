"""Facts as people read them, per language: terms, dates, times, weekdays. Rules from CLDR (Babel), Western digits.

Ranges are words (`van 9.00 tot 17.00 uur`): a dash between digits turns around in right-to-left text. The sentence
around the values comes from the interface texts.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol

from eigentaal.facts import DAYS, Hours, Value


class Sentence(Protocol):
    """An interface text with {names} to fill in."""

    def filled(self, **values: object) -> str: ...


Words = Callable[[str], Sentence]
"""Gives the interface text of a key, in the reader's language."""


_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0, "hour": 1 / 24, "minute": 1 / 1440}


@lru_cache(maxsize=4096)
def value(fact: Value, language: str) -> str:
    """A value of a rule: "6 weken", "18", "€ 12,50", "1 januari 2026"."""
    from babel import dates, numbers  # costs 40 ms to load, and most pages need none of it

    locale = cldr(language)
    match fact.kind:
        case "duration":
            span = datetime.timedelta(days=_DAYS[fact.unit] * int(fact.number))
            return dates.format_timedelta(span, granularity=fact.unit, threshold=1e9, locale=locale)  # type: ignore[arg-type]  # a choice of the model
        case "amount":
            return numbers.format_currency(float(fact.number), "EUR", locale=locale, numbering_system="latn")
        case "date":
            return date(fact.date, language)
        case _:
            return fact.number


@lru_cache(maxsize=512)
def date(day: str, language: str) -> str:
    """A day ("2026-11-22") in full: "22 november 2026"."""
    from babel import dates

    return dates.format_date(datetime.date.fromisoformat(day), "long", locale=cldr(language))


def megabytes(size: int, language: str) -> str:
    """A size in bytes as people know it from their bundle: "0,4 MB"."""
    from babel import numbers

    amount = max(size / 1_000_000, 0.1)
    return f"{numbers.format_decimal(round(amount, 1), locale=cldr(language), numbering_system='latn')}\u00a0MB"


def hours(opening: Hours, language: str, words: Words) -> list[str]:
    """Lines such as "maandag tot en met vrijdag van 9.00 tot 17.00 uur"."""
    if opening.always:
        return [words("always").filled()]
    return [
        words("open_line").filled(
            days=days(each.days.split(), language, words),
            opens=clock(each.opens, language),
            closes=clock(each.closes, language),
        )
        for each in opening.times
    ]


def days(codes: Iterable[str], language: str, words: Words) -> str:
    """Weekdays in words: three or more in a row become a range."""
    from babel import dates

    names = dates.get_day_names("wide", "format", cldr(language))
    numbers = sorted({DAYS.index(code) for code in codes})
    runs: list[list[int]] = []
    for each in numbers:
        if runs and runs[-1][-1] == each - 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    parts: list[str] = []
    for run in runs:
        if len(run) > 2:
            parts.append(words("day_range").filled(first=names[run[0]], last=names[run[-1]]))
        else:
            parts.extend(names[each] for each in run)
    return (words("list_comma").filled() + " ").join(parts)


def clock(time: str, language: str) -> str:
    """ "09:00" as the language writes it; 24-hour clock everywhere, as on Dutch doors."""
    from babel import Locale

    hour, minute = time.split(":")
    separator = "." if Locale.parse(cldr(language)).language in ("nl", "tr") else ":"
    return f"{int(hour)}{separator}{minute}"


@lru_cache(maxsize=64)
def cldr(language: str) -> str:
    """The nearest locale that CLDR knows; a language it doesn't know is formatted as English."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return "en"
    return language.replace("-", "_")


def language_name(code: str, language: str) -> str:
    """What a language is called in another: "Turks"."""
    from babel import Locale

    return str(Locale.parse(cldr(language)).languages.get(code, code))
