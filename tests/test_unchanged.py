"""What the last check found is said again while no file has changed, and never after one did."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ADVICE, DISTRICT, PAGE, ROOT
from translating import real

from eigentaal import unchanged
from eigentaal.cli import main

Make = Callable[..., Path]
DUTCH = "docs/nl/opvoeden/spelen.yml"


def check(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["--project", str(root), "check", *words])
    return code, capsys.readouterr().out


def change(root: Path, old: str, new: str, file: str = DUTCH) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def test_a_second_run_says_the_same_and_loads_nothing(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    change(root, "Spelen horen erbij.", "Spelen [[niemand.phone]].")
    first = check(root, capsys)
    assert first[0] == 1
    assert "niemand.phone" in first[1]
    program = "import sys; from eigentaal.cli import main; code = main(sys.argv[1:]); print(*sorted(sys.modules), code)"
    again = subprocess.run(
        [sys.executable, "-c", program, "--project", str(root), "check"],
        env={"PYTHONPATH": str(ROOT / "scripts"), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    said, _, modules = again.stdout.rstrip("\n").rpartition("\n")
    assert said + "\n" == first[1]
    assert modules.endswith(" 1")
    assert not {"eigentaal.site", "eigentaal.page", "eigentaal.load", "eigentaal.checks", "babel", "jinja2"} & set(
        modules.split()
    )
    assert check(root, capsys, "--only", "unknown-fact")[1].count("niemand.phone") == first[1].count("niemand.phone")
    assert "niemand.phone" not in check(root, capsys, "--lang", "ar")[1]


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: change(root, "Spelen horen erbij.", "Spelen [[niemand.phone]]."),
        lambda root: change(root, "number: 0800-2000", "number: 0800-20", "docs/facts/facts.yml"),
        lambda root: (root / "docs/nl/opvoeden/los.yml").write_text("kind: theme\n"),
        lambda root: (root / DUTCH).unlink(),
        lambda root: (root / DUTCH).rename(root / "docs/nl/opvoeden/Anders.yml"),
        lambda root: (root / "docs/nl/link.yml").symlink_to(root / DUTCH),
        lambda root: change(root, "urgent: [alarm]", "urgent: [niemand]", "mkdocs.yml"),
        lambda root: change(root, "locale: nl", "locale: qq", "mkdocs.yml"),
        lambda root: (root / "docs/ar/_state").mkdir(parents=True) or (root / "docs/ar/_state/x.json").write_text("{"),
    ],
    ids=["text", "fact", "new file", "file gone", "other name", "link", "settings", "languages", "state"],
)
def test_any_change_is_seen(project: Make, capsys: pytest.CaptureFixture[str], edit: Callable[[Path], object]) -> None:
    root = project()
    before = check(root, capsys)
    assert check(root, capsys) == before
    edit(root)
    after = check(root, capsys)
    assert after != before
    assert check(root, capsys) == after


def test_a_link_that_leads_elsewhere_is_a_change(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """Drawings that several sites share may stand behind a link."""
    root = project()
    drawings = root / "overrides/pictograms"
    kept, empty = drawings.rename(root.parent / "kept"), root.parent / "empty"
    empty.mkdir()
    drawings.symlink_to(kept)
    assert "unknown-picture" not in check(root, capsys)[1]
    drawings.unlink()
    drawings.symlink_to(empty)
    assert "unknown-picture" in check(root, capsys)[1]


def test_what_changes_behind_a_link_is_seen(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    drawings = root / "overrides/pictograms"
    kept = drawings.rename(root.parent / "kept")
    drawings.symlink_to(kept)
    assert "unknown-picture" not in check(root, capsys)[1]
    (kept / "mood-angry.svg").unlink()
    assert "unknown-picture" in check(root, capsys)[1]


def test_a_copy_of_a_project_is_looked_at_itself(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """Its folder holds what was kept of the first one, whose files didn't change."""
    root = project()
    assert check(root, capsys)[0] == 0
    copy = Path(shutil.copytree(root, root.with_name("copy")))
    change(copy, "title: Spelen", "titel: Spelen")
    assert check(copy, capsys)[0] == 1
    assert check(copy, capsys)[0] == 1
    assert check(root, capsys)[0] == 0


def test_a_change_back_is_as_before(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    before = check(root, capsys)
    change(root, "Spelen horen erbij.", "Spelen [[niemand.phone]].")
    check(root, capsys)
    change(root, "Spelen [[niemand.phone]].", "Spelen horen erbij.")
    assert check(root, capsys) == before


@pytest.mark.parametrize("content", [b"", b"no pickle", b"\x80\x05N."])
def test_a_memory_of_anything_else_is_not_used(
    project: Make, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    root = project()
    before = check(root, capsys)
    (root / ".cache/eigentaal-check").write_bytes(content)
    assert unchanged.recall(root) is None
    assert check(root, capsys) == before
    assert unchanged.recall(root) is not None


def test_a_folder_to_watch_is_looked_for_each_time(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text(encoding="utf-8") + "watch: [eigen]\n", "utf-8")
    assert "watch-nothing" in check(root, capsys)[1]
    (root / "eigen").mkdir()
    assert "watch-nothing" not in check(root, capsys)[1]


def test_the_name_of_a_district_counts_for_every_page(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    turkish = real(ADVICE.format(title="Kizgin"), "tr").replace("text: x", "text: Bizi ziyaret edin.", 1)
    root = project(
        {
            "docs/nl/opvoeden/boze-buien.yml": PAGE.replace("Een kind voelt veel.", "Kom naar Laak."),
            "docs/tr/opvoeden/boze-buien.yml": turkish,
            "docs/facts/districts.yml": DISTRICT,
        }
    )
    assert "protected-term" in check(root, capsys)[1]
    change(root, "name: Laak", "name: Binckhorst", "docs/facts/districts.yml")
    assert "protected-term" not in check(root, capsys)[1]


def test_another_program_remembers_nothing_of_this_one(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project()
    main(["--project", str(root), "check"])
    assert unchanged.recall(root) is not None
    monkeypatch.setattr(unchanged, "program", lambda: "another")
    assert unchanged.recall(root) is None


def test_a_pipe_is_not_read(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    import os

    root = project()
    os.mkfifo(root / "docs/nl/pipe.yml")
    assert check(root, capsys)[0] == 1
    assert check(root, capsys)[0] == 1


def test_where_nothing_can_be_kept_it_is_checked_and_built_all_the_same(
    project: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    (root / ".cache").write_text("not a folder", encoding="utf-8")  # as a disk that is for reading only, for root too
    change(root, "Spelen horen erbij.", "Spelen [[niemand.phone]].")
    assert check(root, capsys)[0] == 1
    change(root, "Spelen [[niemand.phone]].", "Spelen horen erbij.")
    code, said = check(root, capsys)
    assert (code, "error" in said) == (0, False)
    assert main(["--project", str(root), "build", "--parents", "--out", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().err == ""
    assert (tmp_path / "out/index.html").is_file()
    blocked = root / ".cache/site"
    assert main(["--project", str(root), "build", "--parents", "--out", str(blocked)]) == 2
    assert str(blocked.parent) in capsys.readouterr().err
