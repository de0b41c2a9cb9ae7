"""What others may do with a page: put it on their site, show it as a card, understand it. All of it text and addresses.

The fields of oEmbed (oembed.com, version 1.0) and the exact form of its `html` are those that WordPress accepts without
a plugin: a <blockquote> with one link, then the <iframe>; without the first it never asks the frame for its height.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from msgspec import Struct

from eigentaal import LICENCE, formats, urls
from eigentaal.facts import Organisation
from eigentaal.language import Language
from eigentaal.page import Page, PageSet
from eigentaal.site import PUBLISHED, Leaf, Site

Json = dict[str, Any]

CACHE_SECONDS = 86_400


class Shared(Struct, frozen=True):
    """Something that others can put on their site: a page, a section or a set, in one language."""

    language: Language
    title: str
    address: str
    """Of the page itself, absolute; of a set, its embed."""
    embed: str
    """Of the embed, absolute; "" where only a link may be given."""
    summary: str
    height: int
    """In pixels, for a frame without script: enough for the first screen of the page."""

    @property
    def oembed(self) -> str:
        return f"{self.embed}oembed.json"


def embeddable(leaf: Leaf) -> bool:
    """Danger isn't put in a frame: its quick exit would leave the frame only. Tables for editors have no use there."""
    return leaf.state == PUBLISHED and not leaf.page.danger and not leaf.page.generated


def shared(site: Site, leaf: Leaf, summary: str) -> Shared:
    """A published page as something to share. `summary` is its answer as plain text."""
    base = site.url
    return Shared(
        site.language(leaf.language),
        leaf.page.title,
        base + urls.url(site, leaf.language, leaf.path),
        base + urls.embed(leaf.language, leaf.path) if embeddable(leaf) else "",
        summary,
        _height(leaf.page, _pages_of(site, leaf)),
    )


def shared_set(site: Site, language: Language, pages: PageSet) -> Shared:
    own = site.sets[language.code].get(pages.id, pages)
    address = site.url + urls.embedded_set(language.code, pages.id)
    return Shared(language, own.title, address, address, own.answer, 200 + 50 * len(pages.pages))


def _pages_of(site: Site, leaf: Leaf) -> int:
    """How many titles the embed of a section or of the home page lists."""
    others = site.leaves[leaf.language].values()
    if leaf.path == "index":
        return sum(each.slug == "index" for each in others) - 1
    return sum(each.section == leaf.section for each in others) - 1 if leaf.slug == "index" else 0


def _height(page: Page, titles: int) -> int:
    """An estimate from the number of lines, on the high side for a phone: a frame too high is better than cut off."""
    folded = titles + len(page.parts) + sum(map(bool, (page.worries, page.ask_help, page.say, page.contacts)))
    open_lines = 2 * len(page.do_now) + 5 * len(page.numbers) + (4 if page.call else 0)
    return 360 + 50 * folded + 26 * open_lines


# -- to paste ----------------------------------------------------------------------------------------------------------


def snippet(site: Site, what: Shared) -> str:
    """HTML for any site: works without its script, which only makes the height exact.

    The <div> keeps frame and link together: block themes centre only block children.
    """
    code, direction = what.language.code, what.language.direction
    return (
        "<div>\n"
        f'<iframe src="{escape(what.embed)}" title="{escape(what.title)}" lang="{code}" loading="lazy" '
        f'referrerpolicy="no-referrer" width="100%" height="{what.height}" style="border:0"></iframe>\n'
        f'<script async src="{escape(site.url)}embed/v1.js"></script>\n'
        f'<p lang="{code}" dir="{direction}"><a href="{escape(what.address)}">{escape(what.title)}</a></p>\n'
        "</div>"
    )


def link_card(what: Shared) -> str:
    """HTML that asks nothing of us until somebody presses it: for mail, strict sites, and pages about danger."""
    code, direction = what.language.code, what.language.direction
    return (
        f'<blockquote lang="{code}" dir="{direction}">\n'
        f'<p><a href="{escape(what.address)}"><strong>{escape(what.title)}</strong></a><br>\n'
        f"{escape(what.summary)}<br>\n"
        f"{escape(what.language.site_name)}</p>\n"
        "</blockquote>"
    )


def oembed(site: Site, what: Shared) -> Json:
    """The answer to "how do I show this address", as `oembed.json` beside the embed."""
    code, direction = what.language.code, what.language.direction
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": what.language.site_name,
        "provider_url": site.url,
        "title": what.title,
        "width": 600,
        "height": what.height,
        "cache_age": CACHE_SECONDS,
        "html": (
            f'<blockquote lang="{code}" dir="{direction}"><a href="{escape(what.address)}">{escape(what.title)}</a>'
            "</blockquote>"
            f'<iframe src="{escape(what.embed)}" title="{escape(what.title)}" width="100%" height="{what.height}" '
            'frameborder="0" marginwidth="0" marginheight="0"></iframe>'
        ),
    }


def row(leaf: Leaf) -> str:
    """The id of a page's row in the list of what organisations can put on their site. Slugs are unique in the site."""
    return f"row-{(leaf.section or 'home') if leaf.slug == 'index' else leaf.slug}"


# -- to understand -----------------------------------------------------------------------------------------------------


def open_graph(site: Site, what: Shared, image: str) -> list[tuple[str, str]]:
    """What a card on Facebook or in a messenger shows (ogp.me)."""
    others = (each.code for each in site.languages if each != what.language)
    return [
        ("og:type", "article"),
        ("og:site_name", what.language.site_name),
        ("og:title", what.title),
        ("og:description", what.summary),
        ("og:url", what.address),
        ("og:image", image),
        ("og:locale", locale(what.language.code)),
        *(("og:locale:alternate", locale(each)) for each in others),
    ]


def locale(code: str) -> str:
    """The language with its likeliest country, as Open Graph wants it: nl_NL, tr_TR (likely subtags of CLDR)."""
    from babel.core import get_global

    known: Mapping[str, str] = get_global("likely_subtags")
    parts = known.get(formats.cldr(code), code).split("_")
    return f"{parts[0]}_{parts[-1]}" if len(parts) > 1 else parts[0]


def linked_data(site: Site, leaf: Leaf, what: Shared) -> Json:
    """The page for programs that read schema.org. A draft says it is one, and only what is published is named."""
    source = site.leaves[site.source.code][leaf.path]
    found: Json = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": what.address,
        "url": what.address,
        "name": what.title,
        "description": what.summary,
        "inLanguage": leaf.language,
        "isPartOf": {"@type": "WebSite", "name": what.language.site_name, "url": site.url},
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creativeWorkStatus": "Draft",
    }
    if leaf.language != site.source.code and source.state == PUBLISHED:
        found["translationOfWork"] = {"@id": site.url + urls.url(site, site.source.code, leaf.path)}
    if named := [_organisation(each) for each in organisations(site, leaf.page)]:
        found["mentions"] = named
    return found


def _organisation(organisation: Organisation) -> Json:
    found: Json = {"@type": "Organization", "name": organisation.name}
    if phone := organisation.phone():
        found["telephone"] = phone.international or phone.dial
    if organisation.web and organisation.web.publish == "yes":
        found["url"] = organisation.web.url
    return found


def organisations(site: Site, page: Page) -> Iterator[Organisation]:
    """The organisations that a page names and that may be named, each once."""
    for name in dict.fromkeys((page.call, *(each.contact for each in page.numbers), *page.contacts)):
        if organisation := site.named(name):
            yield organisation
