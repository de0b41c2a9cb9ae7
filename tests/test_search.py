"""What parents type finds the page, whatever its form; nothing is fetched before the search is opened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from browser import PHONE, serving, until
from pages import (
    LANGUAGES,
    SEARCH,
    build_with_mkdocs,
    dump,
    everything,
    filler,
    interface,
    load,
    long_lived,
    read_tree,
    small_site,
    texts,
    translation,
    write_project,
)
from playwright.sync_api import Browser, Page, Route

from eigentaal.cli import main
from eigentaal.search import _digits
from eigentaal.stemming import rules

CASES: dict[str, list[dict[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("data").joinpath("search.yml").read_text(encoding="utf-8")
)
STATUS = "document.getElementById('search-status').textContent"
ALPHABETICAL = ("avukat", "çay", "Dans")
"""Turkish words; by number of the letter they would stand otherwise."""
ALONE = "nergensland"
"""A word of the list that no page says."""
NAMED = "Oyun ve CJG'ye"
"""A title with a Dutch name in it."""
WORDS = {**SEARCH, "title": "Woorden", "short": "Woorden", "answer": "Uitgelegd.", "generated": "glossary"}


@cache
def searched() -> Path:
    """The small site with a page per case, a search page and a list of words, in three languages."""
    files = everything()
    theme = small_site()["pages"]["opvoeden/spelen"]
    pages: dict[str, Any] = {"over/zoeken": SEARCH, "over/woorden": WORDS}
    for language in LANGUAGES:
        for number, case in enumerate(CASES[language]):
            pages[f"opvoeden/{language}-{number}"] = {
                **theme,
                "answer": "Een rustig antwoord.",
                "related": ["hulp-nu"],
                "parts": [{"id": "waarom", "heading": "x", "text": f"x {case['says'] if language == 'nl' else ''}"}],
            }
    pages["opvoeden/nl-0"] |= {"title": "Zwemdiploma halen", "keywords": ["schoolslag"]}
    for path, page in pages.items():
        files[f"docs/nl/{path}.yml"] = dump(page)
        for language in LANGUAGES[1:]:
            own = {"1": texts(language)["question"], "2": texts(language)["first_screen"]["title"]}
            made = translation(page, filler(language))
            mine, _, number = path.removeprefix("opvoeden/").partition("-")
            if path == "opvoeden/tr-0" and language == "tr":
                made["title"] = NAMED
            if mine == language and number in own:
                made["title"] = own[number]
            if mine == language:
                made["parts"][0]["text"] = CASES[language][int(number)]["says"]
            files[f"docs/{language}/{path}.yml"] = dump(made)
    glossary = yaml.safe_load(str(files["docs/tr/_glossary.yml"]))
    glossary["terms"][0]["also"] = ["abaküs"]
    for term, word in zip(glossary["terms"], ALPHABETICAL[::-1], strict=False):
        term["term"] = word
    files["docs/tr/_glossary.yml"] = dump(glossary)
    for language in LANGUAGES:
        listed = yaml.safe_load(str(files[f"docs/{language}/_glossary.yml"]))
        listed["terms"].append({"id": "nergens", "term": ALONE, "explanation": "x."})
        files[f"docs/{language}/_glossary.yml"] = dump(listed)
    return build_with_mkdocs(write_project(long_lived() / "searched", files), checked=False)


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[tuple[str, Page]]:
    with serving(searched()) as origin, chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        yield origin, context.new_page()


def find(page: tuple[str, Page], language: str, typed: str) -> list[str]:
    """The addresses that come up, in order."""
    origin, tab = page
    address = f"{origin}/{'' if language == 'nl' else f'{language}/'}over/zoeken/"
    if tab.url != address:
        tab.goto(address)
    tab.fill("#search", "")
    tab.fill("#search", typed)
    until(tab, f"{STATUS} !== ''")
    return [str(each.get_attribute("href")) for each in tab.locator("#found a").all()]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "number"),
    [pytest.param(code, at, id=f"{code}-{case['why']}") for code in LANGUAGES for at, case in enumerate(CASES[code])],
)
def test_what_is_typed_finds_the_page(page: tuple[str, Page], language: str, number: int) -> None:
    found = find(page, language, CASES[language][number]["typed"])
    assert any(each.endswith(f"/{language}-{number}/") for each in found[:3]), found


ARABIC_DIGITS = str.maketrans("0123456789", "".join(map(chr, range(0x660, 0x66A))))


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("Straks Open", id="its name"),
        pytest.param("straks", id="a part of its name"),
        pytest.param("088 123 45 67", id="as it is written"),
        pytest.param("0881234567", id="in one piece"),
        pytest.param("088-1234567", id="with a dash"),
        pytest.param("088 12", id="while it is typed"),
        pytest.param("+31 88 123 45 67", id="from abroad"),
        pytest.param("+31 (0)88 123 45 67", id="from abroad with a zero"),
        pytest.param("0031881234567", id="from abroad with zeros"),
        pytest.param("0881234567".translate(ARABIC_DIGITS), id="in Arabic digits"),
    ],
)
def test_who_wrote_or_rang_leads_to_the_page_that_shows_them(page: tuple[str, Page], language: str, typed: str) -> None:
    assert find(page, language, typed)[0].endswith("/opvoeden/boze-buien/")


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["0800-2000", "De Lijn"])
def test_a_button_to_call_comes_before_the_cards(page: tuple[str, Page], language: str, typed: str) -> None:
    assert find(page, language, typed)[0].endswith("/spoed/hulp-nu/")


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_a_page_typed_whole_puts_that_page_first(page: tuple[str, Page], language: str) -> None:
    """Also a title of common words only, which are skipped otherwise; in capitals or without its question mark too."""
    skipped = load(searched().joinpath(f"search/{language}.json").read_text(encoding="utf-8"))["rules"]["skip"].split()
    tab = page[1]
    find(page, language, ALONE)
    shown = tab.locator("#all-pages [data-page] a")
    titles = [each.inner_text() for each in shown.all()]
    once = [at for at, title in enumerate(titles) if titles.count(title) == 1]
    assert len(once) > (5 if language == "nl" else 1), "most translations of the small site have the same title"
    for at in once[:8]:
        wanted = shown.nth(at).get_attribute("href")
        assert find(page, language, titles[at])[0] == wanted
        assert find(page, language, f" {titles[at].rstrip('?')}  ")[0] == wanted
    # A title of which no word is in the index, as the page itself has it.
    common = f"{skipped[0]} {skipped[1]}"
    tab.reload()
    tab.evaluate("title => { document.querySelectorAll('[data-page] a')[3].textContent = title; }", f"{common}?")
    assert find(page, language, common)[0] == shown.nth(3).get_attribute("href")
    tab.goto("about:blank")


@pytest.mark.browser
def test_a_browser_without_replacechildren_finds_too(chromium: Browser) -> None:
    """Chrome has it since the version of October 2020."""
    with serving(searched()) as origin, chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        context.add_init_script("delete Element.prototype.replaceChildren")
        assert find((origin, context.new_page()), "nl", "straks")


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_that_is_found_alone_is_not_called_nothing(page: tuple[str, Page], language: str) -> None:
    found = find(page, language, ALONE)
    assert [each.rpartition("#")[2] for each in found] == ["term-nergens"]
    assert page[1].evaluate(STATUS).endswith(" 1")


@pytest.mark.browser
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("0881234568", id="a number that looks like another"),
        pytest.param("070 111 22 33", id="a number that may not be shown"),
        pytest.param("3311", id="the middle of it"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_number_is_taken_for_it(page: tuple[str, Page], language: str, typed: str) -> None:
    assert find(page, language, typed) == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_says_so_and_leaves_the_list_of_all_pages(page: tuple[str, Page], language: str) -> None:
    assert find(page, language, "qqqxxx") == []
    tab = page[1]
    assert len(tab.locator("#search-status").inner_text()) > 10
    assert tab.locator("#all-pages").is_visible()
    assert tab.locator("#all-pages li").count() > 25


@pytest.mark.browser
def test_a_word_that_people_use_leads_to_the_dutch_word(page: tuple[str, Page]) -> None:
    find(page, "tr", "abaküs")
    first = page[1].locator("#found li").first
    assert "gezinscoach" in first.inner_text()
    assert first.locator("bdi").get_attribute("lang") == "nl"
    href = str(first.locator("a").get_attribute("href"))
    assert href.endswith("woorden/#term-coach")


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["zwemdiploma", "Schoolslag"])
def test_a_dutch_word_from_a_letter_finds_the_page_in_arabic(page: tuple[str, Page], typed: str) -> None:
    assert [each.rstrip("/").rpartition("/")[2] for each in find(page, "ar", typed)] == ["nl-0"]


@pytest.mark.browser
def test_a_dutch_name_in_a_title_stands_in_its_line(page: tuple[str, Page]) -> None:
    find(page, "tr", "oyun")
    links = page[1].locator("#found a, #all-pages a").filter(has=page[1].locator("[lang=nl]"))
    assert [each.inner_text() for each in links.all()] == [NAMED] * 2


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "typed", "explained"),
    [
        pytest.param("nl", "gezin", ["cjg"], id="a word that exists, not what begins with it"),
        pytest.param("nl", "gezinsco", ["coach", "cjg"], id="a word that is being typed"),
        pytest.param("nl", "bezwaer", ["bezwaar"], id="a typing error"),
        pytest.param("tr", "gezinscoach", ["coach"], id="a Dutch word where words are cut, not what begins alike"),
        pytest.param("ar", "gezinscoach", ["coach"], id="a Dutch word among Arabic ones"),
    ],
)
def test_the_word_that_was_typed_is_the_one_explained(
    page: tuple[str, Page], language: str, typed: str, explained: list[str]
) -> None:
    found = find(page, language, typed)
    assert [each.rpartition("#term-")[2] for each in found if "#term-" in each] == explained


@pytest.mark.browser
def test_what_is_typed_before_the_index_is_there_is_found_when_it_comes(chromium: Browser) -> None:
    held: list[Route] = []
    with serving(searched()) as origin, chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        context.route("**/search/nl.json", lambda route: held.append(route))  # Playwright marks what it calls
        tab = context.new_page()
        tab.goto(f"{origin}/over/zoeken/")
        tab.fill("#search", CASES["nl"][0]["typed"])
        assert tab.evaluate(STATUS) == "", "nothing found, before it was looked for"
        assert tab.locator("#all-pages").is_visible()
        while not held:
            tab.wait_for_timeout(50)
        held.pop().continue_()
        tab.locator("#found a[href$='/nl-0/']").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_that_does_not_come_is_told_and_typing_does_not_hide_that(language: str, chromium: Browser) -> None:
    wanted = {each["id"]: each["text"] for each in load(interface(language))["words"]}["search-broken"]
    with serving(searched()) as origin, chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        context.route("**/search/*.json", lambda route: route.abort())
        tab = context.new_page()
        tab.goto(f"{origin}/{'' if language == 'nl' else f'{language}/'}over/zoeken/")
        until(tab, f"{STATUS} !== ''")
        tab.fill("#search", "abc")
        assert tab.evaluate(STATUS) == wanted
        assert tab.locator("#all-pages").is_visible()


@pytest.mark.browser
def test_the_index_is_fetched_by_the_search_and_by_no_other_page(page: tuple[str, Page]) -> None:
    origin, tab = page
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for path in ("", "opvoeden/", "opvoeden/boze-buien/"):
        tab.goto(f"{origin}/{path}")
    assert [each for each in asked if "search" in each] == []
    with tab.expect_response("**/search/nl.json"):
        tab.goto(f"{origin}/over/zoeken/")
    tab.fill("#search", "geheim")
    until(tab, f"{STATUS} !== ''")
    assert all("geheim" not in each for each in asked), "what is typed stays on the phone"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_names_every_page_of_the_list_once(language: str) -> None:
    files = read_tree(searched())
    found = json.loads(files[f"search/{language}.json"])
    prefix = "" if language == "nl" else f"{language}/"
    html = files[f"{prefix}over/zoeken/index.html"].decode()
    assert html.count(" data-page=") == found["pages"]
    assert len(found["words"].split()) == len(found["found"].split())
    assert found["words"].split() == sorted(set(found["words"].split()))


def test_a_new_title_is_in_the_list_of_all_pages_at_the_next_build(tmp_path: Path) -> None:
    files = everything()
    files["docs/nl/over/zoeken.yml"] = dump(SEARCH)
    root = write_project(tmp_path / "project", files)
    assert main(["--project", str(root), "build", "--parents"]) == 0
    page = root / "docs/nl/opvoeden/spelen.yml"
    old = small_site()["pages"]["opvoeden/spelen"]["title"]
    page.write_text(page.read_text(encoding="utf-8").replace(f"title: {old}", "title: Knutselen"), encoding="utf-8")
    assert main(["--project", str(root), "build", "--parents"]) == 0
    shown = (root / "site/over/zoeken/index.html").read_text(encoding="utf-8")
    assert "Knutselen" in shown
    assert f">{old}<" not in shown


def test_words_stand_in_the_order_in_which_a_reader_looks_for_them() -> None:
    text = read_tree(searched())["tr/over/woorden/index.html"].decode()
    places = [text.index(f">{word} \N{EN DASH}") for word in ALPHABETICAL]
    assert places == sorted(places), "capitals first, or letters with marks last"


def test_the_list_of_words_goes_both_ways() -> None:
    files = read_tree(searched())
    dutch, turkish = (files[f"{prefix}over/woorden/index.html"].decode() for prefix in ("", "tr/"))
    by_dutch = files["tr/over/zoeken/index.html"].decode()
    assert 'over/zoeken/#dutch-words"' in turkish
    assert "dutch-words" not in dutch + files["over/zoeken/index.html"].decode()
    for each in small_site()["glossary"]["terms"]:
        assert f'id="term-{each["id"]}"' in dutch
        assert f'id="term-{each["id"]}"' in turkish
        assert f'over/woorden/#term-{each["id"]}">{each["term"]}</a>' in by_dutch


@pytest.mark.parametrize("page", ["zoeken", "woorden"])
def test_no_list_leads_to_one_that_is_held_back(page: str, tmp_path: Path) -> None:
    root = Path(
        shutil.copytree(searched().parent, tmp_path / "project", ignore=shutil.ignore_patterns("site", ".site*"))
    )
    held = root / f"docs/tr/over/{page}.yml"
    held.write_text(f"{held.read_text(encoding='utf-8')}\nonzin: ja\n", encoding="utf-8")
    assert main(["--project", str(root), "build", "--parents"]) == 0
    for each in ("zoeken", "woorden"):
        shown = (root / f"site/tr/over/{each}/index.html").read_text(encoding="utf-8")
        assert "dutch-words" not in shown


FOLDED: dict[str, list[list[str]]] = yaml.safe_load(
    Path(__file__).with_name("data").joinpath("stems.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("language", "alike"), [(code, each) for code, groups in FOLDED.items() for each in groups], ids=str
)
def test_a_language_that_is_added_finds_a_word_however_it_is_typed(language: str, alike: list[str]) -> None:
    """The browser folds by the same rules, as the cases above show for three languages."""
    stems = {tuple(rules(language).words(each)) for each in alike}
    assert len(stems) == 1
    assert stems != {()}


@pytest.mark.browser
@pytest.mark.parametrize("many", [60, 3843, 3844, 5000, 100_000])
def test_a_word_is_found_however_many_there_are(many: int, chromium: Browser) -> None:
    """More pages and words than two digits of base 62 can number."""
    index = json.loads(read_tree(searched())["search/nl.json"])
    index["terms"] = [[f"w-{at}", "gans", "gans"] for at in range(many)] + [["laatste", ALONE, ALONE]]
    index |= {"words": ALONE, "found": f"{_digits(index['pages'] + many)}6"}

    with serving(searched()) as origin, chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        context.route("**/search/nl*.json", lambda route: route.fulfill(json=index))
        assert find((origin, context.new_page()), "nl", ALONE)[0].endswith("#term-laatste")
