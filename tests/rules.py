"""RULES.md: every rule of the project beside the tests that hold it. `python tests/rules.py` writes it anew.

The rules are in `data/rules.yml`; the cases are counted by pytest itself. A case may look at every page of a site.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# Rules, and the tests that hold them

U: for people. R: for those who run it. The number is how many cases pytest counts; many a case looks at every page of a
site, or at hundreds of texts that hypothesis makes up. Made from `tests/data/rules.yml` by `python tests/rules.py`;
`tests/test_rules.py` fails when a rule or a test that is named here doesn't exist.

| Rule | | Cases | Tests | Not tested here |
|---|---|---|---|---|
"""


def rules() -> dict[str, dict[str, Any]]:
    """Rule → what it says, its tests, and what isn't tested."""
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests/data/rules.yml").read_text(encoding="utf-8"))
    return found


def held_by(rule: dict[str, Any]) -> list[str]:
    """The tests of a rule, as pytest names them."""
    return [f"tests/test_{file}.py::test_{name}" for file, names in rule["tests"].items() for name in names]


def table(cases: Counter[str]) -> str:
    """RULES.md, with the cases of each test."""
    lines = []
    for name, rule in rules().items():
        shown = [f"`{test.removeprefix('tests/')}` ({cases[test]})" for test in held_by(rule)]
        total = sum(cases[test] for test in held_by(rule))
        lines.append(f"| {name} | {rule['rule']} | {total} | {'<br>'.join(shown)} | {rule.get('not_here', '')} |")
    return HEAD + "\n".join(lines) + "\n"


def collected() -> Counter[str]:
    """Test → its cases, as pytest finds them."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Counter(line.partition("[")[0] for line in done.stdout.splitlines() if "::" in line)


if __name__ == "__main__":
    (ROOT / "RULES.md").write_text(table(collected()), encoding="utf-8")
