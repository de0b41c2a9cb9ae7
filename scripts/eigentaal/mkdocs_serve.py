"""Shows the site while it is being edited: the pages that changed at once, all else soon after.

MkDocs' live-reload server watches and tells the browser. What was edited comes first, with the folders on paper of the
round before; then what follows from it: folders, embeds, data, reports. The whole site is only built anew with MkDocs
when what frames the pages for professionals changes: their menu, titles, headings, or the looks. Otherwise their text
is put in the old frame: almost every edit changes some of it, for the editors' report counts all pages.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from eigentaal import mkdocs_plugin, outputs, rendering
from eigentaal.config import load_config
from eigentaal.edition import Edition, LooksFault
from eigentaal.policy import without_policy
from eigentaal.project import Project, open_project
from eigentaal.publish import NotPublished
from eigentaal.site import Leaf

Report = Callable[[Project, int, float], None]
"""Called after each round with the project, how many files changed, and the seconds it took."""


class PortTaken(Exception):
    """Somebody else has the port, or it isn't for everybody to use."""


class _Server(LiveReloadServer):
    """MkDocs' server, which has its port from the start and not only once the site is built."""

    def __init__(self, builder: Callable[[], None], port: int, folder: Path, path: str) -> None:
        super().__init__(builder, "127.0.0.1", port, str(folder), path, polling_interval=0.2)
        try:
            super().server_bind()
            super().server_activate()
        except OSError:
            self.server_close()
            raise PortTaken from None
        self.error_handler = lambda code: (folder / "404.html").read_bytes() if code == 404 else None

    def server_bind(self) -> None:
        """Done before `serve` asks for it."""

    server_activate = server_bind


class Preview:
    """The site in a temporary folder, kept up to date."""

    def __init__(self, root: Path, folder: Path, report: Report) -> None:
        """`folder`/site is what is shown; `folder`/rest is touched when the rest of an edit is to be done."""
        self.root, self.folder, self.rest, self.report = root, folder / "site", folder / "rest", report
        self.ready = False
        self._edition: Edition | None = None
        self._shown: dict[str, bytes] = {}
        self._bodies: dict[str, str] = {}
        self._frame = ""

    def refresh(self) -> None:
        """Brings the folder up to date; on an error in Dutch, facts or a template it stays as it was.

        Where pages that parents read changed, only these: call it once more for the rest.
        """
        began = time.perf_counter()
        project = open_project(self.root, cached=True)
        renewed = 0
        if project.site is not None:
            try:
                renewed = self._edited(project)
                if renewed:
                    self.rest.touch()
                else:
                    renewed = self._all(project)
            except LooksFault as fault:
                project = Project(self.root, project.config, None, (*project.problems, fault.problem))
            except NotPublished as failure:
                project = Project(self.root, project.config, None, (*project.problems, *failure.problems))
        self.report(project, renewed, time.perf_counter() - began)
        self.ready = self.ready or project.site is not None

    def _edited(self, project: Project) -> int:
        """Shows the pages that changed: those for parents, and those for professionals whose own file changed."""
        before = self._edition
        if before is None:
            return 0
        edition = project.edition(before.shelf)
        files = {rendering.file(edition, leaf): data for leaf, data in rendering.pages(edition)}
        known = {leaf.digest for leaf in _professional(before)}
        edited = [leaf for leaf in _professional(edition) if leaf.digest not in known]
        same = _frame(edition) == self._frame
        bodies = {rendering.file(edition, leaf): edition.render(leaf) for leaf in edited if same}
        if not self._reframed(bodies):
            return 0
        self._edition = edition
        return self._write({**self._shown, **files}) + len(bodies)

    def _all(self, project: Project) -> int:
        edition = project.edition()
        files = {name: data for module in outputs.discovered() for name, data in module.files(edition)}
        bodies = {rendering.file(edition, leaf): edition.render(leaf) for leaf in _professional(edition)}
        frame = _frame(edition)
        self._edition = edition
        if frame != self._frame or not self._reframed(bodies):
            mkdocs_plugin.build(project, self.folder)
            for file in self.folder.rglob("*.html"):
                file.write_bytes(_editable(file.name, file.read_bytes()))
            self._frame, self._bodies, self._shown = frame, bodies, files
            return len(files)
        edition.remember()
        return self._write(files)

    def _write(self, files: dict[str, bytes]) -> int:
        """Brings the folder to these files of the core; returns how many changed."""
        changed = [name for name, data in files.items() if self._shown.get(name) != data]
        for name in changed:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(_editable(name, files[name]))
        for name in self._shown.keys() - files.keys():
            (self.folder / name).unlink(missing_ok=True)
        self._shown = files
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
    return [leaf for leaf in edition.site.published() if leaf.page.kind == "professional"]


def _frame(edition: Edition) -> str:
    """Names all that shows around the text of pages for professionals."""
    leaves = _professional(edition)
    headings = [(leaf.language, leaf.path, [(each.id, each.heading) for each in leaf.page.parts]) for leaf in leaves]
    return f"{edition.digest} {headings}"


def serve(root: Path, port: int, report: Report, ready: Callable[[str], None]) -> bool:
    """Serves the project on this machine until interrupted. False if its first build fails. Raises PortTaken."""
    for name in ("mkdocs", "mkdocs.livereload"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="eigentaal-") as temporary:
        preview = Preview(root, Path(temporary), report)
        preview.rest.touch()
        config, _ = load_config(root)
        path = urlsplit(config.site_url).path if config else "/"
        with _Server(preview.refresh, port, preview.folder, path) as server:
            preview.refresh()
            if config is None or not preview.ready:
                return False
            for each in (config.docs, config.overrides, root / "mkdocs.yml", preview.rest):
                server.watch(str(each))
            ready(server.url)
            try:
                server.serve()  # type: ignore[no-untyped-call]
            except KeyboardInterrupt:
                server.shutdown()
        return True
