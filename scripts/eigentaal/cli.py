"""The `eigentaal` command. The only module that prints; exit 0 clean, 1 problems, 2 could not run."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from eigentaal.model import KINDS
from eigentaal.problems import ERROR, FORMATS, as_text
from eigentaal.project import Project, find_root, open_project

CLEAN, PROBLEMS, COULD_NOT_RUN = 0, 1, 2
TEXTS = Path(__file__).with_name("terminal.yml")


@cache
def _texts() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return loaded


class Terminal:
    """Says things in the language of the person at the terminal."""

    def __init__(self, ui: str) -> None:
        self.ui = ui

    def text(self, key: str, **values: object) -> str:
        return _texts()[key][self.ui].format(**values)

    def say(self, key: str, **values: object) -> None:
        print(self.text(key, **values), flush=True)

    def warn(self, key: str, **values: object) -> None:
        print(self.text(key, **values), file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    terminal = Terminal(_ui(words))
    options = _parser(terminal).parse_args(words)
    root = Path(options.project).absolute() if options.project else find_root(Path.cwd())
    if root is None or not (root / "mkdocs.yml").is_file():
        terminal.warn("no-project")
        return COULD_NOT_RUN
    run: Callable[[Terminal, Path, argparse.Namespace], int] = options.run
    try:
        return run(terminal, root, options)
    except OSError as failure:
        where = f" ({failure.filename})" if failure.filename else ""
        terminal.warn("failed", why=f"{failure.strerror or failure}{where}")
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        return COULD_NOT_RUN


def _ui(words: Sequence[str]) -> str:
    """Known before the rest is parsed, for help texts are in it too."""
    for before, word in pairwise(words):
        if before == "--ui" and word in ("nl", "en"):
            return word
    return "en" if "--ui=en" in words else "nl"


def _parser(terminal: Terminal) -> argparse.ArgumentParser:
    text = terminal.text
    parser = argparse.ArgumentParser(prog="eigentaal", description=text("description"))
    parser.add_argument("--project", metavar="DIR", help=text("help-project"))
    parser.add_argument("--ui", choices=("nl", "en"), default="nl", help=text("help-ui"))
    commands = parser.add_subparsers(required=True, metavar="check | build | serve | new | schema")

    check = commands.add_parser("check", help=text("help-check"))
    check.add_argument("--format", choices=sorted(FORMATS), default="text", help=text("help-format"))
    check.add_argument("--list", action="store_true", help=text("help-list"))
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help=text("help-build"))
    build.add_argument("--out", metavar="DIR", help=text("help-out"))
    build.add_argument("--parents", action="store_true", help=text("help-parents"))
    build.set_defaults(run=_build)

    serve = commands.add_parser("serve", help=text("help-serve"))
    serve.add_argument("--port", type=int, default=8000, help=text("help-port"))
    serve.set_defaults(run=_serve)

    new = commands.add_parser("new", help=text("help-new")).add_subparsers(required=True, metavar="page | language")
    page = new.add_parser("page", help=text("help-new-page"))
    page.add_argument(
        "kind", choices=[each for each in KINDS if each not in ("home", "section")], help=text("help-kind")
    )
    page.add_argument("path", metavar="SECTIE/NAAM", help=text("help-page-path"))
    page.set_defaults(run=_new_page)
    language = new.add_parser("language", help=text("help-new-language"))
    language.add_argument("code", help=text("help-code"))
    language.add_argument("--name", default="", help=text("help-name"))
    language.add_argument("--dutch-name", default="", help=text("help-dutch-name"))
    language.add_argument("--dir", choices=("ltr", "rtl"), default="", help=text("help-dir"))
    language.set_defaults(run=_new_language)

    schema = commands.add_parser("schema", help=text("help-schema"))
    schema.set_defaults(run=_schema)
    for each in (check, build, serve, page, language, schema):  # --ui and --project may also stand behind the command
        each.add_argument("--ui", choices=("nl", "en"), default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        each.add_argument("--project", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


# -- commands ---------------------------------------------------------------------------------------------------------


def _check(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
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
        terminal.say("clean", **_size(project))


def _size(project: Project) -> dict[str, int]:
    leaves = project.site.leaves.values() if project.site else ()
    return {"pages": sum(map(len, leaves)), "languages": len(leaves)}


def _build(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    project = open_project(root, cached=True)
    sys.stderr.write(as_text((each for each in project.problems if each.severity == ERROR), terminal.ui))
    if project.site is None:
        terminal.warn("stopped")
        return PROBLEMS
    terminal.say("step-load", **_size(project))
    if held := project.withheld():
        terminal.warn("withheld")
        sys.stderr.write("".join(f"    {file}\n" for file in held))
    target = Path(options.out).absolute() if options.out else root / "site"
    terminal.say("step-build")
    from eigentaal.publish import NotPublished, publish_parents

    try:
        if options.parents:
            publish_parents(project, target)
        else:
            from eigentaal.mkdocs_plugin import build

            build(project, target)
    except NotPublished as failure:
        sys.stderr.write(as_text(failure.problems, terminal.ui))
        terminal.warn("busy" if failure.busy else "stopped", target=target)
        return COULD_NOT_RUN if failure.busy else PROBLEMS
    terminal.say("built", target=_shown(target), index=_shown(target / "index.html"))
    return CLEAN


def _shown(path: Path) -> str:
    relative = os.path.relpath(path)
    return relative if not relative.startswith("..") else str(path)


def _serve(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    from eigentaal.mkdocs_serve import serve

    def report(project: Project, renewed: int, seconds: float) -> None:
        sys.stderr.write(as_text(project.problems, terminal.ui))
        if project.site is None:
            terminal.warn("kept")
        else:
            terminal.say("rebuilt", count=renewed, ms=round(seconds * 1000))

    return CLEAN if serve(root, options.port, report, lambda url: terminal.say("serving", url=url)) else PROBLEMS


def _new_page(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    from eigentaal.scaffold import new_page

    return _new(terminal, root, lambda config: [new_page(config, options.kind, options.path)], "next-page")


def _new_language(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    from eigentaal.scaffold import new_language

    made = lambda config: new_language(config, options.code, options.name, options.dutch_name, options.dir)  # noqa: E731
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
            terminal.say("created", file=_shown(file))
    except Refused as refusal:
        if refusal.reason == "exists":
            terminal.warn("exists", file=_shown(Path(refusal.value)))
        else:
            terminal.warn("bad-argument", value=refusal.value, why=terminal.text(refusal.reason))
        return COULD_NOT_RUN
    terminal.say(next_step, **values)
    return CLEAN


def _schema(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
    from eigentaal.jsonschema import files
    from eigentaal.staging import write

    for name in write(files(), root / "schemas"):
        terminal.say("created", file=f"schemas/{name}")
    return CLEAN
