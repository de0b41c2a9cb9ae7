"""What becomes of one row of a file that came back, looked at by itself."""

from __future__ import annotations

from functools import cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from eigentaal.characters import TAKEN_OUT
from eigentaal.exchange import unreadable
from eigentaal.exchange.batch import REVIEW, Parcel, Returned, Sent, key_of, tidy
from eigentaal.exchange.merge import (
    CONFIRM,
    CONFLICT,
    IMPORTED,
    RECORD,
    REJECTED,
    UNCHANGED,
    UNKNOWN,
    WRITE,
    Case,
    Verdict,
    decide,
    distrusted,
)
from eigentaal.exchange.plan import Outcome
from eigentaal.exchange.splice import value_at
from eigentaal.exchange.ticks import NO, meaning
from eigentaal.problems import ERROR, Problem
from eigentaal.project import Project
from eigentaal.site import Site
from eigentaal.state import Origin, Record, Review, digest, normal
from eigentaal.units import OUTDATED, Unit, units
from eigentaal.yamlfile import MAX_FIELD, Map, parse


class Reader(Struct, frozen=True):
    """Who read a review sheet, and when (`2026-11-22`)."""

    role: str
    date: str


class Change(Struct, frozen=True):
    """What is to be written for one field: a text, if it changes, and its record, which a list of words has none of."""

    unit: Unit
    record: Record | None
    text: str | None = None


class Judged(Struct, frozen=True):
    """A row with what became of it, and what is to be written."""

    row: Returned
    outcome: Outcome
    change: Change | None = None


class Here:
    """The content as it is now, as far as a language needs it. Files are read once."""

    def __init__(self, project: Project, site: Site, language: str) -> None:
        self.root, self.site, self.language = project.root, site, language
        self.closed = unreadable.pages(project.root, site, language)
        self.states = unreadable.states(project, language)
        self.known = language in {each.code for each in site.languages}
        self.is_dutch = language == site.source.code
        self.read: dict[str, bytes | None] = {}
        self._roots: dict[str, Map | None] = {}

    @cached_property
    def units(self) -> dict[str, Unit]:
        return {key_of(each): each for each in units(self.site, self.language, lists=True)} if self.known else {}

    def data(self, shown: str) -> bytes | None:
        if shown not in self.read:
            file = self.root / shown
            self.read[shown] = file.read_bytes() if file.is_file() else None
        return self.read[shown]

    def raw(self, unit: Unit) -> str | None:
        """The text as it stands in the file, a list of words with commas; None if it isn't there."""
        if unit.file not in self._roots:
            data = self.data(unit.file)
            self._roots[unit.file] = parse(data, unit.file).root if data is not None else None
        found = value_at(self._roots[unit.file], unit.address)
        return ", ".join(found) if isinstance(found, tuple) else found

    def now(self, unit: Unit) -> str:
        """The text as a translator would be sent it."""
        raw = self.raw(unit)
        return tidy(raw if raw is not None else unit.target, unit.spec.kind)[0]


def first(here: Here, parcel: Parcel, language: str) -> list[tuple[Returned, Verdict | None]]:
    """What can be said of each row without looking at its field."""
    if language and language != parcel.language:
        both = f"{parcel.language}, --lang {language}"
        return [(replace(row, detail=both), Verdict(REJECTED, "wrong-language")) for row in parcel.rows]
    if not here.known:
        return [(row, Verdict(UNKNOWN, "unknown-language")) for row in parcel.rows]
    doubtful = distrusted(parcel)
    return [(row, doubtful.get(row.line)) for row in parcel.rows]


def judge(
    here: Here, parcel: Parcel, row: Returned, verdict: Verdict | None, origin: Origin, reader: Reader | None
) -> Judged:
    """What becomes of a row; `verdict` is what was known before, `reader` who read a review sheet."""
    unit, sheet = here.units.get(row.key), parcel.kind == REVIEW
    now = here.now(unit) if unit else ""
    sent = parcel.sent.get(row.key)
    dutch = sent.source if sent and sent.whole else row.source or ""
    closed = here.closed.get(row.key.partition("#")[0])
    if closed and sent:
        now = sent.target or ""  # as far as anybody knows
    outcome = Outcome(
        row.line,
        row.key,
        UNKNOWN,
        "gone",
        unit.source if unit else row.source or "",
        "" if here.is_dutch else dutch,
        row.text,
        now,
        row.remark,
        sent is not None and row.remark == sent.remark,
        row.detail,
        tick="" if sheet else "x" if row.ticked else row.mark,
    )
    if verdict is not None:
        return Judged(row, replace(outcome, result=verdict.result, reason=verdict.reason))
    if closed and sent:
        return Judged(row, _unseen(row, outcome, sent, closed))
    if unit is None or sent is None:
        return Judged(row, outcome)
    text, findings = tidy(row.text, unit.spec.kind)
    refused = [each.what for each in findings if each.kind not in TAKEN_OUT]
    if refused:
        return Judged(
            row, replace(outcome, result=REJECTED, reason="bad-character", detail=", ".join(dict.fromkeys(refused)))
        )
    if len(text) > MAX_FIELD:
        return Judged(row, replace(outcome, result=REJECTED, reason="too-long", detail=f"{len(text)} > {MAX_FIELD}"))
    record = unit.record
    case = Case(
        replace(sent, target=tidy(sent.target, unit.spec.kind)[0]) if sent.target is not None else sent,
        text,
        now,
        unit.source,
        row.ticked and not sheet and not here.is_dutch,
        unit.recorded or unit.spec.kind == "words",
        unit.freshness == OUTDATED and record is not None and normal(record.source) != normal(sent.source),
        here.is_dutch,
    )
    decided = partial(_decided, here, outcome=outcome, unit=unit, origin=origin, reader=reader if sheet else None)
    judged = decided(row, case=case)
    if row.mark:
        other = decided(replace(row, ticked=True), case=replace(case, ticked=not sheet and not here.is_dutch))
        if other.outcome.reason != judged.outcome.reason:
            why = "said-no" if meaning(row.mark) == NO else "unknown-mark"
            return Judged(row, replace(outcome, result=REJECTED, reason=why, detail=row.mark))
    needed = judged.change is not None or judged.outcome.reason == "not-recorded"
    if needed and unit.page in here.states:  # writing it anew would lose what it holds
        return Judged(row, _closed(outcome, "state-unreadable", here.states[unit.page]))
    return judged


def _unseen(row: Returned, outcome: Outcome, sent: Sent, why: Problem) -> Outcome:
    """Of a page that can't be read: what nobody touched is left alone, the rest waits in the rest file."""
    text, _ = tidy(row.text)
    if not (row.ticked or row.mark) and (not text or sent.was(text)):
        return replace(outcome, result=UNCHANGED, reason="same" if text else "empty")
    return _closed(outcome, "page-unreadable", why)


def _closed(outcome: Outcome, reason: str, why: Problem) -> Outcome:
    """Rejected, for a file of the page can't be read."""
    told = (replace(why, severity=ERROR),)
    return replace(outcome, result=REJECTED, reason=reason, detail=f"{why.path}:{why.line}", problems=told)


def _decided(
    here: Here, row: Returned, outcome: Outcome, unit: Unit, case: Case, origin: Origin, reader: Reader | None
) -> Judged:
    """What becomes of a text that can be read, beside one that can be read; `reader` is who read a review sheet."""
    text, now, record, sent = case.returned, case.now, unit.record, case.sent
    if reader is not None and (not text or (row.ticked and sent.was(text))):
        return _reviewed(here, row, outcome, unit, case, reader)
    found = decide(case)
    done = replace(outcome, result=found.result, reason=found.reason)
    if found.action == CONFIRM and record is not None:
        return Judged(row, done, Change(unit, replace(record, source=sent.source, translation=digest(now))))
    if found.action == WRITE and unit.spec.kind == "words":
        return Judged(row, replace(done, returned=text), Change(unit, None, text))
    if found.action in (WRITE, RECORD):
        made = Record(text if here.is_dutch else sent.source, digest(text), origin)
        if record is not None:  # both lapse by themselves, and hold again if the text comes back
            made = replace(made, review=record.review, ignore=record.ignore)
        if reader is not None:
            made = replace(made, review=Review(reader.role, reader.date, digest(made.source, text)))
        done = replace(done, returned=text)
        return Judged(row, done, Change(unit, made, text if found.action == WRITE else None))
    return Judged(row, done)


def _reviewed(here: Here, row: Returned, outcome: Outcome, unit: Unit, case: Case, reader: Reader) -> Judged:
    """A row of a review sheet without a better text: called good, or passed over."""
    if not row.ticked:
        return Judged(row, replace(outcome, result=UNCHANGED, reason="not-reviewed"))
    if not case.sent.was(case.now) or normal(case.sent.source) != normal(unit.source):
        return Judged(
            row, replace(outcome, result=CONFLICT, reason="changed-since-review", returned=case.sent.target or "")
        )
    kept = unit.record
    if kept is None or not unit.recorded:  # a reader doesn't know who made it, so a tick can't tell
        named = f"{here.language} {unit.page}"
        return Judged(row, replace(outcome, result=REJECTED, reason="not-recorded", detail=named, returned=case.now))
    seen = Review(reader.role, reader.date, digest(unit.source, case.now))
    if unit.review and unit.review.role == reader.role:  # the same sheet once more says nothing new
        seen = unit.review
    made = replace(kept, source=unit.source, review=seen)
    if made == unit.record:
        return Judged(row, replace(outcome, result=UNCHANGED, reason="already-reviewed"))
    return Judged(row, replace(outcome, result=IMPORTED, reason="reviewed"), Change(unit, made))
