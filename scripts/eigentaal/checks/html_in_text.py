"""A Dutch text holds HTML, or a translation holds HTML that the Dutch text doesn't have.

Why: nothing here is HTML, so a reader would see `<br>` or `&nbsp;` as it stands.
Example: `Bel ons.<br>` or `&quot;` that came along from a web site or a translation program.
Mend: take it out. Bold is `**bold**`, an item of a list begins with `- `, and an empty line begins a new paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from eigentaal.checks import Details
from eigentaal.contents import Contents
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR, Problem, problem
from eigentaal.traits import Trait

SEVERITY = ERROR
_SIGN = re.compile("[<>&]")  # all of them have one
WHERE = Trait(lambda _: _SIGN.search, letters=False)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--|-->|</?[a-z]+\s[a-z]+=")
_ENTITY = re.compile(r"&(#\d{2,6}|#x[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8});")
_ELEMENT = re.compile(
    r"<(?!/?[a-z])|</?(?:a|abbr|b|blockquote|body|br|button|center|code|dd|div|dl|dt|em|font|form|h[1-6]|head|hr|html|i"
    r"|iframe|img|input|label|li|link|meta|ol|p|pre|q|s|script|section|small|span|strong|style|su[bp]|svg|table|tbody|td"
    r"|th|thead|tr|u|ul|video)\b|[-&]",
    re.IGNORECASE,
)
"""How code begins that is surely HTML: Dutch may ask to fill in `<naam>`."""


def find(pair: Pair) -> Iterator[Details]:
    extra = [each for each in _code(pair.target.raw) if each not in pair.source.raw]
    if extra:
        yield {"found": " ".join(extra)}


def check(contents: Contents) -> Iterator[Problem]:
    """The Dutch texts, which have nothing beside them to tell what was meant."""
    for _, file, place, address, text in contents.written(contents.site.source.code):
        if _SIGN.search(text) and (code := [each for each in _code(text) if _ELEMENT.match(each)]):
            yield problem(file, place, "html-in-text", SEVERITY, field=address, found=" ".join(code))


def _code(text: str) -> list[str]:
    """The tags and the names of characters in a text, each once."""
    found = [each[0] for each in _TAG.finditer(text)]
    found += [each[0] for each in _ENTITY.finditer(text) if each[1][0] == "#" or f"{each[1]};" in html5]
    return list(dict.fromkeys(found))
