"""The content as it would be after an import, loaded and checked in a copy that nobody sees."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec.structs import replace

from eigentaal import checks
from eigentaal.load import load
from eigentaal.problems import ERROR, Problem, errors
from eigentaal.project import Project
from eigentaal.site import Site
from eigentaal.units import OUTDATED, Unit, units
from eigentaal.yamlfile import Place

_LACKING = ("missing-item", "missing-field")
"""What tells of texts that aren't there: no fault of one that came in, and each that was refused is told by itself."""


def _load(project: Project, files: Mapping[str, bytes]) -> tuple[Site | None, list[Problem]]:
    """The site with `files` in place, and all its problems."""
    assert project.config is not None
    config = project.config
    with tempfile.TemporaryDirectory(prefix="eigentaal-") as name:
        docs = Path(name) / config.docs.name
        _copy(config.docs, docs)
        for shown, data in files.items():
            file = Path(name) / shown
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        loaded = load(replace(config, docs=docs))
    found = list(loaded.problems)
    if loaded.site is not None:
        found += checks.run(loaded.site)
    return loaded.site, found


def _copy(folder: Path, to: Path) -> None:
    """All files and links, without the rights that they have: a file that is locked here can be tried out there."""
    to.mkdir()
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            _copy(each, to / each.name)
        else:
            shutil.copyfile(each, to / each.name, follow_symlinks=False)


def problems(
    project: Project, language: str, files: Mapping[str, bytes], texts: Mapping[str, Unit]
) -> dict[str, list[Problem]]:
    """What is wrong with the `texts` (by key) once `files` are in place.

    If Dutch can't be loaded any more and no text can be blamed, all are.
    """
    site, found = _load(project, files)
    mine = {unit.file for unit in texts.values()}
    owners: dict[str, list[Problem]] = {}
    for each in sorted(set(found)):
        if each.path in mine and each.check not in _LACKING:
            for key in _owners(each, texts, site, language):
                owners.setdefault(key, []).append(each)
    if site is None and not any(errors(each) for each in owners.values()):
        stopping = [each for each in errors(found) if each.path in mine] or errors(found)[:1]
        return {key: [replace(stopping[0], severity=ERROR)] for key in texts} if stopping else {}
    return owners


def _owners(found: Problem, texts: Mapping[str, Unit], site: Site | None, language: str) -> list[str]:
    """The texts that a problem is about: it names its field, or stands at the place of one.

    An error at the place of something larger may be of each text in it. What is no error is of none of them: every row
    of a list would say that the list lacks other words.
    """
    field = dict(found.details).get("field", "")
    here = {key: unit for key, unit in texts.items() if unit.file == found.path}
    named = [key for key, unit in here.items() if unit.address == field]
    if named or site is None:
        return named
    places = _places(site, language, found.path)
    at = {address for address, place in places.items() if place == (found.line, found.column)}
    at |= {address for unit in here.values() if (address := _listed(unit, at))}
    if found.severity != ERROR:
        return [key for key, unit in here.items() if unit.address in at]
    return [key for key, unit in here.items() if _within(unit.address, at)]


def _listed(unit: Unit, at: Collection[str]) -> str:
    """The address of a list of words in which one of these places is, for such a list is one text here."""
    within = unit.spec.kind == "words" and any(each.startswith(f"{unit.address}[") for each in at)
    return unit.address if within else ""


def _within(address: str, around: Collection[str]) -> bool:
    return any(address == each or address.startswith((f"{each}.", f"{each}[")) for each in around)


def _places(site: Site, language: str, file: str) -> Mapping[str, Place]:
    if file in site.places:
        return site.places[file]
    return next((leaf.places for leaf in site.leaves[language].values() if leaf.file == file), {})


def outdated(project: Project, files: Mapping[str, bytes]) -> dict[str, int]:
    """Language → translations that match the Dutch now and won't once `files` are in place."""
    assert project.site is not None
    after, _ = _load(project, files)
    counted = {}
    for language in project.site.languages[1:]:
        if after is not None and (late := len(_late(after, language.code) - _late(project.site, language.code))):
            counted[language.code] = late
    return counted


def _late(site: Site, language: str) -> set[tuple[str, str]]:
    return {(each.page, each.address) for each in units(site, language) if each.freshness == OUTDATED}
