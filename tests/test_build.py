"""A build gives the whole site, the same everywhere; whatever goes wrong, the published site stays as it was."""

from __future__ import annotations

import os
import pickle
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import MKDOCS
from mkdocs.config.defaults import MkDocsConfig
from pages import (
    SEARCH,
    dump,
    everything,
    filler,
    interface,
    load,
    long_lived,
    parse,
    read_tree,
    small_site,
    translation,
    whole_site,
    write_project,
)

from eigentaal.cache import Cache, program
from eigentaal.cli import main
from eigentaal.page import KINDS
from eigentaal.staging import Staging

Make = Callable[..., Path]
THEME = "docs/nl/opvoeden/boze-buien.yml"


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    known = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run([sys.executable, *words], cwd=cwd, env=known, capture_output=True, text=True, check=False)


def build(root: Path, *words: str) -> int:
    """`eigentaal build`, as in a new process; an exception would be a traceback for the editor."""
    dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()  # MkDocs keeps plugins between builds, for `serve`
    return build_again(root, *words)


def build_again(root: Path, *words: str) -> int:
    """The same after other builds in the process."""
    try:
        return main(["--project", str(root), "build", *words])
    except SystemExit as stop:  # how MkDocs ends when its configuration is wrong
        return int(stop.code or 0)


@cache
def _published() -> Path:
    root = write_project(long_lived() / "project", {})
    assert build(root) == 0
    return root


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A small project with its site in place."""
    return Path(shutil.copytree(_published(), tmp_path / "project"))


# -- the whole site ----------------------------------------------------------------------------------------------------


def test_the_two_ways_to_build_give_the_same_site(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", everything())
    done = run("-m", "mkdocs", "build", "--quiet", cwd=root)
    assert done.returncode == 0, done.stderr
    assert read_tree(root / "site") == read_tree(whole_site())


def test_a_build_says_what_it_did_and_what_to_open(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert build(root) == 0
    said = capsys.readouterr()
    assert "index.html" in said.out
    assert "12 pagina" in said.out
    assert said.err == ""


WITHOUT_MKDOCS = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("mkdocs", "mkdocs_static_i18n", "material", "properdocs"):
            raise ImportError(f"{name} is not here")
sys.meta_path.insert(0, Blocked())
try:
    import mkdocs
except ImportError:
    from eigentaal.cli import main
    code = main(sys.argv[1:])
    assert not [name for name in sys.modules if name.startswith("mkdocs")]
    sys.exit(code)
sys.exit(9)
"""


def test_without_mkdocs_the_parents_pages_are_written_byte_for_byte_the_same(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", everything())
    done = run("-c", WITHOUT_MKDOCS, "build", "--parents", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    alone, whole = read_tree(root / "site"), read_tree(whole_site())
    # These name the scripts inside the pages for professionals as well, where there are such pages.
    assert {name for name in alone if alone[name] != whole.get(name)} == {"_headers", "nginx.conf"}
    left = {name for name in whole.keys() - alone.keys() if not name.startswith("assets/")}
    left -= {f"{prefix}intermediairs/.htaccess" for prefix in ("", "ar/", "tr/")}
    gids = {f"{prefix}intermediairs/gids/index.html" for prefix in ("", "ar/", "tr/")}
    others = {name for name in left if name.startswith(("data/", "embed/", "report/"))}
    assert left - others == gids | {"search/search_index.json"}
    assert others >= {"report/report.json", "data/v1/index.json", "embed/nl/index.html"}


@pytest.mark.parametrize("command", [["check"], ["new", "page", "theme", "opvoeden/slapen"], ["schema"]])
def test_without_mkdocs_the_other_commands_work_too(command: list[str], project: Make) -> None:
    done = run("-c", WITHOUT_MKDOCS, *command, cwd=project())
    assert (done.returncode, done.stderr) == (0, "")


def test_a_build_is_the_same_in_another_folder_at_another_place_and_time(tmp_path: Path) -> None:
    trees = []
    for name, umask, environment in (
        ("een", 0o022, {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("een/diep/twee", 0o077, {"TZ": "America/Los_Angeles", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"}),
    ):
        root = write_project(tmp_path / name / "project", everything())
        before = os.umask(umask)
        try:
            done = run("-m", "eigentaal", "build", cwd=root, **environment)
        finally:
            os.umask(before)
        assert done.returncode == 0, done.stderr
        trees.append(read_tree(root / "site"))
    assert trees[0] == trees[1]
    assert trees[0] == read_tree(whole_site())


LATER = """
import os, sys, time
now, listed, scanned = time.time, os.listdir, os.scandir
time.time = lambda: now() + 366 * 86400
class Backwards:
    def __init__(self, path):
        with scanned(path) as found:
            self.found = iter(list(found)[::-1])
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def __iter__(self): return self.found
    def __next__(self): return next(self.found)
    def close(self): pass
os.listdir = lambda path=".": listed(path)[::-1]
os.scandir = lambda path=".": Backwards(path)
from eigentaal.cli import main
sys.exit(main(["build"]))
"""


def test_a_build_is_the_same_a_year_later_with_its_files_in_another_order(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", everything())
    done = run("-c", LATER, cwd=root)
    assert done.returncode == 0, done.stderr
    assert read_tree(root / "site") == read_tree(whole_site())


def test_building_again_from_what_was_remembered_changes_nothing(published: Path) -> None:
    before = read_tree(published / "site")
    assert list((published / ".cache").iterdir())
    assert build(published) == 0
    assert read_tree(published / "site") == before
    assert read_tree(published / ".site.previous") == before


def test_after_an_edit_the_pages_that_show_it_are_new_and_the_old_site_is_kept(published: Path) -> None:
    before = read_tree(published / "site")
    file = published / THEME
    file.write_text(file.read_text().replace("title: Boze buien", "title: Driftbuien"))
    assert build(published) == 0
    after = read_tree(published / "site")
    assert read_tree(published / ".site.previous") == before
    assert b"Driftbuien" in after["opvoeden/boze-buien/index.html"]
    assert b"Driftbuien" in after["opvoeden/index.html"]
    assert b"Driftbuien" in after["opvoeden/spelen/index.html"]
    assert after["404.html"] == before["404.html"]


@cache
def _remembered() -> Path:
    root = write_project(long_lived() / "project", everything())
    assert build(root, "--parents") == 0
    return root


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit


EDITS: dict[str, Callable[[Path], None]] = {
    "a title": replaced("docs/nl/opvoeden/spelen.yml", "title: Spelen", "title: Samen spelen"),
    "the short name of a section": replaced("docs/nl/opvoeden/index.yml", "short: Opvoeden", "short: Thuis"),
    "the order of a page": replaced("docs/nl/opvoeden/spelen.yml", "order: '20'", "order: '5'"),
    "the order of a section": replaced("docs/nl/opvoeden/index.yml", "order: '20'", "order: '5'"),
    "a picture": replaced("docs/nl/opvoeden/spelen.yml", "picture: horse-toy", "picture: home"),
    "an answer": replaced("docs/nl/spoed/hulp-nu.yml", "answer: Bel", "answer: Bel snel"),
    "a text": replaced("docs/nl/opvoeden/spelen.yml", "Daarom.", "Zomaar."),
    "a page about the site": replaced("docs/nl/over/privacy.yml", "short: ", "short: Uw "),
    "a link": replaced("docs/nl/opvoeden/spelen.yml", "page:boze-buien", "page:hulp-nu"),
    "a term": replaced("docs/nl/_glossary.yml", "Iemand die thuis helpt.", "Iemand die komt helpen."),
    "a number": replaced("docs/facts/facts.yml", "0800-2000", "0800 2000"),
    "a number that may go out": replaced("docs/facts/facts.yml", "publish: after-check", "publish: yes"),
    "a translation that goes": lambda root: (root / "docs/ar/opvoeden/spelen.yml").unlink(),
    "a home page that goes": lambda root: (root / "docs/tr/index.yml").unlink(),
    "a section that goes": lambda root: (root / "docs/tr/opvoeden/index.yml").unlink(),
    "a translation with an error": replaced("docs/ar/opvoeden/spelen.yml", "title: ", "unknown: x\ntitle: "),
    "a page only for others": replaced(
        "docs/nl/opvoeden/spelen.yml", "kind: theme", "kind: theme\nlanguages: [nl, tr]"
    ),
    "a template": replaced("overrides/parents/page.html", "{{ h1 }}", "{{ h1 }}!"),
    "a style": replaced("overrides/css/base.css", "}", "}\np{margin:0}"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_an_edit_what_was_remembered_gives_the_same_site_as_making_all_anew(
    edit: Callable[[Path], None], tmp_path: Path
) -> None:
    root = Path(shutil.copytree(_remembered(), tmp_path / "project"))
    before = read_tree(root / "site")
    edit(root)
    assert build(root, "--parents") == 0
    remembered = read_tree(root / "site")
    shutil.rmtree(root / ".cache")
    assert build(root, "--parents") == 0
    assert read_tree(root / "site") == remembered
    assert remembered != before


def test_checking_and_building_in_turn_forget_nothing_of_each_other(published: Path) -> None:
    file = published / ".cache" / "eigentaal"
    for edit in range(3):
        text = published / THEME
        text.write_text(text.read_text().replace("Boze buien horen", f"Boze buien{' echt' * edit} horen"))
        assert main(["--project", str(published), "check"]) == 0
        assert build(published, "--parents") == 0
    done = file.stat().st_mtime_ns
    assert main(["--project", str(published), "check"]) == 0
    assert build(published, "--parents") == 0
    assert file.stat().st_mtime_ns == done, "something was worked out again"


def test_a_cache_of_anything_else_is_not_used(published: Path) -> None:
    before = read_tree(published / "site")
    for content in (b"", b"\x80\x05junk", b"not a pickle", b"\x80\x05]\x94."):
        (published / ".cache" / "eigentaal").write_bytes(content)
        assert build(published, "--parents", "--out", str(published / "out")) == 0
        made = read_tree(published / "out")
        assert {name for name, data in made.items() if before.get(name) != data} == set()


def test_what_was_remembered_in_another_form_is_not_used(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    file.write_bytes(pickle.dumps("1.0") + pickle.dumps(({"folder": ["not packed"]}, {})))
    assert "folder" not in Cache(file, "1.0")
    cache = Cache(file, "1.0")
    cache.put("folder", ["a folder"])
    cache.save()
    assert Cache(file, "1.0").get("folder") == ["a folder"]
    assert "folder" not in Cache(file, "1.1")


def damages(data: bytes, count: int) -> Iterator[bytes]:
    """What a disk or a copy may make of a file: a bit or a byte that differs, an end that is lost, a piece of zeros."""
    chance = random.Random(1)
    for _ in range(count):
        at = chance.randrange(len(data))
        yield data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        yield data[:at] + bytes([data[at] ^ chance.randrange(1, 256)]) + data[at + 1 :]
        yield data[:at]
        if data[at : at + 512].strip(b"\0"):
            yield data[:at] + bytes(len(data[at : at + 512])) + data[at + 512 :]


def test_what_is_kept_is_as_if_absent_where_anything_of_it_is_damaged(tmp_path: Path) -> None:
    """A bit in a text that was kept would else be shown to readers as that text."""
    file = tmp_path / "cache"
    cache = Cache(file, "1.0")
    for number in range(50):
        cache.put(f"key {number}", {"text": f"Bel 0800-{number:04}.", "list": list(range(number))})
    cache.save()
    whole = file.read_bytes()
    for damaged in damages(whole, 200):
        file.write_bytes(damaged)
        assert "key 7" not in Cache(file, "1.0")
    file.write_bytes(whole)
    assert Cache(file, "1.0").get("key 7")["text"] == "Bel 0800-0007."


@pytest.mark.parametrize("name", ["eigentaal", "eigentaal-check"])
def test_a_damaged_memory_is_made_anew(name: str, published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def check() -> tuple[int, str]:
        return main(["--project", str(published), "check"]), capsys.readouterr().out

    file, said = published / ".cache" / name, check()
    assert build(published, "--parents", "--out", str(published / "out")) == 0
    site = read_tree(published / "out")
    capsys.readouterr()
    for damaged in (*damages(file.read_bytes(), 1), pickle.dumps((1, 2)), b"{}"):
        file.write_bytes(damaged)
        assert check() == said
        file.write_bytes(damaged)
        assert build(published, "--parents", "--out", str(published / "out")) == 0
        assert read_tree(published / "out") == site
        capsys.readouterr()
    (published / ".cache" / "eigentaal-check").unlink()
    assert check() == said
    assert file.read_bytes() != b"{}"


def test_another_library_makes_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program.cache_clear()
    before = program()
    (tmp_path / "site-packages/babel-3.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "site-packages")
    program.cache_clear()
    assert program() != before
    monkeypatch.undo()
    program.cache_clear()
    assert program() == before


@pytest.mark.parametrize("count", [5, 400])  # few are made here, many by all processors
def test_only_what_is_not_remembered_is_made_and_all_stays_in_order(tmp_path: Path, count: int) -> None:
    items = [str(number) for number in range(count)]
    cache = Cache(tmp_path / "cache", "1.0")
    assert list(cache.remember_each(items[::2], items[::2], lambda some: [["before", item] for item in some])) == [
        ["before", item] for item in items[::2]
    ]
    cache.save()
    again = Cache(tmp_path / "cache", "1.0")
    made = list(again.remember_each(items, items, lambda some: [["after", item] for item in some]))
    assert made == [["after" if int(item) % 2 else "before", item] for item in items]
    again.save()
    assert [Cache(tmp_path / "cache", "1.0").get(item) for item in items] == made


@pytest.mark.parametrize("count", [5, 400])
def test_what_is_told_along_with_a_result_is_remembered_too_and_made_only_if_unknown(
    tmp_path: Path, count: int
) -> None:
    items = [str(number) for number in range(count)]
    cache = Cache(tmp_path / "cache", "1.0")
    cache.put("also 0", "known before")
    made = cache.remember_each(
        items,
        items,
        lambda some: [f"made {item}" for item in some],
        lambda some, _: ((f"also {item}", lambda item=item: f"told {item}") for item in some),
    )
    assert list(made) == [f"made {item}" for item in items]
    assert [cache.get(f"also {item}") for item in items] == ["known before", *(f"told {item}" for item in items[1:])]


def test_a_cache_without_a_file_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cache = Cache()
    assert cache.remember("folder", lambda: "made") == cache.get("folder") == "made"
    cache.save()
    assert "folder" not in Cache()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("glossary", [": : x\nterms: []\n", None], ids=["broken", "gone"])
def test_without_the_words_of_a_translation_all_else_is_published(glossary: str | None, tmp_path: Path) -> None:
    """The list of words leads to the Dutch words on the page that searches, which has none now."""
    files = everything()
    words = {**SEARCH, "title": "Woorden", "short": "Woorden", "generated": "glossary"}
    for path, page in {"over/zoeken": SEARCH, "over/woorden": words}.items():
        files[f"docs/nl/{path}.yml"] = dump(page)
        for language in ("ar", "tr"):
            files[f"docs/{language}/{path}.yml"] = dump(translation(page, filler(language)))
    root = write_project(tmp_path / "project", {**files, "docs/ar/_glossary.yml": glossary})
    assert build(root, "--parents") == 0
    made = read_tree(root / "site")
    assert b"#dutch-words" in made["tr/over/woorden/index.html"]
    assert b"#dutch-words" not in made["ar/over/woorden/index.html"]


# -- whatever goes wrong -----------------------------------------------------------------------------------------------

PART = "overrides/parents/parts.html"
PAGE = "overrides/parents/page.html"
BASE = "overrides/parents/base.html"


def with_(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old}"
        (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def without(file: str) -> Callable[[Path], None]:
    return lambda root: (root / file).unlink()


def instead(file: str, content: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(content, encoding="utf-8")

    return change


MAIN = '<main id="main"'
FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    # what is wrong → how, and what the message names
    "a tag that is never closed in a template": (
        with_(PAGE, "{% block main %}", "{% block main %}{% if"),
        "overrides/parents/page.html",
    ),
    "a word that a template doesn't get": (with_(PAGE, "{{ h1 }}", "{{ h2 }}"), "overrides/parents/page.html"),
    "a field that isn't there": (with_(PAGE, "{{ h1 }}", "{{ body.nothing.more }}"), "overrides/parents/page.html"),
    "a filter that doesn't exist": (with_(PAGE, "{{ h1 }}", "{{ h1|nothing }}"), "overrides/parents/page.html"),
    "an interface word that isn't there": (
        with_(BASE, "{{ t.skip }}", "{{ t.nothing }}"),
        "docs/nl/_interface.yml",
    ),
    "a sum of a word and a number": (with_(PAGE, "{{ h1 }}", "{{ 1 + h1 }}"), "overrides/parents/page.html"),
    "a division by nothing": (with_(PAGE, "{{ h1 }}", "{{ 1 / 0 }}"), "overrides/parents/page.html"),
    "a call of what is no function": (with_(PAGE, "{{ h1 }}", "{{ h1() }}"), "overrides/parents/page.html"),
    "a template that includes none": (with_(BASE, MAIN, "{% include 'no.html' %}" + MAIN), "no.html"),
    "a template that is gone": (without(PART), "parts.html"),
    "a template that isn't UTF-8": (
        lambda root: (root / PAGE).write_bytes(b"\xff\xfe{{ h1 }}"),
        "page.html",
    ),
    "a frame with a fault": (
        with_("overrides/main.html", "{% block styles %}", "{% block styles %}{{ no.more }}"),
        "main",
    ),
    "a frame that can't be read": (with_("overrides/main.html", "{% block styles %}", "{% if"), "main"),
    "a style sheet that is gone": (without("overrides/css/base.css"), "base.css"),
    "a script that is gone": (without("overrides/js/exit.js"), "exit.js"),
    "a pictogram that isn't UTF-8": (
        lambda root: (root / "overrides/pictograms/fout.svg").write_bytes(b"<svg><!-- caf\xe9 --><path/></svg>"),
        "overrides/pictograms/fout.svg:1:1:",
    ),
    "a service worker that isn't UTF-8": (
        lambda root: (root / "overrides/js/sw.js").write_bytes(b"// caf\xe9\n"),
        "overrides/js/sw.js",
    ),
    "colours that are no YAML": (instead("overrides/tokens.yml", "a: [\n"), "tokens.yml"),
    "a template with a link to nowhere": (with_(BASE, MAIN, '<a href="../nergens/">x</a>' + MAIN), "nergens"),
    "a link to nowhere on a line of its own": (with_(BASE, MAIN, '<a\nhref="../nergens/">x</a>' + MAIN), "nergens"),
    "a link to nowhere behind a tab": (with_(BASE, MAIN, '<a\thref="../nergens/">x</a>' + MAIN), "nergens"),
    "a template with a link to no anchor": (with_(BASE, "#main", "#hoofd"), "#hoofd"),
    "a template with a script address": (with_(BASE, MAIN, '<a href="javascript:x">x</a>' + MAIN), "javascript:x"),
    "a template with an unsafe address": (
        with_(BASE, MAIN, '<a href="http://x.example/">x</a>' + MAIN),
        "http://x.example/",
    ),
    "an id twice on a page": (with_(BASE, MAIN, '<p id="main">x</p>' + MAIN), 'id="main"'),
    "a page without its language": (with_(BASE, ' lang="{{ language.code }}" dir', " dir"), "lang"),
    "a page in the wrong direction": (
        with_(BASE, 'dir="{{ language.direction }}">\n<head>', 'dir="auto">\n<head>'),
        "auto",
    ),
    "an open bracket in a Dutch page": (with_(THEME, "title: Boze buien", "title: [Boze buien"), f"{THEME}:"),
    "a field that doesn't exist": (with_(THEME, "short:", "kort:"), f"{THEME}:3:"),
    "a Dutch page without its title": (with_(THEME, "title: Boze buien\n", ""), f"{THEME}:"),
    "a link to a page that isn't there": (with_(THEME, "Een kind voelt", "[Zie](page:niets) voelt"), f"{THEME}:"),
    "a link to a part that isn't there": (with_(THEME, "Een kind", "[Zie](page:spelen#niets)"), f"{THEME}:"),
    "a related page that isn't there": (with_(THEME, "related: [spelen]", "related: [niets]"), f"{THEME}:"),
    "a fact that waits": (with_(THEME, "Een kind", "Bel [[wacht.phone]]"), f"{THEME}:"),
    "a phone number that contradicts itself": (with_("docs/facts/facts.yml", '"08002000"', '"08002001"'), "facts.yml:"),
    "facts that are no YAML": (with_("docs/facts/facts.yml", "organisations:", "organisations: {"), "facts.yml:"),
    "no home page": (without("docs/nl/index.yml"), "begin"),
    "no interface": (without("docs/nl/_interface.yml"), "_interface.yml"),
    "settings that are no YAML": (instead("mkdocs.yml", "site_name: [\n"), "mkdocs.yml:"),
    "settings without languages": (with_("mkdocs.yml", "locale: nl", "locale: NEDERLANDS"), "mkdocs.yml:"),
    "settings without an exit": (with_("mkdocs.yml", "https://weer.example.org/", "weer.example.org"), "mkdocs.yml:"),
    "settings that name no such theme": (with_("mkdocs.yml", "name: material", "name: nothing"), "nothing"),
    "settings that name no such plugin": (with_("mkdocs.yml", "- search", "- nothing"), "nothing"),
    "a page of Markdown": (instead("docs/nl/opvoeden/gids.md", "# Gids\n"), "gids.md"),
    "a stray file among the content": (instead("docs/nl/opvoeden/notities.docx", "x"), "notities.docx"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_leaves_the_published_site_alone_and_is_told_without_a_traceback(
    fault: str, published: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    change, named = FAULTS[fault]
    before = read_tree(published / "site")
    change(published)
    capfd.readouterr()
    code = build(published)
    said = capfd.readouterr()
    told = said.out + said.err + caplog.text
    assert code in (1, 2)
    assert named in told
    assert "Traceback" not in told
    assert read_tree(published / "site") == before
    assert [each.name for each in published.iterdir() if each.name.startswith(".site.new")] == []


@pytest.mark.parametrize("fault", ["a word that a template doesn't get", "a template with a link to nowhere"])
def test_after_a_build_that_failed_the_next_one_in_the_same_process_is_as_safe(fault: str, published: Path) -> None:
    """As with `serve`, which builds again and again."""
    before = read_tree(published / "site")
    templates = read_tree(published / "overrides")
    FAULTS[fault][0](published)
    assert build(published) == 1
    assert build_again(published) == 1
    assert read_tree(published / "site") == before
    for name, data in templates.items():
        (published / "overrides" / name).write_bytes(data)
    page = published / THEME
    page.write_text(page.read_text().replace("Boze buien", "Driftbuien"))
    assert build_again(published) == 0
    assert b"Driftbuien" in read_tree(published / "site")["opvoeden/boze-buien/index.html"]
    assert read_tree(published / ".site.previous") == before
    assert [each.name for each in published.iterdir() if each.name.startswith(".site.new")] == []


@pytest.mark.parametrize(
    "fault",
    [
        "a word that a template doesn't get",
        "a frame with a fault",
        "a template with a link to nowhere",
        "an open bracket in a Dutch page",
        "a link to a page that isn't there",
        "a phone number that contradicts itself",
    ],
)
def test_mkdocs_build_too_leaves_the_site_alone_and_says_why_in_a_sentence(fault: str, published: Path) -> None:
    change, named = FAULTS[fault]
    before = read_tree(published / "site")
    change(published)
    done = run("-m", "mkdocs", "build", cwd=published)
    assert done.returncode != 0
    assert named in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert read_tree(published / "site") == before


KILLED = """
import os, signal, sys
moment, seen, exchanged = sys.argv[1], 0, False
def watch(event, given):
    global seen, exchanged
    writes = event == "open" and isinstance(given[1], str) and set(given[1]) & set("wxa+")
    if writes or event in ("os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "ctypes.dlsym"):
        seen += 1
        if moment in (str(seen), "after" if exchanged else "exchange" if event == "ctypes.dlsym" else ""):
            os.kill(os.getpid(), getattr(signal, os.environ.get("BY", "SIGKILL")))
        if event == "ctypes.dlsym" and not exchanged:
            exchanged = True
            print("EXCHANGE", seen, flush=True)
from eigentaal.cli import main
import eigentaal.mkdocs_plugin
sys.addaudithook(watch)
code = main(sys.argv[2:])
print("SEEN", seen)
sys.exit(code)
"""


@pytest.mark.parametrize("words", [["build"], ["build", "--parents"]])
def test_a_build_that_is_killed_leaves_the_old_site_or_the_whole_new_one(words: list[str], project: Make) -> None:
    root = project(everything())
    assert main(["--project", str(root), *words]) == 0
    old = read_tree(root / "site")
    page = root / THEME
    texts = [page.read_text().replace("Boze buien", title) for title in ("Driftbuien", "Woede")]
    page.write_text(texts[0])
    done = run("-c", KILLED, "0", *words, cwd=root, PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 0, done.stderr
    total, exchange = (int(re.findall(rf"{each} (\d+)", done.stdout)[-1]) for each in ("SEEN", "EXCHANGE"))
    assert exchange < total
    states = [old, read_tree(root / "site")]
    assert states[0] != states[1]
    moments = [str(exchange // 2), "exchange", "after"]
    for index, moment in enumerate(moments):
        page.write_text(texts[(index + 1) % 2])
        before = read_tree(root / "site")
        done = run("-c", KILLED, moment, *words, cwd=root, PYTHONDONTWRITEBYTECODE="1")
        assert done.returncode == -9, (moment, done.stderr)
        after = read_tree(root / "site")
        if moment != "after":
            assert after == before, moment
        else:
            assert after != before, moment
            assert after.keys() == before.keys(), moment
        assert main(["--project", str(root), *words]) == 0
        title = b"Woede" if index % 2 == 0 else b"Driftbuien"
        now = read_tree(root / "site")
        assert title in now["opvoeden/boze-buien/index.html"]
        assert now.keys() == old.keys()


@pytest.mark.full
@pytest.mark.parametrize("by", ["SIGKILL", "SIGTERM"])
@pytest.mark.parametrize("words", [["build"], ["build", "--parents"]])
def test_a_build_that_is_stopped_at_ten_moments_leaves_the_old_site(words: list[str], by: str, project: Make) -> None:
    root = project(everything())
    assert main(["--project", str(root), *words]) == 0
    page = root / THEME
    page.write_text(page.read_text().replace("Boze buien", "Driftbuien"))
    before = read_tree(root / "site")
    counted = root.parent / "counted"
    shutil.copytree(root, counted)
    done = run("-c", KILLED, "0", *words, cwd=counted, PYTHONDONTWRITEBYTECODE="1")
    exchange = int(re.findall(r"EXCHANGE (\d+)", done.stdout)[-1])
    moments = sorted({1 + (exchange - 2) * each // 9 for each in range(10)})
    assert len(moments) == 10
    for moment in moments:
        # What the last one left would be used, and there would be less to do.
        shutil.rmtree(root / ".site.new", ignore_errors=True)
        done = run("-c", KILLED, str(moment), *words, cwd=root, PYTHONDONTWRITEBYTECODE="1", BY=by)
        assert done.returncode == -getattr(signal, by), (moment, done.stderr)
        assert read_tree(root / "site") == before, moment
    assert main(["--project", str(root), *words]) == 0
    assert read_tree(root / "site") == read_tree(counted / "site")


def test_of_four_builds_at_once_one_is_published_whole_and_the_others_say_why(project: Make) -> None:
    root = project(everything())
    command = [sys.executable, "-m", "eigentaal", "build", "--parents"]
    started = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    said = [each.communicate(timeout=240)[1].decode() for each in started]
    codes = [each.returncode for each in started]
    assert set(codes) <= {0, 2}, said
    assert 0 in codes
    assert all(("er loopt al een bouw" in each) == (code == 2) for each, code in zip(said, codes, strict=True)), said
    made = read_tree(root / "site")
    assert main(["--project", str(root), "build", "--parents"]) == 0
    assert read_tree(root / "site") == made


@pytest.mark.parametrize("words", [[], ["--parents"]])
def test_a_second_build_at_the_same_time_says_so(
    words: list[str], published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_tree(published / "site")
    with Staging(published / "site"):
        assert build(published, *words) == 2
    assert "er loopt al een bouw" in capsys.readouterr().err
    assert read_tree(published / "site") == before
    assert build(published, *words) == 0


def test_mkdocs_build_at_the_same_time_says_so_in_a_sentence(published: Path) -> None:
    with Staging(published / "site"):
        done = run("-m", "mkdocs", "build", cwd=published)
    assert done.returncode != 0
    assert "another build" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [[], ["--parents"]])
def test_a_target_that_can_not_be_written_is_a_sentence(
    words: list[str], project: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    (tmp_path / "file").write_text("x")
    assert build(root, "--out", str(tmp_path / "file" / "site"), *words) == 2
    said = capsys.readouterr().err
    assert str(tmp_path / "file") in said
    assert len(said.strip().splitlines()) == 1


def test_a_full_disk_is_a_sentence_and_leaves_the_old_site(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_tree(published / "site")

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert build(published, "--parents") == 2
    monkeypatch.undo()
    said = capsys.readouterr().err
    assert "de schijf is vol" in said
    assert "een site die er al stond, staat er nog" in said
    assert read_tree(published / "site") == before


@pytest.mark.parametrize("room", [1, 10_000, 40_000, 80_000, 120_000])
def test_a_disk_that_fills_up_on_the_way_leaves_the_old_site(
    room: int, published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_tree(published / "site")
    left, write = room, Path.write_bytes

    def filling(self: Path, data: bytes) -> int:
        nonlocal left
        left -= len(data)
        if left < 0:
            write(self, data[:left])  # half a file, as a full disk leaves it
            raise OSError(28, "No space left on device", str(self))
        return write(self, data)

    shutil.rmtree(published / ".cache")
    monkeypatch.setattr(Path, "write_bytes", filling)
    assert build(published, "--parents") == 2
    monkeypatch.undo()
    assert "de schijf is vol" in capsys.readouterr().err
    assert read_tree(published / "site") == before
    assert build(published) == 0


@pytest.mark.parametrize("words", [[], ["--parents"]])
@pytest.mark.parametrize("target", [".", "docs", "docs/nl", "overrides", "mkdocs.yml", "..", "notities", "/"])
def test_the_site_never_takes_the_place_of_the_content_or_of_another_folder(
    target: str, words: list[str], project: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One slip in --out, twice, would delete what people wrote."""
    root = project({"notities/plan.txt": "van iemand anders"})
    before = read_tree(tmp_path)
    monkeypatch.setattr("eigentaal.staging.Staging.publish", lambda self: pytest.fail("would have replaced it"))
    monkeypatch.chdir(root)
    if target != "/":
        assert build(root, "--out", target, *words) == 2
    else:
        assert build(root, "--out", str(root.parent), *words) == 2
    after = read_tree(tmp_path)
    assert {name: after.get(name) for name in before} == before


def test_the_site_never_takes_the_place_of_somebody_elses(project: Make, tmp_path: Path) -> None:
    """A sitemap every site has."""
    root, other = project(), tmp_path / "wordpress"
    other.mkdir()
    for name in ("sitemap.xml", "index.html", "robots.txt", "nginx.conf"):
        (other / name).write_text("van iemand anders")
    before = read_tree(other)
    for words in ([], ["--parents"]):
        assert build(root, "--out", str(other), *words) == 2
        assert read_tree(other) == before
    assert build(root, "--out", str(tmp_path / "ours"), "--parents") == 0
    assert build(root, "--out", str(tmp_path / "ours")) == 0
    assert build(root, "--out", str(tmp_path / "ours"), "--parents") == 0


def test_a_build_that_is_stopped_by_hand_tells_nothing_and_leaves_the_old_site(
    published: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Of half a site there would be much to tell: every page that isn't there yet."""
    before = read_tree(published / "site")

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("eigentaal.mkdocs_plugin.write_outputs", stopped)
    capfd.readouterr()
    assert build(published) == 2
    assert "index.html" not in "".join(capfd.readouterr())
    assert read_tree(published / "site") == before
    assert not (published / ".site.new").exists()
    monkeypatch.undo()
    assert build(published) == 0


# -- translations ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [[], ["--parents"]])
def test_a_translation_with_an_error_is_held_back_named_and_the_rest_is_published(
    words: list[str], project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(everything())
    assert build(root, *words) == 0
    capsys.readouterr()
    whole = read_tree(root / "site")
    with_("docs/ar/opvoeden/slapen.yml", "title:", "titel:")(root)
    assert build(root, *words) == 0
    said = capsys.readouterr().err
    assert "docs/ar/opvoeden/slapen.yml:1:1: error" in said
    assert "    docs/ar/opvoeden/slapen.yml" in said.splitlines()
    now = read_tree(root / "site")
    changed = {name for name in whole if whole[name] != now.get(name)}
    assert "ar/opvoeden/slapen/index.html" in changed
    assert 'lang="nl"' in now["ar/opvoeden/slapen/index.html"].decode()
    assert not [name for name in changed if name.startswith("tr/") and "slapen" not in name]
    gone = {"data/v1/ar/opvoeden/slapen.json", "embed/ar/opvoeden/slapen/oembed.json"}
    assert now.keys() == whole.keys() - gone


def test_a_translated_page_for_professionals_with_an_error_gets_the_notice_too(project: Make) -> None:
    files = everything()
    files["docs/ar/intermediairs/gids.yml"] = "titel: x\n"
    root = project(files)
    assert build(root) == 0
    top = parse((root / "site/ar/intermediairs/gids/index.html").read_bytes())
    assert top.one("div", "untranslated").one("h2").text() == "Zo helpt u"


# -- a new language and a new page -------------------------------------------------------------------------------------


def test_a_made_up_language_from_right_to_left_is_added_and_the_site_builds_with_it(
    project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(everything())
    words = ["new", "language", "qx", "--name", "Qxwen", "--dutch-name", "Kwaals", "--dir", "rtl"]
    assert main(["--project", str(root), *words]) == 0
    page = small_site()["pages"]["opvoeden/spelen"]
    guide = small_site()["pages"]["intermediairs/gids"]
    for path, each in (("opvoeden/spelen", page), ("intermediairs/gids", guide)):
        file = root / f"docs/qx/{path}.yml"
        file.parent.mkdir(parents=True)
        file.write_text(dump(translation(each, filler("ar"))), encoding="utf-8")
    capsys.readouterr()
    assert build(root) == 0, capsys.readouterr().err
    site = read_tree(root / "site")
    top = parse(site["qx/opvoeden/spelen/index.html"])
    assert (top.one("html")["lang"], top.one("html")["dir"]) == ("qx", "rtl")
    assert top.one("h1").text() == filler("ar")("title", "")
    untranslated = parse(site["qx/opvoeden/boze-buien/index.html"])
    assert (untranslated.one("html")["lang"], untranslated.one("html")["dir"]) == ("qx", "rtl")
    assert untranslated.one("p", "dutch").text() == "Ik spreek Kwaals. Ik wil graag een tolk."
    assert "qx/404.html" in site
    shown = parse(site["qx/intermediairs/gids/index.html"], own=False)
    assert (shown.one("html")["lang"], shown.one("html")["dir"]) == ("qx", "rtl")
    home = parse(site["index.html"])
    assert [each["lang"] for each in home.one("nav", "languages").all("a")] == ["nl", "ar", "tr", "qx"]
    links = parse(site["opvoeden/spelen/index.html"]).all("link", rel="alternate")
    here = {each["hreflang"] for each in links if each.get("hreflang")}
    assert here == {"nl", "ar", "tr", "qx", "x-default"}


@pytest.mark.parametrize(
    ("words", "direction", "dutch"),
    [
        (["pt-BR"], "ltr", "Portugees"),
        (["zh-Hans"], "ltr", "Chinees"),
        (["pa-Arab"], "rtl", "Punjabi"),
        (["ku-Arab", "--name", "\u06a9\u0648", "--dutch-name", "Sorani"], "rtl", "Sorani"),
        (["xx", "--name", "\u06a9\u0648", "--dutch-name", "Koerdisch"], "rtl", "Koerdisch"),
    ],
    ids=["a country", "a script", "a script from right to left", "another script than usual", "only a name tells"],
)
def test_a_new_language_has_the_direction_of_its_letters_and_a_name_that_a_parent_says(
    words: list[str], direction: str, dutch: str, project: Make
) -> None:
    root = project()
    assert main(["--project", str(root), "new", "language", *words]) == 0
    (added,) = [line for line in (root / "mkdocs.yml").read_text(encoding="utf-8").splitlines() if words[0] in line]
    assert f'extra: {{dir: {direction}, dutch_name: "{dutch}"}}' in added


def test_what_a_language_calls_itself_in_another_script_is_asked_for(
    project: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    before = read_tree(root)
    assert main(["--project", str(root), "new", "language", "ku-Arab"]) == 2
    assert "--name" in capsys.readouterr().err
    assert read_tree(root) == before


def test_nobody_is_sent_to_a_search_that_is_not_translated(project: Make) -> None:
    files = everything()
    files["docs/nl/over/zoeken.yml"] = dump(SEARCH)
    files["docs/ar/over/zoeken.yml"] = dump(translation(SEARCH, filler("ar")))
    root = project(files)
    assert build(root, "--parents") == 0
    ways = {code: parse((root / f"site/{code}opvoeden/spelen/index.html").read_bytes()) for code in ("", "ar/", "tr/")}
    assert {code: len(top.all("a", "find")) for code, top in ways.items()} == {"": 1, "ar/": 1, "tr/": 0}


@pytest.mark.parametrize(("code", "direction"), [("fa", "rtl"), ("uk", "ltr"), ("ti", "ltr"), ("ur", "rtl")])
def test_a_real_language_is_added_with_its_code_alone(code: str, direction: str, project: Make) -> None:
    root = project()
    before = (root / "mkdocs.yml").read_text()
    assert main(["--project", str(root), "new", "language", code]) == 0
    after = (root / "mkdocs.yml").read_text()
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(added) == 1
    assert f"locale: {code}" in added[0]
    assert f"dir: {direction}" in added[0]
    assert after.replace(added[0] + "\n", "") == before
    assert build(root, "--parents") == 0
    top = parse((root / f"site/{code}/index.html").read_bytes())
    assert (top.one("html")["lang"], top.one("html")["dir"]) == (code, direction)


def test_the_words_of_a_new_language_can_be_translated_one_by_one(project: Make) -> None:
    root = project()
    assert main(["--project", str(root), "new", "language", "fa"]) == 0
    words = load(interface("ar"))["words"]
    (root / "docs/fa/_interface.yml").write_text(dump({"words": words[:2]}), encoding="utf-8")
    assert build(root, "--parents") == 0
    top = parse((root / "site/fa/index.html").read_bytes())
    assert words[1]["text"] in top.text()


@pytest.mark.parametrize("kind", [each for each in KINDS if each not in ("home", "section")])
def test_a_new_page_that_is_filled_in_builds(kind: str, project: Make) -> None:
    root = project()
    assert main(["--project", str(root), "new", "page", kind, "opvoeden/nieuw"]) == 0
    file = root / "docs/nl/opvoeden/nieuw.yml"
    blank = file.read_text()
    assert main(["--project", str(root), "check"]) == 1, "a page without a word can't be right"
    given = {"kind": kind, "picture": "home", "call": "lijn", "contact": "lijn", "order": "30", "id": "een"}
    given |= {"contacts": "[lijn]", "related": "[spelen]", "basis": "[r-termijn]"}
    lines = blank.splitlines()
    for index, line in enumerate(lines):
        found = re.match(r"( *(?:- )?)([a-z_]+):", line)
        opens_list = index + 1 < len(lines) and re.match(r" +- ", lines[index + 1])
        if found and not opens_list:
            lines[index] = f"{found[1]}{found[2]}: {given.get(found[2], 'Tekst.')}"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["--project", str(root), "check"]) == 0
    assert build(root) == 0
    assert "Tekst." in (root / "site/opvoeden/nieuw/index.html").read_text()


@pytest.mark.parametrize(
    ("ui", "title", "words"),
    [
        ("nl", "De titel. Hoogstens 80 tekens.", "één voor één"),
        ("en", "The title. At most 80 characters.", "one by one"),
    ],
)
def test_new_files_say_what_goes_where_in_the_language_of_the_editor(
    ui: str, title: str, words: str, project: Make
) -> None:
    root = project()
    assert main(["--ui", ui, "--project", str(root), "new", "page", "theme", "opvoeden/nieuw"]) == 0
    assert f"title:  # {title}\n" in (root / "docs/nl/opvoeden/nieuw.yml").read_text(encoding="utf-8")
    assert main(["--ui", ui, "--project", str(root), "new", "language", "fa"]) == 0
    assert words in (root / "docs/fa/_interface.yml").read_text(encoding="utf-8")


def test_nothing_that_exists_is_overwritten(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    before = read_tree(root)
    assert main(["--project", str(root), "new", "page", "theme", "opvoeden/spelen"]) == 2
    assert main(["--project", str(root), "new", "language", "tr"]) == 2
    (root / "docs/fa").mkdir()
    assert main(["--project", str(root), "new", "language", "fa"]) == 2
    assert read_tree(root) == before
    assert len(capsys.readouterr().err.strip().splitlines()) == 3


@pytest.mark.parametrize("layout", ["one line each", "several lines each"])
def test_a_language_is_added_whatever_the_layout_of_the_list(layout: str, project: Make) -> None:
    listed = MKDOCS if layout == "one line each" else several_lines()
    root = project({"mkdocs.yml": listed})
    assert main(["--project", str(root), "new", "language", "fa"]) == 0
    assert main(["--project", str(root), "check"]) == 0
    assert build(root, "--parents") == 0
    assert (root / "site/fa/index.html").is_file()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", ["ended", "not ended"])
def test_a_language_is_added_and_every_other_character_of_the_settings_stays(
    line_end: str, last: str, project: Make
) -> None:
    """Some editors leave the last line of a file without an end, and those of Windows end all in two characters."""
    start, plugins = MKDOCS.split("plugins:\n")
    plugins, rest = plugins.split("exclude_docs:")
    root = project({"mkdocs.yml": f"{start}exclude_docs:{rest}plugins:\n{plugins}"})
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("\n", line_end)
    settings.write_bytes((text if last == "ended" else text.removesuffix(line_end)).encode())
    assert main(["--project", str(root), "new", "language", "uk"]) == 0
    *before, added, end = settings.read_bytes().decode().split(line_end)
    assert (line_end.join((*before, "")), "locale: uk" in added, end) == (text, True, "")
    assert main(["--project", str(root), "check"]) == 0


def test_a_full_disk_leaves_no_half_of_a_language(
    project: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    before = read_tree(root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("mkdir", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, name, full)
            assert main(["--project", str(root), "new", "language", "fa"]) == 2
        assert read_tree(root) == before
        assert "de schijf is vol" in capsys.readouterr().err
    assert main(["--project", str(root), "new", "language", "fa"]) == 0


def several_lines() -> str:
    """The same settings, each language spread over lines."""
    pattern = (
        r"^( +)- \{\{locale: (\w+), name: (\w+),( default: true,)? extra: \{\{dir: (\w+), dutch_name: (\w+)\}\}\}\}"
    )
    entry = re.compile(pattern, re.MULTILINE)

    def spread(found: re.Match[str]) -> str:
        space, code, name, default, direction, dutch = found.groups()
        lines = [f"- locale: {code}", f"  name: {name}", *(["  default: true"] if default else []), "  extra:"]
        return "\n".join(space + each for each in [*lines, f"    dir: {direction}", f"    dutch_name: {dutch}"])

    return entry.sub(spread, MKDOCS)
