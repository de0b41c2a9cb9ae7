"""Exchange with translators and readers: what goes out, what comes back, and nothing lost on the way.

    batch, data = export(project, "ar", "xlsx")     what is missing or outdated, for a translator
    plan = plan_import(project, Path("ar.xlsx"))    what importing it would do; nothing is written
    apply(plan, root, rest=Path("ar-rest.xlsx"))    writes it, and what was left over

`export(project, "nl", …)` lets an editor change the Dutch itself. Review sheets go the same way. Everything here
raises `Refused` with a reason from `texts.yml` when a whole file can't be dealt with.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from eigentaal.exchange import unreadable
from eigentaal.exchange.batch import REVIEW, TRANSLATION, Batch, Parcel, collect, within
from eigentaal.exchange.importing import plan_parcel
from eigentaal.exchange.judging import Reader
from eigentaal.exchange.plan import Outcome, Plan, apply, free
from eigentaal.exchange.rest import is_left, is_settled, reason
from eigentaal.exchange.texts import Refused, say
from eigentaal.project import Project
from eigentaal.site import Site
from eigentaal.state import ORIGINS, ROLES, Origin

FORMATS = ("xlsx", "xliff")
REVIEW_FORMATS = ("xlsx", "html")

__all__ = [
    "FORMATS",
    "REVIEW_FORMATS",
    "Batch",
    "Outcome",
    "Plan",
    "Refused",
    "apply",
    "export",
    "export_review",
    "free",
    "is_left",
    "is_settled",
    "plan_import",
    "plan_review",
    "reason",
    "say",
]


def export(
    project: Project,
    language: str,
    fmt: str,
    everything: bool = False,
    pages: Collection[str] = (),
    ui: str = "nl",
    prefill: bool = False,
) -> tuple[Batch, bytes]:
    """The texts that a translator should look at, and the file of them.

    What is missing or outdated, or `everything`; of `pages` (names or folders) only, if any are named. Of Dutch, always
    everything. `fmt` is one of FORMATS; `prefill` is for XLIFF (see there). Raises Refused.
    """
    site = _site(project)
    batch = _collected(project, language, everything, pages, ui=ui)
    if fmt == "xlsx":
        from eigentaal.exchange import xlsx

        return batch, xlsx.export(batch, site.language(language), ui, dutch=language == site.source.code)
    if fmt == "xliff":
        from eigentaal.exchange import xliff

        return batch, xliff.export(batch, site.source.code, ui, prefill)
    raise Refused("unknown-format", value=fmt)


def plan_import(project: Project, file: Path, language: str = "", origin: Origin = "person", ui: str = "nl") -> Plan:
    """What importing the file of a translator would do. Nothing is written: see `apply`.

    `language` is the one that is expected, if any; rows of another are rejected. `origin` tells who made the texts.
    Raises Refused, OSError.
    """
    if origin not in ORIGINS:
        raise Refused("unknown-origin", value=origin)
    parcel = _read(file)
    if parcel.kind != TRANSLATION:
        raise Refused("is-review")
    return plan_parcel(project, parcel, language, origin, ui=ui)


def export_review(
    project: Project, language: str, fmt: str, pages: Collection[str] = (), ui: str = "nl"
) -> tuple[Batch, bytes]:
    """The texts that a native reader may judge, and the sheet of them: a spreadsheet, or a page to print (`html`).

    All that is translated, of `pages` only if any are named. `fmt` is one of REVIEW_FORMATS. Raises Refused.
    """
    from eigentaal.exchange import review

    site = _site(project)
    if language == site.source.code:
        raise Refused("review-of-dutch")
    batch = _collected(project, language, pages=pages, translated=True, ui=ui)
    if fmt == "html":
        return batch, review.page(batch, site.source, site.language(language), ui)
    if fmt == "xlsx":
        return batch, review.export(batch, site.language(language), ui)
    raise Refused("unknown-format", value=fmt)


def plan_review(project: Project, file: Path, role: str, date: str, language: str = "", ui: str = "nl") -> Plan:
    """What a review sheet that came back would do: record what was called good, import what was bettered.

    `role` is one of `state.ROLES`, never a name; `date` is a day (2026-11-22). Raises Refused, OSError.
    """
    if role not in ROLES:
        raise Refused("unknown-role", value=role, roles=", ".join(ROLES))
    try:
        day = datetime.date.fromisoformat(date).isoformat()
    except ValueError:
        raise Refused("bad-date", value=date) from None
    parcel = _read(file)
    if parcel.kind != REVIEW:
        raise Refused("is-translation")
    return plan_parcel(project, parcel, language, reader=Reader(role, day), ui=ui)


def _site(project: Project) -> Site:
    if project.site is None:
        raise Refused("no-site")
    return project.site


def _collected(
    project: Project,
    language: str,
    everything: bool = False,
    pages: Collection[str] = (),
    translated: bool = False,
    ui: str = "nl",
) -> Batch:
    """What is to be sent, without the pages whose translation can't be read."""
    site = _site(project)
    closed = unreadable.pages(project.root, site, language)
    found = collect(site, language, everything, pages, translated, ui, closed)
    told = {**unreadable.states(project, language), **closed}
    return replace(found, unreadable=tuple(told[page] for page in sorted(told) if not pages or within(page, pages)))


def _read(file: Path) -> Parcel:
    """The parcel in a file, whose first bytes tell what it is, not its name."""
    with file.open("rb") as stream:
        zipped = stream.read(2) == b"PK"
    if zipped:
        from eigentaal.exchange.xlsx import read
    else:
        from eigentaal.exchange.xliff import read
    from eigentaal.exchange.sheet import MAX_FILE

    if file.stat().st_size > MAX_FILE:
        raise Refused("too-large", limit=MAX_FILE // 1_000_000)
    return read(file.read_bytes())
