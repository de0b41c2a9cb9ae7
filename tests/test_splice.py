"""Writing one text into a YAML file: the text is there to the letter, and every other byte is what it was."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pages import REAL, real_site

from eigentaal.exchange.splice import Unspliceable, like, value_at, write
from eigentaal.units import units
from eigentaal.yamlfile import MAX_BYTES, MAX_FIELD, parse

DATA = Path(__file__).with_name("data") / "splice.yml"
BOM = b"\xef\xbb\xbf"


@cache
def data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return loaded


FILES: dict[str, str] = data()["files"]
TEXTS: list[str] = data()["texts"]


def address(file: str) -> str:
    return "list[one].here" if "list" in file else "here"


def around(before: bytes, after: bytes) -> tuple[bytes, bytes]:
    """What the two differ in, once the same beginning and end are taken off."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


def others(data: bytes, where: str) -> Any:
    """Everything a file holds but the text at `where`; a line end at the very end doesn't count."""
    root = parse(data, "x").root
    assert root is not None

    def walk(node: Any, here: str) -> Any:
        if isinstance(node, dict):
            return {key: walk(each, f"{here}.{key}".lstrip(".")) for key, each in node.items()}
        if isinstance(node, list):
            return [walk(each, f"{here}[{each['id']}]") for each in node]
        return None if here == where else node.rstrip("\n")

    return walk(root, "")


def check(file: str, text: str, ends: str = "\n") -> None:
    before, where = file.replace("\n", ends).encode(), address(file)
    after = write(before, {where: text})
    found = parse(after, "x")
    assert value_at(found.root, where) == text
    assert others(after, where) == others(before, where)
    assert write(after, {where: text}) == after, "a second time changes nothing"
    assert after.startswith(BOM) == before.startswith(BOM)
    if ends == "\r\n":
        assert after.count(b"\n") == after.count(b"\r\n")
    for comment in (b"# c", b"# note", b"# between", b"# tail"):
        assert after.count(comment) - text.encode().count(comment) == before.count(comment)


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", FILES)
def test_every_text_goes_into_every_style(name: str, ends: str) -> None:
    for text in TEXTS:
        check(FILES[name], text, ends)


def test_the_cases_are_many() -> None:
    assert len(FILES) * len(TEXTS) >= 1000


ANY = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \n\n:#-'\"\\[]{}|>&*!%@`,?~0\t\u00a0\u200c\u0640\u064b\u0130\u0131"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)


@settings(max_examples=400)
@given(st.sampled_from(sorted(FILES)), ANY, st.sampled_from(["\n", "\r\n"]))
@example("literal at the very end", "\n\n", "\n")
def test_any_text_is_written_to_the_letter_or_not_at_all(name: str, text: str, ends: str) -> None:
    before = FILES[name].replace("\n", ends).encode()
    try:
        after = write(before, {address(FILES[name]): text})
    except Unspliceable:  # only what the loader itself would not give back
        root = parse(yaml.safe_dump({"here": text}).encode(), "x").root
        assert root is None or root["here"] != text or text != text.strip()
        return
    assert value_at(parse(after, "x").root, address(FILES[name])) == text
    assert others(after, address(FILES[name])) == others(before, address(FILES[name]))


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(["t", "l[a].x", "l[a].y", "l[b].x", "l[c].x", "m[d].x"]), ANY), max_size=8))
def test_any_order_of_writing_gives_all_texts(writes: list[tuple[str, str]]) -> None:
    """New fields, items, lists and files: whatever was written is there, and nothing that was there is gone."""
    order = ["t", "l[a].x", "l[a].y", "l[b].x", "l[c].x", "m[d].x"]
    data, held = b"", dict[str, str]()
    for where, text in writes:
        try:
            data = write(data, {where: text}, order)
        except Unspliceable:
            continue
        held[where] = text
        root = parse(data, "x").root
        assert {each: value_at(root, each) for each in held} == held


# -- what a person would see ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "where", "text", "after"),
    [
        ("a: old  # x\n", "a", "new", "a: new  # x\n"),
        ("a: old\n", "a", "new: one", 'a: "new: one"\n'),
        ("a: 'old'\n", "a", "it's", "a: 'it''s'\n"),
        ("a: |\n   old\n\nb: x\n", "a", "new\n\nmore\n", "a: |\n   new\n\n   more\n\nb: x\n"),
        ("a: old\n", "a", "one\ntwo\n", "a: |\n  one\n  two\n"),
        ("a: {b: old, c: x}\n", "a.b", "1, 2", 'a: {b: "1, 2", c: x}\n'),
        ("a:\nb: x\n", "a", "no", 'a: "no"\nb: x\n'),
        ("a:  >-\n  old\n  text\n", "a", "new", "a:  |-\n  new\n"),
    ],
)
def test_the_style_is_kept(before: str, where: str, text: str, after: str) -> None:
    assert write(before.encode(), {where: text}).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: [old, list]  # x\nb: y\n", 'a: [new one, "123"]  # x\nb: y\n'),
        ("a: [\n  old,\n  list\n]\nb: y\n", 'a: [new one, "123"]\nb: y\n'),
        ("a:\n- old\n- list  # x\nb: y\n", 'a:\n- new one\n- "123"  # x\nb: y\n'),
        ("a:\r\n  - old\r\nb: y\r\n", 'a:\r\n  - new one\r\n  - "123"\r\nb: y\r\n'),
        ("a: []\nb: y\n", 'a: [new one, "123"]\nb: y\n'),
        ("a:\nb: y\n", 'a: [new one, "123"]\nb: y\n'),
        ("b: y\n", 'a: [new one, "123"]\nb: y\n'),
        ("{a: [old], b: y}\n", '{a: [new one, "123"], b: y}\n'),
    ],
)
def test_a_list_of_words_keeps_its_style(before: str, after: str) -> None:
    assert write(before.encode(), {"a": ("new one", "123")}, ["a", "b"]).decode() == after


@pytest.mark.parametrize(
    "before",
    ["a:\n  - old  # why\n  - list\n", "a: [old,  # why\n  list]\n", "a: {b: x}\n", "a: old\n", "a:\n  - id: x\n"],
    ids=["a note in a list", "a note between brackets", "a map", "a text", "items"],
)
def test_a_list_of_words_takes_nothing_else_away(before: str) -> None:
    with pytest.raises(Unspliceable):
        write(before.encode(), {"a": ("new",)})


@settings(max_examples=300)
@given(
    st.sampled_from(
        ["a: [x, y]\n", "a:\n  - x\n  - y\n", "", "b: z\n", "l:\n  - id: k\n    a: [x]\n", "{b: z, a: [x]}\n"]
    ),
    st.lists(ANY.map(str.strip).filter(bool), min_size=1, max_size=5, unique=True),
)
def test_any_words_are_written_to_the_letter_or_not_at_all(before: str, words: list[str]) -> None:
    where = "l[k].a" if "l:" in before else "a"
    try:
        after = write(before.encode(), {where: tuple(words)})
    except Unspliceable:  # only what the loader itself would not give back
        root = parse(yaml.safe_dump({"a": words}, allow_unicode=True).encode(), "x").root
        assert root is None or root["a"] != words
        return
    root = parse(after, "x").root
    assert value_at(root, where) == tuple(words)
    assert value_at(root, "b") == ("z" if "b: z" in before else None)


ORDER = ["title", "answer", "parts[a].heading", "parts[a].text", "parts[b].text", "worries[w].answer"]


@pytest.mark.parametrize(
    ("before", "where", "after"),
    [
        ("", "title", "title: new\n"),
        ("# Only this\n", "parts[b].text", "# Only this\nparts:\n  - id: b\n    text: new\n"),
        ("title: x\n# tail\n", "answer", "title: x\nanswer: new\n# tail\n"),
        ("# head\nanswer: x\n", "title", "# head\ntitle: new\nanswer: x\n"),
        ("title: x", "answer", "title: x\nanswer: new\n"),
        ("parts: []  # none\n", "parts[a].text", "parts:  # none\n  - id: a\n    text: new\n"),
        ("parts:\n- id: a\n  text: x\n", "parts[b].text", "parts:\n- id: a\n  text: x\n- id: b\n  text: new\n"),
        ("parts:\n  - id: b\n    text: |\n      x\n\nz: 1\n", "parts[a].text", None),
        (
            "parts:\n  - {id: a, text: x}  # y\n",
            "parts[a].heading",
            "parts:\n  - {id: a, heading: new, text: x}  # y\n",
        ),
        ("parts: [{id: b, text: x}]\n", "parts[a].text", "parts: [{id: a, text: new}, {id: b, text: x}]\n"),
        (
            "parts:\n  - id: a\n    text: |\n      x\n\nz: 1\n",
            "worries[w].answer",
            "parts:\n  - id: a\n    text: |\n      x\nworries:\n  - id: w\n    answer: new\n\nz: 1\n",
        ),
    ],
)
def test_a_new_text_stands_where_the_dutch_has_it(before: str, where: str, after: str | None) -> None:
    if after is None:
        after = before.replace("parts:\n", "parts:\n  - id: a\n    text: new\n")
    assert write(before.encode(), {where: "new"}, ORDER).decode() == after


def test_a_new_file_has_the_order_of_the_dutch_page() -> None:
    texts = {each: f"x {each.partition('.')[2]}".strip() for each in reversed(ORDER)}
    assert write(b"", texts, ORDER) == (
        b"title: x\nanswer: x\nparts:\n  - id: a\n    heading: x heading\n    text: x text\n"
        b"  - id: b\n    text: x text\nworries:\n  - id: w\n    answer: x answer\n"
    )


@pytest.mark.parametrize(
    "before",
    [
        b"a: [\n",
        b"a: 1\na: 2\n",
        b"a: {b: 1}\n",
        b"a:\n  - 1\n",
        b"a: &x 1\n",
        b"\xff\xfe",
        b"- a\n",
        b"a: \xe9\n",
        b"x: 1\n---\na: 2\n",
    ],
)
def test_a_file_that_cannot_be_read_is_left_alone(before: bytes) -> None:
    with pytest.raises(Unspliceable):
        write(before, {"a": "x"})


@pytest.mark.parametrize(
    "text", ["a\tb", "\x00", "\u202e", "\u200e", "\u2066", "e\u0301", "\r", "\ud800", "\ufeff", "x" * (MAX_FIELD + 1)]
)
def test_what_reading_would_not_give_back_is_not_written(text: str) -> None:
    for file in FILES.values():
        with pytest.raises(Unspliceable):
            write(file.encode(), {address(file): text})


def test_a_file_does_not_grow_too_large() -> None:
    with pytest.raises(Unspliceable):
        write(b"a: x\n#" + b"-" * (MAX_BYTES - 8) + b"\n", {"a": "more than there is room for"})


def test_the_line_end_of_a_block_is_no_change() -> None:
    assert like("x\n", "y") == "y\n"
    assert like("x", "y\n") == "y"
    assert like(None, "y") == "y"


# -- the real content --------------------------------------------------------------------------------------------------


@REAL
def test_the_real_content_changes_in_one_place() -> None:
    """Each text of the site in turn: the change stands at its place, and undoing it gives the file back."""
    site = real_site()
    looked = undone = 0
    for language in site.languages[1:]:
        for unit in units(site, language.code):
            if not unit.target:
                continue
            looked += 1
            if looked % 7:
                continue
            before = (ROOT / unit.file).read_bytes()
            raw = value_at(parse(before, "x").root, unit.address)
            assert raw is not None
            after = write(before, {unit.address: like(raw, f"{unit.target} x")})
            gone, come = around(before, after)
            assert len(come) <= len(gone) + 4, (gone, come)
            back = write(after, {unit.address: raw})
            undone += back == before
    assert looked > 500
    assert undone >= 0.99 * looked / 7
