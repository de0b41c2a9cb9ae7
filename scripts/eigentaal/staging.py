"""Puts a new site in the place of the old one in a single step, or leaves the old one alone.

The new site is written beside the target, under a lock; when it is complete the two change places with one rename
(`renameat2` with RENAME_EXCHANGE on Linux), and what was there is kept as `.<name>.previous`. A run that is killed, or
finds the disk full, leaves a folder beside the target that the next run removes.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
# The kernel or the file system may not know how to exchange; then two renames do it, with a moment between.
_NOT_POSSIBLE = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EOPNOTSUPP}


class Busy(Exception):
    """Another build of the same site is running."""


class Staging:
    """A folder to write a site in. `publish` puts it in place; leaving without it throws it away."""

    def __init__(self, target: Path) -> None:
        """Raises Busy if another run holds the lock, OSError if nothing can be written beside `target`."""
        self.target = target.resolve()  # behind a link, the link stays
        beside = self.target.parent
        beside.mkdir(parents=True, exist_ok=True)
        self._lock = (beside / f".{self.target.name}.lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise Busy(str(self.target)) from None
        prefix = f".{self.target.name}.new-"
        for left in beside.glob(f"{prefix}*"):
            shutil.rmtree(left, ignore_errors=True)
        self.folder = Path(tempfile.mkdtemp(prefix=prefix, dir=beside))
        self.folder.chmod(0o777 & ~_umask())

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def publish(self) -> None:
        """The new site becomes the target, the old one `.<name>.previous`."""
        previous = self.target.with_name(f".{self.target.name}.previous")
        if self.target.exists():
            if not _exchange(self.folder, self.target):
                aside = self.folder.with_name(f"{self.folder.name}-old")
                self.target.rename(aside)
                self.folder.rename(self.target)
                self.folder = aside
            shutil.rmtree(previous, ignore_errors=True)
            self.folder.rename(previous)
        else:
            self.folder.rename(self.target)
        self._lock.close()

    def discard(self) -> None:
        """Nothing happened. Does nothing after `publish`."""
        if not self._lock.closed:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._lock.close()


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> list[str]:
    """Writes the files below `folder` and returns their names."""
    written: list[str] = []
    made: set[Path] = set()
    for name, data in files:
        file = folder / name
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_bytes(data)
        written.append(name)
    return written


def _exchange(one: Path, other: Path) -> bool:
    """Lets two folders change names at once; False where the system can't."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_POSSIBLE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
