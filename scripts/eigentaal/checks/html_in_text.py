"""A translation holds HTML that the Dutch text doesn't have.

Why: nothing here is HTML, so a reader would see `<br>` or `&nbsp;` as it stands.
Example: `Bel ons.<br>` or `&quot;` that came along from a translation program.
Mend: take it out. A list, bold or a new paragraph is written as in the Dutch text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR
from eigentaal.traits import Trait

SEVERITY = ERROR
_SIGN = re.compile("[<>&]")  # all of them have one
WHERE = Trait(lambda _: _SIGN.search, letters=False)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--|-->|</?[a-z]+\s[a-z]+=")
_ENTITY = re.compile(r"&(#\d{2,6}|#x[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8});")


def find(pair: Pair) -> Iterator[Details]:
    text = pair.target.raw
    found = [each[0] for each in _TAG.finditer(text)]
    found += [each[0] for each in _ENTITY.finditer(text) if each[1][0] == "#" or f"{each[1]};" in html5]
    extra = [each for each in dict.fromkeys(found) if each not in pair.source.raw]
    if extra:
        yield {"found": " ".join(extra)}
