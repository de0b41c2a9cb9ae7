"""Small projects made in the test: a mkdocs.yml, some content, and the real overrides/."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

ROOT = Path(__file__).resolve().parents[1]

MKDOCS = """\
site_name: Proef
site_url: https://hulp.example.org/
strict: true
theme: {{name: material, custom_dir: {overrides}, font: false}}
plugins:
  - eigentaal
  - search
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      reconfigure_material: false
      reconfigure_search: false
      languages:
        - {{locale: nl, name: Nederlands, default: true, extra: {{dir: ltr, dutch_name: Nederlands}}}}
        - {{locale: ar, name: Arabi, site_name: Proef, extra: {{dir: rtl, dutch_name: Arabisch}}}}
        - {{locale: tr, name: Turkce, site_name: Proef, extra: {{dir: ltr, dutch_name: Turks}}}}
exclude_docs: |
  _*
  /facts/
extra:
  generator: false
  eigentaal: {{exit_url: "https://weer.example.org/", urgent: [alarm]}}
"""

DISTRICT = (
    "districts:\n  - id: laak\n    name: Laak\n    publish: yes\n    certainty: official\n"
    "    source: {title: Proef, site: example.org}\n    checked_on: 2026-01-01\n"
)
FACTS = """\
organisations:
  - id: alarm
    name: Alarmnummer
    category: emergency
    publish: yes
    certainty: official
    role_certainty: official
    checked_on: 2026-01-01
    source: {title: Proef, site: example.org}
    phones:
      - {id: main, number: 112, dial: 112, publish: yes, hours: {always: yes, publish: yes}}
  - id: lijn
    name: De Lijn
    category: helpline
    publish: yes
    certainty: official
    role_certainty: official
    checked_on: 2026-01-01
    source: {title: Proef, site: example.org}
    phones:
      - {id: main, number: 0800-2000, dial: "08002000", international: "+318002000", publish: yes, cost: {kind: free, publish: yes}}
  - id: wacht
    name: Het Wachtende
    category: helpline
    publish: yes
    certainty: unknown
    role_certainty: official
    checked_on: 2026-01-01
    source: {title: Proef, site: example.org}
    phones:
      - {id: main, number: 070 752 90 00, dial: "0707529000", international: "+31707529000", publish: after-check}
    route: lijn
rules:
  - id: r-termijn
    statement: You can object within six weeks.
    publish: yes
    certainty: official
    source: Awb
    checked_on: 2026-01-01
    values:
      - {id: term, kind: duration, number: 6, unit: week, publish: yes}
      - {id: later, kind: duration, number: 2, unit: day, publish: after-check}
"""

HOME = "kind: home\ntitle: Hulp\nshort: Begin\npicture: home\nanswer: Hier vindt u hulp.\n"
SECTION = "kind: section\ntitle: Opvoeden\nshort: Opvoeden\npicture: friends\norder: 10\nanswer: Gewone vragen.\n"
PAGE = """\
kind: theme
title: Boze buien
short: Boze buien
picture: mood-angry
order: 10
answer: Boze buien horen erbij.
do_now:
  - {id: rustig, text: Blijf rustig.}
call: lijn
parts:
  - id: waarom
    heading: Waarom?
    text: Een kind voelt veel.
ask_help:
  - {id: vaak, text: Het gebeurt vaak.}
say:
  - {id: advies, text: "Ik wil advies. Ik spreek [[own-language]]."}
contacts: [lijn, wacht]
related: [spelen]
"""
OTHER = PAGE.replace("Boze buien", "Spelen").replace("related: [spelen]", "related: [boze-buien]")
ADVICE = """\
title: {title}
short: {title}
answer: {title}.
do_now:
  - {{id: rustig, text: x}}
parts:
  - {{id: waarom, heading: x, text: x}}
ask_help:
  - {{id: vaak, text: x}}
say:
  - {{id: advies, meaning: x, sound: x}}
"""

Files = dict[str, "str | bytes | None"]


def base() -> Files:
    """A small whole project, without its overrides; a test changes what it is about."""
    return {
        "mkdocs.yml": MKDOCS,
        "docs/facts/facts.yml": FACTS,
        "docs/nl/_interface.yml": (ROOT / "docs/nl/_interface.yml").read_text(encoding="utf-8"),
        "docs/nl/_glossary.yml": "terms:\n  - {id: coach, term: gezinscoach, explanation: Iemand die helpt., keep_dutch: yes}\n",
        "docs/nl/_organisations.yml": "organisations:\n  - {id: lijn, what: Luistert.}\n",
        "docs/nl/index.yml": HOME,
        "docs/nl/opvoeden/index.yml": SECTION,
        "docs/nl/opvoeden/boze-buien.yml": PAGE,
        "docs/nl/opvoeden/spelen.yml": OTHER,
    }


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Makes a project: `project({"docs/nl/x.yml": "…"})` on top of `base()`; None leaves a file out. Returns its root."""

    def make(changes: Files | None = None, name: str = "project") -> Path:
        root = tmp_path / name
        for shown, content in {**base(), **(changes or {})}.items():
            if content is None:
                continue
            file = root / shown
            file.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, str):
                content = (
                    content.replace("{overrides}", "overrides").replace("{{", "{").replace("}}", "}")
                    if shown == "mkdocs.yml"
                    else content
                )
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        shutil.copytree(ROOT / "overrides", root / "overrides", dirs_exist_ok=True)
        return root

    return make


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(os.environ, "NO_MKDOCS_2_WARNING", "1")
    yield


# -- a browser ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    from browser import launch
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The site of `pages.everything()` behind the strictest headers; its origin."""
    from browser import PROFESSIONAL, serving
    from pages import whole_site

    with serving(whole_site(), loose=PROFESSIONAL) as origin:
        yield origin


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser with the screen of a small phone."""
    from browser import PHONE

    with chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        yield context


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What couldn't be tried on this machine is said, not counted."""
    reasons: dict[str, list[str]] = {}
    for each in terminalreporter.getreports("skipped"):
        reason = each.longrepr[2] if isinstance(each.longrepr, tuple) else str(each.longrepr)
        if " NOT " in reason:
            reasons.setdefault(reason.removeprefix("Skipped: "), []).append(each.nodeid)
    for reason, tests in reasons.items():
        terminalreporter.write_line(f"NOT TRIED: {reason} ({len(tests)}: {tests[0]} …)", red=True)


settings.register_profile("repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("searching", settings.get_profile("repeatable"), derandomize=False)
# The same examples every time: what is green stays green until the code changes. `make test-full` looks for new ones.
settings.load_profile("repeatable")

KNOWN_DEFECTS = Path(__file__).with_name("known_defects.txt")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Defects that are known and not mended yet: expected to fail, and listed one by one, so that none is forgotten."""
    known = {each for each in KNOWN_DEFECTS.read_text(encoding="utf-8").splitlines() if each and each[0] != "#"}
    for item in items:
        if item.nodeid in known:
            item.add_marker(pytest.mark.xfail(reason="known defect, see tests/known_defects.txt", strict=False))
