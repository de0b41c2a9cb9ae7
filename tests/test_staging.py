"""A new site takes the place of the old one in one step, or the old one stays."""

from __future__ import annotations

import errno
import os
import stat
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from pages import read_tree

from eigentaal import files, staging
from eigentaal.staging import Busy, Staging
from eigentaal.tree import write


def put(target: Path, text: str) -> None:
    """Publishes a site of one page."""
    with Staging(target) as stage:
        write([("index.html", text.encode())], stage.folder)
        stage.publish()


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_first_site_is_put_in_place(tmp_path: Path) -> None:
    target = tmp_path / "diep" / "site"
    put(target, "een")
    assert read_tree(target) == {"index.html": b"een"}
    assert names(target.parent) == {"site", ".site.lock"}


def test_the_next_site_replaces_it_and_the_old_one_is_kept_once(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for text in ("een", "twee", "drie"):
        put(target, text)
    assert read_tree(target) == {"index.html": b"drie"}
    assert read_tree(tmp_path / ".site.previous") == {"index.html": b"twee"}
    assert names(tmp_path) == {"site", ".site.lock", ".site.previous", ".site.new"}


def test_where_the_system_can_not_exchange_renames_do_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    target = tmp_path / "site"
    for text in ("een", "twee", "drie"):
        put(target, text)
    assert read_tree(target) == {"index.html": b"drie"}
    assert read_tree(tmp_path / ".site.previous") == {"index.html": b"twee"}
    assert names(tmp_path) == {"site", ".site.lock", ".site.previous", ".site.new"}


@pytest.mark.parametrize("why", [KeyboardInterrupt, OSError])
def test_a_run_that_stops_between_two_renames_loses_no_site(
    why: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed, the next run puts the site back, also if that one makes none; an error puts it back at once."""
    target = tmp_path / "site"
    put(target, "oud")
    rename = Path.rename

    def stopping(self: Path, to: Path) -> Path:
        if self.name == ".site.new":
            raise why
        return rename(self, to)

    monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", stopping)
    with pytest.raises(why):
        put(target, "nieuw")
    monkeypatch.undo()
    if why is OSError:
        assert read_tree(target) == {"index.html": b"oud"}
    with Staging(target):
        pass
    assert read_tree(target) == {"index.html": b"oud"}


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP])
def test_a_system_that_says_it_can_not_exchange_is_believed(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging.ctypes, "get_errno", lambda: number)
    missing = tmp_path / "missing"
    assert staging._exchange(missing, missing) is False


def test_another_failure_to_exchange_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        staging._exchange(tmp_path / "a", tmp_path / "b")


def test_leaving_without_publishing_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(target, "oud")
    with Staging(target) as stage:
        write([("index.html", b"nieuw")], stage.folder)
    assert read_tree(target) == {"index.html": b"oud"}
    assert names(tmp_path) == {"site", ".site.lock"}


def test_an_error_while_writing_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(target, "oud")

    def half() -> object:
        yield "index.html", b"nieuw"
        raise OSError(errno.ENOSPC, "disk full")

    with pytest.raises(OSError, match="disk full"), Staging(target) as stage:
        write(half(), stage.folder)  # type: ignore[arg-type]
    assert read_tree(target) == {"index.html": b"oud"}
    assert names(tmp_path) == {"site", ".site.lock"}


def test_only_one_build_of_a_site_runs_at_a_time(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with Staging(target) as first:
        with pytest.raises(Busy):
            Staging(target)
        assert first.folder.is_dir()
        with Staging(tmp_path / "other"):
            pass
        write([("index.html", b"een")], first.folder)
        first.publish()
    put(target, "twee")
    assert read_tree(target) == {"index.html": b"twee"}


def test_the_lock_is_free_after_a_build_that_failed(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with pytest.raises(ValueError, match="stuk"), Staging(target):
        raise ValueError("stuk")
    put(target, "een")
    assert read_tree(target) == {"index.html": b"een"}


LEFT = {
    "index.html": b"oud",
    "diep/half.html": b"half",
    "diep/er/een.html": b"x",
    "anders": b"",
    "leeg/.verborgen": b"x",
}


@pytest.mark.parametrize("anew", [False, True])
def test_nothing_of_what_a_killed_build_left_is_in_the_next_site(anew: bool, tmp_path: Path) -> None:
    target, left = tmp_path / "site", tmp_path / ".site.new"
    write(LEFT.items(), left)
    left.chmod(0o777 & ~staging._umask())
    files = {"index.html": b"nieuw", "diep": b"een bestand", "anders/diep/index.html": b"x"}
    with Staging(target, anew) as stage:
        assert (stage.folder / "leeg/.verborgen").is_file() == (not anew)
        stage.keep(write(files.items(), stage.folder))
        stage.publish()
    assert read_tree(target) == files
    assert sorted(each.name for each in target.rglob("*") if each.is_dir()) == ["anders", "diep"]
    assert names(tmp_path) == {"site", ".site.lock"}


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    write(LEFT.items(), folder)
    before = {name: (folder / name).stat().st_ino for name in LEFT}
    for name in LEFT:
        os.utime(folder / name, (1, 1))
    changed = LEFT | {"index.html": b"nog", "diep/half.html": b"geheel"}
    assert write(changed.items(), folder) == list(changed)
    assert read_tree(folder) == changed
    written = {name for name in LEFT if (folder / name).stat().st_mtime != 1}
    assert written == {"index.html", "diep/half.html"}
    assert before == {name: (folder / name).stat().st_ino for name in LEFT}


@pytest.mark.parametrize("inside", ["", "diep", "index.html"])
def test_nothing_is_written_where_a_link_in_what_was_left_leads(inside: str, tmp_path: Path) -> None:
    outside, left = tmp_path / "van-iemand", tmp_path / ".site.new"
    write([("index.html", b"van iemand"), ("diep/index.html", b"van iemand")], outside)
    if inside:
        left.mkdir()
        left.chmod(0o777 & ~staging._umask())
    (left / inside if inside else left).symlink_to(outside / inside)
    with Staging(tmp_path / "site") as stage:
        stage.keep(write([("index.html", b"van ons"), ("diep/index.html", b"van ons")], stage.folder))
        stage.publish()
    assert set(read_tree(outside).values()) == {b"van iemand"}
    assert set(read_tree(tmp_path / "site").values()) == {b"van ons"}
    assert not (tmp_path / "site").is_symlink()


def test_what_was_left_under_another_umask_is_not_used(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        for text in ("een", "twee", "drie"):
            put(tmp_path / "site", text)
        os.umask(0o022)
        put(tmp_path / "site", "vier")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "site/index.html").stat().st_mode) == 0o644


def test_leftovers_of_another_site_are_left_alone(tmp_path: Path) -> None:
    other = tmp_path / ".site2.new"
    other.mkdir()
    put(tmp_path / "site", "een")
    assert other.is_dir()


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_the_site_can_be_read_by_whom_the_umask_allows(umask: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        put(tmp_path / "site", "een")
        now = os.umask(umask)
    finally:
        os.umask(before)
    assert now == umask
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o777 & ~umask


def test_discarding_after_publishing_keeps_the_site(tmp_path: Path) -> None:
    with Staging(tmp_path / "site") as stage:
        write([("index.html", b"een")], stage.folder)
        stage.publish()
        stage.discard()
    assert read_tree(tmp_path / "site") == {"index.html": b"een"}


def test_files_are_written_with_their_folders_and_named(tmp_path: Path) -> None:
    files = [("a/b/c.html", b"1"), ("a/d.html", b"2"), ("e.html", b"3")]
    assert write(files, tmp_path) == [name for name, _ in files]
    assert read_tree(tmp_path) == dict(files)


def test_nothing_can_be_staged_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError, match="file"):
        Staging(tmp_path / "file" / "site")


def test_a_site_behind_a_symbolic_link_can_be_renewed_again_and_again(tmp_path: Path) -> None:
    """Web servers are often pointed at a link."""
    target = tmp_path / "site"
    put(tmp_path / "elders", "oud")
    target.symlink_to(tmp_path / "elders", target_is_directory=True)
    for text in ("een", "twee", "drie"):
        put(target, text)
        assert read_tree(target) == {"index.html": text.encode()}


@pytest.mark.parametrize("before", [{}, {"ar": b"a file where a folder must come"}])
def test_several_processes_write_into_the_same_new_folders(before: dict[str, bytes], tmp_path: Path) -> None:
    shares = [[(f"ar/{at}/{share}/index.html", b"page") for at in range(60)] for share in range(4)]  # 60 races
    write(before.items(), tmp_path)
    with get_context("fork").Pool(4) as pool:
        made = pool.map(partial(write, folder=tmp_path), shares, chunksize=1)
    assert read_tree(tmp_path) == {name: b"page" for names in made for name in names}


# -- one file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
def test_a_file_of_any_size_is_read_whole(size: int, tmp_path: Path) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    (tmp_path / "x").write_bytes(data[:size])
    opened = len(os.listdir("/dev/fd"))
    assert files.read_bytes(str(tmp_path / "x")) == data[:size]
    assert files.read_bytes(str(tmp_path / "x"), {str(tmp_path / "x"): b"known"}) == b"known"
    assert len(os.listdir("/dev/fd")) == opened, "there are thousands of files"


def test_a_file_that_is_written_over_keeps_its_rights_and_one_that_failed_its_content(tmp_path: Path) -> None:
    file = tmp_path / "x"
    with files.replacing(file) as stream:
        stream.write(b"new")
    file.chmod(0o640)
    with files.replacing(file) as stream:
        stream.write(b"newer")
        beside = [each.name for each in tmp_path.iterdir() if each != file]
        assert [each[:1] for each in beside] == ["."], "nobody lists it among his files"
        assert file.read_bytes() == b"new", "whoever reads it now finds all of the old one"
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"newer", 0o640)
    with pytest.raises(TypeError), files.replacing(file) as stream:
        stream.writelines([b"ha", "lf"])  # type: ignore[list-item]
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("x", b"newer")]
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError) as failure, files.replacing(tmp_path / "folder"):
        pass
    assert (failure.value.filename, failure.value.filename2) == (str(tmp_path / "folder"), None)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "x"]
