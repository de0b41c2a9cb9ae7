"""The pages, each with its translations, from their files; what is wrong with a page, and with their slugs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from eigentaal.cache import Cache
from eigentaal.config import Config
from eigentaal.files import Texts, read_bytes
from eigentaal.page import COMMON, KINDS, Page
from eigentaal.problems import ERROR, WARNING, Problem, errors, problem
from eigentaal.reading import Reading, is_blank
from eigentaal.schema import specs
from eigentaal.settling import parse
from eigentaal.site import ELSEWHERE, MISSING, PUBLISHED, WITHHELD, Leaf, marks
from eigentaal.state import Records, Unreadable, state_file
from eigentaal.yamlfile import Map, read

Work = tuple[str, tuple[str, ...], str, dict[str, tuple[str, Path]]]
Result = tuple[list[Leaf], list[Problem], dict[str, Records]]
"""A page in every language, what is wrong with it, and by language what is kept of its translation."""


def read_pages(
    config: Config, found: Mapping[str, Path], problems: list[Problem], cache: Cache, texts: Texts
) -> Iterator[tuple[str, Result]]:
    """Each page by its path; where there are many, other processes begin to read at once.

    A page and its translations are one unit of work, and of the cache. `texts` were read already.
    """
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
    keys = [_digest(each, texts) for each in work]
    results = cache.remember_each(
        keys, list(zip(work, keys, strict=True)), lambda some: [_load_page(*each, texts) for each in some]
    )
    return zip(groups, results, strict=True)


def gathered(
    config: Config, pages: Iterable[tuple[str, Result]], problems: list[Problem]
) -> tuple[dict[str, dict[str, Leaf]], dict[str, dict[str, Records]]]:
    """language → path → leaf, and → what is kept of its translation, where that can be read without a question."""
    leaves: dict[str, dict[str, Leaf]] = {each.code: {} for each in config.languages}
    records: dict[str, dict[str, Records]] = {each.code: {} for each in config.languages}
    for path, (made, wrong, kept) in pages:
        problems.extend(wrong)
        for leaf in made:
            leaves[leaf.language][path] = leaf
        for code, each in kept.items():
            records[code][path] = each
    return leaves, records


def _digest(work: Work, texts: Texts) -> str:
    """Names what a page is made of: its files in all languages, and what is kept of their translation."""
    path, codes, docs, files = work
    digest = hashlib.blake2b(repr((path, codes, docs)).encode(), digest_size=16)
    for code, state in _states(work).items():
        for file in (os.fspath(files[code][1]), state) if code in files else (state,):
            try:
                data = read_bytes(file, texts)
            except OSError:
                continue  # not there, or the reader says why
            digest.update(f"{code} {file[-4:]} {len(data)} ".encode() + data)
    return digest.hexdigest()


def _states(work: Work) -> dict[str, str]:
    """Language → the file with what is kept of the page's translation."""
    path, codes, _, files = work
    root = os.fspath(files[codes[0]][1])[: -len(f"/{codes[0]}/{path}.yml")]
    return {code: state_file(root, code, path) for code in codes}


def _load_page(work: Work, digest: str, texts: Texts) -> Result:
    """The page in every language, from its files."""
    path, codes, docs, files = work
    problems: list[Problem] = []
    shown, file = files[codes[0]]
    loaded = read(file, shown, codes[0], texts=texts)
    problems.extend(loaded.problems)
    if loaded.root is None:
        return [], problems, {}
    reading = Reading(shown)
    original = _of_kind(reading.source(Page, loaded.root), loaded.root, reading)
    _check_place(original, path, loaded.root, reading)
    problems.extend(reading.problems)
    sure = not errors(problems)
    dutch = marks(original)
    leaves = [Leaf(path, codes[0], original, PUBLISHED, shown, dutch, reading.places, digest)]
    for code in codes[1:]:
        own = f"{docs}/{code}/{path}.yml"
        meant = not original.languages or code in original.languages
        if code not in files:
            leaves.append(Leaf(path, code, original, MISSING if meant else ELSEWHERE, own, dutch, digest=digest))
            continue
        if not meant:
            problems.append(problem(own, (1, 1), "not-for-language", WARNING, original=shown))
            leaves.append(Leaf(path, code, original, ELSEWHERE, own, dutch, digest=digest))
            continue
        loaded = read(files[code][1], own, code, texts=texts)
        reading = Reading(own, sure=sure)
        draft = reading.translation(Page, loaded.root, original) if loaded.root is not None else original
        wrong = [*loaded.problems, *reading.problems]
        problems.extend(wrong)
        broken = any(each.severity == ERROR for each in wrong)
        page, state = (original, WITHHELD) if broken else (draft, PUBLISHED)
        leaves.append(Leaf(path, code, page, state, own, marks(page), reading.places, digest, draft))
    return leaves, problems, _read_records(work, problems, texts)


def _read_records(work: Work, problems: list[Problem], texts: Texts) -> dict[str, Records]:
    """What is kept of the page's translations; not what can't be read, or is in conflict."""
    found = {}
    for code, file in _states(work).items():
        with suppress(OSError, Unreadable):
            data = read_bytes(file, texts)
            records, conflict = parse(data, {})
            if not conflict:
                found[code] = records
                problems.extend(odd_reviews(state_file(work[2], code, work[0]), data, records))
    return found


def odd_reviews(shown: str, data: bytes, records: Records) -> Iterator[Problem]:
    """The reviews in a state file that no reader can be told of."""
    for address, record in records.items():
        if record.review and not record.review.told:
            at = (1 + data.count(b"\n", 0, data.find(f'"{address}"'.encode())), 1)
            yield problem(
                *(shown, at, "odd-review", WARNING), field=address, role=record.review.role, date=record.review.date
            )


def _of_kind(page: Page, node: Map, reading: Reading) -> Page:
    """The page without what its kind doesn't know, so that no translation is asked for it; what it lacks is told."""
    kind = KINDS.get(page.kind)
    if kind is None:
        return page
    for name in kind.must:
        lacking = name not in node or is_blank(node[name]) or node[name] == []
        if lacking and name in specs(Page):  # a value that is wrong was told of
            reading.wrong(node.places.get(name, node.place), "field-of-kind-missing", field=name, kind=page.kind)
    foreign = [name for name in node if name in specs(Page) and name not in COMMON | {*kind.must, *kind.may}]
    for name in foreign:
        reading.wrong(node.keys_at[name], "field-of-other-kind", field=name, kind=page.kind)
    if not foreign:
        return page
    blank = Reading("").source(Page, Map((1, 1)))
    return replace(page, **{name: getattr(blank, name) for name in foreign})  # type: ignore[type-var]


def _check_place(page: Page, path: str, node: Map, reading: Reading) -> None:
    """A home page is docs/nl/index.yml, a section is <section>/index.yml, and nothing else is."""
    meant = "home" if path == "index" else "section" if path.endswith("/index") else ""
    if (page.kind in ("home", "section") or meant) and page.kind != meant:
        reading.wrong(node.places.get("kind", node.place), "kind-in-wrong-place", kind=page.kind, file=reading.path)


def check_slugs(leaves: Mapping[str, Leaf], problems: list[Problem]) -> None:
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


def check_above(leaves: Mapping[str, Mapping[str, Leaf]], source: str, problems: list[Problem]) -> None:
    """A page is for no language that the page above it isn't for: the way back would lead nowhere there."""
    for path, leaf in leaves[source].items():
        above = "index" if leaf.slug == "index" else f"{leaf.section}/index"
        lost = [
            code
            for code, there in leaves.items()
            if above in there and there[path].state != ELSEWHERE == there[above].state
        ]
        if lost:
            details = {"languages": ", ".join(lost), "above": leaves[source][above].file}
            problems.append(problem(leaf.file, leaf.at("languages"), "page-without-section", **details))
