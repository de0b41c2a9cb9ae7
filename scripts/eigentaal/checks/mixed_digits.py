"""A translation writes some numbers with the digits of one script and some with those of another.

Why: it reads as if two people wrote it, and a reader may know only one of them. Digits in web addresses and behind
Latin letters (`WCAG 2.2`) don't count.
Example: `12` and the Arabic-Indic form of 14 in one text.
Mend: write all numbers of the text with the same digits. The site itself uses 0 to 9.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.lexicon import scripts
from eigentaal.numerals import digit_systems, has_other_digits
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING
WHERE = has_other_digits


def find(pair: Pair) -> Iterator[Details]:
    if pair.prose:
        found = digit_systems(pair.target.plain, "LATIN" in scripts(pair.language.code))
        if len(found) > 1:
            yield {"digits": ", ".join(found.values())}
