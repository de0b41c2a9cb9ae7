"""What pages show of the folders: is a printed edition still good, the desk of intermediaries, how full they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eigentaal import urls
from eigentaal.html import Writer
from eigentaal.leaflets import register
from eigentaal.leaflets.plan import Plan
from eigentaal.leaflets.register import Released
from eigentaal.leaflets.shelf import FULL, REFUSED, Folder, Shelf
from eigentaal.page import PageSet
from eigentaal.site import PUBLISHED, Leaf
from eigentaal.trust import trust

View = dict[str, Any]
VALID, REPLACED, GONE = "valid", "replaced", "gone"


def codes(shelf: Shelf) -> list[str]:
    """Every code that may stand on paper: of what can be printed now, and of all that was released."""
    return sorted({each.plan.code for each in shelf.folders} | shelf.editions.keys())


def status(shelf: Shelf, code: str, writers: Mapping[str, Writer]) -> list[View]:
    """One entry a language: the state of the edition with this code, what is different now, and the newest folders."""
    released = shelf.editions.get(code)
    now = [each for each in shelf.folders if each.plan.subject == _subject(shelf, code, released)]
    state = GONE if not now else VALID if now[0].plan.code == code else REPLACED
    different = register.changes(released.blocks, now[0].plan.blocks) if released and state == REPLACED else []
    entries = []
    for language in shelf.site.languages:
        writer = writers[language.code]
        title = _title(shelf, now[0].plan, writer) if now else None
        newest = [
            {**_file(each), "label": writer.phrases[f"print_{each.plan.format.replace('-', '_')}"]}
            for each in (now if state != GONE else ())
        ]
        entries.append(
            {
                "language": language,
                "t": writer.phrases,
                "state": state,
                "released": released.date if released else "",
                "title": title,
                "changes": [{"kind": each.kind, "label": _label(shelf, each, writer)} for each in different],
                "files": newest,
                "home": urls.home(shelf.site, language),
            }
        )
    return entries


def _subject(shelf: Shelf, code: str, released: Released | None) -> str:
    if released:
        return released.subject
    return next(each.plan.subject for each in shelf.folders if each.plan.code == code)


def _title(shelf: Shelf, plan: Plan, writer: Writer) -> View:
    """The title of a folder in the language of the writer, and the page it belongs to."""
    site, code = shelf.site, writer.language.code
    if plan.leaf is None:
        chosen = plan.subject.removeprefix("set/").partition(":")[0]
        own = site.sets[code].get(chosen)
        source = site.sets[site.source.code].get(chosen)
        shown = writer.line(own.title) if own else writer.dutch(source.title if source else plan.data["title"])
        return {"text": shown, "href": urls.home(site, writer.language)}
    leaf = site.leaves[code][plan.leaf.path]
    shown = writer.line(leaf.page.title) if leaf.state == PUBLISHED else writer.dutch(leaf.page.title)
    return {"text": shown, "href": urls.url(site, code, leaf.path)}


def _label(shelf: Shelf, change: register.Change, writer: Writer) -> Any:
    """What a block is called in the language of the writer; in Dutch where it isn't there any more."""
    path, _, block = change.block.id.rpartition("#")
    kind, _, item = block.partition(":")
    words = {"do": "do_now", "ask": "ask_help", "say": "say", "numbers": "contacts"}
    if kind in words:
        return writer.phrases[words[kind]]
    for leaf in (shelf.site.leaves[writer.language.code].get(path),) if path else ():
        if leaf and leaf.state == PUBLISHED and change.kind != "gone":
            if kind == "title":
                return writer.line(leaf.page.title)
            things = {each.id: each.heading for each in leaf.page.parts} if kind == "part" else {}
            if item in things:
                return writer.line(things[item])
            worries = {each.id: each.question for each in leaf.page.worries}
            if item in worries:
                return writer.inline(worries[item])
    return writer.dutch(change.block.label)


def _file(folder: Folder) -> View:
    return {"address": folder.plan.file, "format": folder.plan.format, "pages": folder.pages}


# -- for professionals -------------------------------------------------------------------------------------------------


def desk(shelf: Shelf, writers: Mapping[str, Writer], section: Callable[[str], str]) -> View:
    """All folders, a row for each page and language; and the sets."""
    site = shelf.site
    rows = []
    for language in site.languages:
        for leaf in sorted(site.leaves[language.code].values(), key=lambda each: (each.section, each.page.order)):
            if folders := shelf.of(leaf):
                rows.append(_row(shelf, leaf, folders, writers[language.code], section))
    rows.sort(key=lambda each: each["order"])
    sets = [_set(shelf, each) for each in site.sets[site.source.code].values()]
    return {
        "rows": rows,
        "languages": [each for each in site.languages if any(row["language"] == each for row in rows)],
        "themes": list(dict.fromkeys(row["theme"] for row in rows)),
        "sets": [each for each in sets if each["booklets"]],  # some are only for embedding
    }


def _row(shelf: Shelf, leaf: Leaf, folders: list[Folder], writer: Writer, section: Callable[[str], str]) -> View:
    source = shelf.site.leaves[shelf.site.source.code]
    found = trust(shelf.site, leaf)
    dutch = source[leaf.path].page
    index = source.get(f"{leaf.section}/index")
    languages = [each.code for each in shelf.site.languages]
    return {
        "id": f"{leaf.language}-{leaf.slug}",
        "order": (index.page.order if index else 0, dutch.order, leaf.path, languages.index(leaf.language)),
        "dutch": dutch.title,
        "own": None if leaf.language == shelf.site.source.code else writer.line(leaf.page.title),
        "language": writer.language,
        "theme": section(leaf.section),
        "reviewed": found.review.date if found.review else "",
        "outdated": found.outdated,
        "released": next((each.plan.released for each in folders if each.plan.released), ""),
        "code": folders[0].plan.code,
        "files": [_file(each) for each in folders],
    }


def _set(shelf: Shelf, chosen: PageSet) -> View:
    """The booklets of a set, one a language: as it is read, and as it is printed."""
    name = f"set-{chosen.id}"
    booklets = []
    for language in shelf.site.languages:
        made = [each for each in shelf.folders if (each.plan.name, each.plan.language) == (name, language.code)]
        if made:
            files = [_file(each) for each in made]
            booklets.append({"id": f"{language.code}-{name}", "language": language, "files": files})
    return {
        "title": chosen.title,
        "pages": [_dutch_title(shelf, slug) for slug in chosen.pages],
        "booklets": booklets,
    }


def _dutch_title(shelf: Shelf, slug: str) -> str:
    leaf = shelf.site.by_slug(shelf.site.source.code, slug)
    return leaf.page.title if leaf else slug


def fills(shelf: Shelf) -> list[View]:
    """How full every tri-fold is with the smallest type, the fullest first; and what didn't fit at all."""
    rows: list[View] = [
        {
            "page": each.plan.name,
            "language": each.plan.language,
            "size": each.size,
            "fill": sorted(each.fill.items()),
            "most": max(each.fill.values()),
            "full": max(each.fill.values()) > FULL,
            "over": None,
        }
        for each in shelf.folders
        if each.plan.format == "trifold"
    ]
    return [*_unfit(shelf), *sorted(rows, key=lambda each: (-each["most"], each["page"], each["language"]))]


def _unfit(shelf: Shelf) -> Iterator[View]:
    for each in shelf.problems:
        if each.check in REFUSED.values():
            details = {"word": "", "sign": "", **dict(each.details)}
            yield {"page": details["page"], "language": details["language"], "over": details, "full": True}
