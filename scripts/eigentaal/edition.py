"""A site together with its looks: what every output works from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jinja2
import yaml

from eigentaal.assets import Asset, load_assets
from eigentaal.cache import Cache
from eigentaal.config import Config
from eigentaal.leaflets.engine import PressFault
from eigentaal.leaflets.register import FILE as REGISTER
from eigentaal.leaflets.register import RegisterFault
from eigentaal.leaflets.shelf import Shelf
from eigentaal.model import Language, Leaf, Site
from eigentaal.problems import Problem, problem
from eigentaal.templating import environment
from eigentaal.views import View, Views


class LooksFault(Exception):
    """A template or another file of overrides/ has a fault; `problem` says which and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    @classmethod
    def of(cls, failure: Exception, template: str = "") -> LooksFault:
        return cls(_looks_problem(failure, template))


@dataclass(frozen=True)
class Edition:
    """One state of the content, ready to be rendered."""

    config: Config
    site: Site
    assets: dict[str, Asset]
    views: Views
    templates: jinja2.Environment
    shelf: Shelf
    cache: Cache | None = None

    @classmethod
    def of(cls, config: Config, site: Site, cache: Cache | None = None) -> Edition:
        """Raises LooksFault when a style, script, colour or template of paper can't be read."""
        try:
            assets = load_assets(config.overrides)
        except (OSError, ValueError, yaml.YAMLError, AttributeError) as failure:
            raise LooksFault.of(failure) from failure
        shelf = Shelf(config, site, cached=cache is not None)
        try:
            shelf.make()
        except PressFault as failure:
            raise LooksFault(problem("overrides/leaflets", (1, 1), "leaflet-template", why=failure)) from failure
        except RegisterFault as failure:
            name = f"{config.docs.name}/{REGISTER}"
            raise LooksFault(problem(name, (1, 1), "register-unreadable", why=failure)) from failure
        views = Views.of(site, {name: each.address for name, each in assets.items()}, shelf)
        return cls(config, site, assets, views, environment(config.overrides), shelf, cache)

    def render(self, leaf: Leaf) -> str:
        """The HTML of a page: a whole document for parents, a body for professionals. Raises LooksFault."""
        return self._render(self.views.template(leaf), self.views.page(leaf))

    def render_not_found(self, language: Language) -> str:
        return self._render("parents/notfound.html", self.views.not_found(language))

    def render_status(self, code: str) -> str:
        """The page that a code on paper leads to."""
        return self._render("leaflets/status.html", self.views.status(code))

    def _render(self, template: str, view: View) -> str:
        try:
            return self.templates.get_template(template).render(view)
        except Exception as failure:  # a template is code of whoever runs the site: anything may happen in it
            raise LooksFault.of(failure, template) from failure

    @cached_property
    def digest(self) -> str:
        """Names everything that can show on any page but the page's own text: change it, and all are rendered anew."""
        site = self.site
        digest = hashlib.blake2b(digest_size=16)
        shared = (
            site.url,
            site.exit_url,
            site.urgent,
            site.languages,
            site.organisations,
            site.rules,
            site.interface,
            site.glossary,
            site.descriptions,
            site.sets,
        )
        digest.update(repr(shared).encode())
        digest.update(self.shelf.digest.encode())
        digest.update(repr(sorted(site.pictograms.items())).encode())
        digest.update(repr([each.address for each in self.assets.values()]).encode())
        for leaves in site.leaves.values():
            for leaf in leaves.values():
                page = leaf.page
                shown = (
                    leaf.path,
                    leaf.language,
                    leaf.state,
                    page.kind,
                    page.title,
                    page.short,
                    page.picture,
                    page.order,
                    page.answer.source,
                )
                digest.update(repr(shown).encode())
        for file in sorted(self.config.overrides.rglob("*.html")):
            digest.update(file.read_bytes())
        return digest.hexdigest()


def _looks_problem(failure: Exception, template: str) -> Problem:
    """Names the file in overrides/ and, where it is known, the line."""
    name, line = getattr(failure, "filename", None) or template, getattr(failure, "lineno", None)
    trace = failure.__traceback__
    while trace is not None:  # an error while rendering: the last frame that is a template
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            name, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    if isinstance(failure, jinja2.TemplateNotFound):
        name, line = failure.name, None
    parts = Path(name or "").parts
    if "overrides" in parts:
        parts = parts[len(parts) - parts[::-1].index("overrides") :]
    shown = "/".join(("overrides", *parts))
    why = str(failure) or type(failure).__name__
    return problem(shown, (line or 1, 1), "template-error", template=shown, why=why)
