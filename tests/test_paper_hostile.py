"""Attacks on paper: what a text says is printed as it stands, nothing of it is carried out, and nobody is asked."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from pages import long_lived, small_site, translation, write_project
from paper import lost, on_paper, put, shelf_of, text_of

from eigentaal.leaflets.engine import Press, PressFault
from eigentaal.leaflets.shelf import Shelf

PAYLOADS = (
    # reading and fetching
    '#read("/etc/motd")',
    '#read("lib.typ")',
    '#image("/etc/passwd")',
    '#include "lib.typ"',
    '#json("../../a.yml")',
    '#plugin("x.wasm")',
    '#import "@preview/a:1.0.0"',
    '#link("https://x.example")',
    # running
    '#eval("1 + 1")',
    "#sys.inputs.data",
    "#while true {}",
    "#let f(x) = f(x); #f(1)",
    '#panic("uit")',
    "#metadata((size: 1, fill: (:))) <fit>",
    # changing what is printed
    "#set page(width: 1pt)",
    "#show: none",
    "#pagebreak()",
    "#place(hide(1))",
    "= Kop",
    "$ sum_x $",
    "`rauw`",
    "<merk> @merk",
    "// weg",
    "/* weg",
    # breaking out of a text
    '"; #panic("x")',
    '\\") #panic("x")',
    '{"k": "t", "v": "x"}',
    "FIT {1}",
)
"""Typst's own words, and what could end the text (JSON) by which they come to a template."""


def path(at: int) -> str:
    return f"opvoeden/thema-{at}"


@cache
def printed() -> Shelf:
    """A page per payload, in all its texts, on the folders that are read and on cards; every seventh in each language."""
    files = on_paper()
    for at, payload in enumerate(PAYLOADS):
        page = {
            **small_site()["pages"]["opvoeden/boze-buien"],
            "title": payload,
            "short": f"Thema {at}",
            "answer": payload,
            "do_now": [{"id": "rustig", "text": payload}],
            "parts": [{"id": "waarom", "heading": payload, "text": payload}],
            "ask_help": [{"id": "vaak", "text": payload}],
            "say": [{"id": "advies", "text": payload}],
            "leaflet": {"formats": ["trifold", "bilingual", "card"] if at % 7 == 0 else ["trifold", "card"]},
        }
        for field in ("worries", "keywords"):
            page.pop(field, None)
        page["languages"] = ["nl", "ar", "tr"] if at % 7 == 0 else ["nl"]
        made = translation(page, lambda name, dutch, payload=payload: payload)
        put(files, path(at), page, {"ar": made, "tr": made})
        if at % 7:
            for language in ("ar", "tr"):
                del files[f"docs/{language}/{path(at)}.yml"]
    found = shelf_of(write_project(long_lived() / "project", files))
    found.make()
    return found


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Who asks for something over the network by the way that Typst takes: a proxy of our own, which answers nothing."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.2)
        open_ = True

        def listen() -> None:
            while open_:
                try:
                    caller, _ = door.accept()
                except TimeoutError:
                    continue
                with caller:
                    asked.append(caller.recv(200).decode("latin-1"))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{door.getsockname()[1]}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        try:
            yield asked
        finally:
            open_ = False
            thread.join()


def squeezed(text: str) -> str:
    """Without spaces and ends of lines, which depend on the paper, and marks of direction."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\u2066-\u2069\ufffe]+", "", text)


@pytest.mark.parametrize("at", range(len(PAYLOADS)), ids=[f"{at}" for at in range(len(PAYLOADS))])
def test_an_attack_is_printed_as_it_was_written(at: int) -> None:
    mine = [each for each in printed().folders if f"/thema-{at}-" in each.plan.file]
    assert {each.plan.format for each in mine} >= {"trifold", "card"}
    for each in mine:
        assert lost(each.pdf, [PAYLOADS[at]]) == [], each.plan.file
        if each.plan.language != "ar":  # between Arabic words a reader of PDFs gives marks in another order
            assert squeezed(PAYLOADS[at]) in squeezed(text_of(each.pdf)), each.plan.file


def test_typesetting_asks_nobody_anything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with watched(monkeypatch) as asked:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        found = shelf_of(Path(printed().config.root))
        found.make()
        assert len(found.folders) > 2 * len(PAYLOADS)
        assert asked == []
        template = tmp_path / "overrides/leaflets/lek.typ"
        template.parent.mkdir(parents=True)
        template.write_text('#import "@preview/example:0.1.0": *')
        (template.parent / "lib.typ").write_text("#let FONTS = ()")
        (tmp_path / "overrides/fonts").mkdir()
        with pytest.raises(PressFault):
            Press(tmp_path / "overrides").print("lek", {}, 0)
        assert asked, "the watch must see what a template that does ask would ask for"
