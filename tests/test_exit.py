"""The way out of a page about danger, after GOV.UK's component, and what such a page leaves behind: nothing that tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser import PHONE
from pages import (
    DIRECTIONS,
    LANGUAGES,
    everything,
    interface,
    load,
    long_lived,
    parse,
    render,
    small_site,
    write_project,
)
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

EXIT, DANGER = "https://weer.example.org/", "spoed/rust/"


def at(language: str, path: str = DANGER) -> str:
    return ("" if language == "nl" else f"{language}/") + path


def words(language: str) -> dict[str, str]:
    return {each["id"]: each["text"] for each in load(interface(language))["words"]}


@pytest.fixture
def away(phone: BrowserContext) -> Iterator[list[str]]:
    """A stand-in for the site behind the exit; the addresses that were asked of it."""
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body="<title>Weer</title>")

    phone.route(f"{EXIT}**", answer)
    yield asked


@pytest.fixture
def page(phone: BrowserContext, away: list[str]) -> Page:
    return phone.new_page()


def stay(page: Page) -> None:
    """An exit that answers with nothing, so that the browser stays where it is and can be looked at."""
    page.context.route(f"{EXIT}**", lambda route: route.fulfill(status=204))


def status(page: Page) -> str:
    said: str = page.evaluate("document.querySelector('body > [role=status]').textContent")
    return said


# -- both links --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_way_out_comes_right_after_the_skip_link_unseen_until_it_has_focus(
    language: str, site: str, page: Page
) -> None:
    page.goto(f"{site}/{at(language)}")
    second = page.locator("a.skip[data-exit]")
    box = second.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 0
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip[data-exit]')")
    box = second.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert second.inner_text() == words(language)["exit"]
    page.keyboard.press("Enter")
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_links_leave_without_a_script_and_tell_nobody_where_from(
    language: str, site: str, chromium: Browser
) -> None:
    with chromium.new_context(viewport=PHONE, java_script_enabled=False) as context:  # type: ignore[arg-type]
        context.route(f"{EXIT}**", lambda route: route.fulfill(content_type="text/html", body="<title>Weer</title>"))
        page = context.new_page()
        for selector in ("a.skip[data-exit]", ".exit a"):
            page.goto(f"{site}/{at(language)}")
            link = page.locator(selector)
            assert link.get_attribute("href") == EXIT
            assert set(str(link.get_attribute("rel")).split()) == {"nofollow", "noreferrer"}
            link.focus()
            page.keyboard.press("Enter")
            page.wait_for_url(EXIT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_stands_at_the_end_of_the_line_in_each_direction_and_is_large(
    language: str, site: str, page: Page
) -> None:
    page.goto(f"{site}/{at(language)}")
    box = page.locator(".exit a").bounding_box()
    assert box is not None
    assert box["height"] >= 44
    middle = box["x"] + box["width"] / 2
    assert (middle > PHONE["width"] / 2) == (DIRECTIONS[language] == "ltr")
    hidden = page.locator(".exit .unseen").inner_text()
    assert hidden.strip() == words(language)["exit-prefix"]
    assert str(page.locator(".exit a").text_content()).startswith(words(language)["exit-prefix"])


# -- leaving -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_it_leaves_nothing_of_the_page_can_be_seen_or_heard(language: str, site: str, page: Page) -> None:
    stay(page)
    page.goto(f"{site}/{at(language)}")
    page.locator(".exit a").click()
    cover = page.locator(".exit-cover")
    cover.wait_for()
    assert cover.get_attribute("role") == "alert"
    assert cover.inner_text() == words(language)["exit-leaving"]
    box = cover.bounding_box()
    assert box == {"x": 0, "y": 0, **PHONE}
    assert page.locator("main").is_hidden()
    assert page.locator("header").is_hidden()
    assert page.title() == "\u2026"
    assert page.evaluate("document.body.innerText").strip() == words(language)["exit-leaving"]


def test_the_way_back_shows_neither_the_page_nor_its_cover(site: str, page: Page) -> None:
    page.goto(f"{site}/")
    page.goto(f"{site}/{DANGER}")
    page.locator(".exit a").click()
    page.wait_for_url(EXIT)
    page.go_back()
    assert page.url == f"{site}/"
    assert page.locator(".exit-cover").count() == 0


def test_a_page_that_the_browser_kept_is_whole_when_it_is_shown_again(site: str, page: Page) -> None:
    stay(page)
    page.goto(f"{site}/{DANGER}")
    page.locator(".exit a").click()
    page.locator(".exit-cover").wait_for()
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.locator(".exit-cover").count() == 0
    assert page.locator("main").is_visible()


# -- Shift, three times ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_press_of_shift_is_said_and_shown(language: str, site: str, page: Page) -> None:
    page.goto(f"{site}/{at(language)}")
    lights = page.locator(".exit .lights")
    assert not lights.is_visible()
    page.keyboard.press("Shift")
    assert status(page) == words(language)["exit-two"]
    assert lights.is_visible()
    assert page.locator(".lights i.on").count() == 1
    page.keyboard.press("Shift")
    assert status(page) == words(language)["exit-one"]
    assert page.locator(".lights i.on").count() == 2
    page.keyboard.press("Shift")
    page.wait_for_url(EXIT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_five_seconds_it_starts_anew_and_says_so(language: str, site: str, page: Page, away: list[str]) -> None:
    page.clock.install(time="2026-01-05T10:00")
    page.goto(f"{site}/{at(language)}")
    page.clock.pause_at("2026-01-05T11:00")  # from here on only we let time pass
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.fast_forward(4900)
    assert status(page) == words(language)["exit-one"]
    page.clock.fast_forward(200)
    assert status(page) == words(language)["exit-expired"]
    assert not page.locator(".exit .lights").is_visible()
    page.keyboard.press("Shift")
    assert status(page) == words(language)["exit-two"]
    assert away == []
    page.clock.fast_forward(5100)
    page.clock.fast_forward(5100)
    assert status(page) == ""


@pytest.mark.parametrize(
    "keys", [["Shift+a"] * 4, ["Shift+Tab"] * 3, ["Shift", "a", "Shift+B", "Shift"], ["Control"] * 3]
)
def test_capital_letters_and_other_keys_do_not_leave(keys: list[str], site: str, page: Page, away: list[str]) -> None:
    page.goto(f"{site}/{DANGER}")
    for each in keys:
        page.keyboard.press(each)
    assert page.locator(".exit-cover").count() == 0
    assert page.url.endswith(DANGER)
    assert away == []


# "+Tab" goes down, "-Tab" comes up: people let go in another order than Playwright's "Shift+Tab".
HANDS = {
    "Shift comes up before Tab": "+Shift +Tab -Shift -Tab",
    "Tab comes up before Shift": "+Shift +Tab -Tab -Shift",
    "Shift and then Tab": "+Shift -Shift +Tab -Tab",
    "Shift while Tab is down": "+Tab +Shift -Shift -Tab",
    "Alt, then Shift": "+Alt +Shift -Shift -Alt",
    "Alt and Shift, Alt up first": "+Alt +Shift -Alt -Shift",
    "Shift, then Alt": "+Shift +Alt -Shift -Alt",
    "Control and Shift": "+Control +Shift -Control -Shift",
    "Shift held down": "+Shift +Shift +Shift +Tab -Tab -Shift",
}


@pytest.mark.parametrize("hands", HANDS.values(), ids=HANDS)
def test_shift_with_another_key_never_counts_whatever_is_let_go_first(
    hands: str, site: str, page: Page, away: list[str]
) -> None:
    page.goto(f"{site}/{DANGER}")
    for each in hands.split() * 3:
        (page.keyboard.down if each[0] == "+" else page.keyboard.up)(each[1:])
    assert page.locator(".exit-cover").count() == 0
    assert page.locator(".lights i.on").count() == 0
    assert away == []
    for _ in range(3):
        assert page.locator(".exit-cover").count() == 0
        page.keyboard.press("Shift")
    page.wait_for_url(EXIT)


def test_another_key_or_a_click_in_between_starts_anew_and_takes_the_count_away(
    site: str, page: Page, away: list[str]
) -> None:
    page.goto(f"{site}/{DANGER}")
    for act in (lambda: page.keyboard.press("ArrowDown"), lambda: page.locator("h1").click()):
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        assert page.locator(".lights i.on").count() == 2
        act()
        assert page.locator(".lights i.on").count() == 0
        assert status(page) == ""
    page.keyboard.press("Shift")
    assert status(page) == words("nl")["exit-two"]
    page.keyboard.down("Shift")
    page.locator("h1").click()
    page.keyboard.up("Shift")
    assert page.locator(".lights i.on").count() == 0
    assert away == []


def test_other_pages_have_no_way_out_and_shift_does_nothing_there(site: str, page: Page, away: list[str]) -> None:
    page.goto(f"{site}/opvoeden/boze-buien/")
    for _ in range(4):
        page.keyboard.press("Shift")
    assert page.locator("[data-exit]").count() == 0
    assert away == []


# -- what stays behind -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_tab_history_and_shared_card_tell_no_more_than_the_section(language: str) -> None:
    page = small_site()["pages"]["spoed/rust"]
    files = everything()
    own = {each["id"]: each["text"] for each in load(interface(language))["words"]}
    assert own
    files["docs/nl/spoed/rust.yml"] = (files["docs/nl/spoed/rust.yml"] or "").replace(page["title"], "Geweld thuis")  # type: ignore[arg-type]
    made = parse(render(write_project(long_lived() / "project", files))[f"{at(language)}index.html"])
    section = parse(render(write_project(long_lived() / "project", files))[f"{at(language, 'spoed/')}index.html"])
    head = made.one("head")
    site_name = head.one("title").text().partition(" – ")[2]
    assert head.one("title").text().partition(" – ")[0]
    assert section.one("head").one("title").text().endswith(site_name)
    telling = [made.one("h1").text(), made.one("p", "lead").text()]
    said = [head.one("title").text(), *(each["content"] for each in head.all("meta") if each.get("content"))]
    assert [each for each in said if any(one in each for one in telling)] == []
    assert not [each for each in head.all("meta") if (each.get("property") or "").startswith(("og:title", "og:desc"))]
    assert made.all("details", "share") == []
    assert [each["href"] for each in made.all("a") if "wa.me" in (each.get("href") or "")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_of_a_page_of_danger_is_small_and_without_frames_colour_or_name(
    language: str, site: str, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.emulate_media(media="print")
    page.goto(f"{site}/{at(language)}")
    sizes = page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,p,a)')].map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert max(sizes) <= 15, "larger than 11 points"
    frames = page.evaluate(
        """[...document.querySelectorAll('main .call, main .do-now, main .say li, main .cards > li')].map(each => {
          const style = getComputedStyle(each);
          return [style.borderTopWidth, style.backgroundColor, style.color];
        })"""
    )
    assert frames
    assert {tuple(each) for each in frames} <= {
        ("0px", "rgba(0, 0, 0, 0)", "rgb(0, 0, 0)"),
        ("0px", "rgba(0, 0, 0, 0)", "rgb(28, 37, 34)"),
    }
    assert not page.locator(".brand").is_visible()
    assert not page.locator(".exit").is_visible()
    assert page.locator("main a[href='tel:112']").first.is_visible(), "the number is still there"
