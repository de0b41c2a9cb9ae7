"""A translation writes its numbers with other digits than the site, which uses 0 to 9.

Why: phone numbers, hours and dates beside the text are written with 0 to 9 in every language, and readers in the
Netherlands meet only those.
Example: Arabic-Indic digits for `18 jaar`.
Mend: write 0 to 9.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.lexicon import scripts
from eigentaal.numerals import OTHER_DIGITS, digit_systems, has_other_digits
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING
WHERE = has_other_digits


def find(pair: Pair) -> Iterator[Details]:
    if not (found := OTHER_DIGITS.findall(pair.target.plain)):
        return
    if len(digit_systems(pair.target.plain, "LATIN" in scripts(pair.language.code))) < 2:  # else mixed-digits tells it
        yield {"found": ", ".join(dict.fromkeys(found))}
