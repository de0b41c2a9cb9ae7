"""A Dutch page has no translation in a language it is meant for.

Why: a reader of that language finds the Dutch page instead, with a notice.
Example: `docs/nl/cjg/tolk.yml` is there, and `docs/ar/cjg/tolk.yml` isn't.
Mend: translate the page; or, if it isn't meant for every language, name its languages in `languages` of the Dutch page.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import WARNING, Problem, problem
from eigentaal.site import MISSING

SEVERITY = WARNING


def check(contents: Contents) -> Iterator[Problem]:
    site = contents.site
    for language in site.languages[1:]:
        for path, leaf in site.leaves[language.code].items():
            if leaf.state == MISSING:
                original = site.leaves[site.source.code][path].file
                yield problem(leaf.file, (1, 1), "missing-page", SEVERITY, language=language.code, original=original)
