"""Breaks real translations in the ways of translators, agencies, spreadsheets and machines, and counts what is caught.

    .venv/bin/python benchmarks/mutate.py                     the table by kind
    .venv/bin/python benchmarks/mutate.py --show KIND         what was missed of a kind (or flagged, of a harmless one)
    .venv/bin/python benchmarks/mutate.py --examples KIND     every text of a kind, before and after

Written without looking at the checks. Each broken text is put into its file, alone, and the whole project is opened
again through the real loader and the real checks; it counts as caught when an error or a warning appears in that field
that wasn't there before (or in its file, when the file can't be read or the field is gone). The same for harmless
rewordings, of which none should be flagged. Nothing is random between runs. The words that are put in, also those of
the languages themselves, are in `mutations.yml`. Ends with 0 always: this measures, it doesn't judge.
"""

from __future__ import annotations

import argparse
import copy
import multiprocessing
import random
import re
import shutil
import sys
import tempfile
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "scripts"))

from eigentaal.config import load_config  # noqa: E402
from eigentaal.load import load as load_site  # noqa: E402
from eigentaal.problems import ERROR, WARNING, Problem, explain  # noqa: E402
from eigentaal.project import Project, open_project  # noqa: E402
from eigentaal.schema import Spec  # noqa: E402
from eigentaal.state import normal  # noqa: E402
from eigentaal.units import units  # noqa: E402

DATA: dict[str, Any] = yaml.safe_load((HERE / "mutations.yml").read_text(encoding="utf-8"))
LANGUAGES = ("ar", "tr")
EACH = 14
"""How many of a kind are made per language; twice as many when it exists in one language only."""

Node = Any  # YAML of ours: maps, lists and strings


# -- the content -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Field:
    """One translated field, with what a defect may need from around it."""

    language: str
    page: str
    file: str
    address: str
    spec: Spec
    source: str
    target: str
    world: World = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        return self.address.rpartition(".")[2]

    @property
    def rich(self) -> bool:
        return self.spec.kind == "rich"

    @property
    def sentence_like(self) -> bool:
        """Whether a whole sentence may be added to it."""
        return self.spec.kind in ("rich", "text") or self.name in ("explanation", "what", "meaning")

    @property
    def sound(self) -> bool:
        return self.name == "sound"

    @property
    def words(self) -> dict[str, Any]:
        broken: dict[str, Any] = DATA[self.language]["broken"]
        return broken

    @property
    def kind_words(self) -> dict[str, Any]:
        harmless: dict[str, Any] = DATA[self.language]["harmless"]
        return harmless

    def draw(self, kind: str) -> random.Random:
        """Chance that is the same in every run, and doesn't change when another field does."""
        return random.Random(f"{kind} {self.language} {self.page} {self.address}")

    def siblings(self) -> list[Field]:
        """The fields of the same name on the same page."""
        return [each for each in self.world.pages[self.language, self.page] if each.name == self.name]


@dataclass
class World:
    """All fields, the files they are in, and the facts that references stand for."""

    fields: list[Field]
    trees: dict[str, Node]
    phones: dict[str, str]
    slugs: list[str]
    glossary: dict[str, dict[str, str]]
    pages: dict[tuple[str, str], list[Field]] = field(default_factory=lambda: defaultdict(list))
    by_address: dict[tuple[str, str, str], Field] = field(default_factory=dict)
    references: set[tuple[str, str]] = field(default_factory=set)

    def other_language(self, each: Field) -> Field | None:
        other = next(code for code in LANGUAGES if code != each.language)
        return self.by_address.get((other, each.page, each.address))


def read_world(root: Path) -> World:
    """Reads the content through the loader, without the checks."""
    config, _ = load_config(root)
    site = load_site(config).site if config else None
    if site is None:
        raise SystemExit("The content doesn't load: see `eigentaal check`.")
    trees = {
        file.relative_to(root).as_posix(): load(file.read_text(encoding="utf-8"))
        for code in LANGUAGES
        for file in sorted((root / site.docs / code).rglob("*.yml"))
    }
    phones = {key: each.phones[0].number for key, each in site.organisations.items() if each.phones}
    slugs = sorted(slug for slug, leaf in site.slugs(site.source.code).items() if leaf.slug != "index")
    glossary = {code: {key: each.term for key, each in site.glossary[code].items()} for code in site.glossary}
    world = World([], trees, phones, slugs, glossary)
    for code in LANGUAGES:
        for unit in units(site, code):
            if unit.target:
                each = Field(
                    code, unit.page, unit.file, unit.address, unit.spec, unit.source.strip(), unit.target, world
                )
                world.fields.append(each)
                world.pages[code, unit.page].append(each)
                world.by_address[code, unit.page, unit.address] = each
                world.references |= {(found[1], found[2]) for found in FACT.finditer(unit.target)}
    return world


# -- writing a file ----------------------------------------------------------------------------------------------------


class _Dumper(yaml.CSafeDumper):
    """Writes texts of several lines as editors do, with `|`."""


def _text(dumper: Any, text: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)
# Characters that a YAML writer would write as \u…, and the private ones that stand for them while it writes.
_STAND_INS = {code: 0xE000 + code for code in (*range(9), *range(0xB, 0x20), *range(0x7F, 0xA0))}
_STAND_INS |= {0x2028: 0xE100, 0x2029: 0xE101, 0xFEFF: 0xE102}
_STOOD_FOR = {private: code for code, private in _STAND_INS.items()}


def load(text: str) -> Node:
    return yaml.load(text, yaml.CBaseLoader)


def dump(tree: Node) -> str:
    """YAML with every character as it is, as editors and spreadsheets leave them."""
    stood_in = _map_text(tree, lambda text: text.translate(_STAND_INS))
    written = yaml.dump(stood_in, Dumper=_Dumper, allow_unicode=True, width=10_000, sort_keys=False)
    return written.translate(_STOOD_FOR)


def _map_text(node: Node, change: Callable[[str], str]) -> Node:
    if isinstance(node, dict):
        return {key: _map_text(value, change) for key, value in node.items()}
    if isinstance(node, list):
        return [_map_text(each, change) for each in node]
    return change(node)


def holder(tree: Node, address: str) -> tuple[Node, str]:
    """The map that holds the field, and its key there."""
    *way, name = address.split(".")
    for step in way:
        key, _, ident = step.rstrip("]").partition("[")
        tree = next(each for each in tree[key] if each["id"] == ident)
    return tree, name


def with_text(each: Field, text: str) -> str:
    """The file of a field with another text in it."""
    tree = copy.deepcopy(each.world.trees[each.file])
    place, name = holder(tree, each.address)
    place[name] = text + "\n" if each.rich and "\n" in text else text
    return dump(tree)


# -- kinds of changes --------------------------------------------------------------------------------------------------

Texts = Callable[[Field, random.Random], Iterable[str]]
"""Other texts for a field, each with one defect (or one harmless change) of a kind."""


@dataclass(frozen=True)
class Kind:
    name: str
    make: Texts
    about: str
    harmless: bool = False
    expected: bool = True
    whole_file: bool = False
    """`make` gives the new text of the file, not of the field."""


KINDS: dict[str, Kind] = {}


def kind(name: str, **options: bool) -> Callable[[Texts], Texts]:
    def keep(make: Texts) -> Texts:
        KINDS[name] = Kind(name, make, (make.__doc__ or "").strip().partition("\n")[0], **options)
        return make

    return keep


# -- tools for texts ---------------------------------------------------------------------------------------------------

MARK = re.compile(r"\[\[[^\[\]]*\]\]|\[[^\[\]\n]+\]\([^()\s]*\)|\{\w+\}")
FACT = re.compile(r"\[\[([a-z0-9-]+)\.([a-z0-9-]+)\]\]")
LINK = re.compile(r"\[([^\[\]\n]+)\]\(page:([a-z0-9-]+)\)")
TERM = re.compile(r"\[([^\[\]\n]+)\]\(term:([a-z0-9-]+)\)")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
WORD = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652]+[^\W\d_]*)*")
ENDS = re.compile(r"(?<=[.!?\u061f\u2026])\s+")


def outside(text: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """What `pattern` finds outside references, links and placeholders."""
    marks = [found.span() for found in MARK.finditer(text)]
    return [
        found
        for found in pattern.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in marks)
    ]


def put(text: str, found: re.Match[str], new: str) -> str:
    return text[: found.start()] + new + text[found.end() :]


def change_outside(text: str, change: Callable[[str], str]) -> str:
    """`change` done to everything outside the marks."""
    parts, end = [], 0
    for found in MARK.finditer(text):
        parts += [change(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, change(text[end:])])


def tidy(text: str) -> str:
    """Without the double spaces that a deletion leaves."""
    return re.sub(r" +([.,!?\u060c\u061f])", r"\1", re.sub(r" {2,}", " ", text)).strip()


@cache
def whole(word: str) -> re.Pattern[str]:
    """A word or words, not within another word (an Arabic vowel sign belongs to its word)."""
    before, after = (r"(?<!\w)" if word[0].isalnum() else ""), (r"(?![\w\u064b-\u0652])" if word[-1].isalnum() else "")
    return re.compile(before + re.escape(word) + after)


def pairs(text: str, listed: list[list[str]], marks_too: bool = True) -> Iterator[str]:
    """The text with one of the listed words replaced by the other of its pair."""
    for old, new in listed:
        found = list(whole(old).finditer(text)) if marks_too else outside(text, whole(old))
        for each in found:
            if "(" not in text[max(0, each.start() - 7) : each.start()] or "](" in old:
                yield put(text, each, new)
                break


def blocks(text: str) -> list[str]:
    return text.split("\n\n")


def is_list(block: str) -> bool:
    return all(re.match(r"- |\d+\. ", each) for each in block.split("\n"))


def items(block: str) -> list[str]:
    return [re.sub(r"^(- |\d+\. )", "", each) for each in block.split("\n")]


def relist(block: str, texts: list[str]) -> str:
    if block.startswith("- "):
        return "\n".join(f"- {each}" for each in texts)
    return "\n".join(f"{at}. {each}" for at, each in enumerate(texts, 1))


def with_block(text: str, at: int, new: list[str]) -> str:
    parts = blocks(text)
    return "\n\n".join([*parts[:at], *new, *parts[at + 1 :]])


def sentences(text: str) -> list[str]:
    return [each for each in ENDS.split(text) if each]


def add_sentence(each: Field, sentence: str) -> str:
    """The sentence behind the text, in its last paragraph."""
    end = "\n\n" if each.rich and is_list(blocks(each.target)[-1]) else " "
    dot = "" if re.search(r"[.!?\u061f:\u2026]$", each.target) else "."
    return each.target + dot + end + sentence


def lower_first(text: str) -> str:
    mapped = DATA["letters"]["lower"].get(text[:1])
    return (mapped or text[:1].lower()) + text[1:]


def letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


# == broken: numbers and facts =========================================================================================


def _numbers(each: Field, ages: bool) -> list[re.Match[str]]:
    if each.sound:
        return []
    near = re.compile("|".join(map(re.escape, each.words["age"])))
    listed = {found.end() for found in re.finditer(r"(?m)^\d+(?=\. )", each.target)} if each.rich else set()
    return [
        found
        for found in outside(each.target, NUMBER)
        if found.end() not in listed
        and bool(near.search(each.target[max(0, found.start() - 12) : found.end() + 14])) == ages
    ]


def _other_number(number: str) -> Iterator[str]:
    if len(number) == 2 and number[0] != number[1] and number[1] != "0":
        yield number[::-1]
    yield number[:-1] + str((int(number[-1]) + 3) % 10 or 1) if number != "7" else "9"
    yield str(int(number) + 10) if number.isdigit() else number[0] + "7"


@kind("number-changed")
def number_changed(each: Field, _: random.Random) -> Iterator[str]:
    """another number than in Dutch (no age)"""
    for found in _numbers(each, ages=False):
        yield from (put(each.target, found, new) for new in _other_number(found[0]))


@kind("age-changed")
def age_changed(each: Field, _: random.Random) -> Iterator[str]:
    """another age than in Dutch"""
    for found in _numbers(each, ages=True):
        yield from (put(each.target, found, new) for new in _other_number(found[0]))


@kind("number-dropped")
def number_dropped(each: Field, _: random.Random) -> Iterator[str]:
    """a number is gone"""
    for found in _numbers(each, ages=False) + _numbers(each, ages=True):
        if re.search(r"\w", each.target[: found.start()] + each.target[found.end() :]):
            yield tidy(re.sub(r"^\. *", "", put(each.target, found, "")))


@kind("number-added")
def number_added(each: Field, draw: random.Random) -> Iterator[str]:
    """a number that Dutch doesn't have (days, months, percent)"""
    if not each.sentence_like or each.sound or each.name == "meaning":
        return
    phrase = draw.choice(each.words["number"])
    parts = sentences(each.target)
    fit = [at for at, part in enumerate(parts) if part.endswith(".") and part[0].isalpha() and "\n" not in part]
    if fit:
        at = draw.choice(fit)
        old = parts[at]
        new = f"{old[:-1]} {phrase}." if each.language == "ar" else f"{phrase} {lower_first(old)}"
        yield each.target.replace(old, new, 1)


@kind("number-word-changed")
def number_word_changed(each: Field, _: random.Random) -> Iterator[str]:
    """a number in words is another one"""
    if not each.sound:
        yield from pairs(each.target, each.words["number_words"])


def _facts(each: Field) -> list[re.Match[str]]:
    return list(FACT.finditer(each.target))


@kind("reference-other")
def reference_other(each: Field, draw: random.Random) -> Iterator[str]:
    """a reference to another fact: another phone number, another term of law"""
    for found in _facts(each):
        phone = found[2] == "phone"
        others = sorted(
            pair for pair in each.world.references if (pair[1] == "phone") == phone and pair != (found[1], found[2])
        )
        for entry, value in draw.sample(others, min(2, len(others))):
            yield put(each.target, found, f"[[{entry}.{value}]]")


@kind("reference-dropped")
def reference_dropped(each: Field, _: random.Random) -> Iterator[str]:
    """a reference is gone"""
    yield from (tidy(put(each.target, found, "")) for found in _facts(each))


@kind("reference-translated")
def reference_translated(each: Field, _: random.Random) -> Iterator[str]:
    """translated inside the brackets"""
    for found in _facts(each):
        words = each.words["reference_words"]
        yield put(each.target, found, f"[[{found[1]}.{words.get(found[2], words['term'])}]]")
    if "[[own-language]]" in each.target:
        yield each.target.replace("[[own-language]]", f"[[{each.words['placeholders']['language']}]]")


@kind("reference-misspelt")
def reference_misspelt(each: Field, draw: random.Random) -> Iterator[str]:
    """digits or letters inside the brackets swapped"""
    for found in _facts(each):
        entry = found[1]
        digits = re.search(r"\d{3}", entry)
        if digits:
            yield put(each.target, found, f"[[{put(entry, digits, digits[0][0] + digits[0][:0:-1])}.{found[2]}]]")
        at = draw.randrange(2, len(entry) - 1)
        swapped = entry[:at] + entry[at + 1] + entry[at] + entry[at + 2 :]
        if swapped != entry:
            yield put(each.target, found, f"[[{swapped}.{found[2]}]]")


@kind("reference-brackets")
def reference_brackets(each: Field, draw: random.Random) -> Iterator[str]:
    """a bracket of a reference lost, or spaces between its brackets"""
    for found in _facts(each):
        inner = found[0][2:-2]
        forms = [f"[{inner}]", f"[{inner}]]", f"[[{inner}]", inner, f"[ [ {inner} ] ]", f"(({inner}))"]
        yield from (put(each.target, found, form) for form in draw.sample(forms, 2))


@kind("phone-typed")
def phone_typed(each: Field, draw: random.Random) -> Iterator[str]:
    """digits typed in place of the reference (half of them wrong ones): cannot be tapped, goes out of date"""
    for found in _facts(each):
        if found[2] == "phone":
            number = each.world.phones[found[1]]
            wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
            own = "".join(DATA["letters"]["digits"][int(c)] if c.isdigit() else c for c in number)
            forms = [number, wrong, own if each.language == "ar" else number.replace("-", " ")]
            yield from (put(each.target, found, form) for form in draw.sample(forms, 2))


@kind("term-of-law-typed")
def term_typed(each: Field, draw: random.Random) -> Iterator[str]:
    """a term of law typed in place of the reference (half of them wrong ones)"""
    for found in _facts(each):
        forms = each.words["facts"].get(f"{found[1]}.{found[2]}", [])
        yield from (put(each.target, found, form) for form in draw.sample(forms, len(forms)))


def _added(name: str, listed: str, about: str) -> None:
    def make(each: Field, draw: random.Random) -> Iterator[str]:
        if each.sentence_like and not each.sound and each.name != "meaning":
            yield add_sentence(each, draw.choice(each.words[listed]))

    make.__doc__ = about
    kind(name)(make)


_added("phone-added", "phone", "a phone number that Dutch doesn't have")
_added("amount-added", "amount", "an amount of money that Dutch doesn't have")
_added("time-added", "time", "opening hours that Dutch doesn't have")
_added("date-added", "date", "a date that Dutch doesn't have")
_added("url-added", "url", "a web or mail address that Dutch doesn't have")


# == broken: links, terms, placeholders ================================================================================


@kind("link-lost")
def link_lost(each: Field, _: random.Random) -> Iterator[str]:
    """a link to a page became plain words"""
    yield from (put(each.target, found, found[1]) for found in LINK.finditer(each.target))


@kind("link-other-page")
def link_other(each: Field, draw: random.Random) -> Iterator[str]:
    """a link to another page than in Dutch"""
    for found in LINK.finditer(each.target):
        others = [slug for slug in each.world.slugs if slug != found[2]]
        yield from (put(each.target, found, f"[{found[1]}](page:{slug})") for slug in draw.sample(others, 2))


@kind("link-broken")
def link_broken(each: Field, draw: random.Random) -> Iterator[str]:
    """the name of the page in a link translated, changed or replaced by a web address"""
    for found in LINK.finditer(each.target):
        targets = [
            f"page:{draw.choice(each.words['slugs'])}",
            f"page:{found[2][:-1]}",
            f"https://example.org/{each.language}/{found[2]}/",
            f"page: {found[2]}",
            f"{found[2]}",
        ]
        yield from (put(each.target, found, f"[{found[1]}]({target})") for target in draw.sample(targets, 2))


@kind("link-anchor")
def link_anchor(each: Field, draw: random.Random) -> Iterator[str]:
    """a link to a place on the page that doesn't exist (the content has no anchors to lose)"""
    for found in LINK.finditer(each.target):
        yield put(each.target, found, f"[{found[1]}](page:{found[2]}#{draw.choice(['begin', 'deel-2', 'top'])})")


@kind("term-lost")
def term_lost(each: Field, _: random.Random) -> Iterator[str]:
    """the mark of a glossary word is gone: no Dutch word, no explanation"""
    yield from (put(each.target, found, found[1]) for found in TERM.finditer(each.target))


@kind("term-other")
def term_other(each: Field, draw: random.Random) -> Iterator[str]:
    """marked as another glossary word: the wrong explanation appears"""
    for found in TERM.finditer(each.target):
        other = draw.choice([key for key in each.world.glossary["nl"] if key != found[2]])
        yield put(each.target, found, f"[{found[1]}](term:{other})")


@kind("term-id-broken")
def term_broken(each: Field, draw: random.Random) -> Iterator[str]:
    """the id of a glossary word translated or misspelt"""
    for found in TERM.finditer(each.target):
        forms = [f"term:{found[1].split()[0]}", f"term:{found[2]}s", f"terim:{found[2]}", f"term:{found[2].title()}"]
        yield put(each.target, found, f"[{found[1]}]({draw.choice(forms)})")


@kind("mark-broken")
def mark_broken(each: Field, draw: random.Random) -> Iterator[str]:
    """brackets of a link or glossary word moved, spaced or lost, as machines and right-to-left editing do"""
    for found in [*LINK.finditer(each.target), *TERM.finditer(each.target)]:
        label, target = found[1], found[0][len(found[1]) + 3 : -1]
        forms = [
            f"[{label}] ({target})",
            f"[{label}]({target}",
            f"({label})[{target}]",
            f"[ {label} ] ( {target} )",
            f"{label}]({target})",
            f"[{label}({target})",
        ]
        yield put(each.target, found, draw.choice(forms))


@kind("mark-in-dutch")
def mark_dutch(each: Field, _: random.Random) -> Iterator[str]:
    """the words inside a link or glossary mark left in Dutch"""
    dutch = {found[2]: found[1] for pattern in (LINK, TERM) for found in pattern.finditer(each.source)}
    for pattern, what in ((LINK, "page"), (TERM, "term")):
        for found in pattern.finditer(each.target):
            label = dutch.get(found[2], "")
            if label and label not in found[1] and label not in DATA["names"]:
                yield put(each.target, found, f"[{label}]({what}:{found[2]})")


@kind("placeholder-renamed")
def placeholder_renamed(each: Field, _: random.Random) -> Iterator[str]:
    """{name} translated, or its case changed"""
    for found in PLACEHOLDER.finditer(each.target):
        yield put(each.target, found, "{" + each.words["placeholders"].get(found[1], found[1].upper()) + "}")
        yield put(each.target, found, "{" + found[1].title() + "}")


@kind("placeholder-lost")
def placeholder_lost(each: Field, _: random.Random) -> Iterator[str]:
    """{name} gone, or its braces"""
    for found in PLACEHOLDER.finditer(each.target):
        yield tidy(put(each.target, found, ""))
        yield put(each.target, found, f"({found[1]})")
        yield put(each.target, found, "{" + found[1])


# == broken: structure of a text =======================================================================================


def _lists(each: Field) -> list[tuple[int, str]]:
    if not each.rich:
        return []
    return [(at, block) for at, block in enumerate(blocks(each.target)) if is_list(block) and "\n" in block]


@kind("list-item-lost")
def item_lost(each: Field, draw: random.Random) -> Iterator[str]:
    """an item of a list is gone"""
    for at, block in _lists(each):
        texts = items(block)
        for gone in draw.sample(range(len(texts)), 2):
            yield with_block(each.target, at, [relist(block, texts[:gone] + texts[gone + 1 :])])


@kind("list-item-doubled")
def item_doubled(each: Field, draw: random.Random) -> Iterator[str]:
    """an item of a list stands there twice"""
    for at, block in _lists(each):
        texts = items(block)
        twice = draw.randrange(len(texts))
        yield with_block(each.target, at, [relist(block, [*texts[: twice + 1], *texts[twice:]])])


@kind("list-items-merged")
def items_merged(each: Field, draw: random.Random) -> Iterator[str]:
    """two items of a list became one"""
    for at, block in _lists(each):
        texts = items(block)
        one = draw.randrange(len(texts) - 1)
        merged = [*texts[:one], f"{texts[one]} {texts[one + 1]}", *texts[one + 2 :]]
        yield with_block(each.target, at, [relist(block, merged)])


@kind("list-to-paragraph")
def list_flat(each: Field, _: random.Random) -> Iterator[str]:
    """a list became running text"""
    for at, block in _lists(each):
        yield with_block(each.target, at, [" ".join(items(block))])
        sign = "\u2022" if block.startswith("- ") else "\u2013"
        yield with_block(each.target, at, [" ".join(f"{sign} {text}" for text in items(block))])


def _plain_blocks(each: Field) -> list[str]:
    return blocks(each.target) if each.rich else []


@kind("paragraph-lost")
def paragraph_lost(each: Field, draw: random.Random) -> Iterator[str]:
    """a paragraph is gone"""
    parts = _plain_blocks(each)
    fit = [at for at, block in enumerate(parts) if not is_list(block)]
    if len(parts) > 1 and fit:
        yield with_block(each.target, draw.choice(fit), [])


@kind("paragraphs-merged")
def paragraphs_merged(each: Field, _: random.Random) -> Iterator[str]:
    """two paragraphs became one"""
    parts = _plain_blocks(each)
    for at in range(len(parts) - 1):
        if not is_list(parts[at]) and not is_list(parts[at + 1]):
            yield "\n\n".join([*parts[:at], f"{parts[at]} {parts[at + 1]}", *parts[at + 2 :]])


@kind("breaks-escaped")
def breaks_escaped(each: Field, draw: random.Random) -> Iterator[str]:
    r"""line breaks written out by a spreadsheet or a program: \n, _x000D_, <br>"""
    if "\n\n" in each.target:
        sign = draw.choice([r"\n\n", "_x000D__x000D_", "<br><br>", "_x000D_\n\n", r"\r\n"])
        yield each.target.replace("\n\n", sign)


@kind("text-empty")
def text_empty(each: Field, _: random.Random) -> Iterator[str]:
    """the text is gone, its field is still there"""
    yield ""


@kind("half-missing")
def half_missing(each: Field, _: random.Random) -> Iterator[str]:
    """only the first half was translated or pasted"""
    parts = re.split(r"((?<=[.!?\u061f\u2026])\s+|\n+)", each.target)
    texts = parts[::2]
    if len(texts) >= (4 if each.rich else 2) and len(each.target) > 40:
        kept = "".join(parts[: max(1, len(texts) // 2) * 2 - 1])
        if 0.2 < len(kept) / len(each.target) < 0.6:
            yield kept


@kind("text-cut-off")
def cut_off(each: Field, draw: random.Random) -> Iterator[str]:
    """cut off within a sentence, as by a column that is too narrow"""
    text = each.target
    if each.sound or len(text) < 60:
        return
    at = int(len(text) * draw.uniform(0.4, 0.65))
    spans = [found.span() for found in MARK.finditer(text)]
    while at < len(text) and (any(a < at < b for a, b in spans) or not (text[at - 1].isalpha() and text[at].isalpha())):
        at += 1
    if at < len(text) * 0.8:
        yield text[:at]


@kind("text-doubled")
def text_doubled(each: Field, _: random.Random) -> Iterator[str]:
    """the text stands there twice"""
    yield each.target + ("\n\n" if each.rich else " ") + each.target


@kind("text-padded")
def text_padded(each: Field, draw: random.Random) -> Iterator[str]:
    """sentences added that Dutch doesn't have, until it is twice as long"""
    if each.sentence_like and not each.sound and 30 < len(each.target) < 260:
        text, extra = each.target, draw.sample(each.words["filler"], 6)
        end = "\n\n" if each.rich and is_list(blocks(text)[-1]) else " "
        while extra and len(text) < 2 * len(each.target) + 10:
            text, end = text + end + extra.pop(), " "
        yield text


@kind("sentence-lost", expected=False)
def sentence_lost(each: Field, draw: random.Random) -> Iterator[str]:
    """one short sentence of many is gone"""
    for at, block in enumerate(_plain_blocks(each)):
        parts = sentences(block)
        if len(parts) >= 3 and len(sentences(each.target)) >= 4 and not is_list(block):
            plain = [one for one, part in enumerate(parts) if not MARK.search(part) and len(part) < len(block) / 2]
            if plain:
                gone = draw.choice(plain)
                yield with_block(each.target, at, [" ".join(parts[:gone] + parts[gone + 1 :])])


# == broken: text of something else ====================================================================================


@kind("text-in-dutch")
def text_dutch(each: Field, _: random.Random) -> Iterator[str]:
    """the whole text left in Dutch"""
    names = each.source
    for name in DATA["names"]:
        names = names.replace(name, "")
    if letters(names) > 5 and not each.sound:
        yield each.source


@kind("sentence-in-dutch")
def sentence_dutch(each: Field, _: random.Random) -> Iterator[str]:
    """the last sentence left in Dutch"""
    if not each.sound and each.source.split("\n")[-1].startswith("- ") == each.target.split("\n")[-1].startswith("- "):
        mine, dutch = sentences(each.target.split("\n")[-1]), sentences(each.source.split("\n")[-1])
        if len(dutch) > 1 and len(mine) > 1 and letters(MARK.sub("", dutch[-1])) > 10:
            yield each.target[: -len(mine[-1])] + dutch[-1]


@kind("sentence-in-english")
def sentence_english(each: Field, draw: random.Random) -> Iterator[str]:
    """the last sentence left in English"""
    last = each.target.split("\n")[-1]
    mine = sentences(last)
    if not each.sound and each.sentence_like and len(mine) > 1 and not MARK.search(mine[-1]):
        yield each.target[: -len(mine[-1])] + draw.choice(DATA["english"])


@kind("row-shifted")
def row_shifted(each: Field, _: random.Random) -> Iterator[str]:
    """the text of the next field, as after a shifted row"""
    if each.sound:
        return
    row = each.siblings()
    following = row[(row.index(each) + 1) % len(row)]
    if normal(following.target) != normal(each.target) and normal(following.source) != normal(each.source):
        yield following.target


@kind("column-shifted")
def column_shifted(each: Field, _: random.Random) -> Iterator[str]:
    """the text of another field beside it: a question as its answer, an explanation as the word"""
    beside = {
        "question": "answer",
        "answer": "question",
        "heading": "text",
        "term": "explanation",
        "explanation": "term",
    }
    other = each.world.by_address.get(
        (each.language, each.page, f"{each.address.rpartition('.')[0]}.{beside.get(each.name, '')}")
    )
    if other and "[" not in other.target and "\n" not in other.target:
        yield other.target


@kind("other-language")
def other_language(each: Field, _: random.Random) -> Iterator[str]:
    """the text of the other language"""
    other = each.world.other_language(each)
    if other and letters(other.target) > 8 and normal(other.target) != normal(each.target):
        yield other.target


@kind("sound-is-meaning")
def sound_meaning(each: Field, _: random.Random) -> Iterator[str]:
    """where the sound of the Dutch should stand, its meaning stands; or the other way round"""
    other = {"sound": "meaning", "meaning": "sound"}.get(each.name)
    stem = each.address.rpartition(".")[0]
    beside = each.world.by_address.get((each.language, each.page, f"{stem}.{other}")) if other else None
    if beside:
        yield beside.target


@kind("sound-in-dutch")
def sound_dutch(each: Field, _: random.Random) -> Iterator[str]:
    """where the sound of the Dutch should stand, the Dutch itself stands"""
    if each.sound:
        own = {"ar": "Arabisch", "tr": "Turks"}[each.language]
        text = each.source.replace("[[own-language]]", own)
        if letters(text) > 5 and normal(text).lower() != normal(each.target).lower():
            yield text


@kind("sound-shifted")
def sound_shifted(each: Field, _: random.Random) -> Iterator[str]:
    """the sound of the next sentence"""
    if each.sound:
        row = each.siblings()
        following = row[(row.index(each) + 1) % len(row)]
        if following.target != each.target:
            yield following.target


# == broken: letters and encodings =====================================================================================


@kind("letters-alike")
def letters_alike(each: Field, draw: random.Random) -> Iterator[str]:
    """letters of another alphabet that look alike: Persian in Arabic, Cyrillic in Turkish"""
    if each.sound:
        return
    table = DATA["letters"][each.language]
    words = [found for found in outside(each.target, WORD) if sum(char in table for char in found[0]) > 0]
    words = [found for found in words if len(found[0]) > 3]
    if len(words) > 2:
        text = each.target
        for found in sorted(draw.sample(words, 3), key=lambda found: -found.start()):
            text = put(text, found, "".join(table.get(char, char) for char in found[0]))
        yield text


@cache
def _forms() -> dict[str, dict[str, str]]:
    """letter → {"initial" | "medial" | "final" | "isolated": its presentation form}."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code in range(0xFE80, 0xFEFD):
        shape, _, points = unicodedata.decomposition(chr(code)).partition(" ")
        if len(points) == 4:
            found[chr(int(points, 16))][shape.strip("<>")] = chr(code)
    return found


def _shaped(text: str) -> str:
    forms, out = _forms(), []
    bare = "".join(char for char in text if not unicodedata.combining(char))
    for at, char in enumerate(bare):
        before = forms.get(bare[at - 1], {}) if at else {}
        after = forms.get(bare[at + 1], {}) if at + 1 < len(bare) else {}
        joined, joins = "initial" in before, "final" in after
        own = forms.get(char, {})
        shape = ("medial" if joins else "final") if joined else ("initial" if joins else "isolated")
        fallback = "final" if joined else "isolated"
        out.append(own.get(shape) or own.get(fallback) or char)
    return "".join(out)


@kind("presentation-forms")
def presentation_forms(each: Field, _: random.Random) -> Iterator[str]:
    """Arabic copied out of a PDF: letters in their printed shapes"""
    if each.language == "ar" and not each.sound and letters(each.target) > 10:
        yield change_outside(each.target, _shaped)


@kind("text-reversed")
def text_reversed(each: Field, _: random.Random) -> Iterator[str]:
    """Arabic copied out of a PDF or an old program: letters in reverse order"""
    if each.language == "ar" and not each.sound and "\n" not in each.target and not MARK.search(each.target):
        words = WORD.findall(each.target)
        if len(words) > 2 and not re.search(r"[A-Za-z0-9]", each.target):
            bare = "".join(char for char in each.target if not unicodedata.combining(char))
            yield bare[::-1]


@kind("hyphens-from-pdf")
def hyphens(each: Field, draw: random.Random) -> Iterator[str]:
    """Turkish copied out of a PDF: words with the hyphen of a line end in them"""
    if each.language == "tr" and not each.sound:
        words = [found for found in outside(each.target, WORD) if len(found[0]) > 7]
        if len(words) > 1:
            text = each.target
            for found in sorted(draw.sample(words, 2), key=lambda found: -found.start()):
                cut = draw.randrange(3, len(found[0]) - 3)
                text = put(text, found, f"{found[0][:cut]}- {found[0][cut:]}")
            yield text


@kind("letters-spaced")
def letters_spaced(each: Field, draw: random.Random) -> Iterator[str]:
    """letters apart, as copied from a heading in a PDF"""
    words = [found for found in outside(each.target, WORD) if len(found[0]) > 4]
    if not each.sound and len(words) > 1:
        text = each.target
        for found in sorted(draw.sample(words, 2), key=lambda found: -found.start()):
            text = put(text, found, " ".join(re.findall(r"\w[\u064b-\u0652]*", found[0])))
        yield text


@kind("spaces-lost")
def spaces_lost(each: Field, _: random.Random) -> Iterator[str]:
    """words run together"""
    if not each.sound and len(each.target.split()) > 5 and not MARK.search(each.target) and "\n" not in each.target:
        yield each.target.replace(" ", "")
        words = each.target.split()
        yield " ".join("".join(words[at : at + 4]) for at in range(0, len(words), 4))


def _read_as(text: str, wrote: str, read: str) -> str:
    """What a program shows that takes one encoding for another; bytes without a letter become control characters."""
    out = []
    for byte in text.encode(wrote, "replace"):
        try:
            out.append(bytes([byte]).decode(read))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


@kind("utf8-read-as-windows")
def mojibake(each: Field, draw: random.Random) -> Iterator[str]:
    """UTF-8 read as Windows-1252, 1254 or 1256"""
    encodings = {"ar": ["cp1252", "cp1256"], "tr": ["cp1252", "cp1254"]}[each.language]
    text = change_outside(each.target, lambda part: _read_as(part, "utf-8", draw.choice(encodings)))
    if sum(a != b for a, b in zip(text, each.target, strict=False)) > 2 and not each.sound:
        yield text


@kind("windows-read-as-1252")
def legacy(each: Field, _: random.Random) -> Iterator[str]:
    """Windows-1254 or 1256 read as 1252: Turkish with Icelandic letters, Arabic as accented Latin"""
    wrote = {"ar": "cp1256", "tr": "cp1254"}[each.language]
    text = change_outside(each.target, lambda part: _read_as(part, wrote, "cp1252"))
    if sum(a != b for a, b in zip(text, each.target, strict=True)) > 1 and not each.sound:
        yield text


@kind("letters-became-?")
def question_marks(each: Field, _: random.Random) -> Iterator[str]:
    """letters that an encoding didn't have, saved as question marks"""
    text = change_outside(each.target, lambda part: part.encode("latin-1", "replace").decode("latin-1"))
    if text.count("?") - each.target.count("?") > 1 and not each.sound:
        yield text


@kind("turkish-without-letters")
def plain_turkish(each: Field, _: random.Random) -> Iterator[str]:
    """Turkish typed without its own letters"""
    table = DATA["letters"]["plain"]
    if each.language == "tr" and not each.sound and sum(char in table for char in each.target) > 3:
        yield change_outside(each.target, lambda part: "".join(table.get(char, char) for char in part))


@kind("bidi-controls")
def bidi_controls(each: Field, draw: random.Random) -> Iterator[str]:
    """direction controls left behind: embeddings, overrides, an isolate without an end"""
    words = outside(each.target, WORD)
    if words:
        found = draw.choice(words)
        pairs_ = ["\u202b{}\u202c", "\u202a{}\u202c", "\u202e{}\u202c", "\u2067{}", "\u202b{}", "{}\u2069"]
        yield put(each.target, found, draw.choice(pairs_).format(found[0]))


@kind("zero-width")
def zero_width(each: Field, draw: random.Random) -> Iterator[str]:
    """invisible characters inside words"""
    words = [found for found in outside(each.target, WORD) if len(found[0]) > 4]
    if words:
        found = draw.choice(words)
        sign = draw.choice(["\u200b", "\u00ad", "\ufeff", "\u200b"])
        yield put(each.target, found, found[0][:2] + sign + found[0][2:])


@kind("latin-punctuation")
def latin_punctuation(each: Field, _: random.Random) -> Iterator[str]:
    """Latin question mark, comma or semicolon in Arabic"""
    table = DATA["letters"]["latin"]
    if each.language == "ar" and any(char in table for char in each.target) and not each.sound:
        yield "".join(table.get(char, char) for char in each.target)


@kind("tatweel")
def tatweel(each: Field, draw: random.Random) -> Iterator[str]:
    """Arabic words stretched for looks"""
    if each.language == "ar" and not each.sound:
        dual = DATA["letters"]["dual"]
        words = [
            (found, at)
            for found in outside(each.target, WORD)
            if len(found[0]) > 4
            for at in range(2, len(found[0]) - 1)
            if found[0][at - 1] in dual and found[0][at].isalpha()
        ]
        if words:
            found, at = draw.choice(words)
            yield put(each.target, found, found[0][:at] + "\u0640" * draw.randint(1, 4) + found[0][at:])


@kind("digits-mixed")
def digits_mixed(each: Field, _: random.Random) -> Iterator[str]:
    """a number in Arabic digits among Western ones"""
    if not each.sound:
        for found in _numbers(each, ages=False) + _numbers(each, ages=True):
            own = "".join(DATA["letters"]["digits"][int(c)] if c.isdigit() else c for c in found[0])
            yield put(each.target, found, own)


# == broken: words and marks ===========================================================================================


@kind("question-to-statement")
def statement(each: Field, _: random.Random) -> Iterator[str]:
    """a question lost its question mark"""
    if each.target[-1] in "?\u061f" and each.source.endswith("?") and not each.sound:
        yield each.target[:-1] + "."
        yield each.target[:-1]


@kind("statement-to-question")
def question(each: Field, _: random.Random) -> Iterator[str]:
    """a statement became a question"""
    if each.target[-1] == "." and each.source.endswith(".") and not each.sound and not each.target.endswith(".."):
        yield each.target[:-1] + ("\u061f" if each.language == "ar" else "?")


def _names(each: Field, at: int) -> Iterator[str]:
    if each.sound:
        return
    for name, forms in each.words["names"].items():
        for found in outside(each.target, whole(name)):
            if name in each.source:
                yield put(each.target, found, forms[at])
                break


@kind("name-translated")
def name_translated(each: Field, _: random.Random) -> Iterator[str]:
    """a Dutch name was translated: it can't be found or asked for"""
    yield from _names(each, 0)


@kind("name-transliterated")
def name_transliterated(each: Field, _: random.Random) -> Iterator[str]:
    """a Dutch name written as it sounds"""
    yield from _names(each, 1)


@kind("name-misspelt")
def name_misspelt(each: Field, _: random.Random) -> Iterator[str]:
    """a Dutch name wrongly spelled"""
    if not each.sound:
        for name, wrong in DATA["names"].items():
            for found in outside(each.target, whole(name)):
                yield put(each.target, found, wrong)
                break


@kind("glossary-avoided")
def glossary_avoided(each: Field, _: random.Random) -> Iterator[str]:
    """a word of the glossary replaced by one that must not be used"""
    if not each.sound:
        yield from pairs(each.target, each.words["avoided"])


@kind("glossary-other")
def glossary_other(each: Field, draw: random.Random) -> Iterator[str]:
    """inside a glossary mark stands the word for something else"""
    for found in TERM.finditer(each.target):
        terms = each.world.glossary[each.language]
        other = draw.choice([term for key, term in terms.items() if key != found[2] and term[:4] != found[1][:4]])
        yield put(each.target, found, f"[{other}](term:{found[2]})")


@kind("word-doubled")
def word_doubled(each: Field, draw: random.Random) -> Iterator[str]:
    """a word stands there twice in a row"""
    words = [found for found in outside(each.target, WORD) if len(found[0]) > 3]
    if words and not each.sound:
        found = draw.choice(words)
        yield put(each.target, found, f"{found[0]} {found[0]}")


@kind("note-left")
def note_left(each: Field, draw: random.Random) -> Iterator[str]:
    """a translator's note, TODO or ??? left in the text"""
    if not each.sound:
        yield f"{each.target} {draw.choice(each.words['note'])}"


@kind("html-pasted")
def html_pasted(each: Field, draw: random.Random) -> Iterator[str]:
    """HTML of a web page or a word processor pasted along"""
    words = outside(each.target, WORD)
    if words and not each.sound and "\n" not in each.target:
        found = draw.choice(words)
        forms = [
            f"<p>{each.target}</p>",
            put(each.target, found, f"<b>{found[0]}</b>"),
            put(each.target, found, f"{found[0]}&nbsp;"),
            put(each.target, found, f"&quot;{found[0]}&quot;"),
            f'<span style="font-family:Arial">{each.target}</span>',
            f"{each.target}<br>",
            put(each.target, found, f"{found[0]} &amp; "),
        ]
        yield draw.choice(forms)


@kind("markup-pasted")
def markup_pasted(each: Field, draw: random.Random) -> Iterator[str]:
    """Markdown or chat markup that the site doesn't have: ## heading, * bullet, _italic_, ```"""
    words = [found for found in outside(each.target, WORD) if len(found[0]) > 3]
    if words and each.rich and not each.target.startswith("- "):
        found = draw.choice(words)
        forms = [
            f"## {each.target}",
            f"> {each.target}",
            f"* {each.target}",
            put(each.target, found, f"*{found[0]}*"),
            put(each.target, found, f"_{found[0]}_"),
            f"```\n{each.target}\n```",
            put(each.target, found, f"[{found[0]}](https://nl.wikipedia.org)"),
        ]
        yield draw.choice(forms)


@kind("cat-tags")
def cat_tags(each: Field, draw: random.Random) -> Iterator[str]:
    """tags of a translator's program left behind"""
    words = outside(each.target, WORD)
    if words and not each.sound:
        found = draw.choice(words)
        forms = [
            '<g id="1">{}</g>',
            "{{1}}{}{{2}}",
            "%1$s {}",
            '<ph id="0"/>{}',
            "{{{{{}}}}}",
            "<1>{}</1>",
            "&lt;1&gt;{}",
        ]
        yield put(each.target, found, draw.choice(forms).format(found[0]))


@kind("spreadsheet-error")
def spreadsheet_error(each: Field, draw: random.Random) -> Iterator[str]:
    """what a spreadsheet shows for a formula that went wrong, or makes of a text"""
    yield draw.choice(DATA["spreadsheet"])


@kind("spreadsheet-quotes")
def spreadsheet_quotes(each: Field, draw: random.Random) -> Iterator[str]:
    """quotes and separators of a CSV file left around the text"""
    if not each.sound and "\n" not in each.target and "'" not in each.target:
        doubled = each.target.replace('"', '""')
        yield draw.choice([f'"{doubled}"', f'"{doubled}";', f"'{each.target}", f'{each.target}";"', f'="{doubled}"'])


@kind("negation-lost", expected=False)
def negation_lost(each: Field, _: random.Random) -> Iterator[str]:
    """ "not" is gone: the text says the opposite"""
    if not each.sound:
        yield from pairs(each.target, each.words["negation"])


@kind("opposite-word", expected=False)
def opposite_word(each: Field, _: random.Random) -> Iterator[str]:
    """an everyday word replaced by its opposite (free → paid)"""
    if not each.sound:
        yield from pairs(each.target, each.words["opposite"])


# == broken: structure of the file =====================================================================================


def _tree(each: Field) -> tuple[Node, Node, str]:
    tree = copy.deepcopy(each.world.trees[each.file])
    return tree, *holder(tree, each.address)


@kind("field-lost", whole_file=True)
def field_lost(each: Field, _: random.Random) -> Iterator[str]:
    """the field is gone"""
    tree, place, name = _tree(each)
    del place[name]
    yield dump(tree)


def _item(each: Field, tree: Node) -> tuple[list[Node], int] | None:
    """The list that a field's item is in, and where."""
    way, _, last = each.address.rpartition(".")[0].rpartition(".")
    if "[" not in last or way:
        return None
    key, _, ident = last.rstrip("]").partition("[")
    listed: list[Node] = tree[key]
    return listed, next(at for at, item in enumerate(listed) if item["id"] == ident)


@kind("item-lost", whole_file=True)
def whole_item_lost(each: Field, _: random.Random) -> Iterator[str]:
    """a whole part, worry, step or sentence is gone"""
    tree, *_rest = _tree(each)
    if (place := _item(each, tree)) and len(place[0]) > 1:
        del place[0][place[1]]
        yield dump(tree)


@kind("id-changed", whole_file=True)
def id_changed(each: Field, draw: random.Random) -> Iterator[str]:
    """an id translated, misspelt or doubled"""
    tree, *_rest = _tree(each)
    if (place := _item(each, tree)) and len(place[0]) > 1:
        listed, at = place
        word = next(iter(WORD.findall(each.target)), "x")
        listed[at]["id"] = draw.choice([word, listed[at]["id"] + "-2", listed[at - 1]["id"], listed[at]["id"].title()])
        yield dump(tree)


@kind("key-translated", whole_file=True)
def key_translated(each: Field, _: random.Random) -> Iterator[str]:
    """the name of a field was translated too"""
    tree, place, name = _tree(each)
    if name in each.words["keys"]:
        kept = dict(place)
        place.clear()
        place.update({each.words["keys"][name] if key == name else key: value for key, value in kept.items()})
        yield dump(tree)


@kind("yaml-broken", whole_file=True)
def yaml_broken(each: Field, draw: random.Random) -> Iterator[str]:
    """the file can't be read after an edit: a colon without quotes, an open quote, a wrong indent"""
    words = outside(each.target, WORD)
    if len(words) > 2 and "\n" not in each.target and ":" not in each.target and not each.rich:
        token = "XSCALARX"
        written = with_text(each, token)
        text = put(each.target, words[1], f"{words[1][0]}:")
        forms = [text, f'"{each.target}', f"[{each.target}", f"\t{each.target}", f"{each.target}\ntext {each.target}"]
        yield written.replace(token, draw.choice(forms))


# == harmless ==========================================================================================================


def _fits(each: Field, text: str) -> str:
    """Nothing when it would get too long for its place: then it isn't harmless."""
    room = max(len(each.target), 42) if each.name in ("title", "short", "text") and not each.rich else each.spec.limit
    return text if len(text) <= room else ""


@kind("synonym", harmless=True)
def synonym(each: Field, _: random.Random) -> Iterator[str]:
    """another word for the same"""
    if not each.sound:
        yield from (_fits(each, text) for text in pairs(each.target, each.kind_words["synonyms"], marks_too=False))


@kind("reworded", harmless=True)
def reworded(each: Field, _: random.Random) -> Iterator[str]:
    """the same said in other words"""
    if not each.sound:
        yield from (_fits(each, text) for text in pairs(each.target, each.kind_words["rewording"]))
        for article in each.kind_words["articles"]:  # which then stands inside the mark of its word
            yield re.sub(rf"(?<!\w){article} \[([^\[\]]+\]\(term:)", rf"[{article} \1", each.target)


IF = "\u0625\u0630\u0627"
CONDITION = re.compile(
    rf"(?<!\S){IF} ([^.\u061f\u060c\n\[\]]+)\u060c ([^\u0641.\u061f\u060c\n\[\]][^.\u061f\n\[\]]*)\."
)


@kind("other-order", harmless=True)
def other_order(each: Field, _: random.Random) -> Iterator[str]:
    """words or clauses in another order"""
    if each.sound:
        return
    yield from pairs(each.target, each.kind_words["order"])
    if each.language == "ar":  # "if A, B" becomes "B if A"
        for found in CONDITION.finditer(each.target):
            yield put(each.target, found, f"{found[2]} {IF} {found[1]}.")


@kind("bullets-reordered", harmless=True)
def bullets_reordered(each: Field, _: random.Random) -> Iterator[str]:
    """two bullets of a list without order changed places"""
    for at, block in _lists(each):
        texts = items(block)
        if block.startswith("- ") and not MARK.search(block) and len(texts) > 2:
            yield with_block(each.target, at, [relist(block, [texts[1], texts[0], *texts[2:]])])


@kind("sentences-joined", harmless=True)
def sentences_joined(each: Field, _: random.Random) -> Iterator[str]:
    """two sentences became one, or one became two"""
    if each.sound:
        return
    if each.language == "ar":
        for found in re.finditer("\\. (?=\u0648[\u0627\u062a\u064a])", each.target):  # and + a verb
            yield put(each.target, found, "\u060c ")
    else:
        for found in re.finditer(rf", ({'|'.join(each.kind_words['splits'])}) ", each.target):
            yield put(each.target, found, f". {found[1].title()} ")


@kind("final-stop", harmless=True)
def final_stop(each: Field, draw: random.Random) -> Iterator[str]:
    """a line without its full stop, or with one more; a list item likewise"""
    if each.spec.kind == "text" and each.target.endswith(".") and not each.target.endswith(".."):
        yield each.target[:-1]
    if each.spec.kind == "text" and each.target[-1] not in ".?!\u061f]":
        yield each.target + "."
    for at, block in _lists(each):
        texts = items(block)
        if all(text.endswith(".") for text in texts):
            yield with_block(each.target, at, [relist(block, [text[:-1] for text in texts])])
        elif not any(text[-1] in ".?!\u061f])" for text in texts):
            yield with_block(each.target, at, [relist(block, [text + "." for text in texts])])


@kind("ellipsis-and-dash", harmless=True)
def ellipsis(each: Field, _: random.Random) -> Iterator[str]:
    """... became … or : became a dash"""
    if "..." in each.target:
        yield each.target.replace("...", "\u2026")
    if not each.sound and re.search(r"\w: \w", each.target) and not PLACEHOLDER.search(each.target):
        yield re.sub(r"(\w): (\w)", "\\1 \u2013 \\2", each.target, count=1)


@kind("diacritics-removed", harmless=True)
def diacritics_removed(each: Field, _: random.Random) -> Iterator[str]:
    """Arabic without its vowel signs"""
    if each.language == "ar" and not each.sound:
        yield re.sub("[\u064b-\u0652]", "", each.target)


@kind("diacritics-added", harmless=True)
def diacritics_added(each: Field, draw: random.Random) -> Iterator[str]:
    """Arabic with more vowel signs, in both usual places"""
    if each.language == "ar" and not each.sound:
        alif, tanwin = "\u0627", "\u064b"
        listed = [word for word in each.kind_words["tanwin"] if whole(word).search(each.target)]
        if listed:
            form = draw.choice([tanwin + alif, alif + tanwin])
            text = each.target
            for word in listed:
                text = whole(word).sub(word[:-1] + form, text)
            yield text


@kind("apostrophe", harmless=True)
def apostrophe(each: Field, _: random.Random) -> Iterator[str]:
    """the other apostrophe in Turkish"""
    if each.language == "tr":
        yield each.target.replace("'", "\u2019")


@kind("quotes", harmless=True)
def quotes(each: Field, _: random.Random) -> Iterator[str]:
    """another kind of quotation marks"""
    for opens, new_opens, closes, new_closes in each.kind_words["quotes"]:
        parts = re.split(f"{opens}([^{opens}{closes}]+){closes}", each.target)
        if len(parts) > 1:
            yield "".join(f"{new_opens}{part}{new_closes}" if at % 2 else part for at, part in enumerate(parts))


@kind("digits-or-words", harmless=True)
def digits_or_words(each: Field, _: random.Random) -> Iterator[str]:
    """the same number in digits or in words"""
    if not each.sound:
        yield from pairs(each.target, each.kind_words["digits"])


@kind("hard-space", harmless=True)
def hard_space(each: Field, _: random.Random) -> Iterator[str]:
    """a no-break space between a number and its word, or before a name"""
    if not each.sound:
        text = re.sub(r"(?m)(?<!^)(?<!\d\.)(?<=\d) (?=[^\W\d])", "\u00a0", each.target)
        yield text if text != each.target else re.sub(r"(?<=\w) (?=CJG|Jeugdstem)", "\u00a0", text)


@kind("polite", harmless=True)
def polite(each: Field, _: random.Random) -> Iterator[str]:
    """ "please" added"""
    word = each.kind_words["polite"]
    if (
        each.name == "text"
        and each.spec.kind == "text"
        and each.address.startswith("do_now")
        and "?" not in each.target
    ):
        if each.language == "ar" and each.target.endswith(".") and not MARK.search(each.target):
            yield each.target[:-1] + word + "."
        if (
            each.language == "tr"
            and re.fullmatch(each.kind_words["imperative"], each.target)
            and each.target[0].isalpha()
        ):
            yield f"{word} {lower_first(each.target)}" if not each.target.startswith("CJG") else ""


@kind("lines-rewrapped", harmless=True)
def rewrapped(each: Field, draw: random.Random) -> Iterator[str]:
    """paragraphs and list items broken into lines of 60 characters"""
    if not each.rich:
        return
    out = []
    for line in each.target.split("\n"):
        indent, row = ("  " if line.startswith("- ") else ""), ""
        for word in re.findall(r"(?:\[[^\]]*\]\([^)]*\)|\[\[[^\]]*\]\]|\S)+", line):
            if row and len(row) + len(word) > 60 and not re.match(r"(- |\d+\.|[-*+>#])", word):
                out.append(row)
                row = indent + word
            else:
                row = f"{row} {word}" if row else word
        out.append(row)
    yield "\n".join(out)


@kind("spaces", harmless=True)
def spaces(each: Field, draw: random.Random) -> Iterator[str]:
    """a double space, a space at the end, an empty line more"""
    words = outside(each.target, re.compile(r"(?<=[.\u060c,]) (?=\w)"))
    if words:
        yield put(each.target, draw.choice(words), "  ")
    if "\n\n" in each.target:
        yield each.target.replace("\n\n", "\n\n\n")
    yield each.target + "  "


@kind("decomposed", harmless=True)
def decomposed(each: Field, _: random.Random) -> Iterator[str]:
    """the same letters as another computer stores them (NFD)"""
    yield unicodedata.normalize("NFD", each.target)


@kind("yaml-style", harmless=True, whole_file=True)
def yaml_style(each: Field, draw: random.Random) -> Iterator[str]:
    """the same file written in another way: quotes, escapes, order of keys, line ends, comments"""
    tree = each.world.trees[each.file]
    text = dump(tree)
    styles: list[Callable[[], str]] = [
        lambda: yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, default_style='"', sort_keys=False),
        lambda: yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=False, default_style='"', sort_keys=False),
        lambda: yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, default_style="'", width=70),
        lambda: "\ufeff" + text,
        lambda: text.replace("\n", "\r\n"),
        lambda: "# looked at again\n\n" + text + "\n# end\n",
        lambda: yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, width=50, indent=4, sort_keys=True),
    ]
    yield draw.choice(styles)()


# -- choosing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One field changed: `text` is the whole file."""

    kind: str
    language: str
    file: str
    address: str
    before: str
    after: str
    text: str = field(repr=False)
    gone: bool = False
    """The field isn't there any more, or not under its address: a problem anywhere in the file is about it."""


@dataclass(frozen=True)
class Result:
    change: Change
    at: tuple[Problem, ...] = ()
    """New errors and warnings in the field (or its file when that is unreadable)."""
    elsewhere: tuple[Problem, ...] = ()
    """Those elsewhere in its file."""
    crash: str = ""


def changes(each: Kind, world: World) -> list[Change]:
    """The texts of one kind: spread over the languages and, within each, over the pages."""
    found: dict[str, list[tuple[int, int, float, Field, str]]] = {code: [] for code in LANGUAGES}
    for (code, page), fields in world.pages.items():
        made: list[tuple[int, float, Field, str]] = []
        few = random.Random(f"{each.name} {page}").sample(fields, min(4, len(fields)))
        for one in few if each.whole_file else fields:  # writing a file takes long
            seen = {one.target, ""} if each.name != "text-empty" else {one.target}
            for option, after in enumerate(each.make(one, one.draw(each.name))):
                if after not in seen and option < 4:
                    seen.add(after)
                    made.append((option, one.draw(f"{each.name} place").random(), one, after))
        made.sort(key=lambda entry: entry[:2])
        turn = random.Random(f"{each.name} {code} {page}").random()
        found[code] += [(option, at, turn, one, after) for at, (option, _, one, after) in enumerate(made)]
    wanted = (20 if each.harmless else EACH) * (1 if all(found.values()) else 2)
    chosen = []
    for code in LANGUAGES:
        listed = sorted(found[code], key=lambda entry: (entry[1] // 2, entry[0], entry[1], entry[2]))
        chosen += [_change(each, one, after) for _, _, _, one, after in listed[:wanted]]
    return chosen


def _change(each: Kind, one: Field, after: str) -> Change:
    if each.whole_file:
        return Change(each.name, one.language, one.file, one.address, one.target, "", after, not each.harmless)
    return Change(each.name, one.language, one.file, one.address, one.target, after, with_text(one, after), not after)


# -- measuring ---------------------------------------------------------------------------------------------------------

Key = tuple[str, str, str, tuple[tuple[str, str], ...]]


def _key(each: Problem) -> Key:
    """What makes it the same problem when lines move and the text of its field changes."""
    kept = tuple((name, value) for name, value in each.details if name not in ("target", "source", "line"))
    return each.path, each.check, each.severity, kept


def _counted(problems: Iterable[Problem]) -> Counter[Key]:
    return Counter(_key(each) for each in problems if each.severity in (ERROR, WARNING))


def copy_project(folder: Path) -> Path:
    """The project without what the site is made of, its translations written by our writer."""
    shutil.copy2(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    for code in LANGUAGES:
        for file in (folder / "docs" / code).rglob("*.yml"):
            file.write_text(dump(load(file.read_text(encoding="utf-8"))), encoding="utf-8")
    return folder


def batches(wanted: list[Change]) -> list[list[Change]]:
    """Groups in which no file changes twice; the glossary, which pages depend on, is never changed beside a page."""
    groups: dict[bool, list[list[Change]]] = {True: [], False: []}
    next_free: Counter[str] = Counter()
    for change in wanted:
        listed = groups[change.file.endswith("_glossary.yml")]
        at = next_free[change.file]
        next_free[change.file] += 1
        if at == len(listed):
            listed.append([])
        listed[at].append(change)
    return groups[True] + groups[False]


class Bench:
    """A copy of the project in which texts are changed and changed back. One per process."""

    def __init__(self, folder: Path, base: Counter[Key]) -> None:
        self.folder = folder
        self.base = base

    def run(self, batch: list[Change]) -> list[Result]:
        try:
            project = self._opened(batch)
        except Exception as failure:  # whatever a check does, the others are still measured
            if len(batch) == 1:
                return [Result(batch[0], crash=repr(failure))]
            return [result for change in batch for result in self.run([change])]
        return [self._judged(change, project) for change in batch]

    def _opened(self, batch: list[Change]) -> Project:
        kept = {change.file: (self.folder / change.file).read_bytes() for change in batch}
        try:
            for change in batch:
                (self.folder / change.file).write_bytes(change.text.encode("utf-8", "surrogatepass"))
            return open_project(self.folder)
        finally:
            for name, data in kept.items():
                (self.folder / name).write_bytes(data)

    def _judged(self, change: Change, project: Project) -> Result:
        new: list[Problem] = []
        left = Counter(self.base)
        for each in project.problems:
            if each.path == change.file and each.severity in (ERROR, WARNING):
                if left[_key(each)]:
                    left[_key(each)] -= 1
                else:
                    new.append(each)
        lines = self._lines(change, project)
        if change.gone or not lines:
            return Result(change, tuple(new))
        here = tuple(each for each in new if dict(each.details).get("field") == change.address or each.line in lines)
        return Result(change, here, tuple(each for each in new if each not in here))

    def _lines(self, change: Change, project: Project) -> set[int]:
        """The lines of the field, and the first of the item it is in; none when the file couldn't be read."""
        site = project.site
        if site is None:
            return set()
        places = dict(site.places.get(change.file, {}))
        for leaf in site.leaves[change.language].values():
            if leaf.file == change.file:
                places.update(leaf.places)
        if change.address not in places:
            return set()
        first = places[change.address][0]
        last = first + change.after.count("\n") + (1 if "\n" in change.after else 0)
        item = places.get(change.address.rpartition(".")[0], (first, 1))[0]
        return {item, *range(first, last + 1)}


_bench: Bench


def _start(base: Counter[Key], folder: str) -> None:
    global _bench
    _bench = Bench(copy_project(Path(tempfile.mkdtemp(dir=folder))), base)


def _run(batch: list[Change]) -> list[Result]:
    return _bench.run(batch)


def measure(wanted: list[Change], base: Counter[Key], folder: Path, processes: int) -> list[Result]:
    context = multiprocessing.get_context("fork")
    with context.Pool(processes, _start, (base, str(folder))) as pool:
        results = [result for results in pool.imap_unordered(_run, batches(wanted)) for result in results]
        # What a change in one file makes a check say about another must not be held against a harmless change there.
        doubtful = [each for each in results if KINDS[each.change.kind].harmless and _flagged(each)]
        again = [
            result for results in pool.imap_unordered(_run, [[each.change] for each in doubtful]) for result in results
        ]
        return [each for each in results if each not in doubtful] + again


def _flagged(each: Result) -> bool:
    return bool(each.at or each.elsewhere or each.crash)


# -- showing -----------------------------------------------------------------------------------------------------------


def show_table(results: list[Result]) -> None:
    by_kind: dict[str, list[Result]] = defaultdict(list)
    for each in results:
        by_kind[each.change.kind].append(each)
    console = Console(width=None if sys.stdout.isatty() else 150)
    console.print(_broken_table(by_kind))
    console.print(_harmless_table(by_kind))

    own = {name: (KINDS[name], listed) for name, listed in by_kind.items() if not KINDS[name].harmless}
    rates = {name: sum(bool(each.at) for each in listed) / len(listed) for name, (_, listed) in own.items()}
    low = [
        f"{name} {rates[name]:.0%}" for name, (what, _) in sorted(own.items()) if what.expected and rates[name] < 0.7
    ]
    beside = Counter(name for name, (_, listed) in own.items() for each in listed if not each.at and each.elsewhere)
    made = sum(len(listed) for _, listed in own.values())
    console.print(f"{len(own)} kinds of defects, {made} broken texts, {len(results) - made} harmless changes.")
    console.print(f"Below 70 %: {', '.join(low) or 'none'}")
    unexpected = sorted(name for name, (what, _) in own.items() if not what.expected)
    console.print(f"Not expected of a mechanical check, left out of the rate: {', '.join(unexpected)}")
    said = ", ".join(f"{name} {count}" for name, count in beside.most_common()) or "none"
    console.print(f"Missed in the field but flagged elsewhere in its file (not counted as caught): {said}")
    if crashes := [each for each in results if each.crash]:
        console.print(f"Texts on which a check crashed: {len(crashes)}, the first: {crashes[0].crash}")


def _broken_table(by_kind: dict[str, list[Result]]) -> Table:
    table = Table("kind", "what", title="Broken translations")
    for column in ("ar", "tr", "made", "caught", "rate"):
        table.add_column(column, justify="right")
    made = caught = 0
    for what in sorted(KINDS.values(), key=lambda each: (not each.expected, each.name)):
        listed = by_kind.get(what.name, [])
        if what.harmless or not listed:
            continue
        got = sum(bool(each.at) for each in listed)
        made, caught = made + len(listed) * what.expected, caught + got * what.expected
        style = (
            "" if not what.expected or got >= 0.95 * len(listed) else "yellow" if got >= 0.7 * len(listed) else "red"
        )
        name = what.name if what.expected else f"({what.name})"
        cells = (*_per_language(listed), str(len(listed)), str(got), f"{got / len(listed):.0%}")
        table.add_row(name, what.about, *cells, style=style)
    table.add_section()
    table.add_row("all that are expected", "", "", "", str(made), str(caught), f"{caught / max(1, made):.1%}")
    return table


def _harmless_table(by_kind: dict[str, list[Result]]) -> Table:
    table = Table("kind", "what", title="Harmless changes")
    for column in ("ar", "tr", "made", "flagged"):
        table.add_column(column, justify="right")
    table.add_column("by")
    made = flagged = 0
    for what in sorted(KINDS.values(), key=lambda each: each.name):
        listed = by_kind.get(what.name, [])
        if not what.harmless or not listed:
            continue
        wrong = [each for each in listed if _flagged(each)]
        checks = Counter(check for each in wrong for check in {one.check for one in each.at + each.elsewhere})
        made, flagged = made + len(listed), flagged + len(wrong)
        by = ", ".join(f"{check} {count}" for check, count in checks.most_common())
        cells = (*_per_language(listed), str(len(listed)), str(len(wrong)), by)
        table.add_row(what.name, what.about, *cells, style="red" if wrong else "")
    table.add_section()
    table.add_row("all", "", "", "", str(made), f"{flagged} ({flagged / max(1, made):.1%})", "")
    return table


def _per_language(listed: list[Result]) -> tuple[str, ...]:
    return tuple(str(sum(each.change.language == code for each in listed)) for code in LANGUAGES)


def show_results(name: str, results: list[Result]) -> None:
    """The misses of a kind, or what was flagged of a harmless one."""
    harmless = KINDS[name].harmless
    listed = [one for one in results if (_flagged(one) if harmless else bool(one.at)) == harmless]
    for one in sorted(listed, key=lambda one: (one.change.language, one.change.file, one.change.address)):
        show_change(one.change)
        for each in one.at + one.elsewhere:
            where = "" if each in one.at else "elsewhere: "
            print(f"    {where}{each.severity} {each.check}: {_said(each)}")
        if one.crash:
            print("    crash:", one.crash)
    print(f"\n{len(listed)} of {len(results)} {'flagged' if harmless else 'missed'}")


def _said(each: Problem) -> str:
    try:
        return explain(each, "en")[0]
    except (KeyError, IndexError):
        return str(each.details)


def show_change(change: Change) -> None:
    print(f"\n{change.file} {change.address}")
    before, after = _differing(change.before, change.after) if change.after else (change.before, "")
    print("  -", _visible(before))
    print("  +", _visible(after) or ("(empty)" if change.kind == "text-empty" else "(the file)"))


def _differing(before: str, after: str) -> tuple[str, str]:
    """Two texts without what they have in common, but for a few words around the difference."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    first, last = max(0, start - 60), max(0, end - 40)
    return tuple(  # type: ignore[return-value]
        ("\u2026" if first else "") + text[first : len(text) - last] + ("\u2026" if last else "")
        for text in (before, after)
    )


def _visible(text: str) -> str:
    shown = "".join(char if char.isprintable() or char == "\n" else f"\\u{ord(char):04x}" for char in text)
    return shown.replace("\n", "\n    ")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--show", metavar="KIND", choices=KINDS, help="the misses of a kind")
    parser.add_argument("--examples", metavar="KIND", choices=KINDS, help="all texts of a kind, nothing measured")
    parser.add_argument("--kinds", action="store_true", help="the kinds with their counts, nothing measured")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        root = copy_project(Path(tempfile.mkdtemp(dir=home)))
        world = read_world(root)
        only = options.show or options.examples
        chosen = [KINDS[only]] if only else list(KINDS.values())
        wanted = [change for each in chosen for change in changes(each, world)]
        if options.kinds:
            for name, count in Counter(change.kind for change in wanted).items():
                print(f"{count:5} {name}: {KINDS[name].about}")
            return
        if options.examples:
            for change in wanted:
                show_change(change)
            return
        try:
            base = _counted(open_project(root).problems)
        except Exception as failure:
            print(f"The checks don't run on the content as it is: {failure!r}")
            return
        results = measure(wanted, base, home, options.processes)
    if options.show:
        show_results(options.show, results)
    else:
        show_table(results)
        print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
