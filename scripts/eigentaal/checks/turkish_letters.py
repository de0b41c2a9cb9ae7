"""Turkish letters are missing or damaged.

Why: without its own letters Turkish is hard to read, and some words become other words.
Example: `Cocugunuz icin`, or a thorn where the s with a cedilla belongs.
Mend: type the text with a Turkish keyboard, or ask the translator for a file in UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.lexicon import base, prose_words, turkish_without_marks
from eigentaal.pairs import Pair, has_one_of
from eigentaal.problems import ERROR
from eigentaal.traits import Question, Trait

SEVERITY = ERROR
# What Turkish read as Western European becomes: y with an acute, thorn and eth. And an i with two dots.
_DAMAGED = re.compile("[\u00fd\u00dd\u00fe\u00de\u00f0\u00d0]|[i\u0131]\u0307")
_OWN = re.compile("[\u00e7\u00c7\u011f\u011e\u0131\u0130\u00f6\u00d6\u015f\u015e\u00fc\u00dc]")
_LONG = 50  # letters; none of our texts of that length lacks them all, nor any of 570 translated interface texts


def find(pair: Pair) -> Iterator[Details]:
    if base(pair.language.code) != "tr":
        return
    text = pair.target.raw
    if _damaged(pair.target):
        found = [each for each in dict.fromkeys(_DAMAGED.findall(text)) if each not in pair.source.raw]
        if found:
            yield {"found": ", ".join(found)}
            return
    if pair.prose:
        known = turkish_without_marks()
        bare = [each for each in pair.target.words if each in known] if _bare(pair.target) else []
        if len(bare) > 1 or (bare and not _OWN.search(text)):
            yield {"found": ", ".join(f"{each} → {known[each]}" for each in dict.fromkeys(bare))}
        elif len(text) >= _LONG and not _OWN.search(text):
            words = prose_words(pair.target_words)
            if sum(map(len, words)) >= _LONG:
                yield {"found": " ".join(words[:5]) + " …"}


@Trait
def _bare(language: str) -> Question | None:
    """Whether it has a Turkish word without its marks."""
    return has_one_of(turkish_without_marks().keys()) if base(language) == "tr" else None


@Trait
def _damaged(language: str) -> Question | None:
    return _DAMAGED.search if base(language) == "tr" else None
