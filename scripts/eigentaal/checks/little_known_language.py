"""A language of which little is known here, so that some checks look less closely, or not at all.

Why: who sees no mistakes told thinks that there are none.
Example: of Tigrinya the words for numbers aren't known, nor how Dutch sounds in its script.
Mend: let a reader of the language look at these things; or add what is known to `data/`, see CONTRIBUTING.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.affixes import asks
from eigentaal.contents import Contents
from eigentaal.numerals import numerals
from eigentaal.problems import INFO, Problem, problem
from eigentaal.sounds import heard

SEVERITY = INFO


def check(contents: Contents) -> Iterator[Problem]:
    for language in contents.site.languages[1:]:
        unsure = []
        if not numerals(language.code).has_words:
            unsure += ["number-missing", "number-word-differs", "small-number-differs"]
        if heard("", language.code) is None:
            unsure += ["sound-differs", "meaning-is-sound"]
        if asks("", language.code) is None:
            unsure.append("question-mark")
        if unsure:
            file = f"{contents.site.docs}/{language.code}/_interface.yml"
            shown = {"language": language.name, "checks": ", ".join(unsure)}
            yield problem(file, (1, 1), "little-known-language", SEVERITY, **shown)
