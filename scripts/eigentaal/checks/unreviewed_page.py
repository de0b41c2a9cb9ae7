"""No person has looked at this translation, not at a single field of it.

Why: a translation by a machine can be fluent and wrong.
Example: a page that was translated today, or one whose every reviewed text was changed since.
Mend: let somebody who reads the language well compare it with the Dutch, and record that with
`eigentaal translate review`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import INFO, Problem, problem

SEVERITY = INFO


def check(contents: Contents) -> Iterator[Problem]:
    for language, path in contents.groups:
        if path and not _reviewed(contents, language, path):
            file = contents.site.leaves[language][path].file
            yield problem(file, (1, 1), "unreviewed-page", SEVERITY, language=language, page=path)


def _reviewed(contents: Contents, language: str, path: str) -> bool:
    records = contents.site.records.get(language, {}).get(path, {})
    return any(each.review for each in records.values()) and any(
        each.review for each in contents.units((language, path))
    )
