"""`eigentaal build` and `serve`."""

from __future__ import annotations

import argparse
import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eigentaal import checks
from eigentaal.cli import paper
from eigentaal.cli.terminal import CLEAN, COULD_NOT_RUN, PROBLEMS, Terminal, shown
from eigentaal.problems import ERROR, INFO, as_text
from eigentaal.project import Project, open_project


def opened(terminal: Terminal, root: Path) -> Project | None:
    """The project with its site; None, and the reasons told, where Dutch, facts or settings have errors."""
    project = open_project(root, cached=True, wanted=checks.deciding())
    if project.site is None:
        sys.stderr.write(as_text((each for each in project.problems if each.severity == ERROR), terminal.ui))
        terminal.warn("translate-stopped")
        return None
    return project


@contextmanager
def alone(root: Path, options: argparse.Namespace) -> Iterator[None]:
    """While nobody else writes state here, where these options ask to write: of two who read the same file, the last
    would undo what the first wrote."""
    if not getattr(options, "write", False):
        yield
        return
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    with (cache / "translate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    project = open_project(root, cached=True, wanted=checks.deciding())
    sys.stderr.write(as_text((each for each in project.problems if each.severity == ERROR), terminal.ui))
    if project.site is None:
        terminal.warn("stopped")
        return PROBLEMS
    terminal.say("step-load", **project.size())
    if held := project.withheld():
        terminal.warn("withheld")
        sys.stderr.write("".join(f"    {file}\n" for file in held))
    if not paper.prepare(terminal, project):
        terminal.warn("stopped")
        return PROBLEMS
    target = Path(options.out).absolute() if options.out else root / "site"
    terminal.say("step-build")
    from eigentaal.publish import NotPublished, publish_parents

    try:
        if options.parents:
            publish_parents(project, target)
        else:
            from eigentaal import mkdocs_plugin

            mkdocs_plugin.build(project, target)
    except NotPublished as failure:
        sys.stderr.write(as_text(failure.problems, terminal.ui))
        if failure.busy or failure.refused:
            terminal.warn("busy" if failure.busy else "refused", target=target)
            return COULD_NOT_RUN
        terminal.warn("stopped")
        return PROBLEMS
    terminal.say("built", target=shown(target), index=shown(target / "index.html"))
    return CLEAN


def serve(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    from eigentaal import mkdocs_serve

    def report(project: Project, renewed: int, seconds: float) -> None:
        sys.stderr.write(as_text((each for each in project.problems if each.severity != INFO), terminal.ui))
        if project.site is None:
            terminal.warn("kept")
        else:
            terminal.say("rebuilt", count=renewed, ms=round(seconds * 1000))

    try:
        served = mkdocs_serve.serve(root, options.port, report, lambda url: terminal.say("serving", url=url))
    except mkdocs_serve.PortTaken:
        terminal.warn("port-taken", port=options.port)
        return COULD_NOT_RUN
    return CLEAN if served else PROBLEMS
