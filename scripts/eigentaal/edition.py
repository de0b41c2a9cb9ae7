"""A site together with its looks: what every output works from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import jinja2
import yaml
from msgspec import Struct, field

from eigentaal import opendata, search
from eigentaal.assets import Asset, load_assets
from eigentaal.cache import Cache, fingerprint
from eigentaal.config import Config
from eigentaal.context import View
from eigentaal.embeds import Embeds
from eigentaal.language import Language
from eigentaal.leaflets.engine import PressFault
from eigentaal.leaflets.register import FILE as REGISTER
from eigentaal.leaflets.register import RegisterFault
from eigentaal.leaflets.shelf import Shelf, template_problem
from eigentaal.page import PageSet
from eigentaal.problems import Problem, problem
from eigentaal.recordings import Sound, sounds
from eigentaal.site import Leaf, Site
from eigentaal.templating import environment


class LooksFault(Exception):
    """A template or another file of overrides/ has a fault; `problem` says which and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    @classmethod
    def of(cls, failure: Exception, template: str = "") -> LooksFault:
        return cls(_looks_problem(failure, template))


class Edition(Struct, frozen=True, dict=True):
    """One state of the content, ready to be rendered."""

    config: Config
    site: Site
    assets: dict[str, Asset]
    views: Embeds
    templates: jinja2.Environment
    shelf: Shelf
    cache: Cache = field(default_factory=Cache)
    made: dict[tuple[str, str], bytes] = {}
    """Language and path → the HTML of a page for parents once it was made, see rendering.py."""
    indexes: dict[str, tuple[str, bytes]] = {}
    """Language → its search index once it was made."""
    scripts: dict[str, set[str]] = {}
    """Address of a page in the frame of others → the scripts that frame put inside it, see policy.py."""

    @classmethod
    def of(cls, config: Config, site: Site, cache: Cache, shelf: Shelf | None = None) -> Edition:
        """`shelf`: folders made before, of an earlier state; without it all are made now.

        Raises LooksFault when a style, script, colour or template of paper can't be read.
        """
        try:
            assets, heard = load_assets(config.overrides), sounds(site, config.docs)
        except (OSError, ValueError, yaml.YAMLError, AttributeError) as failure:
            raise LooksFault.of(failure) from failure
        shelf = shelf or cls._shelf(config, site, cache.file is not None)
        views = Embeds.of(site, {name: each.address for name, each in assets.items()}, shelf, heard)
        return cls(config, site, assets, views, environment(config.overrides, cache), shelf, cache)

    @staticmethod
    def _shelf(config: Config, site: Site, cached: bool) -> Shelf:
        made = Shelf(config, site, cached)
        try:
            made.make()
        except PressFault as failure:
            raise LooksFault(template_problem(failure)) from failure
        except RegisterFault as failure:
            name = f"{config.docs.name}/{REGISTER}"
            raise LooksFault(problem(name, (1, 1), "register-unreadable", why=failure)) from failure
        return made

    def remember(self) -> None:
        """Keeps what was worked out for the next build."""
        self.cache.save()

    def compile(self) -> None:
        """Compiles parents' templates, before other processes would each do so. A faulty one is told of in use."""
        for name in self.templates.list_templates(filter_func=lambda name: name.startswith("parents/")):
            with suppress(jinja2.TemplateError, OSError, UnicodeError):
                self.templates.get_template(name)

    def render(self, leaf: Leaf) -> str:
        """The HTML of a page: a whole document for parents, a body for professionals. Raises LooksFault."""
        return self._render(self.views.template(leaf), self.views.page(leaf))

    def render_not_found(self, language: Language) -> str:
        return self._render("parents/notfound.html", self.views.not_found(language))

    def render_status(self, code: str) -> str:
        """The page that a code on paper leads to."""
        return self._render("leaflets/status.html", self.views.status(code))

    def render_offline(self, language: Language) -> str:
        return self._render("parents/offline.html", self.views.offline(language))

    @property
    def sounds(self) -> Mapping[tuple[str, str], Sound]:
        return self.views.sounds

    @cached_property
    def worker(self) -> str:
        """The service worker without its list. Raises LooksFault."""
        try:
            return (self.config.overrides / "js" / "sw.js").read_text(encoding="utf-8")
        except (OSError, UnicodeError) as failure:
            raise LooksFault.of(failure, "js/sw.js") from failure

    def index(self, language: str) -> tuple[str, bytes]:
        """The search index of a language (address and bytes), made once for all outputs that need it."""
        if language not in self.indexes:
            self.indexes[language] = search.published(self.site, language, self.cache)
        return self.indexes[language]

    def render_embed(self, leaf: Leaf, address: str = "") -> str:
        """The page as it stands in a frame, or what is said in its place; `address`: where it was before it moved."""
        return self._render(self.views.embed_template(leaf), self.views.embed(leaf, address))

    def render_set(self, pages: PageSet, language: Language) -> str:
        return self._render("embed/list.html", self.views.embedded_set(pages, language))

    def render_gone(self, language: Language, address: str) -> str:
        return self._render("embed/notice.html", self.views.gone(language, address))

    def render_redirect(self, leaf: Leaf, address: str) -> str:
        return self._render("parents/moved.html", self.views.redirect(leaf, address))

    def data(self, leaf: Leaf) -> bytes:
        """The page as data (JSON)."""
        return opendata.dump(self.views.data(leaf))

    def _render(self, template: str, view: View) -> str:
        try:
            return self.templates.get_template(template).render(view)
        except Exception as failure:  # a template is code of whoever runs the site: anything may happen in it
            raise LooksFault.of(failure, template) from failure

    def key(self, leaf: Leaf) -> str:
        """Names everything that shows on a page: change it, and the page is rendered anew."""
        if leaf.page.kind in ("home", "professional") or leaf.page.generated:
            paths = list(self._cards)
        elif leaf.page.kind == "section":
            paths = [path for path in self._cards if path.startswith(f"{leaf.section}/")]
        else:
            slugs = self.views.slugs[self.site.source.code]
            paths = [slugs[each].path for each in leaf.named() if each in slugs]
        cards = "".join([self._cards[each] for each in (leaf.path, *paths)])
        folders = self.shelf.shown() if leaf.page.generated else self.shelf.shown(leaf)
        return f"html {fingerprint(f'{self.digest}{cards}{folders}')} {leaf.language} {leaf.path} {leaf.digest}"

    @cached_property
    def _cards(self) -> dict[str, str]:
        """What other pages show of a page, by its path: in all languages, for it may be missing in some."""
        cards: dict[str, str] = {}
        for leaves in self.site.leaves.values():
            for path, leaf in leaves.items():
                page = leaf.page
                shown = (page.kind, page.title, page.short, page.picture, page.order, page.answer.source)
                cards[path] = f"{cards.get(path, path)} {leaf.state} {shown}"
        return cards

    @cached_property
    def digest(self) -> str:
        """Names everything that can show on any page but texts: change it, and all are rendered anew."""
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
            site.districts,
        )
        digest.update(repr(shared).encode())
        digest.update(repr(sorted(site.pictograms.items())).encode())
        digest.update(repr([each.address for each in self.assets.values()]).encode())
        digest.update(repr([(key, each.address) for key, each in self.sounds.items()]).encode())
        for path, leaf in site.leaves[site.source.code].items():
            everywhere = leaf.page.kind in ("home", "section", "about", "professional") or leaf.page.generated
            if everywhere:  # the way back, the footer, the search
                digest.update(self._cards[path].encode())
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
