"""Recordings of people who read a page aloud: heard as long as the page says what they read, and not a day longer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from eigentaal.facts import Recording
from eigentaal.html import fact, route
from eigentaal.schema import ADDED, INHERITED, texts
from eigentaal.site import PUBLISHED, Leaf, Site
from eigentaal.text import FactRef, Text

FOLDER = "assets/audio"
_UNREAD = ("short", "keywords", "related")


class Sound(Struct, frozen=True):
    """A recording to publish: its address below the root of the site, its size in bytes, and where it is."""

    address: str
    size: int
    file: Path


def fingerprint(site: Site, leaf: Leaf) -> str:
    """Names what a page says aloud, its facts filled in: another phone number is another text."""
    said: list[str] = []
    for address, spec, text in texts(leaf.page):
        if spec.role in (INHERITED, ADDED) or address in _UNREAD:
            continue
        said.append(f"{address}={text.source if isinstance(text, Text) else text}")
        if isinstance(text, Text):
            said += [repr(fact(site, run)) for run in text.runs() if isinstance(run, FactRef)]
    for name in (leaf.page.call, *(each.contact for each in leaf.page.numbers)):
        organisation = site.named(name)
        reached = route(site, organisation) if organisation else None
        said.append(repr(reached and (reached[0].name, reached[1].number)))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


def page_of(site: Site, recording: Recording) -> Leaf | None:
    """The page that a recording is of, if it is shown."""
    leaf = site.leaves.get(recording.language, {}).get(recording.page)
    return leaf if leaf is not None and leaf.state == PUBLISHED else None


def sounds(site: Site, docs: Path) -> dict[tuple[str, str], Sound]:
    """Language and path → what may be heard there. Raises OSError where a file can't be read."""
    return {(leaf.language, leaf.path): _sound(docs / FOLDER / each.file) for each, leaf in _heard(site)}


def _heard(site: Site) -> Iterator[tuple[Recording, Leaf]]:
    for each in site.recordings.values():
        leaf = page_of(site, each)
        if leaf is not None and each.publish == "yes" and each.text == fingerprint(site, leaf):
            yield each, leaf


def _sound(file: Path) -> Sound:
    data = file.read_bytes()
    return Sound(f"{FOLDER}/{file.stem}.{hashlib.sha256(data).hexdigest()[:10]}{file.suffix}", len(data), file)
