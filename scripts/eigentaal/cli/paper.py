"""`eigentaal leaflet` and `release`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from eigentaal.cli.terminal import CLEAN, COULD_NOT_RUN, PROBLEMS, Terminal, shown, today
from eigentaal.leaflets import register
from eigentaal.leaflets.engine import PressFault
from eigentaal.leaflets.plan import BOOKLET, IMPOSED, Plan, on_paper
from eigentaal.leaflets.shelf import Folder, Shelf, template_problem
from eigentaal.page import LEAFLET_FORMATS, PageSet
from eigentaal.problems import WARNING, as_text, errors
from eigentaal.project import Project, open_project

if TYPE_CHECKING:
    from rich.progress import Progress


def leaflet(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    """Makes the folders that are asked for, and writes them in a folder."""
    shelf = _shelf(terminal, root)
    if shelf is None:
        return PROBLEMS
    wrong = _unknown(shelf, options)
    if wrong:
        terminal.warn("leaflet-unknown", value=wrong[0], known=", ".join(wrong[1]))
        return COULD_NOT_RUN
    plans = _wanted(shelf, options)
    lacking = {each: pages for each in options.set or () if (pages := _off_paper(shelf, each))}
    for each, pages in lacking.items():
        terminal.warn("leaflet-no-booklet", value=each, pages=", ".join(pages))
    if not plans and lacking:
        return COULD_NOT_RUN
    if not plans:
        terminal.warn("leaflet-none")
        return COULD_NOT_RUN
    target = Path(options.out).absolute() if options.out else root / "build"
    try:
        with progress(terminal) as tell:
            found = list(shelf.print(plans, shelf.open_cache(), tell))
    except PressFault as failure:
        sys.stderr.write(as_text((template_problem(failure),), terminal.ui))
        return COULD_NOT_RUN
    for each in found:
        file = target / each.plan.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(each.pdf)
        terminal.say("leaflet-made", file=shown(file), pages=each.pages, size=each.size, fill=_fill(each))
    found_problems = shelf.problems
    sys.stderr.write(as_text(found_problems, terminal.ui))
    if len(found) < len(plans) or lacking:
        return PROBLEMS
    if shelf.planner.proof:
        terminal.say("leaflet-proof")
    return CLEAN


def _fill(folder: Folder) -> str:
    return ", ".join(f"{panel} {percent} %" for panel, percent in folder.fill.items()) or "–"


def _unknown(shelf: Shelf, options: argparse.Namespace) -> tuple[str, list[str]] | None:
    """What was asked for and doesn't exist, and what does."""
    site = shelf.site
    codes = [each.code for each in site.languages]
    slugs = {slug for slug, leaf in site.slugs(site.source.code).items() if leaf.page.leaflet is not None}
    sets = site.sets[site.source.code]
    for asked, known in (
        (options.lang or [], codes),
        (options.format or [], [*LEAFLET_FORMATS, BOOKLET]),
        (options.pages, sorted(slugs)),
        (options.set or [], sorted(sets)),
    ):
        for each in asked:
            name = each.rpartition("/")[2] if asked is options.pages else each  # only a page is in a section
            if name not in known:
                return each, list(known)
    return None


def _wanted(shelf: Shelf, options: argparse.Namespace) -> list[Plan]:
    """The plans that were asked for; pages with the format `booklet` become one booklet of their own."""
    planner, site = shelf.planner, shelf.site
    languages = [each for each in site.languages if not options.lang or each.code in options.lang]
    slugs = tuple(dict.fromkeys(each.rpartition("/")[2] for each in options.pages))
    if slugs and not options.set and options.format == [BOOKLET]:
        first = site.slugs(site.source.code)[slugs[0]].page
        own = PageSet(id="-".join(slugs)[:60], title=first.title, answer=first.title, picture="", pages=slugs)
        return [plan for language in languages for plan in planner.set(own, language)]
    names = {*slugs, *(f"set-{each}" for each in options.set or ())}
    formats = {*(options.format or ()), *((IMPOSED,) if BOOKLET in (options.format or ()) else ())}
    codes = {each.code for each in languages}
    return [
        each
        for each in shelf.plans
        if each.language in codes and (not names or each.name in names) and (not formats or each.format in formats)
    ]


def _off_paper(shelf: Shelf, name: str) -> list[str]:
    """The pages of a set that have no folder: with one of them there is no booklet."""
    site = shelf.site
    slugs = site.slugs(site.source.code)
    return [each for each in site.sets[site.source.code][name].pages if each not in slugs or not on_paper(slugs[each])]


def release(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    """Writes in the register what can be printed now, so that its codes keep their meaning."""
    shelf = _shelf(terminal, root)
    if shelf is None:
        return PROBLEMS
    if shelf.planner.proof:
        terminal.warn("release-proof")
        return COULD_NOT_RUN
    day = options.date or today().isoformat()
    try:
        with progress(terminal) as tell:
            shelf.make(tell)
    except PressFault as failure:
        sys.stderr.write(as_text((template_problem(failure),), terminal.ui))
        return COULD_NOT_RUN
    wrong = errors(shelf.problems)
    if wrong:
        sys.stderr.write(as_text(wrong, terminal.ui))
        return PROBLEMS
    plans = {each.plan.code: each.plan for each in shelf.folders if not each.plan.released}
    new = {code: register.Released(code, plan.subject, day, plan.blocks) for code, plan in plans.items()}
    terminal.say("released", count=len(new), known=len(shelf.editions), file=f"docs/{register.FILE}")
    for each in sorted(new.values(), key=lambda each: each.subject):
        terminal.say("released-one", code=each.code, subject=each.subject)
    if new and options.write:
        register.write(shelf.config.docs, {**shelf.editions, **new})
    elif new:
        terminal.say("release-write")
    return CLEAN


def prepare(terminal: Terminal, project: Project) -> bool:
    """Makes the folders before the site is built, with progress. False when one in Dutch can't be made."""
    assert project.config is not None
    assert project.site is not None
    shelf = Shelf(project.config, project.site, cached=True)
    try:
        with progress(terminal) as tell:
            shelf.make(tell)
    except (PressFault, register.RegisterFault):
        return True  # the build tells it
    told = [each for each in shelf.problems if each.severity in ("error", WARNING)]
    sys.stderr.write(as_text(told, terminal.ui))
    return not errors(told)


class progress:
    """Tells how far the making is: a bar in a terminal, one line in a log, nothing when there is nothing to make."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._bar: Progress | None = None

    def __enter__(self) -> progress:
        return self

    def __exit__(self, *failure: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, all: int) -> None:
        if not sys.stderr.isatty():
            if done == 1:
                self._terminal.say("step-leaflets", count=all)
            return
        if self._bar is None:
            from rich.console import Console  # costs 30 ms, which a build without new folders doesn't need
            from rich.progress import BarColumn, Progress, TextColumn

            columns = (TextColumn("{task.description}"), BarColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._terminal.text("step-leaflets", count=all), total=all)
        self._bar.update(self._task, completed=done)


def _shelf(terminal: Terminal, root: Path) -> Shelf | None:
    project = open_project(root, cached=True)
    if project.site is None or project.config is None:
        sys.stderr.write(as_text(errors(project.problems), terminal.ui))
        terminal.warn("stopped")
        return None
    shelf = Shelf(project.config, project.site, cached=True)
    try:
        _ = shelf.editions
    except register.RegisterFault as failure:
        terminal.warn("register-broken", file=f"{project.config.docs.name}/{register.FILE}", why=failure)
        return None
    return shelf
