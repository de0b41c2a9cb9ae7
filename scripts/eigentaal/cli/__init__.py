"""The `eigentaal` command. The only module that prints; exit 0 clean, 1 problems, 2 could not run."""

from __future__ import annotations

import argparse
import atexit
import gc
import importlib
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from eigentaal.cli.arguments import read, speak
from eigentaal.cli.terminal import COULD_NOT_RUN, Run, Terminal, any_day, port
from eigentaal.problems import FORMATS


def command() -> int:
    """`eigentaal`, as a program by itself: `main` with the words of the command line."""
    if "serve" in sys.argv:
        return main()
    gc.disable()  # a run makes much and drops little: looking for garbage takes a fifth of its time
    code = main()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)  # Python would let go of all that was made, piece by piece


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):  # a terminal or pipe that can't hold Arabic shows its codes instead
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    terminal = Terminal(_ui(words))
    speak(terminal.ui)
    options = read(_parser(terminal, words), words)
    root = Path(options.project).absolute() if options.project else _find_root(Path.cwd())
    if root is None or not (root / "mkdocs.yml").is_file():
        terminal.warn("no-project")
        return COULD_NOT_RUN
    run: Run = options.run
    try:
        code = run(terminal, root, options)
        sys.stdout.flush()  # now, for at the end of Python a pipe without a reader is an "exception ignored"
        return code
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_RUN
    except OSError as failure:
        where = f" ({failure.filename})" if failure.filename else ""
        terminal.warn(options.failed, why=f"{terminal.why(failure)}{where}")
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        return COULD_NOT_RUN


def _ui(words: Sequence[str]) -> str:
    """Known before the rest is parsed, for help texts are in it too."""
    for before, word in pairwise(words):
        if before == "--ui" and word in ("nl", "en"):
            return word
    return "en" if "--ui=en" in words else "nl"


def _find_root(start: Path) -> Path | None:
    """The nearest folder upwards with a `mkdocs.yml`."""
    return next((each for each in (start, *start.parents) if (each / "mkdocs.yml").is_file()), None)


def _later(module: str, function: str) -> Run:
    """A function of a module of this package, which is loaded only if it is run."""

    def run(terminal: Terminal, root: Path, options: argparse.Namespace) -> int:
        found: Run = getattr(importlib.import_module(f"eigentaal.cli.{module}"), function)
        return found(terminal, root, options)

    return run


def _parser(terminal: Terminal, words: Sequence[str]) -> argparse.ArgumentParser:
    """All commands; what needs more of the program to be told, only where its name is among the `words`."""
    text = terminal.text
    parser = argparse.ArgumentParser(prog="eigentaal", description=text("description"))
    parser.set_defaults(failed="failed")
    parser.add_argument("--project", metavar="DIR", help=text("help-project"))
    parser.add_argument("--ui", choices=("nl", "en"), default="nl", help=text("help-ui"))
    commands = parser.add_subparsers(required=True, metavar=text("word-command"))

    check = commands.add_parser("check", help=text("help-check"))
    check.add_argument("--format", choices=sorted(FORMATS), default="text", help=text("help-format"))
    check.add_argument("--only", action="append", metavar="ID", help=text("help-only"))
    check.add_argument("--skip", action="append", metavar="ID", help=text("help-skip"))
    check.add_argument("--lang", action="append", metavar="CODE", help=text("help-lang"))
    check.add_argument("--page", action="append", metavar=text("word-page"), help=text("help-page"))
    check.add_argument("--list", action="store_true", help=text("help-list"))
    check.set_defaults(run=_later("content", "check"))

    build = commands.add_parser("build", help=text("help-build"))
    build.add_argument("--out", metavar="DIR", help=text("help-out"))
    build.add_argument("--parents", action="store_true", help=text("help-parents"))
    build.set_defaults(run=_later("site", "build"), failed="build-failed")

    serve = commands.add_parser("serve", help=text("help-serve"))
    serve.add_argument("--port", type=lambda each: port(terminal, each), default=8000, help=text("help-port"))
    serve.set_defaults(run=_later("site", "serve"))

    made = [check, build, serve, *_paper(commands, terminal)]
    made += _new(commands.add_parser("new", help=text("help-new")), terminal, "new" in words)

    translate = commands.add_parser("translate", help=text("help-translate"))
    if "translate" in words:
        from eigentaal.cli import translation

        made += translation.add_commands(translate, terminal)

    facts = commands.add_parser("facts", help=text("help-facts"), description=text("help-facts"))
    if "facts" in words:
        from eigentaal.cli import facts as facts_command

        made += facts_command.add_commands(facts, terminal)

    report = commands.add_parser("report", help=text("help-report"), description=text("help-report"))
    report.add_argument("--format", choices=("text", "json"), default="text", help=text("help-report-format"))
    report.set_defaults(run=_later("report", "report"))

    schema = commands.add_parser("schema", help=text("help-schema"))
    schema.set_defaults(run=_later("content", "schema"))
    for each in (*made, report, schema):  # --ui and --project may also stand behind the command
        each.add_argument("--ui", choices=("nl", "en"), default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        each.add_argument("--project", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _paper(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], terminal: Terminal
) -> list[argparse.ArgumentParser]:
    """`leaflet` and `release`."""
    text = terminal.text
    leaflet = commands.add_parser("leaflet", help=text("help-leaflet"))
    leaflet.add_argument("pages", nargs="*", default=(), metavar=text("word-page"), help=text("help-leaflet-pages"))
    leaflet.add_argument("--lang", action="append", metavar="CODE", help=text("help-lang"))
    leaflet.add_argument("--format", action="append", metavar=text("word-form"), help=text("help-leaflet-format"))
    leaflet.add_argument("--set", action="append", metavar="SET", help=text("help-leaflet-set"))
    leaflet.add_argument("--out", metavar="DIR", help=text("help-leaflet-out"))
    leaflet.set_defaults(run=_later("paper", "leaflet"))
    release = commands.add_parser("release", help=text("help-release"))
    release.add_argument("--write", action="store_true", help=text("help-release-write"))
    when = lambda each: any_day(terminal, each)  # noqa: E731
    release.add_argument("--date", metavar=text("word-day"), type=when, help=text("help-release-date"))
    release.set_defaults(run=_later("paper", "release"))
    return [leaflet, release]


def _new(parser: argparse.ArgumentParser, terminal: Terminal, wanted: bool) -> list[argparse.ArgumentParser]:
    """`new page` and `new language`; the kinds of page are in the model."""
    if not wanted:
        return []
    from eigentaal.page import KINDS

    text = terminal.text
    new = parser.add_subparsers(required=True, metavar=text("word-command"))
    page = new.add_parser("page", help=text("help-new-page"))
    kinds = [each for each in KINDS if each not in ("home", "section")]
    page.add_argument("kind", choices=kinds, help=text("help-kind"))
    page.add_argument("path", metavar=text("word-path"), help=text("help-page-path"))
    page.set_defaults(run=_later("content", "new_page"))
    language = new.add_parser("language", help=text("help-new-language"))
    language.add_argument("code", help=text("help-code"))
    language.add_argument("--name", default="", help=text("help-name"))
    language.add_argument("--dutch-name", default="", help=text("help-dutch-name"))
    language.add_argument("--dir", choices=("ltr", "rtl"), default="", help=text("help-dir"))
    language.set_defaults(run=_later("content", "new_language"))
    return [page, language]
