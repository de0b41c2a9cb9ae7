"""Letters of a translation became question marks.

Why: a file was saved in an encoding without these letters; what stood there is gone.
Example: `Yard?m`, or Arabic as `?????? ????`.
Mend: take the text from the translator's own file and save it as UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR
from eigentaal.traits import Trait

SEVERITY = ERROR

# In a word, at its beginning, or words of nothing else.
_LOST = re.compile(r"[^\W\d_]+\?+[^\W\d_]+|(?<![^\s(«“\"'])(?:\?+[^\W\d_]+|\?{2,}(?!\]))(?:\S*)")
_ADDRESS = re.compile(r"\S+://\S+|\S+\.\w+/\S*")


WHERE = Trait(lambda _: lambda token: "?" in token and _LOST.search(token), letters=False)


def find(pair: Pair) -> Iterator[Details]:
    text = pair.target.raw
    if (found := _LOST.findall(_ADDRESS.sub(" ", text))) and not _LOST.search(pair.source.raw):
        yield {"found": " ".join(found[:5])}
