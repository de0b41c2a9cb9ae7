"""An Arabic word is stretched with a tatweel (U+0640) between its letters.

Why: search doesn't find the stretched word, and some screen readers stop in it. It is for headlines on paper.
Example: three tatweels in the middle of a title, to make it wider.
Mend: take the tatweel out. Behind a prefix that stands before a Latin name, a space or a colon it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING
from eigentaal.traits import of_translation

SEVERITY = WARNING
_TATWEEL = "\u0640"
WHERE = of_translation(lambda _: lambda token: _TATWEEL in token)
_LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f"
_MARKS = "[\u064b-\u065f\u0670]*"
_STRETCHED = re.compile(f"[{_LETTER}]+{_MARKS}{_TATWEEL}+{_MARKS}[{_LETTER}{_TATWEEL}]+")


def find(pair: Pair) -> Iterator[Details]:
    if pair.prose:
        for word in dict.fromkeys(_STRETCHED.findall(pair.target.raw)):
            yield {"word": word, "right": word.replace(_TATWEEL, "")}
