"""What Typst can't do to a PDF yet: an Arabic text layer that copies right, the licence, what the printer should do.

Typst writes a mark (tanwin, shadda) together with its letter for both of their glyphs, so that the letter copies twice,
and wraps whole words in replacement text that PDFium reads backwards (typst #4225, #8767). With a font that has one
glyph a letter, each glyph can simply say its own letter.
"""

from __future__ import annotations

import io
import re
import unicodedata

import pikepdf
from pikepdf import Dictionary, Name

from eigentaal import LICENCE

_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
_MAPPING = re.compile(rb"<([0-9A-Fa-f]+)> ?<([0-9A-Fa-f]+)>")
# As Typst writes it: in hexadecimal UTF-16, or a literal string where Latin letters do.
_REPLACEMENT = re.compile(rb"/ActualText ?(<[0-9A-Fa-f]*>|\((?:\\.|[^\\()])*\))")
_HYPHEN = (b"<FEFF00AD>", b"(\xad)", b"<feff00ad>")


def finished(data: bytes, duplex: str = "") -> tuple[bytes, int]:
    """The PDF with its text layer mended, its licence and its print settings, and the number of its pages.

    `duplex`: "DuplexFlipShortEdge", "DuplexFlipLongEdge", or "" to leave it to whoever prints.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        settings = pdf.Root.ViewerPreferences
        settings.PrintScaling = Name("/None")  # "fit to page" moves the folds
        if duplex:
            settings.Duplex = Name(f"/{duplex}")
        if "/Direction" in settings:  # with R2L, Chrome copies addresses in the wrong order
            del settings["/Direction"]
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:  # which tells the moment
            metadata["dc:rights"] = metadata["xmpRights:WebStatement"] = LICENCE
        _mend_fonts(pdf)
        for page in pdf.pages:
            _drop_replacements(page)
        pages = len(pdf.pages)
        pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue(), pages


def _mend_fonts(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if (
            isinstance(each, Dictionary)
            and each.get("/Type") == "/Font"
            and "/ToUnicode" in each
            and "/DescendantFonts" in each
        ):
            widths, usual = _widths(each), float(each.DescendantFonts[0].get("/DW", 1000))

            def mend(found: re.Match[bytes], widths: dict[int, float] = widths, usual: float = usual) -> bytes:
                text = bytes.fromhex(found[2].decode()).decode("utf-16-be")
                kept = _letter_or_mark(text, widths.get(int(found[1], 16), usual) == 0)
                return b"<%s> <%s>" % (found[1], kept.encode("utf-16-be").hex().encode()) if kept else found[0]

            each.ToUnicode.write(_MAPPING.sub(mend, each.ToUnicode.read_bytes()))


def _letter_or_mark(text: str, mark: bool) -> str:
    """Of a letter with its marks: what this glyph draws. A glyph without width is a mark."""
    text = text.translate(_CONTROLS)
    marks = "".join(each for each in text if unicodedata.category(each) == "Mn")
    letters = "".join(each for each in text if unicodedata.category(each) != "Mn")
    if not marks or not letters:
        return text
    return marks if mark else letters


def _widths(font: pikepdf.Object) -> dict[int, float]:
    """Glyph → width, from the two forms of a `W` array (ISO 32000-1, 9.7.4.3)."""
    listed = list(font.DescendantFonts[0].get("/W", []))
    found: dict[int, float] = {}
    at = 0
    while at < len(listed):
        first = int(listed[at])
        if isinstance(listed[at + 1], pikepdf.Array):
            for offset, width in enumerate(listed[at + 1]):
                found[first + offset] = float(width)
            at += 2
        else:
            for glyph in range(first, int(listed[at + 1]) + 1):
                found[glyph] = float(listed[at + 2])
            at += 3
    return found


def _drop_replacements(page: pikepdf.Page) -> None:
    """Takes ActualText from runs of glyphs, but for the hyphen that a line break adds."""
    content = page.Contents.read_bytes()
    if b"ActualText" in content:
        page.Contents.write(_REPLACEMENT.sub(lambda found: found[0] if found[1] in _HYPHEN else b"", content))
