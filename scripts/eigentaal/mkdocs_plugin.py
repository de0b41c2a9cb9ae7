"""The plugin by which MkDocs makes YAML files pages, and puts a finished site in place in one step.

MkDocs gives the command, the configuration, live reload, and the frame (Material) of the pages for professionals;
mkdocs-static-i18n gives each language its addresses. What parents read is written by the core, byte for byte the same
without MkDocs. The traps that this file steps around are told beside each step.
"""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import Any

import jinja2
import mkdocs.utils
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from eigentaal import urls
from eigentaal.edition import Edition, LooksFault
from eigentaal.mkdocs_pages import YamlPage, menu
from eigentaal.policy import inline_scripts, with_policy, without_policy
from eigentaal.problems import Problem, errors, explain
from eigentaal.project import Project, open_project
from eigentaal.publish import NotPublished, check_target, stage, write_outputs
from eigentaal.site import PUBLISHED, Site
from eigentaal.staging import Staging
from eigentaal.templating import Compiled
from eigentaal.verify import verify

log = get_plugin_logger("eigentaal")

# MkDocs asks this tuple what a page is. With .yml in it, MkDocs and mkdocs-static-i18n treat x.yml as a page by
# themselves: right address, edit link, live reload, alternates.
if ".yml" not in mkdocs.utils.markdown_extensions:
    mkdocs.utils.markdown_extensions += (".yml",)  # type: ignore[assignment]

# What Material brings along that its pages here don't use: source maps, languages of its search that this site lacks.
_UNUSED = (".map", "/tinyseg.js", "/wordcut.js")


def _expected(record: logging.LogRecord) -> bool:
    """A language whose home page isn't translated yet is no fault: it gets the notice in its place."""
    return (
        not record.getMessage().endswith(("generated empty output.",))
        and "Could not find a homepage" not in record.getMessage()
    )


for _name in ("mkdocs.plugins.mkdocs_static_i18n.plugin", "mkdocs.commands.build"):
    logging.getLogger(_name).addFilter(_expected)


class _Templates(jinja2.FileSystemLoader):
    """Lists no hidden folders: MkDocs would go through Material's 14,000 icons to leave them out."""

    def list_templates(self) -> list[str]:
        found = set()
        for folder in self.searchpath:
            for at, inside, files in os.walk(folder):
                inside[:] = [each for each in inside if not each.startswith(".")]
                found |= {Path(at, each).relative_to(folder).as_posix() for each in files}
        return sorted(found)


prepared: Project | None = None
"""A project that was loaded already (by `eigentaal build`), to be used once."""


class EigenTaal(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """The plugin `eigentaal` of mkdocs.yml."""

    def __init__(self) -> None:
        self.on_startup(command="build", dirty=False)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Forgets the build before: MkDocs keeps one plugin for all builds of a process."""
        self.command = command
        self.staging: Staging | None = None
        self.failed = False
        self.whole = False
        self.prepared = False
        self.edition: Edition | None = None
        self.written: set[str] = set()
        self.expected: set[str] = set()

    @event_priority(100)
    def _open(self, config: MkDocsConfig) -> MkDocsConfig:
        """Loads the content, once for all languages, and lets MkDocs write beside the target."""
        os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # no clock in the output
        i18n: Any = config.plugins["i18n"]
        if i18n.building:
            return config
        global prepared
        given, prepared = prepared, None
        self.prepared = self.prepared or given is not None
        project = given or open_project(Path(config.config_file_path).parent, cached=True)
        if not given:
            stops = project.stops()
            for each in project.problems:
                self._tell(each, logging.ERROR if each in stops else logging.INFO)
        if project.site is None:
            raise PluginError("the content has errors: see above, or run `eigentaal check`")
        try:
            self.edition = project.edition()
        except LooksFault as fault:
            raise NotPublished([fault.problem]) from fault
        self.written.clear()
        self.expected = {"search/search_index.json"}
        self._search_in(config, self.edition.site)
        i18n.current_language = i18n.default_language  # `serve` would start its next round with the last language
        if self.command == "build" and self.staging is None:
            self.staging = stage(project, Path(config.site_dir).absolute(), anew=True)  # MkDocs leaves what is hidden
            config.site_dir = str(self.staging.folder)
        return config

    def _search_in(self, config: MkDocsConfig, site: Site) -> None:
        """The professional part is searched in the site's own languages, as far as lunr knows their endings."""
        search: Any = config.plugins.get("search") or config.plugins.get("material/search")
        if search is not None and not search.config.lang:
            scripts = [Path(each, "assets/javascripts/lunr/min") for each in config.theme.dirs]
            codes = (each.code for each in site.languages)
            search.config.lang = [
                code for code in codes if any((each / f"lunr.{code}.min.js").is_file() for each in scripts)
            ]

    @event_priority(100)
    def _quick(self, config: MkDocsConfig) -> MkDocsConfig:
        """MkDocs compiles its theme's templates and lists its files for each language anew: here once."""
        assert self.edition is not None
        theme, cache = config.theme, self.edition.cache

        def get_env() -> jinja2.Environment:
            env = Theme.get_env(theme)
            env.loader, env.bytecode_cache = _Templates(theme.dirs), Compiled(cache, "mkdocs")
            return env

        theme.get_env = get_env  # type: ignore[method-assign]
        return config

    @event_priority(-200)
    def _language(self, config: MkDocsConfig) -> MkDocsConfig:
        """Material's own words and direction: i18n would set them, but also its menu of languages."""
        assert self.edition is not None
        language = self.edition.site.language(self._current(config))
        known = any(
            Path(each, "partials", "languages", f"{language.code}.html").is_file() for each in config.theme.dirs
        )
        config.theme["language"] = language.code if known else "en"  # a language that Material has no words for
        config.theme["direction"] = language.direction
        return config

    on_config = CombinedEvent(_open, _quick, _language)

    def _current(self, config: MkDocsConfig) -> str:
        code: str = config.plugins["i18n"].current_language  # type: ignore[attr-defined]
        return code

    @event_priority(-200)  # after i18n (-100), which makes every File anew
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        assert self.edition is not None
        site, code = self.edition.site, self._current(config)
        for file in list(files):
            leaf = (
                site.leaves[code].get(file.src_uri.removeprefix(f"{code}/").removesuffix(".yml"))
                if file.src_uri.endswith(".yml")
                else None
            )
            if leaf is not None and leaf.state == PUBLISHED:
                if file.page is None:
                    YamlPage(file, config, self.edition, leaf)
                address = urls.url(site, code, leaf.path)
                assert (file.url if file.url not in (".", "./") else "") == address, (
                    f"MkDocs puts {leaf.path} at {file.url}"
                )
            elif file.src_uri.endswith(".yml") or self._unpublished(file):
                files.remove(file)  # held back, a template, or never asked for
        self.expected |= {file.dest_uri for file in files}
        return files

    def _unpublished(self, file: File) -> bool:
        """Facts, state, templates, recordings; and what Material ships that is never asked for, as thirty languages."""
        assert self.edition is not None
        folders = file.src_uri.split("/")
        own = str(file.src_dir) == str(self.edition.config.overrides)
        if (
            own
            or folders[0] == "facts"
            or folders[:2] == ["assets", "audio"]
            or any(each.startswith("_") for each in folders)
        ):
            return True
        codes = {each.code for each in self.edition.site.languages} | {"stemmer", "multi"}
        lunr = "lunr" in folders and folders[-1].count(".") == 3 and folders[-1].split(".")[1] not in codes
        return lunr or file.src_uri.endswith(_UNUSED)

    @event_priority(-200)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """The menu of the professional part: its pages only. Material's cost per page grows with its menu."""
        pages = [
            file.page
            for file in files.documentation_pages()
            if isinstance(file.page, YamlPage) and file.page.professional
        ]
        assert self.edition is not None
        made = menu(pages, self.edition.site.leaves[self._current(config)])
        made.homepage = nav.homepage
        return made

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """What the frame of a professional page needs besides Material's own."""
        if isinstance(page, YamlPage) and page.professional:
            assert self.edition is not None
            context["eigentaal"] = self.edition.views.page(page.leaf)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if isinstance(page, YamlPage):
            self.written.add(page.file.dest_uri)
            if page.professional:  # Material writes the direction on <body> only
                language = page.edition.site.language(page.leaf.language)
                head = f'<html lang="{language.code}" dir="{language.direction}"'
                output = re.sub('<html lang="[^"]*"', head, output, count=1)
                address = urls.url(page.edition.site, page.leaf.language, page.leaf.path)
                page.edition.scripts[address] = inline_scripts(output)
                output = with_policy(output, page.edition.site.url)
            if self.command == "serve":
                output = without_policy(output)
        return output

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The core writes the 404 pages and the sitemap, for all languages; MkDocs' would be the last language's."""
        return "" if template_name in ("404.html", "sitemap.xml") else output

    @event_priority(-200)  # after i18n has built the other languages from within its own on_post_build
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        i18n: Any = config.plugins["i18n"]
        if i18n.building or self._current(config) == "":
            return
        assert self.edition is not None
        folder = Path(config.site_dir)
        (folder / "sitemap.xml.gz").unlink(missing_ok=True)
        self.expected.update(write_outputs(self.edition, folder, frozenset(self.written)))
        self.whole = True

    def on_build_error(self, *, error: Exception) -> None:
        """Nothing is published. What went wrong is told in sentences, where MkDocs would show a traceback."""
        self.failed = True
        if self.staging:
            self.staging.discard()
        if isinstance(error, BuildError | Abort):
            return  # MkDocs tells it
        if isinstance(error, OSError) and self.prepared:
            raise error  # a full disk, a folder that can't be written: the command says so
        failure = error if isinstance(error, NotPublished) else NotPublished([LooksFault.of(error).problem])
        if self.prepared:
            raise failure from error
        if failure.busy:
            log.error("another build of this site is running; wait until it is done")
        if failure.refused:
            log.error(f"{failure.refused} holds something else than a site; choose another site_dir")
        for each in failure.problems:
            self._tell(each, logging.ERROR)
        raise Abort("Nothing was published; the old site is still there.") from error

    def _tell(self, each: Problem, level: int) -> None:
        message, remedy = explain(each)
        log.log(level, f"{each.path}:{each.line}:{each.column}: {message}. {remedy}")

    def on_shutdown(self) -> None:
        """After the build, with all of MkDocs' own checks behind it: look at the result, then publish it."""
        if self.staging is None or self.failed or self.edition is None:
            return
        staging, self.staging = self.staging, None
        with staging:
            if not self.whole:
                return  # stopped by hand, which is no error to MkDocs: of half a site there is nothing to tell
            found = verify(staging.folder, self.edition.site, self.expected, self.edition.cache)
            self.edition.remember()
            problems = errors(found)
            if not problems:
                staging.publish()
                return
        if self.prepared:
            raise NotPublished(problems)
        for each in problems:
            self._tell(each, logging.ERROR)
        raise SystemExit(1)


def build(project: Project, target: Path) -> None:
    """Builds the whole site of a loaded project into `target`. Raises NotPublished when the result may not be shown."""
    global prepared
    check_target(project, target)  # before MkDocs looks at it, in words of its own
    prepared = project
    config = load_config(str(project.root / "mkdocs.yml"), site_dir=str(target))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort:
        raise NotPublished from None  # MkDocs has said why
    finally:
        prepared = None
        config.plugins.on_shutdown()
