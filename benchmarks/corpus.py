"""Makes projects of any size out of the real content, the same one for every generator that is compared.

The first pages are the real ones. The further ones mix their parts, worries and reasons, each text with a word of its
own behind it, so that no page repeats another and nothing can be remembered from one to the next. Nothing is random
between runs.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from random import Random

import yaml
from asmarkdown import PROSE, Markdown
from real import ROOT, Node, cards, descriptions, dump, item, languages, read, words

HERE = Path(__file__).resolve().parent
GROWING = ("service", "explainer", "theme")  # a larger site has more of these; the others stay as many as they are
NAMING = ("_sets.yml", "_moved.yml")  # which name pages, and become paper
EDITED = "opvoeden/driftbuien"
MIXED = ("parts", "worries", "ask_help")
LATIN = "bldefghijk"
ARABIC = "\u0628\u0644\u062f\u0627\u0641\u062e\u0647\u064a\u0648\u0643"  # what sounds so: a sound must be right too


def spelled(number: int, code: str) -> str:
    """A word in the script of the language that stands for a number; digits would make every text one with figures."""
    direction = next(each["extra"]["dir"] for each in languages() if each["locale"] == code)
    letters = ARABIC if direction == "rtl" else LATIN
    return "".join(letters[int(digit)] for digit in str(number))


@dataclass
class Corpus:
    """`count` pages for parents and professionals, with their sections and home page, in every language of the site."""

    count: int
    source: str = "nl"
    codes: list[str] = field(default_factory=lambda: [each["locale"] for each in languages()])

    @classmethod
    def real(cls) -> Corpus:
        """The real pages, none made up."""
        made = cls(0)
        made.count = sum(not path.endswith("index") for path in made._real())
        return made

    @cached_property
    def pages(self) -> dict[str, dict[str, Node]]:
        """path → language → the fields of its file; the real site with as many pages as wanted."""
        real = self._real()
        pages = {path: files for path, files in real.items() if path.endswith("index")}
        whole = [path for path in real if path not in pages]
        # What a site has few of comes first, so that a small one has it too; and the page that is edited.
        whole.sort(key=lambda path: (path != EDITED, real[path][self.source]["kind"] in GROWING))
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
                found[path.removesuffix(".yml")] = {code: _on_screen(docs / code / path) for code in self.codes}
        return found

    def _mixed(self, real: dict[str, dict[str, Node]], paths: list[str], path: str, number: int) -> dict[str, Node]:
        """Another page like the one at `path`: its frame, with as many items drawn from all pages."""
        draw = Random(number)
        made = {code: {**fields} for code, fields in real[path].items()}
        for name in MIXED:
            wanted = len(made[self.source].get(name, ()))
            all_items = [(other, at) for other in paths for at in range(len(real[other][self.source].get(name, ())))]
            chosen = draw.sample(all_items, wanted)
            for code, fields in made.items():
                if wanted:
                    fields[name] = [
                        {**item(real[other][code][name], real[other][self.source][name][at]["id"]), "id": f"i{place}"}
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
        # What is said of pages that a smaller site lacks goes with them.
        advice = read(ROOT / "docs/facts/advice.yml")["advice"]
        kept = [each for each in advice if all(page.partition("#")[0] in self.paths for page in each["pages"])]
        save(folder / "docs/facts/advice.yml", dump({"advice": kept}))
        (folder / "scripts").mkdir(exist_ok=True)  # which mkdocs.yml watches
        for code in self.codes:
            for shared in (ROOT / "docs" / code).glob("_*"):
                if shared.name not in NAMING:
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
        """Front matter in YAML, the interface as translations, facts as data; `hugo-theme/` shows the same fields."""
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
        save(folder / "data/organisations.json", json.dumps(cards(), ensure_ascii=False))
        for code in self.codes:
            texts = {key: re.sub(r"\{(\w+)\}", r"{{ .\1 }}", text) for key, text in words(code).items()}
            save(folder / f"i18n/{code}.json", json.dumps(texts, ensure_ascii=False))
            save(folder / f"data/what/{code}.json", json.dumps(descriptions(code), ensure_ascii=False))
            for path, fields in self.merged(code):
                markdown = Markdown(code, partial(self.root_address, code), partial(self.title, code))
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
        for code in self.codes:
            for path, fields in self.merged(code):
                up = "../" if "/" in path else ""
                markdown = Markdown(code, partial(self.file, up), partial(self.title, code))
                page = markdown.page(markdown.convert(fields), cards(), descriptions(code))
                save(folder / f"docs/{code}/{path}.md", page)

    # -- what the others need to know ----------------------------------------------------------------------------------

    @cached_property
    def paths(self) -> dict[str, str]:
        """slug → path."""
        return {_slug(path): path for path in self.pages}

    def address(self, code: str, slug: str) -> str:
        prefix = "" if code in ("", self.source) else f"{code}/"
        return f"{prefix}{self.paths[slug].removesuffix('index').rstrip('/')}/"

    def root_address(self, code: str, slug: str) -> str:
        return f"/{self.address(code, slug)}"

    def file(self, up: str, slug: str) -> str:
        return f"{up}{self.paths[slug]}.md"

    def title(self, code: str, slug: str) -> str:
        title: str = self.pages[self.paths[slug]][code]["title"]
        return title

    def merged(self, code: str) -> Iterator[tuple[str, Node]]:
        """The pages of a language with the fields that a translation inherits."""
        for path, files in self.pages.items():
            yield path, _merge(files[self.source], files[code])


def _on_screen(file: Path) -> Node:
    """A page without what is only on paper: the generators that it is compared with make no PDF."""
    return {name: each for name, each in read(file).items() if name != "leaflet"}


def _slug(path: str) -> str:
    return path.removesuffix("/index").rpartition("/")[2]


def _leading(node: Node, there: set[str], name: str = "") -> Node:
    """A page without the links to pages that a smaller site lacks."""
    if isinstance(node, dict):
        return {key: _leading(each, there, key) for key, each in node.items()}
    if isinstance(node, list):
        kept = [_leading(each, there, name) for each in node if name != "related" or each in there]
        return kept or [_slug(EDITED)] if name == "related" else kept  # a page must lead somewhere
    return re.sub(r"\[([^\]]+)\]\(page:([^)#]+)[^)]*\)", lambda m: m[0] if m[2] in there else m[1], node)


def _merge(original: Node, own: Node) -> Node:
    """What the loader does with a translation: everything it doesn't say is inherited."""
    if original is own:
        return original
    merged = {**original, **own}
    for name, listed in original.items():
        if isinstance(listed, list) and listed and isinstance(listed[0], dict):
            merged[name] = [{**each, **item(own[name], each["id"])} if name in own else each for each in listed]
    return merged


def save(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
