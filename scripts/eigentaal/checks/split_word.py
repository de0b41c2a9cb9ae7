"""A word is cut in pieces: by the hyphen of a line end, or by spaces between its letters.

Why: nobody can search for it, a screen reader spells it out, and who reads slowly stumbles. It comes along from a PDF.
Example: `ebeveyn- lere`, or a title as `E b e v e y n`.
Mend: write the word in one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.affixes import small_words
from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING
from eigentaal.traits import of_translation

SEVERITY = WARNING

_MARKS = "[\u064b-\u065f\u0670]*"
# A hyphen and a space between small letters, or letters without capitals; "voor- en nadelen" goes on with a small word.
_HYPHEN = re.compile(rf"[^\W\d_]{{2,}}{_MARKS}- ([^\W\d_]+)")
_LETTER = re.compile(rf"[^\W\d_]{_MARKS}")
_SPACED = re.compile(rf"(?<![\w'’.-])(?:[^\W\d_]{_MARKS} ){{3,}}[^\W\d_]{_MARKS}(?![\w'’.-])")
# A hyphen at the end, or one letter: in a row of four at least the two in the middle are.
WHERE = of_translation(lambda _: lambda token: token.endswith("-") or _LETTER.fullmatch(token))


def find(pair: Pair) -> Iterator[Details]:
    text = pair.target.plain
    if "- " in text:
        for found in _HYPHEN.finditer(text):
            after = found[1]
            if (after[0].islower() or not after[0].isupper()) and after not in small_words(pair.language.code):
                yield {"word": found[0]}
                return
    if (spaced := _SPACED.search(text)) and not _SPACED.search(pair.source.plain):
        yield {"word": spaced[0]}
