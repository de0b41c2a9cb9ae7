"""An Arabic text has its letters in reverse order.

Why: nobody can read it. It comes along from a PDF or an old program that stored the letters as they look.
Example: a sentence that begins with its full stop, and words that begin with a ta marbuta.
Mend: copy the text from a document that isn't a PDF, or type it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from eigentaal.checks import Details
from eigentaal.lexicon import never_first, scripts
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR

SEVERITY = ERROR

_MARK_FIRST = re.compile("^[.!?:\u060c\u061b\u061f](?![.!?\u061f])")


def find(pair: Pair) -> Iterator[Details]:
    first = _found(pair.language.code)
    if first is None or not pair.prose:
        return
    text = pair.target.plain
    if found := next(filter(None, map(first, pair.target.tokens)), ""):
        yield {"found": found}
    elif _MARK_FIRST.search(text) and len(text) > 1 and not _MARK_FIRST.search(pair.source.plain):
        yield {"found": text.split()[0]}


@cache
def _found(code: str) -> Callable[[str], str] | None:
    """Finds in a token a word that begins with a letter that no word of the language begins with."""
    if "ARABIC" not in scripts(code):
        return None
    letters = rf"(?<![\w\u064b-\u065f\u0670])[{never_first(code)}]\w+" if never_first(code) else "(?!)"
    pattern = re.compile(letters)
    return cache(lambda token: found[0] if (found := pattern.search(token)) else "")
