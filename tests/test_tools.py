"""The row of buttons: what each does with a script, what is there without one, and Dutch beside the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import PHONE, Watched, until, wider_than_its_screen
from pages import DIRECTIONS, LANGUAGES, interface, load
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

THEME, DANGER = "opvoeden/boze-buien/", "spoed/rust/"


def at(language: str, path: str = THEME) -> str:
    return ("" if language == "nl" else f"{language}/") + path


def words(language: str) -> dict[str, str]:
    return {each["id"]: each["text"] for each in load(interface(language))["words"]}


def labels(page: Page) -> list[str]:
    return [each.inner_text().strip() for each in page.locator(".tools .tool").all() if each.is_visible()]


def ready(page: Page) -> None:
    """Waits for the button that comes last, once the browser has said that it can keep pages; not every page has one."""
    if page.locator("[data-keep]").count():
        page.locator("[data-keep]").wait_for(state="visible")


@pytest.fixture
def plain(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone that runs no scripts."""
    with chromium.new_context(viewport=PHONE, java_script_enabled=False) as context:  # type: ignore[arg-type]
        yield context


# -- the row -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_the_row_holds_only_what_works(language: str, site: str, plain: BrowserContext) -> None:
    page, wanted = plain.new_page(), words(language)
    page.goto(f"{site}/{at(language)}")
    dutch = [] if language == "nl" else [wanted["both"]]
    assert labels(page) == [*dutch, wanted["share"]]
    page.goto(f"{site}/{at(language, DANGER)}")
    assert labels(page) == dutch
    for path in ("", "opvoeden/"):
        page.goto(f"{site}/{at(language, path)}")
        assert labels(page) == ([*dutch, wanted["share"]] if path else [wanted["share"]])


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_that_come_with_the_script_do_not_move_the_page(language: str, site: str, chromium: Browser) -> None:
    places = []
    for script in (True, False):
        with chromium.new_context(viewport=PHONE, java_script_enabled=script) as context:  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(f"{site}/{at(language)}")
            if script:
                ready(page)
            box = page.locator("#waarom").bounding_box()
            assert box is not None
            places.append(box["y"])
    assert places[0] == places[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_row_is_a_named_group_of_words_with_pictures_large_enough_to_press(
    language: str, site: str, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{at(language)}")
    ready(page)
    group = page.locator(".tools")
    assert (group.get_attribute("role"), group.get_attribute("aria-label")) == ("group", words(language)["tools"])
    for each in page.locator(".tools .tool:visible").all():
        box = each.bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= 44
        assert re.search(r"\w", each.inner_text())
        assert each.locator("svg[aria-hidden=true]").count() == 1
    tops = {round(each.bounding_box()["y"]) for each in page.locator(".tools .tool:visible").all()}  # type: ignore[index]
    assert len(tops) == 1, "one row"


# -- share -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatsapp_is_a_link_with_title_and_address(language: str, site: str, plain: BrowserContext) -> None:
    page = plain.new_page()
    page.goto(f"{site}/{at(language)}")
    page.locator("[data-share] summary").click()
    link = page.locator("[data-share] a")
    assert link.inner_text() == words(language)["share-whatsapp"]
    parts = urlsplit(str(link.get_attribute("href")))
    assert (parts.scheme, parts.netloc) == ("https", "wa.me")
    title = page.locator("h1").inner_text()
    assert parse_qs(parts.query) == {"text": [f"{title}\nhttps://hulp.example.org/{at(language)}"]}
    assert "noreferrer" in str(link.get_attribute("rel"))


SHEET = """
window.shared = [];
Object.defineProperty(navigator, "share", {configurable: true, value: what => {
  window.shared.push(what);
  return FAILS ? Promise.reject(new DOMException("x", FAILS)) : Promise.resolve();
}});
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_that_can_share_shows_its_own_sheet(language: str, site: str, phone: BrowserContext) -> None:
    phone.add_init_script(SHEET.replace("FAILS", "''"))
    page = phone.new_page()
    page.goto(f"{site}/{at(language)}#waarom")
    page.locator("[data-share] summary").click()
    title = page.locator("h1").inner_text()
    assert page.evaluate("shared") == [{"title": title, "url": f"{site}/{at(language)}"}]
    assert not page.locator("[data-share] a").is_visible()


@pytest.mark.parametrize(("failure", "opens"), [("AbortError", False), ("NotAllowedError", True)])
def test_when_the_sheet_fails_the_other_ways_are_shown(
    failure: str, opens: bool, site: str, phone: BrowserContext
) -> None:
    phone.add_init_script(SHEET.replace("FAILS", f"'{failure}'"))
    page = phone.new_page()
    page.goto(f"{site}/{at('nl')}")
    page.locator("[data-share] summary").click()
    if opens:
        page.locator("[data-share] a").wait_for()
    else:
        page.wait_for_timeout(500)
        assert not page.locator("[data-share] a").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("clipboard", [True, False])
def test_the_address_is_copied_and_that_is_said(
    clipboard: bool, language: str, site: str, phone: BrowserContext
) -> None:
    phone.add_init_script(
        "window.copied = []; Object.defineProperty(navigator, 'clipboard', {value: "
        + ("{writeText: text => { copied.push(text); return Promise.resolve(); }}" if clipboard else "undefined")
        + "}); document.execCommand = what => { copied.push(document.activeElement.value); return what === 'copy'; };"
    )
    page = phone.new_page()
    page.goto(f"{site}/{at(language)}#waarom")
    page.locator("[data-share] summary").click()
    page.get_by_role("button", name=words(language)["share-copy"]).click()
    until(page, "document.querySelector('.said').textContent !== ''")
    assert page.locator(".tools [role=status]").inner_text() == words(language)["share-copied"]
    assert page.evaluate("copied") == [f"{site}/{at(language)}"]
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_escape_and_a_press_elsewhere_close_the_choices(site: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{at('nl')}")
    summary = page.locator("[data-share] summary")
    summary.click()
    page.keyboard.press("Escape")
    assert not page.locator("[data-share] a").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    summary.click()
    page.locator("h1").click()
    assert not page.locator("[data-share] a").is_visible()


# -- Dutch beside ------------------------------------------------------------------------------------------------------


def beside(page: Page, language: str) -> None:
    page.get_by_role("button", name=words(language)["both"]).click()
    page.locator(".beside").first.wait_for()


@pytest.mark.parametrize("language", ["ar", "tr"])
@pytest.mark.parametrize("path", [THEME, DANGER, "opvoeden/", "opvoeden/coach/", "over/privacy/"])
def test_one_press_puts_every_block_of_the_dutch_beside_its_own(
    path: str, language: str, site: str, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{path}")
    dutch = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("#main :is(h1,.lead,[id] h2,[id] h3,li[id],section p)")]
          .filter(each => !each.closest(".tools,.say,.cards,noscript,#related")).map(each => [each.textContent.replace(/\\s+/g, " ").trim(), each.closest("[id]").id]))"""
    )
    page.goto(f"{site}/{at(language, path)}")
    ready(page)
    before = page.locator("#main").inner_text()
    beside(page, language)
    found = page.evaluate(
        """() => [...document.querySelectorAll(".beside")].map(each => ({
          text: each.textContent.replace(/\\s+/g, " ").trim(), lang: each.lang, dir: each.dir,
          id: each.closest("[id]").id, own: each.parentElement.firstElementChild.textContent}))"""
    )
    texts = {each["text"]: each["id"] for each in found}
    missing = {text: id_ for text, id_ in dutch.items() if texts.get(text) != id_}
    assert missing == {}
    assert {(each["lang"], each["dir"]) for each in found} == {("nl", "ltr")}
    assert all(each["own"].strip() for each in found)
    assert page.locator("[id]").count() == len(
        set(page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
    )
    button = page.get_by_role("button", name=words(language)["both"])
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator(".beside").count() == 0
    assert page.locator("#main").inner_text() == before


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_what_was_on_the_screen_stays_there_when_the_dutch_comes(
    language: str, site: str, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{at(language)}")
    button = page.get_by_role("button", name=words(language)["both"])
    before = button.bounding_box()
    beside(page, language)
    after = button.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_on_a_wide_screen_the_two_stand_side_by_side_and_on_a_phone_below_each_other(
    language: str, site: str, chromium: Browser
) -> None:
    for width, side in ((1280, True), (360, False), (320, False)):
        with chromium.new_context(viewport={"width": width, "height": 800}) as context:
            page = context.new_page()
            page.goto(f"{site}/{at(language)}")
            beside(page, language)
            own, dutch = (page.locator(f"#waarom .pair > {each}").first.bounding_box() for each in ("h2", ".beside"))
            assert own is not None
            assert dutch is not None
            apart = own["x"] + own["width"] <= dutch["x"] + 1 or dutch["x"] + dutch["width"] <= own["x"] + 1
            assert apart == side
            assert (own["x"] < dutch["x"]) == (DIRECTIONS[language] == "ltr") or not side
            assert not wider_than_its_screen(page)


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_links_in_the_dutch_lead_where_they_lead_on_the_dutch_page(
    language: str, site: str, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{at(language)}")
    beside(page, language)
    link = page.locator("#hoe .beside a", has_text="spel")
    assert link.evaluate("each => each.href") == f"{site}/opvoeden/spelen/#waarom"


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_what_is_dutch_already_is_not_said_twice(language: str, site: str, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"{site}/{at(language)}")
    names = page.locator(".cards h3").all_inner_texts()
    beside(page, language)
    assert names
    assert page.locator(".cards h3").all_inner_texts() == names
    pairs = page.evaluate(
        """() => [...document.querySelectorAll(".pair")].map(each => [...each.children].map(one => one.textContent.trim()))"""
    )
    assert pairs
    assert [own for own, dutch in pairs if own == dutch] == []
    assert page.locator(".cards h3 ~ .beside.h3, .cards .beside.h3, .cards .beside .web, #print .beside").count() == 0


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_when_the_dutch_cannot_be_fetched_the_button_leads_to_it(
    language: str, site: str, phone: BrowserContext
) -> None:
    phone.route(
        f"**/{THEME}", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    page = phone.new_page()
    page.goto(f"{site}/{at(language)}")
    page.get_by_role("button", name=words(language)["both"]).click()
    page.wait_for_url(f"{site}/{THEME}")


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_without_a_script_each_part_leads_to_the_same_part_in_dutch(
    language: str, site: str, plain: BrowserContext
) -> None:
    page = plain.new_page()
    page.goto(f"{site}/{at(language)}")
    links = page.locator(".there a").all()
    assert len(links) >= 3
    for each in links:
        assert each.inner_text() == words(language)["both-here"]
        assert each.get_attribute("hreflang") == "nl"
    inside = page.locator("#hoe .there a").get_attribute("href")
    page.goto(f"{site}/{at(language)}")
    page.locator("#hoe .there a").click()
    assert page.url == f"{site}/{THEME}#hoe", inside
    assert page.locator("#hoe").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_the_buttons_do_leaves_the_site_or_breaks_the_policy(
    language: str, site: str, phone: BrowserContext
) -> None:
    watched = Watched(phone, site)
    page = watched.open(at(language))
    ready(page)
    for each in page.locator(".tools button.tool:visible").all():
        each.click()
        page.wait_for_timeout(800)
    assert watched.elsewhere() == []
    assert watched.complaints == []
    page.evaluate(
        "navigator.serviceWorker.getRegistrations().then(all => Promise.all(all.map(each => each.unregister())))"
    )
