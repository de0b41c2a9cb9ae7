"""Reading aloud: only with a voice that fits, sentence by sentence, and silent the moment it should be.

Chromium without a screen has no voices: `data/speech.js` stands in for the engine of a phone, in all its moods.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import PHONE, still, until
from pages import LANGUAGES, interface, load
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SPEECH = Path(__file__).with_name("data") / "speech.js"
LOCAL = {"nl": "nl-NL", "ar": "ar-SA", "tr": "tr-TR"}
Open = Callable[..., Page]


def voice(lang: str, local: bool = True) -> dict[str, Any]:
    return {"lang": lang, "localService": local, "name": lang, "default": True}


def words(language: str) -> dict[str, str]:
    return {each["id"]: each["text"] for each in load(interface(language))["words"]}


@pytest.fixture
def reader(chromium: Browser, site: str) -> Iterator[Open]:
    """Opens a page with an engine of a given mood: `reader("opvoeden/boze-buien/", voices=[…], late=500)`."""
    contexts = []

    def open_(path: str, **plan: Any) -> Page:
        context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(f"window.plan = {json.dumps(plan)};\n{SPEECH.read_text(encoding='utf-8')}")
        page = context.new_page()
        page.goto(f"{site}/{path}")
        return page

    yield open_
    for each in contexts:
        each.close()


def at(language: str, path: str = "opvoeden/boze-buien/") -> str:
    return ("" if language == "nl" else f"{language}/") + path


def button(page: Page) -> Any:
    return page.locator("[data-listen]")


def appears(page: Page) -> bool:
    """Whether the button comes: the page itself waits two seconds for a list of voices."""
    try:
        button(page).wait_for(state="visible", timeout=20_000)
    except Exception:
        return False
    return True


def said(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("spoken.said")
    return found


def finished(page: Page) -> None:
    until(page, "document.querySelector('[data-listen]').getAttribute('aria-pressed') === 'false'")


# -- is there a voice --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", [{"none": True}, {"voices": []}, {"voices": [voice("en-US"), voice("de-DE")]}])
def test_without_a_voice_that_fits_there_is_no_button(plan: dict[str, Any], reader: Open) -> None:
    page = reader(at("ar"), **plan)
    page.wait_for_timeout(2300)
    assert not button(page).is_visible()


@pytest.mark.parametrize(
    ("language", "tag"),
    [("nl", "nl_NL"), ("nl", "nld"), ("nl", "dut-NL"), ("nl", "NL"), ("ar", "ar_EG"), ("ar", "ara"), ("ar", "ar-001"),
     ("tr", "tur"), ("tr", "tr_TR_#Latn")],
)  # fmt: skip
def test_every_way_of_naming_the_language_is_known(language: str, tag: str, reader: Open) -> None:
    assert appears(reader(at(language), voices=[voice("en-US"), voice(tag)]))


def test_a_list_of_voices_that_comes_late_is_waited_for_but_not_for_ever(reader: Open) -> None:
    assert appears(reader(at("ar"), voices=[voice("ar-SA")], late=900))
    page = reader(at("ar"), voices=[voice("ar-SA")], late=3500)
    page.wait_for_timeout(4200)
    assert not button(page).is_visible(), "the page would move under the reader's finger"


@pytest.mark.parametrize("path", ["spoed/rust/", "spoed/hulp-nu/"])
def test_a_voice_that_sends_the_text_away_never_reads_a_page_of_danger(path: str, reader: Open) -> None:
    remote = reader(at("tr", path), voices=[voice("tr-TR", local=False)])
    remote.wait_for_timeout(2300)
    assert not button(remote).is_visible()
    both = reader(at("tr", path), voices=[voice("tr-TR", local=False), voice("nl-NL", local=False), voice("tr-CY")])
    assert appears(both)
    button(both).click()
    finished(both)
    assert said(both)
    assert all(each["local"] for each in said(both)), "a Dutch sentence was sent away"


def test_elsewhere_a_voice_of_the_phone_goes_before_one_that_sends_the_text_away(reader: Open) -> None:
    page = reader(at("tr"), voices=[voice("tr-TR", local=False), voice("tr-CY")])
    assert appears(page)
    button(page).click()
    finished(page)
    assert {each["voice"] for each in said(page)} == {"tr-CY"}
    assert appears(reader(at("tr"), voices=[voice("tr-TR", local=False)]))


# -- reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_read_slowly_sentence_by_sentence_in_reading_order(language: str, reader: Open) -> None:
    page = reader(at(language), voices=[voice(each) for each in LOCAL.values()], held=True)
    assert appears(page)
    assert button(page).inner_text().strip() == words(language)["listen"]
    button(page).click()
    assert button(page).inner_text().strip() == words(language)["listen-stop"]
    page.evaluate("spoken.release()")
    finished(page)
    assert button(page).inner_text().strip() == words(language)["listen"]
    found = said(page)
    assert {each["rate"] for each in found} == {0.8}
    title, answer = page.locator("h1").inner_text(), page.locator(".lead").inner_text()
    assert [each["text"] for each in found[:2]] == [title, answer]
    whole = " ".join(each["text"] for each in found)
    for selector in ("#do-rustig", "#waarom h2", "#ask-vaak", "#say-advies .dutch"):
        assert " ".join(page.locator(selector).inner_text().split()) in whole, selector
    assert all(re.search(r"\w", each["text"]) for each in found)
    unread = (
        words(language)["share"],
        words(language)["related"],
        *([] if language == "nl" else [words(language)["say-sound"]]),
    )
    assert not [each for each in unread if each in [one["text"] for one in found]]


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_a_dutch_sentence_is_read_by_a_dutch_voice_or_not_at_all(language: str, reader: Open) -> None:
    page = reader(at(language), voices=[voice(LOCAL[language]), voice("nl_NL")])
    assert appears(page)
    button(page).click()
    finished(page)
    dutch = " ".join(page.locator("#say-advies .dutch").inner_text().split())
    assert [each["lang"] for each in said(page) if each["text"] in dutch and "advies" in each["text"]] == ["nl-NL"]
    assert {each["lang"] for each in said(page) if each["text"] == page.locator("h1").inner_text()} == {LOCAL[language]}
    alone = reader(at(language), voices=[voice(LOCAL[language])])
    assert appears(alone)
    button(alone).click()
    finished(alone)
    assert {each["lang"] for each in said(alone)} == {LOCAL[language]}
    assert not [each for each in said(alone) if "Ik wil advies" in each["text"]]


def test_what_is_read_is_marked_and_stays_in_sight(reader: Open) -> None:
    page = reader(at("nl"), voices=[voice("nl-NL")], held=True)
    assert appears(page)
    button(page).click()
    seen = 0
    while button(page).get_attribute("aria-pressed") == "true":
        box = page.locator(".reading").bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= PHONE["height"]
        page.evaluate("spoken.next()")
        seen += 1
    assert seen > 10
    assert page.locator(".reading").count() == 0


AT_THE_FOOT = """
() => {
  const height = innerHeight, last = [...document.querySelectorAll(".bottom li")].pop().getBoundingClientRect();
  const hits = y => Boolean(document.elementFromPoint(innerWidth / 2, y)?.closest("[data-listen]"));
  const found = [...Array(height).keys()].filter(hits);
  return {top: Math.min(...found), bottom: Math.max(...found), last: last.bottom, height};
}
"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["opvoeden/boze-buien/", "spoed/rust/"])
def test_wherever_the_reader_looks_stop_is_within_reach_and_covers_no_text_at_the_end(
    path: str, language: str, reader: Open
) -> None:
    page = reader(at(language, path), voices=[voice(LOCAL[language])], held=True)
    assert appears(page)
    button(page).click()
    assert button(page).get_by_text(words(language)["listen-stop"]).is_visible()
    page.evaluate("scrollTo(0, 1e6)")
    foot = page.evaluate(AT_THE_FOOT)
    assert foot["bottom"] - foot["top"] >= 40
    assert foot["height"] - 120 < foot["top"] < foot["bottom"] <= foot["height"]
    assert foot["last"] <= foot["top"], "it covers the last line"
    name = page.get_by_role("button", name=words(language)["listen-stop"], exact=True)
    assert name.count() == 1, "it has its name once"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.tools')).display") == "none"
    page.emulate_media(media="screen")
    page.mouse.click(PHONE["width"] / 2, (foot["top"] + foot["bottom"]) / 2)
    finished(page)
    silent = page.evaluate("getComputedStyle(document.querySelector('[data-listen]'), '::after').content")
    assert silent == "none", "the foot is free again"


@pytest.mark.parametrize("moves", ["wheel", "touch", "PageDown"])
def test_who_scrolls_while_the_page_is_read_is_not_pulled_back_until_the_next_reading(moves: str, reader: Open) -> None:
    page = reader(at("nl"), voices=[voice("nl-NL")], held=True)
    assert appears(page)
    button(page).click()
    if moves == "wheel":
        page.mouse.move(180, 320)
        page.mouse.wheel(0, 1200)
    elif moves == "touch":
        page.evaluate("() => { dispatchEvent(new Event('touchmove')); scrollTo(0, 1200); }")
    else:
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("PageDown")
        page.keyboard.press("PageDown")
    until(page, "scrollY > 300")
    still(page, "scrollY")
    place = page.evaluate("scrollY")
    for _ in range(4):
        page.evaluate("spoken.next()")
    assert page.evaluate("scrollY") == place
    page.keyboard.press("Escape")
    finished(page)
    page.evaluate("scrollTo(0, 1e6)")
    button(page).evaluate("each => each.click()")
    until(page, "document.querySelector('.reading').getBoundingClientRect().top >= 0")


def test_escape_stops_the_voice_and_does_nothing_when_it_is_silent(reader: Open) -> None:
    page = reader(at("nl"), voices=[voice("nl-NL")], held=True)
    assert appears(page)
    page.keyboard.press("Escape")
    assert page.evaluate("spoken.cancels") == 0
    button(page).click()
    page.keyboard.press("Escape")
    finished(page)
    assert page.evaluate("spoken.cancels") > 0
    assert page.locator(".reading").count() == 0


def test_stop_is_heard_at_once_and_the_next_press_goes_on_from_there(reader: Open) -> None:
    page = reader(at("nl"), voices=[voice("nl-NL")], wait=400)
    assert appears(page)
    button(page).click()
    until(page, "spoken.said.length >= 3")
    cancels = page.evaluate("spoken.cancels")
    button(page).click()
    assert page.evaluate("spoken.cancels") > cancels
    heard = len(said(page))
    page.wait_for_timeout(900)
    before = said(page)
    assert len(before) == heard, "it went on after stop"
    assert page.locator(".said").inner_text() == "", "stopping is no failure"
    button(page).click()
    until(page, f"spoken.said.length > {heard}")
    assert said(page)[heard]["text"] == before[-1]["text"], "the sentence that was cut off is read again"


@pytest.mark.parametrize("leaving", ["pagehide", "hidden"])
def test_leaving_the_page_stops_the_voice(leaving: str, reader: Open) -> None:
    page = reader(at("nl"), voices=[voice("nl-NL")], wait=300)
    assert appears(page)
    button(page).click()
    until(page, "spoken.said.length >= 2")
    if leaving == "pagehide":
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    else:
        page.evaluate(
            "() => { Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
            " document.dispatchEvent(new Event('visibilitychange')); }"
        )
    heard = len(said(page))
    page.wait_for_timeout(800)
    assert len(said(page)) == heard
    assert page.evaluate("spoken.cancels") > 0
    assert button(page).get_attribute("aria-pressed") == "false"


# -- when it goes wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", [{"throws": True}, {"error": "synthesis-failed"}, {"error": "language-unavailable"}])
def test_a_failure_is_told_in_the_readers_language_and_reading_stops(
    plan: dict[str, Any], language: str, reader: Open
) -> None:
    page = reader(at(language), voices=[voice(LOCAL[language])], **plan)
    assert appears(page)
    button(page).click()
    status = page.locator(".tools [role=status]")
    until(page, "document.querySelector('.tools .said').textContent !== ''")
    assert status.inner_text() == words(language)["listen-failed"]
    assert button(page).get_attribute("aria-pressed") == "false"
    assert button(page).inner_text().strip() == words(language)["listen"]


def test_an_engine_that_never_tells_the_end_doesnt_hang_the_reading(reader: Open) -> None:
    page = reader(at("nl"), voices=[voice("nl-NL")], ends=False)
    page.evaluate("() => { const real = setTimeout; window.setTimeout = (what, ms) => real(what, ms / 50); }")
    assert appears(page)
    button(page).click()
    until(page, "spoken.said.length > 4")
    texts = [each["text"] for each in said(page)]
    assert len(set(texts)) == len(texts)
