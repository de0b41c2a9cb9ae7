"""Finds, in a built page, what a browser would show in the wrong order.

In right-to-left text `070 752 90 00` shows as `00 90 752 070` unless it is isolated. What writes the pages isolates
such runs; this looks at the result, whoever wrote it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_LATIN = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_DIGIT = r"0-9\u0660-\u0669\u06f0-\u06f9"
_APART = r"[ \u00a0\u202f]?[-\u2010-\u2015:/ \u00a0\u202f][ \u00a0\u202f]?"
_RUN = re.compile(rf"[{_DIGIT}]+(?:{_APART}[{_DIGIT}]+)+|[{_LATIN}][{_LATIN}0-9]*(?:[ '’.&-]+[{_LATIN}0-9]+)*")

# Text after a tag that has a run, or may have; and the tags after which that is right. A good page isn't parsed at all.
_SUSPECT = re.compile(
    rf">[^<>&{_DIGIT}{_LATIN}]*+"
    rf"(?:(?:&[#\w]+;|[{_DIGIT}]++(?!{_APART}[{_DIGIT}]|&))[^<>&{_DIGIT}{_LATIN}]*+)*+[{_DIGIT}{_LATIN}]"
)
_RIGHT = re.compile(r"""<(?:(?:bdi|script|style|title|textarea|option)\b|[^<>]*\sdir=["']?(?:ltr|auto))""")
_RTL = re.compile(r"""\sdir=["']?rtl""")
# A short right-to-left element without a run, as in the list of languages: all that most left-to-right pages have.
_SHORT = re.compile(rf"""<(\w+)\b[^<>]*\sdir=["']?rtl\b[^<>]*>(?:<bdi>)?[^<>&{_DIGIT}{_LATIN}]*+(?:</bdi>)?</\1>""")
_HIDDEN = frozenset({"script", "style", "title", "textarea", "option"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


def unisolated(html: str) -> list[str]:
    """The digit groups and Latin words that stand bare in right-to-left text, in reading order."""
    if all(_SHORT.match(html, html.rfind("<", 0, each.start())) for each in _RTL.finditer(html)):
        return []
    if not any(_doubtful(html, each.start()) for each in _SUSPECT.finditer(html)):
        return []
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def _doubtful(html: str, end: int) -> bool:
    """Whether the tag that ends here doesn't isolate what follows."""
    return not _RIGHT.match(html, html.rfind("<", 0, end))


class _Reader(HTMLParser):
    """Keeps the open elements, each with whether bare text in it stands in right-to-left text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = [("", False)]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        direction = dict(attributes).get("dir")
        if tag in _HIDDEN or (tag == "bdi" and direction != "rtl"):
            direction = "auto"
        self._open.append((tag, direction == "rtl" if direction else self._open[-1][1]))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                break

    def handle_data(self, data: str) -> None:
        if self._open[-1][1]:
            self.found += _RUN.findall(data)
