"""A new site takes the place of the old one in one step, or the old one stays."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from pages import read_tree

from eigentaal import staging
from eigentaal.staging import Busy, Staging, write


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
    assert names(tmp_path) == {"site", ".site.lock", ".site.previous"}


def test_where_the_system_can_not_exchange_two_renames_do_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    target = tmp_path / "site"
    for text in ("een", "twee", "drie"):
        put(target, text)
    assert read_tree(target) == {"index.html": b"drie"}
    assert read_tree(tmp_path / ".site.previous") == {"index.html": b"twee"}
    assert names(tmp_path) == {"site", ".site.lock", ".site.previous"}


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


def test_what_a_killed_build_left_behind_is_removed(tmp_path: Path) -> None:
    target = tmp_path / "site"
    put(target, "oud")
    (tmp_path / ".site.new-killed" / "diep").mkdir(parents=True)
    (tmp_path / ".site.new-killed" / "diep" / "half.html").write_text("half")
    put(target, "nieuw")
    assert names(tmp_path) == {"site", ".site.lock", ".site.previous"}


def test_leftovers_of_another_site_are_left_alone(tmp_path: Path) -> None:
    other = tmp_path / ".site2.new-busy"
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
