"""What a reader sees in Chromium: numbers in reading order, the answer on the first screen, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browser import PHONE, PROFESSIONAL, Watched, misdrawn, serving, wider_than_its_screen
from conftest import MKDOCS, Files
from pages import (
    DIRECTIONS,
    LANGUAGES,
    SEARCH,
    build_with_mkdocs,
    dump,
    everything,
    interface,
    long_lived,
    small_site,
    strings,
    texts,
    whole_site,
    write_project,
)
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from test_html import PAYLOADS, site_of_payloads

pytestmark = pytest.mark.browser

EXIT = "https://weer.example.org/"


def prefix(language: str) -> str:
    return "" if language == "nl" else f"{language}/"


# -- drawn in reading order --------------------------------------------------------------------------------------------


def around(language: str, text: str) -> str:
    words = texts(language)
    return f"{words['before']} {text} {words['after']}"


@cache
def reading_site() -> Path:
    """Every run of `bidi_strings.yml` in every place where one may stand, in three languages."""
    runs = strings()
    files: Files = {"docs/nl/opvoeden/boze-buien.yml": None, "docs/nl/opvoeden/spelen.yml": None}
    files |= {name: data for name, data in everything().items() if name.endswith("_interface.yml")}
    facts = {
        "organisations": [
            *({**_organisation(f"o-{index}"), "name": f"Organisatie {index}"} for index in range(len(runs))),
        ]
    }
    files["docs/facts/runs.yml"] = dump(facts)
    for language in LANGUAGES:
        source = language == "nl"
        terms = [
            {"id": f"t-{i}", "term": f"{texts(language).get('term', 'woord')}", "explanation": around(language, run)}
            | ({} if source else {"sound": texts(language)["sound"]})
            for i, run in enumerate(runs)
        ]
        files[f"docs/{language}/_glossary.yml"] = dump({"terms": terms})
        described = [{"id": f"o-{i}", "what": around(language, run)} for i, run in enumerate(runs)]
        files[f"docs/{language}/_organisations.yml"] = dump({"organisations": described})
        for kind in ("theme", "professional"):
            name = "runs" if kind == "theme" else "gids"
            files[f"docs/{language}/opvoeden/{name}.yml"] = dump(_page_of_runs(kind, language, runs))
            for first in range(0, len(runs), 14):
                path = f"docs/{language}/opvoeden/{name}-{first}.yml"
                files[path] = dump(_page_of_headings(kind, language, runs[first : first + 14]))
        if not source:
            files[f"docs/{language}/index.yml"] = dump({"title": "x", "short": "x", "answer": "x"})
            files[f"docs/{language}/opvoeden/index.yml"] = dump({"title": "x", "short": "x", "answer": "x"})
    return build_with_mkdocs(write_project(long_lived() / "project", files), checked=False)


def _organisation(id_: str) -> dict[str, Any]:
    source = {"title": "Proef", "site": "example.org"}
    return {
        "id": id_, "category": "helpline", "publish": "yes", "certainty": "official", "role_certainty": "official",
        "checked_on": "2026-01-01", "source": source,
    }  # fmt: skip


def _translatable(kind: str, language: str, more: dict[str, Any]) -> dict[str, Any]:
    page: dict[str, Any] = {"title": "Runs", "short": "Runs", "answer": "Runs."}
    if kind == "theme":
        page |= {"do_now": [{"id": "een", "text": "Runs."}], "ask_help": [{"id": "een", "text": "Runs."}]}
    if language == "nl":
        page = {"kind": kind, "picture": "home", **page, "contacts": ["lijn"], "related": ["runs"]}
        page |= {"call": "lijn"} if kind == "theme" else {}
    return page | more


def _page_of_runs(kind: str, language: str, runs: list[str]) -> dict[str, Any]:
    lines = [around(language, run) for run in runs]
    bold = [around(language, f"**{run}**") for run in runs]
    links = [f"[{line}](page:runs-0)" for line in lines]
    notes = [f"[{texts(language).get('term', 'woord')}](term:t-{index})" for index in range(len(runs))]
    parts = {
        "lopend": "\n\n".join(lines),
        "vet": "\n\n".join(bold),
        "lijst": "\n".join(f"- {each}" for each in lines),
        "link": "\n\n".join(links),
        "woord": "\n\n".join(notes),
    }
    made = _translatable(kind, language, {"parts": [{"id": k, "heading": "x", "text": v} for k, v in parts.items()]})
    if language == "nl":
        made["contacts"] = [f"o-{index}" for index in range(len(runs))]
    return made


def _page_of_headings(kind: str, language: str, runs: list[str]) -> dict[str, Any]:
    parts = [{"id": f"kop-{i}", "heading": around(language, run), "text": "x"} for i, run in enumerate(runs)]
    return _translatable(kind, language, {"parts": parts})


def assert_drawn(wrong: dict[str, str]) -> None:
    assert not wrong, "\n".join(f"{text}: {problem}" for text, problem in wrong.items())


PLACES = {
    "running text": "#lopend > p",
    "bold text": "#vet > p",
    "a list": "#lijst li",
    "a link": "#link a",
    "a word note": "#woord .word",
    "a contact card": "#contacts li > p",
}


@pytest.fixture(scope="session")
def reading(chromium: Browser) -> Iterator[Page]:
    with serving(reading_site(), loose=PROFESSIONAL) as origin:
        context = chromium.new_context(viewport={"width": 900, "height": 900}, base_url=origin)
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["runs", "gids"])
def test_phones_times_postcodes_and_names_are_drawn_in_reading_order(
    page: str, language: str, place: str, reading: Page
) -> None:
    address = f"/{prefix(language)}opvoeden/{page}/"
    if not reading.url.endswith(address) or reading.url.count("/") != address.count("/") + 2:
        reading.goto(address)
    assert reading.evaluate("document.documentElement.dir") == DIRECTIONS[language]
    assert len(strings()) >= 30
    assert_drawn(misdrawn(reading, PLACES[place], strings()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["runs", "gids"])
def test_in_headings_too(page: str, language: str, reading: Page) -> None:
    wrong = {}
    for first in range(0, len(strings()), 14):
        reading.goto(f"/{prefix(language)}opvoeden/{page}-{first}/")
        wrong |= misdrawn(reading, "section[id^=kop] > h2", strings()[first : first + 14])
    assert_drawn(wrong)


def test_the_measure_sees_numbers_that_are_drawn_the_wrong_way_round(reading: Page) -> None:
    """The same strings without isolation: the test of the test."""
    reading.set_content(f"<p dir=rtl>{texts('ar')['before']} 070 752 90 00 {texts('ar')['after']}</p>")
    assert misdrawn(reading, "p", ["070 752 90 00"]) == {"070 752 90 00": "drawn as 0090752070"}
    reading.set_content(f"<p dir=rtl>{texts('ar')['before']} <bdi dir=ltr>070 752 90 00</bdi></p>")
    assert misdrawn(reading, "p", ["070 752 90 00"]) == {}


def test_opening_hours_are_read_from_the_first_time_to_the_last_in_each_direction(
    site: str, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.set_viewport_size({"width": 1200, "height": 900})
    for language in LANGUAGES:
        page.goto(f"{site}/{prefix(language)}opvoeden/boze-buien/")
        mark = ":" if language == "ar" else "."
        page.evaluate("document.querySelector('#contact-cjg .fact').style.whiteSpace = 'nowrap'")
        for hours in (("9", "00", "17", "00"), ("10", "30", "12", "00")):
            opens, closes = f"{hours[0]}{mark}{hours[1]}", f"{hours[2]}{mark}{hours[3]}"
            first, last = (_left(page, "#contact-cjg .fact", each) for each in (opens, closes))
            assert (first > last) == (language == "ar"), (language, opens, closes)
            assert misdrawn(page, "#contact-cjg .fact", [opens]) == {}
            assert misdrawn(page, "#contact-cjg .fact", [closes]) == {}


def _left(page: Page, selector: str, text: str) -> float:
    """Where a text begins to be drawn."""
    found: float = page.evaluate(
        """([selector, text]) => {
          const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(text);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at); range.setEnd(node, at + text.length);
            return range.getBoundingClientRect().left;
          }
          throw new Error("not there: " + text);
        }""",
        [selector, text],
    )
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_on_buttons_and_cards_are_drawn_in_reading_order_on_a_phone(
    language: str, site: str, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{prefix(language)}opvoeden/boze-buien/")
    assert misdrawn(page, "a.call", ["0800-2000"]) == {}
    assert misdrawn(page, "#contact-cjg", ["14 070"]) == {}
    assert misdrawn(page, "#contact-straks", ["088 123 45 67"]) == {}
    assert misdrawn(page, "#contact-cjg .web", ["cjg.example.org/afspraak"]) == {}
    assert misdrawn(page, "#contact-wacht", ["0800-2000"]) == {}


# -- nothing from elsewhere --------------------------------------------------------------------------------------------


def addresses(folder: Path) -> list[str]:
    """Every page, by its address."""
    return sorted(file.relative_to(folder).as_posix().removesuffix("index.html") for file in folder.rglob("*.html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_asks_anything_of_another_site_or_breaks_the_policy(
    language: str, site: str, phone: BrowserContext
) -> None:
    watched = Watched(phone, site)
    mine = [each for each in addresses(whole_site()) if (each[:3] in ("ar/", "tr/")) == (language != "nl")]
    mine = [each for each in mine if language == "nl" or each.startswith(language)]
    assert len(mine) > 12
    for each in mine:
        watched.open(each)
    assert watched.elsewhere() == []
    assert watched.complaints == []
    assert watched.dialogs == []


def test_a_parents_page_is_three_requests_and_a_page_of_danger_four(site: str, phone: BrowserContext) -> None:
    for address, wanted in (("ar/opvoeden/boze-buien/", 3), ("ar/spoed/rust/", 4)):
        watched = Watched(phone, site)
        watched.open(address)
        asked = [each for each in watched.requests if not each.endswith(".svg")]
        assert len(asked) == wanted, asked


def test_the_policy_of_the_test_server_really_blocks(site: str, phone: BrowserContext) -> None:
    watched = Watched(phone, site)
    page = watched.open("opvoeden/boze-buien/")
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.evaluate(
            """() => {
              const made = document.createElement("script");
              made.textContent = "alert(1)";
              document.body.append(made);
              document.body.setAttribute("onclick", "alert(2)");
              document.body.click();
            }"""
        )
    assert watched.dialogs == []
    assert any("Content Security Policy" in each for each in watched.complaints)


@pytest.fixture
def attacked(chromium: Browser) -> Iterator[Watched]:
    """A browser at the site of payloads. Material asks for a map of the site, which is another test's business."""
    with serving(site_of_payloads(), loose=PROFESSIONAL) as origin, chromium.new_context() as context:
        context.route("**/sitemap.xml", lambda route: route.fulfill(body="<urlset/>", headers=ANYBODY))
        yield Watched(context, origin)


ANYBODY = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/xml"}


def quiet(watched: Watched) -> None:
    assert watched.dialogs == []
    assert [each for each in watched.elsewhere() if not each.endswith("/sitemap.xml")] == []
    assert watched.complaints == []


@pytest.mark.xdist_group("payloads")
def test_pages_full_of_attacks_stay_quiet(attacked: Watched) -> None:
    visited = [f"opvoeden/thema-{index}/" for index in range(len(PAYLOADS))]
    visited += [f"gidsen/gids-{index}/" for index in range(0, len(PAYLOADS), 8)]
    visited += ["", "opvoeden/", "gidsen/", "opvoeden/service/", "tr/opvoeden/thema-0/", "404.html"]
    for each in visited:
        page = attacked.open(each)
        page.evaluate(
            """() => document.querySelectorAll("*").forEach(each => {
              for (const name of ["mouseover", "focus", "click"]) each["on" + name]?.call(each, new Event(name));
            })"""
        )
    quiet(attacked)


@pytest.mark.xdist_group("payloads")
def test_the_search_of_the_professional_part_shows_an_attack_as_text(attacked: Watched) -> None:
    page = attacked.open("gidsen/gids-0/")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("Tekst")
    page.locator(".md-search-result__link").first.wait_for()
    found = page.locator(".md-search-result__list")
    assert PAYLOADS[0] in found.inner_text()
    assert found.locator("script, img, iframe, svg[onload], style, link, form, input").count() == 0
    quiet(attacked)


# -- without script, and away ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_every_word_and_link_is_there(language: str, site: str, chromium: Browser) -> None:
    seen: list[list[tuple[str, int]]] = []
    for script in (True, False):
        with chromium.new_context(viewport=PHONE, java_script_enabled=script) as context:  # type: ignore[arg-type]
            page, shown = context.new_page(), []
            for path in ("spoed/rust/", "opvoeden/boze-buien/"):
                page.goto(f"{site}/{prefix(language)}{path}")
                # The row of buttons has those that need a script, or links in their place: test_tools.py.
                page.evaluate("document.querySelectorAll('.tools, noscript, .unseen').forEach(each => each.remove())")
                shown.append((page.locator("body").inner_text(), page.locator("a[href]").count()))
            seen.append(shown)
    assert seen[0] == seen[1]
    assert all(links > 5 for _, links in seen[0])


@cache
def with_search() -> Path:
    """The small site with a page for searching, in Dutch."""
    files = everything() | {"docs/nl/over/zoeken.yml": dump({**SEARCH, "languages": ["nl"]})}
    return build_with_mkdocs(write_project(long_lived() / "project", files), checked=False)


def test_the_page_for_searching_asks_for_a_word_only_where_one_can_be_typed(chromium: Browser) -> None:
    with serving(with_search()) as origin:
        for script in (True, False):
            with chromium.new_context(viewport=PHONE, java_script_enabled=script) as context:  # type: ignore[arg-type]
                page = context.new_page()
                page.goto(f"{origin}/over/zoeken/")
                assert page.get_by_text("Typ een woord.").is_visible() == script
                assert page.locator("#search").is_visible() == script
                assert page.locator("#all-pages a").first.is_visible()


def test_nothing_jumps_when_the_field_for_searching_comes(chromium: Browser) -> None:
    with serving(with_search()) as origin, chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        page = context.new_page()
        place = "document.getElementById('all-pages').getBoundingClientRect().top"
        # The script is held up until the page has been drawn without it.
        context.route("**/search.*.js", lambda route: route.abort())
        page.goto(f"{origin}/over/zoeken/")
        before = page.evaluate(place)
        assert not page.locator("#search").is_visible()
        context.unroute("**/search.*.js")
        page.reload()
        page.locator("#search").wait_for()
        assert page.evaluate(place) == pytest.approx(before, abs=1)


def leaving(context: BrowserContext) -> list[str]:
    """A stand-in for the site behind the exit."""
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body="<title>Weer</title>")

    context.route(f"{EXIT}**", answer)
    return asked


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["click", "keyboard", "three shifts", "click without script"])
def test_the_quick_exit_leaves_at_once(way: str, language: str, site: str, chromium: Browser) -> None:
    script = way != "click without script"
    with chromium.new_context(viewport=PHONE, java_script_enabled=script) as context:  # type: ignore[arg-type]
        asked = leaving(context)
        page = context.new_page()
        page.goto(f"{site}/{prefix(language)}")
        page.goto(f"{site}/{prefix(language)}spoed/rust/")
        if way == "three shifts":
            for _ in range(3):
                page.keyboard.press("Shift")
        elif way == "keyboard":
            page.locator(".exit a").focus()
            page.keyboard.press("Enter")
        else:
            page.locator(".exit a").click()
        page.wait_for_url(EXIT)
        assert asked == [EXIT]
        assert page.title() == "Weer"
        if script:
            page.go_back()
            assert page.url == f"{site}/{prefix(language)}", "the way back shows the page of danger"


def test_two_shifts_or_a_capital_letter_do_not_leave(site: str, phone: BrowserContext) -> None:
    asked = leaving(phone)
    page = phone.new_page()
    page.goto(f"{site}/spoed/rust/")
    for _ in range(2):
        page.keyboard.press("Shift")
    assert page.evaluate("document.querySelector('.exit-cover')") is None
    assert asked == []
    assert page.url == f"{site}/spoed/rust/"


def test_the_way_out_tells_the_next_site_nothing(site: str, phone: BrowserContext) -> None:
    told: list[str | None] = []

    def answer(route: Any) -> None:
        told.append(route.request.headers.get("referer"))
        route.fulfill(status=200, content_type="text/html", body="<title>Weer</title>")

    phone.route(f"{EXIT}**", answer)
    page = phone.new_page()
    page.goto(f"{site}/spoed/rust/")
    page.locator(".exit a").click()
    page.wait_for_url(EXIT)
    assert told == [None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_out_stays_in_sight_while_reading(language: str, site: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{prefix(language)}spoed/rust/")
    for _ in range(3):
        box = page.locator(".exit a").bounding_box()
        assert box is not None
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= PHONE["height"]
        page.mouse.wheel(0, 400)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


# -- looks -------------------------------------------------------------------------------------------------------------

STYLES = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const place = node.parentElement, text = node.data.trim();
    if (!/[\\u0600-\\u06ff]/.test(text) || !place.getClientRects().length) continue;
    const style = getComputedStyle(place);
    const size = parseFloat(style.fontSize);
    found.push({
      text: text.slice(0, 40), size,
      place: place.tagName + "." + place.className + " in " + place.parentElement.className,
      spacing: style.letterSpacing, slant: style.fontStyle, capitals: style.textTransform,
      height: style.lineHeight === "normal" ? 0 : parseFloat(style.lineHeight) / size,
    });
  }
  return found;
}
"""

KINDS_OF_PAGE = (
    "",
    "spoed/hulp-nu/",
    "spoed/rust/",
    "opvoeden/",
    "opvoeden/boze-buien/",
    "opvoeden/coach/",
    "opvoeden/slapen/",
    "over/privacy/",
    "404.html",
)


@pytest.fixture(scope="session")
def arabic_texts(site: str, chromium: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    with chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for path in KINDS_OF_PAGE:
            page.goto(f"{site}/ar/{path}")
            found += [{**each, "page": path} for each in page.evaluate(STYLES)]
    assert len(found) > 150
    return found


def distinct(found: list[dict[str, Any]], *keys: str) -> set[tuple[Any, ...]]:
    return {tuple(each[key] for key in ("place", *keys)) for each in found}


def test_arabic_is_never_spaced_slanted_or_in_capitals(arabic_texts: list[dict[str, Any]]) -> None:
    wrong = [
        each
        for each in arabic_texts
        if each["spacing"] not in ("normal", "0px") or each["slant"] != "normal" or each["capitals"] != "none"
    ]
    assert distinct(wrong, "spacing", "slant", "capitals") == set()


def test_arabic_has_air_between_its_lines(arabic_texts: list[dict[str, Any]]) -> None:
    tight = distinct([each for each in arabic_texts if each["height"] < 1.595], "height")
    assert not tight, "\n".join(map(str, sorted(tight)))


def test_arabic_is_large_enough_to_read(arabic_texts: list[dict[str, Any]]) -> None:
    assert distinct([each for each in arabic_texts if each["size"] < 17.95], "size") == set()


@cache
def first_screens() -> Path:
    """A theme whose fields are as long as they are recommended to be; the same as a page of danger."""
    site = small_site()["pages"]["opvoeden/spelen"]
    files = everything()
    settings = MKDOCS.replace("urgent: [alarm]", "urgent: [alarm, lijn]")
    for language in LANGUAGES:
        wanted = texts(language)["first_screen"]
        assert (len(wanted["title"]), len(wanted["answer"])) <= (40, 111), language
        assert [len(each) for each in wanted["steps"]] <= [45, 45, 45], language
        steps = [{"id": f"stap-{index}", "text": each} for index, each in enumerate(wanted["steps"])]
        filled = {"title": wanted["title"], "answer": wanted["answer"], "do_now": steps}
        rest = {"parts": [{"id": "waarom", "heading": "x", "text": "x"}], "ask_help": [{"id": "nooit", "text": "x"}]}
        inherited = {**site, "answer": "", "related": ["hulp-nu"]} if language == "nl" else {}
        short = {"short": texts(language).get("short", "Boos")}
        page = {**inherited, **filled, **rest, **short}
        files[f"docs/{language}/opvoeden/lang.yml"] = dump(page)
        danger = {"danger": "yes", "call": "alarm"} if language == "nl" else {}
        files[f"docs/{language}/opvoeden/gevaar.yml"] = dump({**page, **danger})
    return build_with_mkdocs(write_project(long_lived() / "project", {**files, "mkdocs.yml": settings}), checked=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["lang", "gevaar"])
def test_title_answer_first_steps_and_call_button_fit_the_first_screen_of_a_small_phone(
    path: str, language: str, phone: BrowserContext
) -> None:
    with serving(first_screens()) as origin:
        page = phone.new_page()
        page.goto(f"{origin}/{prefix(language)}opvoeden/{path}/")
        pieces = {"title": "h1", "answer": ".lead", "steps": "#do-now", "call": "a.call"}
        bottoms = {}
        for name, selector in pieces.items():
            for box in [each.bounding_box() for each in page.locator(f"main {selector}").all()]:
                assert box is not None, name
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= PHONE["width"]
                bottoms[name] = max(bottoms.get(name, 0), round(box["y"] + box["height"]))
        assert set(bottoms) == set(pieces)
        assert {name: at for name, at in bottoms.items() if at > PHONE["height"]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_narrow_screen(language: str, site: str, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        for path in KINDS_OF_PAGE:
            page.goto(f"{site}/{prefix(language)}{path}")
            assert not wider_than_its_screen(page), path


def test_a_long_dutch_sentence_or_name_in_arabic_wraps_on_a_narrow_screen(chromium: Browser) -> None:
    files = everything()
    page_of = small_site()["pages"]["opvoeden/spelen"]
    quote = "[[nl:Ik wil graag een afspraak maken met de gezinscoach van het Centrum Jeugd en Gezin]]"
    name = "Landelijk Overleg Minderheden Instituut voor Mensenrechten Den Haag Zuidwest"
    files["docs/nl/opvoeden/spelen.yml"] = dump({**page_of, "parts": [{"id": "waarom", "heading": "x", "text": quote}]})
    arabic = f"{texts('ar')['before']} {quote} {name} {texts('ar')['after']}"
    words = texts("ar")
    files["docs/ar/opvoeden/spelen.yml"] = dump(
        {
            "title": words["title"], "short": words["short"], "answer": f"{words['answer']} [x](page:boze-buien)",
            "do_now": [{"id": "speel", "text": words["text"]}], "ask_help": [{"id": "nooit", "text": words["text"]}],
            "parts": [{"id": "waarom", "heading": words["heading"], "text": arabic}],
        }
    )  # fmt: skip
    folder = build_with_mkdocs(write_project(long_lived() / "project", files), checked=False)
    with serving(folder) as origin, chromium.new_context(viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        page.goto(f"{origin}/ar/opvoeden/spelen/")
        assert "Landelijk Overleg" in page.locator("#waarom").inner_text()
        assert not wider_than_its_screen(page)


TARGETS = """
() => [...document.querySelectorAll("a[href], button")].flatMap(each => {
  const box = each.getBoundingClientRect();
  const sentence = each.parentElement.closest("p, li, dd, td");
  const inText = getComputedStyle(each).display === "inline" && sentence
    && sentence.textContent.trim().length > each.textContent.trim().length;
  if (!box.width || inText || each.className === "skip") return [];
  return [{text: each.textContent.trim().slice(0, 40), height: Math.round(box.height), width: Math.round(box.width)}];
})
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_pressed_is_large_enough_for_a_thumb(language: str, site: str, phone: BrowserContext) -> None:
    page, met = phone.new_page(), 0
    for path in KINDS_OF_PAGE:
        page.goto(f"{site}/{prefix(language)}{path}")
        found = page.evaluate(TARGETS)
        met += len(found)
        assert [each for each in found if each["height"] < 24 or each["width"] < 24] == [], path
    assert met > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_skip_link_is_the_first_stop_and_leads_to_the_text(language: str, site: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{prefix(language)}opvoeden/boze-buien/")
    page.keyboard.press("Tab")
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_has_the_text_and_not_the_buttons_around_it(language: str, site: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.emulate_media(media="print")
    for path in ("opvoeden/boze-buien/", "spoed/rust/"):
        page.goto(f"{site}/{prefix(language)}{path}")
        for selector in (".languages", ".skip", ".exit", ".back", ".links"):
            for each in page.locator(selector).all():
                assert not each.is_visible(), selector
        for selector in ("h1", ".lead", "#do-now", "#waarom", "#contacts", ".trust", "a.call"):
            assert page.locator(selector).first.is_visible(), selector


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_shows_where_a_link_leads_and_fits_its_width(language: str, site: str, chromium: Browser) -> None:
    with chromium.new_context(viewport={"width": 673, "height": 990}) as context:  # A4 within its margins, at 96 dpi
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(f"{site}/{prefix(language)}opvoeden/boze-buien/")
        assert not wider_than_its_screen(page)
        shown_after = page.evaluate("getComputedStyle(document.querySelector('.web'), '::after').content")
        assert "https://www.cjg.example.org/afspraak" in shown_after
        pdf = page.pdf(format="A4")
        assert pdf.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_an_address_stands_apart_and_a_heading_keeps_what_follows_its_first_line(
    language: str, site: str, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.emulate_media(media="print")
    page.goto(f"{site}/{prefix(language)}opvoeden/boze-buien/")
    space, says = page.evaluate(
        """[getComputedStyle(document.querySelector('.web'), '::after').marginInlineStart,
          getComputedStyle(document.querySelector('#say > h2 + p')).breakAfter]"""
    )
    assert float(space.removesuffix("px")) >= 3
    assert says == "avoid"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_of_the_professional_part_stands_in_the_right_direction(
    language: str, site: str, chromium: Browser
) -> None:
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{site}/{prefix(language)}intermediairs/gids/")
        assert page.evaluate("document.documentElement.dir") == DIRECTIONS[language]
        assert page.evaluate("getComputedStyle(document.body).direction") == DIRECTIONS[language]
        assert not wider_than_its_screen(page)
        words = re.findall(r"id: for-parents\n    text: (.*)", interface(language))
        assert words[0] in page.locator(".part").inner_text()


# -- looks that somebody missed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "opvoeden/", "404.html", "offline.html"])
def test_with_forced_colours_no_pictogram_lies_on_a_pale_disc(path: str, site: str, chromium: Browser) -> None:
    with chromium.new_context(viewport=PHONE, forced_colors="active", color_scheme="dark") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{site}/{path}")
        grounds = page.evaluate(
            "[...document.querySelectorAll('.tile .picto, .list .picto')].map(each => getComputedStyle(each).backgroundColor)"
        )
        assert grounds
        assert {each.replace(" ", "") for each in grounds} == {"rgba(0,0,0,0)"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_button_answers_stays_in_the_column(language: str, site: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{prefix(language)}opvoeden/boze-buien/")
    page.evaluate("document.querySelector('.said').textContent = document.querySelector('[data-keep]').dataset.kept")
    said, row = page.locator(".said").bounding_box(), page.locator(".tools").bounding_box()
    assert said is not None
    assert row is not None
    assert row["x"] <= said["x"]
    assert said["x"] + said["width"] <= row["x"] + row["width"]


@pytest.mark.parametrize(("language", "side"), [("nl", "left"), ("ar", "right"), ("tr", "left")])
def test_a_name_of_two_lines_on_a_button_begins_at_the_side_of_the_page(
    language: str, side: str, site: str, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{prefix(language)}spoed/rust/")
    edges = page.evaluate(
        """() => {
          const name = document.querySelector(".call .who bdi, .call .who");
          name.textContent = "Alarmnummer voor wie in gevaar is en nu hulp nodig heeft 112";
          const text = document.createRange();
          text.selectNodeContents(name);
          const lines = [...text.getClientRects()];
          const of = side => Math.max(...lines.map(each => each[side])) - Math.min(...lines.map(each => each[side]));
          return {lines: lines.length, left: of("left"), right: of("right")};
        }"""
    )
    assert edges["lines"] > 1
    assert edges[side] < 2
    assert edges["left" if side == "right" else "right"] > 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_the_home_page_shows_where_help_is_now(language: str, site: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.emulate_media(media="print")
    page.goto(f"{site}/{prefix(language)}")
    for selector in (".tiles .first .tile", ".tiles .first .picto"):
        style = page.locator(selector).evaluate(
            "each => { const style = getComputedStyle(each); return [style.color, style.backgroundColor]; }"
        )
        assert style == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"], selector


@pytest.mark.parametrize("path", ["", "opvoeden/", "opvoeden/boze-buien/", "404.html"])
def test_without_its_styles_a_page_shows_small_pictograms(path: str, site: str, phone: BrowserContext) -> None:
    phone.route("**/*.css", lambda route: route.abort())
    page = phone.new_page()
    page.goto(f"{site}/{path}")
    sizes = page.evaluate(
        "[...document.querySelectorAll('svg')].filter(each => each.getClientRects().length)"
        ".map(each => Math.max(each.getBoundingClientRect().width, each.getBoundingClientRect().height))"
    )
    assert sizes
    assert max(sizes) <= 24


YOUNGER = re.compile(
    r"(?<=[;{])(inset(-inline|-block)?(-start|-end)?|(margin|padding)-(inline|block)):[^;}]*;?|"
    r"float:inline-(start|end);?"
)
"""What browsers before the end of 2020 don't know: flow-relative shorthands, and `inset`."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_of_2020_keeps_the_way_out_in_sight_and_the_text_off_the_edge(
    language: str, site: str, phone: BrowserContext
) -> None:
    def older(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=YOUNGER.sub("", answer.text()))

    phone.route("**/site.*.css", older)
    page = phone.new_page()
    page.goto(f"{site}/{prefix(language)}spoed/rust/")
    assert all(
        each["y"] + each["height"] <= 0 for each in map(Locator.bounding_box, page.locator(".skip").all()) if each
    )
    text = page.locator("h1").bounding_box()
    assert text is not None
    assert text["x"] >= 12
    page.evaluate("scrollTo(0, 400)")
    box = page.locator(".exit a").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 20
