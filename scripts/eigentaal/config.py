"""Reads from `mkdocs.yml` what the program needs: where the content is and which languages there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from eigentaal.language import CODE, Language
from eigentaal.lexicon import direction_of
from eigentaal.problems import ERROR, WARNING, Problem, errors, problem
from eigentaal.yamlfile import Map, Node, Seq, read

FILE = "mkdocs.yml"
EXAMPLE_HOST = "example.org"
_URL = re.compile(r"(https://[^\s/?#]+|http://(localhost|127\.0\.0\.1)(:[0-9]+)?)(/[^\s?#]*)?/")
_EXIT = re.compile(r"https://[^\s/?#]+/[^\s]*")

_FOLDER = re.compile(r"(\./)?(?!\.{1,2}/?$)[^/\\]+/?")
"""A folder in the root of the project, by name: what stands in it is named by that, in messages and in the state."""

Report = Callable[..., None]
"""Takes line and column of a mistake, the id of its message, how bad it is, and what the message is filled with."""


class Config(Struct, frozen=True):
    """The project's settings. `languages[0]` is the source language."""

    root: Path
    docs: Path
    overrides: Path
    site_url: str
    exit_url: str
    """Where the quick exit leads: a neutral page that doesn't personalise."""
    urgent: dict[str, tuple[int, int]]
    """The organisations whose numbers open a page of danger, each with its line and column."""
    languages: tuple[Language, ...]
    towns: tuple[str, ...] = ()
    """Towns, regions and the country, in Dutch: translations write these in their own way."""

    @property
    def source(self) -> Language:
        return self.languages[0]


def load_config(root: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """The settings of the project in `root`, or what is wrong with them."""
    loaded = read(root / FILE, FILE, tags=True)
    if loaded.root is None:
        return None, loaded.problems
    top, wrong = loaded.root, list(loaded.problems)

    def report(at: tuple[int, int], check: str, severity: str = ERROR, **details: object) -> None:
        wrong.append(problem(FILE, at, check, severity, **details))

    site_url = _text(top, "site_url") or f"https://{EXAMPLE_HOST}/"
    if not _is_address(site_url, _URL):
        report(top.places.get("site_url", (1, 1)), "bad-site-url", value=site_url)
    extra = _map(_map(top, "extra"), "eigentaal")
    exit_url = _text(extra, "exit_url")
    if not _is_address(exit_url, _EXIT):
        report(extra.places.get("exit_url", top.places.get("extra", (1, 1))), "bad-exit-url", value=exit_url)
    docs = _text(top, "docs_dir") or "docs"
    if not _FOLDER.fullmatch(docs):
        report(top.places["docs_dir"], "bad-docs-dir", value=docs)
    languages = _languages(top, report)
    if any(not each.site_name for each in languages):
        report(top.places.get("site_name", (1, 1)), "no-site-name")
    for name, at in _names(top, "watch").items():
        if not (root / name).exists():  # MkDocs stops at it, in English and without a place; the content may be fine
            report(at, "watch-nothing", WARNING, value=name)
    if errors(wrong):
        return None, tuple(wrong)
    overrides = _text(_map(top, "theme"), "custom_dir") or "overrides"
    folders = root, root / docs, root / overrides
    urgent, towns = _names(extra, "urgent"), tuple(_names(extra, "towns"))
    return Config(*folders, site_url, exit_url, urgent, languages, towns), tuple(wrong)


def _languages(top: Map, report: Report) -> tuple[Language, ...]:
    """The languages, that of the source first."""
    languages: list[Language] = []
    entries = _map(_plugin(top), "i18n").get("languages")
    languages_at = entries.places[0] if isinstance(entries, Seq) and entries else top.place
    defaults: list[tuple[int, int]] = []
    for entry in entries if isinstance(entries, Seq) else ():
        if not isinstance(entry, Map):
            continue
        own = _map(entry, "extra")
        language = Language(
            _text(entry, "locale"),
            _text(entry, "name"),
            _text(own, "dir"),
            _text(own, "dutch_name"),
            _text(entry, "site_name") or _text(top, "site_name"),
        )
        if not re.fullmatch(CODE, language.code):
            report(entry.place, "bad-language", what="locale", value=language.code)
        elif language.direction not in ("ltr", "rtl"):
            report(entry.place, "bad-language", what="extra.dir", value=language.direction)
        elif not language.name or not language.dutch_name:
            report(entry.place, "bad-language", what="name / extra.dutch_name", value="")
        elif any(each.code == language.code for each in languages):
            report(entry.place, "bad-language", what="locale", value=language.code)
        elif (wanted := direction_of(language.code, language.name)) not in ("", language.direction):
            report(own.places["dir"], "odd-direction", WARNING, language=language.name, wanted=wanted)
        default = _text(entry, "default") == "true"
        if not default and not _text(entry, "site_name"):
            report(entry.place, "own-site-name", WARNING, language=language.name)
        if default:
            defaults.append(entry.places["default"])
            languages.insert(0, language)
        else:
            languages.append(language)
    if not languages:
        report(top.places.get("plugins", (1, 1)), "no-languages")
    elif len(defaults) != 1:  # MkDocs' plugin stops at it, in English and without a place
        report(defaults[1] if defaults else languages_at, "default-language", count=len(defaults))
    return tuple(languages)


def _names(found: Map, key: str) -> dict[str, tuple[int, int]]:
    """The names in a list, or the one that stands there by itself, each with its line and column."""
    value = found.get(key)
    if isinstance(value, Seq):
        return dict(zip(map(str, value), value.places, strict=True))
    return {value: found.places[key]} if isinstance(value, str) and value else {}


def _is_address(text: str, form: re.Pattern[str]) -> bool:
    """Whether it has this form, and a host that can be one: `https://[x]/` can't be taken apart at all."""
    try:
        return bool(form.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:
        return False


def _plugin(top: Map) -> Map:
    """The list of plugins as one map; a plugin without options is left out."""
    merged = Map(top.places.get("plugins", (1, 1)))
    plugins = top.get("plugins")
    for each in plugins if isinstance(plugins, Seq) else ():
        if isinstance(each, Map):
            merged.update(each)
    return merged


def _map(parent: Map, key: str) -> Map:
    found: Node | None = parent.get(key)
    return found if isinstance(found, Map) else Map(parent.place)


def _text(parent: Map, key: str) -> str:
    found = parent.get(key)
    return found if isinstance(found, str) else ""
