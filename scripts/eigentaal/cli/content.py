"""`eigentaal check`, `new` and `schema`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from eigentaal.cli import terminal as clock
from eigentaal.cli.choice import Choice
from eigentaal.cli.terminal import CLEAN, COULD_NOT_RUN, PROBLEMS, Terminal, shown
from eigentaal.problems import FORMATS, as_text, errors, visible
from eigentaal.unchanged import Findings, fingerprint, keep, recall

if TYPE_CHECKING:
    from eigentaal.config import Config

_held: object = None
"""The project that was looked at: to let go of it takes a fiftieth of a check, and the program ends anyway."""


def check(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    if options.list:
        from eigentaal.checks import documentation

        for name, severity, paragraphs in documentation():
            print(f"{name} ({severity})", *(f"  {each}" for each in paragraphs), "", sep="\n")
        return CLEAN
    everything = recall(root) or _findings(root)
    choice = Choice(everything, root, options)
    if choice.unknown:
        for option, value, known in choice.unknown:
            terminal.warn("unknown-choice", option=option, value=visible(value), known=known)
        return COULD_NOT_RUN
    found = [each for each in everything.problems if choice.has(each)]
    print(FORMATS[options.format](found, terminal.ui), end="")
    wrong = len(errors(found))
    if options.format == "text":
        _count(terminal, everything, choice, len(found), wrong)
    return PROBLEMS if wrong else CLEAN


def _findings(root: Path) -> Findings:
    """Looks through the whole project, and remembers what was found until a file changes."""
    from eigentaal.ahead import ahead
    from eigentaal.config import load_config
    from eigentaal.project import open_project

    config, _ = load_config(root)
    texts: dict[str, bytes] = {}
    folders = [config.docs, config.overrides] if config else []
    try:
        digest = fingerprint(root, folders, texts) if folders else ""
    except OSError:
        digest = ""  # a folder that isn't there, or may not be read: the check itself says so
    global _held
    _held = project = open_project(root, cached=True, texts=texts)
    to_come = list(ahead(project.site, clock.today())) if project.site else []
    docs = os.fspath(config.docs) + os.sep if config else ""
    names = sorted(name.removeprefix(docs) for name in texts if name.startswith(docs))
    found = Findings(
        tuple(sorted((*project.problems, *to_come))),
        project.size()["pages"],
        tuple(each.code for each in config.languages) if config else (),
        tuple(f"{config.docs.name}/{name.replace(os.sep, '/')}" for name in names) if config else (),
    )
    if project.cache:
        project.cache.save()
    # Another day what is still to come may be right, and a folder to watch isn't looked at with the content.
    if digest and not to_come and all(each.check != "watch-nothing" for each in project.problems):
        keep(root, folders, digest, found)
    return found


def _count(terminal: Terminal, everything: Findings, choice: Choice, found: int, wrong: int) -> None:
    if found:
        terminal.say("counted", errors=wrong, others=found - wrong)
    elif choice.told:
        terminal.say("clean-choice", choice=choice.told, others=len(everything.problems))
    else:
        terminal.say("clean", pages=everything.pages, languages=len(everything.languages))


def new_page(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    from eigentaal import scaffold

    def made(config: Config) -> list[Path]:
        return [scaffold.new_page(config, options.kind, options.path, terminal.ui)]

    return _new(terminal, root, made, "next-page")


def new_language(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    from eigentaal import scaffold

    def made(config: Config) -> list[Path]:
        asked = (options.code, options.name, options.dutch_name, options.dir)
        return scaffold.new_language(config, *asked, terminal.ui)

    return _new(terminal, root, made, "next-language", folder=f"docs/{options.code}")


def _new(terminal: Terminal, root: Path, make: Callable[[Config], list[Path]], next_step: str, **values: object) -> int:
    from eigentaal.config import load_config
    from eigentaal.scaffold import Refused

    config, wrong = load_config(root)
    if config is None:
        sys.stderr.write(as_text(wrong, terminal.ui))
        return COULD_NOT_RUN
    try:
        for file in make(config):
            terminal.say("created", file=shown(file))
    except Refused as refusal:
        if refusal.reason == "exists":
            terminal.warn("exists", file=shown(Path(refusal.value)))
        else:
            terminal.warn("bad-argument", value=refusal.value, why=terminal.text(refusal.reason))
        return COULD_NOT_RUN
    terminal.say(next_step, **values)
    return CLEAN


def schema(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    from eigentaal import dataschema, jsonschema
    from eigentaal.tree import write

    for name in write((*jsonschema.files(), *dataschema.files()), root / "schemas"):
        terminal.say("created", file=f"schemas/{name}")
    return CLEAN
