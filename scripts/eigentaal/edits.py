"""What changed from one wording to another: told in words, and whether a translator would see it."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable

from eigentaal.pairs import Prose
from eigentaal.state import normal

_GUARDED = frozenset(
    ("niet", "geen", "nooit", "altijd", "moet", "mag", "kan", "wel", "alleen", "zonder", "of", "en", "tot", "vanaf")
)
"""Words that turn a sentence around: an edit that touches one of them is never small."""


def real_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand in more than one of these Dutch texts, which a slip of the pen seldom does."""
    counted = Counter(word for each in texts for word in Prose(each, "nl").word_set)
    return frozenset(word for word, times in counted.items() if times > 1)


def is_small(before: str, after: str, real: Collection[str] = ()) -> bool:
    """Whether an edit in Dutch is a slip of the pen: at most two words change, each into one that is nearly the same.

    Facts, links and numbers must be equal, and no word that turns a sentence around may be touched; nor may a `real`
    word become another one (ouder, ouders).
    """
    if normal(before) == normal(after):
        return True
    old, new = Prose(before, "nl"), Prose(after, "nl")
    marks = [tuple(run for run in prose.runs if not isinstance(run, str)) for prose in (old, new)]
    if marks[0] != marks[1] or old.shape != new.shape or re.findall(r"\d+", before) != re.findall(r"\d+", after):
        return False
    if len(old.words) != len(new.words):
        return False
    changed = [(one, other) for one, other in zip(old.words, new.words, strict=True) if one != other]
    return len(changed) <= 2 and all(_slip(*each) and not set(each).issubset(real) for each in changed)


def _slip(one: str, other: str) -> bool:
    """A typing error within a word of some length, not another word (thuis, huis): a letter is left out or too many, or
    two change places. With one letter in the place of another it is a word as often as not (betalen, bepalen)."""
    if _GUARDED & {one, other} or min(len(one), len(other)) < 4 or one[:2] != other[:2]:
        return False
    compared = difflib.SequenceMatcher(None, one, other, autojunk=False)
    replaced = any(kind == "replace" for kind, *_ in compared.get_opcodes())
    return compared.ratio() >= 0.8 and not replaced


def word_diff(before: str, after: str) -> str:
    """What changed, in words: `[-oud-] {+nieuw+}`."""
    old, new = before.split(), after.split()
    parts: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts += old[a:b]
            continue
        if a < b:
            parts.append(f"[-{' '.join(old[a:b])}-]")
        if c < d:
            parts.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(parts)
