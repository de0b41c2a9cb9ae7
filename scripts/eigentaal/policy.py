"""What a page of ours may load (Content-Security-Policy): nothing but its own site, and no script inside the page.

The frame of the pages for professionals is Material's, with a few scripts inside the page; each is allowed by the hash
of its text, found in the pages themselves at every build, for they differ by the depth of a folder.
Source: https://www.w3.org/TR/CSP3/.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_NO_SCRIPT = re.compile(r"""\bsrc\s*=|\btype\s*=\s*["']?application/(?:ld\+)?json""")


def inline_scripts(html: str) -> set[str]:
    """The scripts inside a page, as a policy names them. Data (JSON) isn't run, and needs no leave."""
    return {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for attributes, text in _SCRIPT.findall(html)
        if not _NO_SCRIPT.search(attributes)
    }


def policy(site_url: str, scripts: Iterable[str] = (), frames: str = "") -> str:
    """`scripts`: the hashes of those inside the page; `frames`: who may show it in a frame ('' says nothing about it).

    WebKit takes 'self' for nothing in a sandboxed frame, so the origin of the site is named too.
    """
    ours = f"'self' {origin(site_url)}"
    rules = ["default-src 'none'", " ".join([f"script-src {ours}", *sorted(scripts)]), f"style-src {ours}"]
    rules += [f"img-src {ours} data:", *(f"{what}-src {ours}" for what in ("font", "media", "connect"))]
    rules += ["worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'"]
    if frames:
        rules.append(f"frame-ancestors {frames}")
    return "; ".join(rules)


def origin(site_url: str) -> str:
    """`https://example.org`, of any address of the site."""
    parts = urlsplit(site_url)
    return f"{parts.scheme}://{parts.netloc}"


def with_policy(html: str, site_url: str) -> str:
    """The page with its own policy in its head, with the scripts it holds, for hosts that can't send headers."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(site_url, inline_scripts(html))}">'
    return html.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{meta}', 1)


def without_policy(html: str) -> str:
    """The page without it, for looking at it while editing: MkDocs adds a script of its own then."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?', "", html)
