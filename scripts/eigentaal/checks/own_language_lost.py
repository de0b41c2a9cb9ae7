"""The meaning of a Dutch sentence doesn't name the reader's language where the Dutch does.

Why: the parent would ask the desk for an interpreter of another language, without knowing it.
Example: `Ik spreek [[own-language]]` with the meaning "I speak Dutch".
Mend: write the name of the reader's language, as the switch of languages has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.affixes import folded, says
from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING


_ASKED = "words[interpreter-meaning].text"
"""What stands below the Dutch sentence for the desk, on every page that isn't translated yet."""


def _own(pair: Pair) -> bool:
    named = "[[own-language]]" in pair.source.raw or pair.unit.address == _ASKED
    return pair.prose and named and "[[own-language]]" not in pair.target.raw


WHERE = _own


def find(pair: Pair) -> Iterator[Details]:
    language = pair.language
    if not says(folded(pair), language.name, language.code):
        yield {"name": language.name}
