"""LICENSES/dependencies.md: what each locked package is licensed under. `python tests/licences.py` writes it anew.

A package says so in its own metadata (PEP 639's expression, else the classifiers, else the free text). One that is locked
for another system, or for an older Python, and isn't installed here keeps the line it had.
"""

from __future__ import annotations

import re
from email.message import Message
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "LICENSES" / "dependencies.md"
HEAD = """# Licences of what we build and test with

Of every package in `requirements.txt` (building) and `requirements-test.txt` (tests), from the package's own metadata;
nothing of them but Material's styles and scripts (MIT) is in the site. Made by `python tests/licences.py`.

| Package | Version | For | Licence |
|---|---|---|---|
"""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name)


def locked(file: str) -> dict[str, str]:
    """Package → version."""
    found = re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    return {normal(name): version for name, version in found}


def listed() -> dict[str, list[str]]:
    """Package → version, use and licence, as the list has it."""
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (\w+) \| (.+) \|$", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: rest for name, *rest in rows}


def licence(about: Message) -> str:
    """What the metadata of a package says."""
    if about["License-Expression"]:
        return str(about["License-Expression"])
    named = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if each.startswith("License :: ")]
    text = (about["License"] or "").strip().splitlines()
    return "; ".join(each for each in named if each != "OSI Approved") or (text[0] if text else "")


def table() -> str:
    build, known = locked("requirements.txt"), listed() if LIST.is_file() else {}
    lines = []
    for name, version in sorted((locked("requirements-test.txt") | build).items()):
        try:
            said = licence(metadata.metadata(name))
        except metadata.PackageNotFoundError:
            said = known.get(name, ["", "", "not installed here: see its page in the package index"])[2]
        lines.append(f"| {name} | {version} | {'building' if name in build else 'tests'} | {said or 'not said'} |")
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    LIST.write_text(table(), encoding="utf-8")
