"""A text has a web address, an e-mail address or a postcode written out.

Why: addresses change; one that stands in a fact is changed in one place, with its source. The name of an organisation
may look like an address (`Thuisarts.nl`).
Example: `Kijk op www.denhaag.nl/jeugd of kom naar 2512 AB.`
Mend: put the organisation in `contacts`, and name it in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.figures import ADDRESS, POSTCODE
from eigentaal.passages import literals
from eigentaal.problems import Problem

BY_PAGE = True


def check(contents: Contents) -> Iterator[Problem]:
    names = {each.name for each in contents.site.organisations.values()}
    yield from literals(contents, "literal-address", ADDRESS, POSTCODE, spared=names)
