"""The content model as JSON Schema, with which an editor completes fields and shows, in Dutch, what they are for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from eigentaal.facts import FactsFile
from eigentaal.fieldnotes import note_on
from eigentaal.page import COMMON, KINDS, MovedFile, Page, SetsFile
from eigentaal.schema import ADDED, INHERITED, SLUG, TRANSLATED, Spec, specs
from eigentaal.wording import DescriptionsFile, GlossaryFile, InterfaceFile

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def files() -> Iterator[tuple[str, bytes]]:
    """Name and content of every schema file, UTF-8."""
    for name, cls in (
        ("page", Page),
        ("interface", InterfaceFile),
        ("glossary", GlossaryFile),
        ("organisations", DescriptionsFile),
        ("sets", SetsFile),
    ):
        yield f"{name}.schema.json", dump(_source(cls, name))
        yield f"{name}-translation.schema.json", dump({"$schema": DRAFT, **_object(cls, translation=True)})
    yield "facts.schema.json", dump(_source(FactsFile, "facts"))
    yield "moved.schema.json", dump(_source(MovedFile, "moved"))


def _source(cls: type, name: str) -> Schema:
    made = {"$schema": DRAFT, **_object(cls, translation=False)}
    if name == "page":
        made["allOf"] = [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {
                    "required": list(fields.must),
                    "propertyNames": {"enum": sorted(COMMON | set(fields.must) | set(fields.may))},
                },
            }
            for kind, fields in KINDS.items()
        ]
    return made


def _object(cls: type, translation: bool) -> Schema:
    properties, required = {}, []
    for name, spec in specs(cls).items():
        if spec.kind != "ident" and spec.role == (INHERITED if translation else ADDED):
            continue
        properties[name] = _value(spec, translation)
        if spec.required and (not translation or spec.kind == "ident" or spec.role == ADDED):
            required.append(name)
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": required}


def _value(spec: Spec, translation: bool) -> Schema:
    made: Schema = {"description": note_on(spec)}
    match spec.kind:
        case "line" | "text" | "rich":
            made |= {"type": "string", "minLength": 1, "maxLength": spec.limit}
        case "ident":
            made |= {"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": 64}
        case "word" | "day":
            # A number or date may be written bare: the program reads all of it as text.
            made |= {"type": ["string", "number"]} | ({"pattern": f"^({spec.pattern})$"} if spec.pattern else {})
        case "choice":
            made |= {
                "enum": [
                    *spec.choices,
                    *(value for word, value in (("yes", True), ("no", False)) if word in spec.choices),
                ]
            }
        case "flag":
            made |= {"enum": ["yes", "no", True, False]}
        case "number":
            made |= {"type": ["integer", "string"]}
        case "idents" | "words":
            made |= {"type": "array", "items": {"type": ["string", "number"]}, "uniqueItems": True}
        case _:
            assert spec.of is not None
            inside = _object(spec.of, translation and spec.role == TRANSLATED)
            made |= (
                inside
                if spec.kind == "item"
                else {"type": "array", "items": inside} | ({"maxItems": spec.limit} if spec.limit else {})
            )
    return made


def dump(schema: Schema) -> bytes:
    return (json.dumps(schema, indent=1, ensure_ascii=False) + "\n").encode()
