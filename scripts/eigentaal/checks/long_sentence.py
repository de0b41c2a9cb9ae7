"""A sentence is long: more than 15 words in Dutch, more than 20 in another language.

Why: who reads slowly, or in a second language, has lost the beginning before the end comes.
Example: two sentences that were tied together with "en omdat".
Mend: make two sentences of it. What somebody says, between quotation marks, doesn't count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.pairs import END_MARKS, Prose
from eigentaal.problems import WARNING, Problem, problem
from eigentaal.traits import kept

SEVERITY = WARNING
BY_PAGE = True

IN_DUTCH, IN_OTHERS = 15, 20
_END = re.compile(f"[{END_MARKS}]")
_QUOTED = re.compile('“[^”]*”|«[^»]*»|"[^"]*"|‘[^’]*’(?!\\w)')


def check(contents: Contents) -> Iterator[Problem]:
    dutch = contents.site.source.code
    for language, file, place, address, text in contents.written():
        most = IN_DUTCH if language == dutch else IN_OTHERS
        prose = contents.prose(text, language)
        tokens = prose.tokens
        if len(tokens) <= most or _longest(tokens) <= most or max(map(len, map(str.split, _END.split(text)))) <= most:
            continue  # nearly always
        for sentence in (Prose(_QUOTED.sub(" ", text), language) if _QUOTED.search(text) else prose).sentences:
            if (count := len(sentence.split())) > most:
                details = {"field": address, "sentence": sentence, "count": count, "most": most}
                yield problem(file, place, "long-sentence", SEVERITY, **details)


def _longest(tokens: list[str]) -> int:
    """Words between two marks that may end a sentence, at most: a first look."""
    return max(map(len, bytes(map(_ends, tokens)).split(b"\1"))) + 2


@kept
def _ends(token: str) -> bool:
    return _END.search(token) is not None
