"""XLIFF for translation tools: valid, read by others, and nothing lost between what goes and what comes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from exchanging import ANSWER, PAGE, Make, better, current, drop, edit, export_file, opened, recorded, tree
from hypothesis import given
from hypothesis import strategies as st
from outside import python, xliff_schema

from eigentaal.exchange import Refused, apply, plan_import, xliff
from eigentaal.exchange.batch import Row, batch
from eigentaal.exchange.inline import UnknownInline, decode, encode, marks_of, numbered, tag
from eigentaal.units import CURRENT, MISSING, OPTIONAL, OUTDATED

READER = """\
import json, sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
units = [each for each in store.units if each.istranslatable()]
made = [[str(each.source), str(each.target or ""), each.xmlelement.get("resname")] for each in units]
if len(sys.argv) > 2:
    for each in units:
        if each.xmlelement.get("resname") == "answer":
            each.target = sys.argv[3]
    store.savefile(sys.argv[2])
print(json.dumps([store.gettargetlanguage(), made]))
"""


@pytest.fixture
def root(project: Make) -> Path:
    return recorded(project)


def exported(root: Path, language: str = "ar", **options: Any) -> Path:
    file = root / f"{language}.xlf"
    export_file(opened(root), language, "xliff", file, **options)
    return file


def units(file: Path) -> dict[str, Any]:
    found = ElementTree.parse(file).getroot().iter(tag("trans-unit"))
    return {each.get("id", ""): each for each in found}


# -- what goes out ----------------------------------------------------------------------------------------------------


def test_a_unit_says_all_a_translator_needs(root: Path) -> None:
    edit(root, "docs/nl/opvoeden/boze-buien.yml", "Boze buien horen erbij.", "Boze buien horen er gewoon bij.")
    unit = units(exported(root, pages=[PAGE]))[ANSWER]
    assert unit.get("resname") == "answer"
    assert (unit.get("maxwidth"), unit.get("size-unit")) == ("150", "char")
    assert unit.find(tag("target")).get("state") == "needs-translation"
    before = unit.find(tag("alt-trans"))
    assert before.find(tag("source")).text == "Boze buien horen erbij."
    assert before.find(tag("target")).text == unit.find(tag("target")).text
    notes = [each.text for each in unit.findall(tag("note"))]
    assert any("[-erbij.-] {+er gewoon bij.+}" in each for each in notes)
    assert any("Het eerste scherm" in each for each in notes)


def test_states_tell_who_made_it(root: Path) -> None:
    states = {key: each.find(tag("target")).attrib for key, each in units(exported(root, everything=True)).items()}
    assert states[ANSWER]["state"] == "needs-review-translation"
    assert states[ANSWER]["state-qualifier"] == "leveraged-mt"
    (root / "docs/ar/opvoeden/boze-buien.yml").unlink()
    missing = units(exported(root, pages=[PAGE]))[ANSWER].find(tag("target"))
    assert missing.get("state") == "new"
    assert not missing.text


def test_marks_are_elements_that_a_tool_keeps_whole(root: Path) -> None:
    unit = units(exported(root, everything=True))[f"{PAGE}#parts[waarom].text"]
    for side in ("source", "target"):
        marks = {each.get("id"): each.get("equiv-text") for each in unit.find(tag(side)).iter(tag("g"))}
        assert marks == {"1": "[…](page:spelen)", "2": "[…](term:coach)"}
    unit = units(exported(root, everything=True))[f"{PAGE}#parts[bellen].text"]
    assert [each.get("equiv-text") for each in unit.find(tag("target")).iter(tag("x"))] == ["[[lijn.phone]]"]


def made(language: str, *rows: Row, prefill: bool = False) -> bytes:
    return xliff.export(batch(language, rows), "nl", prefill=prefill)


def test_a_unit_says_no_more_than_there_is_to_say() -> None:
    data = made(
        "ar",
        Row(
            "a#x",
            "A",
            "Bel [de coach](term:coach).",
            "**x**",
            was="**Vraag** de coach.",
            terms=("coach = x",),
            state=OUTDATED,
        ),
        Row("a#y", "A", "Hallo.", "", was="Dag.", state=OUTDATED),
        Row("b#z", "B", "Hallo.", "x", state=CURRENT, reviewed=True, origin="machine"),
        Row("b#w", "B", "Hallo.", "", state=OPTIONAL),
    )
    files = list(ElementTree.fromstring(data).iter(tag("file")))
    named = [(each.get("original"), each.get("source-language"), each.get("target-language")) for each in files]
    assert named == [("a", "nl", "ar"), ("b", "nl", "ar")]
    found = {each.get("resname", ""): each for file in files for each in file.iter(tag("trans-unit"))}
    notes = {name: [note.text or "" for note in each.findall(tag("note"))] for name, each in found.items()}
    assert [len(each) for each in notes.values()] == [3, 2, 1, 1]
    assert notes["x"][-1].endswith("coach = x")
    assert [name for name, each in found.items() if each.find(tag("alt-trans")) is not None] == ["x"]
    assert [each.get("equiv-text") for each in found["x"].iter(tag("g"))] == [
        "[\u2026](term:coach)",
        *["**\u2026**"] * 2,
    ]
    states = [each.find(tag("target")).get("state") for each in found.values()]  # type: ignore[union-attr]
    assert states == ["needs-translation", "needs-translation", "signed-off", "new"]


def test_the_dutch_is_filled_in_only_where_a_translation_is_missing() -> None:
    data = made("ar", Row("a#x", "A", "Hallo.", "x"), Row("a#y", "A", "Dag.", "", state=MISSING), prefill=True)
    targets = [each.text for each in ElementTree.fromstring(data).iter(tag("target"))]
    assert targets == ["x", "Dag."]
    assert [each.text for each in xliff.read(data).rows] == ["x", ""], "left so, it is no translation"


def test_the_document_is_valid(root: Path, tmp_path: Path) -> None:
    schema = xliff_schema(tmp_path)
    edit(root, "docs/nl/opvoeden/boze-buien.yml", "Boze buien horen erbij.", "Boze buien horen er gewoon bij.")
    drop(root, "docs/ar/opvoeden/boze-buien.yml", "heading")
    for language in ("ar", "tr", "nl"):
        for everything in (True, False):
            schema.validate(str(exported(root, language, everything=everything)))


# -- what comes back --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "tr", "nl"])
def test_a_round_trip_changes_nothing(root: Path, language: str) -> None:
    before = tree(root)
    plan = plan_import(opened(root), exported(root, language, everything=True))
    assert plan.counts()["unchanged"] == len(plan.outcomes) > 20
    assert not plan.files
    assert not plan.rest
    apply(plan, root)
    assert tree(root) == before


def test_a_missing_page_comes_back_whole(root: Path) -> None:
    """Everything deleted, exported as missing, filled in with what it was: every text is there again."""
    site = opened(root).site
    assert site is not None
    file = exported(root, everything=True)
    full = units(file)
    for each in ("opvoeden/boze-buien.yml", "_glossary.yml", "_organisations.yml"):
        (root / "docs/ar" / each).unlink()
    shutil.rmtree(root / "docs/ar/_state")
    missing = ElementTree.parse(exported(root))
    for unit in missing.getroot().iter(tag("trans-unit")):
        if unit.get("id") in full:
            target = unit.find(tag("target"))
            assert target is not None
            unit.remove(target)
            unit.insert(1, full[unit.get("id", "")].find(tag("target")))
    missing.write(root / "ar.xlf", encoding="utf-8")
    plan = plan_import(opened(root), root / "ar.xlf")
    assert plan.counts()["rejected"] == plan.counts()["conflict"] == plan.counts()["unknown"] == 0
    apply(plan, root)
    after = opened(root).site
    assert after is not None
    assert after.leaves["ar"][PAGE].page == site.leaves["ar"][PAGE].page
    assert after.glossary["ar"]["coach"].term == site.glossary["ar"]["coach"].term
    assert after.descriptions["ar"] == site.descriptions["ar"]
    assert not plan_import(opened(root), root / "ar.xlf").files


def change(file: Path, old: str, new: str) -> Path:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def reasons(root: Path, file: Path) -> dict[str, tuple[str, str]]:
    plan = plan_import(opened(root), file)
    return {each.key: (each.result, each.reason) for each in plan.outcomes if each.reason != "same"}


def test_a_name_that_stays_the_same_can_be_approved(root: Path) -> None:
    """A tool that was given the Dutch to begin with leaves it in place; who approves it says so."""
    drop(root, "docs/ar/opvoeden/boze-buien.yml", "short")
    edit(root, f"docs/nl/{PAGE}.yml", "short: Boze buien", "short: CJG")
    file = exported(root, prefill=True, pages=[PAGE])
    assert reasons(root, file)[f"{PAGE}#short"] == ("unchanged", "empty")
    change(file, f'id="{PAGE}#short"', f'approved="yes" id="{PAGE}#short"')
    assert reasons(root, file) == {f"{PAGE}#short": ("imported", "new")}


def test_defects_are_reported_by_unit(root: Path) -> None:
    answer = current("ar")
    export = exported(root, everything=True, pages=[PAGE]).read_text(encoding="utf-8")
    target = f'state-qualifier="leveraged-mt">{answer}</target>'
    name = re.search(r'product-version="(ar-[0-9a-f]+)"', export)
    assert name is not None
    for old, new, expected in (
        (f">{answer}<", f">{better('ar')}<", ("imported", "changed")),
        (f">{answer}<", "><", ("unchanged", "empty")),
        (f">{answer}<", ">Boze buien horen erbij.<", ("unchanged", "same-as-dutch")),
        (target, target.replace(answer, f'<ph id="9">{answer}</ph>'), ("rejected", "unknown-inline")),
        (target, target.replace(answer, f'<mrk mtype="seg" mid="0">{better("ar")}</mrk>'), ("imported", "changed")),
        (">Boze buien horen erbij.<", ">Boze buien zijn eng.<", ("rejected", "dutch-edited")),
        (f">{answer}<", f">{better('ar')} &lt;b&gt;<", ("rejected", "check")),
        (f">{answer}<", f">{better('ar')} \u202e<", ("rejected", "bad-character")),
    ):
        file = root / "ar.xlf"
        file.write_text(export, encoding="utf-8")
        assert reasons(root, change(file, old, new)) == {ANSWER: expected}, new
    for code, told in (
        ("tr", {("rejected", "wrong-language")}),
        ("ar-Latn", {("rejected", "wrong-language")}),
        ("ar-SA", set()),
        ("AR_sa", set()),
    ):
        file.write_text(export.replace('target-language="ar"', f'target-language="{code}"'), encoding="utf-8")
        assert set(reasons(root, file).values()) == told, code
    file.write_text(export, encoding="utf-8")
    found = reasons(
        root,
        change(
            file,
            f'resname="answer" xml:space="preserve" extradata="eigentaal {name[1]}',
            f'resname="answer" xml:space="preserve" extradata="eigentaal ar-{"0" * 16}',
        ),
    )
    assert found == {ANSWER: ("rejected", "other-export")}
    file.write_text(re.sub(' extradata="[^"]*"', "", export, count=1), encoding="utf-8")
    assert [each[1] for each in reasons(root, file).values()] == ["hidden-damaged"]


HALLO = Row("a#x", "A", "Hallo **jij**.", "Merhaba **sen**.")


@pytest.mark.parametrize(
    ("old", "new", "key", "text", "wrong"),
    [
        (' resname="x"', "", "a#x", HALLO.target, ""),
        (' id="a#x"', ' id="7"', "a#x", HALLO.target, ""),
        (' target-language="zh-Hant"', "", "a#x", HALLO.target, ""),
        (">Merhaba ", "><it/>Merhaba ", "a#x", "Merhaba sen.", "unknown-inline"),
        (">Hallo ", "><it/>Hallo ", "a#x", "Merhaba sen.", "unknown-inline"),
        ('extradata="eigentaal ', 'extradata="iemand ', "a#x", HALLO.target, "hidden-damaged"),
        (">Merhaba ", ">" + "<mrk>" * 5000 + "Merhaba" + "</mrk>" * 5000, "a#x", "Merhabasen.", "nested-inline"),
    ],
    ids=["no resname", "another id", "no language", "target", "source", "extradata", "nested"],
)
def test_whatever_a_tool_does_to_a_unit_its_text_comes_back(
    old: str, new: str, key: str, text: str, wrong: str
) -> None:
    other = Row("a#y", "A", "Dag.", "x")
    data = made("zh-Hant", HALLO, other).decode()
    assert old in data
    parcel = xliff.read(data.replace(old, new, 1).encode())
    assert parcel.language == "zh-Hant"
    assert parcel.id == batch("zh-Hant", (HALLO, other)).id
    assert [each.line for each in parcel.rows] == [1, 2]
    first, second = parcel.rows
    assert (first.key, first.text, first.wrong) == (key, text, wrong)
    assert (second.key, second.text, second.wrong) == ("a#y", "x", "")


def test_a_unit_of_another_export_is_told_wherever_it_stands() -> None:
    strange = made("tr", Row("b#z", "B", "Nee.", "x")).decode()
    ours = made("tr", HALLO, Row("a#y", "A", "Dag.", "x")).decode()
    unit = re.search(r"<file.*</file>", strange, re.DOTALL)[0]  # type: ignore[index]
    parcel = xliff.read(ours.replace("<file", f"{unit}<file", 1).encode())
    assert parcel.id == batch("tr", (HALLO, Row("a#y", "A", "Dag.", "x"))).id
    assert [each.id == parcel.id for each in parcel.sent.values()] == [False, True, True]


@pytest.mark.parametrize("state", ["final", "signed-off"])
def test_the_last_states_of_a_tool_confirm(state: str) -> None:
    data = made("tr", HALLO).decode().replace('state="translated"', f'state="{state}"')
    assert [each.ticked for each in xliff.read(data.encode()).rows] == [True]
    assert [each.ticked for each in xliff.read(made("tr", HALLO)).rows] == [False]


def test_a_confirmed_unit_counts_as_met(root: Path) -> None:
    edit(root, "docs/nl/opvoeden/boze-buien.yml", "Boze buien horen erbij.", "Boze buien horen er gewoon bij.")
    file = exported(root, pages=[PAGE])
    assert reasons(root, file) == {}
    assert reasons(root, change(file, 'state="needs-translation"', 'state="final"')) == {
        ANSWER: ("imported", "confirmed")
    }
    apply(plan_import(opened(root), file), root)
    assert not export_file(opened(root), "ar", "xliff", root / "x.xlf", pages=[PAGE]).rows
    assert reasons(root, file) == {}


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>',
        b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>',
    ],
)
def test_entities_and_document_types_are_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        xliff.read(data)
    assert refusal.value.reason == "dangerous-xml"


def test_what_is_no_xliff_is_refused() -> None:
    for data in (b"", b"<x/>", b"\xff\xfe<", b'<?xml version="1.0" encoding="nope"?><x/>', b"<a>" * 100_000):
        with pytest.raises(Refused) as refusal:
            xliff.read(data)
        assert refusal.value.reason == "not-xliff"
    empty = xliff.export(batch("ar", []), "nl")
    with pytest.raises(Refused) as refusal:
        xliff.read(empty)
    assert refusal.value.reason == "no-export-name"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<!doctype html><p>x", "is-printed"),
        (b"\xef\xbb\xbf\n <!DOCTYPE HTML><p>x", "is-printed"),
        (b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "xliff-2"),
        (b'<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.1"/>', "xliff-2"),
        (b" " * 20_000_001, "too-large"),
    ],
    ids=["html", "html of an editor", "2.0", "2.1", "large"],
)
def test_a_file_of_another_kind_is_refused_with_what_it_is(data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        xliff.read(data)
    assert refusal.value.reason == reason


# -- any text ---------------------------------------------------------------------------------------------------------

PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["[[a.b]]", "[x](term:y)", "[z](page:p#q)", "**v**", "{n}", "[", "]", "**", "…", " ", "\n", "<", "&", "]]>"]
        ),
        st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=6),
    ),
    max_size=8,
).map("".join)


@given(PIECES, PIECES)
def test_any_two_texts_come_back_as_they_went(source: str, target: str) -> None:
    made = xliff.export(batch("ar", [Row("p#a", "t", source, target)]), "nl")
    parcel = xliff.read(made)
    (row,) = parcel.rows
    assert (row.source, row.text, row.wrong) == (source, target, "")
    assert parcel.sent["p#a"].was(target)


@given(PIECES, PIECES)
def test_marks_never_swallow_text(source: str, target: str) -> None:
    dutch, own = ElementTree.Element(tag("source")), ElementTree.Element(tag("target"))
    encode(dutch, source, numbered(source))
    encode(own, target, numbered(source))
    assert decode(own, marks_of(dutch)) == target


def test_an_element_of_nobody_is_refused() -> None:
    for text in ('<x id="9"/>', '<g id="9">a</g>', "<sub>a</sub>", '<g id="9" equiv-text="[[a.b]]">a</g>'):
        with pytest.raises(UnknownInline):
            decode(ElementTree.fromstring(f'<target xmlns="urn:oasis:names:tc:xliff:document:1.2">{text}</target>'), {})


# -- read by others ---------------------------------------------------------------------------------------------------


def test_translate_toolkit_reads_the_same(root: Path) -> None:
    interpreter, file = (
        python("translate", "reading XLIFF with translate-toolkit"),
        exported(root, everything=True, pages=[PAGE]),
    )
    told = subprocess.run([interpreter, "-c", READER, str(file)], capture_output=True, check=True, text=True)
    language, made = json.loads(told.stdout)
    assert language == "ar"
    assert len(made) == len(units(file))
    seen = {each[2]: each for each in made}
    assert seen["parts[waarom].heading"][0] == "Waarom is mijn kind boos?"
    assert "[" not in seen["parts[waarom].text"][1], "links are elements, not text"


def test_what_translate_toolkit_saves_comes_back(root: Path) -> None:
    interpreter, file, saved = (
        python("translate", "reading XLIFF with translate-toolkit"),
        exported(root, everything=True, pages=[PAGE]),
        root / "saved.xlf",
    )
    command = [interpreter, "-c", READER, str(file), str(saved), better("ar")]
    subprocess.run(command, capture_output=True, check=True)
    plan = plan_import(opened(root), saved)
    assert [each.key for each in plan.outcomes if each.result == "imported"] == [ANSWER]
    assert plan.counts()["unchanged"] == len(plan.outcomes) - 1
