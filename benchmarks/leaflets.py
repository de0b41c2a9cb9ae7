"""Measures the folders on paper: cold, warm, 200 in a row, memory; and WeasyPrint on the same content.

    python benchmarks/leaflets.py                          ours
    python benchmarks/leaflets.py --weasyprint PYTHON      WeasyPrint too, in an interpreter that has it
    python benchmarks/leaflets.py --count 50               fewer folders

Each engine works in a process of its own, on one processor, with every tri-fold of this repository in turn. WeasyPrint
gets the same texts, sizes, colours and fonts as HTML (two pages of three columns): what it can't do (fitting, mirrored
panels, the language of parts, refusing what is too long) it isn't asked to do.
"""

from __future__ import annotations

import argparse
import html
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]


def plans() -> list[object]:
    """The tri-folds of this repository, with what their templates get."""
    from eigentaal.leaflets.shelf import Shelf
    from eigentaal.project import open_project

    project = open_project(ROOT)
    shelf = Shelf(project.config, project.site, cached=False)
    return [(plan, shelf._job(plan)) for plan in shelf.plans if plan.format == "trifold"]


def ours(count: int) -> dict[str, float]:
    from eigentaal.leaflets.engine import DoesNotFit, Press

    jobs = [job for _, job in plans()]
    began = time.perf_counter()
    press = Press(ROOT / "overrides")
    seconds, cpu = [], []
    refused = 0
    for index in range(count):
        template, data, timestamp = jobs[index % len(jobs)]
        # Another title each time, so that nothing is remembered of the round before.
        data = {**data, "sheet": {**data["sheet"], "plain": f"{data['sheet']['plain']} {index}"}}
        start, used = time.perf_counter(), time.process_time()
        try:
            press.print(template, data, timestamp)
        except DoesNotFit:
            refused += 1
        seconds.append(time.perf_counter() - start)
        cpu.append(time.process_time() - used)
    return _figures(seconds, cpu, time.perf_counter() - began, refused)


WEASY = """
import json, sys, time, resource
from statistics import median
import weasyprint
from weasyprint.text.fonts import FontConfiguration
pages, count = json.load(open(sys.argv[1])), int(sys.argv[2])
seconds, cpu, began = [], [], time.perf_counter()
for index in range(count):
    start, used = time.perf_counter(), time.process_time()
    weasyprint.HTML(string=pages[index % len(pages)].replace("<title>", f"<title>{index} ")).write_pdf(
        font_config=FontConfiguration(), pdf_variant="pdf/ua-1")
    seconds.append(time.perf_counter() - start); cpu.append(time.process_time() - used)
print(json.dumps({"first": seconds[0], "median": median(seconds[1:]), "cpu": median(cpu[1:]),
    "all": time.perf_counter() - began, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "refused": 0}))
"""


def weasyprint(python: str, count: int) -> dict[str, float]:
    pages = [_html(data) for _, (_, data, _) in plans()]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(pages, file)
        file.flush()
        done = subprocess.run([python, "-c", WEASY, file.name, str(count)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _figures(seconds: list[float], cpu: list[float], whole: float, refused: int) -> dict[str, float]:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "first": seconds[0], "median": median(seconds[1:]), "cpu": median(cpu[1:]), "all": whole, "memory": memory,
        "refused": refused,
    }  # fmt: skip


def _html(data: dict) -> str:
    """The content of a tri-fold for an engine that prints HTML."""
    sheet = data["sheet"]

    def runs(found: list[dict]) -> str:
        made = ""
        for each in found:
            text = html.escape(each["v"])
            made += text if each["k"] == "t" else f'<bdi dir="ltr">{text}</bdi>'
        return made

    def blocks(found: list[dict]) -> str:
        return "".join(
            f"<p>{runs(b['v'])}</p>"
            if b["k"] == "p"
            else f"<{b['k']}>{''.join(f'<li>{runs(i)}</li>' for i in b['v'])}</{b['k']}>"
            for b in found
        )

    def listed(found: list[dict]) -> str:
        items = "".join("<li>" + runs(each["v"]) + "</li>" for each in found)
        return f"<ul>{items}</ul>" if found else ""

    inside = "".join(f"<h2>{runs(each['h'])}</h2>{blocks(each['v'])}" for each in sheet["parts"])
    inside += "".join(
        f"<div class=worry><h3>{runs(each['h'])}</h3>{blocks(each['v'])}</div>" for each in sheet["worries"]
    )
    say = "".join(
        f"<div class=say><p lang=nl dir=ltr><b>{runs(each['dutch'])}</b></p><p>{runs(each['meaning'])}</p><p>{runs(each['sound'])}</p></div>"
        for each in sheet["say"]
    )
    calls = "".join(f"<p class=call>{runs([each['tel']])} {runs(each['name'])}</p>" for each in sheet["urgent"])
    fonts = "".join(
        f"@font-face{{font-family:{name};font-weight:{weight};src:url({(ROOT / 'overrides/fonts' / file).as_uri()})}}"
        for name, weight, file in (
            ("N", 400, "NotoSans_400Regular.ttf"), ("N", 700, "NotoSans_700Bold.ttf"),
            ("A", 400, "NotoNaskhArabic_400Regular.ttf"), ("A", 700, "NotoNaskhArabic_700Bold.ttf"),
        )
    )  # fmt: skip
    return (
        f"<!doctype html><html lang={sheet['lang']} dir={sheet['dir']}><head><meta charset=utf-8><title>{html.escape(sheet['plain'])}</title><style>"
        f"{fonts}@page{{size:297mm 210mm;margin:10mm 8mm}}body{{font:12pt/1.4 N,A;margin:0}}"
        ".sheet{columns:3;column-gap:16mm;height:188mm;column-fill:auto;break-after:page}h1{color:#fff;background:#00574b;padding:7mm}"
        "h2{color:#00574b;font-size:1.2em;margin:.6em 0 .2em}.worry{background:#faf6ef;padding:3mm}.say{background:#fff4d2;padding:3mm}"
        ".call{background:#9b1313;color:#fff;padding:3mm}img{width:30mm}</style></head><body>"
        f"<div class=sheet>{listed(sheet['do'])}{say}{calls}<p>{runs(sheet['edition'])}</p>"
        f"<h1>{runs(sheet['title'])}</h1><p>{runs(sheet['answer'])}</p></div><div class=sheet>{inside}</div></body></html>"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weasyprint", metavar="PYTHON")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--only", choices=("ours",), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(ours(options.count)))
        return
    alone = [sys.executable, __file__, "--only", "ours", "--count", str(options.count)]
    rows = {"Eigen Taal (Typst)": json.loads(subprocess.run(alone, capture_output=True, text=True, check=True).stdout)}
    if options.weasyprint:
        rows["WeasyPrint"] = weasyprint(options.weasyprint, options.count)
    print(f"| {options.count} tri-folds | first | warm, median | CPU, median | all | memory | refused |")
    print("|---|---|---|---|---|---|---|")
    for name, row in rows.items():
        print(
            f"| {name} | {row['first']:.2f} s | {row['median']:.3f} s | {row['cpu']:.3f} s | {row['all']:.0f} s "
            f"| {row['memory']:.0f} MB | {row['refused']:.0f} |"
        )


if __name__ == "__main__":
    main()
