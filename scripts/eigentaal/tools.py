"""What a reader can do with a page besides reading: listen, have the Dutch beside it, pass it on, keep it.

Everything here is plain data for the row of buttons; the scripts in overrides/js/ do the rest, and what can work
without a script is a link that does.
"""

from __future__ import annotations

from urllib.parse import quote

from msgspec import Struct

from eigentaal.site import PUBLISHED, Leaf, Site

_WHATSAPP = "https://wa.me/?text="
"""WhatsApp's own link: opens the app on a phone, and loads nothing here (faq.whatsapp.com, "click to chat")."""


class Tools(Struct, frozen=True):
    """Which buttons a page has, and where those that are links lead."""

    listen: bool
    dutch: str
    """The Dutch page, or "" where there is none to put beside this one."""
    whatsapp: str
    """Opens WhatsApp with title and address; "" on a page about danger, which nobody should find in a chat."""
    keep: bool
    """May stay on the phone."""


def tools(site: Site, leaf: Leaf, canonical: str, dutch: str) -> Tools | None:
    """The buttons of a page; None where there is nothing to do but read: it isn't translated, or is for professionals.

    `canonical` is its own address, `dutch` that of the Dutch page seen from here.
    """
    page = leaf.page
    if leaf.state != PUBLISHED or page.kind == "professional":
        return None
    reading = page.kind not in ("home", "section")
    translated = leaf.language != site.source.code
    return Tools(
        listen=reading,
        dutch=dutch if translated and page.kind != "home" else "",
        whatsapp="" if page.danger else _WHATSAPP + quote(f"{page.title}\n{canonical}", safe=""),
        keep=not page.danger,
    )
