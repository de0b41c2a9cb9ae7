"""Shows the site while it is being edited: one page that changed is rendered anew, the rest comes from the cache.

MkDocs' live-reload server watches and tells the browser. The whole site is only built anew with MkDocs when what frames
the pages for professionals changes: their menu, titles, headings, or the looks. Their text is put in the old frame; almost
every edit changes some of it, for the editors' report counts all pages.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from eigentaal import mkdocs_plugin, outputs, urls
from eigentaal.edition import Edition, LooksFault
from eigentaal.policy import without_policy
from eigentaal.project import Project, open_project
from eigentaal.publish import NotPublished
from eigentaal.site import PUBLISHED, Leaf

Report = Callable[[Project, int, float], None]
"""Called after each round with the project, how many files changed, and the seconds it took."""


class Preview:
    """The site in a temporary folder, kept up to date."""

    def __init__(self, root: Path, folder: Path, report: Report) -> None:
        self.root, self.folder, self.report = root, folder, report
        self.ready = False
        self._shown: dict[str, bytes] = {}
        self._frame = ""
        self._bodies: dict[str, str] = {}

    def refresh(self) -> None:
        """Brings the folder up to date; on an error in Dutch, facts or a template it stays as it was."""
        began = time.perf_counter()
        project = open_project(self.root, cached=True)
        renewed = 0
        if project.site is not None:
            try:
                renewed = self._renew(project, project.edition())
            except LooksFault as fault:
                project = Project(self.root, project.config, None, (*project.problems, fault.problem))
            except NotPublished as failure:
                project = Project(self.root, project.config, None, (*project.problems, *failure.problems))
        self.report(project, renewed, time.perf_counter() - began)
        self.ready = self.ready or project.site is not None

    def _renew(self, project: Project, edition: Edition) -> int:
        try:
            files = {name: data for module in outputs.discovered() for name, data in module.files(edition)}
            leaves = _professional(edition)
            bodies = {_file(edition, leaf): edition.render(leaf) for leaf in leaves}
        except LooksFault as fault:
            raise NotPublished([fault.problem]) from fault
        frame = _frame(edition, leaves)
        if frame != self._frame or not self._reframed(bodies):
            mkdocs_plugin.build(project, self.folder)
            for file in self.folder.rglob("*.html"):
                file.write_bytes(_editable(file.name, file.read_bytes()))
            self._frame, self._bodies, self._shown = frame, bodies, files
            return len(files)
        changed = [name for name, data in files.items() if self._shown.get(name) != data]
        for name in changed:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(_editable(name, files[name]))
        for name in self._shown.keys() - files.keys():
            (self.folder / name).unlink(missing_ok=True)
        self._shown = files
        edition.remember()
        return len(changed)

    def _reframed(self, bodies: Mapping[str, str]) -> bool:
        """Puts the text of pages for professionals that changed in their frames; False where an old one isn't found."""
        for name, body in bodies.items():
            old = self._bodies.get(name)
            if old == body:
                continue
            page = (self.folder / name).read_text(encoding="utf-8")
            if old is None or page.count(old) != 1:
                return False
            (self.folder / name).write_text(page.replace(old, body), encoding="utf-8")
            self._bodies[name] = body
        return True


def _editable(name: str, data: bytes) -> bytes:
    """MkDocs' server adds a script to each page that shows a change at once; the page's own policy would forbid it."""
    return without_policy(data.decode()).encode() if name.endswith(".html") else data


def _professional(edition: Edition) -> list[Leaf]:
    return [
        leaf
        for leaves in edition.site.leaves.values()
        for leaf in leaves.values()
        if leaf.page.kind == "professional" and leaf.state == PUBLISHED
    ]


def _file(edition: Edition, leaf: Leaf) -> str:
    return urls.url(edition.site, leaf.language, leaf.path) + "index.html"


def _frame(edition: Edition, leaves: Sequence[Leaf]) -> str:
    """Names all that shows around the text of pages for professionals."""
    headings = [(leaf.language, leaf.path, [(each.id, each.heading) for each in leaf.page.parts]) for leaf in leaves]
    return f"{edition.digest} {headings}"


def serve(root: Path, port: int, report: Report, ready: Callable[[str], None]) -> bool:
    """Serves the project on this machine until interrupted. False if its first build fails.

    Raises OSError when the port is taken.
    """
    for name in ("mkdocs", "mkdocs.livereload"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="eigentaal-") as temporary:
        preview = Preview(root, Path(temporary) / "site", report)
        preview.refresh()
        if not preview.ready:
            return False
        project = open_project(root, cached=True)
        assert project.config is not None
        path = urlsplit(project.config.site_url).path
        server = LiveReloadServer(preview.refresh, "127.0.0.1", port, str(preview.folder), path, polling_interval=0.2)
        server.error_handler = lambda code: (preview.folder / "404.html").read_bytes() if code == 404 else None
        for each in (project.config.docs, project.config.overrides, root / "mkdocs.yml"):
            server.watch(str(each))
        ready(server.url)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            server.shutdown()
        return True
