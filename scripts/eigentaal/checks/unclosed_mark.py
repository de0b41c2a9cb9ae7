"""A bracket or quotation mark opens in a translation and isn't closed, or closes without having been opened.

Why: a reader doesn't know where the aside ends, or who says what; often a piece of the text was lost with it.
Example: `("Save" button` or `«Save` without its end, where the Dutch has both.
Mend: put the other one back, and look whether a word is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair, Prose
from eigentaal.problems import WARNING
from eigentaal.traits import Trait

SEVERITY = WARNING

_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))
_SIGN = re.compile('[()\\[\\]«»“”"]')
WHERE = Trait(lambda _: _SIGN.search, letters=False)

# What numbers a list, `a)` or `1)`, and a smiley close without having been opened; what stands between two brackets is
# neither, however short.
_CLOSED = re.compile(r"\([^()]*\)")
_ALONE = re.compile(r"(?<!\w)\w{1,2}\)|[:;]-?[()]")


def find(pair: Pair) -> Iterator[Details]:
    if (wrong := _unclosed(pair.target)) and not _unclosed(pair.source):
        yield {"found": wrong}


def _unclosed(prose: Prose) -> str:
    """The marks that aren't there in pairs."""
    text = _ALONE.sub("", _CLOSED.sub("", prose.plain)) if ")" in prose.plain else prose.plain
    pairs = _PAIRS[:-1] if "„" in text else _PAIRS  # which “ closes
    wrong = [f"{opens} {closes}" for opens, closes in pairs if text.count(opens) != text.count(closes)]
    if text.count('"') % 2:
        wrong.append('" "')
    return ", ".join(wrong)
