"""What the pages for looking things up show: every page by section, numbered as in the index; every glossary word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from eigentaal.alphabet import place
from eigentaal.html import Writer
from eigentaal.search import searched
from eigentaal.site import Leaf, Site

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


def terms(site: Site, writer: Writer) -> list[dict[str, Any]]:
    """Every word of the glossary, in the order of the reader's own words."""
    own = site.glossary[writer.language.code]
    source = [each for each in site.glossary[site.source.code].values() if each.id in own]
    same = writer.language == site.source
    return [
        {
            "id": each.id,
            "word": writer.line(own[each.id].term),
            "dutch": None if same else writer.dutch(each.term),
            "long": writer.dutch(each.long) if each.long else None,
            "sound": own[each.id].sound,
            "explanation": writer.line(own[each.id].explanation),
        }
        for each in sorted(source, key=lambda each: place(own[each.id].term, writer.language.code))
    ]


def dutch_terms(site: Site, language: str) -> list[tuple[str, str]]:
    """The Dutch words of a glossary in another language, from A to Z: (id, word). None in Dutch itself."""
    own, source = site.glossary[language], site.glossary[site.source.code]
    found = [] if language == site.source.code else [each for each in source.values() if each.id in own]
    return [(each.id, each.term) for each in sorted(found, key=lambda each: place(each.term, site.source.code))]
