"""`eigentaal translate`: what is done with the state of translations. Nothing is written without `--write`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from eigentaal import translate
from eigentaal.cli import exchange
from eigentaal.cli.site import opened
from eigentaal.cli.terminal import CLEAN, COULD_NOT_RUN, PROBLEMS, Terminal, table, today
from eigentaal.exchange import unreadable
from eigentaal.problems import as_text
from eigentaal.site import Site
from eigentaal.state import ORIGINS, ROLES
from eigentaal.units import units_of

Planner = Callable[[Site, argparse.Namespace, list[translate.Selection]], translate.Plan]


def add_commands(parser: argparse.ArgumentParser, terminal: Terminal) -> list[argparse.ArgumentParser]:
    """The subcommands of `translate`; returned, for what all commands share."""
    text = terminal.text
    commands = parser.add_subparsers(required=True, metavar="status | export | import | review-sheet | accept | …")
    made = []

    def command(name: str, plan: Planner | None, fields: str = "*") -> argparse.ArgumentParser:
        added = commands.add_parser(
            name, help=text(f"help-translate-{name}"), description=text(f"help-translate-{name}")
        )
        added.add_argument("language", help=text("help-language"))
        if fields:
            added.add_argument("fields", nargs=fields, metavar="PAGINA[#VELD]", help=text("help-fields"))
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
    review.add_argument("--date", type=exchange.day(terminal), default=today().isoformat(), help=text("help-date"))
    ignore = command(
        "ignore", lambda site, o, chosen: translate.ignore(site, o.language, chosen, o.check, o.reason), "+"
    )
    ignore.add_argument("--check", type=_check, required=True, metavar="ID", help=text("help-check-id"))
    ignore.add_argument("--reason", type=_reason, required=True, help=text("help-reason"))
    repair = command("repair", lambda site, o, chosen: translate.repair(site, o.language, o.root), "")
    repair.set_defaults(settles=True)
    return made


def _check(text: str) -> str:
    from eigentaal.checks import discovered

    if text not in discovered():
        raise argparse.ArgumentTypeError(", ".join(discovered()))
    return text


def _reason(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("…")
    return text.strip()


def _site(terminal: Terminal, root: Path, language: str) -> tuple[Site, bool] | int:
    """The site, and whether a state file of the language can't be read, which is told; or the exit code."""
    project = opened(terminal, root)
    if project is None or project.site is None:
        return PROBLEMS
    if language not in {each.code for each in project.site.languages}:
        terminal.warn(
            "unknown-language", value=language, languages=", ".join(each.code for each in project.site.languages)
        )
        return COULD_NOT_RUN
    lost = unreadable.states(project, language)
    sys.stderr.write(as_text(lost.values(), terminal.ui))
    return project.site, bool(lost)


def _change(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    """Works out a plan, shows it as a difference, and writes it if asked."""
    found = _site(terminal, root, options.language)
    if isinstance(found, int):
        return found
    site, lost = found
    chosen = [translate.Selection.parse(each) for each in getattr(options, "fields", ())] or [translate.Selection()]
    for each in chosen:
        if (each.page or each.address) and not each.of(site, options.language):
            terminal.warn("unknown-fields", value=f"{each.page}#{each.address}".rstrip("#"), language=options.language)
            return COULD_NOT_RUN
    options.root = root
    plan: translate.Plan = options.plan(site, options, chosen)
    print(plan.diff(root), end="")
    if options.write:
        plan.write(root)
        terminal.say("translate-written", fields=len(plan.changes), files=len(plan.files))
    else:
        terminal.say("translate-dry-run", fields=len(plan.changes), files=len(plan.files))
    return PROBLEMS if lost and getattr(options, "settles", False) else CLEAN


def _status(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    """A table of pages, or the fields of the pages that are named."""
    found = _site(terminal, root, options.language)
    if isinstance(found, int):
        return found
    site, _ = found
    if options.fields:
        made = table(terminal, ("field", "freshness", "origin", "review"))
        for name in options.fields:
            selection = translate.Selection.parse(name)
            for unit in units_of(site, options.language, selection.page):
                if selection.address in ("", unit.address):
                    review = f"{unit.review.role} {unit.review.date}" if unit.review else "–"
                    fresh = terminal.text(f"state-{unit.freshness}")
                    made.add_row(f"{unit.page}#{unit.address}", fresh, unit.origin or "?", review)
    else:
        counted = ("fields", "current", "outdated", "missing", "unrecorded", "machine", "reviewed")
        made = table(terminal, ("page",), counted)
        for tally in translate.tallies(site, options.language):
            made.add_row(tally.page, *(str(getattr(tally, each) or "–") for each in counted))
    terminal.show(made)
    return CLEAN
