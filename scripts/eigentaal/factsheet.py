"""A sheet to print with every value that waits for confirmation, for the editors: it is no part of the site.

Here the values stand, which no reader may see yet; and what is known of each, its source and the day that was read.
"""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from eigentaal.claims import Claim, waiting
from eigentaal.site import Site

HEAD = "<!doctype html>\n<!-- eigentaal facts sheet -->\n"
"""With which such a file begins: only a file that does is written over."""

_KINDS = {
    "organisation": "naam en taak",
    "phone": "telefoonnummer",
    "cost": "kosten van bellen",
    "hours": "openingstijden",
    "web": "website",
    "email": "e-mailadres",
    "address": "adres",
    "rule": "regel",
    "value": "getal of termijn",
    "district": "stadsdeel",
    "advice": "medisch advies",
}
_CERTAINTY = {
    "official": "officieel",
    "secondary": "uit tweede hand",
    "own-knowledge": "eigen kennis",
    "unknown": "niet gevonden",
}
_COLUMNS = ("Klopt", "Wat", "Wat wij hebben", "Zekerheid", "Bron, gelezen op", "Klopt niet: het is …", "Rol, datum")
_STYLE = """
@page { size: A4 landscape; margin: 12mm; }
body { font: 9.5pt/1.4 "Noto Sans", sans-serif; color: #000; margin: 0; }
h1 { font-size: 15pt; margin: 0 0 2mm; }
h2 { font-size: 12pt; margin: 6mm 0 1mm; break-after: avoid; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.3mm solid #777; padding: 1.5mm; vertical-align: top; text-align: start; overflow-wrap: anywhere; }
th { background: #eee; font-size: 8.5pt; }
.box { width: 11mm; } .box span { display: block; width: 4.5mm; height: 4.5mm; border: 0.4mm solid #000; }
.what { width: 40mm; } .known { width: 62mm; } .sure { width: 21mm; } .source { width: 52mm; } .who { width: 30mm; }
small { color: #444; }
"""


def page(site: Site) -> bytes:
    """The sheet, UTF-8."""
    found = waiting(site)
    out = [
        Markup(
            '<html lang="nl"><head><meta charset="utf-8"><title>Te bevestigen</title><style>{}</style></head><body>'
        ).format(Markup(_STYLE)),
        Markup("<h1>Te bevestigen voordat de site opengaat ({})</h1>").format(len(found)),
        Markup("<p>Alleen voor de redactie: niets hiervan mag al op een pagina of folder staan.</p>"),
    ]
    for name, rows in groupby(found, key=lambda each: each.name if each.kind != "advice" else "Voor een jeugdarts"):
        out.append(_table(name, list(rows)))
    out.append(Markup("</body></html>\n"))
    return (HEAD + "\n".join(out)).encode()


def _table(name: str, rows: list[Claim]) -> Markup:
    classes = ("box", "what", "known", "sure", "source", "", "who")
    pairs = zip(classes, _COLUMNS, strict=True)
    heads = Markup("").join(Markup('<th class="{}">{}</th>').format(*each) for each in pairs)
    body = Markup("\n").join(_row(each) for each in rows)
    return Markup("<h2>{}</h2><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(name, heads, body)


def _row(each: Claim) -> Markup:
    note = Markup("<br><small>{}</small>").format(" ".join(each.note.split())) if each.note else ""
    return Markup(
        '<tr><td class="box"><span></span></td><td>{}<br><small>{}</small></td><td>{}{}</td><td>{}</td>'
        "<td>{}<br>{}</td><td></td><td></td></tr>"
    ).format(_KINDS[each.kind], each.id, each.value, note, _CERTAINTY[each.certainty], each.source, each.checked_on)
