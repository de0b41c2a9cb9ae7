"""XLIFF 1.2 for agencies and translation tools: one file a page, one unit a text.

`extradata` holds what the comparison needs when it comes back: the name of the export and fingerprints of the Dutch
and of the translation that were sent. A unit counts as confirmed when it is approved or its state is a last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, ParseError, SubElement, register_namespace, tostring  # writing only

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from eigentaal.edits import word_diff
from eigentaal.exchange.batch import TRANSLATION, Batch, Parcel, Returned, Row, Sent, fingerprint
from eigentaal.exchange.inline import NAMESPACE, UnknownInline, decode, encode, marks_of, numbered, tag
from eigentaal.exchange.sheet import MAX_FILE
from eigentaal.exchange.texts import Refused, say
from eigentaal.units import MISSING, OPTIONAL, OUTDATED

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LAST = ("final", "signed-off")


def export(batch: Batch, source: str, ui: str = "nl", prefill: bool = False) -> bytes:
    """The document of a batch; `source` is the code of the language it is translated from.

    `prefill` puts the Dutch where a translation is missing, for tools that show no empty target (OmegaT before 6).
    """
    register_namespace("", NAMESPACE)
    root = Element(tag("xliff"), {"version": "1.2"})
    for page, rows in groupby(batch.rows, key=lambda row: row.key.partition("#")[0]):
        file = SubElement(
            root,
            tag("file"),
            {
                "original": page,
                "source-language": source,
                "target-language": batch.language,
                "datatype": "plaintext",
                "product-name": "eigentaal",
                "product-version": batch.id,
            },
        )
        body = SubElement(file, tag("body"))
        for row in rows:
            _unit(body, batch, row, source, ui, prefill)
    _indent(root, 0)
    made: bytes = tostring(root, "utf-8", xml_declaration=True)
    return made + b"\n"


def _unit(body: Element, batch: Batch, row: Row, source: str, ui: str, prefill: bool) -> None:
    address = row.key.partition("#")[2]
    told = {
        "id": row.key,
        "resname": address,
        _SPACE: "preserve",
        "extradata": f"eigentaal {batch.id} {fingerprint(row.source)} {fingerprint(row.target)}",
    }
    if row.limit:
        told |= {"maxwidth": str(row.limit), "size-unit": "char"}
    unit = SubElement(body, tag("trans-unit"), told)
    marks = numbered(row.source)
    encode(SubElement(unit, tag("source"), {_LANG: source}), row.source, marks)
    target = SubElement(unit, tag("target"), {_LANG: batch.language, **_state(row)})
    encode(target, row.target or (row.source if prefill else ""), marks)
    notes = [f"{row.title} · {address}", row.note]
    if row.was:
        notes.append(say("note-changed", ui, diff=word_diff(row.was, row.source)))
    notes += [say("note-term", ui, term=each) for each in row.terms]
    for note in notes:
        if note:
            SubElement(unit, tag("note"), {"from": "eigentaal"}).text = note
    if row.was and row.target:
        before = SubElement(unit, tag("alt-trans"), {"alttranstype": "previous-version", "origin": "eigentaal"})
        old = numbered(row.was)
        encode(SubElement(before, tag("source"), {_LANG: source}), row.was, old)
        encode(SubElement(before, tag("target"), {_LANG: batch.language}), row.target, old)


def _state(row: Row) -> dict[str, str]:
    if row.state in (MISSING, OPTIONAL, OUTDATED):
        return {"state": "needs-translation" if row.state == OUTDATED else "new"}
    if row.reviewed:
        return {"state": "signed-off"}
    if row.origin == "machine":
        return {"state": "needs-review-translation", "state-qualifier": "leveraged-mt"}
    return {"state": "translated"}


def _indent(element: Element, depth: int) -> None:
    """Line ends between elements, never within a text."""
    if element.tag in (tag("source"), tag("target"), tag("note")) or not len(element):
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in element:
        _indent(child, depth + 1)
        child.tail = element.text
    element[-1].tail = "\n" + "  " * depth


# -- reading -----------------------------------------------------------------------------------------------------------


def read(data: bytes) -> Parcel:
    """What came back. No entities, no document type, nothing from elsewhere. Raises Refused."""
    if len(data) > MAX_FILE:
        raise Refused("too-large", limit=MAX_FILE // 1_000_000)
    if re.match(rb"(\xef\xbb\xbf)?\s*<!doctype html", data, re.IGNORECASE):
        raise Refused("is-printed")
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise Refused("dangerous-xml") from None
    except (ParseError, ValueError, LookupError, RecursionError) as failure:
        raise Refused("not-xliff") from failure
    if re.fullmatch(r"\{urn:oasis:names:tc:xliff:document:2\.\d\}xliff", root.tag):
        raise Refused("xliff-2")
    if root.tag != tag("xliff"):
        raise Refused("not-xliff")
    sent: dict[str, Sent] = {}
    rows: list[Returned] = []
    names: list[str] = []
    for line, (file, unit) in enumerate(_units(root), 1):
        row, remembered = _row(file, unit, line)
        rows.append(row)
        if remembered:
            names.append(remembered.id)
            sent.setdefault(row.key, remembered)
    name = max(sorted(set(names)), key=names.count) if names else ""
    if not name:
        raise Refused("no-export-name")
    return Parcel(TRANSLATION, name.rpartition("-")[0], name, sent, tuple(rows))


def _units(root: Element) -> Iterator[tuple[Element, Element]]:
    for file in root.iter(tag("file")):
        for unit in file.iter(tag("trans-unit")):
            yield file, unit


def _row(file: Element, unit: Element, line: int) -> tuple[Returned, Sent | None]:
    """One unit, and what it remembers; None if it remembers nothing."""
    resname = unit.get("resname")
    key = f"{file.get('original', '')}#{resname}" if resname else unit.get("id", "")
    source, target = unit.find(tag("source")), unit.find(tag("target"))
    approved = unit.get("approved") == "yes" or (target is not None and target.get("state") in _LAST)
    remark = "\n".join(
        note.text.strip() for note in unit.findall(tag("note")) if note.get("from") != "eigentaal" and note.text
    )
    parts = unit.get("extradata", "").split()
    dutch, text, wrong, detail = "", "", "", ""
    try:
        marks = marks_of(source) if source is not None else {}
        dutch = decode(source, marks) if source is not None else ""
        text = decode(target, marks) if target is not None else ""
        if target is not None and target.get("state") == "new" and text == dutch and not approved:
            text = ""  # filled with the Dutch, and left so
    except (UnknownInline, RecursionError) as failure:
        nested = isinstance(failure, RecursionError)
        wrong, detail = ("nested-inline", "") if nested else ("unknown-inline", str(failure)[:100])
        text = "".join(target.itertext()) if target is not None else ""
    if len(parts) != 4 or parts[0] != "eigentaal":
        return Returned(line, key, dutch, text, approved, "", remark, wrong or "hidden-damaged", detail), None
    remembered = Sent(dutch, None, parts[3], parts[1])
    language = parts[1].rpartition("-")[0]
    named = file.get("target-language", language)
    if not re.fullmatch(rf"{re.escape(language)}([-_]([a-z]{{2}}|[0-9]{{3}}))?", named, re.IGNORECASE):  # ar-SA is ar
        wrong, detail = "wrong-language", named
    elif not wrong and fingerprint(dutch) != parts[2]:
        wrong = "dutch-edited"
    return Returned(line, key, dutch, text, approved, "", remark, wrong, detail), remembered
