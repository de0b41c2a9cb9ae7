"""The meaning of a Dutch sentence doesn't name the reader's language where the Dutch does.

Why: the parent would ask the desk for an interpreter of another language, without knowing it.
Example: `Ik spreek [[own-language]]` with the meaning "I speak Dutch".
Mend: write the name of the reader's language, as the switch of languages has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.affixes import folded, phrase, stands
from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING


def _own(pair: Pair) -> bool:
    return pair.prose and "[[own-language]]" in pair.source.raw and "[[own-language]]" not in pair.target.raw


WHERE = _own


def find(pair: Pair) -> Iterator[Details]:
    language = pair.language
    if not stands(phrase(language.name, language.code), folded(pair), language.code):
        yield {"name": language.name}
