"""A sentence is long: more than 15 words in Dutch, more than 20 in another language.

Why: who reads slowly, or in a second language, has lost the beginning before the end comes.
Example: two sentences that were tied together with "en omdat".
Mend: make two sentences of it. What somebody says, between quotation marks, doesn't count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from eigentaal.contents import Contents
from eigentaal.pairs import Prose
from eigentaal.problems import WARNING, Problem, problem
from eigentaal.schema import texts
from eigentaal.yamlfile import Place

SEVERITY = WARNING

IN_DUTCH, IN_OTHERS = 15, 20
_END = re.compile("[.!?\u061f\u2026]")
_QUOTED = re.compile('“[^”]*”|«[^»]*»|"[^"]*"|‘[^’]*’(?!\\w)')


def check(contents: Contents) -> Iterator[Problem]:
    dutch = contents.site.source.code
    for language, file, place, address, text in _texts(contents):
        most = IN_DUTCH if language == dutch else IN_OTHERS
        if text.count(" ") + text.count("\n") < most or all(len(each.split()) <= most for each in _END.split(text)):
            continue  # nearly always
        for sentence in Prose(_QUOTED.sub(" ", text)).sentences:
            if (count := len(sentence.split())) > most:
                details = {"field": address, "sentence": sentence, "count": count, "most": most}
                yield problem(file, place, "long-sentence", SEVERITY, **details)


def _texts(contents: Contents) -> Iterator[tuple[str, str, Place, str, str]]:
    """Every text that stands in a file: language, file, place, address, text."""
    site = contents.site
    things: list[tuple[str, str, Any, Any, str]] = [
        (leaf.language, leaf.file, leaf.places, leaf.page, "") for leaf in contents.leaves
    ]
    for name, group, entries in (
        ("_interface", "words", site.interface),
        ("_glossary", "terms", site.glossary),
        ("_organisations", "organisations", site.descriptions),
    ):
        for language, known in entries.items():
            file = f"{site.docs}/{language}/{name}.yml"
            things += [
                (language, file, site.places.get(file, {}), each, f"{group}[{key}]") for key, each in known.items()
            ]
    for language, file, places, thing, start in things:
        for address, _, value in texts(thing, start):
            if address in places:
                yield language, file, places[address], address, value if isinstance(value, str) else value.source
