"""Where the codes on paper lead: `f/<code>/` says whether that edition is still good, and what is different now."""

from __future__ import annotations

from collections.abc import Iterator

from eigentaal.edition import Edition
from eigentaal.leaflets.plan import STATUS
from eigentaal.leaflets.views import codes


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    for code in codes(edition.shelf):
        yield f"{STATUS}/{code}/index.html", edition.render_status(code).encode()
