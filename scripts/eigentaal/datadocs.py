"""The examples of the page about open data, made of the data itself, so that they are always right."""

from __future__ import annotations

import json
from typing import Any

from eigentaal import hsds, urls
from eigentaal.opendata import feed_address
from eigentaal.sharing import Json
from eigentaal.site import PUBLISHED, Leaf, Site

PYTHON = """\
import json
from urllib.request import urlopen

index = json.load(urlopen("{index}"))
for page in index["pages"]:
    found = page["languages"].get("{language}")
    if found:
        print(found["title"], found["data"])"""

JAVASCRIPT = """\
fetch("{page}")
  .then(answer => answer.json())
  .then(page => {{
    const place = document.querySelector("#hulp");
    place.lang = page.language;
    place.dir = page.direction;
    place.innerHTML = "<h2></h2><p>" + page.fields.answer.html + "</p>";
    place.firstChild.textContent = page.fields.title;
  }});"""


def example_page(site: Site) -> Leaf:
    """The page that the examples show: the first that helps, in a translation where there is one."""
    languages = [*site.languages[1:], site.source]
    leaves = [leaf for each in languages for _, leaf in sorted(site.leaves[each.code].items())]
    shown = [leaf for leaf in leaves if leaf.state == PUBLISHED]
    return next((leaf for leaf in shown if leaf.page.parts and not leaf.page.danger), shown[0])


def view(site: Site, leaf: Leaf, data: Json) -> dict[str, Any]:
    """What the template prints. `data` is that of the example page `leaf`."""
    base = f"{site.url}data/v1/"
    page = site.url + urls.data(leaf.language, leaf.path)
    counts, waiting = hsds.counts(site), hsds.waiting(site)
    beginning = {key: data[key] for key in ("id", "language", "direction", "kind", "danger", "address", "state")}
    fields = {key: data["fields"][key] for key in ("title", "answer") if key in data["fields"]}
    feed = [(f"{site.url}{feed_address(leaf.language)}", "wat er veranderde (Atom)")] if data["updated"] else []
    return {
        "template": "professional/data.html",
        "addresses": [
            (f"{base}index.json", "de lijst van alles"),
            (page, "een pagina in een taal"),
            *feed,
            (f"{base}hsds/{site.source.code}/services.json", "de organisaties (HSDS)"),
            (f"{base}page.schema.json", "het schema van een pagina"),
            (f"{base}index.schema.json", "het schema van de lijst"),
        ],
        "hsds": hsds.VERSION,
        "counts": [(name, counts[name], waiting[name]) for name in counts],
        "python": PYTHON.format(index=f"{base}index.json", language=leaf.language),
        "javascript": JAVASCRIPT.format(page=page),
        "excerpt": _json({**beginning, "fields": fields}),
        "organisation": _json((data["organisations"] or [{}])[0]),
    }


def _json(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
