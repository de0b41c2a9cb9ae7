"""Mends what merges and moves leave of the state of translations. A `Plan` like the others: nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from eigentaal.settling import in_conflict, settle
from eigentaal.site import SHARED, Site
from eigentaal.state import Record, digest, state_file
from eigentaal.translate import Plan, Remark, dumped
from eigentaal.units import Unit, units_of


def repair(site: Site, language: str, root: Path, broken: Collection[str]) -> Plan:
    """Settles merge conflicts in the state files of a language, and drops what belongs to nothing.

    What is kept of a page that moved moves along; it goes with a page that is gone, but only if its translation is gone
    as well. While the file of a translation is `broken` or in conflict itself, nobody knows which side belongs to it:
    then its state has to wait.
    """
    files: dict[str, bytes | None] = {}
    remarks: list[Remark] = []
    for page, records in site.records.get(language, {}).items():
        shown, own = state_file(site.docs, language, page), f"{site.docs}/{language}/{page}.yml"
        data, found = (root / shown).read_bytes(), units_of(site, language, page)
        now = _now(found)
        if not found:
            if page not in SHARED and not (root / own).exists():
                _move(site, language, page, root, files, remarks)
        elif in_conflict(data):
            if own in broken or ((root / own).exists() and in_conflict((root / own).read_bytes())):
                remarks.append(Remark("repair-waits", {"file": own, "language": language}))
                continue
            files[shown] = dumped(site, language, page, {})
            remarks += [_lost(page, address, record) for address, record in settle(data, now)[1].items()]
        elif shown not in files and records.keys() - now.keys():  # with what moved here, it is done already
            files[shown] = dumped(site, language, page, {})
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
    shown, records = state_file(site.docs, language, page), site.records[language]
    new = site.moved.get(page) or _renamed(site, language, page)
    if not new:
        files[shown] = None
        return
    there = state_file(site.docs, language, new)
    taken = (root / there).exists() and (new not in records or in_conflict((root / there).read_bytes()))
    if taken or there in files:
        return  # that one first
    data = (root / shown).read_bytes()
    mine = settle(data, _now(units_of(site, language, new)))[0] if in_conflict(data) else records[page]
    files[there] = dumped(site, language, new, {**mine, **records.get(new, {})})
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
