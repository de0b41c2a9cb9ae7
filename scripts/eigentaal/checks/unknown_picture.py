"""A page asks for a pictogram that isn't there.

Why: its tile would be a word without a picture, and many parents go by the picture.
Example: `picture: hart` where `overrides/pictograms/` has `heart-handshake.svg`.
Mend: write the name of a file there without `.svg`, or add one from the same set.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    for leaf in contents.originals:
        if leaf.page.picture and leaf.page.picture not in contents.site.pictograms:
            yield contents.at(leaf, "picture", "unknown-picture", name=leaf.page.picture)
