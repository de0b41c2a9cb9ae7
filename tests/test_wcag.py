"""WCAG 2.2 A and AA: every template in every language, by axe-core, by the Nu checker, and by what neither of them sees.

`ACCESSIBILITY.md` says for each of the 55 criteria which test shows it, and what only people can.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from browser import PHONE, PROFESSIONAL, serving, until, wider_than_its_screen, with_letters_of
from conftest import ROOT
from pages import (
    LANGUAGES,
    build_with_mkdocs,
    dump,
    everything,
    long_lived,
    small_site,
    whole_site,
    write_project,
)
from playwright.sync_api import Browser, Page

AXE = Path(__file__).with_name("vendor") / "axe" / "axe.min.js"
NU = Path(__file__).with_name("nu")
JAR = NU / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
EVIDENCE = ROOT / "ACCESSIBILITY.md"

TEMPLATES = {
    "home": "",
    "section": "opvoeden/",
    "theme": "opvoeden/boze-buien/",
    "service": "opvoeden/coach/",
    "explainer": "opvoeden/slapen/",
    "urgent": "spoed/hulp-nu/",
    "danger": "spoed/rust/",
    "about": "over/privacy/",
    "404": "404.html",
    "offline": "offline.html",
}


def at(language: str, path: str) -> str:
    return ("" if language == "nl" else f"{language}/") + path


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(viewport=PHONE, reduced_motion="reduce") as context:  # type: ignore[arg-type]
        yield context.new_page()


# -- axe-core ----------------------------------------------------------------------------------------------------------

RULES = """
async level => {
  const found = await axe.run(document, {
    runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    rules: {"target-size": {enabled: true}, "color-contrast-enhanced": {enabled: true}},
  });
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)}`));
}
"""


def axe(page: Page) -> list[str]:
    page.evaluate(f"() => {{{AXE.read_text(encoding='utf-8')}\n}}")
    found: list[str] = page.evaluate(RULES)
    return found


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_axe_finds_nothing_with_target_size_and_contrast_of_seven_to_one(
    template: str, language: str, site: str, page: Page
) -> None:
    page.goto(f"{site}/{at(language, TEMPLATES[template])}")
    assert axe(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["both languages", "sharing", "said", "kept copy", "leaving"])
def test_axe_finds_nothing_in_what_the_buttons_open(state: str, language: str, site: str, page: Page) -> None:
    page.context.route("https://weer.example.org/**", lambda route: route.fulfill(status=204))
    page.goto(f"{site}/{at(language, TEMPLATES['danger' if state == 'leaving' else 'theme'])}")
    if state == "both languages" and language != "nl":
        page.locator("button.tool:not([hidden])").first.click()
        page.locator(".beside").first.wait_for()
    elif state == "sharing":
        page.locator("[data-share] summary").click()
    elif state == "said":
        page.evaluate(
            "document.querySelector('.said').textContent = document.querySelector('[data-keep]').dataset.failed"
        )
    elif state == "kept copy":
        page.evaluate("document.querySelector('.stored').hidden = false")
    elif state == "leaving":
        page.locator(".exit a").click()
        page.locator(".exit-cover").wait_for()
    assert [each for each in axe(page) if not (state == "leaving" and "page-has-heading-one" in each)] == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["opvoeden/boze-buien/", "opvoeden/", "spoed/rust/"])
def test_axe_finds_nothing_in_embeds(path: str, language: str, site: str, page: Page) -> None:
    page.goto(f"{site}/embed/{language}/{path}")
    assert axe(page) == []


@pytest.mark.browser
def test_axe_would_find_a_small_target_a_pale_text_and_a_nameless_button(page: Page) -> None:
    """The test of the test."""
    page.set_content(
        "<html lang=nl><title>x</title><main><h1>x</h1><p style='color:#666'>bleek</p><button></button>"
        "<a href=x style='display:inline-block;width:12px;height:12px'>a</a><a href=y style='display:inline-block;width:12px;height:12px'>b</a></main>"
    )
    rules = {each.partition(":")[0] for each in axe(page)}
    assert {"color-contrast-enhanced", "button-name", "target-size"} <= rules


# -- the Nu checker ----------------------------------------------------------------------------------------------------


def test_the_nu_checker_finds_no_error_in_any_page() -> None:
    """In the folder tests/nu: `npm ci` fetches the checker; it runs on Java."""
    if not (shutil.which("java") and JAR.exists()):
        pytest.skip("the Nu checker was NOT run: it needs Java, and `npm ci` in tests/nu")
    pages = [each for each in sorted(whole_site().rglob("*.html")) if "/gids" not in each.as_posix()]
    assert len(pages) > 40
    command = ["java", "-jar", str(JAR), "--errors-only", "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    found = [
        f"{Path(each['url'].removeprefix('file:')).relative_to(whole_site())}:{each.get('lastLine')} {each['message']}"
        for each in json.loads(done.stderr)["messages"]
    ]
    assert found == []


# -- what neither sees -------------------------------------------------------------------------------------------------

SPACED = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-block-end:2em!important}"
)
CUT = """
() => [...document.querySelectorAll("body *")].filter(each => {
  const style = getComputedStyle(each);
  if (!each.getClientRects().length || each.closest(".unseen,.skip,.brand,svg,.exit")) return false;
  const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
  return hides && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
}).map(each => each.outerHTML.slice(0, 80))
"""
COLLIDE = """
() => {
  const found = [], all = [...document.querySelectorAll("main :is(h1,h2,h3,p,li,a.call,.tool,.tile)")]
    .filter(each => each.getClientRects().length && !each.closest(".unseen,.share p"));
  for (let i = 0; i + 1 < all.length; i++) for (let j = i + 1; j < all.length; j++) {
    if (all[i].contains(all[j]) || all[j].contains(all[i])) continue;
    const a = all[i].getBoundingClientRect(), b = all[j].getBoundingClientRect();
    if (a.left + 2 < b.right && b.left + 2 < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom)
      found.push(all[i].outerHTML.slice(0, 60) + " over " + all[j].outerHTML.slice(0, 60));
  }
  return found;
}
"""


def fits(page: Page) -> None:
    assert not wider_than_its_screen(page), "scrolls sideways"
    assert page.evaluate(CUT) == []
    assert page.evaluate(COLLIDE) == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_at_320_pixels_with_text_twice_as_large_and_with_wide_spacing_nothing_is_lost(
    template: str, language: str, site: str, page: Page
) -> None:
    page.goto(f"{site}/{at(language, TEMPLATES[template])}")
    fits(page)
    whole = page.locator("main").inner_text()
    page.set_viewport_size({"width": 320, "height": 640})
    fits(page)
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
        SPACED,
    )
    fits(page)
    page.evaluate("document.adoptedStyleSheets = []")
    page.set_viewport_size({"width": 640, "height": 900})  # a phone at 1280 pixels, text at 200 %
    page.evaluate("document.documentElement.style.setProperty('font-size', '225%', 'important')")
    fits(page)
    assert "".join(page.locator("main").inner_text().split()) == "".join(whole.split())


@pytest.fixture(scope="module", params=[24, 32], ids=["150 %", "200 %"])
def large(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A phone whose owner asked the browser for large letters."""
    browser = with_letters_of(request.param, chromium)
    yield browser.new_page(viewport={"width": 360, "height": 700}, reduced_motion="reduce")
    browser.close()


OUTSIDE = """
() => [...document.querySelectorAll(".call,.tile,.list a,.cards>li,.greetings a,.choice")].filter(each => {
  if (!each.checkVisibility({contentVisibilityAuto: true})) return false;
  const box = each.getBoundingClientRect(), texts = document.createRange();
  texts.selectNodeContents(each);
  return [...texts.getClientRects()].some(text => text.left < box.left - 1 || text.right > box.right + 1);
}).map(each => each.outerHTML.slice(0, 80))
"""
LONG_SECTION = {
    each: yaml.safe_load((ROOT / f"docs/{each}/bescherming/index.yml").read_text(encoding="utf-8"))["short"]
    for each in LANGUAGES
}
"""The longest name of a section with pages of danger."""
COVERED = """
() => {
  const exit = document.querySelector(".exit a"), back = document.querySelector(".back a");
  if (!exit || !back) return false;
  const a = exit.getBoundingClientRect(), b = back.getBoundingClientRect();
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
"""


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_with_large_letters_on_a_phone_no_text_leaves_its_box_and_the_way_out_covers_nothing(
    template: str, language: str, site: str, large: Page
) -> None:
    large.goto(f"{site}/{at(language, TEMPLATES[template])}")
    fits(large)
    assert large.evaluate(OUTSIDE) == []
    assert not large.evaluate(COVERED)


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 340, 360])
def test_the_way_out_stands_beside_the_way_back_and_covers_none_of_its_words_on_a_narrow_phone(
    width: int, language: str, site: str, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{site}/{at(language, TEMPLATES['danger'])}")
    section = page.locator(".back a > span").first
    for times in (1, 2):
        section.evaluate("(each, label) => { each.textContent = label; }", " ".join([LONG_SECTION[language]] * times))
        assert not page.evaluate(COVERED)
        assert not wider_than_its_screen(page)
    tops = page.evaluate("['.exit a', '.back'].map(each => document.querySelector(each).getBoundingClientRect().top)")
    assert abs(tops[0] - tops[1]) < 15, "it takes a line of the first screen"


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_emergency_numbers_beside_each_other_stack_when_letters_are_large(
    language: str, site: str, page: Page, large: Page
) -> None:
    """The small site has one such number; a second is longer."""
    for each, wanted in ((page, 1), (large, 2)):
        each.goto(f"{site}/{at(language, TEMPLATES['danger'])}")
        each.evaluate(
            "const one = document.querySelector('.urgent li'), other = one.cloneNode(true); one.after(other);"
            "other.querySelector('bdi').textContent = '0800-2000'; other.querySelector('.who').textContent = 'Veilig Thuis'"
        )
        tops = each.evaluate(
            "[...document.querySelectorAll('.urgent li')].map(each => each.getBoundingClientRect().top)"
        )
        assert len(set(tops)) == wanted
        fits(each)
        assert each.evaluate(OUTSIDE) == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["home", "theme", "danger", "section"])
def test_with_the_keyboard_every_control_is_reached_in_reading_order_and_its_focus_is_seen(
    template: str, language: str, site: str, page: Page
) -> None:
    page.goto(f"{site}/{at(language, TEMPLATES[template])}")
    until(page, "!document.querySelector('[data-keep]') || !document.querySelector('[data-keep]').hidden")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href],button,summary,input')].filter(e => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})).length"
    )
    met: list[dict[str, Any]] = []
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        met.append(
            page.evaluate(
                """() => {
                  const each = document.activeElement, box = each.getBoundingClientRect();
                  if (each === document.body) return {end: true};
                  const all = [...document.querySelectorAll("*")];
                  const style = getComputedStyle(each);
                  const points = [[box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3], [(box.left + box.right) / 2, (box.top + box.bottom) / 2]];
                  const seen = points.filter(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (each.contains(top) || top.contains(each)); });
                  return {at: all.indexOf(each), outline: parseFloat(style.outlineWidth), colour: style.outlineColor,
                    seen: seen.length, inside: box.top >= 0 && box.bottom <= innerHeight, what: each.outerHTML.slice(0, 70)};
                }"""
            )
        )
        if met[-1].get("end"):
            break
    met = [each for each in met if not each.get("end")]
    order = [each["at"] for each in met]
    assert order == sorted(order), "not in the order of the page"
    assert len(set(order)) == wanted
    assert [each["what"] for each in met if each["outline"] < 2] == [], "a focus that can't be seen"
    hidden = [each["what"] for each in met if not each["seen"] and "skip" not in each["what"]]
    assert hidden == [], "a focus behind something else (2.4.11)"


@cache
def desk_site() -> Path:
    """The small site with tables to fill in, on a page for professionals in Material's frame."""

    def lines() -> list[dict[str, str]]:
        return [{"id": f"l{n}", "text": "Bel [[lijn.phone]] en overleg.", "who": "service"} for n in range(9)]

    page = {
        **small_site()["pages"]["intermediairs/gids"], "title": "Werklijst", "short": "Werklijst", "languages": ["nl"],
        "sheets": [{"id": each, "heading": f"Invullen {each}", "tasks": lines()} for each in ("een", "twee")],
    }  # fmt: skip
    files = everything() | {"docs/nl/intermediairs/werklijst.yml": dump(page)}
    return build_with_mkdocs(write_project(long_lived() / "project", files), checked=False)


@pytest.fixture(scope="module")
def desk() -> Iterator[str]:
    with serving(desk_site(), loose=(*PROFESSIONAL, "/intermediairs/")) as origin:
        yield origin


SHEETS, GUIDE = "intermediairs/werklijst/", "intermediairs/gids/"
STOP = """
() => {
  const each = document.activeElement, box = each.getBoundingClientRect();
  if (each === document.body) return null;
  const header = document.querySelector(".md-header"), bar = header.getBoundingClientRect();
  return {what: each.outerHTML.slice(0, 70), name: each.ariaLabel || each.textContent.trim() || [...each.labels || []].map(label => label.ariaLabel || label.textContent.trim()).join(),
    away: box.right <= 0 || box.left >= innerWidth, drawer: !!each.closest(".md-sidebar--primary"),
    behind: !header.contains(each) && box.top < bar.bottom - 1 && box.bottom > bar.top + 1 && getComputedStyle(each).opacity > 0};
}
"""


def stops(page: Page, key: str) -> list[dict[str, Any]]:
    """What a key goes through, until it leaves the page."""
    met: list[dict[str, Any]] = []
    for _ in range(80):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None:
            break
        met.append(stop)
    assert len(met) > 5
    return met


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_desks_drawer_is_no_stop_until_the_keyboard_opened_it(
    language: str, desk: str, page: Page
) -> None:
    page.goto(f"{desk}/{at(language, GUIDE)}")
    met = stops(page, "Tab")
    assert [each["what"] for each in met if each["drawer"]] == []
    # The field for searching opens when it gets focus.
    assert [each["what"] for each in met if each["away"] and "md-search__input" not in each["what"]] == []
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "__drawer"
    assert page.evaluate(STOP)["name"]
    page.keyboard.press("Space")
    page.locator(".md-sidebar--primary a").first.wait_for()
    assert [each for each in stops(page, "Tab") if each["drawer"]]


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_at_the_desk_every_stop_has_a_name_and_none_is_behind_the_bar_on_the_way_back(
    width: int, language: str, desk: str, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 400})
    page.goto(f"{desk}/{at(language, SHEETS if language == 'nl' else GUIDE)}")
    there = stops(page, "Tab")
    assert [each["what"] for each in there if not each["name"]] == []
    assert [each["what"] for each in there if "scrollwrap" in each["what"]] == []
    page.evaluate("document.activeElement.blur(); scrollTo(0, 1e6)")
    page.mouse.click(5, 390)
    assert [each["what"] for each in stops(page, "Shift+Tab") if each["behind"]] == []
    assert page.locator(".md-search").get_attribute("aria-label")


@pytest.mark.browser
def test_a_wide_table_scrolls_in_its_own_box_that_the_keyboard_reaches_and_that_has_a_name(
    desk: str, page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{desk}/{SHEETS}")
    assert not wider_than_its_screen(page)
    box = page.get_by_role("region", name="Invullen twee")
    assert box.evaluate("each => each.scrollWidth > each.clientWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelectorAll('.sheet-box')[1].scrollLeft > 0")


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_moves_when_the_reader_asks_for_less_and_nothing_moves_by_itself_otherwise(
    language: str, site: str, chromium: Browser
) -> None:
    for wish in ("reduce", "no-preference"):
        with chromium.new_context(viewport=PHONE, reduced_motion=wish) as context:  # type: ignore[arg-type]
            page = context.new_page()
            for path in TEMPLATES.values():
                page.goto(f"{site}/{at(language, path)}")
                assert page.evaluate("document.getAnimations().length") == 0
                smooth = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
                assert smooth == ("auto" if wish == "reduce" else "smooth")


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_step_down_one_at_a_time_and_there_is_one_title(language: str, site: str, page: Page) -> None:
    for path in TEMPLATES.values():
        page.goto(f"{site}/{at(language, path)}")
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(each => Number(each.tagName[1]))")
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


@pytest.mark.browser
def test_help_stands_in_the_same_place_on_every_page(site: str, page: Page) -> None:
    """3.2.6: the links about the site, at the foot, in the same order."""
    for language in LANGUAGES:
        found = set()
        for path in TEMPLATES.values():
            page.goto(f"{site}/{at(language, path)}")
            found.add(
                tuple(
                    page.evaluate(
                        "[...document.querySelectorAll('.bottom .links a')].map(each => each.textContent).slice(0, 1)"
                    )
                )
            )
        assert len(found) == 1


@pytest.mark.browser
def test_with_forced_colours_a_pressed_button_looks_pressed(site: str, chromium: Browser) -> None:
    with chromium.new_context(viewport=PHONE, forced_colors="active") as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{site}/opvoeden/boze-buien/")
        button = page.locator("[data-keep]")
        button.wait_for()
        before = button.screenshot()
        button.evaluate("each => each.setAttribute('aria-pressed', 'true')")
        assert button.screenshot() != before


# -- colours -----------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grey(colour: str) -> str:
    """The colour as a black-and-white printer gives it (ITU-R BT.601)."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    value = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{value:02x}{value:02x}{value:02x}"


def tokens() -> dict[str, str]:
    loaded: dict[str, str] = yaml.safe_load((ROOT / "overrides/tokens.yml").read_text(encoding="utf-8"))
    return loaded


TEXTS = [
    (text, ground)
    for text in ("ink", "quiet", "action", "action-dark", "urgent")
    for ground in ("paper", "sand", "action-tint", "say", "urgent-tint")
    if (text, ground) not in {("quiet", "action-tint"), ("quiet", "say"), ("quiet", "urgent-tint")}
    and (text != "urgent" or ground == "paper")
]


@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_has_seven_to_one_on_every_ground_it_stands_on(text: str, ground: str) -> None:
    assert contrast(tokens()[text], tokens()[ground]) >= 7


@pytest.mark.parametrize(
    ("text", "ground"),
    [("paper", "action"), ("paper", "action-dark"), ("paper", "urgent"), ("ink", "focus"), ("paper", "ink")],
)
def test_text_on_a_button_has_seven_to_one(text: str, ground: str) -> None:
    assert contrast(tokens()[text], tokens()[ground]) >= 7


@pytest.mark.parametrize(
    ("drawing", "ground"),
    [("action", "action-tint"), ("action", "paper"), ("paper", "urgent"), ("paper", "action"), ("ink", "paper")],
)
def test_pictograms_keep_three_to_one_in_grey(drawing: str, ground: str) -> None:
    assert contrast(grey(tokens()[drawing]), grey(tokens()[ground])) >= 3


def test_the_measure_of_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert grey("#ff0000") == "#4c4c4c"


# -- the evidence ------------------------------------------------------------------------------------------------------

CRITERIA = [
    "1.1.1",
    "1.2.1",
    "1.2.2",
    "1.2.3",
    "1.2.4",
    "1.2.5",
    "1.3.1",
    "1.3.2",
    "1.3.3",
    "1.3.4",
    "1.3.5",
    "1.4.1",
    "1.4.2",
    "1.4.3",
    "1.4.4",
    "1.4.5",
    "1.4.10",
    "1.4.11",
    "1.4.12",
    "1.4.13",
    "2.1.1",
    "2.1.2",
    "2.1.4",
    "2.2.1",
    "2.2.2",
    "2.3.1",
    "2.4.1",
    "2.4.2",
    "2.4.3",
    "2.4.4",
    "2.4.5",
    "2.4.6",
    "2.4.7",
    "2.4.11",
    "2.5.1",
    "2.5.2",
    "2.5.3",
    "2.5.4",
    "2.5.7",
    "2.5.8",
    "3.1.1",
    "3.1.2",
    "3.2.1",
    "3.2.2",
    "3.2.3",
    "3.2.4",
    "3.2.6",
    "3.3.1",
    "3.3.2",
    "3.3.3",
    "3.3.4",
    "3.3.7",
    "3.3.8",
    "4.1.2",
    "4.1.3",
]
"""The criteria of level A and AA of WCAG 2.2 (w3.org/TR/WCAG22); 4.1.1 is obsolete there."""
VERDICTS = {"automated", "partly", "manual", "not applicable"}


def evidence() -> list[list[str]]:
    text = EVIDENCE.read_text(encoding="utf-8")
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if re.match(r"\| \d\.\d", line)
    ]


def test_the_evidence_names_each_of_the_55_criteria_once() -> None:
    assert len(CRITERIA) == 55
    assert [row[0].split()[0] for row in evidence()] == CRITERIA
    assert {row[2] for row in evidence()} <= VERDICTS


def test_every_test_that_the_evidence_names_exists_and_what_is_automated_names_one() -> None:
    known = {
        name
        for file in (ROOT / "tests").glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    for criterion, _, verdict, why in evidence():
        named = re.findall(r"`(test_\w+)`", why)
        assert set(named) <= known, criterion
        assert bool(named) == (verdict in ("automated", "partly")), criterion
        assert len(why) > 15, criterion


def test_scripts_act_when_a_press_ends() -> None:
    """2.5.2: nothing happens on the way down."""
    for file in (ROOT / "overrides/js").glob("*.js"):
        assert not re.search(r"mousedown|pointerdown|touchstart|keydown.*Enter", file.read_text(encoding="utf-8")), (
            file.name
        )
