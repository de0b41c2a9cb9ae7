"""A text of several words is still Dutch: all its words stand in the Dutch text.

Why: the reader chose another language and gets a text that can't be read.
Example: the Turkish page has `Bel als u vragen hebt.`
Mend: translate the text. A Dutch sentence that must stay is marked: `[[nl:Ik wil graag een tolk]]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.leftovers import copied, is_sentence, left
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR
WHERE = copied


def find(pair: Pair) -> Iterator[Details]:
    words = left(pair)
    if is_sentence(words):
        yield {"words": " ".join(words[:5])}
