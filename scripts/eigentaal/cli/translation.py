"""`eigentaal translate`: what is done with the state of translations. Nothing is written without `--write`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from eigentaal import checks, translate
from eigentaal.cli import exchange
from eigentaal.cli.site import alone, opened
from eigentaal.cli.terminal import CLEAN, COULD_NOT_RUN, PROBLEMS, Run, Terminal, day, table, today
from eigentaal.exchange import unreadable
from eigentaal.nearest import nearest
from eigentaal.problems import Problem, as_text, errors
from eigentaal.project import Project
from eigentaal.repair import repair
from eigentaal.site import Site
from eigentaal.state import ORIGINS, ROLES, state_folder
from eigentaal.tally import tallies
from eigentaal.translate import Selection

Work = Callable[[Terminal, Project, Site, argparse.Namespace], int]
Planner = Callable[[Site, argparse.Namespace, list[Selection]], translate.Plan]


def add_commands(parser: argparse.ArgumentParser, terminal: Terminal) -> list[argparse.ArgumentParser]:
    """The subcommands of `translate`; returned, for what all commands share."""
    text = terminal.text
    commands = parser.add_subparsers(required=True, metavar=text("word-command"))
    made = []

    def command(name: str, plan: Planner | None, fields: str = "*") -> argparse.ArgumentParser:
        added = commands.add_parser(
            name, help=text(f"help-translate-{name}"), description=text(f"help-translate-{name}")
        )
        added.add_argument("language", metavar=text("word-language"), help=text("help-language"))
        if fields:
            added.add_argument("fields", nargs=fields, default=(), metavar=text("word-field"), help=text("help-fields"))
        if plan:
            added.add_argument("--write", action="store_true", help=text("help-write"))
            added.set_defaults(run=_change, plan=plan)
        made.append(added)
        return added

    command("status", None).set_defaults(run=_status)
    made += exchange.add_commands(commands, terminal)
    accept = command("accept", lambda site, o, chosen: translate.accept(site, o.language, chosen, o.origin))
    accept.add_argument("--origin", choices=ORIGINS, required=True, help=text("help-origin"))
    minor = command("minor", lambda site, o, chosen: translate.minor(site, o.language, chosen, o.force), "+")
    minor.add_argument("--force", action="store_true", help=text("help-force"))
    command("still-correct", lambda site, o, chosen: translate.still_correct(site, o.language, chosen), "+")
    review = command("review", lambda site, o, chosen: translate.review(site, o.language, chosen, o.role, o.date), "+")
    review.add_argument("--role", choices=ROLES, required=True, help=text("help-role"))
    review.add_argument(
        "--date", type=lambda each: day(terminal, each), default=today().isoformat(), help=text("help-date")
    )
    ignore = command(
        "ignore",
        lambda site, o, chosen: translate.ignore(site, o.language, chosen, o.check, o.reason, _found(site, o.check)),
        "+",
    )
    ignore.add_argument(
        "--check", type=lambda name: _check(terminal, name), required=True, metavar="ID", help=text("help-check-id")
    )
    ignore.add_argument(
        "--reason", type=lambda reason: _reason(terminal, reason), required=True, help=text("help-reason")
    )
    command("repair", None, "").add_argument("--write", action="store_true", help=text("help-write"))
    made[-1].set_defaults(run=_repair)
    for each in ("minor", "still-correct"):
        commands.choices[each].set_defaults(of_translation=True)
    return made


def _check(terminal: Terminal, text: str) -> str:
    """The name of a check whose findings in a field can be ignored."""
    names = [name for name, module in checks.discovered().items() if hasattr(module, "find")]
    if text in names:
        return text
    if text in checks.discovered():
        raise argparse.ArgumentTypeError(terminal.text("check-of-whole", value=text))
    raise argparse.ArgumentTypeError(terminal.text("unknown-check", value=text, names=nearest(text, names)))


def _reason(terminal: Terminal, text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError(terminal.text("no-reason"))
    return text.strip()


def _found(site: Site, check: str) -> set[translate.Found]:
    """Where a check finds something."""
    return {(each.path, dict(each.details).get("field", "")) for each in checks.run(site, wanted={check})}


def _unsettled(project: Project, site: Site, language: str) -> list[Problem]:
    """The state files of a language that can't be read, or hold a conflict."""
    place = state_folder(site.docs, language)
    return [
        each
        for each in project.problems
        if each.check in ("state-unreadable", "state-conflict") and each.path.startswith(place)
    ]


def _told(terminal: Terminal, project: Project, site: Site, language: str) -> list[Problem]:
    """Says which files of a language can't be read, or are in conflict; the state files among them."""
    unsettled = _unsettled(project, site, language)
    pages = unreadable.pages(project.root, site, language).values()
    sys.stderr.write(as_text([*unsettled, *pages], terminal.ui))
    return unsettled


def _selected(terminal: Terminal, site: Site, options: argparse.Namespace, translated: bool) -> list[Selection] | None:
    """The selections that were asked for; None, and told, if one of them names nothing."""
    chosen = []
    for value in options.fields:
        each = Selection.parse(value)
        if each is None or not (each.of if translated else each.all_of)(site, options.language):
            terminal.warn("unknown-fields", value=value, language=options.language)
            return None
        chosen.append(each)
    return chosen


def _with_site(work: Work) -> Run:
    """A command that works on the site of a project in one of its languages, alone where it writes."""

    def run(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
        with alone(root, options):
            project = opened(terminal, root)
            if project is None or project.site is None:
                return PROBLEMS
            codes = [each.code for each in project.site.languages]
            if options.language not in codes:
                terminal.warn("unknown-language", value=options.language, languages=", ".join(codes))
                return COULD_NOT_RUN
            return work(terminal, project, project.site, options)

    return run


@_with_site
def _change(terminal: Terminal, project: Project, site: Site, options: argparse.Namespace) -> int:
    """Works out a plan, shows it as a difference, and writes it if asked."""
    if options.language == site.source.code and getattr(options, "of_translation", False):
        terminal.warn("is-source", language=options.language)
        return COULD_NOT_RUN
    unsettled = _told(terminal, project, site, options.language)
    chosen = _selected(terminal, site, options, translated=True)
    if chosen is None:
        return COULD_NOT_RUN
    plan: translate.Plan = options.plan(site, options, chosen or [Selection()])
    if plan.files.keys() & {each.path for each in unsettled}:
        terminal.warn("state-first")
        return COULD_NOT_RUN
    return _done(terminal, project.root, options, plan)


@_with_site
def _repair(terminal: Terminal, project: Project, site: Site, options: argparse.Namespace) -> int:
    """The same for a plan that mends what others can't write."""
    # What a check finds in a text doesn't keep anybody from reading it.
    broken = {each.path for each in errors(project.problems) if each.check not in checks.discovered()}
    plan = repair(site, options.language, project.root, broken)
    left = [each for each in _unsettled(project, site, options.language) if each.path not in plan.files]
    sys.stderr.write(as_text(left, terminal.ui))
    return _done(terminal, project.root, options, plan, "repair") or (PROBLEMS if left else CLEAN)


def _done(
    terminal: Terminal, root: Path, options: argparse.Namespace, plan: translate.Plan, what: str = "translate"
) -> int:
    """Shows a plan, and writes it if asked; `what` is how its texts begin."""
    print(plan.diff(root), end="", flush=True)
    for each in plan.remarks:
        terminal.warn(each.key, **each.values)
    if plan.refused:
        return COULD_NOT_RUN
    if options.write:
        plan.write(root)
    counts = {"fields": len(plan.changes), "files": len(plan.files)}
    terminal.say(f"{what}-written" if options.write else f"{what}-dry-run", **counts)
    return CLEAN


@_with_site
def _status(terminal: Terminal, project: Project, site: Site, options: argparse.Namespace) -> int:
    """A table of pages, or the fields of the pages that are named."""
    _told(terminal, project, site, options.language)
    chosen = _selected(terminal, site, options, translated=False)
    if chosen is None:
        return COULD_NOT_RUN
    if chosen:
        made = table(terminal, ("field", "freshness", "origin", "review"))
        for unit in (unit for each in chosen for unit in each.all_of(site, options.language)):
            review = f"{unit.review.role} {unit.review.date}" if unit.review else "–"
            fresh = terminal.text(f"state-{unit.freshness}")
            made.add_row(f"{unit.page}#{unit.address}", fresh, unit.origin or "?", review)
    else:
        counted = ("fields", "current", "outdated", "missing", "unrecorded", "machine", "reviewed")
        made = table(terminal, ("page",), counted)
        for tally in tallies(site, options.language):
            made.add_row(tally.page, *(str(getattr(tally, each) or "–") for each in counted))
    terminal.show(made)
    return CLEAN
