"""From a file that came back to a plan: every row is judged alone, then all that pass are tried out together.

What is tried is the content as it would be: a copy of it is loaded and checked, and a text that brings an error is
rejected. What can't be imported goes to a rest file, which is an export itself and can be sent again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from eigentaal.exchange import trial
from eigentaal.exchange.batch import Parcel, key_of, words_of
from eigentaal.exchange.emitter import Value
from eigentaal.exchange.judging import Change, Here, Judged, Reader, first, judge
from eigentaal.exchange.merge import REJECTED
from eigentaal.exchange.plan import Plan
from eigentaal.exchange.rest import leftovers
from eigentaal.exchange.splice import Unspliceable, like, write
from eigentaal.exchange.texts import Refused
from eigentaal.problems import ERROR, WARNING
from eigentaal.project import Project
from eigentaal.state import Origin, dump, state_file
from eigentaal.units import Unit, units_of


def plan_parcel(
    project: Project,
    parcel: Parcel,
    language: str = "",
    origin: Origin = "person",
    reader: Reader | None = None,
    ui: str = "nl",
) -> Plan:
    """What importing `parcel` would do. `language` is the one that is expected, if any. Raises Refused."""
    if project.site is None or project.config is None:
        raise Refused("no-site")
    here = Here(project, project.site, parcel.language)
    judged = [judge(here, parcel, row, verdict, origin, reader) for row, verdict in first(here, parcel, language)]
    judged, files = _tried(project, here, judged)
    outcomes = tuple(each.outcome for each in judged)
    back = {row.key for row in parcel.rows}
    return Plan(
        parcel.language,
        parcel.id,
        outcomes,
        files,
        {shown: here.data(shown) for shown in files},
        leftovers(project.site, parcel.language, outcomes, ui),
        tuple(key for key in parcel.sent if key not in back),
        parcel.unread,
        parcel.rows_are_lines,
        trial.outdated(project, files) if parcel.language == project.site.source.code and files else {},
    )


def _tried(project: Project, here: Here, judged: Sequence[Judged]) -> tuple[list[Judged], dict[str, bytes]]:
    """Rejects what can't be written or brings an error, until the rest is right together."""
    rows = list(judged)
    while True:
        files, wrong = _written(here, [each.change for each in rows if each.change])
        if not wrong:
            texts = {key_of(each.change.unit): each.change.unit for each in rows if each.change and each.change.text}
            found = trial.problems(project, here.language, files, texts) if texts else {}
            for at, each in enumerate(rows):
                mine = found.get(each.row.key, ())
                if each.change and each.change.text and mine:
                    rows[at] = replace(each, outcome=replace(each.outcome, problems=tuple(mine)))
            wrong = {key: "check" for key, mine in found.items() if any(each.severity == ERROR for each in mine)}
        if not wrong:
            return rows, files
        for at, each in enumerate(rows):
            if each.change and each.row.key in wrong:
                kept = tuple(one for one in each.outcome.problems if one.severity in (ERROR, WARNING))
                why = wrong[each.row.key]
                done = replace(each.outcome, result=REJECTED, reason=why, returned=each.row.text, problems=kept)
                rows[at] = Judged(each.row, done)


def _written(here: Here, changes: Sequence[Change]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The new files, and the fields that can't be written, with the reason."""
    pages: dict[str, list[Change]] = {}
    for each in changes:
        pages.setdefault(each.unit.page, []).append(each)
    files: dict[str, bytes] = {}
    wrong: dict[str, str] = {}
    for page, mine in pages.items():
        order = [each.address for each in units_of(here.site, here.language, page, lists=True)]
        texts = {each.unit.address: _shaped(here, each.unit, each.text) for each in mine if each.text is not None}
        if texts:
            shown = mine[0].unit.file
            before = here.data(shown) or b""
            try:
                files[shown] = write(before, texts, order)
            except Unspliceable:
                wrong |= {f"{page}#{address}": "not-writable" for address in _culprits(before, texts, order)}
                continue
        made = {each.unit.address: each.record for each in mine if each.record is not None}
        if made:
            records = {**here.site.records.get(here.language, {}).get(page, {}), **made}
            files[state_file(here.site.docs, here.language, page)] = dump(page, records, order)
    return {shown: data for shown, data in files.items() if data != here.data(shown)}, wrong


def _shaped(here: Here, unit: Unit, text: str) -> Value:
    """The text with the line end of a block, where it stands in one or will; the words of a list."""
    if unit.spec.kind == "words":
        return words_of(text)
    raw = here.raw(unit)
    return like(raw, text) if raw else text + "\n" * ("\n" in text)


def _culprits(before: bytes, texts: Mapping[str, Value], order: Sequence[str]) -> list[str]:
    """The addresses of the texts that can't be written by themselves; all of them if only together they can't."""

    def fails(address: str) -> bool:
        try:
            write(before, {address: texts[address]}, order)
        except Unspliceable:
            return True
        return False

    return [address for address in texts if fails(address)] or list(texts)
