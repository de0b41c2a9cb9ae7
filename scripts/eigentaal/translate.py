"""What a person does with the state of translations: record, call an edit minor, review, confirm, ignore.

Each is worked out as a `Plan` first, which can be shown as a difference and thrown away; only `write` touches a file.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from eigentaal.edits import is_small, real_words
from eigentaal.files import replacing
from eigentaal.site import Site
from eigentaal.state import Ignore, Origin, Record, Review, digest, dump, state_file
from eigentaal.units import CURRENT, OUTDATED, Unit, units, units_of

Change = tuple[Unit, Record]
Found = tuple[str, str]
"""File and address of a finding."""


class Selection(Struct, frozen=True):
    """Which fields: a page (`opvoeden/driftbuien`, `_interface`), a folder (`opvoeden`), a field of a page
    (`…#parts[waarom].text`), or all."""

    page: str = ""
    address: str = ""

    @classmethod
    def parse(cls, text: str) -> Selection | None:
        """None for what names nothing: an empty variable of a shell must not come to mean everything."""
        page, mark, address = text.partition("#")
        page = page.removesuffix(".yml").rstrip("/")
        return cls(page, address) if page and bool(mark) == bool(address) else None

    def all_of(self, site: Site, language: str) -> list[Unit]:
        """Its units; none if there is no such page or field."""
        if not self.page:
            return list(units(site, language))
        found = units_of(site, language, self.page)
        if not found and not self.address:
            inside = [path for path in sorted(site.leaves[language]) if path.startswith(f"{self.page}/")]
            return [each for path in inside for each in units_of(site, language, path)]
        return [each for each in found if self.address in ("", each.address)]

    def of(self, site: Site, language: str) -> list[Unit]:
        """Its units that are translated."""
        return [each for each in self.all_of(site, language) if each.target]


class Remark(Struct, frozen=True):
    """What a person must know of a plan: a key of `terminal.yml`, and what that text is filled with."""

    key: str
    values: Mapping[str, object]


class Plan(Struct, frozen=True):
    """New content of state files, by path from the root (None: the file goes), and what changes in words.

    One that is `refused` changes nothing; a remark says why.
    """

    files: Mapping[str, bytes | None] = {}
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()
    refused: bool = False

    def write(self, root: Path) -> None:
        """Writes the files, each beside itself first. Raises OSError."""
        for shown, data in self.files.items():
            file = root / shown
            if data is None:
                file.unlink(missing_ok=True)
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            with replacing(file) as stream:
                stream.write(data)

    def diff(self, root: Path) -> str:
        """The change of every file as a unified diff."""
        parts: list[str] = []
        for shown, data in self.files.items():
            file = root / shown
            before = file.read_bytes().decode("utf-8", "replace") if file.exists() else ""
            after = (data or b"").decode()
            parts.extend(difflib.unified_diff(before.splitlines(True), after.splitlines(True), shown, shown, n=1))
        return "".join(parts)


def accept(site: Site, language: str, chosen: Collection[Selection], origin: Origin) -> Plan:
    """Records translations as they are, made from the Dutch as it is. A review of older texts lapses by itself.

    What was recorded before is done anew only where the field itself is named: who mended one word of a page, or asks
    for everything, doesn't mean to tell of all the rest who made it, or that it is up to date.
    """
    named = {(each.page, each.address) for each in chosen}
    left: list[Unit] = []

    def make(unit: Unit) -> Record | None:
        if unit.recorded and unit.freshness == CURRENT and unit.origin == origin:
            return None
        if unit.recorded and (unit.page, unit.address) not in named:
            left.append(unit)
            return None
        kept = unit.record
        fresh = Record(unit.source, digest(unit.target), origin)
        return replace(fresh, review=kept.review, ignore=kept.ignore) if kept else fresh

    plan = _plan(site, language, chosen, make)
    return replace(plan, remarks=_remark("recorded-already", left)) if left else plan


def still_correct(site: Site, language: str, chosen: Iterable[Selection]) -> Plan:
    """The Dutch changed and the translation still says the same: it counts as made from the Dutch of now.

    Refused for a text that nobody recorded, as are `review` and `ignore`: who made it isn't known, and isn't guessed.
    """

    def make(unit: Unit, record: Record) -> Record | None:
        return replace(record, source=unit.source) if unit.freshness == OUTDATED else None

    return _of_recorded(site, language, chosen, make, lambda unit: unit.freshness == OUTDATED)


def minor(site: Site, language: str, chosen: Iterable[Selection], forced: bool = False) -> Plan:
    """An edit in Dutch that changes nothing for a translator moves the kept text forward.

    Only where the translation was current just before it: the edit from the kept text to the Dutch of now must itself
    be small (see `is_small`), so a translation that had already missed a real change keeps missing it. `forced` leaves
    the judgement to the person who asks.
    """

    left: list[Unit] = []
    real = frozenset() if forced else real_words(each.source for each in units(site, site.source.code))

    def make(unit: Unit) -> Record | None:
        record = unit.record
        if unit.freshness != OUTDATED or record is None:
            return None
        if not (forced or is_small(record.source, unit.source, real)):
            left.append(unit)
            return None
        moved = replace(record, source=unit.source, minor=(*record.minor, record.source))
        # Nothing changed for a reader, so what was reviewed or ignored stays so.
        old, new = digest(record.source, unit.target), digest(unit.source, unit.target)
        if record.review and record.review.of == old:
            moved = replace(moved, review=replace(record.review, of=new))
        ignore = {check: replace(each, of=new) if each.of == old else each for check, each in record.ignore.items()}
        return replace(moved, ignore=ignore)

    plan = _plan(site, language, chosen, make)
    return replace(plan, remarks=_remark("not-minor", left)) if left else plan


def review(site: Site, language: str, chosen: Iterable[Selection], role: str, date: str) -> Plan:
    """Somebody in this role read these translations beside the Dutch and found them good. `date`: 2026-11-22."""

    def make(unit: Unit, record: Record) -> Record:
        return replace(record, source=unit.source, review=Review(role, date, digest(unit.source, unit.target)))

    return _of_recorded(site, language, chosen, make)


def ignore(
    site: Site, language: str, chosen: Iterable[Selection], check: str, reason: str, found: Collection[Found]
) -> Plan:
    """A finding that is right as it is, until one of the two texts changes; only where it is `found`."""

    def make(unit: Unit, record: Record) -> Record:
        ignored = Ignore(reason, digest(unit.source, unit.target))
        return replace(record, ignore=dict(sorted({**record.ignore, check: ignored}.items())))

    def concerned(unit: Unit) -> bool:
        return (unit.file, unit.address) in found

    if not any(concerned(unit) for selection in chosen for unit in selection.of(site, language)):
        return Plan(remarks=(Remark("nothing-to-ignore", {"check": check}),), refused=True)
    return _of_recorded(site, language, chosen, make, concerned)


def _remark(key: str, about: Sequence[Unit]) -> tuple[Remark, ...]:
    one = about[0]
    shown = {"count": len(about), "language": one.language, "page": one.page, "field": f"{one.page}#{one.address}"}
    return (Remark(key, shown),)


def _of_recorded(
    site: Site,
    language: str,
    chosen: Iterable[Selection],
    make: Callable[[Unit, Record], Record | None],
    concerned: Callable[[Unit], bool] = lambda _: True,
) -> Plan:
    """A plan for the units that are `concerned`; refused if one of them isn't recorded."""
    left: list[Unit] = []

    def check(unit: Unit) -> Record | None:
        if not concerned(unit):
            return None
        if unit.record is None or not unit.recorded:
            left.append(unit)
            return None
        return make(unit, unit.record)

    plan = _plan(site, language, chosen, check)
    return Plan(remarks=_remark("not-recorded", left), refused=True) if left else plan


def _plan(site: Site, language: str, chosen: Iterable[Selection], make: Callable[[Unit], Record | None]) -> Plan:
    made: dict[str, dict[str, Record]] = {}
    changes: list[Change] = []
    for selection in chosen:
        for unit in selection.of(site, language):
            record = make(unit)
            if record is not None and record != unit.record:
                made.setdefault(unit.page, {})[unit.address] = record
                changes.append((unit, record))
    files = {
        state_file(site.docs, language, page): dumped(site, language, page, records) for page, records in made.items()
    }
    return Plan(files, tuple(changes))


def dumped(site: Site, language: str, page: str, changed: Mapping[str, Record]) -> bytes:
    """The state file of a page with these records changed; what belongs to no field of it is left out."""
    order = [each.address for each in units_of(site, language, page)]
    return dump(page, {**site.records.get(language, {}).get(page, {}), **changed}, order)
