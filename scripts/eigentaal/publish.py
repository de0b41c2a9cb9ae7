"""Builds the parents' part of the site without MkDocs, verified and put in place in one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eigentaal import outputs, rendering
from eigentaal.edition import Edition, LooksFault
from eigentaal.outputs import headers
from eigentaal.problems import Problem, errors
from eigentaal.project import Project
from eigentaal.staging import Busy, Staging
from eigentaal.tree import write
from eigentaal.verify import verify


class NotPublished(Exception):
    """Nothing was put in place; the old site stands.

    `busy`: another build of it is running. `refused`: the target, where something else than a site of ours stands.
    """

    def __init__(self, problems: Sequence[Problem] = (), busy: bool = False, refused: str = "") -> None:
        super().__init__()
        self.problems, self.busy, self.refused = tuple(problems), busy, refused


def write_outputs(
    edition: Edition, folder: Path, done: frozenset[str] = frozenset(), parents: bool = False
) -> list[str]:
    """Writes every output, or those for parents, but the files in `done`, and returns the names.

    Raises NotPublished for a faulty template, and for a Dutch folder that does not fit on its paper.
    """
    names: list[str] = []
    if wrong := errors(edition.shelf.problems):
        raise NotPublished(wrong)
    try:
        if parents:
            rendering.pages(edition, folder)
        for module in outputs.discovered():
            if parents and outputs.name(module) in outputs.for_others():
                continue
            names += write(((name, data) for name, data in module.files(edition) if name not in done), folder)
    except LooksFault as fault:
        raise NotPublished([fault.problem]) from fault
    return names


def check_target(project: Project, target: Path) -> None:
    """Raises NotPublished where the target holds anything but a site of ours.

    One slip in `--out` would otherwise replace what people wrote.
    """
    assert project.config is not None
    target = target.resolve()
    content = (project.config.docs.resolve(), project.config.overrides.resolve())
    around = {project.root.resolve(), *project.root.resolve().parents, *content}
    inside = any(each in target.parents for each in content)
    empty = not target.exists() or (target.is_dir() and not any(target.iterdir()))
    if target in around or inside or not (empty or _is_ours(target)):
        raise NotPublished(refused=str(target))


def _is_ours(target: Path) -> bool:
    """Whether a site stands there that this program made; a sitemap or a home page every site has."""
    try:
        return (target / "nginx.conf").read_bytes().startswith(headers.NGINX.encode())
    except OSError:
        return False


def stage(project: Project, target: Path, anew: bool = False) -> Staging:
    """A place beside the target to write the site in, empty if `anew`. Raises NotPublished, OSError."""
    check_target(project, target)
    try:
        return Staging(target, anew)
    except Busy:
        raise NotPublished(busy=True) from None


def publish_parents(project: Project, target: Path) -> None:
    """The pages for parents and what goes with them, into `target`. Raises NotPublished, OSError."""
    staging = stage(project, target)
    try:
        edition = project.edition()
    except LooksFault as fault:
        staging.discard()
        raise NotPublished([fault.problem]) from fault
    with staging:
        names = write_outputs(edition, staging.folder, parents=True)
        staging.keep(names)
        found = errors(verify(staging.folder, edition.site, names, edition.cache))
        edition.remember()
        problems = _ours(found, edition)
        if problems:
            raise NotPublished(problems)
        staging.publish()


def _ours(found: Sequence[Problem], edition: Edition) -> list[Problem]:
    """All but links to what only the whole build has: a page for professionals, an output for others than parents."""
    leaves = edition.site.leaves[edition.site.source.code].values()
    names = [leaf.slug for leaf in leaves if leaf.page.kind == "professional"]
    elsewhere = [f"/{each}/" for each in (*names, *outputs.for_others())]

    def is_ours(each: Problem) -> bool:
        link = f"/{dict(each.details).get('link', '')}"
        return each.check != "bad-link" or not any(name in link for name in elsewhere)

    return [each for each in found if is_ours(each)]
