"""How the translations stand, for programs: `report/report.json` and a badge per language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from eigentaal.edition import Edition
from eigentaal.report import as_data, percent, total
from eigentaal.tally import tallies

PARENTS = False
_GOOD, _FAIR, _POOR = "#00574b", "#8a5a00", "#9b1313"


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    site = edition.site
    yield "report/report.json", (json.dumps(as_data(site, edition.cache), ensure_ascii=False, indent=1) + "\n").encode()
    for language in site.languages[1:]:
        whole = total(list(tallies(site, language.code, edition.cache)))
        yield f"report/{language.code}.svg", badge(language.name, percent(whole.current, whole.fields)).encode()


def badge(name: str, done: int) -> str:
    """A small picture: the language and how much of it is translated and current, in percent."""
    colour = _GOOD if done >= 95 else _FAIR if done >= 60 else _POOR
    label = escape(name)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="132" height="22" role="img" '
        f'aria-label="{label}: {done}%"><rect width="132" height="22" rx="4" fill="#47534f"/>'
        f'<path d="M84 0h44a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4H84z" fill="{colour}"/>'
        '<g fill="#fff" font-family="system-ui,sans-serif" font-size="12" text-anchor="middle">'
        f'<text x="42" y="15">{label}</text><text x="108" y="15">{done}%</text></g></svg>\n'
    )
