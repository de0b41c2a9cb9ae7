"""What an import leaves over, as a spreadsheet with the reasons; it can be mended and imported like any export."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from eigentaal.edits import word_diff
from eigentaal.exchange.batch import Row, batch, collect
from eigentaal.exchange.merge import CONFLICT, IMPORTED, REJECTED, UNCHANGED
from eigentaal.exchange.plan import Outcome
from eigentaal.exchange.texts import say
from eigentaal.language import Language
from eigentaal.problems import ERROR, explain
from eigentaal.site import Site
from eigentaal.state import normal


def leftovers(site: Site, language: str, outcomes: Sequence[Outcome], ui: str) -> bytes:
    """The rest file; empty if every row was imported or unchanged, and nobody remarked anything.

    A conflict shows the text of now in the open column and the one that came back beside it, so that importing the
    file as it is chooses nothing. A rejected text stands in the open column, to be mended. The Dutch is the one that
    was sent before: a translation made from it stays outdated where the Dutch has changed since.
    """
    left = [each for each in outcomes if is_left(each)]
    if not left:
        return b""
    from eigentaal.exchange import xlsx

    known = next((each for each in site.languages if each.code == language), None)
    rows = {row.key: row for row in collect(site, language, everything=True, ui=ui).rows} if known else {}
    made: list[Row] = []
    beside: list[dict[str, str]] = []
    taken: set[str] = set()
    for each in left:
        row = rows.get(each.key) or Row(each.key, "", each.source, "")
        now = each.returned if each.result == IMPORTED and each.returned else each.now
        key = "" if each.key in taken else each.key
        made.append(replace(row, key=key, source=each.sent or row.source, target=now, remark=each.remark))
        taken.add(each.key)
        mend = each.result == REJECTED or not each.now
        beside.append(
            {
                "key": each.key,
                "reason": reason(each, ui) + _cut(each, ui),
                "returned": each.returned if each.result == CONFLICT else "",
                "translation": each.returned if mend and each.result != CONFLICT else now,
                "tick": each.tick if each.result == REJECTED else "",
                **({"changed": word_diff(each.sent, each.source)} if _moved_on(each) else {}),
            }
        )
    shown = known or Language("rest", "", "ltr", language[:40], "")
    return xlsx.export(batch(language, made), shown, ui, beside, language == site.source.code)


def _cut(outcome: Outcome, ui: str) -> str:
    """A word on a text that is longer than a cell can be."""
    from eigentaal.exchange.sheet import LONGEST

    length = len(outcome.returned)
    return "\n" + say("cut-in-sheet", ui, shown=LONGEST, length=length) if length > LONGEST else ""


def is_left(outcome: Outcome) -> bool:
    """Whether somebody must look at it still."""
    doubtful = outcome.reason == "same-as-dutch" and not outcome.now
    said = bool(outcome.remark) and not outcome.heard
    return outcome.result not in (IMPORTED, UNCHANGED) or said or doubtful


def is_settled(outcome: Outcome) -> bool:
    """Whether nothing is left to be done with the text itself, whatever was remarked."""
    return not is_left(replace(outcome, remark=""))


def _moved_on(outcome: Outcome) -> bool:
    """Whether the Dutch has changed since it was sent."""
    return bool(outcome.sent and outcome.source) and normal(outcome.sent) != normal(outcome.source)


def reason(outcome: Outcome, ui: str, warnings: bool = False) -> str:
    """Why a row ended as it did, for people; with `warnings`, also what the checks say of a text that is imported."""
    parts = [say(outcome.reason, ui, detail=outcome.detail)]
    if _moved_on(outcome):
        parts.append(say("dutch-since", ui, was=outcome.sent, now=outcome.source))
    for each in sorted(outcome.problems, key=lambda each: each.severity != ERROR):
        if each.severity == ERROR or outcome.result == REJECTED or warnings:
            message, remedy = explain(each, ui)
            parts.append(f"{message}. {remedy}")
    return "\n".join(parts)
