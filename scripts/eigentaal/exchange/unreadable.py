"""Files of translations that can't be read: what stands in them nobody knows, so nothing is said or written of it."""

from __future__ import annotations

from pathlib import Path

from eigentaal.problems import Problem, errors
from eigentaal.project import Project
from eigentaal.site import SHARED, WITHHELD, Site
from eigentaal.state import state_folder
from eigentaal.yamlfile import read


def pages(root: Path, site: Site, language: str) -> dict[str, Problem]:
    """Page (or `_interface` and the like) → the first error that keeps its translation from being read."""
    if language not in site.leaves:
        return {}
    files = {page: f"{site.docs}/{language}/{page}.yml" for page in SHARED}
    files |= {path: leaf.file for path, leaf in site.leaves[language].items() if leaf.state == WITHHELD}
    found = {}
    for page, shown in files.items():
        if (root / shown).exists():
            loaded = read(root / shown, shown, language)
            wrong = [each for each in errors(loaded.problems) if each.check != "empty-file"]
            if loaded.root is None and wrong:
                found[page] = wrong[0]
    return found


def states(project: Project, language: str) -> dict[str, Problem]:
    """Page → why its state file can't be read."""
    assert project.site is not None
    place = state_folder(project.site.docs, language)
    return {
        each.path.removeprefix(place).removesuffix(".json"): each
        for each in project.problems
        if each.check == "state-unreadable" and each.path.startswith(place)
    }
