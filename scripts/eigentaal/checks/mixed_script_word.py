"""A word mixes letters of two scripts that look alike.

Why: it looks right, but search doesn't find it and a screen reader spells it out.
Example: a Cyrillic a in the middle of a Turkish word.
Mend: type the word again with the keyboard of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.characters import name
from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING
from eigentaal.traits import of_translation

SEVERITY = WARNING
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f"
_GREEK = "\u0370-\u0373\u0376-\u037d\u0386-\u03ff"
_WORD = re.compile(rf"[{_LATIN}{_CYRILLIC}{_GREEK}]+")
_SCRIPTS = tuple(re.compile(rf"[{each}]+") for each in (_LATIN, _CYRILLIC, _GREEK))
_OTHER = re.compile(rf"[{_CYRILLIC}{_GREEK}]")
WHERE = of_translation(lambda _: _OTHER.search)


def find(pair: Pair) -> Iterator[Details]:
    for word in dict.fromkeys(_WORD.findall(pair.target.raw)):
        pieces = [piece for each in _SCRIPTS for piece in each.findall(word)]
        if len(pieces) > 1 and pieces[0] not in pair.source.words:  # a suffix behind a Dutch name
            fewest = min(pieces, key=len)
            yield {"word": word, "letter": name(fewest[0])}
