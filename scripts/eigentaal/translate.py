"""What a person does with the state of translations: record, call an edit minor, review, confirm, ignore, repair.

Each is worked out as a `Plan` first, which can be shown as a difference and thrown away; only `write` touches a file.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from eigentaal.cache import Cache
from eigentaal.pairs import Prose
from eigentaal.site import WITHHELD, Site
from eigentaal.state import Ignore, Origin, Record, Review, digest, dump, in_conflict, normal, settle
from eigentaal.units import CURRENT, MISSING, OPTIONAL, OUTDATED, SHARED, Unit, units, units_of

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
            beside = file.with_name(f".{file.name}.new")
            beside.write_bytes(data)
            beside.replace(file)

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

    def make(unit: Unit) -> Record | None:
        record = unit.record
        if unit.freshness != OUTDATED or record is None:
            return None
        if not (forced or is_small(record.source, unit.source)):
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


def repair(site: Site, language: str, root: Path, broken: Collection[str]) -> Plan:
    """Settles merge conflicts in the state files of a language, and drops what belongs to nothing.

    What is kept of a page that moved moves along; it goes with a page that is gone, but only if its translation is gone
    as well. While the file of a translation is `broken` or in conflict itself, nobody knows which side belongs to it:
    then its state has to wait.
    """
    files: dict[str, bytes | None] = {}
    remarks: list[Remark] = []
    for page, records in site.records.get(language, {}).items():
        shown, own = _file(site, language, page), f"{site.docs}/{language}/{page}.yml"
        data, found = (root / shown).read_bytes(), units_of(site, language, page)
        now = _now(found)
        if not found:
            if page not in SHARED and not (root / own).exists():
                _move(site, language, page, root, files, remarks)
        elif in_conflict(data):
            if own in broken or ((root / own).exists() and in_conflict((root / own).read_bytes())):
                remarks.append(Remark("repair-waits", {"file": own, "language": language}))
                continue
            files[shown] = _dump(site, language, page, {})
            remarks += [_lost(page, address, record) for address, record in settle(data, now)[1].items()]
        elif records.keys() - now.keys():
            files[shown] = _dump(site, language, page, {})
    return Plan(files, remarks=tuple(remarks))


def _lost(page: str, address: str, record: Record) -> Remark:
    review = f", {record.review.role} {record.review.date}" if record.review else ""
    shown = {"field": f"{page}#{address}", "source": record.source, "origin": f"{record.origin}{review}"}
    return Remark("repair-lost", shown)


def _now(found: Iterable[Unit]) -> dict[str, tuple[str, str]]:
    return {each.address: (each.source, each.target) for each in found}


def _move(
    site: Site, language: str, page: str, root: Path, files: dict[str, bytes | None], remarks: list[Remark]
) -> None:
    """Adds what becomes of the state of a page that isn't there any more."""
    shown, records = _file(site, language, page), site.records[language]
    new = site.moved.get(page) or _renamed(site, language, page)
    if not new:
        files[shown] = None
        return
    there = _file(site, language, new)
    taken = (root / there).exists() and (new not in records or in_conflict((root / there).read_bytes()))
    if taken or there in files:
        return  # that one first
    data = (root / shown).read_bytes()
    mine = settle(data, _now(units_of(site, language, new)))[0] if in_conflict(data) else records[page]
    files[there] = _dump(site, language, new, {**mine, **records.get(new, {})})
    files[shown] = None
    remarks.append(Remark("repair-moved", {"page": page, "new": new}))


def _renamed(site: Site, language: str, page: str) -> str:
    """The page without state that most of the texts of this state are now on, if nobody told where it went."""
    kept = site.records[language][page]
    for path in site.leaves[language]:
        if path not in site.records[language]:
            now = {each.address: digest(each.target) for each in units_of(site, language, path) if each.target}
            if 2 * sum(now.get(address) == each.translation for address, each in kept.items()) > len(kept):
                return path
    return ""


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
    files = {_file(site, language, page): _dump(site, language, page, records) for page, records in made.items()}
    return Plan(files, tuple(changes))


def _file(site: Site, language: str, page: str) -> str:
    return f"{site.docs}/{language}/_state/{page}.json"


def _dump(site: Site, language: str, page: str, changed: Mapping[str, Record]) -> bytes:
    order = [each.address for each in units_of(site, language, page)]
    return dump(page, {**site.records.get(language, {}).get(page, {}), **changed}, order)


# Words that turn a sentence around: an edit that touches one of them is never small.
_GUARDED = frozenset(
    ("niet", "geen", "nooit", "altijd", "moet", "mag", "kan", "wel", "alleen", "zonder", "of", "en", "tot", "vanaf")
)


def is_small(before: str, after: str) -> bool:
    """Whether an edit in Dutch is a slip of the pen: at most two words change, each into one that is nearly the same.

    Facts, links and numbers must be equal, and no word that turns a sentence around may be touched.
    """
    if normal(before) == normal(after):
        return True
    old, new = Prose(before, "nl"), Prose(after, "nl")
    marks = [tuple(run for run in prose.runs if not isinstance(run, str)) for prose in (old, new)]
    if marks[0] != marks[1] or old.shape != new.shape or re.findall(r"\d+", before) != re.findall(r"\d+", after):
        return False
    if len(old.words) != len(new.words):
        return False
    changed = [(one, other) for one, other in zip(old.words, new.words, strict=True) if one != other]
    return len(changed) <= 2 and all(_slip(*each) for each in changed)


def _slip(one: str, other: str) -> bool:
    """A typing error within a word of some length, not another word (thuis, huis)."""
    if _GUARDED & {one, other} or min(len(one), len(other)) < 4 or one[:2] != other[:2]:
        return False
    return difflib.SequenceMatcher(None, one, other).ratio() >= 0.8


def word_diff(before: str, after: str) -> str:
    """What changed, in words: `[-oud-] {+nieuw+}`."""
    old, new = before.split(), after.split()
    parts: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts += old[a:b]
            continue
        if a < b:
            parts.append(f"[-{' '.join(old[a:b])}-]")
        if c < d:
            parts.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(parts)


class Tally(Struct, frozen=True):
    """How a page stands in a language, counted in fields."""

    language: str
    page: str
    fields: int
    current: int
    outdated: int
    missing: int
    unrecorded: int
    machine: int
    reviewed: int
    withheld: int
    """Pages that are held back for an error: 0 or 1, until they are added up."""

    @property
    def state(self) -> str:
        """The worst of its fields."""
        if self.missing == self.fields:
            return MISSING
        return "incomplete" if self.missing else OUTDATED if self.outdated else CURRENT


def tally(site: Site, language: str, page: str) -> Tally:
    """Counts the fields of one page. Dutch is its own source, so never outdated."""
    found = [each for each in units_of(site, language, page) if each.freshness != OPTIONAL]  # nobody misses those
    fresh = [CURRENT if language == site.source.code else each.freshness for each in found]
    leaf = site.leaves[language].get(page)
    return Tally(
        language,
        page,
        len(found),
        fresh.count(CURRENT),
        fresh.count(OUTDATED),
        fresh.count(MISSING),
        sum(bool(each.target) and not each.recorded for each in found),
        sum(each.origin == "machine" for each in found),
        sum(each.review is not None for each in found),
        int(leaf is not None and leaf.state == WITHHELD),
    )


def tallies(site: Site, language: str, cache: Cache | None = None) -> Iterator[Tally]:
    """One count for each page of a language, and for the words that all pages share."""
    leaves, cache = site.leaves[language], cache or Cache()
    for page in (*SHARED, *sorted(path for path, leaf in leaves.items() if leaf.state != "elsewhere")):
        make, leaf = partial(tally, site, language, page), leaves.get(page)
        found = cache.remember(f"tally {language} {page} {leaf.state} {leaf.digest}", make) if leaf else make()
        if found.fields:
            yield found
