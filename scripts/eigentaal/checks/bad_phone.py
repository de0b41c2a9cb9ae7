"""A phone number contradicts itself, or can't exist in the Netherlands.

Why: a wrong phone number harms people. What is shown, what is dialled and the international form must be one number.
Example: `number: 070 752 82 00` with `dial: "0707528300"`.
Mend: call the number, then write the three forms again. Lengths and ranges are those of the Dutch numbering plan
(libphonenumber).
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.phones import defect
from eigentaal.problems import Problem

BY_PAGE = True


def check(contents: Contents) -> Iterator[Problem]:
    if contents.only:
        return  # phones belong to no page: they are looked at with what all pages share
    for organisation in contents.site.organisations.values():
        for phone in organisation.phones:
            why = defect(phone.number, phone.dial, phone.international)
            if why:
                yield contents.at_fact(
                    f"organisations[{organisation.id}].phones[{phone.id}].number",
                    "bad-phone",
                    number=phone.number,
                    why=why,
                )
