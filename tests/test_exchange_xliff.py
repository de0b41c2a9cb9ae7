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
