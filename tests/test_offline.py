"""The site without internet: kept when asked, dated when shown, renewed when it changes, and never a page of danger."""

from __future__ import annotations

import gzip
import itertools
import json
import re
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import paper
import pytest
from browser import PHONE, _Handler, answering, until
from conftest import MKDOCS, Files
from pages import (
    LANGUAGES,
    REAL,
    dump,
    everything,
    files_of,
    interface,
    load,
    long_lived,
    parse,
    real_project,
    render,
    small_site,
    write_project,
)
from playwright.sync_api import Browser, Page

from eigentaal.outputs import offline

THEME, DANGER, HELP = "opvoeden/boze-buien/", "spoed/rust/", "spoed/hulp-nu/"


def files(changes: Files | None = None, url: str = "https://hulp.example.org/") -> Files:
    """The whole small site; its page with all numbers isn't about danger, as on the real site."""
    made = everything() | {"mkdocs.yml": MKDOCS.replace("https://hulp.example.org/", url)}
    urgent = {key: value for key, value in small_site()["pages"]["spoed/hulp-nu"].items() if key != "danger"}
    return {**made, "docs/nl/spoed/hulp-nu.yml": dump(urgent), **(changes or {})}


@cache
def made() -> Mapping[str, bytes]:
    return render(write_project(long_lived() / "project", files()))


def at(language: str, path: str) -> str:
    return ("" if language == "nl" else f"{language}/") + path


def words(language: str) -> dict[str, str]:
    return {each["id"]: each["text"] for each in load(interface(language))["words"]}


def packs(site: Mapping[str, bytes]) -> dict[str, Any]:
    """The list in front of the service worker."""
    found = re.match(r"const SITE = (\{.*\});\n", site["sw.js"].decode())
    assert found
    listed: dict[str, Any] = json.loads(found[1])
    return listed


# -- what is on the list -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_keeps_its_numbers_first_then_its_pages_then_the_dutch_ones(language: str) -> None:
    pack = packs(made())[language]
    addresses = [address for address, _ in pack["files"]]
    assert addresses[0] == at(language, HELP)
    assert at(language, "offline.html") in addresses[: pack["essential"]]
    assert {at(language, each) for each in ("", "opvoeden/", THEME, "over/privacy/")} <= set(addresses)
    assert THEME in addresses, "the Dutch to put beside it"
    own = [each for each in addresses if each.startswith(("ar/", "tr/"))]
    assert all(each.startswith(f"{language}/") for each in own)
    assert all(not each.endswith((".pdf", ".opus", ".mp3")) for each in addresses)
    for address in addresses:
        assert (address if address in made() else f"{address}index.html") in made(), address


def test_a_page_of_danger_is_on_no_list() -> None:
    listed = {address for pack in packs(made()).values() for address, _ in pack["files"]}
    assert not [each for each in listed if "rust" in each]
    assert not [each for each in listed if "exit" in each]


def room(site: Mapping[str, bytes], pack: dict[str, Any]) -> int:
    """The bytes that a list takes on a phone, packed."""
    return sum(len(gzip.compress(site[each if each in site else f"{each}index.html"])) for each, _ in pack["files"])


@REAL
def test_the_real_site_stays_within_its_limit_on_the_phone() -> None:
    site = files_of(real_project().edition(paper.real()))
    for language, pack in packs(site).items():
        assert room(site, pack) <= 1_500_000, language
        kept = {each for each, _ in pack["files"]}
        shown = tuple(f'<!doctype html>\n<html lang="{each}" '.encode() for each in (language, "nl"))
        offering = [name for name, data in site.items() if data.startswith(shown) and b"data-keep" in data]
        assert len(offering) > 50
        lacking = [name for name in offering if name.removesuffix("index.html") not in kept]
        assert lacking == [], f"{language}: fell off the list, of its own pages or of the Dutch beside them"
        assert f"search/{language}.json" in kept
        assert pack["files"][0][0].endswith("spoed/hulp-nu/")


def test_what_does_not_fit_is_left_out_and_the_numbers_never(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(offline, "LIMIT", 20_000)
    site = render(write_project(tmp_path / "project", files()))
    for language, pack in packs(site).items():
        names = [each for each, _ in pack["files"]]
        assert room(site, pack) <= 20_000
        assert names[0] == at(language, HELP)
        assert len(names) < len(packs(made())[language]["files"])


def test_the_version_changes_with_the_content_and_only_with_it(tmp_path: Path) -> None:
    turkish = str(files()["docs/tr/opvoeden/spelen.yml"])
    again = packs(render(write_project(tmp_path / "again", files())))
    assert again == packs(made())
    edited = files({"docs/tr/opvoeden/spelen.yml": turkish.replace("answer: ", "answer: X", 1)})
    changed = packs(render(write_project(tmp_path / "changed", edited)))
    assert changed["tr"]["version"] != again["tr"]["version"]
    fresh = [one for one, other in zip(changed["tr"]["files"], again["tr"]["files"], strict=True) if one != other]
    assert "tr/opvoeden/spelen/" in [address for address, _ in fresh]
    assert len(fresh) < len(again["tr"]["files"]) / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_has_the_numbers_and_links_that_work_at_any_address(language: str) -> None:
    top = parse(made()[at(language, "offline.html")])
    assert top.one("h1").text() == words(language)["offline"]
    assert [each["href"] for each in top.one("ul", "urgent").all("a")] == ["tel:112"]
    links = [each["href"] for each in top.one("main").all("a") if not each["href"].startswith("tel:")]
    assert links
    assert all(each.startswith("/") for each in links)
    assert top.one("meta", name="robots")["content"] == "noindex"


@pytest.mark.parametrize("language", ["nl", "ar", "tr"])
def test_a_red_button_says_what_it_is_for_in_the_readers_language_and_never_in_another(
    language: str, tmp_path: Path
) -> None:
    """In danger nobody looks up what Veilig Thuis is."""
    changed = files()
    for each in LANGUAGES:
        name = f"docs/{each}/_organisations.yml"
        told = {"id": "alarm", "what": words(each)["urgent"], "button": words(each)["contacts"]}
        changed[name] = dump({"organisations": [*load(str(changed[name]))["organisations"], told]})
    lacking = f"docs/{language}/_organisations.yml"
    own = load(str(changed[lacking]))["organisations"]
    less = [{key: value for key, value in each.items() if key != "button"} for each in own]
    without = {**changed, lacking: dump({"organisations": less})}
    for site, told in ((changed, [words(language)["contacts"]]), (without, [])):
        root = render(write_project(tmp_path / str(len(told)), site))
        for path in (f"{DANGER}index.html", "offline.html"):
            button = parse(root[at(language, path)]).one("ul", "urgent").one("a", href="tel:112")
            assert [each.text() for each in button.all("span", "about")] == told


# -- in a browser ------------------------------------------------------------------------------------------------------


@dataclass
class Host:
    """A web server whose internet can be taken away, slowed down, and whose site can change."""

    folder: Path
    base: str = ""
    down: bool = False
    delay: float = 0
    broken: int = 0
    asked: list[str] = field(default_factory=list)
    origin: str = ""

    def publish(self, site: Mapping[str, bytes]) -> None:
        for name, data in site.items():
            file = self.folder / self.base / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)


class _Moody(_Handler):
    host: Host

    def do_GET(self) -> None:
        if self.host.down:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.host.asked.append(self.path)
        if self.host.delay and "sw.js" not in self.path:
            time.sleep(self.host.delay)
        if self.host.broken and self.headers.get("Accept", "").startswith("text/html"):
            self.send_error(self.host.broken)
            return
        super().do_GET()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Callable[..., Host]]:
    numbers = itertools.count()
    with ExitStack() as servers:

        def start(site: Mapping[str, bytes] | None = None, base: str = "") -> Host:
            host = Host(tmp_path / f"host{next(numbers)}", base)
            host.publish(site or made())
            handler = partial(type("Handler", (_Moody,), {"host": host}), directory=str(host.folder))
            host.origin = f"http://127.0.0.1:{servers.enter_context(answering(handler))}/{base}"
            return host

        yield start


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
        page = context.new_page()
        yield page


def keep(page: Page, host: Host, language: str, told: str = "kept") -> None:
    """Presses the button, and waits until it says what it should."""
    page.goto(host.origin + at(language, THEME))
    page.locator("[data-keep]").click()
    wanted = words(language)
    until(page, f"document.querySelector('.said').textContent === {json.dumps(wanted[told])}")


def renewed(page: Page, host: Host) -> None:
    """Visits a site of which there is a new version, and waits until the phone is done with it: a visit is all it takes."""
    page.add_init_script("navigator.serviceWorker.oncontrollerchange = () => { window.renewed = true; }")
    page.goto(f"{host.origin}tr/")
    until(page, "window.renewed === true")


def kept(page: Page) -> dict[str, list[str]]:
    """What is on the phone: the name of each cache and the addresses in it."""
    found: dict[str, list[str]] = page.evaluate(
        """async () => {
          const found = {};
          for (const name of await caches.keys())
            found[name] = (await (await caches.open(name)).keys()).map(each => each.url);
          return found;
        }"""
    )
    return found


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_kept_until_it_is_asked_for(language: str, host: Callable[..., Host], page: Page) -> None:
    page.goto(host().origin + at(language, THEME))
    page.locator("[data-keep]").wait_for(state="visible")
    assert page.locator("[data-keep]").inner_text().strip() == words(language)["keep"]
    page.wait_for_timeout(300)
    assert kept(page) == {}
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(each => each.length)") == 0


@pytest.mark.browser
def test_what_was_never_finished_is_not_called_kept(host: Callable[..., Host], page: Page) -> None:
    server = host()
    page.goto(server.origin + THEME)
    page.evaluate(f"caches.open('kept {server.origin} nl 0123456789')")
    page.reload()
    page.locator("[data-keep]").wait_for(state="visible")
    assert page.locator("[data-keep]").get_attribute("aria-pressed") == "false"


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kept_site_is_read_without_internet_with_the_day_it_was_kept(
    language: str, host: Callable[..., Host], page: Page
) -> None:
    server = host()
    keep(page, server, language)
    assert page.locator("[data-keep]").get_attribute("aria-pressed") == "true"
    server.down = True
    for path in (HELP, "", "opvoeden/", "opvoeden/spelen/"):
        page.goto(server.origin + at(language, path))
        assert page.locator("html").get_attribute("lang") == language
        notice = page.locator(".stored")
        assert notice.is_visible(), path
        year = page.evaluate("String(new Date().getFullYear())")
        day = page.locator(".stored .day").inner_text()
        assert year in day, day
        assert re.search(r"\d{1,2}", day.replace(year, "")), "the day, in figures that all readers of the site know"
        assert notice.inner_text() == words(language)["stored-on"].format(date=day)
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily") != "Times New Roman"
    assert page.evaluate("document.styleSheets.length") == 1, "without its styles"


@pytest.mark.browser
def test_what_is_kept_is_packed(host: Callable[..., Host], page: Page) -> None:
    keep(page, host(), "ar")
    sizes = page.evaluate(
        """async () => {
          const cache = await caches.open((await caches.keys())[0]), found = {};
          for (const each of await cache.keys()) found[each.url] = (await (await cache.match(each)).blob()).size;
          return found;
        }"""
    )
    pack = packs(made())["ar"]
    assert len(sizes) == len(pack["files"]) + 1, "the files, and the mark that all are there"
    assert sum(sizes.values()) <= room(made(), pack) * 1.05


@pytest.mark.browser
def test_with_internet_the_page_is_always_the_newest_and_says_nothing(host: Callable[..., Host], page: Page) -> None:
    server = host()
    keep(page, server, "nl")
    name = f"{THEME}index.html"
    server.publish({name: made()[name].replace(b"Boze buien horen erbij", b"Nieuw vandaag")})
    page.goto(server.origin + THEME)
    assert "Nieuw vandaag" in page.locator(".lead").inner_text()
    assert not page.locator(".stored").is_visible()


@pytest.mark.browser
def test_hardly_any_internet_or_a_server_that_fails_gives_what_was_kept(host: Callable[..., Host], page: Page) -> None:
    server = host()
    keep(page, server, "nl")
    server.broken = 503
    page.goto(server.origin + THEME)
    assert page.locator(".stored").is_visible()
    server.broken, server.delay = 0, 60
    began = time.monotonic()
    page.goto(server.origin + THEME)
    assert page.locator(".stored").is_visible()
    assert 3 < time.monotonic() - began < server.delay / 2


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_danger_leaves_no_trace_and_a_notice_with_numbers_takes_its_place(
    language: str, host: Callable[..., Host], page: Page
) -> None:
    server = host()
    keep(page, server, language)
    page.goto(server.origin + at(language, DANGER))
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-keep]").count() == 0
    assert not [url for urls in kept(page).values() for url in urls if "rust" in url]
    server.down = True
    page.goto(server.origin + at(language, DANGER))
    assert page.locator("h1").inner_text() == words(language)["offline"]
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("main a[href='tel:112']").is_visible()
    page.goto(server.origin + at(language, "nergens/"))
    assert page.locator("h1").inner_text() == words(language)["offline"]


@pytest.mark.browser
def test_dutch_comes_beside_a_kept_page_without_internet_too(host: Callable[..., Host], page: Page) -> None:
    server = host()
    keep(page, server, "ar")
    server.down = True
    page.goto(server.origin + at("ar", THEME))
    page.locator("[data-both]").or_(page.locator("button.tool", has_text=words("ar")["both"])).first.click()
    page.locator(".beside").first.wait_for()
    assert "Boze buien" in page.locator("h1 + .beside").inner_text()


@pytest.mark.browser
def test_a_new_version_fetches_only_what_changed_and_leaves_nothing_old(
    host: Callable[..., Host], page: Page, tmp_path: Path
) -> None:
    server = host()
    keep(page, server, "tr")
    before = kept(page)
    turkish = str(files()["docs/tr/opvoeden/spelen.yml"])
    edited = files({"docs/tr/opvoeden/spelen.yml": turkish.replace("answer: ", "answer: Y", 1)})
    changed = render(write_project(tmp_path / "changed", edited))
    server.publish(changed)
    server.asked.clear()
    renewed(page, server)
    now = kept(page)
    assert len(before) == len(now) == 1
    assert now.keys() != before.keys()
    assert next(iter(now)).endswith(packs(changed)["tr"]["version"])
    same = {tuple(each) for each in packs(made())["tr"]["files"]}
    fresh = {address for address, hash_ in packs(changed)["tr"]["files"] if (address, hash_) not in same}
    assert "tr/opvoeden/spelen/" in fresh
    visit = {"tr/", "sw.js", *(each for each in server.asked if "assets" in each)}
    assert {each.lstrip("/") for each in server.asked} - {each.lstrip("/") for each in visit} <= fresh
    server.down = True
    page.goto(server.origin + "tr/opvoeden/spelen/")
    assert page.locator(".lead").inner_text().startswith("Y")


QUOTA = """
const real = Cache.prototype.put;
let puts = 0;
Cache.prototype.put = function (request, response) {
  puts += 1;
  if (puts > ROOM) return Promise.reject(new DOMException("full", "QuotaExceededError"));
  return real.call(this, request, response);
};
"""


def with_room(site: Mapping[str, bytes], room: int) -> dict[str, bytes]:
    """The site with a service worker on a phone that has room for so many files."""
    worker = site["sw.js"].decode()
    return {**site, "sw.js": (QUOTA.replace("ROOM", str(room)) + worker).encode()}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_full_phone_keeps_the_numbers_at_least_and_says_so(
    language: str, host: Callable[..., Host], page: Page
) -> None:
    essential = packs(made())[language]["essential"]
    server = host(with_room(made(), essential + 3))
    # The mark that it is done needs no room of its own here: the files above are taken away first.
    server.publish(
        {"sw.js": server_worker(server).replace("puts > ", "!request.toString().includes('kept-') && puts > ").encode()}
    )
    keep(page, server, language, told="keep-failed")
    found = kept(page)
    assert len(found) == 1
    assert len(next(iter(found.values()))) == essential + 1
    server.down = True
    page.goto(server.origin + at(language, HELP))
    assert page.locator(".stored").is_visible()
    assert page.locator("a[href='tel:112']").first.is_visible()
    page.goto(server.origin + at(language, THEME))
    assert page.locator("h1").inner_text() == words(language)["offline"]


def server_worker(server: Host) -> str:
    return (server.folder / server.base / "sw.js").read_text(encoding="utf-8")


@pytest.mark.browser
def test_a_phone_without_any_room_keeps_nothing_and_the_site_works_on(host: Callable[..., Host], page: Page) -> None:
    server = host(with_room(made(), 1))
    keep(page, server, "nl", told="keep-failed")
    assert kept(page) == {}
    assert page.locator("[data-keep]").get_attribute("aria-pressed") == "false"
    page.goto(server.origin + "opvoeden/spelen/")
    assert page.locator("h1").inner_text() == "Spelen"


@pytest.mark.browser
def test_a_new_version_that_does_not_fit_leaves_the_old_one_whole(
    host: Callable[..., Host], page: Page, tmp_path: Path
) -> None:
    server = host()
    keep(page, server, "tr")
    before = kept(page)
    turkish = str(files()["docs/tr/opvoeden/spelen.yml"])
    edited = files({"docs/tr/opvoeden/spelen.yml": turkish.replace("answer: ", "answer: Z", 1)})
    server.publish(with_room(render(write_project(tmp_path / "changed", edited)), 4))
    renewed(page, server)
    assert kept(page) == before
    server.down = True
    page.goto(server.origin + "tr/opvoeden/spelen/")
    assert page.locator(".stored").is_visible()


@pytest.mark.browser
def test_pressed_again_everything_is_taken_away(host: Callable[..., Host], page: Page) -> None:
    server = host()
    keep(page, server, "nl")
    page.goto(server.origin + "opvoeden/spelen/")
    until(page, "document.querySelector('[data-keep]').getAttribute('aria-pressed') === 'true'")
    page.locator("[data-keep]").click()
    gone = json.dumps(words("nl")["keep-gone"])
    until(page, f"document.querySelector('.said').textContent === {gone}")
    assert kept(page) == {}
    until(page, "navigator.serviceWorker.getRegistrations().then(each => each.length === 0)")


@pytest.mark.browser
def test_two_languages_are_kept_beside_each_other_and_two_sites_apart(
    host: Callable[..., Host], page: Page, tmp_path: Path
) -> None:
    server = host(render(write_project(tmp_path / "sub", files(url="https://hulp.example.org/pad/naar/"))), "pad/naar/")
    (server.folder / "index.html").write_text("<title>Ander</title>", encoding="utf-8")
    keep(page, server, "ar")
    keep(page, server, "nl")
    names = sorted(kept(page))
    assert [re.sub(r"\w{10}$", "*", each) for each in names] == [
        f"kept {server.origin} ar *",
        f"kept {server.origin} nl *",
    ]
    server.down = True
    page.goto(server.origin + at("ar", THEME))
    assert page.locator(".stored").is_visible()
    page.goto(server.origin + THEME)
    assert page.locator(".stored").is_visible()
    page.goto(server.origin + DANGER)
    links = page.locator("main .tiles a").all()
    assert all((each.get_attribute("href") or "").startswith("/pad/naar/") for each in links)
    links[-1].click()
    page.locator(".stored").wait_for()
    with pytest.raises(Exception, match="ERR_"):
        page.goto(server.origin.removesuffix("pad/naar/"))
