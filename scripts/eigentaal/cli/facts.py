"""`eigentaal facts`: all values by mark and age; `facts confirm` records that somebody confirmed one; `facts sheet`."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path

from msgspec import to_builtins

from eigentaal.claims import Claim, claims
from eigentaal.cli import terminal as clock
from eigentaal.cli.site import opened
from eigentaal.cli.terminal import CLEAN, COULD_NOT_RUN, PROBLEMS, Terminal, shown, table
from eigentaal.confirming import Refused, confirm
from eigentaal.facts import CONFIRMERS, PUBLISH
from eigentaal.problems import as_text

ORDER = ("after-check", "yes", "no")
"""What waits comes first."""


def add_commands(parser: argparse.ArgumentParser, terminal: Terminal) -> list[argparse.ArgumentParser]:
    """`facts` itself and its subcommands; returned, for what all commands share."""
    text = terminal.text
    parser.add_argument("--mark", choices=PUBLISH, help=text("help-facts-mark"))
    parser.add_argument("--older", type=int, default=0, metavar=text("word-days"), help=text("help-facts-older"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=text("help-report-format"))
    parser.set_defaults(run=_list)
    commands = parser.add_subparsers(metavar=text("word-command"))

    record = commands.add_parser("confirm", help=text("help-facts-confirm"), description=text("help-facts-confirm"))
    record.add_argument("fact", metavar=text("word-fact"), help=text("help-facts-id"))
    record.add_argument("--role", choices=CONFIRMERS, required=True, help=text("help-facts-role"))
    record.add_argument("--date", type=lambda each: clock.day(terminal, each), help=text("help-facts-date"))
    record.add_argument("--value", type=lambda each: _given(terminal, each), help=text("help-facts-value"))
    record.add_argument("--write", action="store_true", help=text("help-write"))
    record.set_defaults(run=_confirm)

    sheet = commands.add_parser("sheet", help=text("help-facts-sheet"), description=text("help-facts-sheet"))
    sheet.add_argument(
        "--out", metavar="FILE", type=Path, default=Path("te-bevestigen.html"), help=text("help-out-file")
    )
    sheet.set_defaults(run=_sheet)
    return [parser, record, sheet]


def _given(terminal: Terminal, text: str) -> str:
    """A value that says something: an empty one, such as an unset variable of a shell, would confirm what is there."""
    if not text.strip():
        raise argparse.ArgumentTypeError(terminal.text("facts-empty-value"))
    return text.strip()


def _list(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    """Every value with its mark, what waits first, and of those the ones whose source was read longest ago."""
    project = opened(terminal, root)
    if project is None or project.site is None:
        return PROBLEMS
    today = clock.today()
    chosen = [
        (each, _age(each, today))
        for each in claims(project.site)
        if (each.publish == options.mark if options.mark else each.publish != "no")
        and (not options.older or _age(each, today) >= options.older)
    ]
    chosen.sort(key=lambda pair: (ORDER.index(pair[0].publish), -pair[1], pair[0].id))
    if options.format == "json":
        rows = [{**to_builtins(each), "lapsed": each.lapsed, "days": days} for each, days in chosen]
        print(json.dumps({"today": today.isoformat(), "facts": rows}, ensure_ascii=False, indent=1))
        return CLEAN
    made = table(terminal, ("mark", "fact", "kind", "value", "confirmed"), ("days",))
    for each, days in chosen:
        made.add_row(
            each.publish,
            each.id,
            terminal.text(f"fact-{each.kind}"),
            _short(each.value),
            _who(terminal, each),
            str(days),
        )
    terminal.show(made)
    waiting = sum(each.publish == "after-check" for each, _ in chosen)
    terminal.say("facts-counted", count=len(chosen), waiting=waiting)
    if waiting:
        terminal.say("facts-next")
    return CLEAN


def _age(each: Claim, today: datetime.date) -> int:
    """Days since a person confirmed it, or since its source was read."""
    day = each.confirmed.date if each.confirmed else each.checked_on
    return (today - datetime.date.fromisoformat(day)).days


def _short(value: str) -> str:
    return value if len(value) <= 60 else value[:59] + "…"


def _who(terminal: Terminal, each: Claim) -> str:
    if each.confirmed is None:
        return "–"
    return f"{terminal.text(f'confirmer-{each.confirmed.role}')} {each.confirmed.date}"


def _confirm(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    """Shows what would change, and writes it if asked."""
    project = opened(terminal, root)
    if project is None or project.site is None:
        return PROBLEMS
    date = options.date or clock.today().isoformat()
    try:
        change = confirm(project.site, root, options.fact, options.role, date, options.value or "")
        print(change.diff(), end="")
        if options.write:
            change.write(root)
    except Refused as refusal:
        sys.stderr.write(as_text(refusal.details.pop("problems", ()), terminal.ui))  # type: ignore[arg-type]
        terminal.warn(refusal.reason, **refusal.details)
        return COULD_NOT_RUN
    if not change.diff():
        terminal.say("facts-same", id=options.fact)
    elif options.write:
        terminal.say("facts-written", id=options.fact, value=change.value, file=change.shown)
    else:
        terminal.say("facts-dry-run", id=options.fact, value=change.value)
    return CLEAN


def _sheet(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    """A page to print with every value that waits; for the editors, and no part of the site."""
    from eigentaal.factsheet import HEAD, page

    project = opened(terminal, root)
    if project is None or project.site is None:
        return PROBLEMS
    if options.out.exists() and not options.out.read_bytes().startswith(HEAD.encode()):
        terminal.warn("facts-file-taken", file=shown(options.out))
        return COULD_NOT_RUN
    options.out.write_bytes(page(project.site))
    terminal.say("facts-sheet", file=shown(options.out))
    return CLEAN
