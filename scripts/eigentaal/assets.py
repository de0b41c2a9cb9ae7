"""Styles, scripts and the icon, each under a name that changes with its content, so that browsers may keep it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import yaml
from msgspec import Struct

from eigentaal.shipped import parse

_BUNDLES: Mapping[str, tuple[str, ...]] = {
    "site.css": ("css/base.css", "css/components.css", "css/print.css"),
    "professional.css": ("css/professional.css", "css/components.css"),
    "embed.css": ("css/embed.css",),
    "exit.js": ("js/exit.js",),
    "desk.js": ("js/desk.js",),
    "page.js": ("js/listen.js", "js/both.js", "js/share.js", "js/keep.js"),
    "copy.js": ("js/copy.js",),
    "search.js": ("js/search.js",),
    "icon.svg": ("icon.svg",),
}
INSIDE = "data:image/svg+xml,"
"""How the address begins of what is no file."""
_PROMISED: Mapping[str, str] = {"v1.js": "embed/v1.js", "frame.v1.js": "embed/frame.v1.js"}
"""Scripts whose address stands in other people's pages: it never changes, and what breaks them becomes v2."""


class Asset(Struct, frozen=True):
    """A published file: `address` is relative to the root of the site."""

    address: str
    data: bytes


def load_assets(overrides: Path) -> dict[str, Asset]:
    """The assets by their plain name. Raises OSError or ValueError when a file of ours is missing or broken."""
    try:
        tokens = parse((overrides / "tokens.yml").read_text(encoding="utf-8"))
    except yaml.YAMLError as failure:
        raise ValueError(f"tokens.yml: {failure}") from failure
    found = {}
    for name, files in _BUNDLES.items():
        text = "".join((overrides / each).read_text(encoding="utf-8") for each in files)
        if name.endswith(".css"):
            variables = "".join(f"--{key}:{value};" for key, value in tokens.items())
            text = _lean(f":root{{{variables}}}{text}")
        elif name == "page.js":
            text = _plain(text)
        # The icon stands in the page itself: Lighthouse counts its request among those before the first text.
        found[name] = _inside(text) if name == "icon.svg" else _named(name, text.encode())
    for picture in sorted((overrides / "pictures").glob("*.png")):  # of links (share), and of embeds for organisations
        found[picture.name] = _named(picture.name, picture.read_bytes())
    for name, address in _PROMISED.items():
        found[name] = Asset(address, _small((overrides / "js" / name).read_text(encoding="utf-8")).encode())
    return found


def _inside(drawing: str) -> Asset:
    """A drawing that needs no request: its address is the drawing."""
    return Asset(f"{INSIDE}{quote(' '.join(drawing.split()), safe='=:/,;()')}", b"")


def _named(name: str, data: bytes) -> Asset:
    stem, _, suffix = name.rpartition(".")
    return Asset(f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}", data)


def _plain(script: str) -> str:
    """The same script without the lines that only tell something, and without indents."""
    return re.sub(r"(?m)^\s*(//.*)?\n|^[ ]+", "", script)


def _small(script: str) -> str:
    """The same script without comment lines and the spaces around its marks. Texts in it hold no such spaces."""
    lines = [line.strip() for line in script.splitlines() if not line.lstrip().startswith("//")]
    return re.sub(r" ?([{}()=;,:?<>|&+!]+) ?", r"\1", "\n".join(lines)).replace(";}", "}") + "\n"


def _lean(css: str) -> str:
    """The same style sheet without comments and line ends: a fifth less for a phone to fetch."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", css)
