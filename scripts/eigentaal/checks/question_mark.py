"""The Dutch text asks something and the translation doesn't, or the other way round.

Why: a question that became a statement says something else: "May I bring somebody?" and "I may bring somebody."
Example: Dutch `Mag er iemand mee?`, and the translation ends in a full stop.
Mend: make it a question too, or take the question mark away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.affixes import conditional
from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import WARNING

SEVERITY = WARNING

# Latin, Arabic, Armenian, Ethiopic, full width.
_MARK = re.compile("[?\u061f\u055e\u1367\uff1f]")
# `Is er een dossier? Dan mag u het lezen.` may become "If there is a file, …": these questions stand at no end.
_LAST = re.compile(r"\?\W*(?:\n|$)")
# `Vraag wie u belt` may become "Ask: who calls you?".
_INDIRECT = re.compile(r"\b(?:of|w(?:ie|at|aar\w*|anneer|elke?)|hoe|als|dan|zo|vra(?:ag|gen)\w*)\b", re.IGNORECASE)


def find(pair: Pair) -> Iterator[Details]:
    asks, asked = bool(_MARK.search(pair.target.raw)), bool(_MARK.search(pair.source.raw))
    if asks == asked or not pair.prose:
        return
    if asks and _INDIRECT.search(pair.source.plain):
        return
    if asked and not _LAST.search(pair.source.plain) and conditional(pair.language.code).search(pair.target.plain):
        return
    yield {"where": "target" if asks else "source"}
