"""A booklet for the printer: its pages two by two on A4, in the order in which they are right once folded."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name

A4 = (841.89, 595.276)


def order(pages: int, rtl: bool) -> list[tuple[int, int]]:
    """The pages on each side of a sheet, left and right, from 1; 0 is empty. Two sides are one sheet of paper.

    The last page is the back cover: what is empty comes before it.
    """
    total = -(-pages // 4) * 4
    sides = []
    for sheet in range(total // 4):
        outer, inner = (total - 2 * sheet, 2 * sheet + 1), (2 * sheet + 2, total - 2 * sheet - 1)
        sides += [outer, inner]
    there = {**{page: page for page in range(1, pages)}, total: pages}
    return [
        (there.get(right, 0), there.get(left, 0)) if rtl else (there.get(left, 0), there.get(right, 0))
        for left, right in sides
    ]


def imposed(data: bytes, rtl: bool, title: str) -> bytes:
    """The print file of a booklet of A5 pages: to be printed on both sides, turned over the short edge.

    It carries no tags: who reads on a screen gets the booklet itself.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as booklet, pikepdf.new() as made:
        for sides in order(len(booklet.pages), rtl):
            made.add_blank_page(page_size=A4)
            page = made.pages[-1]
            # Not with add_overlay, which invents a name for each page by chance.
            there = [(at, number) for at, number in enumerate(sides) if number]
            forms = {
                f"/P{number}": made.copy_foreign(booklet.pages[number - 1].as_form_xobject()) for _, number in there
            }
            page.Resources = Dictionary(XObject=Dictionary(forms))
            content = "".join(f"q 1 0 0 1 {at * A4[0] / 2:.3f} 0 cm /P{number} Do Q\n" for at, number in there)
            page.Contents = made.make_stream(content.encode())
        made.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"), Duplex=Name("/DuplexFlipShortEdge"))
        made.docinfo[Name.Title] = title  # XMP metadata would hold the moment of making
        made.save(out, deterministic_id=True)
    return out.getvalue()
