"""Makes projects of any size out of the real content, the same one for every generator that is compared.

The first pages are the real ones. The further ones mix their parts, worries and reasons, each text with a word of its own
behind it, so that no page repeats another and nothing can be remembered from one to the next. Nothing is random between runs.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
GROWING = ("service", "explainer", "theme")  # a larger site has more of these; the others stay as many as they are
MIXED = ("parts", "worries", "ask_help")
PROSE = ("heading", "text", "question", "answer", "meaning", "sound")

Node = Any  # YAML of ours: maps, lists and strings


class _Dumper(yaml.CSafeDumper):
    """Writes texts of several lines as editors do, with `|`."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def read(file: Path) -> Node:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)


def spelled(number: int, code: str) -> str:
    """A word in the script of the language that stands for a number; digits would make every text one with figures."""
    direction = next(each["extra"]["dir"] for each in languages() if each["locale"] == code)
    first = 0x628 if direction == "rtl" else ord("b")
    return "".join(chr(first + int(digit)) for digit in str(number))


def dump(node: Node) -> str:
    return yaml.dump(node, Dumper=_Dumper, allow_unicode=True, width=10_000, sort_keys=False)


def save(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@dataclass
class Corpus:
    """`count` pages for parents and professionals, with their sections and home page, in every language of the site."""

    count: int
    source: str = "nl"
    codes: list[str] = field(default_factory=lambda: [each["locale"] for each in languages()])

    @cached_property
    def pages(self) -> dict[str, dict[str, Node]]:
        """path → language → the fields of its file; the real site with as many pages as wanted."""
        real = self._real()
        pages = {path: files for path, files in real.items() if path.endswith("index")}
        whole = [path for path in real if path not in pages]
        mixable = [path for path in whole if real[path][self.source]["kind"] in GROWING]
        for number in range(self.count):
            if number < len(whole):
                pages[whole[number]] = real[whole[number]]
            else:
                path = mixable[number % len(mixable)]
                pages[f"{path}-{number}"] = self._mixed(real, mixable, path, number)
        there = {_slug(path) for path in pages}
        return {
            path: {code: _leading(fields, there) for code, fields in files.items()} for path, files in pages.items()
        }

    def _real(self) -> dict[str, dict[str, Node]]:
        """The pages that every language has."""
        docs = ROOT / "docs"
        found = {}
        for file in sorted((docs / self.source).rglob("[a-z]*.yml")):
            path = file.relative_to(docs / self.source).as_posix()
            if all((docs / code / path).is_file() for code in self.codes):
                found[path.removesuffix(".yml")] = {code: read(docs / code / path) for code in self.codes}
        return found

    def _mixed(self, real: dict[str, dict[str, Node]], paths: list[str], path: str, number: int) -> dict[str, Node]:
        """Another page like the one at `path`: its frame, with as many items drawn from all pages."""
        draw = Random(number)
        made = {code: dict(fields) for code, fields in real[path].items()}
        for name in MIXED:
            wanted = len(made[self.source].get(name, ()))
            all_items = [(other, at) for other in paths for at in range(len(real[other][self.source].get(name, ())))]
            chosen = draw.sample(all_items, wanted)
            for code, fields in made.items():
                if wanted:
                    fields[name] = [
                        {**_item(real[other][code][name], real[other][self.source][name][at]["id"]), "id": f"i{place}"}
                        for place, (other, at) in enumerate(chosen)
                    ]
        for code, fields in made.items():
            mark = spelled(number, code)
            fields["title"] = f"{fields['title']} {mark}"
            fields["short"] = f"{fields['short'][:26]} {mark}"
            for name in ("do_now", "numbers", "say", *MIXED):
                if name in fields:
                    fields[name] = [
                        {key: f"{text.rstrip()} {mark}" if key in PROSE else text for key, text in each.items()}
                        for each in fields[name]
                    ]
        return made

    # -- the same for each generator -----------------------------------------------------------------------------------

    def eigentaal(self, folder: Path) -> None:
        for name in ("mkdocs.yml", "overrides", "docs/facts"):
            _copy(ROOT / name, folder / name)
        for code in self.codes:
            for shared in (ROOT / "docs" / code).glob("_*"):
                _copy(shared, folder / "docs" / code / shared.name)
        for path, files in self.pages.items():
            for code, fields in files.items():
                save(folder / f"docs/{code}/{path}.yml", dump(fields))
        for code in self.codes[1:]:  # as it is after a translation: recorded, so that nothing is reported
            accept = ("translate", "accept", "--write", "--origin", "machine", code)
            subprocess.run(
                [sys.executable, "-m", "eigentaal", *accept], cwd=folder, stdout=subprocess.DEVNULL, check=True
            )

    def hugo(self, folder: Path) -> None:
        """Front matter in YAML, the interface as translations, facts as data; the theme in `hugo-theme/` shows the same fields."""
        _copy(HERE / "hugo-theme", folder)
        settings = {
            "baseURL": "https://example.org/",
            "defaultContentLanguage": self.source,
            "disableKinds": ["taxonomy", "term", "rss"],
            "languages": {
                each["locale"]: {
                    "contentDir": f"content/{each['locale']}",
                    "label": each["name"],
                    "direction": each["extra"]["dir"],
                    "title": each["site_name"],
                    "weight": weight,
                }
                for weight, each in enumerate(languages(), 1)
            },
        }
        save(folder / "hugo.json", json.dumps(settings, ensure_ascii=False))
        _copy(ROOT / "overrides/pictograms", folder / "assets/pictograms")
        styles = ("base", "components", "print")
        save(folder / "assets/site.css", "".join((ROOT / f"overrides/css/{each}.css").read_text() for each in styles))
        save(folder / "data/organisations.json", json.dumps(_cards(), ensure_ascii=False))
        for code in self.codes:
            docs = ROOT / "docs" / code
            words = {
                each["id"]: re.sub(r"\{(\w+)\}", r"{{ .\1 }}", each["text"])
                for each in read(docs / "_interface.yml")["words"]
            }
            what = {each["id"]: each["what"] for each in read(docs / "_organisations.yml")["organisations"]}
            save(folder / f"i18n/{code}.json", json.dumps(words, ensure_ascii=False))
            save(folder / f"data/what/{code}.json", json.dumps(what, ensure_ascii=False))
            for path, fields in self.merged(code):
                markdown = Markdown(self, code, lambda slug: f"/{self.address(code, slug)}")
                name = re.sub(r"(^|/)index$", r"\1_index", path)
                front = {"weight": int(fields.get("order") or 10), **markdown.convert(fields)}
                front["related"] = [f"/{self.address('', each).strip('/')}" for each in fields.get("related", ())]
                save(folder / f"content/{code}/{name}.md", f"---\n{dump(front)}---\n")

    def material(self, folder: Path) -> None:
        """Stock MkDocs: Markdown pages, Material as it comes, mkdocs-static-i18n as its manual sets it up."""
        plain = [{key: each[key] for key in ("locale", "name", "default") if key in each} for each in languages()]
        for each in plain:
            each["build"] = True
            each["default"] = each["locale"] == self.source
        settings = {
            "site_name": "Hulp in eigen taal",
            "site_url": "https://example.org/",
            "theme": {"name": "material"},
            "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": plain}}],
            "markdown_extensions": ["attr_list"],
        }
        save(folder / "mkdocs.yml", yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))
        cards = _cards()
        for code in self.codes:
            what = {
                each["id"]: each["what"] for each in read(ROOT / f"docs/{code}/_organisations.yml")["organisations"]
            }
            for path, fields in self.merged(code):
                up = "../" if "/" in path else ""
                markdown = Markdown(self, code, lambda slug, up=up: f"{up}{self.paths[slug]}.md")
                save(folder / f"docs/{code}/{path}.md", markdown.page(markdown.convert(fields), cards, what))

    # -- what the others need to know -------------------------------------------------------------------------------------

    @cached_property
    def paths(self) -> dict[str, str]:
        """slug → path."""
        return {_slug(path): path for path in self.pages}

    def address(self, code: str, slug: str) -> str:
        prefix = "" if code in ("", self.source) else f"{code}/"
        return f"{prefix}{self.paths[slug].removesuffix('index').rstrip('/')}/"

    def merged(self, code: str) -> Iterator[tuple[str, Node]]:
        """The pages of a language with the fields that a translation inherits."""
        for path, files in self.pages.items():
            yield path, _merge(files[self.source], files[code])


@dataclass
class Markdown:
    """The marks of a page's texts as plain Markdown; a glossary word is explained once, below the text that has it."""

    corpus: Corpus
    code: str
    href: Any
    met: set[str] = field(default_factory=set)

    def convert(self, node: Node, name: str = "", within: str = "") -> Node:
        if isinstance(node, dict):
            return {key: self.convert(each, key, name) for key, each in node.items()}
        if isinstance(node, list):
            return [self.convert(each, name) for each in node]
        return self.text(node, within in ("parts", "worries")) if name in PROSE else node

    def text(self, source: str, explain: bool) -> str:
        explained: list[str] = []

        def term(found: re.Match[str]) -> str:
            word = _glossary(self.code).get(found[2])
            if explain and word and found[2] not in self.met:
                self.met.add(found[2])
                explained.append(f"**{word['term']}**: {word['explanation']}")
            return found[1]

        text = re.sub(r"\[([^\]]+)\]\(term:([^)]+)\)", term, source)
        text = re.sub(r"\[([^\]]+)\]\(page:([^)#]+)(#?[^)]*)\)", lambda m: f"[{m[1]}]({self.href(m[2])}{m[3]})", text)
        text = re.sub(r"\[\[nl:([^\]]+)\]\]", r"\1", text)
        text = re.sub(r"\[\[own-language\]\]", _dutch_name(self.code), text)
        text = re.sub(r"\[\[([^\].]+)\.([^\]]+)\]\]", lambda m: _fact(m[1], m[2]), text)
        return "\n\n".join([text.rstrip("\n"), *explained]) + ("\n" if "\n" in source else "")

    def page(self, fields: Node, cards: Node, what: Node) -> str:
        """A page as a writer of Markdown would write it."""
        t = {each["id"]: each["text"] for each in read_once(ROOT / f"docs/{self.code}/_interface.yml")["words"]}
        out = [f"# {fields['title']}", fields["answer"]]
        if fields.get("do_now"):
            out += [f"## {t['do-now']}", "\n".join(f"- {each['text']}" for each in fields["do_now"])]
        for each in fields.get("numbers", ()):
            out.append(f"{each['when']} {_phone(cards[each['contact']])}")
        for each in fields.get("parts", ()):
            out += [f"## {each['heading']}", each["text"]]
        if fields.get("worries"):
            out.append(f"## {t['worries']}")
            for each in fields["worries"]:
                out += [f"### {each['question']}", each["answer"]]
        if fields.get("ask_help"):
            out += [f"## {t['ask-help']}", "\n".join(f"- {each['text']}" for each in fields["ask_help"])]
        if fields.get("say"):
            out.append(f"## {t['say']}")
            for each in fields["say"]:
                out += [f"> {each['text']}", each.get("meaning", ""), each.get("sound", "")]
        if fields.get("contacts"):
            out.append(f"## {t['contacts']}")
            for each in fields["contacts"]:
                out += [f"### {cards[each]['name']}", what.get(each, ""), _phone(cards[each])]
        if fields.get("related"):
            links = (f"- [{self.title(each)}]({self.href(each)})" for each in fields["related"])
            out += [f"## {t['related']}", "\n".join(links)]
        return "\n\n".join(each for each in out if each) + "\n"

    def title(self, slug: str) -> str:
        return self.corpus.pages[self.corpus.paths[slug]][self.code]["title"]


# -- the real project ----------------------------------------------------------------------------------------------------

_read: dict[Path, Node] = {}


def read_once(file: Path) -> Node:
    if file not in _read:
        _read[file] = read(file)
    return _read[file]


def languages() -> Node:
    """The list of languages in mkdocs.yml."""
    plugins = read_once(ROOT / "mkdocs.yml")["plugins"]
    return next(each["i18n"]["languages"] for each in plugins if isinstance(each, dict) and "i18n" in each)


def _slug(path: str) -> str:
    return path.removesuffix("/index").rpartition("/")[2]


def _leading(node: Node, there: set[str], name: str = "") -> Node:
    """A page without the links to pages that a smaller site lacks."""
    if isinstance(node, dict):
        return {key: _leading(each, there, key) for key, each in node.items()}
    if isinstance(node, list):
        return [_leading(each, there, name) for each in node if name != "related" or each in there]
    return re.sub(r"\[([^\]]+)\]\(page:([^)#]+)[^)]*\)", lambda m: m[0] if m[2] in there else m[1], node)


def _item(listed: list[Node], key: str) -> Node:
    return next(each for each in listed if each["id"] == key)


def _merge(original: Node, own: Node) -> Node:
    """What the loader does with a translation: everything it doesn't say is inherited."""
    if original is own:
        return original
    merged = {**original, **own}
    for name, listed in original.items():
        if isinstance(listed, list) and listed and isinstance(listed[0], dict):
            merged[name] = [{**each, **_item(own[name], each["id"])} if name in own else each for each in listed]
    return merged


def _facts(name: str) -> dict[str, Node]:
    return {each["id"]: each for each in read_once(ROOT / f"docs/facts/{name}.yml")[name]}


def _glossary(code: str) -> dict[str, Node]:
    return {each["id"]: each for each in read_once(ROOT / f"docs/{code}/_glossary.yml")["terms"]}


def _dutch_name(code: str) -> str:
    return next(each["extra"]["dutch_name"] for each in languages() if each["locale"] == code)


def _fact(entry: str, value: str) -> str:
    organisations = _facts("organisations")
    if entry in organisations:
        return organisations[entry]["name"] if value == "name" else _phone(_card(organisations[entry]))
    found = _item(_facts("rules")[entry]["values"], value)
    return f"{found.get('number', '')} {found.get('unit', '')}".strip()


def _cards() -> dict[str, Node]:
    return {key: _card(each) for key, each in _facts("organisations").items()}


def _card(organisation: Node) -> Node:
    """What may be published of an organisation, with the number of whom it is reached through."""
    phones = [each for each in organisation.get("phones", ()) if each["publish"] == "yes"]
    if not phones and organisation.get("route"):
        return {**_card(_facts("organisations")[organisation["route"]]), "name": organisation["name"]}
    card = {"id": organisation["id"], "name": organisation["name"]}
    if phones:
        card |= {"number": phones[0]["number"], "dial": phones[0]["dial"]}
    if organisation.get("web", {}).get("publish") == "yes":
        card["web"] = organisation["web"]["url"]
    return card


def _phone(card: Node) -> str:
    return f"[{card['number']}](tel:{card['dial']})" if "number" in card else ""


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
