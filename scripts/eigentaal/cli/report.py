"""`eigentaal report`: how translations, facts and readability stand. Only here a fact has an age: here is a clock."""

from __future__ import annotations

import argparse
import datetime
import json
from pathlib import Path

from eigentaal import report as reporting
from eigentaal.cli import terminal as clock
from eigentaal.cli.site import opened
from eigentaal.cli.terminal import CLEAN, PROBLEMS, Terminal, table
from eigentaal.language import Language
from eigentaal.site import Site
from eigentaal.tally import Tally, tallies

LONGEST = 15
"""Lines of a list; `--format json` has all."""


def report(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    project = opened(terminal, root)
    if project is None or project.site is None:
        return PROBLEMS
    today = clock.today()
    if options.format == "json":
        data = reporting.as_data(project.site)
        for each in data["facts"]:
            each["days"] = _days(each["checked_on"], today)
        print(json.dumps({**data, "today": today.isoformat()}, ensure_ascii=False, indent=1))
        return CLEAN
    work = {each.code: _language(terminal, project.site, each) for each in project.site.languages}
    _facts(terminal, project.site, today)
    _readability(terminal, project.site)
    _next(terminal, work)
    return CLEAN


def _language(terminal: Terminal, site: Site, language: Language) -> list[Tally]:
    """The table of a language by section, and its pages with most work; returned, for what to do next."""
    found = list(tallies(site, language.code))
    made = table(terminal, ("section",), ("fields", *reporting.SHARES, "withheld"))
    for each in reporting.sections(found):
        made.add_row(each.page or terminal.text("row-shared"), *_cells(each))
    made.add_section()
    made.add_row(terminal.text("row-all"), *_cells(reporting.total(found)), style="bold")
    print(f"{language.dutch_name} ({language.code})")
    terminal.show(made)
    worst = reporting.worst(found)
    if worst:
        terminal.say("report-worst")
        pages = table(terminal, ("page",), ("missing", "outdated", "withheld"))
        for each in worst[:LONGEST]:
            pages.add_row(each.page, *(str(count or "–") for count in (each.missing, each.outdated, each.withheld)))
        terminal.show(pages)
        _more(terminal, len(worst))
    print()
    return worst


def _cells(each: Tally) -> list[str]:
    shares = [(getattr(each, name), reporting.percent(getattr(each, name), each.fields)) for name in reporting.SHARES]
    return [
        str(each.fields),
        *(f"{count} {part:>4}%" if count else "–" for count, part in shares),
        str(each.withheld or "–"),
    ]


def _more(terminal: Terminal, count: int) -> None:
    if count > LONGEST:
        terminal.say("report-more", count=count - LONGEST)


def _days(checked_on: str, today: datetime.date) -> int:
    return (today - datetime.date.fromisoformat(checked_on)).days


def _facts(terminal: Terminal, site: Site, today: datetime.date) -> None:
    """The facts whose source was read longest ago."""
    facts = list(reporting.facts(site))
    terminal.say("report-facts", count=len(facts), waiting=sum(bool(each.waits) for each in facts))
    made = table(terminal, ("fact", "checked-on", "certainty", "waits"), ("days",))
    for each in facts[:LONGEST]:
        waits = ", ".join(_waiting(terminal, wait) for wait in each.waits)
        certainty = terminal.text(f"certainty-{each.certainty}")
        made.add_row(each.name, each.checked_on, certainty, waits or "–", str(_days(each.checked_on, today)))
    terminal.show(made)
    _more(terminal, len(facts))
    print()


def _waiting(terminal: Terminal, wait: str) -> str:
    what, _, which = wait.partition(" ")
    return f"{terminal.text(f'waits-{what}')} {which}".strip()


def _readability(terminal: Terminal, site: Site) -> None:
    terminal.say("report-readability")
    made = table(terminal, ("page", "language"), ("score",))
    for language in site.languages:
        for page, score in reporting.readability(site, language.code)[:LONGEST]:
            made.add_row(page, language.code, str(score))
    terminal.show(made)
    print()


def _next(terminal: Terminal, work: dict[str, list[Tally]]) -> None:
    """What to do first: the language with most work left, or finding readers."""
    code = max(work, key=lambda each: sum(page.missing + page.outdated for page in work[each]))
    if not work[code]:
        terminal.say("report-done")
    elif work[code][0].withheld:
        terminal.say("report-next-withheld", language=code, page=work[code][0].page)
    else:
        terminal.say("report-next", language=code)
