"""What the tests of the built site share: HTML as a tree, small sites of every kind of page, and the files made of them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml
from conftest import FACTS, ROOT, Files, base
from eigentaal import outputs
from eigentaal.model import DescriptionsFile, GlossaryFile, Page
from eigentaal.problems import as_text
from eigentaal.project import open_project
from eigentaal.schema import ADDED, INHERITED, OWN, TRANSLATED, specs

DATA = Path(__file__).with_name("data")
LANGUAGES = ("nl", "ar", "tr")
DIRECTIONS = {"nl": "ltr", "ar": "rtl", "tr": "ltr"}

# -- HTML as a tree ------------------------------------------------------------------------------------------------------

_VOID = {"meta", "link", "br", "img", "input", "hr", "source"}


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


# -- words and translations ----------------------------------------------------------------------------------------------


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
    made: str = yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False, width=10_000)
    return made


def load(source: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(source, yaml.BaseLoader)
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


def filler(language: str, **instead: str) -> Fill:
    """Fills every field with the words of the language; `instead` names other words for a field."""
    words = {**texts(language), **instead}
    return lambda name, dutch: words[name]


# -- a site with every kind of page ----------------------------------------------------------------------------------------

HIDDEN = ("070 752 90 00", "0707529000", "+31707529000", "GEHEIM", "070 111 22 33", "0701112233", "wachtend.example.org")
"""What waits or is for editors: may stand in no file of the site."""

MORE_FACTS = """\
organisations:
  - id: cjg
    name: CJG Den Haag
    category: front-door
    publish: yes
    certainty: official
    role_certainty: official
    checked_on: 2026-01-01
    source: {title: GEHEIM bron, site: geheim.example.org, url: "https://geheim.example.org/GEHEIM"}
    note: GEHEIM aantekening
    phones:
      - {id: main, number: 14 070, dial: "14070", publish: yes, cost: {kind: usual, publish: yes}, hours: {publish: yes, times: [{id: week, days: mo tu we th fr, opens: "09:00", closes: "17:00"}, {id: sat, days: sa, opens: "10:30", closes: "12:00"}]}}
      - {id: desk, number: 070 111 22 33, dial: "0701112233", publish: no}
    web: {url: "https://www.cjg.example.org/afspraak", publish: yes}
    email: {address: geheim@GEHEIM.example.org, publish: after-check}
    address: {text: GEHEIMstraat 1, publish: after-check}
  - id: straks
    name: Straks Open
    category: helpline
    publish: yes
    certainty: unknown
    role_certainty: official
    checked_on: 2026-01-01
    source: {title: Proef, site: example.org}
    phones:
      - {id: main, number: 088 123 45 67, dial: "0881234567", publish: yes, hours: {publish: after-check, times: [{id: week, days: mo, opens: "03:33", closes: "04:44"}]}}
    web: {url: "https://wachtend.example.org/", publish: after-check}
rules:
  - id: r-geheim
    statement: GEHEIM statement
    publish: after-check
    certainty: own-knowledge
    source: GEHEIM wet
    checked_on: 2026-01-01
"""

GLOSSARY = """\
terms:
  - {id: coach, term: gezinscoach, explanation: Iemand die thuis helpt., keep_dutch: yes, note: GEHEIM woord}
  - {id: cjg, term: CJG, long: Centrum Jeugd en Gezin, explanation: Plek voor vragen., keep_dutch: yes}
  - {id: bezwaar, term: bezwaar, explanation: Zeggen dat u het er niet mee eens bent.}
"""

DESCRIPTIONS = """\
organisations:
  - {id: lijn, what: Luistert., ask: Ik wil graag iemand van Het Wachtende spreken.}
  - {id: wacht, what: Denkt mee., ask: "Mag ik Het Wachtende spreken?"}
  - {id: cjg, what: Geeft advies.}
"""



def _section(title: str, picture: str, order: int) -> dict[str, Any]:
    return {"kind": "section", "title": title, "short": title, "picture": picture, "order": str(order), "answer": f"{title}."}


def _pages() -> dict[str, dict[str, Any]]:
    theme = {
        "kind": "theme",
        "title": "Boze buien",
        "short": "Boze buien",
        "picture": "mood-angry",
        "order": "10",
        "answer": "Boze buien horen erbij.",
        "do_now": [{"id": "rustig", "text": "Blijf rustig."}, {"id": "bel", "text": "Bel [[lijn.phone]]."}],
        "call": "lijn",
        "parts": [
            {"id": "waarom", "heading": "Waarom?", "text": "Een [gezinscoach](term:coach) helpt. De [coach](term:coach) komt thuis.", "basis": ["r-termijn"]},
            {"id": "hoe", "heading": "Hoe?", "text": "Binnen [[r-termijn.term]]. Ook de [gezinscoach](term:coach).\n\n- een [spel](page:spelen#waarom)\n- een boek\n\n1. bel\n2. kom **langs**\n"},
        ],
        "worries": [{"id": "dossier", "question": "Komt er een dossier?", "answer": "Soms."}],
        "ask_help": [{"id": "vaak", "text": "Het gebeurt vaak."}],
        "say": [{"id": "advies", "text": "Ik wil advies. Ik spreek [[own-language]]."}],
        "contacts": ["lijn", "wacht", "cjg", "straks"],
        "related": ["spelen"],
    }  # fmt: skip
    plain = {**theme, "parts": [{"id": "waarom", "heading": "Waarom?", "text": "Daarom."}], "do_now": theme["do_now"][:1]}
    return {
        "index": {"kind": "home", "title": "Hulp", "short": "Begin", "picture": "home", "answer": "Hier vindt u hulp."},
        "spoed/index": _section("Spoed", "lifebuoy", 10),
        "spoed/hulp-nu": {
            "kind": "urgent", "title": "Nu hulp", "short": "Nu hulp", "picture": "urgent", "order": "10", "answer": "Wie belt u?", "danger": "yes",
            "numbers": [{"id": "gevaar", "contact": "alarm", "when": "Nu gevaar."}, {"id": "praten", "contact": "lijn", "when": "U wilt praten."}],
            "contacts": ["alarm"], "related": ["rust"],
        },
        "spoed/rust": {**plain, "title": "Rust in huis", "short": "Rust", "danger": "yes", "related": ["boze-buien"], "call": "lijn"},
        "opvoeden/index": _section("Opvoeden", "friends", 20),
        "opvoeden/boze-buien": theme,
        "opvoeden/spelen": {**plain, "title": "Spelen", "short": "Spelen", "related": ["boze-buien"], "order": "20"},
        "opvoeden/coach": {**plain, "kind": "service", "title": "De gezinscoach", "short": "Coach", "picture": "user-heart", "call": "wacht", "order": "30"},
        "opvoeden/slapen": {**plain, "kind": "explainer", "title": "Slapen", "short": "Slapen", "call": "cjg", "order": "40"},
        "opvoeden/feest": {**plain, "title": "Suikerfeest", "short": "Feest", "languages": ["nl", "tr"], "order": "50"},
        "over/index": _section("Over", "info-circle", 80),
        "over/privacy": {"kind": "about", "title": "Privacy", "short": "Privacy", "picture": "lock", "answer": "Wij bewaren niets.", "parts": plain["parts"]},
        "intermediairs/index": _section("Voor intermediairs", "notebook", 90),
        "intermediairs/gids": {
            "kind": "professional", "title": "Zo helpt u", "short": "Gids", "picture": "notebook", "answer": "U legt uit.",
            "parts": [
                {"id": "taak", "heading": "Wat doe ik?", "text": "Bel [[lijn.phone]]:\n\n- samen [bellen](page:spelen)\n- een [gezinscoach](term:coach)"},
                {"id": "grens", "heading": "Wat niet?", "text": "Tolken."},
            ],
            "say": plain["say"], "contacts": ["lijn", "wacht"], "related": ["boze-buien"],
        },
    }  # fmt: skip


def everything(fill: Mapping[str, Fill] | None = None) -> Files:
    """A site with every kind of page, whole in Dutch, Arabic and Turkish; `fill` gives a language other texts."""
    files: Files = {"docs/facts/facts.yml": FACTS}
    files["docs/facts/more.yml"] = MORE_FACTS
    files["docs/nl/_glossary.yml"] = GLOSSARY
    files["docs/nl/_organisations.yml"] = DESCRIPTIONS
    pages = _pages()
    for path, page in pages.items():
        files[f"docs/nl/{path}.yml"] = dump(page)
    for language in LANGUAGES[1:]:
        # A translation keeps the Dutch marks, so that facts, terms and links occur in every language.
        marked = "{before} [[lijn.phone]] CJG Den Haag [{term}](term:coach) {after}".format(**texts(language))
        given = (fill or {}).get(language) or filler(language, text=marked)
        for path, page in pages.items():
            if language in page.get("languages", LANGUAGES):
                files[f"docs/{language}/{path}.yml"] = dump(translation(page, given))
        plain = filler(language)
        files[f"docs/{language}/_glossary.yml"] = dump(translation(load(GLOSSARY), plain, GlossaryFile))
        files[f"docs/{language}/_organisations.yml"] = dump(translation(load(DESCRIPTIONS), plain, DescriptionsFile))
        files[f"docs/{language}/_interface.yml"] = interface(language)
    return files


def interface(language: str) -> str:
    """The real words of the interface."""
    return (ROOT / f"docs/{language}/_interface.yml").read_text(encoding="utf-8")


# -- from files to a site --------------------------------------------------------------------------------------------------


def render(root: Path) -> dict[str, bytes]:
    """The parents' part of the site of a project, in memory."""
    project = open_project(root)
    assert project.site is not None, as_text(project.problems)
    edition = project.edition()
    return {name: data for module in outputs.discovered() for name, data in module.files(edition)}


def read_tree(folder: Path) -> dict[str, bytes]:
    """The files below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def write_project(root: Path, changes: Files) -> Path:
    """What the fixture `project` does, in a folder that lives longer than a test."""
    for shown, content in {**base(), **changes}.items():
        if content is not None:
            file = root / shown
            file.parent.mkdir(parents=True, exist_ok=True)
            if shown == "mkdocs.yml" and isinstance(content, str):
                content = content.replace("{overrides}", "overrides").replace("{{", "{").replace("}}", "}")
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return root


def long_lived() -> Path:
    """A folder that goes away with the process."""
    folder = Path(tempfile.mkdtemp(prefix="eigentaal-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def build_with_mkdocs(root: Path) -> Path:
    """Builds the whole site, and returns its folder."""
    from eigentaal.mkdocs_plugin import build

    project = open_project(root, cached=True)
    assert project.site is not None, as_text(project.problems)
    build(project, root / "site")
    return root / "site"


@cache
def whole_site() -> Path:
    """The site of `everything()`, built once per process by MkDocs. Not to be changed."""
    return build_with_mkdocs(write_project(long_lived() / "project", everything()))
