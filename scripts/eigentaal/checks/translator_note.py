"""A note of the translator stands in the text, a sign that it isn't finished, or what a machine says to its user.

Why: it is meant for a colleague, and it tells that something isn't clear yet.
Example: `TODO`, `[???]`, `[check]`, "Here is the translation:", in any language we know that of.
Mend: answer the question, and take the note away. Write questions in the remark column of the translation sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.lexicon import begins_note, notes
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR
from eigentaal.traits import Trait, of_translation

SEVERITY = ERROR
_IN_BRACKETS = re.compile(r"\[[^\W\d_][^\[\]]*\]")
_noted = of_translation(lambda language: begins_note(language).search)
_bracketed = Trait(lambda _: lambda token: token[0] == "[" or token[-1] == "]", letters=False)


_may = _noted | _bracketed


def _may_note(pair: Pair) -> bool:
    """Whether there may be one; brackets that mark something aren't in what a reader reads."""
    return _may(pair.target) and (_noted(pair.target) or "[" in pair.target.plain)


WHERE = _may_note


def find(pair: Pair) -> Iterator[Details]:
    found = notes(pair.language.code).search(pair.target.raw) if _noted(pair.target) else None
    found = found or _IN_BRACKETS.search(pair.target.plain)
    if found and found[0] not in pair.source.raw and not (found[0].endswith(":") and ":" in pair.source.raw):
        yield {"note": found[0]}
