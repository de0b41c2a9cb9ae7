"""Debian's WordPress, really installed: an author pastes an address, and visitors see the page at the right height.

Run by `make test-full` on a machine that has the packages (`wordpress.PACKAGES`); elsewhere it is skipped, and said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from conftest import MKDOCS
from pages import build_with_mkdocs, everything, small_site, texts, write_project
from playwright.sync_api import Browser, BrowserContext, Frame, Page
from wordpress import (
    AUTHOR,
    PACKAGES,
    PASSWORD,
    WordPress,
    allowed_port,
    certificate,
    missing,
    provider,
    wordpress,
)

pytestmark = [pytest.mark.browser, pytest.mark.full, pytest.mark.xdist_group("wordpress")]

THEME = "opvoeden/boze-buien"
WIDTHS = (1280, 360)
HIGHEST = 1000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[WordPress, str]]:
    """WordPress, and the address of a site of ours that it may fetch from."""
    if lacking := missing():
        pytest.skip(f"WordPress is NOT tried: this machine lacks {', '.join(lacking)} (apt-get install {PACKAGES})")
    port = allowed_port()
    if port is None:
        pytest.skip("WordPress is NOT tried: ports 8080, 443 and 80 are taken, and it fetches from no other")
    folder = tmp_path_factory.mktemp("wordpress")
    address = f"https://localhost:{port}/"
    files = everything() | {"mkdocs.yml": MKDOCS.replace("https://hulp.example.org/", address)}
    site = build_with_mkdocs(write_project(folder / "project", files))
    tls = certificate(folder)
    with provider(site, port, tls), wordpress(folder, tls[0]) as installed:
        yield installed, address


def signed_in(chromium: Browser, place: WordPress) -> BrowserContext:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, ignore_https_errors=True)
    context.set_default_timeout(40_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=place.address)
    page = context.new_page()
    page.goto(f"{place.address}/wp-login.php")
    page.fill("#user_login", AUTHOR)
    page.fill("#user_pass", PASSWORD)
    page.click("#wp-submit")
    page.wait_for_url("**/wp-admin/**")
    page.close()
    return context


@pytest.fixture(scope="module")
def author(chromium: Browser, place: tuple[WordPress, str]) -> Iterator[BrowserContext]:
    with signed_in(chromium, place[0]) as context:
        yield context


def block_editor(author: BrowserContext, place: WordPress, address: str, embedded: bool = True) -> str:
    """Pastes an address on a line of its own, and publishes. Returns the address of the post."""
    page = author.new_page()
    page.goto(f"{place.address}/wp-admin/post-new.php")
    page.click(".wp-block-post-title")
    page.keyboard.type("Proef")
    page.keyboard.press("Enter")
    page.evaluate("address => navigator.clipboard.writeText(address)", address)
    page.keyboard.press("Control+V")
    if embedded:
        page.wait_for_selector(".wp-block-embed iframe")
    else:
        page.wait_for_function("wp.data.select('core/editor').getEditedPostContent().includes('localhost')")
        page.wait_for_timeout(3000)
    return published(page)


def published(page: Page) -> str:
    page.evaluate("wp.data.dispatch('core/editor').editPost({status: 'publish'})")
    page.evaluate("wp.data.dispatch('core/editor').savePost()")
    page.wait_for_function("wp.data.select('core/editor').isCurrentPostPublished()")
    link: str = page.evaluate("wp.data.select('core/editor').getPermalink()")
    page.close()
    return link


def old_editor(author: BrowserContext, place: WordPress, address: str) -> str:
    """Types an address on a line of its own in the editor from before the blocks, and presses Publish."""
    author.add_cookies([{"name": "old_editor", "value": "1", "url": place.address}])
    page = author.new_page()
    page.goto(f"{place.address}/wp-admin/post-new.php")
    page.fill("#title", "Proef")
    page.click("#content-html")
    page.fill("textarea#content", f"Welkom.\n\n{address}\n\nTot ziens.")
    page.click("#publish")
    page.wait_for_selector("#message a")
    link = str(page.get_attribute("#message a", "href"))
    page.close()
    author.clear_cookies(name="old_editor")
    return link


def visitor(chromium: Browser, link: str, width: int) -> Page:
    context = chromium.new_context(viewport={"width": width, "height": 800}, ignore_https_errors=True)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(link)
    return page


def inside(page: Page) -> Frame:
    """The frame with our page, once WordPress shows it."""
    page.wait_for_function("""
      () => {
        const frame = document.querySelector("iframe.wp-embedded-content");
        return frame && getComputedStyle(frame).visibility === "visible" && frame.getBoundingClientRect().left >= 0;
      }
    """)
    found = next(each for each in page.frames if "/embed/" in each.url)
    found.wait_for_load_state()
    return found


def fits(page: Page, frame: Frame) -> None:
    """Waits until the frame is as high as its page: then nothing scrolls.

    WordPress makes no frame higher than 1000 pixels; of a longer page, the way to the whole of it must stay in sight.
    """
    height = "Math.ceil(document.body.getBoundingClientRect().height)"
    for _ in range(40):
        wanted, seen = frame.evaluate(height), frame.evaluate("innerHeight")
        if min(wanted, HIGHEST) == seen:
            break
        page.wait_for_timeout(100)
    assert min(wanted, HIGHEST) == seen
    assert wanted > 200
    if wanted <= HIGHEST:
        assert not frame.evaluate("document.documentElement.scrollHeight > innerHeight")
    box = frame.evaluate("[document.querySelector('a.full').getBoundingClientRect().bottom, innerHeight]")
    assert 0 < box[0] <= box[1]


@pytest.mark.parametrize("width", WIDTHS)
def test_an_address_pasted_by_an_author_in_the_block_editor_becomes_the_page(
    chromium: Browser, author: BrowserContext, place: tuple[WordPress, str], width: int
) -> None:
    link = block_editor(author, place[0], f"{place[1]}ar/{THEME}/")
    page = visitor(chromium, link, width)
    frame = inside(page)
    assert frame.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert frame.inner_text("h1") == texts("ar")["title"]
    fits(page, frame)
    frame.click("summary >> nth=0")
    fits(page, frame)
    frame.click('[hreflang="nl"]')
    frame = inside(page)
    frame.wait_for_selector("html[lang=nl]")
    assert frame.inner_text("h1") == small_site()["pages"][THEME]["title"]
    fits(page, frame)
    # What WordPress itself put there, and nothing more: an author may write no <iframe>.
    assert page.get_attribute("iframe.wp-embedded-content", "sandbox") == "allow-scripts"
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_an_address_on_a_line_in_the_old_editor_becomes_the_page(
    chromium: Browser, author: BrowserContext, place: tuple[WordPress, str], width: int
) -> None:
    link = old_editor(author, place[0], f"{place[1]}tr/{THEME}/")
    page = visitor(chromium, link, width)
    frame = inside(page)
    assert frame.evaluate("document.documentElement.lang") == "tr"
    fits(page, frame)
    frame.click("summary >> nth=1")
    fits(page, frame)
    page.context.close()


def test_the_address_of_the_frame_works_as_well_as_that_of_the_page(
    chromium: Browser, author: BrowserContext, place: tuple[WordPress, str]
) -> None:
    link = block_editor(author, place[0], f"{place[1]}embed/nl/opvoeden/")
    page = visitor(chromium, link, 1280)
    frame = inside(page)
    assert frame.inner_text("h1") == "Opvoeden"
    fits(page, frame)
    page.context.close()


def test_a_link_in_the_frame_leads_the_visitor_to_the_whole_page(
    chromium: Browser, author: BrowserContext, place: tuple[WordPress, str]
) -> None:
    link = block_editor(author, place[0], f"{place[1]}{THEME}/")
    page = visitor(chromium, link, 1280)
    inside(page).click("a.full")
    page.wait_for_url(f"{place[1]}{THEME}/")
    page.context.close()


def test_a_page_about_danger_stays_a_link(
    chromium: Browser, author: BrowserContext, place: tuple[WordPress, str]
) -> None:
    link = block_editor(author, place[0], f"{place[1]}spoed/rust/", embedded=False)
    page = visitor(chromium, link, 1280)
    assert page.query_selector("iframe.wp-embedded-content") is None
    assert re.search(r"spoed/rust/", page.inner_text("main"))
    page.context.close()
