"""A translation has a list where the Dutch has none, for one of its lines begins with `- ` or `1. `.

Why: the sign disappears and the sentence breaks in two, for it is shown as a list.
Example: `1. ` at the beginning of a line, as Turkish writes an ordinal number, or a pause written as `- `.
Mend: write the number in words, move it from the beginning of the line, or use a dash (–).
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair, reshaped
from eigentaal.problems import ERROR
from eigentaal.text import Listing

SEVERITY = ERROR
WHERE = reshaped


def find(pair: Pair) -> Iterator[Details]:
    if pair.accidental_list:
        first = next(block for block in pair.target.text.blocks if isinstance(block, Listing))
        yield {"sign": "1." if first.ordered else "-"}
