"""Typst: data in, a finished PDF out. Templates see strings only, no files but their own, and no network."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst
from msgspec import Struct

STANDARDS = ["ua-1", "a-2a"]


class DoesNotFit(Exception):
    """This text can't stand on this paper.

    `reason`: kind; for "tall" and "wide" panel, mm, and the word if it is one; for "glyph" the sign.
    """

    def __init__(self, reason: Mapping[str, Any]) -> None:
        super().__init__(reason)
        self.reason = dict(reason)


class PressFault(Exception):
    """A template or a font has a fault: what Typst says of it."""


class Printed(Struct, frozen=True):
    """A finished PDF. `fill` is how full each panel or page is, in percent; `size` the size of the body in points."""

    pdf: bytes
    pages: int
    size: float
    fill: Mapping[str, int]


class Press:
    """Compiles the templates of one project. Typst keeps results between compilations, so one press is reused."""

    def __init__(self, overrides: Path) -> None:
        """Raises PressFault when a template or font is a link, for Typst would follow it out of its folder; and when
        `lib.typ` isn't there, or a font that it names: each of its letters would be told as a sign to take away."""
        self.overrides = overrides
        self.folder = overrides / "leaflets"
        fonts = overrides / "fonts"
        for each in (self.folder, fonts, *self.folder.rglob("*"), *fonts.rglob("*")):
            if each.is_symlink():
                raise PressFault(f"{each.name}: symbolic link")
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        self._compilers: dict[str, typst.Compiler] = {}
        library = self.folder / "lib.typ"
        if not library.is_file():
            raise PressFault(f"{overrides.name}/{self.folder.name}: {library.name}?")
        named = re.search(r"#let FONTS = \((.*?)\)", library.read_text(encoding="utf-8"))
        for name in re.findall(r'"(.+?)"', named[1]) if named else ():
            if name not in self._fonts.families():
                raise PressFault(f"{fonts.parent.name}/{fonts.name}: {name}?")

    def print(self, template: str, data: Mapping[str, Any], timestamp: int) -> Printed:
        """The PDF of a template (`trifold`, …). Raises DoesNotFit, PressFault."""
        from eigentaal.leaflets.finish import finished  # pikepdf costs 0.1 s, which a build without new folders spares

        compiler = self._compiler(template)
        inputs = {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
        try:
            pdf, warnings = compiler.compile_with_warnings(
                sys_inputs=inputs,
                pdf_standards=STANDARDS,  # type: ignore[arg-type]  # its stub wants literals
                timestamp=timestamp,
            )
            found = json.loads(compiler.query("<fit>", field="value"))
        except typst.TypstError as failure:
            raise _reason(failure) from None
        if warnings:
            raise PressFault("; ".join(each.message for each in warnings))
        assert isinstance(pdf, bytes)
        fit = found[0]
        done, pages = finished(pdf, duplex=fit.get("duplex", ""))
        return Printed(done, pages, round(fit["size"], 1), fit["fill"])

    def image(self, template: str, data: Mapping[str, Any], dots: float) -> list[bytes]:
        """The pages as PNG, `dots` to the inch."""
        inputs = {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
        made = self._compiler(template).compile(sys_inputs=inputs, format="png", ppi=dots)
        return [each for each in (made if isinstance(made, list) else [made]) if each is not None]

    def _compiler(self, template: str) -> typst.Compiler:
        if template not in self._compilers:
            self._compilers[template] = typst.Compiler(
                input=str(self.folder / f"{template}.typ"),
                root=str(self.folder),
                font_paths=self._fonts,
                ignore_system_fonts=True,
            )
        return self._compilers[template]


def _reason(failure: typst.TypstError) -> Exception:
    """What stopped Typst: our own `refuse`, a sign that our fonts lack (PDF/UA forbids an empty box), or a fault."""
    text = str(failure)
    if found := re.search(r"FIT (\{.*\})", text):
        return DoesNotFit(json.loads(found[1]))
    if found := re.search(r'the text `"(.+?)"` could not be displayed', text):
        return DoesNotFit({"kind": "glyph", "sign": found[1]})
    return PressFault(text.strip().splitlines()[0] if text.strip() else "typst")
