"""A Dutch name of the Dutch text stands in the translation with a letter wrong.

Why: a parent looks for that name on a door, a letter or the internet.
Example: `Velig Thuis`, or `CGJ` for CJG.
Mend: copy the name from the Dutch text. In Turkish an ending may follow: `CJG'ye`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from eigentaal.checks import Details
from eigentaal.lexicon import scripts
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
_NAME = re.compile(r"(?<![.!?…\n] )(?<!^)(?<!\w)[A-Z][A-Za-z\u00c0-\u024f]+", re.MULTILINE)
_LEAST = 5
"""Letters of an ordinary Dutch word that a text in another script repeats."""


def find(pair: Pair) -> Iterator[Details]:
    if not pair.prose:
        return
    target = pair.target.plain
    latin = "LATIN" in scripts(pair.language.code)
    if not latin and not _LATIN.search(target):
        return
    wanted = _names(pair.source.plain, latin)
    missing = [each for each in wanted if each not in target]
    if missing:
        written = {each for each in _LATIN.findall(target) if each not in pair.source.raw}
        for name in missing:
            for word in written:
                if abs(len(word) - len(name)) < 2 and word[0] == name[0] and _alike(word, name):
                    yield {"found": word, "name": name}


@lru_cache(maxsize=20_000)
def _names(dutch: str, only_names: bool) -> tuple[str, ...]:
    """Words with a capital inside a sentence, and abbreviations; in another script any long word."""
    names = {each for each in _LATIN.findall(dutch) if len(each) > 2 and each.isupper()}
    names |= {each for each in _NAME.findall(dutch) if len(each) > 3}
    if not only_names:
        names |= {each for each in _LATIN.findall(dutch) if len(each) >= _LEAST}
    return tuple(sorted(names))


def _alike(word: str, name: str) -> bool:
    """Whether one letter is other, missing, too many, or has changed places with the next."""
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    a, b = word[start:], name[start:]
    end = 0
    while end < min(len(a), len(b)) and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[: len(a) - end], b[: len(b) - end]
    return max(len(a), len(b)) == 1 or (len(a) == 2 and a == b[::-1])
