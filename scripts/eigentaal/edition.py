"""A site together with its looks: what every output works from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import jinja2

from eigentaal.assets import Asset, load_assets
from eigentaal.cache import Cache
from eigentaal.config import Config
from eigentaal.model import Language, Leaf, Site
from eigentaal.templating import environment
from eigentaal.views import Views


@dataclass(frozen=True)
class Edition:
    """One state of the content, ready to be rendered."""

    config: Config
    site: Site
    assets: dict[str, Asset]
    views: Views
    templates: jinja2.Environment
    cache: Cache | None = None

    @classmethod
    def of(cls, config: Config, site: Site, cache: Cache | None = None) -> Edition:
        """Raises OSError when a template folder or asset is missing."""
        assets = load_assets(config.overrides)
        views = Views.of(site, {name: each.address for name, each in assets.items()})
        return cls(config, site, assets, views, environment(config.overrides), cache)

    def render(self, leaf: Leaf) -> str:
        """The HTML of a page: a whole document for parents, a body for professionals. Raises jinja2.TemplateError."""
        return self.templates.get_template(self.views.template(leaf)).render(self.views.page(leaf))

    def render_not_found(self, language: Language) -> str:
        return self.templates.get_template("parents/notfound.html").render(self.views.not_found(language))

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
        )
        digest.update(repr(shared).encode())
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
