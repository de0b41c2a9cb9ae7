"""Which files there are under `docs/`, and which may not stand there."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator, Set
from pathlib import Path

from eigentaal import images
from eigentaal.config import Config
from eigentaal.problems import Problem, problem
from eigentaal.schema import SLUG
from eigentaal.sharedfiles import MOVED
from eigentaal.site import SHARED

EDITIONS = "_editions.json"
SOUNDS = {".opus", ".ogg", ".m4a", ".mp3"}
# Names that a URL of the site uses for something else, and names that Windows can't write (CON, NUL …).
RESERVED = {"assets", "embed", "data", "sets", "404", "home", "search", "stylesheets", "javascripts", "folders", "f"}
WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")


def discover(config: Config, problems: list[Problem]) -> dict[str, Path]:
    """Every YAML file under docs/ by its shown path; whatever doesn't belong there is a problem."""
    files: dict[str, Path] = {}
    if not config.docs.is_dir():
        problems.append(problem(config.docs.name, (1, 1), "no-content"))
        return files
    for shown, file in _walk(config.docs, config.docs.name, problems):
        if _belongs(config, tuple(shown.split("/")[1:]), file, shown, problems):
            files[shown] = file
    return dict(sorted(files.items()))


def _walk(folder: Path, shown: str, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda each: each.name)
    for entry in entries:
        name = f"{shown}/{entry.name.encode('utf-8', 'replace').decode()}"  # a name may be no text at all
        if entry.is_symlink():
            problems.append(problem(name, (1, 1), "symlink"))
        elif entry.name.startswith("."):
            problems.append(problem(name, (1, 1), "hidden-file"))
        elif entry.is_dir(follow_symlinks=False):
            inside = _walk(Path(entry.path), name, problems)
            if entry.name != "_state":
                yield from inside
            else:
                deque(inside, maxlen=0)  # the tools' own files: only a link among them is of interest here
        elif not entry.is_file(follow_symlinks=False):
            problems.append(problem(name, (1, 1), "not-a-file"))
        else:
            yield name, Path(entry.path)


def _belongs(config: Config, parts: tuple[str, ...], file: Path, shown: str, problems: list[Problem]) -> bool:
    """Whether the file is YAML to load; reports it when it is nothing that may stand there."""
    codes = {each.code for each in config.languages}
    top, inside, name = parts[0], parts[1:-1], parts[-1]
    if parts == (EDITIONS,):
        return False  # the register of printed editions, which a tool writes
    if len(parts) == 1 or top not in codes | {"facts", "assets"}:
        problems.append(problem(shown, (1, 1), "unknown-folder", folder=top, languages=", ".join(sorted(codes))))
        return False
    if top == "assets":
        suffixes = SOUNDS if inside == ("audio",) else images.SUFFIXES
        if file.suffix not in suffixes:
            problems.append(_unknown(shown, suffixes))
        elif not file.stat().st_size:
            problems.append(problem(shown, (1, 1), "empty-asset"))
        return False
    if file.suffix == ".yaml":
        problems.append(problem(shown, (1, 1), "yaml-suffix"))
        return False
    shared = file.stem in SHARED or (name == MOVED and top == config.source.code)
    if file.suffix != ".yml" or (name.startswith("_") and (not shared or inside)):
        problems.append(_unknown(shown, {".yml", ".yaml"}))
        return False
    if top == "facts" or shared:
        return True
    slugs = (*inside, name.removesuffix(".yml"))
    for slug in slugs:
        if not SLUG.fullmatch(slug) or len(slug) > 64 or WINDOWS.fullmatch(slug):
            problems.append(problem(shown, (1, 1), "bad-slug", value=slug))
            return False
    if len(slugs) > 2:
        problems.append(problem(shown, (1, 1), "too-many-folders"))
        return False
    taken = "home" if slugs[-1] == "home" else slugs[0]
    if taken == "home" or (inside and taken in RESERVED | codes) or (len(slugs) == 1 and taken != "index"):
        problems.append(problem(shown, (1, 1), "reserved-slug", value=taken))
        return False
    return True


def _unknown(shown: str, suffixes: Set[str]) -> Problem:
    """A file that may not stand here; where it would with other letters, these are what is told."""
    name = shown.rpartition("/")[2]
    suffix = name[name.rfind(".") :]
    if suffix not in suffixes and re.fullmatch("|".join(map(re.escape, suffixes)), suffix, re.IGNORECASE | re.ASCII):
        return problem(shown, (1, 1), "suffix-in-capitals", name=name, suffix=suffix)
    return problem(shown, (1, 1), "unknown-file")
