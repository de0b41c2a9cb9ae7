"""`eigentaal serve`: what is edited shows at once, what follows from it after, and errors leave the site as it was."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import dump, write_project
from wordpress import free_port

from eigentaal import mkdocs_plugin
from eigentaal.cli import main
from eigentaal.mkdocs_serve import Preview
from eigentaal.problems import Problem, errors
from eigentaal.project import Project

THEME = "docs/nl/opvoeden/boze-buien.yml"
LIST = {
    "kind": "professional",
    "title": "Stand",
    "short": "Stand",
    "answer": "Hoe ver we zijn.",
    "picture": "messages",
    "generated": "embeds",
    "parts": [{"id": "over", "heading": "Over deze lijst", "text": "De lijst telt alles."}],
}
FILES = {
    "docs/nl/intern/index.yml": dump(
        {
            "kind": "section",
            "title": "Intern",
            "short": "Intern",
            "answer": "Voor wie schrijft.",
            "picture": "messages",
            "order": "9",
        }
    ),
    "docs/nl/intern/stand.yml": dump(LIST),
}


class Editor:
    """Somebody who edits with the site beside it."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.site = root, folder / "site"
        self.problems: list[Problem] = []
        self.renewed = 0
        folder.mkdir()
        self.preview = Preview(root, folder, self._told)
        self.preview.refresh()

    def _told(self, project: Project, renewed: int, seconds: float) -> None:
        self.problems, self.renewed = errors(project.problems), renewed

    def edit(self, file: str, pattern: str, text: str) -> None:
        before = (self.root / file).read_text(encoding="utf-8")
        after, count = re.subn(pattern, lambda found: f"{found[0]}{text}", before, count=1, flags=re.MULTILINE)
        assert count == 1
        (self.root / file).write_text(after, encoding="utf-8")

    def shown(self, name: str) -> str:
        return (self.site / name).read_text(encoding="utf-8")


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(write_project(tmp_path / "project", FILES), tmp_path / "preview")


@pytest.fixture
def no_rebuild(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on a build by MkDocs is a failure: it takes seconds on a real site."""
    monkeypatch.setattr(mkdocs_plugin, "build", lambda *_: pytest.fail("built anew"))


@pytest.mark.usefixtures("no_rebuild")
def test_an_edited_page_shows_first_and_what_follows_from_it_after(editor: Editor) -> None:
    embed, report = "embed/nl/opvoeden/boze-buien/index.html", "intern/stand/index.html"
    editor.edit(THEME, "^title: .*", " Nieuw!")
    editor.preview.refresh()
    assert "Nieuw!" in editor.shown("opvoeden/boze-buien/index.html")
    assert "Nieuw!" not in editor.shown(embed) + editor.shown(report)
    editor.preview.refresh()
    assert "Nieuw!" in editor.shown(embed)
    assert "Nieuw!" in editor.shown(report), "the list of what can be embedded"
    assert editor.shown(report).count("De lijst telt alles.") == 1
    editor.preview.refresh()
    assert editor.renewed == 0


@pytest.mark.usefixtures("no_rebuild")
def test_the_text_of_a_page_for_professionals_shows_without_a_build_of_the_whole_site(editor: Editor) -> None:
    editor.edit("docs/nl/intern/stand.yml", "De lijst telt", " ook 3 < 4 &")
    editor.preview.refresh()
    assert "De lijst telt ook 3 &lt; 4 &amp; alles." in editor.shown("intern/stand/index.html")


def test_its_title_shows_in_the_menu_too(editor: Editor) -> None:
    editor.edit("docs/nl/intern/stand.yml", "^title: .*", " van zaken")
    editor.preview.refresh()
    assert editor.shown("intern/index.html").count("Stand van zaken") > 0


def test_an_error_leaves_the_site_as_it_was_until_it_is_mended(editor: Editor) -> None:
    page = "opvoeden/boze-buien/index.html"
    before = editor.shown(page)
    editor.edit(THEME, "^title: .*", "\nonzin: ja")
    editor.preview.refresh()
    assert [each.path for each in editor.problems] == [THEME]
    assert editor.shown(page) == before
    mended = (editor.root / THEME).read_text(encoding="utf-8").replace("onzin: ja\n", "")
    (editor.root / THEME).write_text(mended, encoding="utf-8")
    editor.edit(THEME, "^answer: .*", " Hersteld.")
    editor.preview.refresh()
    assert editor.problems == []
    assert "Hersteld." in editor.shown(page)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    root, port = write_project(tmp_path / "project", FILES), free_port()
    command = [sys.executable, "-m", "eigentaal", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL) as process:
        yield root, f"http://127.0.0.1:{port}/"
        process.terminate()  # SIGINT does nothing in a shell's background
        process.wait(timeout=20)


def fetched(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=10) as got:
            text: str = got.read().decode()
            return text
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def wait(address: str, text: str) -> bool:
    return any(text in fetched(address) or time.sleep(0.2) for _ in range(300))


def test_a_change_reaches_the_browser_and_then_the_embed(served: tuple[Path, str]) -> None:
    root, origin = served
    assert wait(f"{origin}opvoeden/boze-buien/", "<h1>")
    file = root / THEME
    file.write_text(re.sub("(?m)^(answer: .*)", r"\1 Vers!", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert wait(f"{origin}opvoeden/boze-buien/", "Vers!")
    assert wait(f"{origin}embed/nl/opvoeden/boze-buien/", "Vers!")


def test_a_port_that_is_taken_is_told_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path / "project", FILES)
    monkeypatch.setattr(Preview, "refresh", lambda _: pytest.fail("built"))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert main(["--project", str(root), "serve", "--port", port]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"poort {port} is bezet" in said.err


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999", "8e3", "\u0668\u0660\u0660\u0660", "9" * 5_000])
def test_what_can_be_no_port_is_refused_in_dutch(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["serve", "--port", port])
    assert stop.value.code == 2
    assert "is geen poort" in capsys.readouterr().err


def test_settings_with_an_error_are_told_and_nothing_is_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path / "project", {**FILES, "mkdocs.yml": "site_name: [\n"})
    assert main(["--project", str(root), "serve", "--port", str(free_port())]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("mkdocs.yml:")
    assert "http" not in said.out
