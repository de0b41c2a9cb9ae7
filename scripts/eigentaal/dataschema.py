"""What the open data and oEmbed files look like, as JSON Schema: made from the model, so that it can't fall behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eigentaal.facts import DAYS, Cost, Opening, Phone, Recording, Value
from eigentaal.jsonschema import DRAFT, dump
from eigentaal.language import CODE
from eigentaal.opendata import BESIDE
from eigentaal.page import KINDS, Page
from eigentaal.schema import DAY, Spec, specs
from eigentaal.state import ORIGINS, ROLES

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_BOOL: Schema = {"type": "boolean"}
_ADDRESS: Schema = {"type": "string", "format": "uri", "pattern": "^https?://"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_DIRECTION: Schema = {"enum": ["ltr", "rtl"]}


def _like(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^({pattern})$"}


_DAY, _CODE = _like(DAY), _like(CODE)
_PAGE = _like(specs(Recording)["page"].pattern)
_DIAL, _E164 = (_like(specs(Phone)[each].pattern) for each in ("dial", "international"))
_OPENS, _CLOSES = (_like(specs(Opening)[each].pattern) for each in ("opens", "closes"))


def files() -> Iterator[tuple[str, bytes]]:
    """Name and content of every schema file, UTF-8."""
    yield "data-page.schema.json", dump(_page())
    yield "data-index.schema.json", dump(_index())
    yield "oembed.schema.json", dump(_oembed())


def _object(required: Schema, optional: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {**required, **(optional or {})},
        "required": list(required),
    }


def _list(of: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": of, **more}


def _map(of: Schema, names: str) -> Schema:
    return {"type": "object", "additionalProperties": False, "patternProperties": {names: of}}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _page() -> Schema:
    found = {
        "$schema": _ADDRESS,
        "version": {"const": 1},
        "id": _PAGE,
        "language": _CODE,
        "direction": _DIRECTION,
        "kind": {"enum": list(KINDS)},
        "danger": {**_BOOL, "description": "About danger: link to it, don't show it in a frame, and offer a way out."},
        "address": _ADDRESS,
        "embed": _or_null(_ADDRESS),
        "licence": _ADDRESS,
        "state": _object(
            {
                "origin": {"enum": [*ORIGINS, None], "description": "Who made the text."},
                "review": _or_null(_object({"role": {"enum": list(ROLES)}, "date": _DAY})),
                "outdated": {**_BOOL, "description": "The Dutch changed after this was translated."},
            }
        ),
        "updated": {**_or_null(_DAY), "description": "The last day on which something of it is known to have changed."},
        "summary": _TEXT,
        "fields": _fields(Page),
        "terms": _list(
            _object(
                {
                    "id": _TEXT,
                    "word": _TEXT,
                    "dutch": _or_null(_TEXT),
                    "explanation": _TEXT,
                    "sound": _or_null(_TEXT),
                }
            )
        ),
        "facts": _map(_fact(), r"^[a-z0-9-]+\.[a-z0-9-]+$"),
        "organisations": _list(_organisation()),
    }
    return {"$schema": DRAFT, "title": "A page in one language", **_object(found)}


def _fields(cls: type) -> Schema:
    """The fields of a record; what isn't filled in stays out."""
    properties = {name: _field(spec) for name, spec in specs(cls).items() if not (cls is Page and name in BESIDE)}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _field(spec: Spec) -> Schema:
    match spec.kind:
        case "text" | "rich":
            made = _object({"html": _TEXT, "text": _TEXT})
        case "items":
            assert spec.of is not None
            made = _list(_fields(spec.of))
        case "idents" | "words":
            made = _list(_TEXT)
        case "number":
            made = {"type": "integer"}
        case "flag":
            made = dict(_BOOL)
        case _:
            made = dict(_TEXT)
    return {**made, "description": spec.note}


def _fact() -> Schema:
    values = [each for each in specs(Value)["kind"].choices if each != "text"]  # which is for editors
    return _object(
        {"kind": {"enum": ["phone", "name", *values]}, "text": _TEXT},
        {"dial": _DIAL, "international": _E164, "number": _TEXT, "unit": _TEXT, "date": _DAY},
    )


def _organisation() -> Schema:
    times = _object({"days": _list({"enum": list(DAYS)}), "opens": _OPENS, "closes": _CLOSES})
    hours = {"oneOf": [_object({"always": {"const": True}}), _object({"times": _list(times)})]}
    phone = _object(
        {"id": _TEXT, "number": _TEXT, "dial": _DIAL},
        {"international": _E164, "cost": {"enum": list(specs(Cost)["kind"].choices)}, "hours": hours},
    )
    return _object(
        {"id": _TEXT, "name": _TEXT, "category": _TEXT, "checked_on": _DAY, "phones": _list(phone)},
        {
            "what": _object({"text": _TEXT, "language": _CODE}),
            "web": _ADDRESS,
            "email": {"type": "string", "format": "email"},
            "address": _TEXT,
            "spoken": _list(_CODE),
            "district": _TEXT,
            "reached_through": _TEXT,
        },
    )


def _index() -> Schema:
    codes = _CODE["pattern"]
    counts = _object(dict.fromkeys(("organizations", "services", "phones", "schedules", "languages"), _COUNT))
    in_language = _object(
        {"title": _TEXT, "address": _ADDRESS, "data": _ADDRESS, "embed": _or_null(_ADDRESS), "digest": _TEXT}
    )
    found = {
        "$schema": _ADDRESS,
        "version": {"const": 1},
        "name": _TEXT,
        "address": _ADDRESS,
        "licence": _ADDRESS,
        "proof": {**_BOOL, "description": "The site has no real address yet."},
        "languages": _list(
            _object({"code": _CODE, "name": _TEXT, "direction": _DIRECTION, "feed": _or_null(_ADDRESS)})
        ),
        "pages": _list(
            _object(
                {"id": _TEXT, "kind": {"enum": list(KINDS)}, "danger": _BOOL, "languages": _map(in_language, codes)}
            )
        ),
        "sets": _list(
            _object(
                {
                    "id": _TEXT,
                    "pages": _list(_TEXT),
                    "languages": _map(_object({"title": _TEXT, "embed": _ADDRESS}), codes),
                }
            )
        ),
        "moved": _list(_object({"from": _TEXT, "to": _or_null(_TEXT)})),
        "hsds": _object(
            {
                "version": _TEXT,
                "counts": counts,
                "waiting": counts,
                "languages": _map(_object({"services": _ADDRESS, "organizations": _ADDRESS}), codes),
            }
        ),
    }
    return {"$schema": DRAFT, "title": "Everything there is", **_object(found)}


def _oembed() -> Schema:
    """oEmbed 1.0 for type rich (oembed.com), all of whose fields we give."""
    found = {
        "version": {"const": "1.0"},
        "type": {"const": "rich"},
        "provider_name": _TEXT,
        "provider_url": _ADDRESS,
        "title": _TEXT,
        "width": {"type": "integer", "minimum": 200},
        "height": {"type": "integer", "minimum": 200},
        "cache_age": _COUNT,
        "html": {
            "type": "string",
            "pattern": "^<blockquote [^>]+><a href=[^>]+>[^<]+</a></blockquote><iframe [^>]+></iframe>$",
        },
    }
    return {"$schema": DRAFT, "title": "oEmbed", **_object(found)}
