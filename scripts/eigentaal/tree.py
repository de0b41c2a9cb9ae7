"""A folder full of files: what is in it, and writing into it only what isn't there yet."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

NO_FILE = -1
"""The size of a link, and of what else isn't a plain file."""


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> list[str]:
    """Writes the files below `folder`, but those that are there already, and returns the names of all."""
    names: list[str] = []
    for name, data in files:
        names.append(name)
        file = f"{folder}/{name}"  # a Path takes as long as the reading
        if _holds(file, data):
            continue
        try:
            Path(file).write_bytes(data)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            _make_way(folder, name)
            Path(file).write_bytes(data)
    return names


def _holds(file: str, data: bytes) -> bool:
    try:
        with open(file, "rb", buffering=0) as stream:
            return os.fstat(stream.fileno()).st_size == len(data) and stream.read(len(data)) == data
    except OSError:
        return False


def _make_way(folder: Path, name: str) -> None:
    """Makes the folders of a file; what stands in its way is of an earlier site."""
    try:
        os.mkdir(os.path.dirname(f"{folder}/{name}"))  # nearly always only the last one lacks
        return
    except OSError:
        folder.mkdir(parents=True, exist_ok=True)
    *parents, _ = Path(name).parents
    for each in reversed(parents):
        if not (folder / each).is_dir():
            with suppress(FileNotFoundError, IsADirectoryError):  # another process may have made it by now
                (folder / each).unlink()
            (folder / each).mkdir(exist_ok=True)
    if (folder / name).is_dir():
        shutil.rmtree(folder / name)


def listing(folder: Path) -> dict[str, int]:
    """Everything but folders below `folder`: its name from there on, and its size in bytes or NO_FILE."""
    found: dict[str, int] = {}
    todo = [(str(folder), "")]
    while todo:
        path, shown = todo.pop()
        with os.scandir(path) as entries:
            for each in entries:
                if each.is_dir(follow_symlinks=False):
                    todo.append((each.path, f"{shown}{each.name}/"))
                else:
                    plain = each.is_file(follow_symlinks=False)
                    found[f"{shown}{each.name}"] = each.stat().st_size if plain else NO_FILE
    return found
