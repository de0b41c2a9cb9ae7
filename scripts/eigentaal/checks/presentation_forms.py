"""A text holds Arabic letters in the shapes of a printer (presentation forms).

Why: such letters can't be searched, and screen readers stumble over them; they come along from a PDF.
Example: a word copied from a leaflet, whose letters are U+FEDB and the like.
Mend: type the words again, or copy them from a document that isn't a PDF.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR
from eigentaal.traits import of_translation

SEVERITY = ERROR
# Not the ornate parentheses (FD3E, FD3F) nor the words that are one sign (FDF0 and up): those have no other spelling.
_FORMS = re.compile("[\ufb50-\ufd3d\ufd50-\ufdcf\ufe70-\ufefc]+")
WHERE = of_translation(lambda _: _FORMS.search)


def find(pair: Pair) -> Iterator[Details]:
    if found := _FORMS.findall(pair.target.raw):
        words = list(dict.fromkeys(found))[:5]
        yield {"found": ", ".join(f"{each} → {unicodedata.normalize('NFKC', each)}" for each in words)}
