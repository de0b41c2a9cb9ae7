"""The small language of a field: what it knows, what it refuses and where, and that plain words always come through."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eigentaal.reading import Reading
from eigentaal.text import (
    Bold,
    FactRef,
    Listing,
    OwnLanguage,
    PageLink,
    Paragraph,
    Quote,
    Run,
    TermRef,
    Text,
    parse_line,
    parse_rich,
)

Parse = Callable[..., Text]
Told = list[tuple[int, str, dict[str, str]]]


def line(source: str) -> tuple[Text, Told]:
    told: Told = []
    return parse_line(source, lambda *each: told.append(each)), told


def rich(source: str) -> tuple[Text, Told]:
    told: Told = []
    return parse_rich(source, lambda *each: told.append(each)), told


def shown(run: Run) -> str:
    """What a run says by itself."""
    if isinstance(run, str):
        return run
    return run.text if isinstance(run, Bold | Quote | PageLink | TermRef) else ""


def words(text: Text) -> list[str]:
    """Everything a reader sees, block by block."""
    return " ".join(shown(run) if not isinstance(run, str) else run for run in _spaced(text)).split()


def _spaced(text: Text) -> list[Run]:
    found: list[Run] = []
    for block in text.blocks:
        for runs in (block.runs,) if isinstance(block, Paragraph) else block.items:
            found += [*runs, " "]
    return found


# -- references and links ----------------------------------------------------------------------------------------------

FORMS: list[tuple[str, tuple[Run, ...]]] = [
    ("[[veilig-thuis.phone]]", (FactRef("veilig-thuis", "phone"),)),
    ("[[r-bezwaar.term]]", (FactRef("r-bezwaar", "term"),)),
    ("[[a.b]]", (FactRef("a", "b"),)),
    ("[[a-1.b-2]]", (FactRef("a-1", "b-2"),)),
    ("[[113.phone]]", (FactRef("113", "phone"),)),
    ("[[ lijn.phone ]]", (FactRef("lijn", "phone"),)),
    ("[[own-language]]", (OwnLanguage(),)),
    ("[[ own-language ]]", (OwnLanguage(),)),
    ("[[nl:Ik wil een tolk]]", (Quote("Ik wil een tolk"),)),
    ("[[nl: Ik wil een tolk. ]]", (Quote("Ik wil een tolk."),)),
    ("[een tolk](page:tolk)", (PageLink("een tolk", "tolk", ""),)),
    ("[een tolk](page:tolk#man-of-vrouw)", (PageLink("een tolk", "tolk", "man-of-vrouw"),)),
    ("[x](page:a1-b2-c3)", (PageLink("x", "a1-b2-c3", ""),)),
    ("[de coach](term:gezinscoach)", (TermRef("de coach", "gezinscoach"),)),
    ("Bel [[a.phone]].", ("Bel ", FactRef("a", "phone"), ".")),
    ("[[a.b]][[c.d]]", (FactRef("a", "b"), FactRef("c", "d"))),
    ("([een](page:a), [twee](page:b))", ("(", PageLink("een", "a", ""), ", ", PageLink("twee", "b", ""), ")")),
    ("[[nl:Tolk]] is [een tolk](term:tolk)", (Quote("Tolk"), " is ", TermRef("een tolk", "tolk"))),
]


@pytest.mark.parametrize("parse", [line, rich])
@pytest.mark.parametrize(("source", "runs"), FORMS)
def test_a_reference_or_link_is_understood(parse: Parse, source: str, runs: tuple[Run, ...]) -> None:
    text, told = parse(source)
    assert told == []
    assert tuple(text.runs()) == runs
    assert text.source == source


BROKEN: list[tuple[str, str]] = [
    ("[[a.b", "broken-markup"),
    ("[[a.b]", "broken-markup"),
    ("a.b]]", "broken-markup"),
    ("Bel [[a.phone nu", "broken-markup"),
    ("[een tolk](page:tolk", "broken-markup"),
    ("[een tolk](page: tolk)", "broken-markup"),
    ('[een tolk](page:tolk "titel")', "broken-markup"),
    ("een tolk](page:tolk)", "broken-markup"),
    ("[](page:tolk)", "broken-markup"),
    ("[a](page:b(c))", "broken-markup"),
    ("*schuin*", "broken-markup"),
    ("_schuin_", "broken-markup"),
    ("een *schuin* woord", "broken-markup"),
    ("een _schuin woord_.", "broken-markup"),
    ("[[]]", "unknown-reference"),
    ("[[ ]]", "unknown-reference"),
    ("[[nl:]]", "unknown-reference"),
    ("[[nl: ]]", "unknown-reference"),
    ("[[a]]", "unknown-reference"),
    ("[[a.b.c]]", "unknown-reference"),
    ("[[A.b]]", "unknown-reference"),
    ("[[a.B]]", "unknown-reference"),
    ("[[a.]]", "unknown-reference"),
    ("[[.b]]", "unknown-reference"),
    ("[[a-.b]]", "unknown-reference"),
    ("[[a b.c]]", "unknown-reference"),
    ("[[own language]]", "unknown-reference"),
    ("[[own-languages]]", "unknown-reference"),
    ("[[tr:Merhaba]]", "unknown-reference"),
    ("[[a|b]]", "unknown-reference"),
    ("[[{{ 7*7 }}]]", "unknown-reference"),
    ("[[../../etc/passwd]]", "unknown-reference"),
    ("[x](http://example.org)", "foreign-link"),
    ("[x](https://example.org/a)", "foreign-link"),
    ("[x](//example.org)", "foreign-link"),
    ("[x](mailto:a@example.org)", "foreign-link"),
    ("[x](tel:112)", "foreign-link"),
    ("[x](javascript:alert)", "foreign-link"),
    ("[x](JavaScript:alert`1`)", "foreign-link"),
    ("[x](data:text/html,x)", "foreign-link"),
    ("[x](file:///etc/passwd)", "foreign-link"),
    ("[x](/a)", "foreign-link"),
    ("[x](../a)", "foreign-link"),
    ("[x](#a)", "foreign-link"),
    ("[x]()", "foreign-link"),
    ("[x](tolk)", "foreign-link"),
    ("[x](page:)", "foreign-link"),
    ("[x](page:Tolk)", "foreign-link"),
    ("[x](page:a/b)", "foreign-link"),
    ("[x](page:a.yml)", "foreign-link"),
    ("[x](page:a#)", "foreign-link"),
    ("[x](page:a#B)", "foreign-link"),
    ("[x](page:a#b#c)", "foreign-link"),
    ("[x](page:-a)", "foreign-link"),
    ("[x](Page:a)", "foreign-link"),
    ("[x](term:a#b)", "foreign-link"),
    ("[x](term:)", "foreign-link"),
    ("[x](fact:a)", "foreign-link"),
    ("[x](page:a%0Ajavascript:b)", "foreign-link"),
]


@pytest.mark.parametrize("parse", [line, rich])
@pytest.mark.parametrize(("source", "check"), BROKEN)
def test_a_broken_reference_or_foreign_link_is_reported(parse: Parse, source: str, check: str) -> None:
    text, told = parse(source)
    assert check in [each[1] for each in told]
    assert not any(isinstance(run, PageLink | TermRef | FactRef | Quote) for run in text.runs())


@pytest.mark.parametrize(
    "source",
    [
        "2 * 3 * 4 is 24",
        "een * en nog een *",
        "bestand_met_streepjes",
        "a_b en c_d",
        "[zie de brief]",
        "zie [1] en [2]",
        "(tussen haakjes)",
        "5 > 3 en 3 < 5",
        "a ] b",
        "{{ 7*7 }} ${x} %s {x}",
        "https://example.org/a_b",
        "070-1234567",
        "# 1",
        "",
    ],
)
def test_signs_that_are_no_markup_stay_as_they_are(source: str) -> None:
    text, told = line(source)
    assert told == []
    assert "".join(map(shown, text.runs())) == source


# -- one line ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["**vet**", "een **vet woord** hier", "a ** b", "**"])
def test_bold_is_refused_in_a_field_of_one_line(source: str) -> None:
    assert "bold-not-allowed" in [each[1] for each in line(source)[1]]


@pytest.mark.parametrize("source", ["a  b", " a b ", "a\nb", "a \n  b", "a\n\nb"])
def test_white_space_in_a_line_is_one_space(source: str) -> None:
    assert line(source)[0] == line("a b")[0]


# -- bold --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("**vet**", (Bold("vet"),)),
        ("een **vet woord** hier", ("een ", Bold("vet woord"), " hier")),
        ("**a** en **b**", (Bold("a"), " en ", Bold("b"))),
        ("een **vet\nwoord** hier", ("een ", Bold("vet woord"), " hier")),
        ("**Let op:** bel", (Bold("Let op:"), " bel")),
    ],
)
def test_bold_is_understood_in_a_rich_field(source: str, runs: tuple[Run, ...]) -> None:
    text, told = rich(source)
    assert told == []
    assert tuple(text.runs()) == runs


@pytest.mark.parametrize("source", ["**vet", "vet**", "a ** b", "**a\n\nb**", "****"])
def test_bold_that_is_not_closed_is_reported(source: str) -> None:
    assert "broken-markup" in [each[1] for each in rich(source)[1]]


@pytest.mark.parametrize(
    "source",
    ["**[[lijn.phone]]**", "**Bel [[lijn.phone]] nu**", "**[een tolk](page:tolk)**", "[**een tolk**](page:tolk)"],
)
def test_markup_within_markup_is_reported(source: str) -> None:
    assert "broken-markup" in [each[1] for each in rich(source)[1]]


# -- blocks ------------------------------------------------------------------------------------------------------------


def outline(text: Text) -> list[str | list[str] | tuple[str, ...]]:
    """Paragraphs as text, bullets as lists, numbered lists as tuples."""
    found: list[str | list[str] | tuple[str, ...]] = []
    for block in text.blocks:
        if isinstance(block, Listing):
            items = ["".join(map(shown, each)) for each in block.items]
            found.append(tuple(items) if block.ordered else items)
        else:
            found.append("".join(map(shown, block.runs)))
    return found


BLOCKS: list[tuple[str, list[str | list[str] | tuple[str, ...]]]] = [
    ("a", ["a"]),
    ("a\nb", ["a b"]),
    ("a\n\nb", ["a", "b"]),
    ("a\n  \n\n\nb\n", ["a", "b"]),
    ("- a\n- b", [["a", "b"]]),
    ("-   a\n- b", [["a", "b"]]),
    ("a:\n- b\n- c", ["a:", ["b", "c"]]),
    ("- a\n  vervolg\n- b", [["a vervolg", "b"]]),
    ("1. a\n2. b", [("a", "b")]),
    ("a\n1. b\n2. c\n\nd", ["a", ("b", "c"), "d"]),
    ("- a\n1. b", [["a"], ("b",)]),
    ("1. a\n- b", [("a",), ["b"]]),
    ("- a\n\nb", [["a"], "b"]),
    ("- a\n\n- b", [["a"], ["b"]]),
    ("1. a\n\n2. b\n\nc", [("a", "b"), "c"]),
    ("1. a\n\n1. b", [("a",), ("b",)]),
    ("1. a\n\n5. b", [("a",), "5. b"]),
    ("-a", ["-a"]),
    ("- a - b", [["a - b"]]),
    ("3-5 jaar", ["3-5 jaar"]),
    ("1.5 uur", ["1.5 uur"]),
    ("19. eeuw", ["19. eeuw"]),
    ("2. b", ["2. b"]),
    ("in de\n19. eeuw", ["in de 19. eeuw"]),
    ("1. a\n19. eeuw", [("a 19. eeuw",)]),
    ("0. a", ["0. a"]),
    ("112. Bel", ["112. Bel"]),
]


@pytest.mark.parametrize(("source", "wanted"), BLOCKS)
def test_lines_become_paragraphs_and_lists(source: str, wanted: list[object]) -> None:
    text, told = rich(source)
    assert told == []
    assert outline(text) == wanted


@pytest.mark.parametrize(
    "source",
    ["# Kop", "## Kop", "###### Kop", "> citaat", "```", "```python", "* punt", "+ punt", "• punt", "| a | b |", "---"],
)
@pytest.mark.parametrize("before", ["", "Tekst.\n\n", "Tekst\n", "- a\n"])
def test_other_block_markup_is_reported_on_its_line(source: str, before: str) -> None:
    _, told = rich(before + source)
    assert [(at, check) for at, check, _ in told if check == "unknown-markup"] == [
        (before.count("\n"), "unknown-markup")
    ]


HTML = [
    "<b>vet</b>",
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<!-- niets -->",
    "</p><p>",
    "&lt;b&gt; &amp; &nbsp;",
    "<a href='javascript:alert(1)'>x</a>",
    "{% include 'x' %} {{ config }}",
    "<https://example.org>",
    "a <br> b",
]


@pytest.mark.parametrize("parse", [line, rich])
@pytest.mark.parametrize("source", HTML)
def test_what_looks_like_html_or_a_template_is_text(parse: Parse, source: str) -> None:
    text, told = parse(source)
    assert told == []
    assert tuple(text.runs()) == (source,)


@pytest.mark.parametrize(
    "source",
    [
        "- a\n  - b\n    - c",
        "- a\n      - b\n1. c\n   1. d",
        "1. a\n\n3. b\n7. c",
        "1. a\n1. b",
        "2. a\n1. b",
        "-\n- \n- a",
        "1.\n1. a",
        "- - a",
        "- 1. a",
        "1. - a",
        "a\n- b\nc\n\n1. d\ne",
        "9" * 300 + ". a",
    ],
)
def test_an_odd_list_keeps_every_word(source: str) -> None:
    text, _ = rich(source)
    assert [each for each in words(text) if each.isalpha()] == [each for each in source.split() if each.isalpha()]


@pytest.mark.parametrize("digits", [10, 4_300, 4_301, 4_990])
def test_a_line_of_digits_is_no_trouble(digits: int) -> None:
    """Python refuses to read a number of more than 4,300 digits."""
    text, told = rich("1" * digits + ". a")
    assert told == []
    assert words(text) == ["1" * digits + ".", "a"]


# -- places ------------------------------------------------------------------------------------------------------------

LOCATED: list[tuple[str, int, str]] = [
    ("**a", 0, "broken-markup"),
    ("goed\n\n[[a", 2, "broken-markup"),
    ("- goed\n- [x](http://y)\n- goed", 1, "foreign-link"),
    ("1. goed\n2. goed\n3. [[x]]", 2, "unknown-reference"),
    ("goed\n\ngoed\n\n> citaat", 4, "unknown-markup"),
    ("goed\nnog goed [[a", 1, "broken-markup"),
    ("goed\ngoed\n[x](//y) goed", 2, "foreign-link"),
    ("- goed\n  vervolg [[x]]\n- goed", 1, "unknown-reference"),
]


@pytest.mark.parametrize(("source", "row", "check"), LOCATED)
def test_a_defect_is_reported_on_its_row(source: str, row: int, check: str) -> None:
    _, told = rich(source)
    assert [(each[0], each[1]) for each in told] == [(row, check)]


FIELDS: list[tuple[str, int]] = [  # a part in YAML → the line with the defect
    ("text: goed [[x]]\n", 5),
    ('text: "goed [[x]]"\n', 5),
    ("text: |\n      [[x]]\n", 6),
    ("text: |-\n      [[x]]\n", 6),
    ("text: |+\n      [[x]]\n\n", 6),
    ("text: |\n      goed\n\n      [[x]]\n", 8),
    ("text: |-\n      goed\n\n      [[x]]\n", 8),
    ("text: |\n      - goed\n      - [[x]]\n", 7),
    ("text: |\n      goed\n      goed [[x]]\n", 7),
    ("text: >\n      goed [[x]]\n", 6),
    ("text: |\n\n      [[x]]\n", 7),
]


@pytest.mark.parametrize(("field", "wanted"), FIELDS)
def test_a_defect_in_a_field_is_reported_on_the_line_of_the_file(field: str, wanted: int) -> None:
    from eigentaal.page import Page
    from eigentaal.yamlfile import parse

    head = "kind: theme\nparts:\n  - id: a\n    heading: b\n    "
    assert head.count("\n") == 4
    root = parse((head + field).encode(), "x.yml").root
    assert root is not None
    reading = Reading("x.yml")
    reading.source(Page, root)
    assert [each.line for each in reading.problems if each.check == "unknown-reference"] == [wanted]


# -- whatever is written -----------------------------------------------------------------------------------------------

SIGNS = "[[ ]] [ ] ( ) ]( ** * _ page: term: nl: own-language a.b # > | ``` http:// woord \u0645 \u015f"
PIECES = st.sampled_from([*SIGNS.split(), "- ", "1. ", "2. ", "19. ", "\n", "\n\n", "  ", "9" * 4400])
ANYTHING = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)
PLAIN = st.lists(
    st.from_regex(r"[a-z\u0600-\u064a\u00c0-\u017f.,?!;:'0-9()<>&{}%-]{1,12}", fullmatch=True), max_size=20
)


def _never_raises(source: str) -> None:
    for parse in (line, rich):
        text, told = parse(source)
        assert all(check and isinstance(row, int) and 0 <= row <= source.count("\n") for row, check, _ in told)
        assert text.blocks or not source.strip()


@settings(max_examples=150)
@given(ANYTHING)
def test_parsing_never_raises(source: str) -> None:
    _never_raises(source)


@pytest.mark.full
@settings(max_examples=10_000)
@given(ANYTHING)
def test_parsing_never_raises_full(source: str) -> None:
    _never_raises(source)


@settings(max_examples=150)
@given(PLAIN, st.sampled_from([" ", "\n", "\n\n", "  \n "]))
@example(["woord", "- een", "- twee"], "\n")
@example(["1. een", "2. twee", "drie"], "\n\n")
def test_every_word_of_a_plain_text_is_kept(written: list[str], space: str) -> None:
    source = space.join(written)
    assert words(line(source)[0]) == source.split()
    marks = re.compile(r"(?m)^\s*(?:-\s+|[0-9]+\.\s+)")
    kept = words(rich(source)[0])
    if not marks.search(source):  # the marks of a list are no words
        assert kept == source.split()
    else:
        assert [each for each in kept if each.isalpha()] == [each for each in source.split() if each.isalpha()]
