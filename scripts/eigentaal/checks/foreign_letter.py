"""A text holds letters that belong to another language in the same script.

Why: search finds nothing, and a screen reader says another sound; it comes from the keyboard of another language.
Example: the Persian ye (U+06CC) in an Arabic word, the Arabic kaf (U+0643) in a Persian one, Russian yeru (U+044B) in
Ukrainian.
Mend: replace the letter, or type the word again with the keyboard of this language.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.lexicon import replaced_letters
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING
from eigentaal.traits import Question, Trait

SEVERITY = WARNING


@Trait
def _replaced(language: str) -> Question | None:
    letters = replaced_letters(language).keys()
    return (lambda token: not letters.isdisjoint(token)) if letters else None


WHERE = _replaced


def find(pair: Pair) -> Iterator[Details]:
    right = replaced_letters(pair.language.code)
    wrong = [each for each in dict.fromkeys(pair.target.raw) if each in right and each not in pair.source.raw]
    if wrong:
        yield {"found": ", ".join(f"{each} (U+{ord(each):04X}) → {right[each]}" for each in wrong)}
