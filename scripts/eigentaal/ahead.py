"""Days that are still to come where it says when something was done: a slip of the pen, that would make it look new.

No check like the others, which never look at a calendar: what is built today must come out the same tomorrow. And no
error, for it may be the clock of this computer that is wrong.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from eigentaal.claims import claims
from eigentaal.contents import Contents
from eigentaal.problems import WARNING, Problem, problem
from eigentaal.site import Site
from eigentaal.state import state_file


def ahead(site: Site, today: datetime.date) -> Iterator[Problem]:
    """Sources that will be read, values that will be confirmed, pages that will change, texts that will be reviewed."""
    contents = Contents(site)
    latest = (today + datetime.timedelta(days=1)).isoformat()  # somewhere on earth it is tomorrow already
    for each in claims(site):
        days = {"confirmed.date": each.confirmed.date} if each.confirmed else {}
        if "." not in each.address:  # its values have the source of the whole
            days["checked_on"] = each.checked_on
        for field, day in days.items():
            if day > latest:
                yield contents.at_fact(f"{each.address}.{field}", "day-to-come", WARNING, value=day)
    for leaf in contents.originals:
        if leaf.page.changed > latest:
            yield contents.at(leaf, "changed", "day-to-come", WARNING, value=leaf.page.changed)
    for language, pages in site.records.items():
        for path, records in pages.items():
            kept = state_file(site.docs, language, path)
            for address, record in records.items():
                if record.review and record.review.told and record.review.date > latest:
                    day = record.review.date
                    yield problem(kept, (1, 1), "review-to-come", WARNING, field=address, value=day)
