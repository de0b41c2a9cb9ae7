"""The state of a translation tells of a page or a field that isn't in the Dutch any more.

Why: it says nothing about the site, and it makes the file hard to read.
Example: a part of a page was removed in Dutch, or the page got another name.
Mend: `eigentaal translate repair` takes it out, or moves it along with a page that got another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from eigentaal.contents import Contents
from eigentaal.problems import INFO, Problem, problem
from eigentaal.state import state_file
from eigentaal.units import SHARED
from eigentaal.yamlfile import Place

SEVERITY = INFO

# Fields that only a translation has: they stand or fall with what they are about.
_ADDED = re.compile(r"(say\[[^\]]+\])\.(?:meaning|sound)|(terms\[[^\]]+\])\.sound")


def check(contents: Contents) -> Iterator[Problem]:
    site = contents.site
    dutch = site.leaves[site.source.code]
    for language, pages in site.records.items():
        for page, records in pages.items():
            if page in SHARED:
                places = site.places.get(f"{site.docs}/{site.source.code}/{page}.yml", {})
            else:
                places = dutch[page].places if page in dutch else {}
            lost = [each for each in records if not _stands(each, places)]
            if lost or not places:
                file = state_file(site.docs, language, page)
                shown = ", ".join(lost) if places else page
                yield problem(file, (1, 1), "orphan-state", SEVERITY, language=language, lost=shown)


def _stands(address: str, places: Mapping[str, Place]) -> bool:
    if address in places:
        return True
    added = _ADDED.fullmatch(address)
    return added is not None and (added[1] or added[2]) in places
