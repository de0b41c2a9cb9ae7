"""A page asks for a picture that isn't under `docs/assets`, or puts it under a part that it doesn't have.

Why: the reader would see an empty frame, or no picture at all.
Example: `file: handboek/potlood.png`, while the file is called `handboek/potloodje.png`.
Mend: write the path below `docs/assets`, and the id of one of the page's parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.contents import Contents
from eigentaal.problems import Problem


def check(contents: Contents) -> Iterator[Problem]:
    for leaf in contents.originals:
        parts = {each.id for each in leaf.page.parts}
        for picture in leaf.page.pictures:
            if picture.file not in contents.site.images:
                yield contents.at(leaf, f"pictures[{picture.id}].file", "unknown-image", name=picture.file)
            if picture.part not in parts:
                yield contents.at(leaf, f"pictures[{picture.id}].part", "unknown-image", name=picture.part)
