"""From a project folder to an edition that can be published: load, check, hold back what is wrong."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from msgspec import Struct, field

from eigentaal.cache import Cache, program
from eigentaal.config import Config, load_config
from eigentaal.files import UNREAD, Texts
from eigentaal.load import is_translation, load
from eigentaal.problems import Problem, errors
from eigentaal.site import WITHHELD, Site

if TYPE_CHECKING:
    from eigentaal.edition import Edition
    from eigentaal.leaflets.shelf import Shelf


class Project(Struct, frozen=True):
    """What a project folder holds. `site` is None when an error in Dutch, facts or configuration stops the build."""

    root: Path
    config: Config | None
    site: Site | None
    problems: tuple[Problem, ...]
    cache: Cache = field(default_factory=Cache)

    def size(self) -> dict[str, int]:
        """How many pages and languages there are."""
        leaves = self.site.leaves.values() if self.site else ()
        return {"pages": sum(map(len, leaves)), "languages": len(leaves)}

    def stops(self) -> list[Problem]:
        """The errors for which nothing is published."""
        return [
            each for each in errors(self.problems) if self.config is None or not is_translation(self.config, each.path)
        ]

    def withheld(self) -> list[str]:
        """The files of translations that are held back."""
        if self.site is None:
            return []
        return sorted(
            leaf.file for leaves in self.site.leaves.values() for leaf in leaves.values() if leaf.state == WITHHELD
        )

    def edition(self, shelf: Shelf | None = None) -> Edition:
        """The site with its looks, see `Edition.of`. Only when there is a site. Raises LooksFault."""
        from eigentaal.edition import Edition  # costs 12 ms, which a check spares

        assert self.config is not None
        assert self.site is not None
        return Edition.of(self.config, self.site, self.cache, shelf)


def open_project(
    root: Path,
    cached: bool = False,
    wanted: Collection[str] | None = None,
    texts: Texts = UNREAD,
) -> Project:
    """Loads and checks the project in `root`; `cached` uses and keeps results in `.cache/` there.

    `wanted` names the checks to run, all of them by default; `texts` are files that were read already, by path.
    """
    config, wrong = load_config(root)
    if config is None:
        return Project(root, None, None, wrong)
    cache = Cache(root / ".cache" / "eigentaal", program()) if cached else Cache()
    loaded = load(config, cache, texts, _checks)
    problems = [*wrong, *loaded.problems]
    site = loaded.site
    if site is not None:
        problems += _checks().run(site, cache, wanted)
        held = {each.path for each in errors(problems) if is_translation(config, each.path)}
        site = site.withheld(held)
    project = Project(root, config, site, tuple(sorted(set(problems))), cache)
    return project if not project.stops() else Project(root, config, None, project.problems, cache)


def _checks() -> ModuleType:
    """The checks, all loaded: that takes 40 ms, in which other processes can begin to read pages."""
    from eigentaal import checks

    checks.discovered()
    return checks
