"""An Arabic text has its letters in reverse order.

Why: nobody can read it. It comes along from a PDF or an old program that stored the letters as they look.
Example: a sentence that begins with its full stop, and words that begin with a ta marbuta.
Mend: copy the text from a document that isn't a PDF, or type it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from eigentaal.checks import Details
from eigentaal.lexicon import never_first, scripts
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR
from eigentaal.traits import Question, of_translation

SEVERITY = ERROR

_MARK_FIRST = re.compile("^[.!?:\u060c\u061b\u061f](?![.!?\u061f])")


@of_translation
def _suspect(language: str) -> Question | None:
    """Whether a word begins with a letter that none begins with, or the token with a mark."""
    letters = _letters(language)
    return (lambda token: letters.search(token) or _MARK_FIRST.match(token)) if letters else None


WHERE = _suspect


def find(pair: Pair) -> Iterator[Details]:
    letters = _letters(pair.language.code)
    if letters is None or not pair.prose:
        return
    text = pair.target.plain
    if found := letters.search(text):
        yield {"found": found[0]}
    elif _MARK_FIRST.search(text) and len(text) > 1 and not _MARK_FIRST.search(pair.source.plain):
        yield {"found": text.split()[0]}


@cache
def _letters(code: str) -> re.Pattern[str] | None:
    """Finds a word that begins with a letter that no word of the language begins with."""
    if "ARABIC" not in scripts(code):
        return None
    return re.compile(rf"(?<![\w\u064b-\u065f\u0670])[{never_first(code)}]\w+" if never_first(code) else "(?!)")
