"""A sentence, or the whole text, stands there twice.

Why: it was pasted twice; the reader looks for a difference that isn't there.
Example: `Ara. Randevu alabilirsiniz. Randevu alabilirsiniz.`
Mend: take one of the two away, and look whether another sentence is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from eigentaal.checks import Details
from eigentaal.pairs import END_MARKS, Pair, Prose
from eigentaal.problems import WARNING
from eigentaal.traits import kept

SEVERITY = WARNING

_LEAST = 10  # characters of a sentence; "Yes. Yes." may be meant


@kept
def _end(token: str) -> str:
    """The last word of a sentence with its mark; "" for a token that ends none."""
    word = token.rstrip('"”’»)')
    return word if word[-1:] in END_MARKS else ""


def _repeated(prose: Prose) -> str:
    """A sentence that stands there twice in a row, or what stands there twice as a whole."""
    ends = list(filter(None, map(_end, prose.tokens)))
    twice = len(set(ends)) < len(ends) or "\n" in prose.plain
    for sentence, following in pairwise(prose.sentences if twice else ()):
        if sentence == following and len(sentence) >= _LEAST:
            return sentence
    half = len(prose.raw) // 2
    if prose.raw[:4] not in prose.raw[half - 2 : half + 5]:
        return ""
    words = prose.raw.split()
    half, odd = divmod(len(words), 2)
    return "" if odd or half < 2 or words[:half] != words[half:] else " ".join(words[:half])


def _repeats(pair: Pair) -> bool:
    return _repeated(pair.target) != ""


WHERE = _repeats


def find(pair: Pair) -> Iterator[Details]:
    if not _repeated(pair.source):
        yield {"sentence": _repeated(pair.target)}
