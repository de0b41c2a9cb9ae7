"""The state of a translation tells of a page or a field that isn't in the Dutch any more.

Why: it says nothing about the site, and it makes the file hard to read.
Example: a part of a page was removed in Dutch, or the page got another name.
Mend: `eigentaal translate repair` takes it out, or moves it along with a page that got another name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from eigentaal.contents import Contents
from eigentaal.page import Page
from eigentaal.problems import INFO, Problem, problem
from eigentaal.schema import ADDED, specs
from eigentaal.site import SHARED
from eigentaal.state import state_file
from eigentaal.wording import GlossaryFile
from eigentaal.yamlfile import Place

SEVERITY = INFO


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
    """Whether it is there in Dutch; what only a translation has stands or falls with what it is about."""
    about, _, name = address.rpartition(".")
    listed = about.rpartition(".")[2].partition("[")[0]
    return address in places or ((listed, name) in _added() and about in places)


@cache
def _added() -> frozenset[tuple[str, str]]:
    """The fields that only a translation has, each with the list in whose items it stands."""
    return frozenset((*_added_in(Page, ""), *_added_in(GlossaryFile, "")))


def _added_in(record: type, listed: str) -> Iterator[tuple[str, str]]:
    for name, spec in specs(record).items():
        if spec.role == ADDED:
            yield listed, name
        if spec.of is not None:
            yield from _added_in(spec.of, name)
