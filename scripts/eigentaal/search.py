"""The search index of a language: words, folded and shortened, and where they stand.

What a parent types rarely is what a page says: without marks on the letters, with another ending, with a typing error,
or another word altogether. So words are folded (`stemming.py`), pages and glossary terms carry the words that people
use (`keywords`, `also`), and a page is found by the terms it explains and the organisations it shows. The script in the
browser (`overrides/js/search.js`) gets the rules for folding with the index.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from msgspec.structs import replace

from eigentaal.cache import Cache, fingerprint
from eigentaal.facts import Phone
from eigentaal.html import fact, route
from eigentaal.lexicon import scripts
from eigentaal.page import Page
from eigentaal.phones import CALLING_CODE, national
from eigentaal.schema import texts
from eigentaal.site import PUBLISHED, Leaf, Site
from eigentaal.stemming import WORD, Rules, rules
from eigentaal.text import Bold, FactRef, PageLink, Quote, TermRef, Text

TITLE, KEYWORD, HEADING, BODY = 9, 6, 4, 1
"""What a word weighs by where it stands."""
_NOT_SEARCHED = ("home", "section", "professional")
_HEADINGS = re.compile(r"\.(heading|question)$")
_LEFT_OUT = re.compile(r"^(say\[|picture|numbers\[)")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _of_site(site: Site, language: str) -> Rules:
    """The rules of a language where its readers also type Dutch words and names of organisations, from a letter.

    Five letters tell words of the language itself apart, but "kinde" is child benefit and child abuse: where words are
    cut, those of the glossary and of the names aren't.
    """
    if not rules(language).keep:
        return rules(language)
    terms = (" ".join((each.term, each.long, *each.also)) for each in site.glossary[site.source.code].values())
    return _with_whole(language, " ".join((*terms, *(each.name for each in site.organisations.values()))))


@lru_cache(maxsize=32)
def _with_whole(language: str, said: str) -> Rules:
    ours = rules(language)
    return replace(ours, whole=frozenset(WORD.findall(ours.fold(said))), known={})


def published(site: Site, language: str, cache: Cache) -> tuple[str, bytes]:
    """The index as a file of the site: its address and its bytes (JSON)."""
    beside = _beside(site, language)
    known = _keys(site, language, beside)

    def make() -> bytes:
        return json.dumps(_index(site, language, cache, known), ensure_ascii=False, separators=(",", ":")).encode()

    parts = "\n".join([beside, *known.values()])
    return f"search/{language}.json", cache.remember(f"index {language} {fingerprint(parts)}", make)


def _index(site: Site, language: str, cache: Cache, known: Mapping[str, str]) -> dict[str, Any]:
    """What the browser needs to search a language; `cache` remembers the words of a page by what is `known` as its key.

    `pages`: how many, in the order of `searched`; `terms`: id, own word, Dutch word; `words`: stems in order; `found`:
    for each stem three characters per place: the page or term (see `_digits`; terms behind the pages) and its weight.
    """
    ours = _of_site(site, language)
    leaves = searched(site, language)
    terms = list(site.glossary[language].values())
    found = [cache.remember(known[leaf.path], partial(words_of, site, leaf)) for leaf in leaves]
    for term in terms:
        dutch = site.glossary[site.source.code].get(term.id, term)
        found.append(_weigh(ours, [(text, KEYWORD) for text in (term.term, dutch.term, dutch.long, *term.also)]))
    places: defaultdict[str, list[str]] = defaultdict(list)
    for place, each in enumerate(found):
        digits = _digits(place)
        for word, weight in each.items():
            places[word].append(f"{digits}{weight}")
    for word, there in places.items():
        if len(there) > len(leaves) // 4:  # in the text of so many pages it tells none apart
            places[word] = [each for each in there if each[2] != str(BODY)]
    words = sorted(word for word, there in places.items() if there)
    return {
        "rules": {"letters": ours.letters.written, **_sent(ours)},
        "pages": len(leaves),
        "terms": [[each.id, each.term, site.glossary[site.source.code][each.id].term] for each in terms],
        "words": " ".join(words),
        "found": " ".join("".join(places[word]) for word in words),
    }


def keys(site: Site, language: str) -> dict[str, str]:
    """Path of each page to be searched → what its words are remembered by, see `words_of`."""
    return _keys(site, language, _beside(site, language))


def _keys(site: Site, language: str, beside: str) -> dict[str, str]:
    return {leaf.path: f"words {language} {leaf.path} {leaf.digest} {beside}" for leaf in searched(site, language)}


def _beside(site: Site, language: str) -> str:
    """Names all that pages are found by besides their own words."""
    return fingerprint(repr((site.glossary[site.source.code], site.glossary[language], site.organisations)))


def words_of(site: Site, leaf: Leaf) -> dict[str, int]:
    """The words that a page is found by, with what they weigh."""
    return _weigh(_of_site(site, leaf.language), _of_page(site, leaf))


def _weigh(ours: Rules, texts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The words of some texts, each with the most that it weighs."""
    said: dict[int, list[str]] = {}
    for text, weight in texts:
        said.setdefault(weight, []).append(text)
    weights: dict[str, int] = {}
    for weight, each in sorted(said.items()):
        weights.update(dict.fromkeys(ours.words("\n".join(each)), weight))
    return weights


def _sent(ours: Rules) -> dict[str, Any]:
    return {
        "prefixes": ours.prefixes,
        "suffixes": ours.suffixes,
        "least": ours.least,
        "keep": ours.keep,
        "inside": ours.inside,
        "skip": " ".join(sorted(ours.skip)),
        "callingCode": CALLING_CODE,
    }


def _digits(number: int) -> str:
    """Two digits of base 62; beyond 3,843 the first is a letter after Latin-1, which the script counts on from 62."""
    high, low = divmod(number, len(_DIGITS))
    return (_DIGITS[high] if high < len(_DIGITS) else chr(0x100 + high - len(_DIGITS))) + _DIGITS[low]


def searched(site: Site, language: str) -> list[Leaf]:
    """The pages that parents look for: translated ones, no lists and none for professionals."""
    return [
        leaf
        for path, leaf in sorted(site.leaves[language].items())
        if leaf.state == PUBLISHED and not leaf.page.generated and leaf.page.kind not in _NOT_SEARCHED
    ]


def _of_page(site: Site, leaf: Leaf) -> Iterator[tuple[str, int]]:
    """Every text of a page that it can be found by, with what it weighs."""
    page = leaf.page
    yield page.title, TITLE
    yield page.short, TITLE
    for each in page.keywords:
        yield each, KEYWORD
    if "LATIN" not in scripts(leaf.language):  # else a Dutch word may be another of the language, once it is cut
        original = site.leaves[site.source.code][leaf.path].page
        yield " ".join((original.title, *original.keywords)), HEADING
    glossary, dutch = site.glossary[leaf.language], site.glossary[site.source.code]
    for address, _, text in texts(page):
        if _LEFT_OUT.match(address) or not text:
            continue
        weight = HEADING if _HEADINGS.search(address) or address == "answer" else BODY
        yield plain(text), weight
        if isinstance(text, Text):
            for run in text.runs():
                if isinstance(run, TermRef) and run.term in dutch:
                    named = glossary.get(run.term, dutch[run.term])
                    yield " ".join((named.term, dutch[run.term].term, *named.also)), HEADING
                elif isinstance(run, FactRef) and isinstance(phone := fact(site, run), Phone):
                    yield national(phone.dial), HEADING
    yield from _of_contacts(site, page)


def _of_contacts(site: Site, page: Page) -> Iterator[tuple[str, int]]:
    """Names and numbers on the buttons and cards of a page: what stands on a letter, or rang."""
    weights = {**dict.fromkeys(page.contacts, BODY), page.call: HEADING}
    weights.update((each.contact, KEYWORD) for each in page.numbers)
    for each, weight in weights.items():
        organisation = site.named(each)
        if organisation is None:
            continue
        yield organisation.name, max(weight, HEADING)
        reached = route(site, organisation)
        for phone in organisation.public_phones() or (reached[1:] if reached else ()):
            yield national(phone.dial), weight


def plain(text: Text | str) -> str:
    """The words of a text without its marks and facts."""
    if isinstance(text, str):
        return text
    shown = (run if isinstance(run, str) else run.text for run in text.runs() if isinstance(run, _WORDS))
    return " ".join(shown)


_WORDS = (str, Bold, Quote, PageLink, TermRef)
