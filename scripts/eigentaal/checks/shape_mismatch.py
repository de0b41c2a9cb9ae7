"""A translation has other paragraphs or lists than the Dutch text.

Why: a step or a paragraph got lost, or two became one; who reads along in Dutch loses the place.
Example: Dutch has a list of three things, the translation has two, or one paragraph instead of a list.
Mend: make as many paragraphs and items, in the same order. An empty line ends a paragraph, `- ` begins an item.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair, reshaped
from eigentaal.problems import ERROR

SEVERITY = ERROR
WHERE = reshaped


def find(pair: Pair) -> Iterator[Details]:
    if not pair.accidental_list:
        yield {"dutch": _drawn(pair.source.shape), "translation": _drawn(pair.target.shape)}


def _drawn(shape: tuple[str, ...]) -> str:
    """`¶ 3× • ¶`, which needs no words."""
    signs = []
    for kind, _, count in (each.partition(" ") for each in shape):
        signs.append(f"{count}× {'•' if kind == 'ul' else '1.'}" if count else "¶")
    return " ".join(signs) or "–"
