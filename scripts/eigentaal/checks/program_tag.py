"""A tag, placeholder or sign of a program stands in a translation.

Why: a reader sees `<1>`, `%s` or `\\n` in the middle of a sentence.
Example: `{1}word{2}`, `%1$s`, `{{name}}`, or a line break written as `\\n` or `_x000D_`, which the Dutch hasn't.
Mend: take it away. Of what the Dutch has, copy it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eigentaal.checks import Details
from eigentaal.pairs import Pair
from eigentaal.problems import ERROR
from eigentaal.traits import Trait

SEVERITY = ERROR
_SIGN = re.compile(r"[<{}%@\[⟦⟧\\|]|_x")  # all of them have one
WHERE = Trait(lambda _: _SIGN.search, letters=False)

# Numbered tags of CAT programs, placeholders of printf, Python, ICU, Angular and templates, and what spreadsheets make
# of a line break or the edge of a cell.
_TAG = re.compile(
    r"</?\d+\s*/?>|\{/?\d+/?\}|\{\{|\}\}|\$\{\w*\}?|%(?:\d+\$)?(?:[sdif]|l?[du])(?!\w)|%\(\w+\)[sd]|@@\w+@@|\[/?\d+\]|⟦|⟧|_x[0-9A-F]{4}_|\\[nrt]|\|"
)


def find(pair: Pair) -> Iterator[Details]:
    found = [each for each in dict.fromkeys(_TAG.findall(pair.target.raw)) if each not in pair.source.raw]
    if found:
        yield {"found": " ".join(found)}
