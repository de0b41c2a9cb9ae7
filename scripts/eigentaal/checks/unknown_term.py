"""A text marks a word that isn't in the glossary.

Why: the word would stay unexplained.
Example: `[coach](term:coach)`, while the glossary has `gezinscoach`.
Mend: write an id of `docs/nl/_glossary.yml`, or add the word there.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import Problem
from eigentaal.text import TermRef


def check(contents: Contents) -> Iterator[Problem]:
    terms = contents.site.glossary[contents.site.source.code]
    for leaf, address, run in contents.marks(TermRef):
        if run.term not in terms:
            yield contents.at(leaf, address, "unknown-term", term=run.term)
