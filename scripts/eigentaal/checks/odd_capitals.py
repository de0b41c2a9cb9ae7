"""A translation is in capitals, or a sentence begins without one, where the Dutch doesn't.

Why: capitals shout, and take the dots from Turkish letters; a sentence without one looks as if its beginning was lost.
Example: `SABAH ARAYIN` for `Bel 's ochtends`, or "call us." for `Bel ons.`
Mend: write capitals as the Dutch does.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING

_LEAST = 8
"""Letters of a text in capitals; a shorter one may be an abbreviation."""


def _odd(pair: Pair) -> bool:
    """Whether it begins with a small letter, or has no other letters than capitals and those without: a first look."""
    text = pair.target.plain
    return text[:1].islower() or text.isupper()


WHERE = _odd


def find(pair: Pair) -> Iterator[Details]:
    text, dutch = pair.target.plain, pair.source.plain
    if not pair.prose:
        return
    letters = [each for each in text if each.isalpha()] if text.isupper() and not dutch.isupper() else []
    if len(letters) >= _LEAST and all(map(str.isupper, letters)):
        yield {"found": text[:40]}
    elif text[:1].islower() and dutch[:1].isupper() and dutch.rstrip()[-1] in ".!?" and _is_word(text.split()[0]):
        yield {"found": text.split()[0]}


def _is_word(token: str) -> bool:
    """Whether it is an ordinary word: not `e-mail`, `iPhone` or an address."""
    return token.rstrip(".,;:!?").isalpha() and token.islower()
