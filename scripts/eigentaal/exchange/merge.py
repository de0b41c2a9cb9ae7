"""Three texts a field: what was sent, what came back, what is here now. Nothing is read or written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from eigentaal.exchange.batch import Parcel, Returned, Sent
from eigentaal.state import normal

IMPORTED, UNCHANGED, CONFLICT, REJECTED, UNKNOWN = "imported", "unchanged", "conflict", "rejected", "unknown"
RESULTS = (IMPORTED, UNCHANGED, CONFLICT, REJECTED, UNKNOWN)
"""What becomes of a row that came back; each gets exactly one."""

WRITE, RECORD, CONFIRM = "write", "record", "confirm"
"""What is done: the text and its record are written; the record alone; the record says the Dutch is still met."""


class Verdict(Struct, frozen=True):
    result: str
    reason: str
    """A key of `texts.yml`."""
    action: str = ""


class Case(Struct, frozen=True):
    """One field."""

    sent: Sent
    returned: str
    now: str
    dutch: str
    """The Dutch as it is now."""
    ticked: bool = False
    recorded: bool = True
    """Whether the record is about the text that is here now."""
    confirmable: bool = False
    """Whether the translation counts as made from other Dutch than was sent."""
    is_dutch: bool = False


def decide(case: Case) -> Verdict:
    """What becomes of a text that came back."""
    if not case.returned:
        return Verdict(UNCHANGED, "empty")
    moved_on = not case.is_dutch and normal(case.sent.source) != normal(case.dutch)
    if case.sent.was(case.returned):
        if case.returned != case.now:
            return Verdict(UNCHANGED, "changed-here")
        if case.ticked and case.confirmable:
            return Verdict(IMPORTED, "confirmed-stale" if moved_on else "confirmed", CONFIRM)
        return Verdict(UNCHANGED, "same")
    if case.returned == case.now:
        return Verdict(UNCHANGED, "already-here") if case.recorded else Verdict(IMPORTED, "recorded", RECORD)
    same = not case.is_dutch and normal(case.returned) in (normal(case.sent.source), normal(case.dutch))
    if same and (case.now or not case.ticked):  # a name may be the same, where nothing stands and somebody says so
        return Verdict(UNCHANGED, "same-as-dutch")
    if not case.sent.was(case.now):
        return Verdict(CONFLICT, "changed-both")
    if moved_on:
        return Verdict(IMPORTED, "stale", WRITE)
    return Verdict(IMPORTED, "changed" if case.now else "new", WRITE)


# -- rows that can't be trusted ----------------------------------------------------------------------------------------


def distrusted(parcel: Parcel) -> dict[int, Verdict]:
    """The rows that don't say for certain which field they are about, by line."""
    twice = Counter(row.key for row in parcel.rows)
    dutch = {normal(each.source) for each in parcel.sent.values()}
    moved = _moved(parcel)
    found: dict[int, Verdict] = {}
    for row in parcel.rows:
        sent = parcel.sent.get(row.key)
        reason = ""
        if row.wrong:
            reason = row.wrong
        elif not row.key or sent is None:
            found[row.line] = Verdict(UNKNOWN, "not-in-export" if row.key else "no-key")
        elif twice[row.key] > 1:
            reason = "duplicate-key"
        elif sent.id != parcel.id:
            reason = "other-export"
        elif not sent.whole:
            reason = "hidden-damaged"
        elif row.source is not None and normal(row.source) != normal(sent.source):
            reason = "row-shifted" if normal(row.source) in dutch else "dutch-edited"
        elif row.line in moved:
            reason = "translation-shifted"
        if reason:
            found[row.line] = Verdict(REJECTED, reason)
    return found


def _moved(parcel: Parcel) -> set[int]:
    """Lines whose translation is what was sent with another row, equally far off in two rows that follow each other."""
    keys = list(parcel.sent)
    order = {key: at for at, key in enumerate(keys)}
    home = _homes(parcel.sent, order)
    offsets: list[tuple[int, int]] = []
    for row in parcel.rows:
        sent = parcel.sent.get(row.key)
        at = home.get(row.text)
        away = at is not None and sent is not None and not sent.was(row.text)
        offsets.append((row.line, at - order[row.key] if away and at is not None else 0))
    steady = {offset for (_, offset), (_, other) in pairwise(offsets) if offset and offset == other}

    def sent_as(row: Returned, offset: int) -> bool:
        at = order.get(row.key, -1) + offset
        return row.key in order and 0 <= at < len(keys) and parcel.sent[keys[at]].was(row.text)

    return {
        row.line
        for row in parcel.rows
        if row.text and any(sent_as(row, offset) for offset in steady) and not sent_as(row, 0)
    }


def _homes(sent: Mapping[str, Sent], order: Mapping[str, int]) -> dict[str, int]:
    """Text → where it was sent, for texts that were sent once."""
    texts: Sequence[str] = [each.target for each in sent.values() if each.target]
    times = Counter(texts)
    return {each.target: order[key] for key, each in sent.items() if each.target and times[each.target] == 1}
