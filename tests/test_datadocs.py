"""The page about open data: what it tells is there, and its examples run as they stand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import MKDOCS, ROOT
from pages import Element, build_with_mkdocs, everything, interface, load, long_lived, parse, texts, write_project
from playwright.sync_api import Browser
from test_embed_browser import host
from wordpress import free_port, provider

DOCS = "intermediairs/open-data"
ORGANISERS = "intermediairs/op-uw-site"


@cache
def built() -> tuple[Path, int]:
    """A site with the real page about open data, and the port that it must be served at."""
    port = free_port()
    files = everything() | {
        "mkdocs.yml": MKDOCS.replace("https://hulp.example.org/", f"http://127.0.0.1:{port}/"),
        "docs/nl/_sets.yml": "sets:\n  - {id: samen, title: Samen, answer: Begin hier., pages: [boze-buien, spelen]}\n",
    }
    for path in (DOCS, ORGANISERS):
        for language in ("nl", "ar", "tr"):
            file = ROOT / f"docs/{language}/{path}.yml"
            if file.exists():
                text = file.read_text(encoding="utf-8")
                files[f"docs/{language}/{path}.yml"] = re.sub(r"^related: .*\n", "related: [gids]\n", text, flags=re.M)
    return build_with_mkdocs(write_project(long_lived() / "project", files), checked=False), port


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, Element]]:
    """The address of the site, and the page about its data."""
    folder, port = built()
    page = parse((folder / DOCS / "index.html").read_bytes(), own=False)
    with provider(folder, port):
        yield f"http://127.0.0.1:{port}/", page


def organisers(language: str) -> Element:
    """The page with what organisations can put on their own site."""
    prefix = "" if language == "nl" else f"{language}/"
    return parse((built()[0] / prefix / ORGANISERS / "index.html").read_bytes(), own=False)


def examples(page: Element, language: str) -> list[str]:
    found = [each for each in page.all("code", "example") if f"language-{language}" in each["class"]]
    return ["".join(text for _, text in each.texts()) for each in found]


def test_every_address_on_the_page_answers(served: tuple[str, Element]) -> None:
    folder, _ = built()
    rows = [each["href"] for each in served[1].one("main").all("a") if "/data/v1/" in each["href"]]
    assert len(rows) >= 6
    for address in rows:
        assert (folder / address.removeprefix(served[0])).is_file(), address


def test_the_example_in_python_runs_and_lists_the_titles(served: tuple[str, Element]) -> None:
    (code,) = examples(served[1], "python")
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) > 8
    assert any(each.startswith(f"{texts('ar')['title']} {served[0]}data/v1/ar/") for each in lines)


@pytest.mark.browser
def test_the_example_in_javascript_shows_a_page_on_another_site(served: tuple[str, Element], chromium: Browser) -> None:
    (code,) = examples(served[1], "javascript")
    with host({"/": "<div id=hulp></div>"}) as other, chromium.new_context() as context:
        page = context.new_page()
        page.goto(other)
        page.evaluate(f"() => {{ {code} }}")
        page.wait_for_selector("#hulp[lang] h2")
        assert page.get_attribute("#hulp", "dir") == "rtl"
        assert page.inner_text("#hulp h2") == texts("ar")["title"]


def test_the_pieces_of_json_are_those_of_the_files(served: tuple[str, Element]) -> None:
    folder, _ = built()
    page, organisation = (json.loads(each) for each in examples(served[1], "json"))
    whole = json.loads((folder / f"data/v1/{page['language']}/{page['id']}.json").read_bytes())
    assert {**whole, "fields": None} == {**whole, **page, "fields": None}
    assert page["fields"].items() <= whole["fields"].items()
    assert organisation in whole["organisations"]


def test_the_page_tells_how_many_organisations_are_in_and_how_many_wait(served: tuple[str, Element]) -> None:
    folder, _ = built()
    told = json.loads((folder / "data/v1/index.json").read_bytes())["hsds"]
    rows = [[cell.text() for cell in row.children if isinstance(cell, Element)] for row in served[1].all("tr")]
    for name, count in told["counts"].items():
        assert [name, str(count), str(told["waiting"][name])] in rows


# -- the page for organisations ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_every_page_has_a_row_with_what_to_copy_in_each_language(language: str) -> None:
    port, top = built()[1], organisers(language)
    row = top.one("details", "row", id="row-boze-buien")
    values = {each["id"].removeprefix("row-boze-buien-"): each.text() for each in row.all("textarea")}
    kinds = ("address", "frame", "snippet", "card")
    assert set(values) == {f"{code}-{kind}" for code in ("nl", "ar", "tr") for kind in kinds}
    assert values["ar-address"] == f"http://127.0.0.1:{port}/ar/opvoeden/boze-buien/"
    assert values["ar-frame"] == f"http://127.0.0.1:{port}/embed/ar/opvoeden/boze-buien/"
    assert parse(values["ar-snippet"]).one("iframe")["src"] == values["ar-frame"]
    assert parse(values["tr-card"]).one("a")["href"] == f"http://127.0.0.1:{port}/tr/opvoeden/boze-buien/"
    assert not re.search("<(iframe|script|img)", values["tr-card"])
    for each in row.all("textarea"):
        assert [one for one in row.all("label") if one.get("for") == each["id"]]
        assert [one for one in row.all("button") if one.get("data-copy") == each["id"]]
    danger = top.one("details", "row", id="row-rust")
    assert [each["id"].rpartition("-")[2] for each in danger.all("textarea")] == ["card"] * 3


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_sets_come_first_then_the_site_in_its_order_and_no_page_for_editors(language: str) -> None:
    rows = organisers(language).all("details", "row")
    assert [each["id"] for each in rows] == [
        "row-set-samen", "row-home", "row-spoed", "row-hulp-nu", "row-rust", "row-opvoeden", "row-boze-buien",
        "row-spelen", "row-coach", "row-slapen", "row-feest", "row-over", "row-privacy", "row-intermediairs", "row-gids",
    ]  # fmt: skip
    by_id = {each["id"].removeprefix("row-"): each for each in rows}
    assert by_id["boze-buien"].one("summary").text() == texts(language)["title"]
    assert [(each["lang"], each["dir"]) for each in by_id["set-samen"].all("h3")] == [
        ("nl", "ltr"), ("ar", "rtl"), ("tr", "ltr"),
    ]  # fmt: skip
    assert [each["lang"] for each in by_id["feest"].all("h3")] == ["nl", "tr"], "there is none in Arabic"
    told = {name for name, each in by_id.items() if each.all("p", "outdated")}
    assert told == {"hulp-nu", "rust"}, "of danger there is only a card"


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_a_picture_shows_a_page_in_the_language_of_who_looks(language: str) -> None:
    (shown,) = organisers(language).all("img", "shot")
    assert re.search(rf"(^|/)assets/embed-{language}\.\w+\.png$", shown["src"])


def test_a_page_that_has_no_row_has_no_link_to_one() -> None:
    folder, _ = built()
    foot = organisers("nl")
    assert [each["href"] for each in foot.all("a") if "#row-" in each["href"]] == []
    frame = parse((folder / f"embed/nl/{ORGANISERS}/index.html").read_bytes())
    assert frame.one("p", id="notice").text(), "nor is a list of the program shown in a frame"
    assert not (folder / f"embed/nl/{ORGANISERS}/oembed.json").exists()


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_a_quiet_link_at_the_foot_of_each_page_leads_to_its_row(language: str) -> None:
    folder, _ = built()
    prefix = "" if language == "nl" else f"{language}/"
    for path, row in (
        ("opvoeden/boze-buien", "boze-buien"),
        ("spoed/rust", "rust"),
        ("opvoeden", "opvoeden"),
        ("", "home"),
    ):
        foot = parse((folder / prefix / path / "index.html").read_bytes()).one("footer")
        assert [each for each in foot.all("a") if each["href"].endswith(f"{prefix}{ORGANISERS}/#row-{row}")], path


@pytest.mark.browser
def test_a_row_opens_from_its_link_and_its_buttons_copy(served: tuple[str, Element], chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served[0].rstrip("/"))
        page = context.new_page()
        page.goto(f"{served[0]}tr/{ORGANISERS}/#row-boze-buien")
        assert page.locator("#row-boze-buien").get_attribute("open") is not None
        assert page.locator("#row-rust").get_attribute("open") is None
        button = page.locator("button[data-copy='row-boze-buien-ar-snippet']")
        before = button.inner_text()
        button.click()
        page.wait_for_function(
            "b => document.querySelector(`[data-copy='row-boze-buien-ar-snippet']`).textContent !== b", arg=before
        )
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#row-boze-buien-ar-snippet").input_value()
        assert copied.startswith("<div>\n<iframe src=")


def test_the_sentence_for_a_privacy_statement_names_the_site_in_each_language() -> None:
    top = organisers("nl")
    for language in ("nl", "ar", "tr"):
        words = {each["id"]: each["text"] for each in load(interface(language))["words"]}
        said = words["embed-privacy-text"].replace("{site}", "Proef").replace("{host}", "127.0.0.1")
        assert top.one("textarea", id=f"embed-privacy-{language}").text() == said
