"""Records that a person confirmed a fact: who (a role), when, and what it was; and the mark becomes `yes`.

Worked out first and shown as a difference. The YAML keeps its layout and comments.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from msgspec import Struct

from eigentaal.claims import SINGLE, Claim, claims
from eigentaal.exchange.splice import Unspliceable, write
from eigentaal.facts import Confirmation, FactsFile, Organisation, Rule
from eigentaal.files import replacing
from eigentaal.phones import defect, international
from eigentaal.problems import Problem, errors
from eigentaal.reading import Reading
from eigentaal.schema import specs
from eigentaal.site import Site
from eigentaal.yamlfile import parse


class Refused(Exception):
    """Why nothing can be recorded: a key of the terminal's texts, and what it is about."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


class Change(Struct, frozen=True):
    """One file of facts, before and after."""

    claim: Claim
    value: str
    shown: str
    before: bytes
    after: bytes

    def diff(self) -> str:
        """The change as a unified diff; "" if there is none."""
        old, new = (data.decode().splitlines(True) for data in (self.before, self.after))
        return "".join(difflib.unified_diff(old, new, self.shown, self.shown, n=1))

    def write(self, root: Path) -> None:
        """Writes the file, beside itself first. Raises OSError, and Refused if it has changed meanwhile."""
        file = root / self.shown
        if file.read_bytes() != self.before:
            raise Refused("facts-changed-since", file=self.shown)
        with replacing(file) as stream:
            stream.write(self.after)


def confirm(site: Site, root: Path, wanted: str, role: str, date: str, value: str = "") -> Change:
    """What recording would change. `value`, if given, is what is right: it replaces a number or address.

    Raises Refused for an unknown fact, for what is background only, for a value that can't be, OSError if a file can't
    be read.
    """
    claim = next((each for each in claims(site) if each.id == wanted), None) or _new(site, wanted, value)
    if claim.publish == "no":
        raise Refused("facts-background", id=wanted)
    right = value or claim.value
    changes = _value(site, claim, value) if value and value != claim.value else {}
    changes[f"{claim.address}.publish"] = "yes"
    recorded = {"value": right, "role": role, "date": date}
    changes |= {f"{claim.address}.confirmed.{name}": text for name, text in recorded.items()}
    shown = _file(site, claim)
    before = (root / shown).read_bytes()
    try:
        after = write(before, changes, _order(claim))
    except Unspliceable as failure:
        raise Refused("facts-unwritable", id=wanted, file=shown, why=failure) from failure
    wrong = problems(after, shown)
    if wrong:
        raise Refused("facts-bad-value", id=wanted, value=right, problems=wrong)
    return Change(claim, right, shown, before, after)


def problems(data: bytes, shown: str) -> tuple[Problem, ...]:
    """The errors that a file of facts would have."""
    read = parse(data, shown)
    reading = Reading(shown)
    if read.root is not None:
        reading.source(FactsFile, read.root)
    return tuple(errors([*read.problems, *reading.problems]))


def _new(site: Site, wanted: str, value: str) -> Claim:
    """A value that an organisation doesn't have yet: its first number, its site, its e-mail address, its address."""
    owner, _, tail = wanted.partition(".")
    organisation = site.organisations.get(owner)
    if organisation is None or tail not in ("main", *SINGLE):
        raise Refused("facts-unknown", id=wanted)
    if not value:
        raise Refused("facts-no-value", id=wanted)
    start = f"organisations[{owner}]"
    kind, address = ("phone", f"{start}.phones[main]") if tail == "main" else (tail, f"{start}.{tail}")
    mark = "after-check" if organisation.publish != "no" else "no"
    return Claim(wanted, address, kind, organisation.name, "", mark, "unknown", organisation.checked_on, "")


def _value(site: Site, claim: Claim, value: str) -> dict[str, str]:
    """The fields in which a new value stands."""
    if claim.kind in SINGLE:
        return {f"{claim.address}.{SINGLE[claim.kind]}": value}
    if claim.kind != "phone":
        raise Refused("facts-edit-by-hand", id=claim.id)
    dial = ("+" if value.startswith("+") else "") + "".join(char for char in value if char.isdigit())
    written = international(dial)
    if why := defect(value, dial, written):
        raise Refused("facts-bad-number", id=claim.id, value=value, why=why)
    made = {f"{claim.address}.number": value, f"{claim.address}.dial": dial}
    if written:
        return made | {f"{claim.address}.international": written}
    owner, _, phone = claim.id.partition(".")
    if any(each.id == phone and each.international for each in site.organisations[owner].phones):
        raise Refused("facts-edit-by-hand", id=claim.id)  # splicing takes nothing away, so the old form would stay
    return made


def _order(claim: Claim) -> list[str]:
    """Where new fields go: in the order of the model, the confirmation behind the mark."""
    entry = claim.address.partition("]")[0] + "]"
    owner = Organisation if entry.startswith("organisations") else Rule
    around = [f"{entry}.{name}" for name in specs(owner)]
    inside = [f"{claim.address}.{name}" for name in ("number", "dial", "international", "url", "address", "text")]
    inside += [f"{claim.address}.publish", *(f"{claim.address}.confirmed.{name}" for name in specs(Confirmation))]
    return [*around, *inside]


def _file(site: Site, claim: Claim) -> str:
    """The file in which the value, or whose it is, stands."""
    entry = claim.address.partition("]")[0] + "]"
    return next(file for file, places in site.places.items() if entry in places)
