"""What an embed weighs: the scripts, and a page in a frame as it comes over the line. Fails above the promised size.

python benchmarks/embed.py
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eigentaal.outputs import data, embed
from eigentaal.project import open_project

ROOT = Path(__file__).resolve().parents[1]
PROMISED = 1024
"""Bytes of v1.js, which runs on other people's pages."""


def main() -> int:
    project = open_project(ROOT)
    if project.site is None:
        sys.exit("the content has errors: see `eigentaal check`")
    edition = project.edition()
    console, table = Console(), Table("file", "bytes", "gzip", title="Embeds")
    made = {
        each.address: each.data
        for each in edition.assets.values()
        if "embed" in each.address and each.address[-3:] != "png"
    }
    made |= dict(embed.files(edition))
    pages = {name: content for name, content in made.items() if name.endswith("index.html")}
    shown = [name for name in made if not name.startswith("embed/") or name.count("/") == 1]
    shown += [
        max(pages, key=lambda name: len(pages[name])),
        sorted(pages, key=lambda name: len(pages[name]))[len(pages) // 2],
    ]
    for name in shown:
        table.add_row(name, f"{len(made[name]):,}", f"{len(gzip.compress(made[name], mtime=0)):,}")
    console.print(table)
    hsds = json.loads(dict(data.files(edition))["data/v1/index.json"])["hsds"]
    console.print(f"HSDS {hsds['version']}: {hsds['counts']}; waiting for confirmation: {hsds['waiting']}")
    size = len(made["embed/v1.js"])
    if size > PROMISED:
        console.print(f"embed/v1.js is {size} bytes, {size - PROMISED} more than promised")
    return int(size > PROMISED)


if __name__ == "__main__":
    sys.exit(main())
