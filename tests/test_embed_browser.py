"""Embeds in pages of others, in Chromium: the right height, nothing from elsewhere, and a host left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from browser import Watched, answering, still, wider_than_its_screen, with_letters_of
from conftest import MKDOCS
from pages import LANGUAGES, everything, long_lived, opened, render, small_site, write_project
from playwright.sync_api import Browser, BrowserContext, Frame, Page
from wordpress import free_port, provider

from eigentaal import sharing

pytestmark = pytest.mark.browser

THEME = "opvoeden/boze-buien"
WIDTHS = (360, 1280)
SETS = "sets:\n  - {id: samen, title: Samen beginnen, answer: Voor de eerste keer., pages: [boze-buien, coach, rust]}\n"


class Ours:
    """Our site, served with the headers that it asks for; and what can be pasted of it."""

    def __init__(self, root: Path, address: str) -> None:
        self.address = address
        self.edition = opened(root).edition()

    def snippet(self, language: str, path: str) -> str:
        views, site = self.edition.views, self.edition.site
        return sharing.snippet(site, views.shared(site.leaves[language][path]))


@pytest.fixture(scope="session")
def ours() -> Iterator[Ours]:
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    files = everything() | {
        "mkdocs.yml": MKDOCS.replace("https://hulp.example.org/", address),
        "docs/nl/_sets.yml": SETS,
    }
    root = write_project(long_lived() / "project", files)
    for name, data in render(root).items():
        file = root / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    with provider(root / "site", port):
        yield Ours(root, address)


@contextmanager
def host(pages: dict[str, str], policy: str = "") -> Iterator[str]:
    """Somebody's site, on another origin; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = pages.get(self.path.partition("?")[0], "").encode()
            self.send_response(200)
            self.send_header(
                "Content-Type", "text/javascript" if self.path.endswith(".js") else "text/html; charset=utf-8"
            )
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    with answering(Handler) as port:
        yield f"http://127.0.0.1:{port}"


def document(body: str, style: str = "") -> str:
    """A host's page, with the styles that themes of WordPress and others have for frames."""
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Vereniging</title>'
        f"<style>body{{max-width:700px;margin:auto;font-family:serif}}{style}</style></head>"
        f"<body><h1>Vereniging</h1><p>Welkom.</p>{body}<p id='after'>Na het blok.</p></body></html>"
    )


@pytest.fixture(params=WIDTHS)
def visitor(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(viewport={"width": request.param, "height": 800}) as context:
        yield context


def frames(page: Page, foreign: int = 0) -> list[Frame]:
    """The embeds of a page, each loaded: a lazy frame begins only some time after it is scrolled to.

    `foreign`: how many frames of it are none.
    """
    page.wait_for_load_state()
    expected = page.locator("iframe").count() - foreign
    for _ in range(400):
        found = [each for each in page.frames if "/embed/" in each.url]
        if len(found) >= expected:
            break
        page.wait_for_timeout(50)
    for each in found:
        each.wait_for_load_state()
    return found


def settled(page: Page, frame: Frame) -> int:
    """Waits until the frame is as high as its page; asserts that nothing scrolls in it, and returns the height."""
    wanted = seen = 0
    for _ in range(400):
        wanted = frame.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
        seen = frame.evaluate("innerHeight")
        if wanted == seen:
            break
        page.wait_for_timeout(50)
    assert wanted == seen > 100
    scroll = "[document.documentElement.scrollHeight, innerHeight, document.documentElement.scrollWidth, innerWidth]"
    high, inner, wide, across = frame.evaluate(scroll)
    assert high <= inner
    assert wide <= across
    return wanted


# -- the snippet -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_snippet_is_as_high_as_its_page_after_loading_opening_and_another_language(
    language: str, ours: Ours, visitor: BrowserContext
) -> None:
    with host({"/": document(ours.snippet(language, THEME))}) as address:
        watched = Watched(visitor, address)
        page = watched.open("")
        page.evaluate("document.querySelector('iframe').scrollIntoView()")
        (frame,) = frames(page)
        frame.wait_for_load_state()
        before = settled(page, frame)
        frame.click("summary >> nth=1")
        assert settled(page, frame) > before
        other = "tr" if language != "tr" else "ar"
        frame.click(f'[hreflang="{other}"]')
        frame.wait_for_selector(f"html[lang={other}]")
        settled(page, frame)
        assert watched.complaints == []
        assert {each.split("/")[2] for each in watched.requests} == {address.split("/")[2], ours.address.split("/")[2]}
        assert visitor.cookies() == []
        stored = frame.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        assert stored == [0, 0, ""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_the_frame_is_usable_and_the_way_to_the_page_in_sight(
    language: str, ours: Ours, visitor: BrowserContext
) -> None:
    snippet = ours.snippet(language, THEME).replace("<script ", "<!-- ").replace("</script>", "-->")
    assert "<script" not in snippet
    with host({"/": document(snippet)}) as address:
        page = Watched(visitor, address).open("")
        page.evaluate("document.querySelector('iframe').scrollIntoView()")
        (frame,) = frames(page)
        frame.wait_for_load_state()
        height = int(str(page.get_attribute("iframe", "height")))
        assert frame.evaluate("innerHeight") == height
        needed = frame.evaluate("document.body.getBoundingClientRect().height")
        assert 0.75 * needed < height < 1.6 * needed
        box = frame.evaluate("document.querySelector('a.full').getBoundingClientRect().bottom")
        assert 0 < box <= height
        link = page.locator("div > p a")
        assert (
            link.get_attribute("href") == ours.edition.views.shared(ours.edition.site.leaves[language][THEME]).address
        )


def test_a_frame_that_is_cut_short_keeps_the_way_to_the_page_in_sight(ours: Ours, visitor: BrowserContext) -> None:
    frame_only = f'<iframe src="{ours.address}embed/ar/{THEME}/" width="100%" height="250"></iframe>'
    with host({"/": document(frame_only)}) as address:
        page = Watched(visitor, address).open("")
        (frame,) = frames(page)
        frame.wait_for_load_state()
        top, bottom = frame.evaluate(
            "(() => {const box = document.querySelector('a.full').getBoundingClientRect(); return [box.top, box.bottom]})()"
        )
        assert 0 < top < bottom <= 250


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_focus_is_never_behind_the_bar_that_stays_in_sight(
    language: str, ours: Ours, chromium: Browser
) -> None:
    with chromium.new_context(viewport={"width": 360, "height": 300}) as context:
        page = Watched(context, ours.address.rstrip("/")).open(f"embed/{language}/{THEME}/")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        met, behind = 0, []
        while page.evaluate("document.activeElement.matches('body, main *, nav *')") and met < 60:
            page.keyboard.press("Tab")
            met += 1
            behind += page.evaluate(
                """(() => {
                  const each = document.activeElement, bar = document.querySelector(".end").getBoundingClientRect();
                  return !each.closest(".end") && each.getBoundingClientRect().bottom > bar.top + 1 ? [each.outerHTML] : [];
                })()"""
            )
        assert met > 6
        assert behind == []


def test_many_embeds_on_one_page_each_get_their_own_height(ours: Ours, visitor: BrowserContext) -> None:
    body = ours.snippet("ar", THEME) + ours.snippet("nl", "opvoeden/index") + ours.snippet("tr", "over/privacy")
    with host({"/": document(body.replace('loading="lazy"', ""))}) as address:
        page = Watched(visitor, address).open("")
        heights = []
        for frame in frames(page):
            frame.wait_for_load_state()
            heights.append(settled(page, frame))
        assert len(set(heights)) == 3


def test_a_set_opens_its_pages_in_place(ours: Ours, visitor: BrowserContext) -> None:
    body = f'<iframe src="{ours.address}embed/nl/sets/samen/" width="100%" height="300"></iframe>'
    body += f'<script async src="{ours.address}embed/v1.js"></script>'
    with host({"/": document(body)}) as address:
        page = Watched(visitor, address).open("")
        (frame,) = frames(page)
        frame.wait_for_load_state()
        before = settled(page, frame)
        frame.click("summary >> nth=0")
        middle = settled(page, frame)
        frame.click("details details summary >> nth=0")
        assert before < middle < settled(page, frame)
        assert frame.locator(".do-now >> nth=0").is_visible()


STYLES = {
    "a theme that forces a height": "iframe{height:200px!important}",
    "a border and padding": "iframe{border:5px solid red!important;padding:12px!important;box-sizing:border-box}",
    "padding of the content box": "iframe{border:3px solid red!important;padding:7px!important;box-sizing:content-box}",
    "a ratio": "iframe{aspect-ratio:16/9;max-width:100%;height:auto}",
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_the_styles_of_a_theme_dont_cut_the_page(style: str, ours: Ours, visitor: BrowserContext) -> None:
    with host({"/": document(ours.snippet("ar", THEME).replace('loading="lazy"', ""), style)}) as address:
        page = Watched(visitor, address).open("")
        (frame,) = frames(page)
        frame.wait_for_load_state()
        settled(page, frame)


# -- strict hosts ------------------------------------------------------------------------------------------------------


def test_it_works_under_the_strictest_policy_that_names_our_site(ours: Ours, visitor: BrowserContext) -> None:
    origin = ours.address.rstrip("/")
    policy = f"default-src 'none'; script-src {origin}; frame-src {origin}; style-src 'unsafe-inline'"
    with host({"/": document(ours.snippet("tr", THEME).replace('loading="lazy"', ""))}, policy) as address:
        watched = Watched(visitor, address)
        page = watched.open("")
        (frame,) = frames(page)
        frame.wait_for_load_state()
        settled(page, frame)
        assert watched.complaints == []


def test_where_the_host_refuses_our_script_the_page_still_shows(ours: Ours, visitor: BrowserContext) -> None:
    origin = ours.address.rstrip("/")
    policy = f"default-src 'none'; script-src 'self'; frame-src {origin}; style-src 'unsafe-inline'"
    with host({"/": document(ours.snippet("tr", THEME).replace('loading="lazy"', ""))}, policy) as address:
        watched = Watched(visitor, address)
        page = watched.open("")
        (frame,) = frames(page)
        frame.wait_for_load_state()
        assert frame.locator("h1").is_visible()
        assert len(watched.complaints) == 1
        assert "embed/v1.js" in watched.complaints[0]


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin allow-popups", ""])
def test_it_works_in_a_sandbox(sandbox: str, ours: Ours, visitor: BrowserContext) -> None:
    snippet = ours.snippet("ar", THEME).replace('loading="lazy"', f'sandbox="{sandbox}"')
    with host({"/": document(snippet)}) as address:
        watched = Watched(visitor, address)
        page = watched.open("")
        (frame,) = frames(page)
        frame.wait_for_load_state()
        if sandbox:
            settled(page, frame)
            frame.click('[hreflang="nl"]')
            frame.wait_for_selector("html[lang=nl]")
            settled(page, frame)
            assert watched.complaints == []
        else:  # no script runs: the text shows all the same
            assert frame.locator("h1").inner_text() == ours.edition.site.leaves["ar"][THEME].page.title


def test_a_page_of_ours_reports_nothing_to_a_strict_policy(ours: Ours, visitor: BrowserContext) -> None:
    """Data for search engines stands inline; it isn't run, so no policy is broken by it."""
    policy = (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'"
    )
    page_text = ours.edition.render(ours.edition.site.leaves["nl"][THEME])
    assert 'type="application/ld+json"' in page_text
    styles = [each.address for each in ours.edition.assets.values() if each.address.endswith(".css")]
    with host({f"/{THEME}/": page_text, **dict.fromkeys((f"/{each}" for each in styles), "")}, policy) as address:
        watched = Watched(visitor, address)
        watched.page.add_init_script(
            "window.broken = []; addEventListener('securitypolicyviolation', e => broken.push(e.violatedDirective))"
        )
        watched.open(f"{THEME}/")
        assert watched.page.evaluate("broken") == []
        assert [each for each in watched.complaints if "Content Security Policy" in each] == []


# -- a host is left alone ----------------------------------------------------------------------------------------------

FOREIGN = """<!doctype html><meta charset="utf-8"><script src="/speak.js"></script>"""
SPEAK = """
addEventListener("message", e => parent.postMessage({heard: e.data}, "*"));
for (const value of VALUES) parent.postMessage(value, "*");
"""


def test_no_other_frame_is_touched_whoever_speaks(ours: Ours, visitor: BrowserContext) -> None:
    """A frame of another site, one of ours in name only, and the host itself: none may set any height."""
    speak = SPEAK.replace("VALUES", '[{message: "height", value: 777}, {message: "height", value: 888, secret: "x"}]')
    body = (
        '<iframe id="foreign" src="/foreign.html" height="111"></iframe>'
        f'<iframe id="query" src="/foreign.html?{ours.address}embed/" height="222"></iframe>'
        '<iframe id="sandboxed" sandbox="allow-scripts" src="/foreign.html" height="333"></iframe>'
        f'<iframe id="page" src="{ours.address}{THEME}/" height="444"></iframe>'
        + ours.snippet("nl", THEME).replace('loading="lazy"', 'id="ours"')
    )
    with host({"/": document(body), "/foreign.html": FOREIGN, "/speak.js": speak}) as address:
        page = Watched(visitor, address).open("")
        frame = next(each for each in frames(page, 3) if each.url.startswith(f"{ours.address}embed/"))
        frame.wait_for_load_state()
        height = settled(page, frame)
        page.evaluate("postMessage({message: 'height', value: 999}, '*')")
        page.evaluate(
            "for (const each of document.querySelectorAll('#foreign, #query')) each.contentWindow.location.reload()"
        )
        page.wait_for_timeout(400)
        shown = page.evaluate("[...document.querySelectorAll('iframe')].map(each => [each.id, each.clientHeight])")
        assert dict(shown) == {"foreign": 111, "query": 222, "sandboxed": 333, "page": 444, "ours": height}
        styled = page.evaluate("[...document.querySelectorAll('[style]')].map(each => each.id)")
        assert styled == ["ours"]


ABSURD = [
    "NaN", "Infinity", "-Infinity", "-500", "0", "1", "50", "100001", "1e9", "'700'", "[700]", "{valueOf: 700}", "null",
    "undefined", "true", "700n", "new Date(700)",
]  # fmt: skip


def test_absurd_heights_are_not_obeyed(ours: Ours, visitor: BrowserContext) -> None:
    with host({"/": document(ours.snippet("nl", THEME).replace('loading="lazy"', ""))}) as address:
        watched = Watched(visitor, address)
        page = watched.open("")
        (frame,) = frames(page)
        frame.wait_for_load_state()
        height = settled(page, frame)
        for value in ABSURD:
            frame.evaluate(f"parent.postMessage({{message: 'height', value: {value}}}, '*')")
        for message in ("null", "'height'", "[]", "{}", "{message: 'link', value: 'https://elsewhere.example/'}", "7"):
            frame.evaluate(f"parent.postMessage({message}, '*')")
        page.wait_for_timeout(300)
        assert page.evaluate("document.querySelector('iframe').clientHeight") == height
        assert page.url == f"{address}/"
        assert watched.complaints == []
        # The page in the frame asks for its own height again at once, so what passed is written down.
        page.evaluate(
            "() => { const frame = document.querySelector('iframe'); window.heights = []; new MutationObserver("
            "() => heights.push(frame.clientHeight)).observe(frame, {attributes: true}); }"
        )
        frame.evaluate("parent.postMessage({message: 'height', value: 640.2}, '*')")
        page.wait_for_function("heights.length")
        assert page.evaluate("heights[0]") == 641


def test_the_script_leaves_one_mark_on_the_host_and_runs_once(ours: Ours, visitor: BrowserContext) -> None:
    names = "Object.getOwnPropertyNames(window).filter(each => isNaN(each))"
    with host({"/": document(ours.snippet("nl", THEME) * 3), "/bare": document("")}) as address:
        page = Watched(visitor, address).open("bare")
        before = set(page.evaluate(names))
        page.goto(f"{address}/")
        page.wait_for_load_state()
        assert set(page.evaluate(names)) - before == {f"eigentaal {ours.address}embed/"}
        kept = page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")
        assert kept == ["", 0, 0]


def test_two_sites_of_ours_on_one_page_both_work(ours: Ours, chromium: Browser) -> None:
    """Another municipality runs the same program: its script must not be taken for ours."""
    port = free_port()
    folder = Path(ours.edition.config.root) / "site"
    other = f"http://127.0.0.1:{port}/"
    body = ours.snippet("nl", THEME) + ours.snippet("tr", THEME).replace(ours.address, other)
    pages = {"/": document(body.replace('loading="lazy"', ""))}
    size = chromium.new_context(viewport={"width": 1280, "height": 800})
    with provider(folder, port), host(pages) as address, size as context:
        page = Watched(context, address).open("")
        assert len(frames(page)) == 2
        for frame in frames(page):
            frame.wait_for_load_state()
            settled(page, frame)


# -- WordPress's words -------------------------------------------------------------------------------------------------


LINKS = "said.filter(each => each.message === 'link')"


def spoken(page: Page, frame_address: str, act: Callable[[Frame], None], enough: str) -> list[Any]:
    """What the frame tells a host that listens as WordPress does."""
    page.evaluate("window.said = []; addEventListener('message', e => said.push(e.data))")
    page.evaluate(
        "address => {const f = document.createElement('iframe'); f.setAttribute('sandbox', 'allow-scripts');"
        " f.src = address; document.body.append(f)}",
        frame_address,
    )
    page.wait_for_function("said.length")
    (frame,) = frames(page)
    act(frame)
    page.wait_for_function(enough)
    still(page, "said.length")
    said: list[Any] = page.evaluate("said")
    return said


def test_it_speaks_wordpress_with_the_secret_also_after_another_language(ours: Ours, visitor: BrowserContext) -> None:
    with host({"/": document("")}) as address:
        page = Watched(visitor, address).open("")

        def switch(frame: Frame) -> None:
            frame.click('[hreflang="tr"]')
            frame.wait_for_selector("html[lang=tr]")
            frame.click("a.full")
            frame.click("summary >> nth=-1")
            frame.click('a[href*="afspraak"]')

        said = spoken(page, f"{ours.address}embed/nl/{THEME}/#?secret=abcdefghij", switch, f"{LINKS}.length > 1")
        assert {each["secret"] for each in said} == {"abcdefghij"}
        assert {each["message"] for each in said} == {"height", "link"}
        links = [each["value"] for each in said if each["message"] == "link"]
        # A link to another site leads to our page: WordPress follows no other.
        assert links == [f"{ours.address}tr/{THEME}/"] * 2


def test_it_answers_when_asked_and_only_its_own_host(ours: Ours, visitor: BrowserContext) -> None:
    with host({"/": document("")}) as address:
        page = Watched(visitor, address).open("")

        def ask(frame: Frame) -> None:
            still(page, "said.length")
            page.evaluate("said.length = 0")
            page.evaluate("document.querySelector('iframe').contentWindow.postMessage({message: 'ready'}, '*')")

        said = spoken(page, f"{ours.address}embed/nl/{THEME}/", ask, "said.length")
        assert [each["message"] for each in said] == ["height"]


def test_a_link_without_wordpress_opens_beside_the_host(ours: Ours, visitor: BrowserContext) -> None:
    with host({"/": document(ours.snippet("nl", THEME).replace('loading="lazy"', ""))}) as address:
        page = Watched(visitor, address).open("")
        (frame,) = frames(page)
        frame.wait_for_load_state()
        with visitor.expect_page() as opened_page:
            frame.click("a.full")
        opened_page.value.wait_for_url(f"{ours.address}{THEME}/")
        assert page.url == f"{address}/"
        assert opened_page.value.evaluate("opener") is None


def test_a_page_by_itself_says_nothing_to_anybody(ours: Ours, visitor: BrowserContext) -> None:
    watched = Watched(visitor, ours.address.rstrip("/"))
    page = watched.open(f"embed/nl/{THEME}/")
    assert page.inner_text("h1") == small_site()["pages"][THEME]["title"]
    assert watched.complaints == []
    assert watched.elsewhere() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_letters_twice_as_large_a_web_address_breaks_and_the_frame_doesnt_scroll_sideways(
    language: str, ours: Ours, chromium: Browser
) -> None:
    browser = with_letters_of(32, chromium)
    try:
        page = browser.new_page(viewport={"width": 320, "height": 640})
        page.goto(f"{ours.address}embed/{language}/{THEME}/")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert page.locator(".cards a[href^=http]").count() > 0
        ends = page.evaluate(
            "[...document.querySelectorAll('.cards a[href^=http] bdi')].map(each => {"
            " const box = each.getBoundingClientRect(); return [box.left, box.right]; })"
        )
        assert all(0 <= left < right <= 320 for left, right in ends)
        assert not wider_than_its_screen(page)
    finally:
        browser.close()
