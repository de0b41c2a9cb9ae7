"""What the pages for looking things up show: every page by section, numbered as in the index; every glossary word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from eigentaal.html import Writer
from eigentaal.search import rules, searched
from eigentaal.site import Leaf, Site
from eigentaal.wording import Term

Sections = list[tuple[Leaf, list[Leaf]]]


def pages(site: Site, language: str, sections: Sections, entry: Callable[[Leaf], dict[str, Any]]) -> list[Any]:
    """The sections that have pages for parents: (the section's entry, [(number in the index or None, entry)])."""
    numbers = {leaf.path: place for place, leaf in enumerate(searched(site, language))}
    found = []
    for index, leaves in sections:
        own = [leaf for leaf in leaves if leaf.page.kind != "professional" and not leaf.page.generated]
        if own:
            found.append((entry(index), [(numbers.get(leaf.path), entry(leaf)) for leaf in own]))
    return found


def terms(site: Site, writer: Writer) -> dict[str, Any]:
    """Every word of the glossary: by the reader's own word, and the Dutch words that lead there."""
    source, own = site.glossary[site.source.code], site.glossary[writer.language.code]
    same = writer.language == site.source
    found = [
        {
            "id": each.id,
            "word": writer.line(own[each.id].term),
            "dutch": None if same else writer.dutch(each.term),
            "long": writer.dutch(each.long) if each.long else None,
            "sound": own[each.id].sound,
            "explanation": writer.line(own[each.id].explanation),
        }
        for each in _in_order((each for each in source.values() if each.id in own), own, writer.language.code)
    ]
    dutch = _in_order(source.values(), source, site.source.code)
    ways = (
        []
        if same
        else [(each.id, writer.dutch(each.term), writer.line(own[each.id].term)) for each in dutch if each.id in own]
    )
    return {"terms": found, "ways": ways}


def _in_order(terms: Iterable[Term], words: Mapping[str, Term], language: str) -> list[Term]:
    """As a reader looks for them: capitals and marks on letters make no difference."""
    fold = rules(language).fold
    return sorted(terms, key=lambda each: (fold(words[each.id].term), each.id))
