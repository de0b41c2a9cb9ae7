"""The figures in a text: phones, addresses, amounts, times, dates, numbers.

A figure can be read in several ways ("5:00" is early or late); two figures are the same if they share a reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from eigentaal.numerals import Numerals, folded, numerals
from eigentaal.pairs import Prose
from eigentaal.text import Quote
from eigentaal.traits import Trait

PHONE, ADDRESS, AMOUNT, TIME, DATE, NUMBER, SMALL = "phone", "address", "amount", "time", "date", "number", "small"
POSTCODE = "postcode"
SMALL_UNTIL = 12


class Figure(NamedTuple):
    kind: str
    shown: str
    readings: tuple[str, ...]
    """n18, n20%, a12.5 (euro), t17:00, d1-9 (1 September), m9, or the thing itself."""


HINT = re.compile(r"[\d@]|//|\.[a-z]{2}")
"""What a text with a figure in digits has: a first look that costs little."""
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
_BEGINS = re.compile(r"[\d(+]", re.ASCII)
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
    start = _BEGINS.search(text)
    while start:  # searching for the whole pattern takes four times as long
        token = _TOKEN.match(text, start.start())
        if token:
            found += _read(token, text, own)
        start = _BEGINS.search(text, (token or start).end())
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
    digits = shown.replace(" ", "").replace(":", ".").replace("u", ".")  # "€ 12u30" is odd, and no fault of ours
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


figured = Trait(lambda _: lambda token: HINT.search(folded(token)), letters=False)
"""Whether a figure may be in it."""


def whole(prose: Prose) -> str:
    """The text with its Dutch quotes, which may hold a figure too."""
    if "[[nl:" not in prose.raw:
        return prose.plain
    return "\n".join([prose.plain, *(run.text for run in prose.runs if isinstance(run, Quote))])
