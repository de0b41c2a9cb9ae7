"""How long it takes to check 2,000 files, beside pofilter, compare-locales and msgfmt on the same texts.

The others get every Dutch text with its translation in their own format: PO with one file a page and language for
pofilter and msgfmt, `.properties` for compare-locales. They come from `tests/outside.txt`; one that isn't there is
named and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from compared import ENVIRONMENT, MACHINE
from corpus import Corpus
from rich.console import Console
from tables import Rows, markdown, shown

from eigentaal.project import open_project
from eigentaal.units import Unit, units

HERE = Path(__file__).resolve().parent
OUTSIDE = Path(os.environ.get("EIGENTAAL_OUTSIDE", HERE.parent / ".cache/outside")) / "bin"
FILES = 2_000
COLD, UNCHANGED = 3.0, 0.3
"""Seconds, to be reached with two processors."""

INTRODUCTION = """\
# Results of checking

Written by `make bench`. Machine: {machine}. The content is the real site, grown with pages
mixed from its own (`corpus.py`); the others get every Dutch text with its translation in their own format. Medians of
runs by turns; "× ours" is to a check for which nothing is known. msgfmt looks at formats only, compare-locales mostly
at what is missing; pofilter runs all its tests, once.
"""


@dataclass
class Run:
    """A command that is measured some times, in a folder where `before` was done; 1 may mean it found something."""

    name: str
    folder: Path
    command: list[str]
    rounds: int = 3
    before: Callable[[Path], None] = lambda _: None
    taken: list[dict[str, float]] = field(default_factory=list)

    def once(self) -> None:
        self.before(self.folder)
        quiet = f"{' '.join(self.command)} > /dev/null 2>&1 || test $? -lt 2"
        measure = [sys.executable, "-I", "-S", str(HERE / "measure.py"), "/bin/sh", "-c", quiet]
        done = subprocess.run(measure, cwd=self.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{self.name}: {done.stderr}")
        self.taken.append(json.loads(done.stdout.splitlines()[-1]))

    def median(self, what: str) -> float:
        return statistics.median(each[what] for each in self.taken)


# -- the same texts for the others -------------------------------------------------------------------------------------


def by_file(root: Path) -> dict[tuple[str, str], list[Unit]]:
    """Language and page → its texts; what isn't translated is left out."""
    site = open_project(root, wanted=()).site
    assert site is not None
    found: dict[tuple[str, str], list[Unit]] = {}
    for language in site.languages[1:]:
        for unit in units(site, language.code):
            if unit.target:
                found.setdefault((language.code, unit.page), []).append(unit)
    return found


def found_in_corpus(root: Path, console: Console) -> None:
    """Stops where the content can't be loaded, for then nearly nothing is checked and the times say nothing."""
    project = open_project(root)
    counted = Counter(each.severity for each in project.problems)
    if project.site is None or not any(each.check == "unreviewed-page" for each in project.problems):
        sys.exit(f"the content of the benchmark has errors in Dutch: {project.stops()[:3]}")
    console.print(f"Found in it: {', '.join(f'{count} {severity}' for severity, count in sorted(counted.items()))}")


def save(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def po(folder: Path, texts: dict[tuple[str, str], list[Unit]]) -> None:
    quoted = lambda text: json.dumps(text, ensure_ascii=False).replace("\\u007f", "")  # noqa: E731
    for (language, page), found in texts.items():
        head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        entries = (
            f"msgctxt {quoted(each.address)}\n"
            f"msgid {quoted(each.source.strip())}\nmsgstr {quoted(each.target.strip())}\n"
            for each in found
        )
        save(folder / language / f"{page}.po", head + "\n".join(entries))


def properties(folder: Path, texts: dict[tuple[str, str], list[Unit]]) -> None:
    def lines(found: list[Unit], which: str) -> str:
        flat = (getattr(each, which).replace("\\", "\\\\").replace("\n", "\\n") for each in found)
        return "".join(f"{number:04} = {text}\n" for number, text in enumerate(flat))

    for (language, page), found in texts.items():
        save(folder / language / f"{page}.properties", lines(found, "target"))
        save(folder / "nl" / f"{page}.properties", lines(found, "source"))
    locales = sorted({language for language, _ in texts})
    save(
        folder / "l10n.toml",
        f'basepath = "."\nlocales = {json.dumps(locales)}\n[[paths]]\n'
        'reference = "nl/**"\nl10n = "{l10n_base}/{locale}/**"\n',
    )


# -- what is measured --------------------------------------------------------------------------------------------------


def forget(folder: Path) -> None:
    shutil.rmtree(folder / ".cache", ignore_errors=True)


def runs(work: Path, texts: dict[tuple[str, str], list[Unit]], console: Console) -> Iterator[Run]:
    ours = [sys.executable, "-m", "eigentaal", "check"]
    yield Run("eigentaal check, nothing known", work / "ours", ours, 5, forget)
    yield Run("eigentaal check, nothing changed", work / "ours", ours, 5)
    po(work / "po", texts)
    properties(work / "properties", texts)
    locales = sorted({language for language, _ in texts})
    pofilter = [f"{OUTSIDE}/pofilter --progress=none --language={each} {each} out-{each};" for each in locales]
    msgfmt = ["find . -name '*.po' -not -path './out*' -print0 | xargs -0 -n 1 -P 2 msgfmt -c -o /dev/null"]
    for name, program, folder, command in (
        ("msgfmt -c, two at a time", "msgfmt", "po", msgfmt),
        ("compare-locales", f"{OUTSIDE}/compare-locales", "properties", [f"{OUTSIDE}/compare-locales l10n.toml ."]),
        ("pofilter", f"{OUTSIDE}/pofilter", "po", pofilter),
    ):
        if shutil.which(program) is None:
            console.print(f"[yellow]{name} isn't here (make bench installs it; msgfmt: Debian's gettext): NOT measured")
            continue
        yield Run(
            name, work / folder, ["{", *command, "}"] if name == "pofilter" else command, 3 if name != "pofilter" else 1
        )


def times_table(found: list[Run], title: str) -> Rows:
    """Times, and how they compare with a check for which nothing is known."""
    rows = []
    for each in found:
        row = [each.name]
        for what in ("wall", "cpu"):
            row += [f"{each.median(what):.2f}", f"{each.median(what) / found[0].median(what):.2f}"]
        rows.append(row)
    return title, ["", "wall s", "× ours", "CPU s", "× ours"], rows


def goals_table(found: list[Run]) -> Rows:
    """What is to be reached, and what was."""
    rows = []
    for run, most in ((found[0], COLD), (found[1], UNCHANGED)):
        best = min(each["wall"] for each in run.taken)
        reached = "yes" if run.median("wall") <= most else "no"
        rows.append([run.name, f"{most} s", f"{run.median('wall'):.2f} s", f"{best:.2f} s", reached])
    return "To reach, with two processors", ["", "at most", "median", "best", "reached"], rows


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=FILES, help=f"number of YAML files of pages ({FILES})")
    parser.add_argument("--write", action="store_true", help="write benchmarks/CHECKS.md")
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory(prefix="eigentaal-checks-") as name:
        work = Path(name)
        corpus = Corpus(1)
        others = sum(path.endswith("index") for path in corpus.pages)
        Corpus(options.files // len(corpus.codes) - others).eigentaal(work / "ours")
        pages = [each for code in corpus.codes for each in (work / "ours/docs" / code).rglob("[a-z]*.yml")]
        found_in_corpus(work / "ours", console)
        texts = by_file(work / "ours")
        found = list(runs(work, texts, console))
        for turn in range(max(each.rounds for each in found)):
            for each in found:
                if turn < each.rounds:
                    each.once()
        pairs = sum(map(len, texts.values()))
        title = f"{len(pages)} files of pages, {pairs} texts with a translation, {len(corpus.codes)} languages"
        tables = (goals_table(found), times_table(found, title))
        for table in tables:
            console.print(shown(table))
        load = f"Load of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
        console.print(f"{load} (above 1 others were at work)")
        if options.write:
            text = INTRODUCTION.format(machine=MACHINE) + "".join(map(markdown, tables))
            (HERE / "CHECKS.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
