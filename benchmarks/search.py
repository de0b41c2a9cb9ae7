"""How often the search finds what parents mean: `search-questions.yml` asked in Chromium, on the site in `site/`.

    python benchmarks/search.py [--misses]

Prints per language the share of questions with a right page first, among the first three, and among the first ten, and
what a search costs to fetch. The questions were written before and apart from the engine, by a machine: no parent did.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from browser import launch, serving  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402


def main() -> int:
    questions = yaml.safe_load((ROOT / "benchmarks" / "search-questions.yml").read_text(encoding="utf-8"))
    site = ROOT / "site"
    print("language  questions  first  in 3  in 10  index + script, KB gzip")
    with serving(site) as origin, sync_playwright() as playwright:
        tab = launch(playwright).new_page()
        for language, asked in questions.items():
            prefix = "" if language == "nl" else f"{language}/"
            tab.goto(f"{origin}/{prefix}over/zoeken/", wait_until="networkidle")
            places = []
            for each in asked:
                tab.fill("#search", each["typed"])
                links = tab.locator("#found > [data-page] a")
                found = [href.rstrip("/").rpartition("/")[2] for href in links.evaluate_all("a => a.map(e => e.href)")]
                place = next((at for at, slug in enumerate(found) if slug in each["wanted"]), 99)
                places.append(place)
                if place > 2 and "--misses" in sys.argv:
                    print(f"  {each['typed']} → {each['wanted']}, found {found[:4]}")
            shares = [round(100 * sum(place < most for place in places) / len(places)) for most in (1, 3, 10)]
            sent = [site / "search" / f"{language}.json", *site.glob("assets/search.*.js")]
            size = sum(len(gzip.compress(file.read_bytes(), 9)) for file in sent) / 1000
            print(f"{language:8}  {len(asked):9}  {shares[0]:4}%  {shares[1]:3}%  {shares[2]:4}%  {size:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
