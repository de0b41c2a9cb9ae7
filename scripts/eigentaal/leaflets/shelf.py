"""The finished folders of a site: made once, remembered, and looked up by whoever shows or publishes them."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import typst
import yaml
from msgspec import Struct

from eigentaal.cache import Cache, fingerprint
from eigentaal.config import Config
from eigentaal.leaflets import register
from eigentaal.leaflets.engine import DoesNotFit, Press, PressFault, Printed
from eigentaal.leaflets.plan import IMPOSED, Plan, Planner
from eigentaal.leaflets.workers import Job, work
from eigentaal.problems import ERROR, WARNING, Problem, problem
from eigentaal.site import Leaf, Site

VERSION: str = typst.__version__  # type: ignore[attr-defined]  # which its stubs leave out
FULL = 90
"""From this many percent, with the smallest type, a panel is nearly full."""

REFUSED = {"tall": "leaflet-too-long", "wide": "leaflet-word-too-wide", "glyph": "leaflet-missing-sign"}
"""How it is told that a folder can't be made, by the kind of the reason."""

Progress = Callable[[int, int], None]
"""Called with how many folders are done, and how many there are."""


class Folder(Struct, frozen=True):
    """A folder that could be made."""

    plan: Plan
    pdf: bytes
    pages: int
    size: float
    fill: Mapping[str, int]


class Shelf:
    """Makes the folders of a site when they are first asked for."""

    def __init__(self, config: Config, site: Site, cached: bool) -> None:
        """`cached` keeps finished folders in `.cache/leaflets` of the project."""
        self.config, self.site = config, site
        self.problems: list[Problem] = []
        self._cached = cached
        self._progress: Progress | None = None
        self._kept: Cache | None = None

    @cached_property
    def editions(self) -> dict[str, register.Released]:
        """What was released before. Raises RegisterFault."""
        return register.read(self.config.docs)

    @cached_property
    def planner(self) -> Planner:
        try:
            tokens = yaml.safe_load((self.config.overrides / "tokens.yml").read_text(encoding="utf-8"))
            colours = {key: value for key, value in tokens.items() if str(value)[:1] == "#"}
        except (OSError, ValueError, yaml.YAMLError, AttributeError) as failure:
            raise PressFault(f"tokens.yml: {failure}") from failure
        return Planner(self.site, colours, self.editions)

    @cached_property
    def plans(self) -> list[Plan]:
        return list(self.planner.all())

    def make(self, progress: Progress | None = None) -> None:
        """Makes all folders now. Raises PressFault, RegisterFault."""
        self._progress = progress
        _ = self.folders

    @cached_property
    def folders(self) -> list[Folder]:
        """All folders that fit, in the order of the plans; `problems` tells of the others and of full panels."""
        if not self.plans:
            return []
        cache = self.open_cache()
        made = list(self.print(self.plans, cache, self._progress))
        cache.save()
        return made

    def open_cache(self) -> Cache:
        """What was made before. Only a run that asks for all folders may save it: the others would be forgotten."""
        return Cache(self.config.root / ".cache" / "leaflets", VERSION) if self._cached else Cache()

    def print(self, plans: Iterable[Plan], cache: Cache, progress: Progress | None = None) -> Iterator[Folder]:
        """The folders of these plans; those that don't fit are told of in `problems`. Raises PressFault."""
        for plan, made in self._results(list(plans), cache, progress):
            if isinstance(made, DoesNotFit):
                if plan.format != IMPOSED:  # told of as a booklet
                    self.problems.append(self._refused(plan, made.reason))
                continue
            self.problems += self._full(plan, made)
            pdf, pages = made.pdf, made.pages
            if plan.format == IMPOSED:
                pdf, pages = self._imposed(plan, made, cache), -(-made.pages // 4) * 2
            yield Folder(plan, pdf, pages, made.size, made.fill)

    def _imposed(self, plan: Plan, made: Printed, cache: Cache) -> bytes:
        def make() -> bytes:
            from eigentaal.leaflets.impose import imposed  # brings pikepdf along

            return imposed(made.pdf, plan.data["sheet"]["dir"] == "rtl", plan.data["title"])

        return cache.remember(f"imposed {self._key(plan)}", make)

    def _results(
        self, plans: list[Plan], cache: Cache, progress: Progress | None
    ) -> Iterator[tuple[Plan, Printed | DoesNotFit]]:
        """What the press says of each plan, or said before: equal data is printed once."""
        keys = [self._key(each) for each in plans]
        todo = {key: each for key, each in zip(keys, plans, strict=True) if key not in cache}
        fresh = list(todo.items())
        jobs = [self._job(plan) for _, plan in fresh]
        for done, (index, result) in enumerate(work(self.press, jobs) if jobs else (), 1):
            key, plan = fresh[index]
            if isinstance(result, PressFault):
                raise PressFault(f"{plan.template}.typ, {plan.name} ({plan.language}): {result}")
            cache.put(key, result)
            if progress:
                progress(done, len(jobs))
        for key, plan in zip(keys, plans, strict=True):
            yield plan, cache.get(key)

    @cached_property
    def _by_page(self) -> dict[tuple[str, str], list[Folder]]:
        found: dict[tuple[str, str], list[Folder]] = {}
        for each in self.folders:
            if each.plan.leaf is not None:
                found.setdefault((each.plan.language, each.plan.leaf.path), []).append(each)
        return found

    def of(self, leaf: Leaf) -> list[Folder]:
        """The folders of a page in its language."""
        return self._by_page.get((leaf.language, leaf.path), []) if leaf.page.leaflet is not None else []

    def shown(self, leaf: Leaf | None = None) -> str:
        """Names what a page shows of its folders; or what a page that lists all of them shows."""
        folders = self.of(leaf) if leaf is not None else self.folders
        found = [(each.plan.file, each.pages) for each in folders]
        told = [(each.plan.code, each.plan.released, each.size, each.fill) for each in folders] if leaf is None else []
        return repr((found, told, self.problems if leaf is None else [])) if folders or self.problems else ""

    # -- making --------------------------------------------------------------------------------------------------------

    @cached_property
    def press(self) -> Press:
        return Press(self.config.overrides)

    @cached_property
    def _looks(self) -> str:
        """Names what a folder is made of but its data: templates, fonts, this package and Typst."""
        digest = hashlib.blake2b(VERSION.encode(), digest_size=16)
        overrides, package = self.config.overrides, Path(__file__).parent
        files = (
            *overrides.glob("leaflets/*.typ"),
            *overrides.glob("fonts/*.ttf"),
            *package.glob("*.py"),
        )
        for file in sorted(files, key=lambda each: each.name):
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def _key(self, plan: Plan) -> str:
        data = json.dumps([self._looks, plan.template, plan.timestamp, plan.data], ensure_ascii=False, sort_keys=True)
        return fingerprint(data)

    def _job(self, plan: Plan) -> Job:
        return plan.template, {**plan.data, "qr": qr(plan.data["sheet"]["url"])}, _noon(plan.timestamp)

    # -- what is wrong -------------------------------------------------------------------------------------------------

    def _place(self, plan: Plan) -> tuple[str, tuple[int, int]]:
        if plan.leaf is None:
            return f"{self.site.docs}/{self.site.source.code}/_sets.yml", (1, 1)
        return plan.leaf.file, plan.leaf.at("leaflet")

    def _refused(self, plan: Plan, reason: Mapping[str, Any]) -> Problem:
        file, at = self._place(plan)
        check = REFUSED[reason["kind"]]
        details = {"page": plan.name, "language": plan.language, "format": plan.format, **reason}
        source = plan.language == self.site.source.code
        return problem(file, at, check, ERROR if source else WARNING, **details)

    def _full(self, plan: Plan, made: Printed) -> Iterator[Problem]:
        if plan.format in ("trifold", "card"):
            file, at = self._place(plan)
            for panel, percent in made.fill.items():
                if percent > FULL:
                    details = {"page": plan.name, "language": plan.language, "format": plan.format}
                    yield problem(file, at, "leaflet-nearly-full", "info", panel=panel, percent=percent, **details)


def template_problem(failure: PressFault) -> Problem:
    """A fault of a template or a font, as it is told."""
    return problem("overrides/leaflets", (1, 1), "leaflet-template", why=failure)


def qr(address: str) -> str:
    """The square code of an address, as SVG: level M, with the quiet zone that scanners need (ISO/IEC 18004)."""
    import segno  # costs 15 ms, which a build without folders doesn't need

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue().decode()


def _noon(day: str) -> int:
    """A day as the seconds that a PDF wants; without one, the day that PDF 2.0 came out: it must say something."""
    moment = datetime.datetime.fromisoformat(f"{day or '2020-12-14'}T12:00:00+00:00")
    return int(moment.timestamp())
