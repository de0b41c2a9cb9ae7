"""`eigentaal translate export`, `import` and `review-sheet`: files for translators and readers, and what comes back."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eigentaal import exchange
from eigentaal.cli.site import alone, opened
from eigentaal.cli.terminal import CLEAN, COULD_NOT_RUN, PROBLEMS, Terminal, day, shown, table, today
from eigentaal.exchange import Batch, Outcome, Plan, Refused
from eigentaal.problems import as_text, visible
from eigentaal.project import Project
from eigentaal.state import ORIGINS, ROLES
from eigentaal.units import MISSING, OUTDATED

ENDINGS = {"xlsx": "xlsx", "xliff": "xlf", "html": "html"}
SHOWN = 20
"""Rows of a sort that are told one by one."""


def add_commands(commands: Any, terminal: Terminal) -> list[argparse.ArgumentParser]:
    """The subcommands; returned, for what all commands share."""
    text = terminal.text
    made = []

    def command(name: str, run: Callable[[Terminal, Path, argparse.Namespace], int]) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(
            name, help=text(f"help-translate-{name}"), description=text(f"help-translate-{name}")
        )
        added.set_defaults(run=run)
        made.append(added)
        return added

    export = command("export", _export)
    sheet = command("review-sheet", _review_sheet)
    for each, formats in ((export, exchange.FORMATS), (sheet, exchange.REVIEW_FORMATS)):
        each.add_argument("language", metavar=text("word-language"), help=text("help-language"))
        each.add_argument("pages", nargs="*", default=(), metavar=text("word-page"), help=text("help-pages"))
        each.add_argument("--format", choices=formats, default=formats[0], help=text("help-file-format"))
        each.add_argument("--out", metavar="FILE", type=Path, help=text("help-out-file"))
    export.add_argument("--everything", action="store_true", help=text("help-everything"))
    export.add_argument("--prefill", action="store_true", help=text("help-prefill"))

    back = command("import", _import)
    back.add_argument("file", metavar="FILE", type=Path, help=text("help-import-file"))
    back.add_argument("--lang", default="", metavar="CODE", help=text("help-import-language"))
    back.add_argument("--origin", choices=ORIGINS, default="person", help=text("help-import-origin"))
    back.add_argument("--role", choices=ROLES, help=text("help-import-role"))
    back.add_argument(
        "--date", type=lambda each: day(terminal, each), default=today().isoformat(), help=text("help-date")
    )
    back.add_argument("--rest", metavar="FILE", type=Path, help=text("help-rest"))
    back.add_argument("--write", action="store_true", help=text("help-write"))
    return made


# -- going out ---------------------------------------------------------------------------------------------------------


def _export(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    def make(project: Project) -> tuple[Batch, bytes]:
        return exchange.export(
            project, options.language, options.format, options.everything, options.pages, terminal.ui, options.prefill
        )

    return _send(terminal, root, options, "export", make)


def _review_sheet(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    def make(project: Project) -> tuple[Batch, bytes]:
        return exchange.export_review(project, options.language, options.format, options.pages, terminal.ui)

    return _send(terminal, root, options, "review", make)


def _send(
    terminal: Terminal,
    root: Path,
    options: argparse.Namespace,
    what: str,
    make: Callable[[Project], tuple[Batch, bytes]],
) -> int:
    """Writes a file that can be sent, and says what is in it and what comes next."""
    project = opened(terminal, root)
    if project is None:
        return PROBLEMS
    try:
        batch, data = make(project)
    except Refused as refusal:
        return _refused(terminal, refusal, project)
    if batch.unreadable:
        sys.stderr.write(as_text(batch.unreadable, terminal.ui))
        terminal.warn("export-unreadable")
    done = PROBLEMS if batch.unreadable else CLEAN
    if not batch.rows:
        if not batch.unreadable:
            if what == "export" and options.pages:
                terminal.say("export-nothing-there", language=options.language, pages=", ".join(options.pages))
            else:
                terminal.say(f"{what}-nothing", language=options.language)
        return done
    named: Path | None = options.out
    name = f"{terminal.text(f'{what}-name', language=options.language)}.{ENDINGS[options.format]}"
    path = _file(named, Path(name))
    place = exchange.free(path, data)
    if path == named and place != named:
        terminal.warn("file-taken", file=shown(named), other=shown(place))
        return COULD_NOT_RUN
    if (code := _written(terminal, place, lambda: place.write_bytes(data))) is not None:
        return code
    states = Counter(row.state for row in batch.rows)
    if project.site and options.language == project.site.source.code:
        what = "dutch"
    terminal.say(
        f"{what}-written",
        file=shown(place),
        rows=len(batch.rows),
        missing=states[MISSING],
        outdated=states[OUTDATED],
    )
    terminal.say(
        f"{what}-print" if options.format == "html" else f"{what}-next",
        file=shlex.quote(shown(place)),
        language=options.language,
    )
    return done


def _file(named: Path | None, usual: Path) -> Path:
    """Where a file goes: where somebody said, under its usual name in a folder that was named, or its usual place."""
    if named is None:
        return usual
    return named / usual.name if named.is_dir() else named


def _written(terminal: Terminal, place: Path, write: Callable[[], object]) -> int | None:
    """The exit code where a file can't be written; None where it could."""
    try:
        write()
    except OSError as failure:
        return _file_failed(terminal, place, failure)
    return None


def _file_failed(terminal: Terminal, file: Path, failure: OSError) -> int:
    terminal.warn("file-failed", file=shown(Path(failure.filename or file)), why=terminal.why(failure))
    return COULD_NOT_RUN


def _refused(terminal: Terminal, refusal: Refused, project: Project) -> int:
    sys.stderr.write(refusal.text(terminal.ui) + "\n")
    if refusal.reason == "unknown-language" and project.site:
        terminal.warn("languages-are", languages=", ".join(each.code for each in project.site.languages))
    return COULD_NOT_RUN


# -- coming back -------------------------------------------------------------------------------------------------------


def _import(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    """Shows what the file would change and what becomes of each row; writes it if asked, alone."""
    with alone(root, options):
        return _imported(terminal, root, options)


def _imported(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    project = opened(terminal, root)
    if project is None:
        return PROBLEMS
    file: Path = options.file
    rest: Path | None = None
    try:
        if options.role:
            plan = exchange.plan_review(project, file, options.role, options.date, options.lang, terminal.ui)
        else:
            plan = exchange.plan_import(project, file, options.lang, options.origin, terminal.ui)
        wanted = _file(options.rest, file.with_name(f"{file.stem}-rest.xlsx"))
        rest = exchange.free(wanted, plan.rest)
        if plan.rest and wanted == options.rest and rest != wanted:
            terminal.warn("file-taken", file=shown(options.rest), other=shown(rest))
            return COULD_NOT_RUN
        _show(terminal, plan, rest)
        written = exchange.apply(plan, root, rest) if options.write else []
    except Refused as refusal:
        return _refused(terminal, refusal, project)
    except OSError as failure:
        code = _file_failed(terminal, file, failure)
        if rest and failure.filename == str(rest):
            terminal.warn("rest-elsewhere")
        return code
    _next(terminal, plan, options, written, rest)
    left = plan.unread or any(plan.counts()[each] for each in ("conflict", "rejected", "unknown"))
    return PROBLEMS if left else CLEAN


def _show(terminal: Terminal, plan: Plan, rest: Path) -> None:
    """The difference, the rows that somebody must look at, and the account of all."""
    print(plan.diff(".yml"), end="")
    left = [each for each in plan.outcomes if exchange.is_left(each)]
    warned = [each for each in plan.outcomes if each.problems and not exchange.is_left(each)]
    row = "row-of-sheet" if plan.rows else "row-of-xliff"
    for rows, more in ((left, "rows-more-left"), (warned, "rows-more-warned")):
        for each in rows[:SHOWN]:
            _tell(terminal, each, row, plan.language)
        if len(rows) > SHOWN:
            terminal.say(more, count=len(rows) - SHOWN, file=shown(rest), language=plan.language)
    for place in plan.unread:
        key = "unread-column" if place.column else "unread-sheet"
        terminal.say(key, sheet=visible(place.sheet), column=place.column, cells=place.cells)
    if plan.absent:
        terminal.say("rows-absent", count=len(plan.absent))
    for language, count in plan.outdated.items():
        terminal.say("dutch-outdates", count=count, language=language)
    counted = Counter((each.result, each.reason) for each in plan.outcomes)
    account = table(terminal, ("result", "why"), ("rows",))
    for result, total in plan.counts().items():
        reasons = [(why, count) for (ended, why), count in counted.items() if ended == result]
        name = exchange.say(result, terminal.ui)
        for why, count in reasons or [("", total)]:
            sentence = exchange.say(why, terminal.ui, detail="…").partition("\n")[0].rstrip(": …") if why else ""
            account.add_row(name, sentence, str(count))
            name = ""
    account.add_section()
    account.add_row(terminal.text("row-total"), "", str(len(plan.outcomes)))
    terminal.show(account)


def _tell(terminal: Terminal, each: Outcome, row: str, language: str) -> None:
    """One row that isn't simply in: where it is, why, and the texts."""
    place = terminal.text(row, line=each.line)
    print(f"{place}: {visible(each.key)}: {exchange.say(each.result, terminal.ui)}")
    for line in exchange.reason(each, terminal.ui, warnings=True).split("\n"):
        print(f"    {visible(line, 1000)}")
    for label, text in (
        ("nl", each.source),
        (terminal.text("text-returned", language=language), each.returned),
        (terminal.text("text-now", language=language), each.now if each.now != each.returned else ""),
        (terminal.text("text-remark"), each.remark),
    ):
        if text:
            print(f"    {visible(label)}: {visible(text)}")


def _next(terminal: Terminal, plan: Plan, options: argparse.Namespace, written: list[str], rest: Path) -> None:
    """The last lines: what was done, and what to do next."""
    imported = plan.counts()["imported"]
    if options.write:
        terminal.say("import-written" if written else "import-nothing", rows=imported, files=len(written))
        if plan.rest:
            settled = all(exchange.is_settled(each) for each in plan.outcomes)
            terminal.say("rest-remarks" if settled else "rest-written", file=shlex.quote(shown(rest)))
        if written:
            terminal.say("import-next", language=plan.language)
    elif plan.files:
        terminal.say("import-dry-run", rows=imported, files=len(plan.files))
    else:
        terminal.say("import-nothing")
    if plan.rest and not options.write:
        terminal.say("rest-named", file=shown(rest))
