"""The strict loader of one file: text in is text out, and every defect has its place, at once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from eigentaal.problems import FORMATS, WARNING
from eigentaal.yamlfile import MAX_BYTES, MAX_DEPTH, MAX_FIELD, MAX_NODES, Map, YamlFile, parse, read

WORDS = """
0703533000 0707529000 +31707529000 14070 0113 112 113 010 007 08 09 0o17 0777 0x1F 0xdeadbeef 0b1010 1_000 685_230.15
10:30 8:30 08:30 190:20:30 12:30:45 24:00 10.30 1.0 0. .5 -.5 +12 -1 -0 1e3 1E-3 6.022e+23 12e03 .inf -.INF +.inf .nan
.NaN no No NO yes Yes YES on On ON off Off OFF y Y n N true True TRUE false False FALSE null Null NULL ~ 2026-11-22
2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 2026-1-1 = 0.0.0 0800-2000 1,000 12,50 1/2 50% \u20ac5 none None nil
undefined -- -a a:b <<a
"""
TRAPS = WORDS.split()


def checks(found: YamlFile) -> list[tuple[int, int, str]]:
    return [(each.line, each.column, each.check) for each in found.problems]


@contextmanager
def within_a_second() -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < 1


# -- text in, text out -------------------------------------------------------------------------------------------------


def test_there_are_enough_traps() -> None:
    assert len(set(TRAPS)) == len(TRAPS) >= 80


@pytest.mark.parametrize("trap", TRAPS)
def test_a_value_stays_the_text_it_is(trap: str) -> None:
    found = parse(f"a: {trap}\nb:   {trap}  # note\nc:\n  d: {trap}\n".encode(), "x")
    assert not found.problems
    assert found.root == {"a": trap, "b": trap, "c": {"d": trap}}


@pytest.mark.parametrize("trap", [each for each in TRAPS if "," not in each])  # there a comma ends the value
def test_a_value_in_brackets_stays_the_text_it_is(trap: str) -> None:
    found = parse(f"a: {{b: {trap}, c: [{trap}, {trap}]}}\n".encode(), "x")
    assert not found.problems
    assert found.root == {"a": {"b": trap, "c": [trap, trap]}}


@pytest.mark.parametrize("trap", TRAPS)
def test_an_item_of_a_list_stays_the_text_it_is(trap: str) -> None:
    found = parse(f"a:\n  - {trap}\n  - b: {trap}\n".encode(), "x")
    assert not found.problems
    assert found.root == {"a": [trap, {"b": trap}]}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_key_stays_the_text_it_is(trap: str) -> None:
    found = parse(f"{trap}: v\nb:\n  {trap}: w\n".encode(), "x")
    assert not found.problems
    assert found.root == {trap: "v", "b": {trap: "w"}}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("a:", ""),
        ("a: ''", ""),
        ('a: ""', ""),
        ("a: '  b '", "  b "),
        ("a: b   ", "b"),
        ("a: b # c", "b"),
        ("a: b#c", "b#c"),
        ("# ======= c\na: b <<<<<<< c # >>>>>>> d", "b <<<<<<< c"),
        ("a: |\n  ========\n", "========\n"),
        ("a: 'it''s'", "it's"),
        ('a: "x\\ny"', "x\ny"),
        ("a: |\n  b\n  c\n", "b\nc\n"),
        ("a: |-\n  b\n\n  c\n", "b\n\nc"),
        ("a: >-\n  b\n  c\n", "b c"),
        ("a: b\n  c", "b c"),
        ("a: [[x.y]]", [["x.y"]]),
        ("a: '[[x.y]]'", "[[x.y]]"),
        ("a: []", []),
        ("a: {}", {}),
        ("---\na: b", "b"),
        ("%YAML 1.1\n---\na: b", "b"),
        ("a: b\n...\n", "b"),
        ("'a': b", "b"),
        ("? a\n: b", "b"),
    ],
)
def test_every_way_to_write_a_value_is_read(written: str, value: object) -> None:
    found = parse(written.encode(), "x")
    assert not found.problems
    assert found.root == {"a": value}


def test_keys_values_and_items_know_their_place() -> None:
    found = parse(b"a: b\nc:\n  - d: e\n    f:   g\n  -  h\n'i j': {k: l}\n", "x").root
    assert isinstance(found, Map)
    items = found["c"]
    assert found.place == (1, 1)
    assert (found.keys_at["i j"], found.places["a"], found.places["c"]) == ((6, 1), (1, 4), (3, 3))
    assert items.places == [(3, 5), (5, 6)]
    assert (items[0].keys_at["f"], items[0].places["f"]) == ((4, 5), (4, 10))
    assert found["i j"].places["k"] == (6, 12)


def test_a_column_counts_letters_not_bytes() -> None:
    assert checks(parse("\u00eb: {\u015f: \u00e9, \u015f: x}\n".encode(), "x")) == [(1, 11, "duplicate-key")]


# -- defects, each in its place ----------------------------------------------------------------------------------------

DEFECTS: list[tuple[str, tuple[int, int, str]]] = [
    ("a: 1\nb: 2\na: 3\n", (3, 1, "duplicate-key")),
    ("a:\n  b: 1\n  c: 2\n  b: 3\n", (4, 3, "duplicate-key")),
    ("{a: 1, a: 2}\n", (1, 8, "duplicate-key")),
    ("a: 1\n'a': 2\n", (2, 1, "duplicate-key")),
    ("a:\n  - x: 1\n    x: 2\n", (3, 5, "duplicate-key")),
    ("a: 1\n? a\n: 2\n", (2, 3, "duplicate-key")),
    ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> tak\n", (2, 1, "git-conflict")),
    ("a: |\n  b\n  <<<<<<< HEAD\n  c\n  =======\n  d\n  >>>>>>> tak\n", (3, 3, "git-conflict")),
    ("a: |\r\n  b\r\n  =======\r\n  c\r\n", (3, 3, "git-conflict")),  # a mark that was left
    ("a: |\n  b\n  ||||||| 0a1b2c3\n", (3, 3, "git-conflict")),
    ("a: b\n>>>>>>> tak", (2, 1, "git-conflict")),
    ("a: &x 1\n", (1, 4, "yaml-anchor")),
    ("a: b\nc:\n  - &x d\n", (3, 5, "yaml-anchor")),
    ("a: &x [1]\n", (1, 4, "yaml-anchor")),
    ("a: &x {b: 1}\n", (1, 4, "yaml-anchor")),
    ("&x a: 1\n", (1, 1, "yaml-anchor")),
    ("a: *x\n", (1, 4, "yaml-anchor")),
    ("a: [b, *x]\n", (1, 8, "yaml-anchor")),
    ("*x : 1\n", (1, 1, "yaml-anchor")),
    ("a: &a [*a]\n", (1, 4, "yaml-anchor")),
    ("a: &a {b: *a}\n", (1, 4, "yaml-anchor")),
    ("a: b\nc: **Let op**\n", (2, 5, "yaml-anchor")),
    ("<<: {a: 1}\n", (1, 1, "yaml-merge")),
    ("a:\n  <<: {b: 1}\n", (2, 3, "yaml-merge")),
    ("a: b\n'<<': c\n", (2, 1, "yaml-merge")),
    ("a: !!str x\n", (1, 4, "yaml-tag")),
    ("a: !x y\n", (1, 4, "yaml-tag")),
    ("a: ! y\n", (1, 4, "yaml-tag")),
    ("a: !!python/object/apply:os.system [ls]\n", (1, 4, "yaml-tag")),
    ("a: !!python/name:os.system x\n", (1, 4, "yaml-tag")),
    ("a: !<tag:yaml.org,2002:int> 3\n", (1, 4, "yaml-tag")),
    ("a: !!binary aGFsbG8=\n", (1, 4, "yaml-tag")),
    ("a: !!set {b: c}\n", (1, 4, "yaml-tag")),
    ("!x a: b\n", (1, 1, "yaml-tag")),
    ("--- !x\na: b\n", (1, 5, "yaml-tag")),
    ("a:\n  - b\n  - !y c\n", (3, 5, "yaml-tag")),
    ("a: b\n---\nc: d\n", (2, 1, "yaml-second-document")),
    ("---\na: b\n---\n", (3, 1, "yaml-second-document")),
    ("a: b\n...\n---\nc: d\n", (3, 1, "yaml-second-document")),
    ("a:\tb\n", (1, 3, "tab")),
    ("a: b\n\tc: d\n", (2, 1, "tab")),
    ("a: b # c\td\n", (1, 9, "tab")),
    ("a: |\n  b\tc\n", (2, 4, "tab")),
    ('a: "b\\tc"\n', (1, 4, "tab")),
    ("? [a]\n: b\n", (1, 3, "key-not-text")),
    ("? {a: b}\n: c\n", (1, 3, "key-not-text")),
    ("? - a\n: b\n", (1, 3, "key-not-text")),
    ("[a]: b\n", (1, 1, "key-not-text")),
    ("a: {[b]: c}\n", (1, 5, "key-not-text")),
    ("{{a: b}: c}\n", (1, 2, "key-not-text")),
    ("a: b: c\n", (1, 5, "yaml-colon")),
    ("a: b\n c: d\n", (2, 3, "yaml-colon")),
    ("a: b\nc: @d\n", (2, 4, "yaml-unquoted")),
    ("a: `b`\n", (1, 4, "yaml-unquoted")),
    ("a: %b\n", (1, 4, "yaml-unquoted")),
    ("a: b\nc\nd: e\n", (3, 1, "yaml-key-without-colon")),
    ("a:\n  - b\n c: d\n", (3, 2, "yaml-indentation")),
    ("a: - b\n", (1, 4, "yaml-indentation")),
    ('a: "b" c\n', (1, 4, "yaml-open-quote")),
    ("a: 's b c\nd: e\n", (1, 4, "yaml-open-quote")),  # as in 's avonds
    ("a: 's b en 's c\n", (1, 4, "yaml-open-quote")),
    ("a:\n  b: 's c\n  d: e\n  f: Zo'n g\n", (2, 6, "yaml-open-quote")),
    ("a: 's b\nc: 'Hoe: d'\ne: f\n", (1, 4, "yaml-open-quote")),
    ("a:\n  - 's b\n  - c's\n", (2, 5, "yaml-open-quote")),
    ("a:\n  - {b: 's c.}\n  - {b: Zo'n}\n", (2, 9, "yaml-open-quote")),
    ("a: [b, 's c]\nd: e\n", (1, 8, "yaml-open-quote")),
    ('a: "b\nc: "d"\n', (1, 4, "yaml-open-quote")),
    ("a: 'b'\n c: d\n", (2, 2, "yaml-indentation")),  # whose quotes are right
    ("a: 'b'\n- c\n", (2, 1, "yaml-indentation")),
    ("a: 'b': c\n", (1, 7, "yaml-colon")),
    ('a: "b\\qc"\n', (1, 6, "yaml-escape")),
    ('a: "\\ud83d\\ude00"\n', (1, 7, "yaml-escape")),
    ("a: [b\nc: d\n", (1, 4, "yaml-open-bracket")),
    ("a: {b: c\n", (1, 4, "yaml-open-bracket")),
    ("x: y\na: [\n", (2, 4, "yaml-open-bracket")),
    ("a: [\nb: c\nd: e\n", (1, 4, "yaml-open-bracket")),
    ("a: [b, c\nd:\n  - e: f\n", (1, 4, "yaml-open-bracket")),
    ("a: [b, {c: d]\n", (1, 8, "yaml-open-bracket")),
    ("a: [b,\n  @c]\n", (1, 4, "yaml-open-bracket")),
    ("a: b\nc:\u00a0d\ne: f\n", (2, 3, "no-break-space")),
    ("a: b\nc: \u00a0\n  d: e\n\u00a0\u00a0f: g\n", (2, 4, "no-break-space")),
    ("a:\n \u00a0b: c\n  d: e\n", (2, 2, "no-break-space")),
    ("a:\n  -\u00a0b: c\n    d: e\n", (2, 4, "no-break-space")),
    ("a:\n  -\u00a0b: c\n", (2, 4, "no-break-space")),  # which YAML reads, as something else
    ("a:\n  - b:\u00a0c\n", (2, 7, "no-break-space")),
    ("", (1, 1, "empty-file")),
    ("# niets\n", (1, 1, "empty-file")),
    ("---\n", (1, 1, "empty-file")),
    ("- a\n", (1, 1, "not-a-map")),
    ("a\n", (1, 1, "not-a-map")),
    ("~\n", (1, 1, "not-a-map")),
]


@pytest.mark.parametrize(("written", "wanted"), DEFECTS)
def test_a_defect_is_reported_in_its_place(written: str, wanted: tuple[int, int, str]) -> None:
    with within_a_second():
        found = parse(written.encode(), "x.yml")
    assert found.root is None
    assert wanted in checks(found)
    assert wanted[:2] == min(each[:2] for each in checks(found))


@pytest.mark.parametrize("mark", ['"', "'"])
def test_a_quote_that_is_never_closed_is_reported_where_it_opens_with_the_remedy(mark: str) -> None:
    found = parse(f"a: b\nc: {mark}d\ne: f\n".encode(), "x")
    assert checks(found) == [(2, 4, "yaml-open-quote")]
    assert 'text: "\'s Avonds is het stil."' in FORMATS["text"](found.problems, "nl")


def test_hard_spaces_are_told_with_what_else_is_wrong_and_not_where_they_are_right() -> None:
    right = "a: b\u00a0c\nd: |\n  \u00a0e\n  -\u00a0f:\u00a0g\n  h:\u00a0i\nj: k:\u00a0l\n"
    assert not parse(right.encode(), "x").problems
    assert checks(parse(f"{right}m: n: o\n".encode(), "x")) == [(7, 5, "yaml-colon")]
    found = parse("a:\u00a0b\nc: d\nc:\u00a0d\n".encode(), "x")
    assert checks(found) == [(1, 3, "no-break-space"), (3, 3, "no-break-space"), (3, 1, "duplicate-key")]


def test_a_hard_space_at_the_end_of_a_value_is_no_part_of_it() -> None:
    assert parse("a: \u00a0b\u00a0\n".encode(), "x").root == {"a": "b"}


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("a: Lees folder #3 van ons.\n", (1, 16)),
        ("a: b\nc:\n  - d   #e\n", (3, 9)),
        ("a: #1 is rust\n", (1, 4)),
        ("a: b\n  c #d\n", (2, 5)),
        ("a: {b: c #d\n  }\n", (1, 10)),
        ("a: b # c\n", None),
        ("a: b  # c #d\n", None),
        ("a:  # b\n", None),
        ("a: b#c\n", None),
        ("a: 'b #c'\n", None),
        ("a: 'b' #c\n", None),
        ("#a\n  #b\nc: |\n  d #e\n  #f\n", None),
    ],
)
def test_text_that_a_hash_cuts_off_is_told(written: str, wanted: tuple[int, int] | None) -> None:
    found = parse(written.encode(), "x")
    assert found.root is not None
    assert checks(found) == ([(*wanted, "text-behind-hash")] if wanted else [])
    assert {each.severity for each in found.problems} <= {WARNING}
    assert not parse(written.encode(), "mkdocs.yml", tags=True).problems


def test_several_defects_of_one_file_are_reported_together() -> None:
    found = parse(b"a: 1\na: 2\nb: !x 3\n<<: 4\n[c]: d\ne: 5\ne: 6\n", "x")
    assert checks(found) == [
        (2, 1, "duplicate-key"),
        (3, 4, "yaml-tag"),
        (4, 1, "yaml-merge"),
        (5, 1, "key-not-text"),
        (7, 1, "duplicate-key"),
    ]


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    (found,) = parse(b"x: y\na: 1\nb: 2\na: 3\n", "x").problems
    assert dict(found.details) == {"key": "a", "line": "2"}


def test_every_defect_can_be_explained_in_both_languages() -> None:
    problems = [each for written, _ in DEFECTS for each in parse(written.encode(), "x").problems]
    for ui in ("nl", "en"):
        for form in FORMATS.values():
            assert form(problems, ui).count("duplicate-key") >= 6


# -- limits ------------------------------------------------------------------------------------------------------------


def nested(depth: int) -> bytes:
    """A map with lists in it, `depth` in all."""
    return b"a: " + b"[" * (depth - 1) + b"]" * (depth - 1) + b"\n"


def test_nine_levels_are_enough_and_ten_too_many() -> None:
    assert MAX_DEPTH == 9
    assert not parse(nested(9), "x").problems
    assert checks(parse(nested(10), "x")) == [(1, 12, "too-deep")]


def test_ten_levels_of_maps_are_too_many_too() -> None:
    def maps(depth: int) -> bytes:
        return "".join(f"{'  ' * level}a:\n" for level in range(depth)).encode()

    assert not parse(maps(9), "x").problems
    assert checks(parse(maps(10), "x")) == [(10, 19, "too-deep")]


def test_ten_thousand_values_are_enough_and_one_more_too_many() -> None:
    def values(count: int) -> bytes:
        return b"a:\n" + b"- b\n" * (count - 3)  # the map, its key and the list count too

    assert MAX_NODES == 10_000
    assert not parse(values(10_000), "x").problems
    assert checks(parse(values(10_001), "x")) == [(9_999, 3, "too-many-values")]


@pytest.mark.parametrize("written", ["a: {}\n", "a: '{}'\n", 'a: "{}"\n', "a: |-\n  {}\n", "a:\n  - {}\n"])
def test_five_thousand_characters_are_enough_and_one_more_too_many(written: str) -> None:
    assert MAX_FIELD == 5_000
    for letter in "xé":
        assert not parse(written.format(letter * 5_000).encode(), "x").problems
        found = parse(written.format(letter * 5_001).encode(), "x")
        assert [each.check for each in found.problems] == ["field-too-long"]
        assert dict(found.problems[0].details)["length"] == "5001"


def test_a_file_of_256_kb_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    body = b"a: b\n#" + b"x" * (MAX_BYTES - 6)
    file.write_bytes(body)
    assert read(file, "x.yml").root == {"a": "b"}
    file.write_bytes(body + b"x")
    assert checks(read(file, "x.yml")) == [(1, 1, "file-too-large")]


LAUGHS = "a0: &a0 [lol,lol,lol,lol,lol,lol,lol,lol,lol]\n" + "".join(
    f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
BULK = MAX_BYTES - 8
HEAVY: dict[str, tuple[bytes, str]] = {
    "billion laughs": (LAUGHS.encode(), "yaml-anchor"),
    "billion laughs in maps": (b"a: &a {b: c}\nd: &d {<<: *a}\n", "yaml-anchor"),
    "a list that holds itself": (b"a: &a [*a, *a]\n", "yaml-anchor"),
    "2,000 open lists": (b"a: " + b"[" * 2_000, "too-deep"),
    "2,000 lists": (b"a: " + b"[" * 2_000 + b"]" * 2_000, "too-deep"),
    "2,000 maps": (b"a: " + b"{b: " * 2_000, "too-deep"),
    "2,000 dashes": (b"a:\n " + b"- " * 2_000, "too-deep"),
    "2,000 question marks": (b"? " * 2_000, "too-deep"),
    "a bulk of brackets": (b"a: " + b"[" * BULK, "too-deep"),
    "a bulk of braces": (b"a: " + b"{" * BULK, "too-deep"),
    "100,000 keys": (b"".join(b"k%d: v\n" % each for each in range(100_000)), "too-many-values"),
    "30,000 equal keys": (b"k: v\n" * 30_000, "too-many-values"),
    "a bulk of items": (b"a:\n" + b"- b\n" * (BULK // 4), "too-many-values"),
    "a bulk of quotes": (b"a: '" + b"''" * (BULK // 2) + b"'", "field-too-long"),
    "a bulk of text": (b"a: " + b"x" * BULK, "field-too-long"),
    "a quote never closed": (b'a: "' + b"x\n " * (BULK // 3), "yaml-open-quote"),
    "a key never ended": (b"a: b\n" + b"x" * BULK, "yaml-key-without-colon"),
    "anchors": (b"a: " + b"&b " * (BULK // 3), "yaml-anchor"),
    "tags": (b"a: !" + b"x" * BULK, "yaml-tag"),
    "tabs": (b"a: " + b"\t" * BULK, "tab"),
    "hard spaces on many lines": ("a:\u00a0b\n".encode() * (BULK // 6), "no-break-space"),
    "hashes on many lines": (b"- b #c\n" * (BULK // 7), "text-behind-hash"),
    "hashes on one line": (b"a: b" + b" #c" * (BULK // 3), "text-behind-hash"),
    "tabs on many lines": (b"a:\t\n" * (BULK // 4), "tab"),
    "control characters": (b"a: " + b"\x01" * BULK, "refused-character"),
    "escape sequences": (b"a: " + b"\x1b[31m" * (BULK // 5), "refused-character"),
    "zero-width spaces": (b"a: b" + "\u200b".encode() * (BULK // 3), "removed-character"),
    "open isolates": (b"a: " + "\u2068".encode() * (BULK // 3), "unbalanced-isolate"),
    "misread letters": (b"a: " + "\u00c3\u00a9".encode() * (BULK // 4), "mojibake"),
    "combining marks": (b"a: e" + "\u0301\u0323".encode() * (BULK // 4), ""),
    "combining marks of Tibetan": (b"a: \xe0\xbd\x80" + "\u0f72\u0f71".encode() * (BULK // 6), ""),
    "no UTF-8": (b"a: " + b"\xff" * BULK, "wrong-encoding"),
    "NUL": (b"\x00" * BULK, "wrong-encoding"),
}


@pytest.mark.parametrize(("data", "wanted"), HEAVY.values(), ids=HEAVY)
def test_a_heavy_file_is_reported_within_a_second(data: bytes, wanted: str) -> None:
    with within_a_second():
        found = parse(data, "x.yml")
    assert found.problems
    assert wanted in {"", *(each.check for each in found.problems)}
    if wanted not in ("removed-character", "text-behind-hash"):
        assert found.root is None


@pytest.mark.parametrize("size", [300 * 1024, 3 * 1024 * 1024])
def test_a_large_file_is_not_even_read(tmp_path: Path, size: int) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(b"".join(b"k%d: v\n" % each for each in range(size // 8)).ljust(size, b"\n")[:size])
    with within_a_second():
        found = read(file, "docs/nl/x.yml")
    assert [(each.path, each.check) for each in found.problems] == [("docs/nl/x.yml", "file-too-large")]


# -- files that are none -----------------------------------------------------------------------------------------------


def _symlink(file: Path) -> None:
    file.with_name("real.yml").write_text("a: b\n")
    file.symlink_to("real.yml")


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda file: None, "unreadable-file"),
        (Path.mkdir, "not-a-file"),
        (os.mkfifo, "not-a-file"),
        (_symlink, "not-a-file"),
        (lambda file: file.symlink_to("/dev/zero"), "not-a-file"),
        (lambda file: file.symlink_to("nowhere"), "not-a-file"),
    ],
    ids=["absent", "folder", "fifo", "symlink", "device", "dangling symlink"],
)
def test_what_is_no_file_is_reported_and_not_opened(
    tmp_path: Path, make: Callable[[Path], object], wanted: str
) -> None:
    make(tmp_path / "x.yml")
    with within_a_second():
        found = read(tmp_path / "x.yml", "x.yml")
    assert checks(found) == [(1, 1, wanted)]


# -- encodings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1254", "cp1256"])
@pytest.mark.parametrize("ui", ["nl", "en"])
def test_another_encoding_is_refused_with_its_name_and_the_remedy(tmp_path: Path, encoding: str, ui: str) -> None:
    language = {"cp1254": "tr", "cp1256": "ar"}.get(encoding, "nl")
    letters = {"tr": "\u015f", "ar": "\u0645"}.get(language, "\u00eb")
    (tmp_path / "x.yml").write_bytes(f"title: x{letters}\n".encode(encoding))
    found = read(tmp_path / "x.yml", "x.yml", language)
    assert checks(found) == [(1, 1, "wrong-encoding")]
    shown = FORMATS["text"](found.problems, ui)
    assert encoding.replace("cp", "windows-")[:12].removesuffix("-le").removesuffix("-be") in shown.lower()
    assert "UTF-8" in shown.splitlines()[1]
