"""The character table: what is refused, what is taken out and reported, what may stand; and the encodings of a file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml

from eigentaal.characters import clean, decode
from eigentaal.problems import ERROR, INFO, WARNING
from eigentaal.yamlfile import parse

DATA = yaml.safe_load(Path(__file__).with_name("data").joinpath("characters.yml").read_text(encoding="utf-8"))
RIGHT = [(language, each) for language, sentences in DATA["right"].items() for each in sentences]

REFUSED = (
    [chr(code) for code in range(0x20) if chr(code) not in "\n\t"]
    + [chr(code) for code in range(0x7F, 0xA0)]
    + [chr(code) for code in range(0x202A, 0x202F)]
    + [chr(code) for code in (0x2028, 0x2029, 0xFDD0, 0xFDEF, 0xFFFD, 0xFFFE, 0xFFFF)]
    + [chr(code) for code in (0xE0000, 0xE0001, 0xE0020, 0xE0041, 0xE007F)]
    + [chr(code) for code in (0xE000, 0xF0E0, 0xF8FF, 0xFFF9, 0xFFFC, 0xF0000, 0x10FFFD)]
)
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff"]
REMOVED = {
    **dict.fromkeys(["\u200b", "\u2060", "\u00ad", "\ufeff"], ("removed-character", WARNING)),
    **dict.fromkeys(["\u200e", "\u200f", "\u061c"], ("direction-mark", INFO)),
}
ALLOWED = {
    "no-break space": "a\u00a0b",
    "narrow no-break space": "a\u202fb",
    "balanced left-to-right isolate": "\u2066a\u2069",
    "balanced right-to-left isolate": "\u2067a\u2069",
    "balanced first-strong isolate": "a \u2068b\u2069 c",
    "nested isolates": "\u2067a \u2066b\u2069 c\u2069",
    "an isolate over one line break": "\u2067a\nb\u2069",
    "non-joiner after an Arabic letter": "\u0645\u06cc\u200c\u062e",
    "joiner after an Arabic letter": "\u0647\u200d",
    "joiner in Devanagari": "\u0915\u094d\u200d\u0937",
    "non-joiner in Bengali": "\u0995\u09cd\u200c\u09b7",
    "emoji": "\U0001f600",
    "letters beyond the basic plane": "\U00010330",
    "tatweel": "\u0640",
    "a combining mark that has no composed form": "q\u0301",
    "line feed": "a\nb",
}
UNBALANCED = {  # text → where the first mark without a partner stands
    "\u2066a": 0,
    "a\u2067b": 1,
    "a \u2068": 2,
    "a\u2069b": 1,
    "\u2066a\u2069\u2069": 3,
    "\u2066\u2067a\u2069": 0,
    "\u2066a\n\nb\u2069": 0,
    "\u2069\u2066": 0,
}
TROJAN = {  # the samples of CVE-2021-42574, one for each technique
    "commenting out": "/*\u202e } \u2066if (isAdmin)\u2069 \u2066 begin admins only */",
    "stretched string": 'if access_level != "user\u202e \u2066// Check if admin\u2069 \u2066" {',
    "early return": "''' Subtract funds from bank account then \u2067''' ;return",
    "override to the right": "bank\u202dtnuocca",
    "override to the left": "bel \u202e00 09 257 070",
    "embedding to the left": "a \u202bb\u202c c",
    "embedding to the right": "a \u202ab\u202c c",
    "embedding never closed": "a \u202bb c",
    "isolate never closed": "a \u2066b c",
    "closing more than was opened": "\u2067a\u2069 b\u2069",
    "isolate around an override": "\u2066\u202ea\u202c\u2069",
    "hidden text in tag characters": "a\U000e0062\U000e0061\U000e0064",
}


def kinds(text: str) -> set[str]:
    return {each.kind for each in clean(text)[1]}


def escaped(text: str) -> str:
    """As a double-quoted YAML scalar would write it with escapes only."""
    return "".join(
        f"\\U{ord(char):08x}" if ord(char) > 126 or ord(char) < 32 or char in '"\\' else char for char in text
    )


@pytest.mark.parametrize("char", REFUSED + SURROGATES, ids=ascii)
def test_a_refused_character_is_found_and_named(char: str) -> None:
    (found,) = clean(f"a{char}b")[1]
    assert (found.offset, found.kind) == (1, "refused-character")
    assert found.what.startswith(f"U+{ord(char):04X}")


@pytest.mark.parametrize("char", [each for each in REFUSED if each != "\r"], ids=ascii)
def test_a_refused_character_stops_the_file_where_it_stands(char: str) -> None:
    read = parse(f"answer: ja\ntitle: a{char}b\n".encode(), "x.yml")
    assert read.root is None
    assert [(each.line, each.column, each.check, each.severity) for each in read.problems] == [
        (2, 9, "refused-character", ERROR)
    ]


@pytest.mark.parametrize("char", REFUSED + SURROGATES, ids=ascii)
def test_a_refused_character_is_refused_as_an_escape_too(char: str) -> None:
    read = parse(f'answer: ja\ntitle: "a{escaped(char)}b"\n'.encode(), "x.yml")
    assert read.root is None
    (found,) = read.problems
    assert found.severity == ERROR
    assert found.line == 2
    assert found.check == ("yaml-escape" if char in SURROGATES else "refused-character")


@pytest.mark.parametrize(
    "escape", ["\\0", "\\a", "\\b", "\\e", "\\f", "\\v", "\\r", "\\N", "\\L", "\\P", "\\x00", "\\x1b"]
)
def test_a_short_escape_gives_no_control_character_either(escape: str) -> None:
    read = parse(f'title: "a{escape}b"\n'.encode(), "x.yml")
    assert read.root is None
    assert [(each.line, each.column, each.check) for each in read.problems] == [(1, 8, "refused-character")]


@pytest.mark.parametrize("char", REMOVED, ids=ascii)
def test_a_removed_character_is_taken_out_and_reported(char: str) -> None:
    text, (found,) = clean(f"a{char}b")
    assert text == "ab"
    assert (found.offset, found.kind) == (1, REMOVED[char][0])
    assert found.what.startswith(f"U+{ord(char):04X}")


@pytest.mark.parametrize("char", REMOVED, ids=ascii)
def test_a_removed_character_in_a_file_is_told_and_the_file_is_read(char: str) -> None:
    read = parse(f"answer: ja\ntitle: a{char}b\n".encode(), "x.yml")
    assert read.root == {"answer": "ja", "title": "ab"}
    assert [(each.line, each.column, each.check, each.severity) for each in read.problems] == [(2, 9, *REMOVED[char])]


@pytest.mark.parametrize("char", REMOVED, ids=ascii)
def test_a_removed_character_written_as_an_escape_is_told_too(char: str) -> None:
    read = parse(f'title: "a{escaped(char)}b"\n'.encode(), "x.yml")
    assert [(each.line, each.check, each.severity) for each in read.problems] == [(1, *REMOVED[char])]
    assert read.root == {"title": "ab"}


@pytest.mark.parametrize(
    "text",
    ["a\u200cb", "a\u200db", " \u200cb", "1\u200c2", "\u200ca", "\U0001f468\u200d\U0001f469", "\u0430\u200c\u0431"],
    ids=ascii,
)
def test_a_joiner_where_no_script_uses_it_is_taken_out(text: str) -> None:
    assert clean(text)[0] == text.replace("\u200c", "").replace("\u200d", "")
    assert kinds(text) == {"removed-character"}


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED)
def test_an_allowed_character_stays(text: str) -> None:
    assert clean(text) == (unicodedata.normalize("NFC", text), [])


@pytest.mark.parametrize("text", [each for each in ALLOWED.values() if "\n" not in each], ids=ascii)
def test_an_allowed_character_stays_written_as_an_escape(text: str) -> None:
    read = parse(f'title: "{escaped(text)}"\n'.encode(), "x.yml")
    assert not read.problems
    assert read.root == {"title": unicodedata.normalize("NFC", text)}


@pytest.mark.parametrize(("text", "at"), UNBALANCED.items(), ids=ascii)
def test_an_isolate_without_its_partner_is_refused(text: str, at: int) -> None:
    found = [each for each in clean(text)[1] if each.kind == "unbalanced-isolate"]
    assert found
    assert min(each.offset for each in found) == at


@pytest.mark.parametrize("text", [each for each in UNBALANCED if "\n" not in each], ids=ascii)
def test_an_isolate_without_its_partner_is_refused_written_as_an_escape(text: str) -> None:
    read = parse(f'title: "{escaped(text)}"\n'.encode(), "x.yml")
    assert read.root is None
    assert {each.check for each in read.problems} == {"unbalanced-isolate"}


@pytest.mark.parametrize(
    "yaml_text",
    [
        "title: a\u2067b\nshort: c\u2069d\n",
        "title: 'a\u2067b'\nshort: 'c\u2069d'\n",
        "list: [a\u2066b, c\u2069d]\n",
        "a\u2067: b\u2069\n",
        "# \u2067\ntitle: a\u2069\n",
        "title: |\n  a\u2067\nshort: \u2069\n",
    ],
    ids=ascii,
)
def test_an_isolate_opened_in_one_field_cannot_be_closed_in_another(yaml_text: str) -> None:
    """Each field goes to a page of its own place: there the isolate has no partner."""
    read = parse(yaml_text.encode(), "x.yml")
    assert "unbalanced-isolate" in {each.check for each in read.problems if each.severity == ERROR}


@pytest.mark.parametrize("sample", TROJAN.values(), ids=TROJAN)
def test_no_trojan_source_gets_in(sample: str) -> None:
    assert kinds(sample) & {"refused-character", "unbalanced-isolate"}
    for field in (f"text: |\n  {sample}\n", f"# {sample}\ntext: ja\n"):
        assert parse(field.encode(), "x.yml").root is None
    assert parse(f'text: "{escaped(sample)}"\n'.encode(), "x.yml").root is None


def test_an_invisible_function_name_is_made_visible() -> None:
    """CVE-2021-42694: `is_admin` with a zero-width space is another name that looks the same."""
    assert clean("is_\u200badmin")[0] == "is_admin"
    assert kinds("is_\u200badmin") == {"removed-character"}


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("e\u0301", "\u00e9"),
        ("o\u0308", "\u00f6"),
        ("s\u0327", "\u015f"),
        ("I\u0307", "\u0130"),
        ("g\u0306", "\u011f"),
        ("\u0627\u0653", "\u0622"),
        ("\u0648\u0654", "\u0624"),
        ("\u212b", "\u00c5"),
        ("a\u200b\u0301", "\u00e1"),
    ],
    ids=ascii,
)
def test_text_is_composed_on_loading(given: str, wanted: str) -> None:
    assert clean(given)[0] == wanted
    assert parse(f"title: x{given}y\n".encode(), "x.yml").root == {"title": f"x{wanted}y"}


@pytest.mark.parametrize("given", ["e\\u0301", "s\\u0327", "\\u0627\\u0653"])
def test_text_written_as_escapes_is_composed_too(given: str) -> None:
    read = parse(f'title: "{given}"\n'.encode(), "x.yml")
    assert read.root is not None
    assert read.root["title"] == unicodedata.normalize("NFC", given.encode().decode("unicode_escape"))


def test_two_keys_that_differ_in_composition_only_are_one_key() -> None:
    read = parse("caf\u00e9: a\ncafe\u0301: b\n".encode(), "x.yml")
    assert [(each.line, each.check) for each in read.problems] == [(2, "duplicate-key")]


# -- text that went through a wrong encoding ---------------------------------------------------------------------------


def misread(text: str) -> str:
    """UTF-8 read as Windows-1252, as browsers and editors do it: undefined bytes become C1 controls."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )


@pytest.mark.parametrize(("language", "sentence"), RIGHT, ids=ascii)
def test_a_correct_sentence_is_left_alone(language: str, sentence: str) -> None:
    assert clean(sentence) == (sentence, [])
    read = parse(f'title: "{sentence}"\n'.encode(), "x.yml", language)
    assert read.root == {"title": sentence}
    assert not read.problems


@pytest.mark.parametrize(("language", "sentence"), RIGHT, ids=ascii)
def test_a_sentence_that_was_misread_is_refused(language: str, sentence: str) -> None:
    wrong = misread(sentence)
    assert wrong != sentence
    assert kinds(wrong) & {"mojibake", "refused-character"}
    assert parse(f"title: {wrong}\n".encode(), "x.yml", language).root is None


@pytest.mark.parametrize(
    "around",
    ["{}", "x{}x", "{}.", "({})", "\u201cx{}\u201d", "x{}\u2019s", "x{}\u2026", "x{} \u2013"],
    ids=ascii,
)
def test_every_misread_letter_is_refused_wherever_it_stands(around: str) -> None:
    passed = [
        each for each in DATA["letters"] if not kinds(around.format(misread(each))) & {"mojibake", "refused-character"}
    ]
    assert passed == []


@pytest.mark.parametrize("mark", "\u2019\u2018\u201d\u201c\u201e\u2013\u2014\u2026\u2022\u203a\u00a0", ids=ascii)
@pytest.mark.parametrize("language", DATA["capitals"])
def test_a_capital_before_a_mark_is_no_misread_letter(language: str, mark: str) -> None:
    """The bytes of a capital vowel and an apostrophe can be those of another letter."""
    alarms = [each for each in DATA["capitals"][language] if clean(f"K{each}{mark}n") != (f"K{each}{mark}n", [])]
    assert alarms == []


def test_the_message_names_the_letter_that_was_meant() -> None:
    (found,) = parse(b"answer: ja\ntitle: caf\xc3\x83\xc2\xa9\n", "x.yml").problems
    assert (found.line, found.column, found.check) == (2, 11, "mojibake")
    assert dict(found.details)["what"].endswith("\u00e9")


# -- encodings of a file -----------------------------------------------------------------------------------------------

SENTENCE = {
    "nl": "title: idee\u00ebn",
    "tr": "title: \u015f\u0131k \u011f",
    "ar": "title: \u0645\u0631\u062d\u0628\u0627",
}
ENCODED = [
    ("nl", "utf-16", "UTF-16"),
    ("nl", "utf-16-le", "UTF-16"),
    ("nl", "utf-16-be", "UTF-16"),
    ("ar", "utf-16", "UTF-16"),
    ("ar", "utf-16-le", "UTF-16"),
    ("ar", "utf-16-be", "UTF-16"),
    ("tr", "utf-16-le", "UTF-16"),
    ("tr", "utf-16-be", "UTF-16"),
    ("nl", "utf-32", "UTF-32"),
    ("ar", "utf-32", "UTF-32"),
    ("nl", "utf-32-le", "UTF-32"),
    ("nl", "utf-32-be", "UTF-32"),
    ("nl", "cp1252", "Windows-1252"),
    ("nl", "latin-1", "Windows-1252"),
    ("tr", "cp1254", "Windows-1254"),
    ("tr", "iso8859-9", "Windows-1254"),
    ("ar", "cp1256", "Windows-1256"),
]


@pytest.mark.parametrize(("language", "encoding", "named"), ENCODED)
def test_another_encoding_is_named(language: str, encoding: str, named: str) -> None:
    text, wrong = decode(SENTENCE[language].encode(encoding), language)
    assert text == ""
    assert wrong.startswith(named)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_before_another_encoding_is_named_too(encoding: str) -> None:
    data = "\ufeff".encode(encoding) + SENTENCE["ar"].encode(encoding)
    assert decode(data, "ar")[1] == encoding[:6].upper()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_utf8_with_any_line_ending_and_a_byte_order_mark_is_read(mark: bytes, ending: str) -> None:
    data = mark + ending.join(["title: \u015f", "text: |", "  een", "  twee", ""]).encode()
    read = parse(data, "x.yml")
    assert not read.problems
    assert read.root == {"title": "\u015f", "text": "een\ntwee\n"}
    assert read.root.keys_at["text"] == (2, 1)
