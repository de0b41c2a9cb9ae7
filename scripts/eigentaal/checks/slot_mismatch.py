"""An interface text has other {slots} than the Dutch one.

Why: what belongs there would be missing, or the braces would be shown.
Example: Dutch `Bel {number}`, translated as `Ara {numara}`.
Mend: keep the word between the braces as it is in Dutch.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import ERROR, WARNING, Problem
from eigentaal.templating import slots


def check(contents: Contents) -> Iterator[Problem]:
    source = contents.site.source.code
    original = contents.site.interface[source]
    for language, words in contents.site.interface.items():
        for name, word in words.items():
            wrong = slots(word.text) ^ slots(original[name].text) | slots(word.text) & {"{", "}"}
            if wrong:
                yield contents.at_word(
                    language,
                    name,
                    "slot-mismatch",
                    ERROR if language == source else WARNING,
                    id=name,
                    slots=", ".join(sorted(wrong)),
                )
