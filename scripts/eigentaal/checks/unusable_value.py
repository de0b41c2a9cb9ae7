"""A value of a rule lacks what its kind needs.

Why: the sentence around it would have a hole, or the build would stop half way.
Example: `kind: duration` without `unit`.
Mend: a duration has a whole number and a unit, an amount and a number have a number, a date a day.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.facts import Value
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    for rule in contents.site.rules.values():
        for value in rule.values:
            if not usable(value):
                address = f"rules[{rule.id}].values[{value.id}]"
                yield contents.at_fact(address, "unusable-value", id=f"{rule.id}.{value.id}", kind=value.kind)


def usable(value: Value) -> bool:
    match value.kind:
        case "duration":
            return value.number.isdigit() and len(value.number) < 5 and bool(value.unit)
        case "number" | "amount":
            return bool(value.number)
        case "date":
            return bool(value.date)
        case _:
            return bool(value.text)
