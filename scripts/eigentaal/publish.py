"""Builds the parents' part of the site without MkDocs, verified and put in place in one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jinja2

from eigentaal import outputs
from eigentaal.edition import Edition
from eigentaal.problems import Problem, problem
from eigentaal.project import Project
from eigentaal.staging import Busy, Staging, write
from eigentaal.verify import verify


class NotPublished(Exception):
    """Nothing was put in place; the old site stands. `busy`: another build of it is running."""

    def __init__(self, problems: Sequence[Problem] = (), busy: bool = False) -> None:
        super().__init__()
        self.problems, self.busy = tuple(problems), busy


def write_outputs(edition: Edition, folder: Path, done: frozenset[str] = frozenset()) -> list[str]:
    """Writes every output but the files in `done`, and returns the names. Raises NotPublished for a faulty template."""
    names: list[str] = []
    try:
        for module in outputs.discovered():
            names += write(((name, data) for name, data in module.files(edition) if name not in done), folder)
    except jinja2.TemplateError as failure:
        raise NotPublished([template_problem(failure)]) from failure
    if edition.cache:
        edition.cache.save()
    return names


def template_problem(failure: jinja2.TemplateError) -> Problem:
    """Names the template and, where Jinja knows it, the line."""
    name, line = getattr(failure, "filename", None) or getattr(failure, "name", None), getattr(failure, "lineno", None)
    trace = failure.__traceback__
    while trace is not None:  # an error while rendering: the last frame that is a template
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            name, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    shown = Path(name).name if name else "overrides"
    return problem(
        f"overrides/{shown}" if name else shown,
        (line or 1, 1),
        "template-error",
        template=shown,
        why=failure.message or "",
    )


def publish_parents(project: Project, target: Path) -> None:
    """The pages for parents and what goes with them, into `target`. Raises NotPublished, OSError."""
    edition = project.edition()
    try:
        staging = Staging(target)
    except Busy:
        raise NotPublished(busy=True) from None
    with staging:
        names = write_outputs(edition, staging.folder)
        problems = [each for each in verify(staging.folder, edition.site, names) if not _professional(each, edition)]
        if problems:
            raise NotPublished(problems)
        staging.publish()


def _professional(each: Problem, edition: Edition) -> bool:
    """A link to a page for professionals, which only the whole build has."""
    link = dict(each.details).get("link", "")
    leaves = edition.site.leaves[edition.site.source.code].values()
    return each.check == "bad-link" and any(
        leaf.page.kind == "professional" and f"/{leaf.slug}/" in f"/{link}" for leaf in leaves
    )
