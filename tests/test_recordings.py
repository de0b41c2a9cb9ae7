"""Recordings of people reading a page: heard while the page says what they read, and withdrawn when it doesn't."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Files
from pages import LANGUAGES, Element, everything, interface, load, parse, render

from eigentaal.problems import Problem
from eigentaal.project import open_project

Make = Callable[..., Path]

THEME, SOUND = "opvoeden/boze-buien", b"OggS" + bytes(431_234)
REGISTER = """\
recordings:
  - {{id: een, page: {page}, language: {language}, file: {file}, text: {text}, publish: {publish}, voice: moeder}}
"""


def with_recording(
    language: str = "tr", text: str = "new", page: str = THEME, publish: str = "yes", file: str = "boze-buien.opus"
) -> Files:
    register = REGISTER.format(language=language, text=text, page=page, publish=publish, file=file)
    return {**everything(), "docs/facts/recordings.yml": register, "docs/assets/audio/boze-buien.opus": SOUND}


def told(root: Path, check: str = "outdated-recording") -> list[Problem]:
    return [each for each in open_project(root).problems if each.check == check]


def fitting(project: Make, language: str = "tr", name: str = "first") -> str:
    """The fingerprint that the check tells an editor to write."""
    found = told(project(with_recording(language), name=name))
    assert len(found) == 1
    assert (found[0].path, found[0].line) == ("docs/facts/recordings.yml", 2)
    return str(dict(found[0].details)["text"])


def page_of(made: dict[str, bytes], language: str) -> Element:
    return parse(made[f"{'' if language == 'nl' else f'{language}/'}{THEME}/index.html"])


def sounds(made: dict[str, bytes]) -> list[str]:
    return [name for name in made if name.startswith("assets/audio/")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recording_is_a_player_with_its_size_that_fetches_nothing_by_itself(language: str, project: Make) -> None:
    root = project(with_recording(language, fitting(project, language)), name="second")
    assert told(root) == []
    made = render(root)
    figure = page_of(made, language).one("figure", "recording")
    audio = figure.one("audio")
    assert audio.get("preload") == "none"
    assert audio.get("controls") is not None
    assert audio.get("autoplay") is None
    assert re.search(r"0[.,]4 MB", figure.text())
    name = re.sub(r"^(\.\./)+", "", audio["src"])
    assert made[name] == SOUND
    assert sounds(made) == [name]
    words = {each["id"]: each["text"] for each in load(interface(language))["words"]}
    assert figure.text().startswith(words["recording"].split("{")[0].strip())
    assert not [each for each in page_of(made, language).all("button") if each.get("data-listen") is not None]
    for other in set(LANGUAGES) - {language}:
        assert page_of(made, other).all("audio") == []


@pytest.mark.parametrize(
    "change",
    [
        ("docs/tr/opvoeden/boze-buien.yml", "answer: ", "answer: Z "),
        ("docs/facts/facts.yml", "0800-2000", "0800-2001"),
        ("docs/facts/more.yml", "", ""),
    ],
    ids=["text", "number", "nothing"],
)
def test_it_is_withdrawn_when_the_page_or_a_number_on_it_changes(change: tuple[str, str, str], project: Make) -> None:
    files = with_recording("tr", fitting(project))
    name, old, new = change
    content = files[name]
    assert isinstance(content, str)
    assert old in content
    changed = (
        content.replace(old, new).replace("08002000", "08002001") if "0800" in old else content.replace(old, new, 1)
    )
    root = project({**files, name: changed}, name="second")
    made = render(root, checked=False)
    heard = change[1] == ""
    assert bool(sounds(made)) == heard, "withdrawn: not even the file is there"
    assert bool(page_of(made, "tr").all("audio")) == heard
    assert len(told(root)) == (0 if heard else 1)


def test_a_change_in_another_language_leaves_it_alone(project: Make) -> None:
    files = with_recording("tr", fitting(project))
    arabic = str(files["docs/ar/opvoeden/boze-buien.yml"])
    root = project(
        {**files, "docs/ar/opvoeden/boze-buien.yml": arabic.replace("answer: ", "answer: x ", 1)}, name="second"
    )
    assert page_of(render(root, checked=False), "tr").all("audio")


@pytest.mark.parametrize("publish", ["no", "after-check"])
def test_one_that_may_not_be_heard_is_not_published(publish: str, project: Make) -> None:
    made = render(project(with_recording("tr", fitting(project), publish=publish), name="second"))
    assert sounds(made) == []
    assert page_of(made, "tr").all("audio") == []


def test_a_recording_without_its_sound_stops_the_build_and_names_the_file(project: Make) -> None:
    root = project({**with_recording(), "docs/assets/audio/boze-buien.opus": None})
    opened = open_project(root)
    assert opened.site is None
    found = [each for each in opened.problems if each.check == "missing-recording"]
    assert [(each.path, each.line) for each in found] == [("docs/facts/recordings.yml", 2)]


def test_a_recording_of_no_page_is_told_of_and_harms_nothing(project: Make) -> None:
    root = project(with_recording(page="opvoeden/nergens"))
    assert len(told(root, "recording-without-page")) == 1
    assert sounds(render(root)) == []


@pytest.mark.parametrize(
    "file", ["../../../etc/passwd", "boze buien.opus", "film.mp4", "boze-buien.opus.html", "/x.opus"]
)
def test_a_name_that_is_no_sound_of_ours_is_refused(file: str, project: Make) -> None:
    opened = open_project(project(with_recording(file=f'"{file}"')))
    assert opened.site is None


def test_other_files_do_not_belong_in_the_folder_of_sounds(project: Make) -> None:
    root = project({**with_recording(), "docs/assets/audio/lees.txt": "x", "docs/assets/geluid.opus": b"x"})
    found = [each.path for each in open_project(root).problems if each.check == "unknown-file"]
    assert sorted(found) == ["docs/assets/audio/lees.txt", "docs/assets/geluid.opus"]


def test_recordings_are_not_kept_on_the_phone(project: Make) -> None:
    made = render(project(with_recording("tr", fitting(project)), name="second"))
    assert sounds(made)
    assert b"assets/audio" not in made["sw.js"]
