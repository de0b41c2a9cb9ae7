"""What an import leaves over, as a spreadsheet with the reasons; it can be mended and imported like any export."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from eigentaal.exchange.batch import Row, batch, collect
from eigentaal.exchange.merge import CONFLICT, IMPORTED, REJECTED, UNCHANGED
from eigentaal.exchange.plan import Outcome
from eigentaal.exchange.texts import say
from eigentaal.language import Language
from eigentaal.problems import ERROR, explain
from eigentaal.site import Site


def leftovers(site: Site, language: str, name: str, outcomes: Sequence[Outcome], ui: str) -> bytes:
    """The rest file; empty if every row was imported or unchanged, and nobody remarked anything.

    A conflict shows the text of now in the open column and the one that came back beside it, so that importing the
    file as it is chooses nothing. A rejected text stands in the open column, to be mended.
    """
    left = [each for each in outcomes if is_left(each)]
    if not left:
        return b""
    from eigentaal.exchange import xlsx

    known = next((each for each in site.languages if each.code == language), None)
    rows = {row.key: row for row in collect(site, language, everything=True, ui=ui).rows} if known else {}
    made: list[Row] = []
    beside: list[dict[str, str]] = []
    for each in left:
        row = rows.get(each.key) or Row(each.key, "", each.source, "")
        row = replace(row, target=each.now)
        taken = any(other.key == row.key for other in made)
        made.append(replace(row, key="" if taken else row.key))
        mend = each.result == REJECTED or not each.now
        beside.append(
            {
                "key": each.key,
                "reason": reason(each, ui),
                "returned": each.returned if each.result == CONFLICT else "",
                "translation": each.returned if mend and each.result != CONFLICT else each.now,
                "remark": each.remark,
            }
        )
    shown = known or Language("rest", "", "ltr", language[:40], "")
    return xlsx.export(batch(language, made), shown, ui, beside)


def is_left(outcome: Outcome) -> bool:
    """Whether somebody must look at it still."""
    doubtful = outcome.reason == "same-as-dutch" and not outcome.now
    return outcome.result not in (IMPORTED, UNCHANGED) or bool(outcome.remark) or doubtful


def reason(outcome: Outcome, ui: str, warnings: bool = False) -> str:
    """Why a row ended as it did, for people; with `warnings`, also what the checks say of a text that is imported."""
    parts = [say(outcome.reason, ui, detail=outcome.detail)]
    for each in sorted(outcome.problems, key=lambda each: each.severity != ERROR):
        if each.severity == ERROR or outcome.result == REJECTED or warnings:
            message, remedy = explain(each, ui)
            parts.append(f"{message}. {remedy}")
    return "\n".join(parts)
