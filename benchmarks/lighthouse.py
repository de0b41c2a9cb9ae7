"""Lighthouse on a phone: home, a theme and the page with all numbers, in every language, beside Material's stock page.

    cd benchmarks/lighthouse && npm ci && cd ../..
    python benchmarks/lighthouse.py [--runs 3] [--out lighthouse.json]

Builds the site and a stock Material page with the same text into a temporary folder, serves both with gzip and our own
headers, and asks Lighthouse twice: with its mobile defaults (slow 4G: 150 ms, 1.6 Mbit/s, processor 4 times slower) for
all four categories, and at 400 ms and 400 kbit/s for speed. Of several runs the median is shown. Needs Chromium and
Node 20 (Lighthouse 13 wants a newer one).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
COMMAND = Path(__file__).parent / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
LANGUAGES = ("nl", "ar", "tr")
PAGES = {"home": "", "theme": "opvoeden/driftbuien/", "numbers": "spoed/hulp-nu/"}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SLOW = ("--throttling.rttMs=400", "--throttling.throughputKbps=400", "--only-categories=performance")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


class Handler(SimpleHTTPRequestHandler):
    """Files with gzip over a connection that stays open, as every host gives them; our pages with our policy."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            data = gzip.compress(data, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header(
            "Cache-Control", "public, max-age=31536000, immutable" if "/assets/" in self.path else "no-cache"
        )
        if not self.path.startswith("/material/"):
            self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def build(folder: Path) -> None:
    """Our site at the root of `folder`, the stock page below material/."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    run = partial(subprocess.run, check=True, env=environment, stdout=subprocess.DEVNULL)
    run([sys.executable, "-m", "eigentaal", "build", "--out", str(folder)], cwd=ROOT)
    stock = folder.parent / "stock"
    (stock / "docs").mkdir(parents=True)
    text = (folder / PAGES["theme"] / "index.html").read_text(encoding="utf-8")
    main = re.sub(
        r"<(svg|noscript|button|details)\b.*?</\1>", "", text[text.index("<main") : text.index("</main>")], flags=re.S
    )
    lines = re.sub(r"<h([123])[^>]*>", lambda found: "\n\n" + "#" * int(found[1]) + " ", main)
    plain = re.sub(r"<li[^>]*>", "\n- ", re.sub(r"</?(p|ul|section)[^>]*>", "\n\n", lines))
    (stock / "docs" / "index.md").write_text(re.sub(r"<[^>]+>", "", plain), encoding="utf-8")
    (stock / "mkdocs.yml").write_text(
        "site_name: Stock\nsite_url: https://example.org/\ntheme: {name: material, font: false}\n", encoding="utf-8"
    )
    run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "material")],
        cwd=stock,
        stderr=subprocess.DEVNULL,
    )


def ask(url: str, *more: str) -> dict[str, Any]:
    """One report of Lighthouse."""
    chromium = shutil.which("chromium") or sys.exit("Lighthouse needs Chromium")
    command = [str(COMMAND), url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}", *more]
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=240, env=environment)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def middle(reports: list[dict[str, Any]], audit: str) -> float:
    return statistics.median(each["audits"][audit]["numericValue"] for each in reports)


def measure(url: str, runs: int) -> dict[str, Any]:
    """Scores, LCP at two speeds in seconds, TBT in ms, weight in KB, and what cost points."""
    first, slow = [ask(url) for _ in range(runs)], [ask(url, *SLOW) for _ in range(runs)]
    scores = {
        name: round(100 * statistics.median(each["categories"][name]["score"] for each in first)) for name in CATEGORIES
    }
    lost = [
        name
        for name, audit in first[0]["audits"].items()
        if audit.get("score") is not None
        and audit["score"] < 0.9
        and audit["scoreDisplayMode"] in ("binary", "numeric")
    ]
    return {
        **scores,
        "lcp": round(middle(first, "largest-contentful-paint") / 1000, 2),
        "lcp-slow": round(middle(slow, "largest-contentful-paint") / 1000, 2),
        "tbt": round(middle(first, "total-blocking-time")),
        "cls": round(middle(first, "cumulative-layout-shift"), 3),
        "kb": round(middle(first, "total-byte-weight") / 1000, 1),
        "lost": lost,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--out", type=Path)
    chosen = options.parse_args()
    if not COMMAND.exists():
        sys.exit("first: cd benchmarks/lighthouse && npm ci")
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "site"
        build(folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://127.0.0.1:{server.server_address[1]}/"
        wanted = {
            f"{name} {language}": ("" if language == "nl" else f"{language}/") + path
            for name, path in PAGES.items()
            for language in LANGUAGES
        }
        print(f"{'page':14} perf a11y best  seo   LCP  LCP 400/400  TBT   CLS     KB")
        for name, path in {**wanted, "Material stock": "material/"}.items():
            row = found[name] = measure(origin + path, chosen.runs)
            scores = " ".join(f"{row[each]:4}" for each in CATEGORIES)
            print(
                f"{name:14} {scores} {row['lcp']:5} {row['lcp-slow']:12} {row['tbt']:4} {row['cls']:5} {row['kb']:6}",
                *row["lost"],
            )
        server.shutdown()
    if chosen.out:
        chosen.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
