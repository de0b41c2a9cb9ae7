"""The JSON Schema for editors: made from the model, committed, and right about the content."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ADVICE, FACTS, HOME, OTHER, PAGE, ROOT, SECTION

from eigentaal.cli import main
from eigentaal.dataschema import files as data_files
from eigentaal.facts import FactsFile
from eigentaal.fieldnotes import SHARED, catalogue, note_on
from eigentaal.jsonschema import files
from eigentaal.page import COMMON, KINDS, MovedFile, Page, SetsFile
from eigentaal.schema import ADDED, INHERITED, Spec, specs
from eigentaal.wording import DescriptionsFile, GlossaryFile, InterfaceFile

SCHEMAS = {name: json.loads(data) for name, data in files()}
CLASSES = {
    "page": Page,
    "interface": InterfaceFile,
    "glossary": GlossaryFile,
    "organisations": DescriptionsFile,
    "facts": FactsFile,
    "sets": SetsFile,
    "moved": MovedFile,
}


class Core(yaml.SafeLoader):
    """Types as an editor sees them: YAML 1.2's core schema."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own name


class Old(yaml.SafeLoader):
    """Types as YAML 1.1 has them, but for dates, which JSON doesn't know."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


for tag, pattern in {
    "bool": "true|True|TRUE|false|False|FALSE",
    "null": "~|null|Null|NULL|",
    "int": "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(str(node.value).replace("0o", ""), 10))

LOADERS = {"YAML 1.2": Core, "YAML 1.1": Old}


# -- the files ---------------------------------------------------------------------------------------------------------


def test_the_committed_schemas_are_those_of_the_model() -> None:
    """Else: run `eigentaal schema`."""
    committed = {file.name: file.read_bytes() for file in (ROOT / "schemas").iterdir()}
    assert committed == {**dict(files()), **dict(data_files())}


def test_the_command_writes_them_into_a_new_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Proef\n")
    assert main(["schema", "--project", str(tmp_path)]) == 0
    assert {file.name: file.read_bytes() for file in (tmp_path / "schemas").iterdir()} == {
        **dict(files()),
        **dict(data_files()),
    }
    assert main(["schema", "--project", str(tmp_path)]) == 0
    assert "page.schema.json" in capsys.readouterr().out


def test_the_schemas_are_the_same_each_time() -> None:
    assert list(files()) == list(files())


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for each in schema.values():
            yield from _objects(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _objects(each)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_explained_and_no_other_is_allowed(name: str) -> None:
    found = list(_objects(SCHEMAS[name]))
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for each in found:
        assert each["additionalProperties"] is False
        assert set(each["required"]) <= set(each["properties"])
        assert [key for key, field in each["properties"].items() if len(field["description"]) < 5] == []


def _fields(cls: type) -> Iterator[Spec]:
    for each in specs(cls).values():
        yield each
        if each.of:
            yield from _fields(each.of)


def test_every_field_is_explained_in_the_language_of_the_editor() -> None:
    fields = {each.field: each for cls in CLASSES.values() for each in _fields(cls)}
    assert [name for name, each in fields.items() if note_on(each) == note_on(each, "en")] == []
    named = {f"{record}.{name}" for record, notes in catalogue().items() if record != SHARED for name in notes}
    assert named <= fields.keys(), "these explain what isn't there"
    assert catalogue()[SHARED].keys() <= {each.partition(".")[2] for each in fields.keys() - named}


@pytest.mark.parametrize("name", CLASSES)
def test_a_schema_has_the_fields_of_the_model(name: str) -> None:
    fields = specs(CLASSES[name])
    assert set(SCHEMAS[f"{name}.schema.json"]["properties"]) == {
        key for key, spec in fields.items() if spec.role != ADDED
    }
    if name not in ("facts", "moved"):
        assert set(SCHEMAS[f"{name}-translation.schema.json"]["properties"]) == {
            key for key, spec in fields.items() if spec.role != INHERITED
        }


def test_every_kind_of_page_has_its_fields() -> None:
    rules = {each["if"]["properties"]["kind"]["const"]: each["then"] for each in SCHEMAS["page.schema.json"]["allOf"]}
    assert rules.keys() == KINDS.keys()
    for kind, fields in KINDS.items():
        assert set(rules[kind]["required"]) == set(fields.must)
        assert set(rules[kind]["propertyNames"]["enum"]) == COMMON | set(fields.must) | set(fields.may)


# -- what they say of content ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def defects() -> Callable[[str, Any], list[str]]:
    """The name of a schema and a document → what is wrong with it."""
    jsonschema = pytest.importorskip("jsonschema")

    @cache
    def validator(name: str) -> Any:
        schema = SCHEMAS[f"{name}.schema.json"]
        jsonschema.Draft202012Validator.check_schema(schema)
        return jsonschema.Draft202012Validator(schema)

    def look(name: str, document: Any) -> list[str]:
        found = validator(name).iter_errors(document)
        return [f"{'/'.join(map(str, each.absolute_path))}: {each.message[:200]}" for each in found]

    return look


def _schema_of(file: Path) -> str:
    top, *_ = file.relative_to(ROOT / "docs").parts
    if top == "facts":
        return "facts"
    name = file.stem.removeprefix("_") if file.name.startswith("_") else "page"
    return name if top == "nl" else f"{name}-translation"


CONTENT = sorted((ROOT / "docs").rglob("*.yml"))


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
@pytest.mark.parametrize("name", sorted({_schema_of(file) for file in CONTENT}))
def test_the_real_content_is_right(defects: Callable[[str, Any], list[str]], name: str, loader: Any) -> None:
    mine = [file for file in CONTENT if _schema_of(file) == name]
    assert mine
    wrong = {
        str(file.relative_to(ROOT)): found
        for file in mine
        if (found := defects(name, yaml.load(file.read_bytes(), Loader=loader)))
    }
    assert wrong == {}


GOOD = {"page": [PAGE, OTHER, HOME, SECTION], "page-translation": [ADVICE.format(title="x")], "facts": [FACTS]}


@pytest.mark.parametrize(("name", "source"), [(name, each) for name, sources in GOOD.items() for each in sources])
def test_a_right_document_is_right(defects: Callable[[str, Any], list[str]], name: str, source: str) -> None:
    assert defects(name, yaml.load(source, Loader=Core)) == []


TRANSLATION = ADVICE.format(title="x")
WRONG: dict[str, tuple[str, str]] = {
    "an unknown field": ("page", PAGE + "titel: x\n"),
    "an unknown kind": ("page", PAGE.replace("kind: theme", "kind: thema")),
    "a missing field": ("page", PAGE.replace("answer: Boze buien horen erbij.\n", "")),
    "a missing field of the kind": ("page", PAGE.replace("call: lijn\n", "")),
    "a field of another kind": ("page", PAGE + "numbers: [{id: a, contact: lijn, when: x}]\n"),
    "an empty title": ("page", PAGE.replace("title: Boze buien", "title: ''")),
    "a title too long": ("page", PAGE.replace("title: Boze buien", f"title: {'x' * 81}")),
    "a list for a title": ("page", PAGE.replace("title: Boze buien", "title: [x]")),
    "an item without id": ("page", PAGE.replace("{id: rustig, text", "{text")),
    "a bad id": ("page", PAGE.replace("id: rustig", "id: Heel Rustig")),
    "too many items": ("page", PAGE.replace("do_now:\n", "do_now:\n" + "  - {id: a, text: b}\n" * 5)),
    "a contact twice": ("page", PAGE.replace("[lijn, wacht]", "[lijn, lijn]")),
    "a translation's field": ("page", PAGE.replace('language]]."}', 'language]].", sound: x}')),
    "a picture that is a path": ("page", PAGE.replace("mood-angry", "../mood")),
    "an inherited field": ("page-translation", TRANSLATION + "kind: theme\n"),
    "an inherited list": ("page-translation", TRANSLATION + "contacts: [lijn]\n"),
    "a missing sound": ("page-translation", TRANSLATION.replace(", sound: x", "")),
    "a Dutch sentence": ("page-translation", TRANSLATION.replace("meaning: x", "text: x, meaning: x")),
    "an unknown mark": ("facts", FACTS.replace("publish: after-check", "publish: maybe")),
    "a bad date": ("facts", FACTS.replace("checked_on: 2026-01-01", "checked_on: morgen")),
    "a bad number": ("facts", FACTS.replace('dial: "08002000"', 'dial: "0800-2000"')),
    "no name": ("facts", FACTS.replace("    name: Alarmnummer\n", "")),
}


@pytest.mark.parametrize(("name", "source"), WRONG.values(), ids=WRONG)
def test_a_wrong_document_is_wrong(defects: Callable[[str, Any], list[str]], name: str, source: str) -> None:
    assert source not in GOOD[name]
    assert defects(name, yaml.load(source, Loader=Core))
