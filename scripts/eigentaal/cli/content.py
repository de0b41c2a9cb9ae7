"""`eigentaal check`, `new` and `schema`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from eigentaal.cli.site import size
from eigentaal.cli.terminal import CLEAN, COULD_NOT_RUN, PROBLEMS, Terminal, shown
from eigentaal.problems import ERROR, FORMATS, as_text
from eigentaal.project import Project, open_project


def check(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    if options.list:
        from eigentaal.checks import discovered

        for name, module in discovered().items():
            print(f"{name}\n  {(module.__doc__ or '').strip()}\n".replace("\n", "\n  ").rstrip() + "\n")
        return CLEAN
    project = open_project(root, cached=True)
    found = FORMATS[options.format](project.problems, terminal.ui)
    print(found, end="")
    if project.cache:
        project.cache.save()
    wrong = sum(each.severity == ERROR for each in project.problems)
    if options.format == "text":
        _count(terminal, project, wrong)
    return PROBLEMS if wrong else CLEAN


def _count(terminal: Terminal, project: Project, wrong: int) -> None:
    if project.problems:
        terminal.say("counted", errors=wrong, warnings=len(project.problems) - wrong)
    else:
        terminal.say("clean", **size(project))


def new_page(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    from eigentaal import scaffold

    return _new(terminal, root, lambda config: [scaffold.new_page(config, options.kind, options.path)], "next-page")


def new_language(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    from eigentaal import scaffold

    made = lambda config: scaffold.new_language(config, options.code, options.name, options.dutch_name, options.dir)  # noqa: E731
    return _new(terminal, root, made, "next-language", folder=f"docs/{options.code}")


def _new(terminal: Terminal, root: Path, make: Callable[..., list[Path]], next_step: str, **values: object) -> int:
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
    from eigentaal.jsonschema import files
    from eigentaal.staging import write

    for name in write(files(), root / "schemas"):
        terminal.say("created", file=f"schemas/{name}")
    return CLEAN
