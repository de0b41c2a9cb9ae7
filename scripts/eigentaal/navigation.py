"""The ways from a page to others: the same page in other languages, up, down, to the search, to what is related."""

from __future__ import annotations

from eigentaal import urls
from eigentaal.context import Context, Link, View
from eigentaal.html import Writer
from eigentaal.language import Language
from eigentaal.site import ELSEWHERE, PUBLISHED, Leaf


def switcher(context: Context, leaf: Leaf, root: str) -> list[View]:
    """Every language, at the same page; a page that isn't meant for a language leads to its home."""
    found = []
    for each in context.site.languages:
        other = context.site.leaves[each.code][leaf.path]
        there = other if other.state != ELSEWHERE else context.site.leaves[each.code]["index"]
        found.append(
            {
                "language": each,
                "href": context.href(root, there),
                "current": each.code == leaf.language,
                "translated": there.state == PUBLISHED,
            }
        )
    return found


def alternates(context: Context, leaf: Leaf) -> list[tuple[str, str]]:
    """hreflang: absolute, reciprocal, only real translations; x-default is Dutch, which greets every language."""
    if leaf.state != PUBLISHED:
        return []
    there = [
        (code, leaves[leaf.path])
        for code, leaves in context.site.leaves.items()
        if leaves[leaf.path].state == PUBLISHED
    ]
    found = [(code, context.site.url + urls.url(context.site, code, leaf.path)) for code, _ in there]
    return [*found, ("x-default", context.site.url + urls.url(context.site, context.site.source.code, leaf.path))]


def back(context: Context, leaf: Leaf, root: str) -> Link | None:
    """The section of a page; from a section, home."""
    if leaf.path == "index":
        return None
    up = context.site.leaves[leaf.language]["index" if leaf.slug == "index" else f"{leaf.section}/index"]
    return context.href(root, up), context.label_of(up, context.site.language(leaf.language))


def footer(context: Context, language: Language, root: str) -> list[Link]:
    """The pages about the site, and the way to the professional part."""
    found = []
    for index, pages in context.sections[language.code]:
        if any(leaf.page.kind == "about" for leaf in pages):
            found += [(context.href(root, leaf), context.label_of(leaf, language)) for leaf in pages]
        elif any(leaf.page.kind == "professional" for leaf in pages):
            found.append((context.href(root, index), context.label_of(index, language)))
    return found


def search(context: Context, language: Language, root: str) -> Link | None:
    """The way to the search, in a language that has it: who is asked to type a word needs a field to do it in."""
    found = list_page(context, "search", language.code)
    if found is None or found.state != PUBLISHED:
        return None
    return context.href(root, found), context.label_of(found, language)


def list_page(context: Context, generated: str, language: str) -> Leaf | None:
    """The page in a language that has a list made by the program."""
    leaves = context.site.leaves[language].values()
    return next((each for each in leaves if each.page.generated == generated and each.state != ELSEWHERE), None)


def tiles(context: Context, leaf: Leaf, writer: Writer, root: str) -> list[View]:
    """A tile for every section that parents browse; the urgent one first and apart."""
    found = []
    for index, pages in context.sections[leaf.language]:
        kinds = {each.page.kind for each in pages}
        if kinds and not kinds <= {"about", "professional"}:
            urgent = next((each for each in pages if each.page.kind == "urgent"), None)
            target = urgent or index
            found.append(
                {
                    "href": context.href(root, target),
                    "label": context.label_of(target, writer.language),
                    "picture": context.picture(target.page.picture),
                    "urgent": urgent is not None,
                }
            )
    return found


def listing(context: Context, leaf: Leaf, writer: Writer, root: str) -> list[View]:
    """The pages of a section."""
    pages = next(pages for index, pages in context.sections[leaf.language] if index.path == leaf.path)
    return [entry(context, each, writer.language, root) for each in pages]


def entry(context: Context, leaf: Leaf, language: Language, root: str) -> View:
    """A page in a list: its picture, title and answer."""
    shown = language if leaf.state == PUBLISHED else context.site.source
    writer = context.writer(shown, root)
    return {
        "href": context.href(root, leaf),
        "title": writer.line(leaf.page.title),
        "answer": context.summary(leaf),
        "picture": context.picture(leaf.page.picture),
        "language": None if shown == language else shown,
    }
