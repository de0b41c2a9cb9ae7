"""What a person does with the state of translations: record, call an edit minor, review, confirm, ignore, repair.

Each is worked out as a `Plan` first, which can be shown as a difference and thrown away; only `write` touches a file.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from eigentaal.cache import Cache
from eigentaal.pairs import Prose
from eigentaal.site import WITHHELD, Site
from eigentaal.state import Ignore, Origin, Record, Review, digest, dump, normal
from eigentaal.units import CURRENT, MISSING, OPTIONAL, OUTDATED, SHARED, Unit, units, units_of

Change = tuple[Unit, Record]


class Selection(Struct, frozen=True):
    """Which fields: a page (`opvoeden/driftbuien`, `_interface`), a field of it (`…#parts[waarom].text`), or all."""

    page: str = ""
    address: str = ""

    @classmethod
    def parse(cls, text: str) -> Selection:
        page, _, address = text.partition("#")
        return cls(page.removesuffix(".yml"), address)

    def of(self, site: Site, language: str) -> list[Unit]:
        """Its units that are translated; none if there is no such page or field."""
        found: Iterable[Unit] = units_of(site, language, self.page) if self.page else units(site, language)
        return [each for each in found if each.target and self.address in ("", each.address)]


class Plan(Struct, frozen=True):
    """New content of state files, by path from the root (None: the file goes), and what changes in words."""

    files: Mapping[str, bytes | None] = {}
    changes: tuple[Change, ...] = ()

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
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            after = (data or b"").decode()
            parts.extend(difflib.unified_diff(before.splitlines(True), after.splitlines(True), shown, shown, n=1))
        return "".join(parts)


def accept(site: Site, language: str, chosen: Iterable[Selection], origin: Origin) -> Plan:
    """Records translations as they are, made from the Dutch as it is. A review of older texts lapses by itself."""

    def make(unit: Unit) -> Record | None:
        if unit.recorded and unit.freshness == CURRENT and unit.origin == origin:
            return None
        kept = unit.record
        fresh = Record(unit.source, digest(unit.target), origin)
        return replace(fresh, review=kept.review, ignore=kept.ignore) if kept else fresh

    return _plan(site, language, chosen, make)


def still_correct(site: Site, language: str, chosen: Iterable[Selection]) -> Plan:
    """The Dutch changed and the translation still says the same: it counts as made from the Dutch of now."""

    def make(unit: Unit) -> Record | None:
        if unit.freshness != OUTDATED or unit.record is None:
            return None
        return replace(unit.record, source=unit.source, translation=digest(unit.target))

    return _plan(site, language, chosen, make)


def minor(site: Site, language: str, chosen: Iterable[Selection], forced: bool = False) -> Plan:
    """An edit in Dutch that changes nothing for a translator moves the kept text forward.

    Only where the translation was current just before it: the edit from the kept text to the Dutch of now must itself
    be small (see `is_small`), so a translation that had already missed a real change keeps missing it. `forced` leaves
    the judgement to the person who asks.
    """

    def make(unit: Unit) -> Record | None:
        record = unit.record
        if unit.freshness != OUTDATED or record is None or not (forced or is_small(record.source, unit.source)):
            return None
        moved = replace(record, source=unit.source, minor=(*record.minor, record.source))
        # Nothing changed for a reader, so what was reviewed or ignored stays so.
        old, new = digest(record.source, unit.target), digest(unit.source, unit.target)
        if record.review and record.review.of == old:
            moved = replace(moved, review=replace(record.review, of=new))
        ignore = {check: replace(each, of=new) if each.of == old else each for check, each in record.ignore.items()}
        return replace(moved, ignore=ignore)

    return _plan(site, language, chosen, make)


def review(site: Site, language: str, chosen: Iterable[Selection], role: str, date: str) -> Plan:
    """Somebody in this role read these translations beside the Dutch and found them good. `date`: 2026-11-22."""

    def make(unit: Unit) -> Record:
        kept = unit.record if unit.record and unit.recorded else Record(unit.source, digest(unit.target), "person")
        seen = Review(role, date, digest(unit.source, unit.target))
        return replace(kept, source=unit.source, review=seen)

    return _plan(site, language, chosen, make)


def ignore(site: Site, language: str, chosen: Iterable[Selection], check: str, reason: str) -> Plan:
    """A finding that is right as it is, until one of the two texts changes."""

    def make(unit: Unit) -> Record:
        kept = unit.record or Record(unit.source, digest(unit.target), "person")
        found = Ignore(reason, digest(unit.source, unit.target))
        return replace(kept, ignore=dict(sorted({**kept.ignore, check: found}.items())))

    return _plan(site, language, chosen, make)


def repair(site: Site, language: str, root: Path) -> Plan:
    """Settles merge conflicts in the state files of a language, and drops what belongs to nothing.

    The file of a page that is gone goes too, but only if its translation is gone as well: a page that was renamed in
    Dutch alone keeps what is known of its translation.
    """
    files: dict[str, bytes | None] = {}
    for page in site.records.get(language, {}):
        shown = _file(site, language, page)
        if units_of(site, language, page):
            data = _dump(site, language, page, {})
            if data != (root / shown).read_bytes():
                files[shown] = data
        elif page not in SHARED and not (root / f"{site.docs}/{language}/{page}.yml").exists():
            files[shown] = None
    return Plan(files)


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
