"""What the tests of the built site share: HTML as a tree, a site with every kind of page, and the files made of it."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import FACTS, ROOT, Files, base

from eigentaal import outputs
from eigentaal.config import load_config
from eigentaal.edition import Edition
from eigentaal.load import load as load_site
from eigentaal.page import Page
from eigentaal.problems import as_text, errors
from eigentaal.project import Project, open_project
from eigentaal.schema import ADDED, INHERITED, OWN, TRANSLATED, specs
from eigentaal.site import Site
from eigentaal.wording import DescriptionsFile, GlossaryFile

DATA = Path(__file__).with_name("data")
LANGUAGES = ("nl", "ar", "tr")
DIRECTIONS = {"nl": "ltr", "ar": "rtl", "tr": "ltr"}

# -- HTML as a tree ----------------------------------------------------------------------------------------------------

_VOID = {"base", "meta", "link", "br", "img", "input", "hr", "source"}


@dataclass(eq=False)
class Element:
    """An element: `element["href"]`, its children, and what surrounds it."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)

    def walk(self) -> Iterator[Element]:
        """The elements inside, in reading order."""
        for each in self.children:
            if isinstance(each, Element):
                yield each
                yield from each.walk()

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Every piece of text inside, with the element it stands in."""
        for each in self.children:
            if isinstance(each, Element):
                yield from each.texts()
            else:
                yield self, each

    def all(self, tag: str = "", class_: str = "", **wanted: str) -> list[Element]:
        return [
            each
            for each in self.walk()
            if (not tag or each.tag == tag)
            and (not class_ or class_ in (each.get("class") or "").split())
            and all(each.get(name.rstrip("_")) == value for name, value in wanted.items())
        ]

    def one(self, tag: str = "", class_: str = "", **wanted: str) -> Element:
        found = self.all(tag, class_, **wanted)
        assert len(found) == 1, f"{len(found)} × <{tag} class={class_} {wanted}>"
        return found[0]

    def text(self) -> str:
        """What a reader sees, spaces as the browser shows them."""
        return " ".join("".join(text for _, text in self.texts()).split())

    def around(self) -> Iterator[Element]:
        """The element itself and those it stands in, outwards."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.parent

    def nearest(self, name: str) -> str | None:
        """The value of an attribute here or further out, as `lang` and `dir` are inherited."""
        return next((each[name] for each in self.around() if each.get(name) is not None), None)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {})
        self.strange: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attributes}, self.here)
        if len(made.attributes) != len(attributes):
            self.strange.append(f"an attribute twice in <{tag}>")
        self.here.children.append(made)
        if tag not in _VOID:
            self.here = made

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attributes}, self.here)
        self.here.children.append(made)

    def handle_endtag(self, tag: str) -> None:
        if self.here.tag != tag:
            self.strange.append(f"</{tag}> closes <{self.here.tag}>")
        while self.here.parent is not None:
            closed, self.here = self.here, self.here.parent
            if closed.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)

    def handle_comment(self, data: str) -> None:
        self.strange.append(f"<!--{data}-->")

    def unknown_decl(self, data: str) -> None:
        self.strange.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.strange.append(f"<?{data}>")


def parse(html: bytes | str, own: bool = True) -> Element:
    """The document as a tree. A page of our `own` is well-formed, to the last end tag, and has no comments."""
    builder = _Builder()
    builder.feed(html.decode() if isinstance(html, bytes) else html)
    builder.close()
    if own:
        assert not builder.strange, builder.strange
        assert builder.here is builder.root, f"<{builder.here.tag}> is never closed"
    return builder.root


# -- words and translations --------------------------------------------------------------------------------------------


@cache
def texts(language: str) -> dict[str, Any]:
    """The words of `data/bidi_texts.yml` in a language."""
    loaded: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "bidi_texts.yml").read_text(encoding="utf-8"))
    return loaded[language]


@cache
def strings() -> list[str]:
    """The runs of `data/bidi_strings.yml`."""
    groups = yaml.load((DATA / "bidi_strings.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return [each for group in groups.values() for each in group]


def dump(content: Mapping[str, Any]) -> str:
    """YAML with every value as text."""
    made: str = yaml.dump(
        dict(content),
        Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper),
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    return made


def load(source: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(source, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return loaded


Fill = Callable[[str, str], str]
"""Gives the text of a field by its name and the Dutch text."""


def translation(source: Mapping[str, Any], fill: Fill, cls: type = Page) -> dict[str, Any]:
    """A translation with every field that the Dutch `source` asks for."""
    made: dict[str, Any] = {}
    for name, spec in specs(cls).items():
        if spec.kind == "ident":
            made[name] = source[name]
        elif spec.role in (INHERITED, OWN):
            continue
        elif spec.kind == "items":
            assert spec.of is not None
            if name in source:
                made[name] = [translation(each, fill, spec.of) for each in source[name]]
        elif (spec.role == TRANSLATED and source.get(name)) or spec.role == ADDED:
            made[name] = fill(name, source.get(name, ""))
    return made


_MARKS = re.compile(r"\[\[[^\]]*\]\]|\[[^\]]*\]\([^)]*\)|\*\*")


def filler(language: str) -> Fill:
    """Fills every field with words of the language; paragraphs, lists, facts, links and bold stay as in Dutch."""
    words = texts(language)

    def line(name: str, dutch: str) -> str:
        prefix = re.match(r"(- |[0-9]+\. )?", dutch)
        marks = [
            re.sub(r"^\[(?!\[)[^\]]*", f"[{words['term']}", each) for each in _MARKS.findall(dutch) if each != "**"
        ]
        body = f"**{words[name]}**" if "**" in dutch else words[name]
        return " ".join([(prefix[0] if prefix else "") + body, *marks])

    def fill(name: str, dutch: str) -> str:
        return (
            "\n".join(line(name, each) if each.strip() else "" for each in dutch.split("\n")) if dutch else words[name]
        )

    return fill


# -- a site with every kind of page ------------------------------------------------------------------------------------

HIDDEN = ("070 752 90 00", "0707529000", "31707529000", "GEHEIM", "070 111 22 33", "0701112233", "wachtend.example")
"""What waits or is for editors: may stand in no file of the site."""


@cache
def small_site() -> dict[str, Any]:
    """`data/small_site.yml`."""
    return load((DATA / "small_site.yml").read_text(encoding="utf-8"))


SEARCH = {
    "kind": "about", "title": "Zoeken", "short": "Zoeken", "picture": "search", "answer": "Typ een woord.",
    "generated": "search", "parts": [{"id": "hulp", "heading": "Niets?", "text": "Bel [[alarm.phone]]."}],
}  # fmt: skip
"""The page for searching, which small_site.yml lacks."""


def everything() -> Files:
    """A site with every kind of page, whole in Dutch, Arabic and Turkish."""
    site = small_site()
    files: Files = {"docs/facts/facts.yml": FACTS, "docs/facts/more.yml": dump(site["facts"])}
    shared = {
        "_glossary": (site["glossary"], GlossaryFile),
        "_organisations": (site["organisations"], DescriptionsFile),
    }
    files |= {f"docs/nl/{name}.yml": dump(content) for name, (content, _) in shared.items()}
    files |= {f"docs/nl/{path}.yml": dump(page) for path, page in site["pages"].items()}
    for language in LANGUAGES[1:]:
        fill = filler(language)
        for path, page in site["pages"].items():
            if language in page.get("languages", LANGUAGES):
                files[f"docs/{language}/{path}.yml"] = dump(translation(page, fill))
        for name, (content, cls) in shared.items():
            files[f"docs/{language}/{name}.yml"] = dump(translation(content, fill, cls))
        files[f"docs/{language}/_interface.yml"] = interface(language)
    return files


def interface(language: str) -> str:
    """The real words of the interface."""
    return (ROOT / f"docs/{language}/_interface.yml").read_text(encoding="utf-8")


# -- from files to a site ----------------------------------------------------------------------------------------------


def opened(root: Path, checked: bool = True) -> Project:
    """A project that can be built; not `checked`: whatever the checks think of its texts."""
    if checked:
        project = open_project(root)
    else:
        config, wrong = load_config(root)
        assert config is not None, as_text(wrong)
        loaded = load_site(config)
        project = Project(root, config, loaded.site, loaded.problems)
    assert project.site is not None, as_text(errors(project.problems)[:10])
    return project


REAL = pytest.mark.xdist_group("real content")
"""For tests that need `real_project()` or its folders: one process makes them, once."""


@cache
def real_project() -> Project:
    """The content of this repository."""
    return opened(ROOT)


def real_site() -> Site:
    found = real_project().site
    assert found is not None
    return found


def render(root: Path, checked: bool = True) -> dict[str, bytes]:
    """The parents' part of the site of a project, in memory."""
    return files_of(opened(root, checked).edition())


def files_of(edition: Edition) -> dict[str, bytes]:
    return {name: data for module in outputs.discovered() for name, data in module.files(edition)}


def read_tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def write_project(root: Path, changes: Files) -> Path:
    """What the fixture `project` does, in a folder that lives longer than a test."""
    for shown, content in {**base(), **changes}.items():
        if content is None:
            continue
        file = root / shown
        file.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        if shown == "mkdocs.yml":
            data = data.replace(b"{overrides}", b"overrides").replace(b"{{", b"{").replace(b"}}", b"}")
        file.write_bytes(data)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return root


def long_lived() -> Path:
    """A folder that goes away with the process."""
    folder = Path(tempfile.mkdtemp(prefix="eigentaal-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def build_with_mkdocs(root: Path, checked: bool = True) -> Path:
    """Builds the whole site, and returns its folder."""
    from eigentaal.mkdocs_plugin import build

    build(opened(root, checked), root / "site")
    return root / "site"


@cache
def whole_site() -> Path:
    """The site of `everything()`, built once per process by MkDocs. Not to be changed."""
    return build_with_mkdocs(write_project(long_lived() / "project", everything()))
