"""A number, amount, time or day isn't in a translation in digits, and its language's words for numbers aren't known.

Why: an age or a share may have been lost; where the words for numbers are known, `number-missing` is sure of it.
Example: Dutch `van 8 tot 18 jaar`, in Ukrainian no more than "from 8 years".
Mend: write the number of the Dutch text, in digits. If it stands there in words, tell so with an ignore.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.differences import differences
from eigentaal.figures import SMALL, figured
from eigentaal.numerals import numerals
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING


def _unknown(pair: Pair) -> bool:
    return not numerals(pair.language.code).has_words and figured(pair.source)


WHERE = _unknown


def find(pair: Pair) -> Iterator[Details]:
    unsure = [each.shown for each in differences(pair).unsure if each.kind != SMALL]
    if unsure:
        yield {"missing": ", ".join(unsure)}
