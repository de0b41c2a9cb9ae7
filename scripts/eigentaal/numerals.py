"""How each language writes figures: months, words around a number, numbers in words (`data/figures.yml`, CLDR)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any
from unicodedata import decimal

from eigentaal.shipped import parse
from eigentaal.traits import Question, Trait, kept

NEVER = "(?!)"
# Digits of other scripts, decimal and thousands marks, spaces and dashes of all widths; Arabic vowel signs, direction
# marks and the forms of alef, so that a word is found however it is written.
_FOLDED: dict[int, str | None] = {
    **{zero + digit: str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6) for digit in range(10)},
    **{0x66A: "%", 0x66B: ",", 0x66C: ".", 0xA0: " ", 0x202F: " ", 0x2009: " ", 0x2007: " ", 0x2019: "'"},
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-"),
    **dict.fromkeys((0x622, 0x623, 0x625, 0x671), "\u0627"),
    **{0x649: "\u064a"},
    **dict.fromkeys([*range(0x64B, 0x660), 0x670, 0x640, 0x61C, 0xAD, *range(0x200B, 0x2010), *range(0x2066, 0x206A)]),
}


def fold(text: str) -> str:
    """The text in the one spelling that patterns are made for."""
    return text if text.isascii() else " ".join(map(folded, text.split(" ")))


@kept
def folded(word: str) -> str:
    """The same for a word, each once: a text has its words in common with the others."""
    return word.translate(_FOLDED)


@cache
def data() -> dict[str, dict[str, Any]]:
    """`data/figures.yml`, by language."""
    file = Path(__file__).with_name("data") / "figures.yml"
    loaded: dict[str, dict[str, Any]] = parse(fold(file.read_text(encoding="utf-8")))
    return loaded


# Digits in names and addresses that are written in Latin letters, within a text in another script.
_LATIN = re.compile(r"[A-Za-z][\w./:@+-]*(?: [0-9.]+)?")


OTHER_DIGITS = re.compile(r"[^\D0-9]+")


has_other_digits = Trait(lambda _: OTHER_DIGITS.search, letters=False)


def digit_systems(text: str, latin: bool) -> dict[int, str]:
    """The kinds of digits that a text has, each with the first of them; `latin` tells its script."""
    by_zero: dict[int, str] = {}
    for digit in re.findall(r"\d", text if latin else _LATIN.sub(" ", text)):
        by_zero.setdefault(ord(digit) - decimal(digit), digit)
    return by_zero


@cache
def numerals(language: str) -> Numerals:
    return Numerals(language)


class Numerals:
    """How one language writes figures. Of a language that isn't in the data only months and signs are known."""

    def __init__(self, language: str) -> None:
        self._own = data().get(language, {"months": [language]})
        self.has_words = "words" in self._own
        self.half_days = self._own.get("clock") != 24
        """Whether 5:00 may be in the afternoon."""
        self.affix = (self._own.get("prefix", ""), self._own.get("suffix", ""))

    def part(self, name: str) -> str:
        return f"(?:{self._own.get(name) or NEVER})"

    @lru_cache(maxsize=64)  # noqa: B019  # there is one object a language
    def pattern(self, name: str) -> re.Pattern[str]:
        """A pattern, or one of a list of patterns, of the data."""
        value = self._own.get(name) or NEVER
        source = "|".join(value) if isinstance(value, list) else value
        return re.compile(source.replace("{n}", rf"(?:\d+|{self._number(2)})"), re.IGNORECASE)

    def begins_with(self, name: str) -> re.Pattern[str]:
        """Finds the first word of any alternative of a pattern, in a token of a text."""
        return re.compile(re.sub(r" [^|]*", "", self._own.get(name) or NEVER), re.IGNORECASE)

    # -- months --------------------------------------------------------------------------------------------------------

    @cached_property
    def _month_names(self) -> tuple[list[list[str]], list[list[str]]]:
        """January to December: in full, and cut short."""
        from babel import Locale, UnknownLocaleError  # costs 40 ms, and few texts name a month

        full: list[list[str]] = [[] for _ in range(12)]
        short: list[list[str]] = [[] for _ in range(12)]
        for code in self._own["months"]:
            try:
                months = Locale.parse(code, sep="-").months
            except (UnknownLocaleError, ValueError):
                continue
            for index in range(12):
                for style in ("format", "stand-alone"):
                    full[index].append(fold(months[style]["wide"][index + 1]))
                    short[index].append(fold(months[style]["abbreviated"][index + 1]))
        for month, name in self._own.get("more_months", {}).items():
            full[month - 1] += [name] if isinstance(name, str) else name
        return full, short

    def _month(self, cut: bool) -> str:
        """Finds the name of a month, cut short too if `cut`; the last group (m1 to m12) tells which."""
        prefix, suffix = self.affix[0], self._own.get("month_suffix", self.affix[1])
        groups = []
        for index, (full, short) in enumerate(zip(*self._month_names, strict=True)):
            names = f"(?:{_any(full)}){suffix}(?!\\w)" + (rf"|(?:{_any(short)})\.?(?!\w)" if cut else "")
            groups.append(f"(?P<m{index + 1}>{names})")
        return f"(?P<month>{prefix}(?:{'|'.join(groups)}))"

    @cached_property
    def months(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){self._month(cut=False)}", re.IGNORECASE)

    # -- around a number -----------------------------------------------------------------------------------------------

    @cached_property
    def after(self) -> re.Pattern[str]:
        """What may follow a number and says what it counts."""
        part = self.part
        month = rf"(?:[.']?[^\W\d_]{{0,3}}[ .-]{{1,2}}(?:{part('of')} )?{self._month(cut=True)})"
        return re.compile(
            rf"(?:,-)?(?: ?(?:(?P<thousand>{part('thousand')})|(?P<million>{part('million')})))?"
            rf"(?: ?(?:(?P<euro>€|{part('euro')})|(?P<cent>{part('cent')})|(?P<percent>%|{part('percent')}))|{month})?"
            rf"(?: ?(?P<hour>{part('hour')}))?(?: ?(?:(?P<pm>{part('pm')})|(?P<am>{part('am')})))?",
            re.IGNORECASE,
        )

    @cached_property
    def before(self) -> re.Pattern[str]:
        """What may stand before a number and says what it counts."""
        part = self.part
        return re.compile(
            rf"(?:(?P<euro>€|\bEUR) ?|(?P<percent>%|(?<!\w){part('percent')}) ?"
            rf"|(?<!\w)(?:(?P<pm>{part('pm')})|(?P<am>{part('am')})) (?:{part('hour')} )?"
            rf"|(?<!\w)(?P<hour>{part('hour')}) |(?<!\w){self._month(cut=False)} )-?$",
            re.IGNORECASE,
        )

    # -- in words ------------------------------------------------------------------------------------------------------

    @cached_property
    def _forms(self) -> list[tuple[str, int]]:
        """The words for numbers, longest first."""
        words = self._own.get("words", {}).items()
        return sorted(((form, value) for value, line in words for form in line.split()), key=lambda each: -len(each[0]))

    def _number(self, least: int) -> str:
        """A pattern for a number in one word; it begins with a number of at least `least`."""
        forms = "|".join(form for form, value in self._forms if value >= least) or NEVER
        joined = f"(?:{self._own.get('joiner', '')})?" if "joiner" in self._own else ""
        return f"(?:{self.affix[0]}(?:{forms})(?:{joined}(?:{'|'.join(form for form, _ in self._forms)}))*)"

    @cached_property
    def _rows(self) -> re.Pattern[str]:
        one = self._number(0)
        return re.compile(rf"(?<!\w){one}(?: {one})*{self.affix[1]}(?!\w)", re.IGNORECASE)

    @cached_property
    def _form(self) -> re.Pattern[str]:
        """Finds one word for a number; the last group tells which."""
        return re.compile("|".join(f"({form})" for form, _ in self._forms), re.IGNORECASE)

    @lru_cache(maxsize=1024)  # noqa: B019
    def in_words(self, text: str) -> frozenset[int]:
        """The numbers that a text writes in words, and what neighbours make together: 8, 10 and 18 for achttien."""
        found: set[int] = set()
        for row in self._rows.finditer(text) if self.has_words else ():
            parts = [self._forms[(each.lastindex or 1) - 1][1] for each in self._form.finditer(row[0])]
            found.update(_together(parts[at:to]) for at in range(len(parts)) for to in range(at + 1, len(parts) + 1))
        return frozenset(found)

    @cached_property
    def begins_number(self) -> Callable[[str], bool]:
        """Whether a word for a number begins in a folded token."""
        begins = re.compile(rf"(?<!\w){self._number(0)}" if self.has_words else NEVER, re.IGNORECASE)
        return kept(lambda token: begins.search(token) is not None)

    @lru_cache(maxsize=1024)  # noqa: B019
    def written(self, text: str) -> tuple[tuple[int, str], ...]:
        """The numbers from two that a text surely writes in words, and how: none that may be another word."""
        found = []
        for row in self._exact.finditer(text) if self.has_words else ():
            parts = [self._forms[(each.lastindex or 1) - 1][1] for each in self._form.finditer(row[0])]
            if _together(parts) > 1 and not self.pattern("unsure").fullmatch(row[0]):
                found.append((_together(parts), row[0]))
        return tuple(found)

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        """A row of number words without an ending that could make another word of it."""
        one = self._number(0)
        return re.compile(rf"(?<!\w){one}(?: {one})*{self._own.get('ending', '')}(?!\w)", re.IGNORECASE)


@Trait
def begins_number(language: str) -> Question:
    """Whether it may be a part of a number; one isn't a number that `written` finds, but may be a part."""
    own = numerals(language)
    return lambda token: own.begins_number(folded(token))


@Trait
def writes_number(language: str) -> Question:
    """Whether it writes a number that `written` finds."""
    own = numerals(language)
    return lambda token: own.begins_number(folded(token)) and own.written(folded(token))


def _any(names: list[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(set(names), key=lambda each: (-len(each), each))) or NEVER


def _together(parts: list[int]) -> int:
    """[3, 100, 20, 5] is 325."""
    total = current = 0
    for part in parts:
        if part >= 1000:
            total, current = total + max(current, 1) * part, 0
        elif part == 100:
            current = max(current, 1) * 100
        else:
            current += part
    return total + current
