"""From the files under `docs/` to one Site, with every problem of every file in one run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from eigentaal import images
from eigentaal.cache import Cache
from eigentaal.characters import decode
from eigentaal.config import Config
from eigentaal.discovery import discover
from eigentaal.files import UNREAD, Texts, read_bytes
from eigentaal.pagefiles import check_above, check_slugs, gathered, odd_reviews, read_pages
from eigentaal.phrases import slots, used_words
from eigentaal.problems import WARNING, Problem, errors, problem
from eigentaal.settling import in_conflict, parse
from eigentaal.sharedfiles import load_moved, load_shared
from eigentaal.site import Site
from eigentaal.state import Records, Unreadable, state_file, state_folder
from eigentaal.units import units_of
from eigentaal.yamlfile import Place


class Loaded(Struct, frozen=True):
    """The site (None if it can't be built at all) and all problems found on the way."""

    site: Site | None
    problems: tuple[Problem, ...]


def load(
    config: Config,
    cache: Cache | None = None,
    texts: Texts = UNREAD,
    meanwhile: Callable[[], object] = lambda: None,
) -> Loaded:
    """Reads everything but `texts`, which were read already (path → bytes).

    `meanwhile` is done while other processes begin with the pages. A site comes back unless Dutch, facts or
    configuration have an error.
    """
    cache = cache or Cache()
    problems: list[Problem] = []
    found = discover(config, problems)
    pages = read_pages(config, found, problems, cache, texts)
    meanwhile()
    shared, places, wrong = load_shared(config, found, cache, texts)
    problems.extend(wrong)
    _check_interface(config, shared["interface"][config.source.code], places, problems)
    if not any(each.path.startswith(f"{config.docs.name}/facts/") for each in errors(wrong)):
        _check_urgent(config, shared["organisations"], problems)  # else what seems to be missing may be lost there
    _check_recordings(config, shared["recordings"], places, problems)
    pictograms = _pictograms(config, problems)
    leaves, records = gathered(config, pages, problems)
    check_slugs(leaves[config.source.code], problems)
    check_above(leaves, config.source.code, problems)
    places = dict(places)
    moved = load_moved(config, found, leaves[config.source.code], places, problems, texts)
    stop = [each for each in errors(problems) if not is_translation(config, each.path)]
    site = Site(
        config.docs.name,
        config.site_url,
        config.exit_url,
        tuple(config.urgent),
        config.languages,
        **shared,
        leaves=leaves,
        pictograms=pictograms,
        moved=moved,
        places=places,
        images=images.sizes(config.docs / "assets"),
        towns=config.towns,
    )
    site = replace(site, records=_load_records(config, site, records, problems, texts))
    return Loaded(None if stop else site, tuple(problems))


def _check_interface(
    config: Config, words: Mapping[str, Any], places: Mapping[str, Mapping[str, Place]], problems: list[Problem]
) -> None:
    """Every text that templates ask for is there, and none that nothing asks for."""
    shown = f"{config.docs.name}/{config.source.code}/_interface.yml"
    if shown not in places:
        return  # told of already
    used = {key.replace("_", "-"): filled for key, filled in used_words(config.overrides).items()}
    for key in sorted(used.keys() - words.keys()):
        problems.append(problem(shown, (1, 1), "interface-word-missing", id=key))
    for key, word in sorted(words.items()):
        at = next((at for group, at in places[shown].items() if group in (f"words[{key}]", f"dutch[{key}]")), (1, 1))
        if key not in used:
            problems.append(problem(shown, at, "interface-word-unused", WARNING, id=key))
        elif wrong := slots(word.text) ^ used[key]:
            problems.append(problem(shown, at, "slot-mismatch", id=key, slots=", ".join(sorted(wrong))))


def _check_urgent(config: Config, organisations: Mapping[str, Any], problems: list[Problem]) -> None:
    """Each of the numbers for danger is there and may be shown, with whose it is: a page of danger opens with them."""
    for organisation, at in config.urgent.items():
        found = organisations.get(organisation)
        if found is None or found.publish != "yes" or found.phone() is None:
            problems.append(problem("mkdocs.yml", at, "unknown-organisation", id=organisation))


def _check_recordings(
    config: Config, recordings: Mapping[str, Any], places: Mapping[str, Mapping[str, Place]], problems: list[Problem]
) -> None:
    """Each recording is there to be heard."""
    for each in recordings.values():
        if not (config.docs / "assets" / "audio" / each.file).is_file():
            shown = next(shown for shown, at in places.items() if f"recordings[{each.id}]" in at)
            at = places[shown].get(f"recordings[{each.id}].file", places[shown][f"recordings[{each.id}]"])
            problems.append(problem(shown, at, "missing-recording", file=each.file, id=each.id))


def _load_records(
    config: Config, site: Site, of_pages: dict[str, dict[str, Records]], problems: list[Problem], texts: Texts
) -> dict[str, dict[str, Records]]:
    """What is kept of each translation. A file that can't be read is a warning: its texts count as not recorded.

    `of_pages`: what was read with the pages; what isn't there is in conflict, can't be read, or belongs to no page.
    """
    found: dict[str, dict[str, Records]] = {}
    for language in config.languages:
        records = found.setdefault(language.code, {})
        for path in _kept(Path(state_folder(os.fspath(config.docs), language.code))):
            if path in of_pages[language.code]:
                records[path] = of_pages[language.code][path]
                continue
            shown = state_file(config.docs.name, language.code, path)
            try:
                data = read_bytes(state_file(os.fspath(config.docs), language.code, path), texts)
                now = units_of(site, language.code, path) if in_conflict(data) else ()
                records[path], conflict = parse(data, {each.address: (each.source, each.target) for each in now})
            except (Unreadable, OSError) as failure:
                problems.append(
                    problem(shown, (getattr(failure, "line", 1), 1), "state-unreadable", WARNING, why=failure)
                )
                continue
            problems.extend(odd_reviews(shown, data, records[path]))
            if conflict:
                problems.append(problem(shown, (1, 1), "state-conflict", WARNING, language=language.code))
    return found


def _kept(place: Path) -> list[str]:
    """The pages of which something is kept in this folder, in one order."""
    found = []
    for there, folders, names in os.walk(place):
        section = Path(there).relative_to(place).as_posix()
        inside = "" if section == "." else f"{section}/"
        found += [f"{inside}{name[:-5]}" for name in (*folders, *names) if name.endswith(".json")]
    return sorted(found)


def _pictograms(config: Config, problems: list[Problem]) -> dict[str, str]:
    """The drawings in overrides/pictograms, by name, without their `<svg>`: the templates set size and colour.

    Nor the empty square that Tabler draws first: a page shows some fifteen of them.
    """
    folder = config.overrides / "pictograms"
    found = {}
    for file in sorted(folder.glob("*.svg")) if folder.is_dir() else ():
        text, wrong = decode(file.read_bytes(), "")
        if wrong:
            shown = f"{config.overrides.name}/pictograms/{file.name}"
            problems.append(problem(shown, (1, 1), "wrong-encoding", encoding=wrong))
        if inside := re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL):
            drawn = re.sub(r'<path stroke="none"[^>]*>', "", " ".join(inside[1].split()))
            found[file.stem] = drawn.replace("> <", "><").replace(" />", "/>").strip()
    return found


def is_translation(config: Config, path: str) -> bool:
    """Whether an error in this file concerns one translation only."""
    parts = PurePosixPath(path).parts
    return len(parts) > 1 and parts[0] == config.docs.name and parts[1] in {each.code for each in config.languages[1:]}
