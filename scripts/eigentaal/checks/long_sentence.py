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
from eigentaal.schema import texts
from eigentaal.text import Text
from eigentaal.traits import kept
from eigentaal.yamlfile import Place

SEVERITY = WARNING
BY_PAGE = True

IN_DUTCH, IN_OTHERS = 15, 20
_END = re.compile(f"[{END_MARKS}]")
_QUOTED = re.compile('“[^”]*”|«[^»]*»|"[^"]*"|‘[^’]*’(?!\\w)')


def check(contents: Contents) -> Iterator[Problem]:
    dutch = contents.site.source.code
    for language, file, place, address, text in _texts(contents):
        most = IN_DUTCH if language == dutch else IN_OTHERS
        tokens = contents.prose(text, language).tokens
        if len(tokens) <= most or _longest(tokens) <= most or max(map(len, map(str.split, _END.split(text)))) <= most:
            continue  # nearly always
        for sentence in Prose(_QUOTED.sub(" ", text), language).sentences:
            if (count := len(sentence.split())) > most:
                details = {"field": address, "sentence": sentence, "count": count, "most": most}
                yield problem(file, place, "long-sentence", SEVERITY, **details)


def _longest(tokens: list[str]) -> int:
    """Words between two marks that may end a sentence, at most: a first look."""
    return max(map(len, bytes(map(_ends, tokens)).split(b"\1"))) + 2


@kept
def _ends(token: str) -> bool:
    return _END.search(token) is not None


def _texts(contents: Contents) -> Iterator[tuple[str, str, Place, str, str]]:
    """Every text that stands in a file: language, file, place, address, text."""
    site = contents.site
    for leaf, address, _, value in contents.texts:
        if address in leaf.places:
            yield leaf.language, leaf.file, leaf.places[address], address, _source(value)
    shared = (
        ("_interface", "words", site.interface),
        ("_glossary", "terms", site.glossary),
        ("_organisations", "organisations", site.descriptions),
    )
    for name, group, entries in () if contents.only else shared:
        for language, known in entries.items():
            file = f"{site.docs}/{language}/{name}.yml"
            places = site.places.get(file, {})
            for key, each in known.items():
                for address, _, value in texts(each, f"{group}[{key}]"):
                    if address in places:
                        yield language, file, places[address], address, _source(value)


def _source(value: Text | str) -> str:
    return value if isinstance(value, str) else value.source
