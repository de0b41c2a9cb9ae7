"""Where a text should stand, there is none: a spreadsheet's own value, a bare number, a dash.

Why: the spreadsheet took the text for a formula or a number, or somebody left a sign to come back to.
Example: `#NAME?`, `#N/A`, `TRUE`, `########`, `-`, or 0 where the Dutch has a sentence.
Mend: take the translation from the file that the translator sent, and paste it as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR

# The error values of Excel and LibreOffice, a column that is too narrow, what a cell makes of yes and no, a number; and
# signs only.
_VALUE = re.compile(
    r"#(?:NAME|REF|DIV/0|N/A|NULL|NUM|VALUE|SPILL|CALC|NV|WAARDE|NAAM|VERW|AD|DE\u011eER|YOK|BA\u015eV)[!?]?"
    r"|Err:\d+|[\W_]+|(?:TRUE|FALSE|WAAR|ONWAAR)(?:\(\))?|=?[+-]?\d+(?:[.,]\d+)?(?:E[+-]?\d+)?|=\w+\(.*\)"
)
_LETTER = re.compile(r"[^\W\d_]")


def find(pair: Pair) -> Iterator[Details]:
    text = pair.target.raw
    if len(text) > 40 and text[0] != "=":
        return
    text = text.strip()
    if _VALUE.fullmatch(text) and text != pair.source.raw.strip() and _LETTER.search(pair.source.raw):
        yield {"value": text}
