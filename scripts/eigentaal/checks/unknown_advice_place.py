"""Medical advice is said to stand at a place that the pages don't have.

Why: the doctor who confirms it would look for it in vain, or confirm what nobody reads.
Example: `pages: [baby-huilt#parts[schud]]`, where the part is called `schudden`.
Mend: write the slug of the page and the address of the field, as in `baby-huilt#parts[schudden]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.coverage import exists
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    for advice in contents.site.advice.values():
        for index, where in enumerate(advice.pages):
            if not exists(contents.site, where):
                yield contents.at_fact(f"advice[{advice.id}].pages[{index}]", "unknown-advice-place", where=where)
