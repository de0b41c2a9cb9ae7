"""An interface text has other {slots} than the Dutch one.

Why: what belongs there would be missing, or the braces would be shown.
Example: Dutch `Bel {number}`, translated as `Ara {numara}`.
Mend: keep the word between the braces as it is in Dutch.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.phrases import slots
from eigentaal.problems import WARNING, Problem


def check(contents: Contents) -> Iterator[Problem]:
    original = contents.site.interface[contents.site.source.code]  # whose own slots are looked at while loading
    for language in contents.site.languages[1:]:
        for name, word in contents.site.interface[language.code].items():
            if wrong := slots(word.text) ^ slots(original[name].text) | slots(word.text) & {"{", "}"}:
                shown = ", ".join(sorted(wrong))
                yield contents.at_word(language.code, name, "slot-mismatch", WARNING, id=name, slots=shown)
