"""A recording reads what its page no longer says, or belongs to no page.

Why: a listener who can't read has only the recording, and an old number in it leads to nobody. So it is withdrawn.
Example: the answer of a page was changed after somebody read it aloud.
Mend: listen to it beside the page. If it still fits, write the fingerprint that the message names in its `text`;
if not, record it anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import WARNING, Problem
from eigentaal.recordings import fingerprint, page_of

SEVERITY = WARNING


def check(contents: Contents) -> Iterator[Problem]:
    for each in contents.site.recordings.values():
        leaf, at = page_of(contents.site, each), f"recordings[{each.id}]"
        if leaf is None:
            yield contents.at_fact(f"{at}.page", "recording-without-page", SEVERITY, page=each.page)
        elif (now := fingerprint(contents.site, leaf)) != each.text:
            yield contents.at_fact(f"{at}.text", "outdated-recording", SEVERITY, page=each.page, text=now)
