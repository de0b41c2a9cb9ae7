"""What the tests of folders on paper share: a site with folders, the folders themselves, and what a PDF says."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import yaml
from conftest import Files
from pages import (
    dump,
    everything,
    filler,
    load,
    long_lived,
    opened,
    real_project,
    small_site,
    translation,
    write_project,
)
from PIL import Image

from eigentaal.leaflets.shelf import Folder, Shelf

CASES: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "paper.yml").read_text(encoding="utf-8"))
THEME = "opvoeden/boze-buien"
SAY = [{"id": "advies", "text": "Ik wil advies. Ik spreek [[own-language]]."}]
ALL = {"formats": ["trifold", "bilingual", "card", "checklist"]}
MM = 72 / 25.4
"""Points in a millimetre."""


def on_paper(changes: Files | None = None) -> Files:
    """`everything()`, with a theme and a page of danger on paper in every form, and a set of both."""
    files = everything()
    for path in (THEME, "spoed/rust"):
        page = {**small_site()["pages"][path], "say": SAY, "leaflet": ALL}
        put(files, path, page)
    chosen = {"id": "samen", "title": "Samen", "answer": "Twee pagina's.", "pages": ["boze-buien", "rust"]}
    files["docs/nl/_sets.yml"] = dump({"sets": [chosen]})
    for language in ("ar", "tr"):
        page = load(str(files[f"docs/{language}/{THEME}.yml"]))
        own = {"id": "samen", "title": page["title"], "answer": page["answer"]}
        files[f"docs/{language}/_sets.yml"] = dump({"sets": [own]})
    return {**files, **(changes or {})}


def put(files: Files, path: str, page: dict[str, Any], own: Mapping[str, Any] | None = None) -> None:
    """A page and its translations; `own` holds whole translations by language, the rest is filled in."""
    files[f"docs/nl/{path}.yml"] = dump(page)
    for language in ("ar", "tr"):
        made = (own or {}).get(language) or translation(page, filler(language))
        files[f"docs/{language}/{path}.yml"] = dump(made)


def shelf(files: Files, name: str = "project") -> Shelf:
    """The folders of a project with these files."""
    found = shelf_of(write_project(long_lived() / name, files))
    found.make()
    return found


def shelf_of(root: Path, cached: bool = False) -> Shelf:
    project = opened(root, checked=False)  # what checks think of hostile texts is not the question here
    assert project.config is not None
    assert project.site is not None
    return Shelf(project.config, project.site, cached)


@cache
def small() -> Shelf:
    """The folders of `on_paper()`. Not to be changed."""
    return shelf(on_paper())


@cache
def real() -> Shelf:
    """The folders of this repository's own content. Not to be changed."""
    project = real_project()
    assert project.config is not None
    assert project.site is not None
    return Shelf(project.config, project.site, cached=False)


def folder(found: Shelf, file: str) -> Folder:
    """The folder with this file name: `ar/boze-buien-trifold`."""
    return next(each for each in found.folders if each.plan.file == f"folders/{file}.pdf")


def tagged(found: Shelf) -> list[Folder]:
    return [each for each in found.folders if each.plan.format != "booklet-print"]


def text_of(pdf: bytes) -> str:
    """What Chrome's PDF reader copies."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def images(pdf: bytes, dots: float) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dots / 72).to_pil().convert("RGB") for page in document]


def bare(text: str) -> str:
    """A text without what isn't a letter or digit to search for: vowel signs, joiners, kinds of spaces."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(each for each in text if unicodedata.category(each) not in ("Mn", "Cf"))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", bare(text))


def spoken(data: Any) -> Iterator[str]:
    """Every text that stands in the data of a sheet, run by run put together."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key not in (
                "w",
                "picture",
                "trust",
                "edition",
                "lang",
                "dir",
                "url",
                "plain",
                "plain_scan",
                "scan",
                "words",
                "name",
                "sound",
            ):
                yield from spoken(value)
    elif isinstance(data, list):
        if data and isinstance(data[0], Mapping) and "k" in data[0] and isinstance(data[0]["v"], str):
            yield "".join(each["v"] for each in data)
        else:
            for each in data:
                yield from spoken(each)


def lost(pdf: bytes, texts: list[str]) -> list[str]:
    """The words of the texts that can't be found in the PDF."""
    # A word that ends a line may be parted from its mark; the order of lines is the reader's.
    there = set(words(text_of(pdf)))
    joined = "".join(words(text_of(pdf)))
    return [word for text in texts for word in words(text) if word not in there and word not in joined]


def png(found: Shelf, made: Folder, dots: float = 72) -> list[Image.Image]:
    """The pages of a tri-fold without the marks that show where to fold."""
    template, data, _ = found._job(made.plan)
    pages = found.press.image(template, {**data, "marks": False}, dots)
    return [Image.open(io.BytesIO(each)).convert("RGB") for each in pages]
