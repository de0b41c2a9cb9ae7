"""The real project as data: its languages, facts and words, read from its files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]

Node = Any  # YAML of ours: maps, lists and strings


class _Dumper(yaml.CSafeDumper):
    """Writes texts of several lines as editors do, with `|`."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


@cache
def read(file: Path) -> Node:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)


def dump(node: Node) -> str:
    return yaml.dump(node, Dumper=_Dumper, allow_unicode=True, width=10_000, sort_keys=False)


def languages() -> Node:
    """The list of languages in mkdocs.yml."""
    plugins = read(ROOT / "mkdocs.yml")["plugins"]
    return next(each["i18n"]["languages"] for each in plugins if isinstance(each, dict) and "i18n" in each)


def words(code: str) -> dict[str, str]:
    """The texts of the interface."""
    return {each["id"]: each["text"] for each in read(ROOT / f"docs/{code}/_interface.yml")["words"]}


def descriptions(code: str) -> dict[str, str]:
    """What each organisation does."""
    return {each["id"]: each["what"] for each in read(ROOT / f"docs/{code}/_organisations.yml")["organisations"]}


def item(listed: list[Node], key: str) -> Node:
    return next(each for each in listed if each["id"] == key)


def facts(name: str) -> dict[str, Node]:
    return {each["id"]: each for each in read(ROOT / f"docs/facts/{name}.yml")[name]}


def glossary(code: str) -> dict[str, Node]:
    return {each["id"]: each for each in read(ROOT / f"docs/{code}/_glossary.yml")["terms"]}


def dutch_name(code: str) -> str:
    return str(next(each["extra"]["dutch_name"] for each in languages() if each["locale"] == code))


def fact(entry: str, value: str) -> str:
    """A value of an organisation or a rule, in Markdown."""
    organisations = facts("organisations")
    if entry in organisations:
        card = _card(organisations[entry])
        return str(card["name"]) if value == "name" else phone(card)
    found: dict[str, str] = item(facts("rules")[entry]["values"], value)
    return f"{found.get('number', '')} {found.get('unit', '')}".strip()


def cards() -> dict[str, Node]:
    """What is published of each organisation."""
    return {key: _card(each) for key, each in facts("organisations").items()}


def _card(organisation: Node) -> Node:
    """What may be published of an organisation, with the number of whom it is reached through."""
    phones = [each for each in organisation.get("phones", ()) if each["publish"] == "yes"]
    if not phones and organisation.get("route"):
        return {**_card(facts("organisations")[organisation["route"]]), "name": organisation["name"]}
    card = {"id": organisation["id"], "name": organisation["name"]}
    if phones:
        card |= {"number": phones[0]["number"], "dial": phones[0]["dial"]}
    if organisation.get("web", {}).get("publish") == "yes":
        card["web"] = organisation["web"]["url"]
    return card


def phone(card: Node) -> str:
    """A link that calls, in Markdown."""
    return f"[{card['number']}](tel:{card['dial']})" if "number" in card else ""
