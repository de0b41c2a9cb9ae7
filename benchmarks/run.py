"""Measures Eigen Taal beside Hugo and stock Material for MkDocs on the same content: time, memory, bytes of a page.

    make bench                                     60, 300 and 1,000 pages, and the checks: half an hour
    python benchmarks/run.py --sizes 60            one size: a minute
    python benchmarks/run.py --without-material    Material takes most of the time
    python benchmarks/run.py --write               the tables into benchmarks/RESULTS.md too

Runs are interleaved, one of each kind a round, so that other work on the machine hits all alike; the ratio is the
median of the ratios within a round. CPU seconds are the safest figure where a machine is busy.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from compared import MACHINE, Run, hugo, real_runs, runs
from real import languages
from rich.console import Console
from rich.progress import Progress
from tables import Rows, markdown, shown
from weight import weights

HERE = Path(__file__).resolve().parent
SIZES = (60, 300, 1000)
ROUNDS = 5

INTRODUCTION = """\
# Results

Written by `make bench`. Machine: {machine}. {hugo}.

- The content is the real site, grown with pages mixed from its own (`corpus.py`), the same for all; without folders on
  paper, which the others don't make.
- Hugo has a theme with the same visible fields (`hugo-theme/`); it isolates no foreign runs, makes no search, checks no
  content. Eigen Taal checks everything in a full build: "checked before" is a full build after `eigentaal check`, which
  keeps what it found. Material's pages have its search.
- "all" is a build with nothing kept from before. "Whole site" adds the professional part, which Material draws.
- Times are min / median / max of interleaved runs after one to warm up; "× Hugo" is the median of the ratios to Hugo's
  full build within a round. MB is the peak of the largest process, "sum" that of all processes together.
- Bytes: HTML, styles and scripts that the page asks for; images, fonts, other hosts and search indexes are left out.
"""

GOALS = (
    ("Parents' pages, all", "cpu", (60,), 1.0, False),
    ("Parents' pages, all, checked before", "cpu", (60,), 1.0, False),
    ("Parents' pages, all", "wall", (300, 1000), 2.0, True),
    ("Parents' pages, all, checked before", "wall", (300, 1000), 2.0, True),
    ("Parents' pages, one text edited", "wall", SIZES, 1.0, True),
)
"""Run, what is measured of it, sizes, the most it may be, and whether that is times Hugo's full build or seconds."""


def measured(name: str, runs: Iterable[Run], progress: Progress) -> list[Run]:
    """The runs, each done once to warm up (and to see its memory), then in rounds."""
    found = list(runs)
    task = progress.add_task(name, total=sum(each.rounds + each.warm for each in found))
    for each in found:
        if each.warm:
            each.memory = each.once("--sum")["sum"]
            progress.advance(task)
    for number in range(ROUNDS):
        for each in found:
            if number < each.rounds:
                each.taken.append(each.once())
                progress.advance(task)
    return found


def time_table(title: str, found: list[Run], base: Run | None) -> Rows:
    """Times and memory; ratios where there is something to compare with."""
    rows = []
    for each in found:
        row = [each.name, str(each.pages())]
        for key in ("wall", "cpu"):
            row.append(" / ".join(f"{seconds:.2f}" for seconds in each.spread(key)))
            if base:
                row.append(f"{each.ratio(key, base):.2f}")
        most = max(one["largest"] for one in each.taken)
        rows.append([*row, f"{most:.0f}", f"{each.memory:.0f}" if each.memory else "–"])
    times = ["wall s", "× Hugo", "CPU s", "× Hugo"] if base else ["wall s", "CPU s"]
    return title, ["", "pages", *times, "MB", "MB, sum"], rows


def goals_table(found: Mapping[int, list[Run]]) -> Rows:
    """What is to be reached, and what was."""
    rows = []
    for name, key, sizes, most, relative in GOALS:
        for count in sizes:
            if count in found:
                run = next(each for each in found[count] if each.name == name)
                value = run.ratio(key, found[count][0]) if relative else run.spread(key)[1]
                unit = "× Hugo's wall time" if relative else "s CPU"
                reached = "yes" if value <= most else "no"
                rows.append([name, str(count), f"{most:.0f} {unit}", f"{value:.2f}", reached])
    return "To reach", ["", "pages", "at most", "measured", "reached"], rows


def weight_table(work: Path) -> Rows:
    rows = []
    for name, ours, stock in weights(work):
        row = [name]
        for each in (ours, stock):
            row += [str(each.requests), f"{each.raw / 1000:.1f}", f"{each.zipped / 1000:.1f} ({each.parts})"]
        rows.append([*row, f"{stock.zipped / ours.zipped:.0f}"])
    columns = ["requests", "raw kB", "gzip kB (HTML + CSS + JS)"]
    return "Bytes of a page", ["", *columns, *(f"Material: {each}" for each in columns), "× gzip"], rows


def introduction() -> str:
    version = subprocess.run([hugo(), "version"], capture_output=True, text=True, check=True).stdout
    return INTRODUCTION.format(machine=MACHINE, hugo=f"Hugo {version.split()[1][1:8]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="PAGES")
    parser.add_argument("--without-material", action="store_true")
    parser.add_argument("--write", action="store_true", help="write benchmarks/RESULTS.md")
    options = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 150)  # in a file nothing is cut off
    tables: list[Rows] = []
    compared: dict[int, list[Run]] = {}

    def tell(table: Rows) -> None:
        console.print(shown(table))
        tables.append(table)

    with tempfile.TemporaryDirectory(prefix="eigentaal-bench-") as folder:
        for count in options.sizes:
            with Progress(console=console, transient=True) as progress:
                wanted = runs(count, Path(folder), not options.without_material)
                found = compared[count] = measured(f"{count} pages", wanted, progress)
            tell(time_table(f"{count} pages × {len(languages())} languages", found, found[0]))
            shutil.rmtree(Path(folder) / str(count))
        with Progress(console=console, transient=True) as progress:
            found = measured("The real site", real_runs(Path(folder)), progress)
        tell(time_table("The real site, with its folders on paper", found, None))
        tell(weight_table(Path(folder)))
    tell(goals_table(compared))
    if options.write:
        text = introduction() + "".join(map(markdown, [tables[-1], *tables[:-1]]))
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
