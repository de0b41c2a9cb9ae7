"""How the figures of a translation differ from those of its Dutch: what it lacks, and what it has too many."""

from __future__ import annotations

from typing import NamedTuple

from eigentaal.figures import ADDRESS, DATE, HINT, PHONE, POSTCODE, Figure, figured, figures, whole
from eigentaal.numerals import Numerals, fold, folded, numerals
from eigentaal.pairs import Pair, of_source
from eigentaal.text import FactRef
from eigentaal.traits import Question, Trait

EXACT = (PHONE, ADDRESS)
"""Of these a mention less or more counts, and no words can stand in their place."""
NONE = "–"
"""In a message: nothing is missing, or nothing is too many."""
_PARTS_OF_AN_HOUR = ("15", "30", "45", "90")


class Differences(NamedTuple):
    """What the translation lacks, and has too many; `unsure`: what it lacks, or has in words that aren't known."""

    missing: tuple[Figure, ...] = ()
    extra: tuple[Figure, ...] = ()
    unsure: tuple[Figure, ...] = ()

    def of(self, *kinds: str) -> dict[str, str]:
        """The details of a message about figures of these kinds; empty if they agree."""
        missing = [each.shown for each in self.missing if each.kind in kinds]
        extra = [each.shown for each in self.extra if each.kind in kinds]
        return {"missing": ", ".join(missing) or NONE, "extra": ", ".join(extra) or NONE} if missing or extra else {}


NO_DIFFERENCES = Differences()


def differences(pair: Pair) -> Differences:
    """How the figures of a translation differ from those of its Dutch; worked out once for all checks."""
    found: Differences | None = pair.__dict__.get("_differences")
    if found is None:
        found = pair.__dict__["_differences"] = _differences(pair)
    return found


def differ(pair: Pair) -> bool:
    """Whether there is any difference, of whatever kind."""
    if not (figured(pair.target) or _told(pair.source)):
        return False
    return differences(pair) is not NO_DIFFERENCES


def _differences(pair: Pair) -> Differences:
    if not pair.prose or (pair.unit.spec.source and any(isinstance(run, FactRef) for run in pair.source.runs)):
        return NO_DIFFERENCES  # the meaning of a Dutch sentence writes its facts out
    source, target = pair.source.plain, pair.target
    wanted, months = _dutch(pair)
    if not wanted and not months and not figured(target):
        return NO_DIFFERENCES
    return _compare(wanted, months, source, whole(target), pair.language.code)


def _compare(
    wanted: tuple[Figure, ...], months: tuple[Figure, ...], source: str, target: str, language: str
) -> Differences:
    source, target, dutch, own = fold(source), fold(target), numerals("nl"), numerals(language)
    found = figures(target, language)
    missing, extra = _unmatched(wanted, found)
    in_target, in_source = _readings(found), _readings(wanted)
    extra = [each for each in extra if not _again(each, in_source) and not _in_words(each, dutch, source, in_source)]
    unsure: list[Figure] = []
    if not extra:  # said once instead of twice, or in words that we don't know: nothing else stands in its place
        missing = [each for each in missing if not _again(each, in_target)]
        if not own.has_words:
            unsure = [each for each in missing if each.kind not in EXACT]
            missing = [each for each in missing if each.kind in EXACT]
    missing = [each for each in missing if not _in_words(each, own, target, in_target)]
    if not any(each.endswith("%") for each in in_target) and not own.pattern("percent").search(target):
        missing += [each for each in wanted if each.readings[0].endswith("%") and each not in missing]
    if months:
        named = _named(own, target)
        named |= {f"m{each.partition('-')[2]}" for each in in_target if each[0] == "d"}
        named |= {f"m{each[1:]}" for each in in_target if each[0] == "n"}
        missing += [each for each in months if each.readings[0] not in named]
    return Differences(tuple(missing), tuple(extra), tuple(unsure)) if missing or extra or unsure else NO_DIFFERENCES


@Trait
def _dated(language: str) -> Question | None:
    """Whether it is the name of a month, in Dutch."""
    if language != "nl":
        return None
    months = numerals(language).months
    return lambda token: months.search(folded(token))


_told = figured | _dated
"""Whether a Dutch text may have a figure, or name a month."""


@of_source
def _dutch(pair: Pair) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures of a Dutch text, and the months that it names without a day."""
    if not _told(pair.source):
        return (), ()
    source = fold(pair.source.plain)
    found = figures(source, "nl") if HINT.search(source) else ()
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
