"""What all pages share, from its files: facts, words, sets of pages, and where pages went."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from eigentaal.cache import Cache
from eigentaal.config import Config
from eigentaal.facts import FactsFile
from eigentaal.files import Texts, read_bytes
from eigentaal.moved import resolve
from eigentaal.page import MovedFile, SetsFile
from eigentaal.problems import WARNING, Problem, errors, problem
from eigentaal.reading import Reading
from eigentaal.schema import TRANSLATED, specs
from eigentaal.site import SHARED, Leaf
from eigentaal.yamlfile import Map, Place, read

MOVED = "_moved.yml"

Shared = tuple[dict[str, Any], dict[str, dict[str, Place]], list[Problem]]
"""What all pages share, by the names that Site has for it; where it stands; what is wrong with it."""


def load_shared(config: Config, found: Mapping[str, Path], cache: Cache, texts: Texts) -> Shared:
    """Facts, interface, glossary and descriptions, from the cache where none of their files has changed."""
    facts = f"{config.docs.name}/facts/"
    files = {shown: file for shown, file in found.items() if shown.startswith(facts) or file.stem in SHARED}
    digest = hashlib.blake2b(repr((config.docs.name, config.languages)).encode(), digest_size=16)
    for shown, file in files.items():
        try:
            data = read_bytes(os.fspath(file), texts)
        except OSError:
            data = b""  # the reader says why
        digest.update(f"{shown} {len(data)} ".encode() + data)
    return cache.remember(f"shared {digest.hexdigest()}", lambda: _read_shared(config, files, texts))


def _read_shared(config: Config, found: Mapping[str, Path], texts: Texts) -> Shared:
    """A translation lacks what isn't rightly in its file."""
    problems: list[Problem] = []
    places: dict[str, dict[str, Place]] = {}
    docs, source = config.docs.name, config.source.code

    def bind(cls: type, shown: str, original: Any = None) -> tuple[Any, Map | None]:
        if shown not in found:
            return None, None
        loaded = read(found[shown], shown, shown.split("/")[1], texts=texts)
        problems.extend(loaded.problems)
        if loaded.root is None:
            return None, None
        dutch = f"{docs}/{source}/{found[shown].name}"
        reading = Reading(shown, sure=original is None or all(each.path != dutch for each in errors(problems)))
        made: Any = (
            reading.source(cls, loaded.root) if original is None else reading.translation(cls, loaded.root, original)
        )
        # A word that isn't translated yet shows in Dutch, marked as Dutch: nothing to hold a page back for.
        soft = {"missing-item", "missing-field"} if original is not None else set()
        problems.extend(replace(each, severity=WARNING) if each.check in soft else each for each in reading.problems)
        places[shown] = reading.places
        return made, loaded.root

    facts: dict[str, dict[str, Any]] = {group: {} for group in specs(FactsFile)}
    for shown in found:
        if shown.startswith(f"{docs}/facts/"):
            made, _ = bind(FactsFile, shown)
            for group, entries in facts.items():
                for each in getattr(made, group, ()):
                    if any(each.id in others for others in facts.values()):
                        problems.append(
                            problem(
                                shown, places[shown][f"{group}[{each.id}]"], "duplicate-id", value=each.id, field=group
                            )
                        )
                    entries[each.id] = each

    out: dict[str, Any] = dict(facts)
    for stem, (cls, group, key) in SHARED.items():
        name = f"{stem}.yml"
        original, _ = bind(cls, f"{docs}/{source}/{name}")
        readable = original is not None
        if original is None:
            if f"{docs}/{source}/{name}" not in found and cls is not SetsFile:  # a site may do without sets
                problems.append(problem(f"{docs}/{source}/{name}", (1, 1), "missing-file"))
            original = cls(**dict.fromkeys((group,), ()))
        by_language = {source: {each.id: each for each in (*getattr(original, group), *getattr(original, "dutch", ()))}}
        for language in config.languages[1:]:
            if not readable:  # without the Dutch, every word of a translation would seem too much
                by_language[language.code] = {}
                continue
            made, root = bind(cls, f"{docs}/{language.code}/{name}", original)
            items = _written(getattr(made, group, ()), root, group)
            by_language[language.code] = {each.id: each for each in items}
        out[key] = by_language
    return out, places, problems


def _written(made: Sequence[Any], root: Map | None, group: str) -> Iterator[Any]:
    """The items with no text but their own: what a translation lacks was taken from the Dutch, and isn't marked so.

    An item without a text that it needs isn't there; one that it can do without is empty.
    """
    listed = root.get(group) if root is not None else None
    there = {
        str(each.get("id")): each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, Map)
    }
    for item in made:
        if (own := there.get(item.id)) is not None:
            texts = {name: spec for name, spec in specs(type(item)).items() if spec.role == TRANSLATED}
            lacking = [name for name in texts if not own.get(name)]
            if not any(texts[name].required for name in lacking):
                yield replace(item, **dict.fromkeys(lacking, ""))


def load_moved(
    config: Config,
    found: Mapping[str, Path],
    leaves: Mapping[str, Leaf],
    places: dict[str, dict[str, Place]],
    problems: list[Problem],
    texts: Texts,
) -> dict[str, str]:
    """The pages that moved: old path → new path."""
    shown = f"{config.docs.name}/{config.source.code}/{MOVED}"
    if shown not in found:
        return {}
    loaded = read(found[shown], shown, config.source.code, texts=texts)
    problems.extend(loaded.problems)
    if loaded.root is None:
        return {}
    reading = Reading(shown)
    made = reading.source(MovedFile, loaded.root)
    problems.extend(reading.problems)
    places[shown] = reading.places
    moved, wrong = resolve(made.moved, leaves)
    problems.extend(
        problem(shown, reading.places.get(f"moved[{each}]", (1, 1)), check, value=value) for each, check, value in wrong
    )
    return moved
