"""State files that two branches wrote: the two sides between git's marks, settled field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from eigentaal.state import Record, Records, Unreadable, digest, normal, records


def parse(data: bytes, now: Mapping[str, tuple[str, str]]) -> tuple[Records, bool]:
    """The records of a state file, and whether it held a merge conflict, which is then settled; see `settle`.

    Raises Unreadable.
    """
    if not in_conflict(data):
        return records(data), False
    return settle(data, now)[0], True


def in_conflict(data: bytes) -> bool:
    """Whether git's marks stand in a file."""
    return b"<<<<<<<" in data and re.search(rb"^<{7}", data, re.MULTILINE) is not None


def settle(data: bytes, now: Mapping[str, tuple[str, str]]) -> tuple[Records, Records]:
    """The records of a state file with git's marks, and those of either side that got lost in it, by address.

    It is settled field by field: the side that belongs to the Dutch and the translation as they are `now` (by address)
    wins, and takes over what the other side holds of the same translation. Raises Unreadable.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as failure:
        raise Unreadable(str(failure)) from None
    ours, theirs = (records(_side(text, which).encode()) for which in (0, 1))
    settled, lost = dict(ours), {}
    for address, record in theirs.items():
        if record != ours.get(address, record):
            settled[address], dropped = _combined(ours[address], record, now.get(address, ("", "")))
            if dropped:
                lost[address] = dropped
        else:
            settled[address] = record
    return settled, lost


def _combined(one: Record, other: Record, now: tuple[str, str]) -> tuple[Record, Record | None]:
    """Two records of a field as one, and the one of which something didn't fit in it."""
    source, own = normal(now[0]), digest(now[1])

    def fits(record: Record) -> tuple[bool, bool]:
        mine = record.translation == own
        # Of a text that is neither side's nobody knows what it was made from: then it had better be called outdated.
        return mine, (normal(record.source) == source) is mine

    best, rest = (one, other) if fits(one) >= fits(other) else (other, one)
    if best.translation != rest.translation:
        return best, rest
    of = digest(*now)
    reviews = [each.review for each in (best, rest) if each.review]
    minor = (*best.minor, *rest.minor)
    ignore = dict(rest.ignore)
    ignore |= {check: each for check, each in best.ignore.items() if each.of == of or check not in ignore}
    made = Record(
        best.source,
        best.translation,
        "machine" if "machine" in (best.origin, rest.origin) else "person",  # a reader is never told too much
        max(reviews, key=lambda each: (each.of == of, each.date), default=None),
        tuple(each for each in dict.fromkeys(minor) if each != best.source),
        dict(sorted(ignore.items())),
    )
    partly = (each for each in (one, other) if each.origin != made.origin or each.review not in (None, made.review))
    return made, next(partly, None)


def _side(text: str, which: int) -> str:
    """One side of all conflicts in a text with git's marks."""
    lines, side = [], -1
    for line in text.split("\n"):
        if line.startswith("<<<<<<<"):
            side = 0
        elif line.startswith("|||||||") and side == 0:
            side = 2
        elif line.startswith("=======") and side != -1:
            side = 1
        elif line.startswith(">>>>>>>"):
            side = -1
        elif side in (-1, which):
            lines.append(line)
    # Two sides that each add a last field leave a comma too many or too few between them. No text of ours goes over
    # the end of a line, so what stands there isn't in one.
    whole = re.sub(r",(\s*\n\s*\})", r"\1", "\n".join(lines))
    return re.sub(r"([^\s,{\[])(\s*\n\s*\")", r"\1,\2", whole)
