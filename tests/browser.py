"""A real browser, and a small server with the strictest headers a host may send."""

from __future__ import annotations

import os
import shutil
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, Playwright

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'"
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
)
PROFESSIONAL = ("/gids/", "/gids-", "/javascripts/")
"""Where the frame of the professional part needs a looser policy."""
PHONE = {"width": 360, "height": 640}


def launch(playwright: Playwright) -> Browser:
    """The Chromium of this machine."""
    return _started(playwright.chromium)


def wider_than_its_screen(page: Page) -> bool:
    """Whether somebody has to scroll sideways."""
    wide, shown = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return bool(wide > shown)


def with_letters_of(pixels: int, browser: Browser) -> Browser:
    """Another Chromium, in whose settings a reader asked for letters of this size (16 is usual)."""
    return _started(browser.browser_type, f"--blink-settings=defaultFontSize={pixels}")


def _started(kind: BrowserType, *more: str) -> Browser:
    # The shell is the same engine without windows, and starts a page in a third of the time.
    wanted = os.environ.get("TEST_BROWSER", "chromium-headless-shell chromium").split()
    found = next(filter(None, map(shutil.which, wanted)), None)
    assert found, "these tests need Chromium: `make test` installs it"
    return kind.launch(executable_path=found, args=[*FLAGS, *more])


class _Handler(SimpleHTTPRequestHandler):
    loose: tuple[str, ...] = ()

    def end_headers(self) -> None:
        if not any(each in self.path for each in self.loose):
            self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


class _Server(ThreadingHTTPServer):
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of a browser that left in the middle of an answer: it would land in what some other test prints."""
        if not isinstance(sys.exception(), ConnectionError | ssl.SSLError):
            super().handle_error(request, client_address)


@contextmanager
def answering(
    handler: Callable[..., BaseHTTPRequestHandler], tls: ssl.SSLContext | None = None, port: int = 0
) -> Iterator[int]:
    """Answers requests on this machine until the block ends; gives the port (any free one where `port` is 0)."""
    server = _Server(("127.0.0.1", port), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serving(folder: Path, loose: tuple[str, ...] = ()) -> Iterator[str]:
    """Serves a folder on this machine with the policy, but for addresses that hold one of `loose`; gives its origin."""
    handler = type("Handler", (_Handler,), {"loose": loose})
    with answering(partial(handler, directory=str(folder))) as port:
        yield f"http://127.0.0.1:{port}"


class Watched:
    """A page and everything it does that it shouldn't: requests elsewhere, dialogs, errors, blocked things."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.page: Page = context.new_page()
        self.origin = origin
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", self._dialog)
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, address: str) -> Page:
        self.page.goto(f"{self.origin}/{address}")
        return self.page

    def elsewhere(self) -> list[str]:
        """The requests that left the site."""
        return [each for each in self.requests if not each.startswith((f"{self.origin}/", "data:", "blob:"))]


DRAWN = """
([selector, texts]) => {
  // For every text, in the order of the places: how its characters are drawn.
  const places = [...document.querySelectorAll(selector)];
  return texts.map((text, index) => {
    const place = places[index];
    if (!place) return {text, problem: "no such place"};
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const letters = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (let at = 0; at < node.length; at++) letters.push([node, at, node.data[at]]);
    const whole = letters.map(each => each[2]).join("");
    const start = whole.indexOf(text);
    if (start < 0) return {text, problem: "not there: " + whole};
    const boxes = [];
    const range = document.createRange();
    for (let at = start; at < start + text.length; at++) {
      const [node, offset, letter] = letters[at];
      if (/\\s/.test(letter)) continue;
      range.setStart(node, offset);
      range.setEnd(node, offset + 1);
      const box = range.getClientRects()[0];
      if (!box || !box.width) return {text, problem: "not drawn: " + letter};
      boxes.push([letter, box.left, box.top, box.height]);
    }
    const lines = [];
    for (const each of boxes) {
      const last = lines[lines.length - 1];
      if (last && Math.abs(last[0][2] - each[2]) < each[3] / 2) last.push(each); else lines.push([each]);
    }
    for (let at = 1; at < lines.length; at++)
      if (lines[at][0][2] <= lines[at - 1][0][2]) return {text, problem: "lines out of order"};
    const drawn = lines.map(line => [...line].sort((a, b) => a[1] - b[1]).map(each => each[0]).join("")).join("");
    const read = boxes.map(each => each[0]).join("");
    return {text, problem: drawn === read ? "" : "drawn as " + drawn};
  });
}
"""


def misdrawn(page: Page, selector: str, texts: list[str]) -> dict[str, str]:
    """Which texts aren't drawn from left to right; each is looked for in its own place, in order."""
    found = page.evaluate(DRAWN, [selector, texts])
    return {each["text"]: each["problem"] for each in found if each["problem"]}


def until(page: Page, expression: str, seconds: float = 60) -> None:
    """Waits until an expression holds. Playwright's own wait needs `unsafe-eval`, which our policy refuses."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never: {expression}"
        page.wait_for_timeout(50)


def still(page: Page, expression: str) -> None:
    """Waits until an expression that counts has given the same for half a second."""
    seen = None
    while (now := page.evaluate(expression)) != seen:
        seen = now
        page.wait_for_timeout(500)
