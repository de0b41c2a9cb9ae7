"""Puts a new site in the place of the old one in a single step, or leaves the old one alone.

The new site is written beside the target, in `.<name>.new` and under a lock; when it is complete the two change places
with one rename (`renameat2` with RENAME_EXCHANGE on Linux), and what was there is kept as `.<name>.previous`. What was
kept before that becomes `.<name>.new` again, as does what a killed run leaves: where a file of it is the same as in the
next site it needn't be written, and making and removing a folder for each page takes more time than rendering it.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from eigentaal.tree import NO_FILE, listing

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
# The kernel or the file system may not know how to exchange; then three renames do it, with a moment between.
_NOT_POSSIBLE = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EOPNOTSUPP}


class Busy(Exception):
    """Another build of the same site is running."""


class Staging:
    """A folder to write a site in. `publish` puts it in place; leaving without it throws it away."""

    def __init__(self, target: Path, anew: bool = False) -> None:
        """With files of an earlier site in it, unless `anew`: see `keep`.

        Raises Busy if another run holds the lock, OSError if nothing can be written beside `target`.
        """
        self.target = target.resolve()  # behind a link, the link stays
        beside = self.target.parent
        beside.mkdir(parents=True, exist_ok=True)
        self._lock = (beside / f".{self.target.name}.lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise Busy(str(self.target)) from None
        self.folder, self._aside = (self._beside(each) for each in ("new", "old"))
        if self._aside.exists() and not self.target.exists():
            self._aside.rename(self.target)  # a run was killed between two renames: this is the site that was published
        shutil.rmtree(self._aside, ignore_errors=True)
        mode = 0o777 & ~_umask()
        self._left = {} if anew else _usable(self.folder, mode)
        if not self._left:
            _remove(self.folder)
            self.folder.mkdir()
            self.folder.chmod(mode)

    def _beside(self, what: str) -> Path:
        return self.target.with_name(f".{self.target.name}.{what}")

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def keep(self, names: Iterable[str]) -> None:
        """Removes every file but those of the new site, and the folders that are then empty."""
        for name in self._left.keys() - set(names):
            file = self.folder / name
            with suppress(OSError):  # a folder of the new site took its place, or is its own and holds something else
                file.unlink()
                os.removedirs(file.parent)

    def publish(self) -> None:
        """The new site becomes the target, the old one `.<name>.previous`, and what that was `.<name>.new`."""
        for place in (self.target, self._beside("previous")):
            if not place.exists():
                self.folder.rename(place)
                break
            if not _exchange(self.folder, place):
                place.rename(self._aside)
                try:
                    self.folder.rename(place)
                except OSError:
                    self._aside.rename(place)
                    raise
                self._aside.rename(self.folder)
        self._lock.close()

    def discard(self) -> None:
        """Nothing happened. Does nothing after `publish`."""
        if not self._lock.closed:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._lock.close()


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


def _usable(folder: Path, mode: int) -> dict[str, int]:
    """The files of a folder that a site of today can be written in; none where anything in it leads elsewhere."""
    if folder.is_symlink() or not folder.is_dir() or stat.S_IMODE(folder.stat().st_mode) != mode:
        return {}
    left = listing(folder)
    return {} if NO_FILE in left.values() else left


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
