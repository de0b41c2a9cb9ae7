"""A text has a phone number written out.

Why: a number lives in one place, with its source and the day it was checked; a copy grows old in every language.
Example: `Bel 070 123 45 67.`
Mend: refer to the fact: `Bel [[veilig-thuis.phone]].`
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.figures import PHONE
from eigentaal.passages import literals
from eigentaal.problems import Problem

BY_PAGE = True


def check(contents: Contents) -> Iterator[Problem]:
    yield from literals(contents, "literal-phone", PHONE)
