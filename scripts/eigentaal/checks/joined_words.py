"""Words are written together: a space is missing.

Why: the text can't be read, and a browser can't break its lines.
Example: `Buradaherzamantercumanisteyebilirsiniz`, or no space behind a full stop or comma.
Mend: put the spaces back. A very long word that is right can be kept with an ignore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING
from eigentaal.traits import Question, Trait, of_translation

SEVERITY = WARNING

# Longer than any word of these scripts in our texts and in 9,000 translated texts of Debian's programs.
_LATIN, _ARABIC = 27, 17
_CROWDED = 16  # on the average; no sentence comes near
_LONG = re.compile(
    rf"[^\W\d_\u0600-\u06ff]{{{_LATIN + 1},}}"
    rf"|(?:[\u0620-\u063f\u0641-\u064a\u066e-\u06d3][\u064b-\u065f\u0670]*){{{_ARABIC + 1},}}"
)
# A mark with letters on both sides: in Arabic script any mark, in others a comma, or a sentence that follows at once.
_MARK = re.compile(
    "[.!?:\u060c\u061b\u061f](?<=[\u0620-\u065f\u0670-\u06d3]{2}.)(?=[\u0620-\u064a]{2})"
    r"|[,;!?\u061f](?<=[^\W\d_]{2}.)(?=[^\W\d_]{2})"
    r"|\.(?<=[a-z\u00df-\u024f]{3}.)(?=[A-Z\u00c0-\u00de\u0130\u015e][a-z\u00df-\u024f])"
)
_ADDRESS = re.compile(r"\S+@\S+|\S+://\S+|www\.\S+|\w+(?:\.\w+)+/\S*")


_marked = Trait(lambda _: _MARK.search, letters=False)


@of_translation
def _suspect(_: str) -> Question:
    """Whether it is long, or has a mark within; of words that are long on the average one is."""
    return lambda token: len(token) > _CROWDED or _MARK.search(token)


WHERE = _suspect


def find(pair: Pair) -> Iterator[Details]:
    text = pair.target.plain
    longest = max(pair.target.tokens, key=len, default="")
    if len(longest) > _ARABIC and (long := _LONG.search(longest)) and long[0] not in pair.source.raw:
        yield {"words": long[0]}
    elif pair.prose and _marked(pair.target) and (found := _MARK.search(_ADDRESS.sub(" ", text))):
        around = _ADDRESS.sub(" ", text)[max(0, found.start() - 12) : found.end() + 12]
        if around.strip() not in pair.source.raw:
            yield {"words": around}
    elif 2 * text.count(" ") + 2 < pair.source.plain.count(" ") and _crowded(pair.target.tokens):
        yield {"words": longest}


def _crowded(words: Sequence[str]) -> bool:
    """Whether words are long on the average."""
    return len(words) > 2 and sum(map(len, words)) > _CROWDED * len(words)
