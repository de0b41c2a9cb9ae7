"""A text of one or two words is the same as in Dutch.

Why: it may be forgotten; the reader would see a Dutch word as a title or on a button.
Example: the short title `Driftbuien` in Turkish.
Mend: translate it. If the word is the same in this language, or must stay Dutch, tell why with an ignore.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.leftovers import copied, is_sentence, left
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING
WHERE = copied


def find(pair: Pair) -> Iterator[Details]:
    words = left(pair)
    if words and not is_sentence(words) and not _named(words, pair.target_words):
        yield {"words": " ".join(words)}


def _named(words: list[str], text: str) -> bool:
    """Whether it looks like a name, an abbreviation or an address: capitals behind the first word, or digits."""
    first, *rest = words
    return (
        any(not each[0].islower() for each in rest)
        or (len(first) > 1 and first.isupper())
        or len(first) == 1
        or any(map(str.isdigit, text))
    )
