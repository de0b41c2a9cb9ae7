"""The `eigentaal` command. The only module that prints; exit 0 clean, 1 problems, 2 could not run."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from eigentaal.cli import content, paper, site, translation
from eigentaal.cli.terminal import COULD_NOT_RUN, Terminal
from eigentaal.model import KINDS
from eigentaal.problems import FORMATS
from eigentaal.project import find_root


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
    if run is not site.serve:
        gc.disable()  # a run makes much and drops little: looking for garbage takes a fifth of its time
    try:
        return run(terminal, root, options)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    except OSError as failure:
        where = f" ({failure.filename})" if failure.filename else ""
        terminal.warn("failed", why=f"{failure.strerror or failure}{where}")
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        return COULD_NOT_RUN
    finally:
        gc.enable()


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
    commands = parser.add_subparsers(
        required=True, metavar="check | build | serve | leaflet | release | new | translate | schema"
    )

    check = commands.add_parser("check", help=text("help-check"))
    check.add_argument("--format", choices=sorted(FORMATS), default="text", help=text("help-format"))
    check.add_argument("--only", action="append", metavar="ID", help=text("help-only"))
    check.add_argument("--skip", action="append", metavar="ID", help=text("help-skip"))
    check.add_argument("--lang", action="append", metavar="CODE", help=text("help-lang"))
    check.add_argument("--page", action="append", metavar="PAGINA", help=text("help-page"))
    check.add_argument("--list", action="store_true", help=text("help-list"))
    check.set_defaults(run=content.check)

    build = commands.add_parser("build", help=text("help-build"))
    build.add_argument("--out", metavar="DIR", help=text("help-out"))
    build.add_argument("--parents", action="store_true", help=text("help-parents"))
    build.set_defaults(run=site.build)

    serve = commands.add_parser("serve", help=text("help-serve"))
    serve.add_argument("--port", type=int, default=8000, help=text("help-port"))
    serve.set_defaults(run=site.serve)

    leaflet = commands.add_parser("leaflet", help=text("help-leaflet"))
    leaflet.add_argument("pages", nargs="*", metavar="PAGINA", help=text("help-leaflet-pages"))
    leaflet.add_argument("--lang", action="append", metavar="CODE", help=text("help-lang"))
    leaflet.add_argument("--format", action="append", metavar="VORM", help=text("help-leaflet-format"))
    leaflet.add_argument("--set", action="append", metavar="SET", help=text("help-leaflet-set"))
    leaflet.add_argument("--out", metavar="DIR", help=text("help-leaflet-out"))
    leaflet.set_defaults(run=paper.leaflet)

    release = commands.add_parser("release", help=text("help-release"))
    release.add_argument("--write", action="store_true", help=text("help-release-write"))
    release.add_argument("--date", metavar="JJJJ-MM-DD", default="", help=text("help-release-date"))
    release.set_defaults(run=paper.release)

    new = commands.add_parser("new", help=text("help-new")).add_subparsers(required=True, metavar="page | language")
    page = new.add_parser("page", help=text("help-new-page"))
    page.add_argument(
        "kind", choices=[each for each in KINDS if each not in ("home", "section")], help=text("help-kind")
    )
    page.add_argument("path", metavar="SECTIE/NAAM", help=text("help-page-path"))
    page.set_defaults(run=content.new_page)
    language = new.add_parser("language", help=text("help-new-language"))
    language.add_argument("code", help=text("help-code"))
    language.add_argument("--name", default="", help=text("help-name"))
    language.add_argument("--dutch-name", default="", help=text("help-dutch-name"))
    language.add_argument("--dir", choices=("ltr", "rtl"), default="", help=text("help-dir"))
    language.set_defaults(run=content.new_language)

    translate = commands.add_parser("translate", help=text("help-translate"))
    translating = translation.add_commands(translate, terminal)

    schema = commands.add_parser("schema", help=text("help-schema"))
    schema.set_defaults(run=content.schema)
    for each in (
        check,
        build,
        serve,
        leaflet,
        release,
        page,
        language,
        *translating,
        schema,
    ):  # --ui and --project may also stand behind the command
        each.add_argument("--ui", choices=("nl", "en"), default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        each.add_argument("--project", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser
