"""A fact was changed after a person confirmed it.

Why: nobody has confirmed the value that stands there now, and a wrong number harms people.
Example: a phone number confirmed as 070 752 82 00 that now reads 070 752 83 00.
Mend: ask again, and record the answer with `eigentaal facts confirm`; or put the old value back.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.claims import claims
from eigentaal.contents import Contents
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    for each in claims(contents.site):
        if each.confirmed and each.lapsed:
            yield contents.at_fact(
                each.address, "lapsed-confirmation", id=each.id, was=each.confirmed.value, now=each.value
            )
