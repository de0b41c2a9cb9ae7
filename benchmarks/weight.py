"""What a browser fetches for a page of the real site: HTML, styles and scripts, raw and gzipped."""

from __future__ import annotations

import gzip
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from compared import EIGENTAAL, ENVIRONMENT, MATERIAL
from corpus import EDITED, Corpus

SHOWN = {"home": "index", "theme page": EDITED, "hulp-nu": "spoed/hulp-nu"}
_ASKED = re.compile(r"<link[^>]+rel=\"?stylesheet\"?[^>]*>|<script[^>]+src=[^>]+>")


@dataclass(frozen=True)
class Weight:
    """Sizes by what it is, raw and gzipped (level 9), the page itself first."""

    files: dict[str, tuple[int, int]]

    @property
    def requests(self) -> int:
        return len(self.files)

    @property
    def raw(self) -> int:
        return sum(raw for raw, _ in self.files.values())

    @property
    def zipped(self) -> int:
        return sum(zipped for _, zipped in self.files.values())

    @property
    def parts(self) -> str:
        """HTML + CSS + JS, gzipped."""
        sizes = (sum(size for name, (_, size) in self.files.items() if name.endswith(end)) for end in _ENDINGS)
        return " + ".join(f"{each / 1000:.1f}" for each in sizes)


_ENDINGS = (".html", ".css", ".js")


def weights(work: Path) -> Iterator[tuple[str, Weight, Weight]]:
    """Of some pages in each language: what they are, their weight here and with stock Material."""
    corpus = Corpus(0)
    corpus = Corpus.real()
    corpus.eigentaal(work / "real")
    corpus.material(work / "stock")
    for folder, command in (("real", (*EIGENTAAL, "build", "--parents")), ("stock", MATERIAL)):
        subprocess.run(command, cwd=work / folder, env=ENVIRONMENT, capture_output=True, check=True)
    for name, path in SHOWN.items():
        for code in corpus.codes:
            prefix = "" if code == corpus.source else f"{code}/"
            page = f"{prefix}{path.removesuffix('index')}".rstrip("/")
            file = f"{page}/index.html".lstrip("/")
            yield f"{name}, {code}", _weight(work / "real/site", file), _weight(work / "stock/site", file)


def _weight(site: Path, file: str) -> Weight:
    """The page and what it asks for; what comes from other hosts doesn't count."""
    html = (site / file).read_text(encoding="utf-8")
    links = (re.search(r"(?:href|src)=\"?([^\"> ]+)", tag) for tag in _ASKED.findall(html))
    asked = (urljoin(file, found[1]) for found in links if found and not found[1].startswith("http"))
    contents = {name.partition("?")[0]: (site / name).read_bytes() for name in (file, *asked)}
    return Weight({name: (len(data), len(gzip.compress(data, 9))) for name, data in contents.items()})
