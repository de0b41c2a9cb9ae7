"""Exchange with translators and readers: what goes out, what comes back, and nothing lost on the way.

    export_file(project, "ar", "xlsx", Path("ar.xlsx"))     what is missing or outdated, for a translator
    plan = plan_import(project, Path("ar.xlsx"))            what importing it would do; nothing is written
    apply(plan, root, rest=Path("ar-rest.xlsx"))            writes it, and what was left over

`export_file(project, "nl", …)` lets an editor change the Dutch itself. Review sheets go the same way. Everything here
raises `Refused` with a reason from `texts.yml` when a whole file can't be dealt with.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

from eigentaal.exchange.batch import REVIEW, TRANSLATION, Batch, Parcel, collect
from eigentaal.exchange.importing import Reader, plan_parcel
from eigentaal.exchange.plan import Outcome, Plan, apply
from eigentaal.exchange.rest import reason
from eigentaal.exchange.texts import Refused, say
from eigentaal.model import Site
from eigentaal.project import Project
from eigentaal.state import ORIGINS, ROLES

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
    "export_file",
    "export_review",
    "plan_import",
    "plan_review",
    "reason",
    "say",
]


def export_file(
    project: Project,
    language: str,
    fmt: str,
    path: Path,
    everything: bool = False,
    pages: Collection[str] = (),
    ui: str = "nl",
) -> Batch:
    """Writes the texts that a translator should look at to `path`, and returns them.

    What is missing or outdated, or `everything`; of `pages` (names or folders) only, if any are named. Of Dutch, always
    everything. `fmt` is one of FORMATS. Nothing is written if there is no row. Raises Refused, OSError.
    """
    site = _site(project)
    batch = collect(site, language, everything, pages)
    if fmt == "xlsx":
        from eigentaal.exchange import xlsx

        data = xlsx.export(batch, site.language(language), ui)
    elif fmt == "xliff":
        from eigentaal.exchange import xliff

        data = xliff.export(batch, site.source.code, ui)
    else:
        raise Refused("unknown-format", value=fmt)
    if batch.rows:
        path.write_bytes(data)
    return batch


def plan_import(project: Project, file: Path, language: str = "", origin: str = "person", ui: str = "nl") -> Plan:
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


def export_review(project: Project, language: str, path: Path, pages: Collection[str] = (), ui: str = "nl") -> Batch:
    """Writes a sheet for a native reader to `path`: a spreadsheet, or a page to print if it ends in `.html`.

    All that is translated, of `pages` only if any are named. Raises Refused, OSError.
    """
    from eigentaal.exchange import review

    site = _site(project)
    batch = collect(site, language, everything=True, pages=pages, translated=True)
    if path.suffix == ".html":
        data = review.page(batch, site.source, site.language(language), ui)
    else:
        data = review.export(batch, site.language(language), ui)
    if batch.rows:
        path.write_bytes(data)
    return batch


def plan_review(project: Project, file: Path, role: str, date: str, ui: str = "nl") -> Plan:
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
    return plan_parcel(project, parcel, reader=Reader(role, day), ui=ui)


def _site(project: Project) -> Site:
    if project.site is None:
        raise Refused("no-site")
    return project.site


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
