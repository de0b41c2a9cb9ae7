"""References, links and bold as XLIFF's inline elements, so that a translation tool keeps them whole.

    [[veilig-thuis.phone]]        <x id="1" equiv-text="[[veilig-thuis.phone]]"/>
    [gezinscoach](term:coach)     <g id="2" equiv-text="[…](term:coach)">gezinscoach</g>
    **vet**                       <g id="3" equiv-text="**…**">vet</g>
    {name}                        <x id="4" equiv-text="{name}"/>

What a translation has beside the marks of the Dutch stays text, which comes back as it went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement  # for writing; what comes in, defusedxml reads

from msgspec import Struct

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_TOKEN = re.compile(r"(\[\[[^\[\]]*\]\]|\{[a-z_]+\})|\[([^\[\]\n]+)\](\([^()\s]*\))|\*\*([^*\n]+)\*\*")
_GAP = "…"


class Mark(Struct, frozen=True):
    """One mark: what stands before and behind its label; a reference has none."""

    opens: str
    closes: str = ""
    kind: str = "x-reference"

    @property
    def shown(self) -> str:
        return f"{self.opens}{_GAP}{self.closes}" if self.closes else self.opens


class UnknownInline(Exception):
    """An element that doesn't stand for any mark of ours."""


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _pieces(text: str) -> Iterator[tuple[str, Mark | None]]:
    """Plain pieces with None; labels (or "") with their mark."""
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], None
        end = found.end()
        reference, label, target, bold = found.groups()
        if reference:
            yield "", Mark(reference)
        elif label:
            yield label, Mark("[", f"]{target}", "link")
        else:
            yield bold, Mark("**", "**", "bold")
    if end < len(text):
        yield text[end:], None


def numbered(text: str) -> list[tuple[str, Mark]]:
    """The marks of a Dutch text with their ids."""
    marks = [mark for _, mark in _pieces(text) if mark]
    return [(str(number), mark) for number, mark in enumerate(marks, 1)]


def encode(element: Element, text: str, marks: list[tuple[str, Mark]]) -> None:
    """Fills an element with a text; its marks get the ids that the same marks have in the Dutch."""
    free, last = list(marks), None
    for piece, mark in _pieces(text):
        known = next((each for each in free if each[1] == mark), None)
        if mark is None or known is None:
            piece = f"{mark.opens}{piece}{mark.closes}" if mark else piece  # noqa: PLW2901
            if last is None:
                element.text = (element.text or "") + piece
            else:
                last.tail = (last.tail or "") + piece
            continue
        free.remove(known)
        name = "g" if mark.closes else "x"
        last = SubElement(element, tag(name), {"id": known[0], "ctype": mark.kind, "equiv-text": mark.shown})
        if piece:
            last.text = piece


def decode(element: Element, marks: Mapping[str, Mark]) -> str:
    """The text of an element. `marks` are those of the Dutch. Raises UnknownInline."""
    parts = [element.text or ""]
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "mrk":
            parts.append(decode(child, marks))
        elif name in ("x", "g"):
            mark = marks.get(child.get("id", "")) or _said(child)
            parts.append(mark.opens + (decode(child, marks) + mark.closes if mark.closes else ""))
        else:
            raise UnknownInline(name)
        parts.append(child.tail or "")
    return "".join(parts)


def _said(element: Element) -> Mark:
    """The mark that an element names itself."""
    shown = element.get("equiv-text", "")
    opens, gap, closes = shown.partition(_GAP)
    if not shown or bool(gap) != element.tag.endswith("}g"):
        raise UnknownInline(element.get("id", ""))
    return Mark(opens, closes)


def marks_of(element: Element) -> dict[str, Mark]:
    """The marks in a Dutch text by their ids. Raises UnknownInline."""
    return {each.get("id", ""): _said(each) for each in element.iter() if each.tag in (tag("x"), tag("g"))}
