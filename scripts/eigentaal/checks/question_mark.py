"""The Dutch text asks something and the translation doesn't, or the other way round.

Why: a question that became a statement says something else: "May I bring somebody?" and "I may bring somebody."
Example: Dutch `Mag er iemand mee?`, and the translation ends in a full stop.
Mend: make it a question too, or take the question mark away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.affixes import asks, conditional
from eigentaal.checks import Details
from eigentaal.pairs import Pair, Prose
from eigentaal.problems import WARNING
from eigentaal.traits import Trait

SEVERITY = WARNING

# Latin, Arabic, Armenian, Ethiopic, full width.
_MARK = re.compile(r"\?(?!\w)|[\u061f\u055e\u1367\uff1f]")
# `Is er een dossier? Dan mag u het lezen.` may become "If there is a file, …": these questions stand at no end.
_LAST = re.compile(r"\?\W*(?:\n|$)")
# `Vraag wie u belt` may become "Ask: who calls you?".
_INDIRECT = re.compile(r"\b(?:of|w(?:ie|at|aar\w*|anneer|elke?)|hoe|als|dan|zo|vra(?:ag|gen)\w*)\b", re.IGNORECASE)

_asks = Trait(lambda _: _MARK.search, letters=False)


def _asked(pair: Pair) -> bool:
    """Whether one of them asks."""
    return _asks(pair.target) or _asks(pair.source)


WHERE = _asked


def find(pair: Pair) -> Iterator[Details]:
    asks, asked = _asks(pair.target), _asks(pair.source)
    if not pair.prose:
        return
    if asks and not _ends(pair.source) and _ends(pair.target) and _tells(pair):
        yield {"where": "target"}
    elif asks and asked and _ends(pair.source) and not _ends(pair.target) and _fewer(pair):
        yield {"where": "source"}
    elif asks != asked and not _reworded(pair, asks):
        yield {"where": "target" if asks else "source"}


def _reworded(pair: Pair, asks: bool) -> bool:
    """Whether a question may well have become part of a sentence, or the other way round."""
    if asks:
        return _INDIRECT.search(pair.source.plain) is not None
    return not _LAST.search(pair.source.plain) and conditional(pair.language.code).search(pair.target.plain) is not None


def _ends(prose: Prose) -> bool:
    """Whether it ends in a question mark."""
    return _MARK.search(prose.raw.rstrip("\"'”’»)] \n")[-1:]) is not None


def _tells(pair: Pair) -> bool:
    """Whether the last sentence of the translation has no word that asks, where we know such words."""
    return bool(pair.target.sentences) and asks(pair.target.sentences[-1], pair.language.code) is False


def _fewer(pair: Pair) -> bool:
    """Whether the translation asks fewer things."""
    return len(_MARK.findall(pair.target.raw)) < len(_MARK.findall(pair.source.raw))
