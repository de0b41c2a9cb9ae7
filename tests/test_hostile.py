"""The promise: no content file, whatever its bytes, stops a build without a sentence, or changes anything but the site."""

from __future__ import annotations

import contextlib
import io
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import everything, long_lived, read_tree, write_project

from eigentaal.cli import main

TARGETS = (
    "docs/nl/opvoeden/boze-buien.yml",
    "docs/ar/opvoeden/boze-buien.yml",
    "docs/facts/facts.yml",
    "docs/nl/_glossary.yml",
    "docs/nl/_interface.yml",
    "docs/ar/_interface.yml",
    "docs/nl/_sets.yml",
    "docs/nl/_moved.yml",
)
KNOWN = {
    "docs/nl/_sets.yml": "sets:\n  - {id: samen, title: Samen, answer: Samen., pages: [boze-buien, spelen]}\n",
    "docs/nl/_moved.yml": "moved:\n  - {id: een, old: opvoeden/oud, new: opvoeden/spelen}\n",
}
ESCAPES = st.sampled_from(
    ["../../../x", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "<script>", "{{ 7*7 }}", "!!python/name:os",
     "&a [*a]", "\0", "\ud7ff", "\u202e", "con", "..\\x", "%2e%2e/", "~", "${HOME}", "`id`", "---\n"]
)  # fmt: skip
CUTS = st.lists(
    st.tuples(st.floats(0, 0.999), st.integers(0, 30), ESCAPES | st.text(max_size=8)), min_size=1, max_size=4
)


class Ground:
    """A project with one file spoiled at a time; the site of the whole one stands in it."""

    def __init__(self) -> None:
        self.home = long_lived()
        self.files = {**everything(), **KNOWN}
        self.root = write_project(self.home / "project", self.files)
        self.sources = {each: (self.root / each).read_bytes() for each in TARGETS}
        self.site = self.root / "site"
        with contextlib.redirect_stdout(io.StringIO()):
            assert main(["--project", str(self.root), "build", "--parents"]) == 0

    def around(self) -> dict[str, bytes]:
        """Everything but the site, what is remembered, and the site before."""
        own = ("project/site/", "project/.cache/", "project/.site.")
        return {name: data for name, data in read_tree(self.home).items() if not name.startswith(own)}

    def attempt(self, target: str, data: bytes) -> None:
        (self.root / target).write_bytes(data)
        before, old = self.around(), read_tree(self.site)
        said, wrong = io.StringIO(), io.StringIO()
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(wrong):
                code = main(["--project", str(self.root), "build", "--parents"])
            told = said.getvalue() + wrong.getvalue()
            assert code in (0, 1, 2)
            assert "Traceback" not in told
            assert self.around() == before, "something outside the site was changed"
            if code:
                assert read_tree(self.site) == old
                assert target.rpartition("/")[2] in told, told
        finally:
            (self.root / target).write_bytes(self.sources[target])
            if read_tree(self.site).keys() != old.keys():
                shutil.rmtree(self.root / ".site.previous", ignore_errors=True)


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground()


def cut(source: bytes, cuts: list[tuple[float, int, str]]) -> bytes:
    """Pieces of a good file replaced: what is nearly right goes deeper than what is noise."""
    text = source.decode()
    for where, length, piece in cuts:
        at = int(where * len(text))
        text = text[:at] + piece + text[at + length :]
    return text.encode("utf-8", "surrogatepass")


SPOILED = st.tuples(st.sampled_from(TARGETS), st.binary(max_size=300) | CUTS)


def spoil(ground: Ground, tried: tuple[str, bytes | list[tuple[float, int, str]]]) -> None:
    target, how = tried
    ground.attempt(target, how if isinstance(how, bytes) else cut(ground.sources[target], how))


@settings(max_examples=24, suppress_health_check=list(HealthCheck))
@given(SPOILED)
def test_whatever_a_file_holds_a_build_ends_in_a_sentence_and_stays_in_its_folder(
    ground: Ground, tried: tuple[str, bytes | list[tuple[float, int, str]]]
) -> None:
    spoil(ground, tried)


@pytest.mark.full
@settings(max_examples=600, suppress_health_check=list(HealthCheck))
@given(SPOILED)
def test_whatever_a_file_holds_a_build_ends_in_a_sentence_and_stays_in_its_folder_full(
    ground: Ground, tried: tuple[str, bytes | list[tuple[float, int, str]]]
) -> None:
    spoil(ground, tried)


@pytest.mark.parametrize("target", TARGETS)
def test_a_file_of_noise_is_told_by_its_name(target: str, ground: Ground) -> None:
    for data in (
        b"",
        b"\0" * 50,
        b"\xff\xfe\x00\x01",
        bytes(range(256)),
        b"[" * 3000,
        b"a: &a [*a]\n",
        "\u202e".encode(),
    ):
        ground.attempt(target, data)
