"""`eigentaal check`, `new` and `schema`."""

from __future__ import annotations

import argparse
import os
import posixpath
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from eigentaal.cli.terminal import CLEAN, COULD_NOT_RUN, PROBLEMS, Terminal, shown
from eigentaal.problems import FORMATS, Problem, as_text, catalogue, errors, visible
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
    choice = Choice(everything, root, options)
    if choice.unknown:
        for option, value, known in choice.unknown:
            terminal.warn("unknown-choice", option=option, value=visible(value), known=", ".join(known))
        return COULD_NOT_RUN
    found = [each for each in everything.problems if choice.has(each)]
    print(FORMATS[options.format](found, terminal.ui), end="")
    wrong = len(errors(found))
    if options.format == "text":
        _count(terminal, everything, choice, len(found), wrong)
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
    docs = os.fspath(config.docs) + os.sep if config else ""
    names = sorted(name.removeprefix(docs) for name in texts if name.startswith(docs))
    found = Findings(
        project.problems,
        project.size()["pages"],
        tuple(each.code for each in config.languages) if config else (),
        tuple(f"{config.docs.name}/{name.replace(os.sep, '/')}" for name in names) if config else (),
    )
    if project.cache:
        project.cache.save()
    if digest:
        keep(root, folders, digest, found)
    return found


class Choice:
    """What is asked for of all that was found: by check, by language, by page or section.

    `unknown`: what was asked for and isn't there, with what there is, the nearest first: a slip of the pen would
    otherwise find nothing, and say so for ever. While the settings can't be read nothing is left out.
    """

    def __init__(self, everything: Findings, root: Path, options: argparse.Namespace) -> None:
        self._languages = frozenset(everything.languages)
        self._only, self._skip, self._lang, pages = (
            [each for value in getattr(options, name) or () for each in value.split(",")] if self._languages else []
            for name in ("only", "skip", "lang", "page")
        )
        folder = everything.files[0].partition("/")[0] if everything.files else ""
        chosen = {each: self._place(_shown(each, root, folder))[1] for each in pages}
        self._pages = frozenset(chosen.values())
        self.told = " ".join(
            f"--{name} {visible(value)}"
            for name in ("only", "skip", "lang", "page")
            for value in getattr(options, name) or ()
        )
        self.unknown: list[tuple[str, str, list[str]]] = []
        """The option, the value, and the nearest of what there is."""
        for option, values in (("--only", self._only), ("--skip", self._skip)):
            for each in values:
                if each not in catalogue() and each not in (checks := _checks()):
                    self.unknown.append((option, each, _nearest(each, checks)))
        for each in self._lang:
            if each not in self._languages:
                self.unknown.append(("--lang", each, _nearest(each, everything.languages)))
        if chosen:
            known = {self._place(each)[1] for each in (*everything.files, *(one.path for one in everything.problems))}
            known |= {each.partition("/")[0] for each in known if "/" in each}
            for each, page in chosen.items():
                if page not in known:
                    self.unknown.append(("--page", each, _nearest(page, known)))

    def _place(self, shown: str) -> tuple[str, str]:
        """Language and page of a file; that of what is kept of a translation is the page's. Facts are in none."""
        parts = shown.split("/")[1:] or [shown]
        language = parts.pop(0) if parts[0] in self._languages else ""
        page = "/".join(each for each in parts if each != "_state")
        return language, page.removesuffix(".yml").removesuffix(".json")

    def has(self, each: Problem) -> bool:
        if not self.told or not self._languages:
            return True
        language, page = self._place(each.path)
        return (
            (not self._only or each.check in self._only)
            and each.check not in self._skip
            and (not self._lang or language in self._lang)
            and (not self._pages or page in self._pages or page.partition("/")[0] in self._pages)
        )


def _shown(page: str, root: Path, folder: str) -> str:
    """A page as somebody types it, or as the terminal completes it, in the way that messages name its file."""
    path = os.path.relpath(page, root) if os.path.isabs(page) else page
    path = posixpath.normpath(path.replace(os.sep, "/"))
    return path if path.startswith(f"{folder}/") else f"{folder}/{path}"


def _checks() -> list[str]:
    """Everything that can be found, also by a check of somebody else's, without texts yet."""
    from eigentaal import checks

    return sorted({*catalogue(), *checks.discovered()})


def _nearest(value: str, known: Iterable[str], most: int = 12) -> list[str]:
    """Those that it is a part of, or that look most like it, first; of many only so many."""
    from difflib import SequenceMatcher

    found = sorted(known, key=lambda each: (value not in each, -SequenceMatcher(None, value, each).ratio(), each))
    return found if len(found) <= most else [*found[:most], "…"]


def _count(terminal: Terminal, everything: Findings, choice: Choice, found: int, wrong: int) -> None:
    if found:
        terminal.say("counted", errors=wrong, others=found - wrong)
    elif choice.told:
        terminal.say("clean-choice", choice=choice.told, others=len(everything.problems))
    else:
        terminal.say("clean", pages=everything.pages, languages=len(everything.languages))


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
