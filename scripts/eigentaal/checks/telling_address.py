"""The address of a page about danger tells what it is about.

Why: the address stands in the history of a phone that somebody else may look into, and on paper in a bag.
Example: a page with `danger: yes` in the file `spoed/huiselijk-geweld.yml`.
Mend: give the file a name that anybody may see, such as `rust-in-huis.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.lexicon import telling
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    for leaf in contents.originals:
        found = next((each for each in telling() if each in leaf.path), "") if leaf.page.danger else ""
        if found:
            yield contents.at(leaf, "danger", "telling-address", path=leaf.path, word=found)
