"""`eigentaal check`, `new` and `schema`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from eigentaal.cli.terminal import CLEAN, COULD_NOT_RUN, PROBLEMS, Terminal, shown
from eigentaal.problems import FORMATS, Problem, as_text, errors
from eigentaal.unchanged import Findings, fingerprint, keep, recall

_held: object = None
"""The project that was looked at: to let go of it takes a fiftieth of a check, and the program ends anyway."""


def check(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    if options.list:
        from eigentaal.checks import documentation

        for name, severity, paragraphs in documentation():
            print(f"{name} ({severity})", *(f"  {each}" for each in paragraphs), "", sep="\n")
        return CLEAN
    everything = recall(root) or _findings(root)
    found = [each for each in everything.problems if _wanted(each, options)]
    print(FORMATS[options.format](found, terminal.ui), end="")
    wrong = len(errors(found))
    if options.format == "text":
        _count(terminal, everything, len(found), wrong)
    return PROBLEMS if wrong else CLEAN


def _findings(root: Path) -> Findings:
    """Looks through the whole project, and remembers what was found until a file changes."""
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
    found = Findings(project.problems, **project.size())
    if project.cache:
        project.cache.save()
    if digest:
        keep(root, folders, digest, found)
    return found


def _wanted(each: Problem, options: argparse.Namespace) -> bool:
    """Whether a problem is asked for: by check, by language, by page."""
    if not (options.only or options.skip or options.lang or options.page):
        return True
    parts = PurePosixPath(each.path).with_suffix("").parts
    language, page = parts[1:2], "/".join(parts[2:])
    return (
        (not options.only or each.check in options.only)
        and (not options.skip or each.check not in options.skip)
        and (not options.lang or "".join(language) in options.lang)
        and (not options.page or page in options.page)
    )


def _count(terminal: Terminal, everything: Findings, found: int, wrong: int) -> None:
    if found:
        terminal.say("counted", errors=wrong, others=found - wrong)
    else:
        terminal.say("clean", pages=everything.pages, languages=everything.languages)


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
    from eigentaal import dataschema, jsonschema
    from eigentaal.tree import write

    for name in write((*jsonschema.files(), *dataschema.files()), root / "schemas"):
        terminal.say("created", file=f"schemas/{name}")
    return CLEAN
