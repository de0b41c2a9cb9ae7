"""The lists and tables that the program makes, on the pages that ask for one by `generated`."""

from __future__ import annotations

from functools import partial

from eigentaal import lookup, navigation, report
from eigentaal.checks import documentation
from eigentaal.claims import waiting
from eigentaal.context import Context, Link, View
from eigentaal.coverage import covered
from eigentaal.html import Writer
from eigentaal.leaflets import views as paper
from eigentaal.problems import outline
from eigentaal.site import PUBLISHED, Leaf
from eigentaal.tally import tallies

_GROUPS = {"rule": "rule", "value": "rule", "advice": "advice"}
"""What stands on the list of the CJG besides what belongs to an organisation."""


def view(context: Context, what: str, writer: Writer, root: str) -> View | None:
    """What the list `what` prints; None where a page has none."""
    language = writer.language
    if what == "search":
        words = navigation.list_page(context, "glossary", language.code)
        return {
            "template": "parents/search.html",
            "index": context.link(root, f"search/{language.code}.json"),
            "terms": context.href(root, words) if words else "",
            "dutch": lookup.dutch_terms(context.site, language.code) if words and words.state == PUBLISHED else [],
            "sections": lookup.pages(
                context.site,
                language.code,
                context.sections[language.code],
                lambda leaf: {"href": context.href(root, leaf), "title": context.title_of(leaf, language)},
            ),
        }
    if what == "glossary":
        pages = navigation.list_page(context, "search", language.code)
        by_dutch = pages and pages.state == PUBLISHED and lookup.dutch_terms(context.site, language.code)
        return {
            "template": "parents/glossary.html",
            "terms": lookup.terms(context.site, writer),
            "dutch": context.href(root, pages) if pages and by_dutch else "",
        }
    if what == "desk":
        writers = {each.code: context.writer(each, root) for each in context.site.languages}
        return {
            "template": "professional/desk.html",
            **paper.desk(context.shelf, writers, partial(_section_name, context)),
            "link": lambda address: context.link(root, address),
            "script": context.link(root, context.assets["desk.js"]),
        }
    if what == "checks":
        return {"template": "professional/checks.html", "checks": documentation(), "outline": outline}
    if what == "coverage":
        return {"template": "professional/coverage.html", "factors": _factors(context, root)}
    if what == "confirm":
        return {"template": "professional/confirm.html", **_waiting(context, root)}
    if what != "report":
        return None
    if not context.counted:
        context.counted.update(_counted(context))
    return {**context.counted, "report": context.link(root, "report/")}


def _counted(context: Context) -> View:
    """How the content stands: the same on the page of every language."""
    languages = []
    for language in context.site.languages:
        found = list(tallies(context.site, language.code))
        languages.append(
            {
                "language": language,
                "rows": [(_section_name(context, each.page), each) for each in report.sections(found)],
                "total": report.total(found),
                "worst": report.worst(found)[:20],
            }
        )
    easy = [(each, report.readability(context.site, each.code)) for each in context.site.languages]
    return {
        "template": "professional/report.html",
        "languages": languages,
        "readability": [(language, rows) for language, rows in easy if rows],
        "facts": list(report.facts(context.site)),
        "folders": paper.fills(context.shelf),
        "percent": report.percent,
    }


def _factors(context: Context, root: str) -> list[View]:
    """Each risk factor with the pages that work on it."""

    def listed(leaves: tuple[Leaf, ...]) -> list[Link]:
        return [(context.href(root, leaf), context.label_of(leaf, context.site.source)) for leaf in leaves]

    return [
        {
            "factor": each.factor,
            "parents": listed(each.parents),
            "professionals": listed(each.professionals),
            "count": each.count,
            "thin": each.thin,
        }
        for each in covered(context.site)
    ]


def _waiting(context: Context, root: str) -> View:
    """What must be confirmed before the site goes live, in groups. No value that waits is among it."""
    groups: dict[str, list[View]] = {"organisation": [], "rule": [], "advice": []}
    for each in waiting(context.site):
        row = {
            "id": each.id,
            "kind": each.kind,
            "name": each.name if each.named else each.id.partition(".")[0],
            "says": each.value if each.kind == "advice" else "",
            "certainty": each.certainty,
            "checked_on": each.checked_on,
            "pages": [_place(context, where, root) for where in each.pages],
        }
        groups[_GROUPS.get(each.kind, "organisation")].append(row)
    return {"groups": groups, "total": sum(map(len, groups.values()))}


def _place(context: Context, where: str, root: str) -> Link:
    """The link to `slug#parts[id]` and the name of its page."""
    slug, _, address = where.partition("#")
    leaf = context.slugs[context.site.source.code][slug]
    part = address.removeprefix("parts[").rstrip("]") if address.startswith("parts[") else ""
    return context.href(root, leaf) + (f"#{part}" if part else ""), context.label_of(leaf, context.site.source)


def _section_name(context: Context, section: str) -> str:
    leaves = context.site.leaves[context.site.source.code]
    index = leaves.get(f"{section}/index", leaves["index"])
    return index.page.label if section else ""
