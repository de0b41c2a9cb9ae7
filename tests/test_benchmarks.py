"""The benchmark's projects are right, however the content grows: `make bench` is run too seldom to find out by itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import ROOT

from eigentaal.cli import main


@pytest.mark.full
@pytest.mark.parametrize("count", [40, 160])
def test_a_project_smaller_or_larger_than_the_real_one_has_no_errors_and_the_same_pages_for_all(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    from corpus import Corpus

    corpus = Corpus(count)
    corpus.eigentaal(tmp_path / "ours")
    corpus.hugo(tmp_path / "hugo")
    corpus.material(tmp_path / "material")
    assert main(["--project", str(tmp_path / "ours"), "check"]) == 0
    made = {file.relative_to(tmp_path / "ours/docs/ar").with_suffix("") for file in _pages(tmp_path / "ours/docs/ar")}
    assert len([each for each in made if each.name != "index"]) == count
    for other, index in (("hugo/content/ar", "_index"), ("material/docs/ar", "index")):
        found = {file.relative_to(tmp_path / other).with_suffix("") for file in (tmp_path / other).rglob("*.md")}
        assert {each.with_name("index") if each.name == index else each for each in found} == made
    for name in ("corpus", "real", "asmarkdown"):
        sys.modules.pop(name)


def _pages(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*.yml") if not each.name.startswith("_")]
