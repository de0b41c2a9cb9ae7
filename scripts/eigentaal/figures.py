"""The figures in a text, to hold a translation against its Dutch: phones, addresses, amounts, times, dates, numbers.

A figure can be read in several ways ("5:00" is early or late); two figures are the same if they share a reading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from eigentaal.contents import Contents
from eigentaal.model import Leaf
from eigentaal.numerals import Numerals, fold, numerals
from eigentaal.pairs import Pair, Prose, of_source
from eigentaal.problems import Problem
from eigentaal.schema import INHERITED, TRANSLATED
from eigentaal.text import FactRef, Quote
from eigentaal.traits import Trait

PHONE, ADDRESS, AMOUNT, TIME, DATE, NUMBER, SMALL = "phone", "address", "amount", "time", "date", "number", "small"
POSTCODE = "postcode"
EXACT = (PHONE, ADDRESS)
"""Of these a mention less or more counts, and no words can stand in their place."""
SMALL_UNTIL = 12
NONE = "–"
"""In a message: nothing is missing, or nothing is too many."""


class Figure(NamedTuple):
    kind: str
    shown: str
    readings: tuple[str, ...]
    """n18, n20%, a12.5 (euro), t17:00, d1-9 (1 September), m9, or the thing itself."""


class Differences(NamedTuple):
    """What the translation lacks and what it has too many."""

    missing: tuple[Figure, ...] = ()
    extra: tuple[Figure, ...] = ()

    def of(self, *kinds: str) -> dict[str, str]:
        """The details of a message about figures of these kinds; empty if they agree."""
        missing = [each.shown for each in self.missing if each.kind in kinds]
        extra = [each.shown for each in self.extra if each.kind in kinds]
        return {"missing": ", ".join(missing) or NONE, "extra": ", ".join(extra) or NONE} if missing or extra else {}


NO_DIFFERENCES = Differences()


# -- finding them ------------------------------------------------------------------------------------------------------

_HINT = re.compile(r"[\d@]|//|\.[a-z]{2}")
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:https?://|www\.)[\w.~/?#&=%+@:-]*[\w/]"
    r"|(?<![\w.@])(?:[a-z0-9-]+\.)+(?:nl|com|org|net|eu|info|gov|edu|be|de|tr|app|io)\b(?:/[\w.~/?#&=%+-]*[\w/])?",
    re.IGNORECASE | re.ASCII,
)
_TOKEN = re.compile(
    r"""(?<!\d)(?:
    (?P<iso>\d{4}-\d\d-\d\d)(?![-\d])
  | (?P<day>\d{1,2}([-/.])\d{1,2}\3\d{4})(?!\d)
  | (?<![.,:])(?P<time>(?:[01]?\d|2[0-4])[.:u][0-5]\d)(?![.,:]?\d)
  | (?P<phone>
        0[89]00[ -]?(?:\d{4}|\d{3}[ -]?\d{4})(?!\d)
      | \(?0(?:[ ()./-]{0,3}\d){9}(?!\d)
      | (?:\+|00)31[ ./()-]*(?:0\)?)?(?:[ ./()-]{0,2}\d){9}(?!\d)
      | \+\d(?:[ ()./-]?\d){7,13}
      | 14[ ]?0\d{2,3}(?!\d) | 116[ ]?\d{3}(?!\d) | 11[23](?![.,:]?\d|[ ]?[%€])
      # groups in another order, or a digit too few or too many: seven digits or more, and one group that begins with 0
      | (?![1-9]\d{0,2}(?:[. ]\d{3})+(?!\d))(?=(?:\d+[ ./-])*0\d\d)(?=\d(?:[ ./-]?\d){6})\d+(?:[ ./-]\d{2,})*
    )
  | (?P<postcode>[1-9]\d{3}[ ]?(?!TL|GB|MB|AD|BC|CE|EU|VS)[A-Z]{2})\b
  | (?P<number>\d{1,3}(?:[ ]\d{3})+(?!\d)(?:,\d{1,2})?|\d+(?:[.,]\d+)*)
  )""",
    re.VERBOSE | re.ASCII,
)
_PARTS_OF_AN_HOUR = ("15", "30", "45", "90")
_CENTURY = re.compile(r"(\d\d)\d\d ?[-/] ?$")


@lru_cache(maxsize=20_000)
def figures(text: str, language: str) -> tuple[Figure, ...]:
    """Every figure of a folded text; addresses come first, a month without a day last."""
    found = []
    if "." in text or "@" in text or "//" in text:
        for address in _ADDRESS.finditer(text):
            plain = re.sub(r"^(?:https?://)?(?:www\.)?", "", address[0]).removesuffix("/")
            found.append(Figure(ADDRESS, address[0], (plain,)))
        if found:
            text = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    own = numerals(language)
    for token in _TOKEN.finditer(text):
        found += _read(token, text, own)
    return tuple(found)


def _read(token: re.Match[str], text: str, own: Numerals) -> Iterator[Figure]:
    shown = token[0]
    if token["phone"]:
        yield Figure(PHONE, shown, (_dialled(shown),))
    elif token["postcode"]:
        yield Figure(POSTCODE, shown, (shown.replace(" ", ""),))
    elif token["iso"] or token["day"]:
        first, month, last = (int(each) for each in re.split(r"[-/.]", shown))
        year, day = (first, last) if token["iso"] else (last, first)
        yield Figure(DATE, shown, (f"d{day}-{month}",))
        yield Figure(NUMBER, str(year), (f"n{year}",))
    else:
        yield _number(token, text, own)


def _dialled(shown: str) -> str:
    digits = re.sub(r"\D", "", shown)
    if shown.startswith(("+31", "0031")):
        return "0" + digits[2 if shown[0] == "+" else 4 :].removeprefix("0")
    return digits


def _number(token: re.Match[str], text: str, own: Numerals) -> Figure:
    """A number with what stands around it: an amount, a time, a percentage, a date, or a bare number."""
    shown, start = token[0], token.start()
    before = own.before.search(text, max(0, start - 30), start)
    after = own.after.match(text, token.end())
    assert after
    has = {name for each in (before, after) if each for name, value in each.groupdict().items() if value}
    late, early = "pm" in has, "am" in has
    if token["time"] and not has & {"euro", "cent", "percent", "thousand", "million"}:
        hour, minute = (int(each) for each in re.split("[.:u]", shown))
        readings = _times(hour, minute, late, early, own.half_days and shown[0] != "0")
        if not late and not early:
            readings += [f"n{_value(shown)}"] if "." in shown else [f"n{hour}"] if minute == 0 else []
        return Figure(TIME, shown, tuple(readings))
    value = Decimal(_value(shown))
    value *= 1000 if "thousand" in has else 1_000_000 if "million" in has else 1
    if has & {"euro", "cent"}:
        value /= 100 if "cent" in has else 1
        return Figure(AMOUNT, f"€ {shown}", (f"a{_short(value)}", f"n{_short(value)}"))
    number = f"n{_short(value)}"
    if "percent" in has:
        return Figure(NUMBER, f"{shown}%", (f"{number}%", number))
    month = next((name[1:] for name in has if name[0] == "m" and name[1:].isdigit()), "")
    if month and shown.isdigit() and 1 <= value <= 31:
        other = (number,) if before and before["month"] else ()  # "in september 18 kinderen"
        return Figure(DATE, f"{shown} {(after['month'] or '')}".strip(), (f"d{value}-{month}", *other))
    readings = [number]
    if value <= 24 and shown.isdigit() and has & {"hour", "pm", "am"}:
        readings = _times(int(value), 0, late, early, True) + ([] if late or early else readings)
    if len(shown) == 2 and (century := _CENTURY.search(text, max(0, start - 8), start)):
        readings.append(f"n{century[1]}{shown}")  # 1950-53
    return Figure(SMALL if value <= SMALL_UNTIL else NUMBER, shown, tuple(readings))


def _times(hour: int, minute: int, late: bool, early: bool, half_days: bool) -> list[str]:
    if late or early:
        hours = [hour + 12 if late and hour < 12 else 0 if early and hour == 12 else hour]
    else:
        hours = [hour, (hour + 12) % 24] if half_days and hour <= 12 else [hour]
    return [f"t{each % 24}:{minute:02}" for each in hours]


def _value(shown: str) -> str:
    """The number in plain digits with a point: 1.250,50 is 1250.50, 1.250 is 1250, 12,5 and 12.5 are 12.5."""
    digits = shown.replace(" ", "").replace(":", ".")
    marks = [each for each in digits if each in ".,"]
    if not marks:
        return _short(Decimal(digits))
    whole, _, fraction = digits.rpartition(marks[-1])
    parts = re.split(r"[.,]", digits)
    thousands = len(set(marks)) == 1 and all(len(each) == 3 for each in parts[1:]) and parts[0] != "0"
    if thousands:
        return _short(Decimal("".join(parts)))
    return _short(Decimal(re.sub(r"[.,]", "", whole) + "." + fraction))


def _short(value: Decimal) -> str:
    return format(value.normalize(), "f")


# -- comparing them ----------------------------------------------------------------------------------------------------


def differences(pair: Pair) -> Differences:
    """How the figures of a translation differ from those of its Dutch; worked out once for all checks."""
    found: Differences | None = pair.__dict__.get("_differences")
    if found is None:
        found = pair.__dict__["_differences"] = _differences(pair)
    return found


def differ(pair: Pair) -> bool:
    """Whether there is any difference, of whatever kind."""
    return differences(pair) is not NO_DIFFERENCES


def _differences(pair: Pair) -> Differences:
    if not pair.prose or (pair.unit.spec.source and any(isinstance(run, FactRef) for run in pair.source.runs)):
        return NO_DIFFERENCES  # the meaning of a Dutch sentence writes its facts out
    source, target = pair.source.plain, pair.target
    wanted, months = _dutch(pair)
    if not wanted and not months and not figured(target, pair.language.code):
        return NO_DIFFERENCES
    return _compare(wanted, months, source, _whole(target), pair.language.code)


def _whole(prose: Prose) -> str:
    """The text with its Dutch quotes, which may hold a figure too."""
    if "[[nl:" not in prose.raw:
        return prose.plain
    return "\n".join([prose.plain, *(run.text for run in prose.runs if isinstance(run, Quote))])


def _compare(
    wanted: tuple[Figure, ...], months: tuple[Figure, ...], source: str, target: str, language: str
) -> Differences:
    source, target, dutch, own = fold(source), fold(target), numerals("nl"), numerals(language)
    found = figures(target, language)
    missing, extra = _unmatched(wanted, found)
    in_target, in_source = _readings(found), _readings(wanted)
    extra = [each for each in extra if not _again(each, in_source) and not _in_words(each, dutch, source, in_source)]
    if not extra:  # said once instead of twice, or in words that we don't know: nothing else stands in its place
        missing = [each for each in missing if not _again(each, in_target)]
        if not own.has_words:
            missing = [each for each in missing if each.kind in EXACT]
    missing = [each for each in missing if not _in_words(each, own, target, in_target)]
    if not any(each.endswith("%") for each in in_target) and not own.pattern("percent").search(target):
        missing += [each for each in wanted if each.readings[0].endswith("%") and each not in missing]
    if months:
        named = _named(own, target)
        named |= {f"m{each.partition('-')[2]}" for each in in_target if each[0] == "d"}
        named |= {f"m{each[1:]}" for each in in_target if each[0] == "n"}
        missing += [each for each in months if each.readings[0] not in named]
    return Differences(tuple(missing), tuple(extra)) if missing or extra else NO_DIFFERENCES


@Trait
def figured(token: str, language: str) -> bool:
    """Whether a figure may be in it."""
    return _HINT.search(fold(token)) is not None


@Trait
def _dated(token: str, language: str) -> bool:
    """Whether it is the name of a month, in Dutch."""
    return language == "nl" and numerals("nl").months.search(fold(token)) is not None


@of_source
def _dutch(pair: Pair) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures of a Dutch text, and the months that it names without a day."""
    if not figured(pair.source, "nl") and not _dated(pair.source, "nl"):
        return (), ()
    source = fold(pair.source.plain)
    found = figures(source, "nl") if _HINT.search(source) else ()
    dated = {each.readings[0].partition("-")[2] for each in found if each.kind == DATE}
    months = {
        (name, each["month"])
        for each in numerals("nl").months.finditer(source)
        for name, value in each.groupdict().items()
        if value and name[1:].isdigit() and name[1:] not in dated
    }
    return found, tuple(Figure(DATE, shown, (name,)) for name, shown in sorted(months))


def _unmatched(wanted: tuple[Figure, ...], found: tuple[Figure, ...]) -> tuple[list[Figure], list[Figure]]:
    """The figures that have no partner on the other side; those that are written alike find each other first."""
    missing, extra = list(wanted), list(found)
    for alike in (True, False):
        for each in tuple(missing):
            for other in extra:
                if each.readings[0] == other.readings[0] if alike else set(each.readings) & set(other.readings):
                    missing.remove(each)
                    extra.remove(other)
                    break
    return missing, extra


def _readings(found: tuple[Figure, ...]) -> frozenset[str]:
    """All readings, and the days of dates as numbers: "3 tot 5 mei" says 3 mei too."""
    readings = {reading for each in found for reading in each.readings}
    return frozenset(readings | {f"n{each[1:].partition('-')[0]}" for each in readings if each[0] == "d"})


def _named(own: Numerals, text: str) -> set[str]:
    """The months that a text names: m1 to m12."""
    return {name for each in own.months.finditer(text) for name, value in each.groupdict().items() if value}


def _again(figure: Figure, others: frozenset[str]) -> bool:
    """Whether the other text has it, but fewer times; of a phone number every mention counts."""
    if figure.kind in EXACT:
        return False
    if figure.kind == DATE:
        day, _, month = figure.readings[0][1:].partition("-")
        if f"n{day}" in others and any(each[0] == "d" and each.endswith(f"-{month}") for each in others):
            return True
    return not others.isdisjoint(figure.readings)


def _in_words(figure: Figure, own: Numerals, text: str, others: frozenset[str]) -> bool:
    """Whether the other text says it in words: "on sekiz", "half zes", a dual, or the noun alone for one."""
    if figure.kind in (*EXACT, POSTCODE):
        return False
    said = own.in_words(text)
    if figure.kind == DATE:
        day, _, month = figure.readings[0][1:].partition("-")
        return int(day) in said and f"m{month}" in _named(own, text)
    for reading in figure.readings:
        value = reading[1:].removesuffix("%")
        if reading[0] == "t":
            hour, _, minute = value.partition(":")
            near = {int(hour), int(hour) % 12, (int(hour) + 1) % 24, (int(hour) + 1) % 12}
            exact = {int(hour), int(hour) % 12 or 12}
            hours = exact if minute == "00" else near
            if (minute == "00" or own.pattern("half").search(text)) and any(
                each in said or f"n{each}" in others for each in hours
            ):
                return True
        elif "." in value:
            if own.pattern("half").search(text):
                return True
        elif value in _PARTS_OF_AN_HOUR and own.pattern("half").search(text):
            return True  # 30 minuten is half an hour
        elif value in ("0", "1") or int(value) in said or (value == "2" and own.pattern("dual").search(text)):
            return True
    return False


# -- for the checks of literals ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Passage:
    """A text that someone wrote, in any language, in which a figure, a time or a term may stand."""

    leaf: Leaf
    address: str
    prose: Prose

    @cached_property
    def text(self) -> str:
        """What a reader reads, folded."""
        return fold(_whole(self.prose))

    @cached_property
    def figured(self) -> bool:
        """Whether there may be a figure in it."""
        return figured(self.prose, self.leaf.language)

    def says(self, pattern: str) -> bool:
        """Whether a pattern of its language is found, marks and all: a first look that costs little."""
        return numerals(self.leaf.language).pattern(pattern).search(self.prose.raw) is not None


def passages(contents: Contents) -> list[Passage]:
    """The texts of the pages, walked once for all checks. What the Dutch page passes on is looked at there."""
    found: list[Passage] | None = contents.__dict__.get("_passages")
    if found is None:
        found = contents.__dict__["_passages"] = [
            Passage(leaf, address, prose)
            for leaf, address, spec, text in contents.texts
            if spec.role == TRANSLATED or (spec.role == INHERITED and leaf.language == contents.site.source.code)
            for prose in (contents.prose(text) if isinstance(text, str) else contents.prose(text.source, text),)
            if figured(prose, leaf.language) or _timed(prose, leaf.language)
        ]
    return found


@Trait
def _timed(token: str, language: str) -> bool:
    """Whether it may begin what tells of a term, or of opening hours."""
    return numerals(language).begins_with("unit", "opening").search(token) is not None


def literals(contents: Contents, check: str, *kinds: str, spared: Collection[str] = ()) -> Iterator[Problem]:
    """A problem for every figure of these kinds that a text writes out."""
    for each in passages(contents):
        if each.figured:
            for figure in figures(each.text, each.leaf.language):
                if figure.kind in kinds and figure.shown not in spared:
                    yield contents.at(each.leaf, each.address, check, found=figure.shown, field=each.address)


def written(contents: Contents, those: Iterable[Passage], check: str, pattern: str) -> Iterator[Problem]:
    """A problem for every text in which a pattern of its language is found."""
    for each in those:
        found = numerals(each.leaf.language).pattern(pattern).search(each.text)
        if found:
            yield contents.at(each.leaf, each.address, check, found=found[0], field=each.address)
