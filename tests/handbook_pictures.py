"""Makes the pictures of the handbook under `docs/assets/handboek` from a real run: `make pictures`.

Everything is done in a copy of the project: the commands of the handbook are run there and what they say is drawn as a
terminal; sheets and pages are opened in a browser. Only the two of GitHub are drawings, and say so.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from html import escape
from pathlib import Path

import openpyxl
from browser import launch, serving
from conftest import ROOT
from playwright.sync_api import Browser, sync_playwright

from eigentaal.cli import main

TARGET = ROOT / "docs" / "assets" / "handboek"
PAGE = "opvoeden/driftbuien"
STYLE = """
body { margin: 0; padding: 14px; background: #fff; font: 15px/1.45 "Noto Sans", sans-serif; color: #1c2522; }
pre { margin: 0; padding: 14px; background: #1c2522; color: #f4f4ee; border-radius: 8px; white-space: pre-wrap;
  font: 13px/1.5 "DejaVu Sans Mono", monospace; }
pre b { color: #ffbf47; }
table { border-collapse: collapse; width: 100%; font-size: 12px; line-height: 1.35; table-layout: fixed; }
td, th { border: 1px solid #bbb; padding: 5px; vertical-align: top; text-align: left; overflow: hidden; }
th { background: #e8e8e8; } .fill { background: #fff4c2; } .locked { background: #f3f3f3; }
.frame { border: 1px solid #bbb; border-radius: 8px; overflow: hidden; }
.bar { display: flex; gap: 10px; align-items: center; padding: 8px 12px; background: #f3f4f2; }
.bar span { flex: 1; } .bar i { font-style: normal; border: 3px solid #9b1313; border-radius: 8px; padding: 2px 10px; }
.code { font: 13px/1.5 "DejaVu Sans Mono", monospace; padding: 10px 14px; white-space: pre-wrap; }
.field { border: 1px solid #bbb; border-radius: 6px; padding: 8px; margin: 8px 12px; }
.press { display: inline-block; background: #00574b; color: #fff; border-radius: 6px; padding: 8px 14px; margin: 8px 12px; }
small { color: #555; display: block; padding: 6px 12px; }
"""


def told(root: Path, *words: str) -> str:
    """What a command says."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        main(["--project", str(root), *words])
    return out.getvalue().replace(f"{root}/", "")


def terminal(command: str, said: str, lines: int = 16) -> str:
    """A terminal with a command and the beginning of what it said."""
    shown = said.strip().splitlines()
    body = "\n".join([*shown[:lines], *(["…"] if len(shown) > lines else [])])
    return f"<pre><b>$ {escape(command)}</b>\n{escape(body)}</pre>"


def sheet(file: Path, columns: dict[str, str], rows: int = 5) -> str:
    """The first rows of a spreadsheet, by the keys of its columns."""
    book = openpyxl.load_workbook(file).worksheets[0]
    found = list(book.iter_rows(values_only=True))
    at = [found[0].index(key) for key in columns]
    kinds = list(columns.values())
    head = "".join(f"<th>{escape(str(found[1][each]))}</th>" for each in at)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td class="{kind}">{escape(str(row[each] or ""))}</td>' for each, kind in zip(at, kinds, strict=True)
        )
        + "</tr>"
        for row in found[2 : 2 + rows]
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def pencil(root: Path) -> str:
    first = (root / f"docs/nl/{PAGE}.yml").read_text(encoding="utf-8").splitlines()[:9]
    return (
        '<div class="frame"><div class="bar"><span>docs / nl / opvoeden / <b>driftbuien.yml</b></span>'
        f'<i>&#9998;</i></div><div class="code">{escape(chr(10).join(first))}</div></div>'
        "<small>Tekening: zo ziet een bestand op GitHub er ongeveer uit. Druk op het potlood.</small>"
    )


def keep() -> str:
    return (
        '<div class="frame"><div class="bar"><span><b>Propose changes</b></span></div>'
        '<small>Commit message</small><div class="field">Boze buien: kortere zin, want ouders vonden hem moeilijk</div>'
        '<div class="field">&#9679; Create a <b>new branch</b> for this commit and start a pull request</div>'
        '<div class="press">Propose changes</div></div>'
        "<small>Tekening: zo ziet het venster op GitHub er ongeveer uit.</small>"
    )


def work(root: Path) -> dict[str, str]:
    """Runs the commands of the handbook in the copy; name of the picture → what it shows."""
    made = {"potlood": pencil(root), "bewaren": keep()}
    asked = "facts confirm m-baby-spoed --role youth-doctor"  # no number that waits may be seen on the site, in a picture either
    made["feiten"] = terminal(f"eigentaal {asked}", told(root, *asked.split(), "--date", "2026-11-25"), 20)
    file = root / "teksten-tr.xlsx"
    told(root, "translate", "export", "tr", PAGE, "--everything", "--out", str(file))
    made["excel"] = sheet(
        file, {"source": "locked", "translation": "fill", "tick": "fill", "remark": "fill", "limit": "locked"}
    )
    book = openpyxl.load_workbook(file)
    book.worksheets[0].cell(4, 5).value = f"{book.worksheets[0].cell(4, 5).value}."
    book.save(file)
    said = told(root, "translate", "import", str(file))
    made["import"] = terminal("eigentaal translate import teksten-tr.xlsx", said, 22)
    broken = root / f"docs/nl/{PAGE}.yml"
    before = broken.read_text(encoding="utf-8")
    broken.write_text(before.replace("order:", "volgorde:", 1), encoding="utf-8")
    made["melding"] = terminal("eigentaal check", told(root, "check", "--page", PAGE, "--lang", "nl"), 8)
    broken.write_text(before, encoding="utf-8")
    return made


def shoot(browser: Browser, root: Path, drawn: dict[str, str]) -> None:
    """Takes all pictures."""
    pages = root / "pictures"
    pages.mkdir()
    for name, body in drawn.items():
        text = f'<!doctype html><html lang="nl"><meta charset="utf-8"><style>{STYLE}</style><body>{body}'
        (pages / f"{name}.html").write_text(text, encoding="utf-8")
    told(root, "translate", "review-sheet", "tr", PAGE, "--format", "html", "--out", str(pages / "leesblad.html"))
    told(root, "facts", "sheet", "--out", str(pages / "blad.html"))
    wide = browser.new_page(viewport={"width": 760, "height": 430})
    for name in drawn:
        wide.goto((pages / f"{name}.html").as_uri())
        wide.locator("body").screenshot(path=str(TARGET / f"{name}.png"))
    wide.goto((pages / "leesblad.html").as_uri())
    wide.screenshot(path=str(TARGET / "leesblad.png"))
    paper = browser.new_page(viewport={"width": 1060, "height": 420})
    paper.goto((pages / "blad.html").as_uri())
    # Medical advice only: the numbers above it wait, and the site is public.
    paper.locator("h2", has_text="jeugdarts").evaluate("each => each.scrollIntoView()")
    paper.screenshot(path=str(TARGET / "blad.png"))
    with serving(root / "site", loose=("redactie", "intermediairs", "assets", "search")) as origin:
        phone = browser.new_page(viewport={"width": 360, "height": 640})
        phone.goto(f"{origin}/{PAGE}/")
        phone.screenshot(path=str(TARGET / "site.png"))
        desk = browser.new_page(viewport={"width": 1000, "height": 620})
        desk.goto(f"{origin}/redactie/stand-van-zaken/#taal-ar")
        desk.screenshot(path=str(TARGET / "stand.png"))
        paper = browser.new_page(viewport={"width": 760, "height": 620})
        paper.emulate_media(media="print")
        paper.goto(f"{origin}/intermediairs/werklijst-stappen/#sheet-stap-1")
        paper.screenshot(path=str(TARGET / "printen.png"))


def run() -> None:
    """Makes them all, in a copy of what git knows and what is new."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        listed = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "docs", "overrides", "mkdocs.yml"],
            cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        for name in listed.stdout.splitlines():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
        for picture in (
            "site",
            "melding",
            "potlood",
            "bewaren",
            "excel",
            "import",
            "leesblad",
            "feiten",
            "blad",
            "printen",
            "stand",
        ):
            place = root / "docs/assets/handboek" / f"{picture}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.touch()  # that pages name it is no error while it is being made
            place.write_bytes(b"-")
        (root / "scripts").mkdir()  # mkdocs.yml watches it
        told(root, "build")
        drawn = work(root)
        with sync_playwright() as playwright:
            browser = launch(playwright)
            shoot(browser, root, drawn)
            browser.close()
    for file in sorted(TARGET.glob("*.png")):
        sys.stdout.write(f"{file.relative_to(ROOT)} {file.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    run()
