"""What an import would do: worked out first, shown, and written at once or not at all."""

from __future__ import annotations

import difflib
import errno
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from eigentaal.exchange.batch import Unread
from eigentaal.exchange.merge import RESULTS
from eigentaal.exchange.texts import Refused
from eigentaal.problems import Problem


class Outcome(Struct, frozen=True):
    """What becomes of one row. `reason` is a key of `texts.yml`."""

    line: int
    key: str
    result: str
    reason: str
    source: str = ""
    """The Dutch as it is now."""
    sent: str = ""
    """The Dutch that was sent, which a translator worked from; "" where Dutch itself was sent, or nobody knows."""
    returned: str = ""
    now: str = ""
    """The translation as it was here before the import."""
    remark: str = ""
    heard: bool = False
    """Whether the remark was known already when the file was sent."""
    detail: str = ""
    tick: str = ""
    """What stood in the column to tick of a translator's sheet."""
    problems: tuple[Problem, ...] = ()
    """What the checks say of the text that came back; of an imported one, warnings only."""


class Plan(Struct, frozen=True):
    """New content of files, by path from the root, and an account of every row."""

    language: str
    id: str
    outcomes: tuple[Outcome, ...]
    files: Mapping[str, bytes] = {}
    before: Mapping[str, bytes | None] = {}
    """The files as they were read; None where there was none."""
    rest: bytes = b""
    """A spreadsheet of what was left over, with the reasons; empty if nothing was."""
    absent: tuple[str, ...] = ()
    """Keys that were sent and didn't come back."""
    unread: tuple[Unread, ...] = ()
    """Where in the file texts stand that weren't read."""
    rows: bool = False
    """Whether people find a text by the number of its row."""
    outdated: Mapping[str, int] = {}
    """Language → number of translations that no longer match the Dutch once this is written."""

    def __post_init__(self) -> None:
        assert all(each.result in RESULTS for each in self.outcomes)
        assert sum(self.counts().values()) == len(self.outcomes)
        assert self.files.keys() <= self.before.keys()

    def counts(self) -> dict[str, int]:
        """How many rows ended how; together they are all rows."""
        counted = Counter(each.result for each in self.outcomes)
        return {result: counted[result] for result in RESULTS}

    def diff(self, ending: str = "") -> str:
        """The change of every file, or of those with this `ending`, as a unified diff."""
        parts: list[str] = []
        for shown, data in self.files.items():
            if not shown.endswith(ending):
                continue
            old = (self.before[shown] or b"").decode("utf-8-sig", "replace").splitlines(True)
            new = data.decode("utf-8-sig", "replace").splitlines(True)
            parts.extend(difflib.unified_diff(old, new, shown, shown, n=1))
        return "".join(parts)


def apply(plan: Plan, root: Path, rest: Path | None = None) -> list[str]:
    """Writes the files of a plan and returns their names; `rest` is where its leftovers go.

    Everything is written beside first and then renamed into place. Raises Refused if a file has changed since the plan
    was made, OSError if something can't be written; then no file is changed.
    """
    for shown, before in plan.before.items():
        if _bytes(root / shown) != before:
            raise Refused("changed-since", file=shown)
    for shown in plan.files:
        _may_write(root / shown)
    if rest is not None and plan.rest:
        rest.write_bytes(plan.rest)
    if not plan.files:
        return []
    beside = root / ".cache"
    beside.mkdir(exist_ok=True)
    _may_write(beside / "import")
    folder = Path(tempfile.mkdtemp(prefix="import-", dir=beside))
    try:
        fresh = {
            shown: _prepare(folder / str(at), root / shown, plan.files[shown]) for at, shown in enumerate(plan.files)
        }
        _rename(fresh, plan, root)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return list(plan.files)


def free(path: Path, data: bytes) -> Path:
    """`path`, or `…-2`, `…-3` where a file with other content stands: somebody may have worked in it."""
    number, name = 1, path
    while name.exists() and (not name.is_file() or name.read_bytes() != data):
        number += 1
        name = path.with_stem(f"{path.stem}-{number}")
    return name


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _may_write(file: Path) -> None:
    """Raises PermissionError, which names the file or its folder, where it may not be written."""
    folder = next(each for each in file.parents if each.exists())
    for each in (file, folder):
        if each.exists() and not os.access(each, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(each))


def _prepare(fresh: Path, file: Path, data: bytes) -> Path:
    """The new content, on the disk, with the rights of the file it replaces."""
    with fresh.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if file.exists():
        shutil.copymode(file, fresh)
    file.parent.mkdir(parents=True, exist_ok=True)
    return fresh


def _rename(fresh: Mapping[str, Path], plan: Plan, root: Path) -> None:
    """All or nothing: what was renamed before a failure is put back."""
    done: list[str] = []
    try:
        for shown, each in fresh.items():
            try:
                each.replace(root / shown)
            except OSError as failure:  # which would name the file beside, that nobody knows
                raise OSError(failure.errno, failure.strerror, str(root / shown)) from None
            done.append(shown)
    except OSError:
        for shown in done:
            before = plan.before[shown]
            if before is None:
                (root / shown).unlink()
            else:
                (root / shown).write_bytes(before)
        raise
