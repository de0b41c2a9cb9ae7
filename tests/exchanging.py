"""What the tests of the exchange share: a small project with translations, and files as a translator would hand in."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from eigentaal import exchange, translate
from eigentaal.project import Project, open_project

DATA = Path(__file__).with_name("data") / "exchange.yml"
PAGE = "opvoeden/boze-buien"
ANSWER = f"{PAGE}#answer"

Make = Callable[..., Path]


@cache
def texts() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return loaded


def better(language: str, which: str = "answer") -> str:
    found: str = texts()["better"][language][which]
    return found


def recorded(make: Make, name: str = "project", changes: Mapping[str, str | None] | None = None) -> Path:
    """The project of `exchange.yml`, with every translation and the Dutch recorded as made by a machine."""
    root = make({**texts()["pages"], **(changes or {})}, name)
    site = open_project(root).site
    assert site is not None
    for language in site.languages:
        translate.accept(site, language.code, [translate.Selection()], "machine").write(root)
    return root


def opened(root: Path) -> Project:
    project = open_project(root)
    assert project.site is not None, project.problems
    return project


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_bytes()
    assert text.count(old.encode()) == 1, (file, old)
    path.write_bytes(text.replace(old.encode(), new.encode()))


def drop(root: Path, file: str, field: str) -> None:
    """Takes out the first line that gives a field."""
    path = root / file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.remove(next(each for each in lines if each.strip().startswith(f"{field}:")))
    path.write_text("".join(lines), encoding="utf-8")


def current(language: str, field: str = "answer") -> str:
    """The text of a field of the page as it is at first."""
    found: str = yaml.safe_load(texts()["pages"][f"docs/{language}/{PAGE}.yml"])[field]
    return found


def tree(root: Path) -> dict[str, bytes]:
    """Every file of the content."""
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in sorted((root / "docs").rglob("*.*"))}


def export_file(project: Project, language: str, fmt: str, path: Path, **options: Any) -> exchange.Batch:
    """An export in a file, if there is anything to send."""
    batch, data = exchange.export(project, language, fmt, **options)
    if batch.rows:
        path.write_bytes(data)
    return batch


def export_review(project: Project, language: str, path: Path, **options: Any) -> exchange.Batch:
    """A review sheet in a file."""
    batch, data = exchange.export_review(project, language, path.suffix.lstrip("."), **options)
    path.write_bytes(data)
    return batch


# -- a translator at work ----------------------------------------------------------------------------------------------


class Book:
    """A spreadsheet opened by somebody."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.book: Workbook = load_workbook(io.BytesIO(file.read_bytes()))
        self.page: Any = self.book.worksheets[0]
        self.columns = {cell.value: cell.column for cell in self.page[1]}
        self.rows = {self.page.cell(row, self.columns["key"]).value: row for row in range(3, self.page.max_row + 1)}

    def cell(self, key: str, column: str) -> Any:
        return self.page.cell(self.rows[key], self.columns[column])

    def set(self, key: str, text: Any, column: str = "translation") -> Book:
        """Types a text; a cell that is text stays text, as in Excel."""
        cell = self.cell(key, column)
        cell.value = text
        if isinstance(text, str):
            cell.data_type = "s"
        return self

    @property
    def hidden(self) -> Any:
        return self.book["_eigentaal"]

    def save(self, file: Path | None = None) -> Path:
        self.book.save(file or self.file)
        return file or self.file


def resaved(file: Path, folder: Path) -> Path:
    """The spreadsheet opened and saved again by LibreOffice; skips the test if there is none."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) isn't here: the round trip of spreadsheets through it is NOT tested")
    home = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={home}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(file)], check=True, capture_output=True, timeout=120)
    return folder / "out" / file.name
