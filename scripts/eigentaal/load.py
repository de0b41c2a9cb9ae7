"""From the files under `docs/` to one Site, with every problem of every file in one run."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from eigentaal import images
from eigentaal.cache import Cache
from eigentaal.config import Config
from eigentaal.facts import FactsFile
from eigentaal.model import (
    COMMON,
    ELSEWHERE,
    KINDS,
    MISSING,
    PUBLISHED,
    WITHHELD,
    DescriptionsFile,
    GlossaryFile,
    InterfaceFile,
    Leaf,
    MovedFile,
    Page,
    SetsFile,
    Site,
)
from eigentaal.moved import resolve
from eigentaal.parallel import spread
from eigentaal.problems import ERROR, WARNING, Problem, errors, problem
from eigentaal.schema import SLUG, Reading, specs
from eigentaal.state import Record, Unreadable, parse
from eigentaal.templating import slots, used_words
from eigentaal.units import units_of
from eigentaal.yamlfile import Map, Place, read

SHARED: Mapping[str, type] = {
    "_interface.yml": InterfaceFile,
    "_glossary.yml": GlossaryFile,
    "_organisations.yml": DescriptionsFile,
    "_sets.yml": SetsFile,
}
MOVED = "_moved.yml"
EDITIONS = "_editions.json"
SOUNDS = {".opus", ".ogg", ".m4a", ".mp3"}
# Names that a URL of the site uses for something else, and names that Windows can't write (CON, NUL …).
RESERVED = {"assets", "embed", "data", "sets", "404", "home", "search", "stylesheets", "javascripts", "folders", "f"}
WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The site (None if it can't be built at all) and all problems found on the way."""

    site: Site | None
    problems: tuple[Problem, ...]


def load(config: Config, cache: Cache | None = None) -> Loaded:
    """Reads everything. A site comes back unless Dutch, facts or configuration have an error."""
    problems: list[Problem] = []
    found = _scan(config, problems)
    shared, places, wrong = _load_shared(config, found, cache)
    problems.extend(wrong)
    leaves = _load_pages(config, found, problems, cache)
    _check_slugs(leaves[config.source.code], problems)
    _check_interface(config, shared["interface"][config.source.code], places, problems)
    _check_urgent(config, shared["organisations"], problems)
    _check_recordings(config, shared["recordings"], places, problems)
    places = dict(places)
    moved = _load_moved(config, found, leaves[config.source.code], places, problems)
    stop = [each for each in errors(problems) if not is_translation(config, each.path)]
    site = Site(
        config.docs.name,
        config.site_url,
        config.exit_url,
        tuple(config.urgent),
        config.languages,
        **shared,
        leaves=leaves,
        pictograms=_pictograms(config),
        moved=moved,
        places=places,
        images=images.sizes(config.docs / "assets"),
    )
    site = replace(site, records=_load_records(config, site, problems))
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
    """Each of the numbers for danger is there and may be shown."""
    for organisation, at in config.urgent.items():
        if organisation not in organisations or organisations[organisation].phone() is None:
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


def _load_records(config: Config, site: Site, problems: list[Problem]) -> dict[str, dict[str, dict[str, Record]]]:
    """What is kept of each translation. A file that can't be read is a warning: its texts count as not recorded."""
    found: dict[str, dict[str, dict[str, Record]]] = {}
    for language in config.languages:
        folder = config.docs / language.code / "_state"
        records = found.setdefault(language.code, {})
        for file in sorted(folder.rglob("*.json")):
            path = file.relative_to(folder).with_suffix("").as_posix()
            shown = f"{config.docs.name}/{language.code}/_state/{path}.json"
            try:
                data = file.read_bytes()
                conflict = b"<<<<<<<" in data
                now = {each.address: each.target for each in units_of(site, language.code, path)} if conflict else {}
                records[path], _ = parse(data, now)
            except (Unreadable, OSError) as failure:
                problems.append(
                    problem(shown, (getattr(failure, "line", 1), 1), "state-unreadable", WARNING, why=failure)
                )
                continue
            if conflict:
                problems.append(problem(shown, (1, 1), "state-conflict", WARNING, language=language.code))
    return found


def is_translation(config: Config, path: str) -> bool:
    """Whether an error in this file concerns one translation only."""
    parts = PurePosixPath(path).parts
    return len(parts) > 1 and parts[0] == config.docs.name and parts[1] in {each.code for each in config.languages[1:]}


# -- finding files -----------------------------------------------------------------------------------------------------


def _scan(config: Config, problems: list[Problem]) -> dict[str, Path]:
    """Every YAML file under docs/ by its shown path; whatever doesn't belong there is a problem."""
    files: dict[str, Path] = {}
    if not config.docs.is_dir():
        problems.append(problem(config.docs.name, (1, 1), "no-content"))
        return files
    for shown, file in _walk(config.docs, config.docs.name, problems):
        if _belongs(config, PurePosixPath(shown).parts[1:], file, shown, problems):
            files[shown] = file
    return dict(sorted(files.items()))


def _walk(folder: Path, shown: str, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda each: each.name)
    for entry in entries:
        name = f"{shown}/{entry.name.encode('utf-8', 'replace').decode()}"  # a name may be no text at all
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            problems.append(problem(name, (1, 1), "symlink"))
        elif entry.name.startswith("."):
            problems.append(problem(name, (1, 1), "hidden-file"))
        elif stat.S_ISDIR(mode):
            inside = _walk(Path(entry.path), name, problems)
            if entry.name != "_state":
                yield from inside
            else:
                deque(inside, maxlen=0)  # the tools' own files: only a link among them is of interest here
        elif not stat.S_ISREG(mode):
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
        if file.suffix not in (SOUNDS if inside == ("audio",) else images.SUFFIXES):
            problems.append(problem(shown, (1, 1), "unknown-file"))
        return False
    if file.suffix == ".yaml":
        problems.append(problem(shown, (1, 1), "yaml-suffix"))
        return False
    shared = name in SHARED or (name == MOVED and top == config.source.code)
    if file.suffix != ".yml" or (name.startswith("_") and (not shared or inside)):
        if file.suffix != ".md":  # MkDocs' own pages, in the professional part
            problems.append(problem(shown, (1, 1), "unknown-file"))
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


# -- facts and words ---------------------------------------------------------------------------------------------------


Shared = tuple[dict[str, Any], dict[str, dict[str, Place]], list[Problem]]
"""What all pages share, by the names that Site has for it; where it stands; what is wrong with it."""


def _load_shared(config: Config, found: Mapping[str, Path], cache: Cache | None) -> Shared:
    """Facts, interface, glossary and descriptions, from the cache where none of their files has changed."""
    facts = f"{config.docs.name}/facts/"
    files = {shown: file for shown, file in found.items() if shown.startswith(facts) or file.name in SHARED}
    if cache is None:
        return _read_shared(config, files)
    digest = hashlib.blake2b(repr((config.docs.name, config.languages)).encode(), digest_size=16)
    for shown, file in files.items():
        try:
            data = file.read_bytes()
        except OSError:
            data = b""  # the reader says why
        digest.update(f"{shown} {len(data)} ".encode() + data)
    return cache.remember(f"shared {digest.hexdigest()}", lambda: _read_shared(config, files))


def _read_shared(config: Config, found: Mapping[str, Path]) -> Shared:
    """A translation lacks what isn't rightly in its file."""
    problems: list[Problem] = []
    places: dict[str, dict[str, Place]] = {}
    docs, source = config.docs.name, config.source.code

    def bind(cls: type, shown: str, original: Any = None) -> tuple[Any, Map | None]:
        if shown not in found:
            return None, None
        loaded = read(found[shown], shown, shown.split("/")[1])
        problems.extend(loaded.problems)
        if loaded.root is None:
            return None, None
        reading = Reading(shown)
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
    for name, group, cls, key in (
        ("_interface.yml", "words", InterfaceFile, "interface"),
        ("_glossary.yml", "terms", GlossaryFile, "glossary"),
        ("_organisations.yml", "organisations", DescriptionsFile, "descriptions"),
        ("_sets.yml", "sets", SetsFile, "sets"),
    ):
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
            whole = _ids(root, group)
            by_language[language.code] = {each.id: each for each in getattr(made, group, ()) if each.id in whole}
        out[key] = by_language
    return out, places, problems


def _load_moved(
    config: Config,
    found: Mapping[str, Path],
    leaves: Mapping[str, Leaf],
    places: dict[str, dict[str, Place]],
    problems: list[Problem],
) -> dict[str, str]:
    """The pages that moved: old path → new path."""
    shown = f"{config.docs.name}/{config.source.code}/{MOVED}"
    if shown not in found:
        return {}
    loaded = read(found[shown], shown, config.source.code)
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


def _ids(root: Map | None, group: str) -> set[str]:
    """The ids of the items that a translation really has, with all their text."""
    listed = root.get(group) if root is not None else None
    found = set()
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, Map) and all(each.get(name) for name in ("text", "term", "what", "title") if name in each):
            found.add(str(each.get("id")))
    return found


# -- pages -------------------------------------------------------------------------------------------------------------


def _load_pages(
    config: Config, found: Mapping[str, Path], problems: list[Problem], cache: Cache | None
) -> dict[str, dict[str, Leaf]]:
    """language → path → leaf. A page and its translations are one unit of work, and of the cache."""
    docs, codes = config.docs.name, tuple(each.code for each in config.languages)
    groups: dict[str, dict[str, tuple[str, Path]]] = {}
    for shown, file in found.items():
        language, _, rest = shown.removeprefix(f"{docs}/").partition("/")
        if language in codes and not file.name.startswith("_"):
            groups.setdefault(rest.removesuffix(".yml"), {})[language] = (shown, file)
    for path, files in list(groups.items()):
        if codes[0] not in files:
            problems.extend(
                problem(shown, (1, 1), "orphan-page", WARNING, original=f"{docs}/{codes[0]}/{path}.yml")
                for shown, _ in files.values()
            )
            del groups[path]
    work = [(path, codes, docs, files) for path, files in groups.items()]
    results = _remembered(work, cache)
    leaves: dict[str, dict[str, Leaf]] = {code: {} for code in codes}
    for (path, *_), (made, wrong) in zip(work, results, strict=True):
        problems.extend(wrong)
        for leaf in made:
            leaves[leaf.language][path] = leaf
    return leaves


Work = tuple[str, tuple[str, ...], str, dict[str, tuple[str, Path]]]
Result = tuple[list[Leaf], list[Problem]]


def _remembered(work: list[Work], cache: Cache | None) -> list[Result]:
    """The result of each unit of work, from the cache where its files haven't changed."""
    keys = [_digest(each) for each in work]
    todo = [index for index, key in enumerate(keys) if cache is None or key not in cache]
    results = dict(zip(todo, spread(lambda index: _load_page(*work[index], keys[index]), todo), strict=True))
    if cache is None:
        return list(results.values())
    return [cache.put(key, results[index]) if index in results else cache.get(key) for index, key in enumerate(keys)]


def _digest(work: Work) -> str:
    """Names what a page is made of: its files in all languages, and what is kept of their translation."""
    path, codes, docs, files = work
    digest = hashlib.blake2b(repr((path, codes, docs)).encode(), digest_size=16)
    root = files[codes[0]][1]
    for _ in range(path.count("/") + 2):
        root = root.parent
    for code in codes:
        state = root / code / "_state" / f"{path}.json"
        for file in (files[code][1], state) if code in files else (state,):
            try:
                data = file.read_bytes()
            except OSError:
                continue  # not there, or the reader says why
            digest.update(f"{code} {file.suffix} {len(data)} ".encode() + data)
    return digest.hexdigest()


def _load_page(path: str, codes: tuple[str, ...], docs: str, files: dict[str, tuple[str, Path]], digest: str) -> Result:
    """The page `path` in every language, from its files."""
    problems: list[Problem] = []
    shown, file = files[codes[0]]
    loaded = read(file, shown, codes[0])
    problems.extend(loaded.problems)
    if loaded.root is None:
        return [], problems
    reading = Reading(shown)
    original = reading.source(Page, loaded.root)
    _check_kind(original, loaded.root, reading)
    _check_place(original, path, loaded.root, reading)
    problems.extend(reading.problems)
    leaves = [Leaf(path, codes[0], original, PUBLISHED, shown, reading.places, digest)]
    for code in codes[1:]:
        own = f"{docs}/{code}/{path}.yml"
        meant = not original.languages or code in original.languages
        if code not in files:
            leaves.append(Leaf(path, code, original, MISSING if meant else ELSEWHERE, own, digest=digest))
            continue
        if not meant:
            problems.append(problem(own, (1, 1), "not-for-language", WARNING, original=shown))
            leaves.append(Leaf(path, code, original, ELSEWHERE, own, digest=digest))
            continue
        loaded = read(files[code][1], own, code)
        reading = Reading(own)
        page = reading.translation(Page, loaded.root, original) if loaded.root is not None else original
        wrong = [*loaded.problems, *reading.problems]
        problems.extend(wrong)
        broken = any(each.severity == ERROR for each in wrong)
        leaves.append(
            Leaf(
                path,
                code,
                original if broken else page,
                WITHHELD if broken else PUBLISHED,
                own,
                reading.places,
                digest,
                page,
            )
        )
    return leaves, problems


def _check_kind(page: Page, node: Map, reading: Reading) -> None:
    """The fields that its kind needs, and none that it doesn't know."""
    kind = KINDS.get(page.kind)
    if kind is None:
        return
    for name in kind.must:
        if not getattr(page, name) and name in specs(Page):
            reading.wrong(node.place, "field-of-kind-missing", field=name, kind=page.kind)
    for name in node:
        if name in specs(Page) and name not in COMMON and name not in kind.must and name not in kind.may:
            reading.wrong(node.keys_at[name], "field-of-other-kind", field=name, kind=page.kind)


def _check_place(page: Page, path: str, node: Map, reading: Reading) -> None:
    """A home page is docs/nl/index.yml, a section is <section>/index.yml, and nothing else is."""
    meant = "home" if path == "index" else "section" if path.endswith("/index") else ""
    if (page.kind in ("home", "section") or meant) and page.kind != meant:
        reading.wrong(node.places.get("kind", node.place), "kind-in-wrong-place", kind=page.kind, file=reading.path)


def _check_slugs(leaves: Mapping[str, Leaf], problems: list[Problem]) -> None:
    """Slugs name a page in the whole site, so that `page:tolk` needs no folder."""
    first: dict[str, Leaf] = {}
    sections = {leaf.section for leaf in leaves.values() if leaf.slug == "index" and leaf.section}
    for leaf in leaves.values():
        if leaf.section and leaf.section not in sections:
            problems.append(problem(leaf.file, (1, 1), "section-without-index", section=leaf.section))
            sections.add(leaf.section)
        slug = (leaf.section or "home") if leaf.slug == "index" else leaf.slug
        if slug in first:
            problems.append(problem(leaf.file, (1, 1), "slug-used-twice", value=slug, other=first[slug].file))
        first.setdefault(slug, leaf)
    if "index" not in leaves:
        problems.append(problem("docs", (1, 1), "no-home"))


def _pictograms(config: Config) -> dict[str, str]:
    """The drawings in overrides/pictograms, by name, without their `<svg>`: the templates set size and colour."""
    folder = config.overrides / "pictograms"
    found = {}
    for file in sorted(folder.glob("*.svg")) if folder.is_dir() else ():
        inside = re.search(r"<svg[^>]*>(.*)</svg>", file.read_text(encoding="utf-8"), re.DOTALL)
        if inside:
            found[file.stem] = " ".join(inside[1].split()).replace("> <", "><")
    return found
