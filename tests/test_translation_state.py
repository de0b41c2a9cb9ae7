"""The state of a translation after what really happens to a repository, and the commands that change it."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from eigentaal import translate
from eigentaal.cli import main
from eigentaal.project import open_project
from eigentaal.units import CURRENT, MISSING, OUTDATED, Unit, units_of

PAGE = "opvoeden/boze-buien"
DUTCH = f"docs/nl/{PAGE}.yml"
TURKISH = f"docs/tr/{PAGE}.yml"
STATE = f"docs/tr/_state/{PAGE}.json"
TRANSLATION = (Path(__file__).parent / "data" / "boze-buien.tr.yml").read_text(encoding="utf-8")


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main", *words],
        cwd=root,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(project) -> Path:
    """A project with a Turkish page that is recorded as made from the Dutch as it is, in a git repository."""
    root = project({TURKISH: TRANSLATION})
    assert run(root, "accept", "tr", PAGE, "--origin", "person", "--write") == 0
    git(root, "init")
    git(root, "add", "-A")
    git(root, "commit", "-m", "start")
    return root


def run(root: Path, *words: str) -> int:
    return main(["--project", str(root), "translate", *words])


def edit(root: Path, file: str, before: str, after: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert before in text
    (root / file).write_text(text.replace(before, after), encoding="utf-8")


def commit(root: Path) -> None:
    git(root, "commit", "-am", "edit")


def unit(root: Path, address: str = "parts[waarom].text") -> Unit:
    site = open_project(root).site
    assert site is not None
    return next(each for each in units_of(site, "tr", PAGE) if each.address == address)


def states(root: Path) -> dict[str, str]:
    """Only what isn't current."""
    site = open_project(root).site
    assert site is not None
    return {each.address: each.freshness for each in units_of(site, "tr", PAGE) if each.freshness != CURRENT}


# -- eight things that happen in git ----------------------------------------------------------------------------------


def test_a_typing_error_mended_in_dutch_outdates_that_field_alone(repository):
    edit(repository, DUTCH, "voelt veel", "voeld veel")
    commit(repository)
    assert states(repository) == {"parts[waarom].text": OUTDATED}


def test_a_typing_error_mended_in_the_translation_hides_no_change_in_dutch(repository):
    edit(repository, DUTCH, "Een kind voelt veel.", "Een kind voelt heel veel.")
    commit(repository)
    edit(repository, TURKISH, "hisseder", "hissediyor")
    commit(repository)
    assert states(repository) == {"parts[waarom].text": OUTDATED}
    assert not unit(repository).recorded


def test_squashing_commits_changes_nothing(repository):
    edit(repository, DUTCH, "voelt veel", "voelt heel veel")
    commit(repository)
    edit(repository, TURKISH, "Sakin durun.", "Sakin olun.")
    commit(repository)
    before = states(repository)
    git(repository, "reset", "--soft", "HEAD~2")
    git(repository, "commit", "-m", "squashed")
    assert states(repository) == before == {"parts[waarom].text": OUTDATED}


def test_wrapping_the_dutch_anew_outdates_nothing(repository):
    edit(repository, DUTCH, "text: Een kind voelt veel.", "text: |\n      Een kind\n      voelt veel.")
    commit(repository)
    assert states(repository) == {}


def test_a_reverted_edit_is_as_if_it_never_was(repository):
    edit(repository, DUTCH, "voelt veel", "voelt niets")
    commit(repository)
    assert states(repository) != {}
    git(repository, "revert", "--no-edit", "HEAD")
    assert states(repository) == {}


def test_a_shallow_clone_tells_the_same_with_the_old_text(repository, tmp_path):
    edit(repository, DUTCH, "voelt veel", "voelt heel veel")
    commit(repository)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--depth", "1", repository.as_uri(), str(clone))
    assert states(clone) == {"parts[waarom].text": OUTDATED}
    record = unit(clone).record
    assert record is not None
    assert record.source == "Een kind voelt veel."


def test_a_minor_edit_moves_along_only_what_was_current(repository):
    edit(repository, DUTCH, "Het gebeurt vaak.", "Het gebeurt vaakk.")
    edit(repository, DUTCH, "Een kind voelt veel.", "Een kind voelt niets.")
    assert run(repository, "accept", "tr", f"{PAGE}#ask_help[vaak].text", "--origin", "person", "--write") == 0
    edit(repository, DUTCH, "vaakk.", "vaak.")
    edit(repository, DUTCH, "Een kind voelt niets.", "Een kindje voelt niets.")
    commit(repository)
    assert set(states(repository)) == {"ask_help[vaak].text", "parts[waarom].text"}
    assert run(repository, "minor", "tr", PAGE, "--write") == 0
    assert states(repository) == {"parts[waarom].text": OUTDATED}


def test_a_changed_fact_is_in_both_languages_at_once(repository):
    """Facts stand outside the texts, so a new number outdates nothing and is shown everywhere."""
    edit(repository, "docs/facts/facts.yml", "number: 0800-2000", "number: 0800-3000")
    edit(repository, "docs/facts/facts.yml", "08002000", "08003000")
    edit(repository, "docs/facts/facts.yml", "+318002000", "+318003000")
    commit(repository)
    assert states(repository) == {}


def test_two_branches_that_translate_different_fields_merge(repository):
    edit(repository, DUTCH, "Een kind voelt veel.", "Een kind voelt heel veel.")
    edit(repository, DUTCH, "Blijf rustig.", "Blijf kalm.")
    commit(repository)
    for branch, address in (("one", "parts[waarom].text"), ("two", "do_now[rustig].text")):
        git(repository, "checkout", "-b", branch, "main")
        assert run(repository, "still-correct", "tr", f"{PAGE}#{address}", "--write") == 0
        commit(repository)
    git(repository, "merge", "one")
    assert states(repository) == {}


def test_a_conflict_in_the_state_is_settled_by_the_translation_that_is_there(repository):
    for branch, words in (("one", "Sakin bekleyin."), ("two", "Sakin olun.")):
        git(repository, "checkout", "-b", branch, "main")
        edit(repository, TURKISH, "Sakin durun.", words)
        assert run(repository, "accept", "tr", PAGE, "--origin", "person", "--write") == 0
        commit(repository)
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "merge", "one")
    git(repository, "checkout", "--ours", TURKISH)
    assert "<<<<<<<" in (repository / STATE).read_text(encoding="utf-8")
    assert unit(repository, "do_now[rustig].text").recorded
    assert "state-conflict" in {each.check for each in open_project(repository).problems}
    assert run(repository, "repair", "tr", "--write") == 0
    assert "state-conflict" not in {each.check for each in open_project(repository).problems}
    assert unit(repository, "do_now[rustig].text").recorded


# -- the commands -----------------------------------------------------------------------------------------------------


def test_nothing_is_written_without_write(repository, capsys):
    edit(repository, DUTCH, "voelt veel", "voelt heel veel")
    before = (repository / STATE).read_bytes()
    assert run(repository, "still-correct", "tr", PAGE) == 0
    assert (repository / STATE).read_bytes() == before
    shown = capsys.readouterr().out
    assert '-   "source": "Een kind voelt veel."' in shown
    assert '+   "source": "Een kind voelt heel veel."' in shown


def test_a_review_lapses_when_one_of_the_texts_changes(repository):
    assert run(repository, "review", "tr", PAGE, "--role", "native-reader", "--date", "2026-02-03", "--write") == 0
    seen = unit(repository).review
    assert seen is not None
    assert (seen.role, seen.date) == ("native-reader", "2026-02-03")
    edit(repository, TURKISH, "hisseder", "duyar")
    assert unit(repository).review is None
    edit(repository, TURKISH, "duyar", "hisseder")
    edit(repository, DUTCH, "voelt veel", "voelt heel veel")
    assert unit(repository).review is None


def test_a_review_survives_a_minor_edit(repository):
    assert run(repository, "review", "tr", PAGE, "--role", "jurist", "--date", "2026-02-03", "--write") == 0
    edit(repository, DUTCH, "Boze buien horen erbij.", "Boze buien hooren erbij.")
    assert run(repository, "minor", "tr", PAGE, "--write") == 0
    assert unit(repository, "answer").review is not None


@pytest.mark.parametrize(
    ("before", "after", "small"),
    [
        ("Uw kind slegt slaapt.", "Uw kind slaapt slegt.", False),
        ("Bel als uw kind slegtt slaapt.", "Bel als uw kind slegt slaapt.", True),
        ("Vraag een gezinscoch.", "Vraag een gezinscoach.", True),
        ("Dit is een fout.", "Dit is geen fout.", False),
        ("U woont thuis.", "U woont huis.", False),
        ("Wacht 6 weken.", "Wacht 8 weken.", False),
        ("U moet bellen.", "U mag bellen.", False),
        ("Bel [[a.phone]].", "Bel [[b.phone]].", False),
        ("Een regel.", "Een regel. Nog een.", False),
        ("Dat is gratis.", "Dat is gratis!", True),
    ],
)
def test_only_a_slip_of_the_pen_is_small(before, after, small):
    assert translate.is_small(before, after) is small


def test_an_ignored_finding_needs_a_reason_and_lapses(repository):
    edit(repository, TURKISH, "Sakin durun.", "Sakin durun?")
    found = {each.check for each in open_project(repository).problems}
    assert "question-mark" in found
    field = f"{PAGE}#do_now[rustig].text"
    with pytest.raises(SystemExit):
        run(repository, "ignore", "tr", field, "--check", "question-mark", "--reason", " ", "--write")
    assert run(repository, "ignore", "tr", field, "--check", "question-mark", "--reason", "zo bedoeld", "--write") == 0
    assert "question-mark" not in {each.check for each in open_project(repository).problems}
    edit(repository, TURKISH, "Sakin durun?", "Sakin olun?")
    assert "question-mark" in {each.check for each in open_project(repository).problems}


def test_a_field_or_language_that_isnt_there_is_named(repository, capsys):
    assert run(repository, "still-correct", "tr", f"{PAGE}#nothing") == 2
    assert "nothing" in capsys.readouterr().err
    assert run(repository, "status", "xx") == 2
    assert "xx" in capsys.readouterr().err


def test_status_tells_page_by_page_and_field_by_field(repository, capsys):
    assert run(repository, "status", "tr") == 0
    assert PAGE in "".join(capsys.readouterr().out.split())
    assert run(repository, "status", "tr", PAGE) == 0
    assert "parts[waarom].text" in "".join(capsys.readouterr().out.split())


def test_a_missing_translation_counts_as_missing(project):
    root = project()
    site = open_project(root).site
    assert site is not None
    assert {each.freshness for each in units_of(site, "tr", PAGE)} == {MISSING}


def test_the_page_shows_that_the_dutch_has_changed(repository):
    project = open_project(repository)
    leaf = project.site.leaves["tr"][PAGE]
    assert 'id="outdated"' not in project.edition().render(leaf)
    edit(repository, DUTCH, "voelt veel", "voelt heel veel")
    project = open_project(repository)
    assert 'id="outdated"' in project.edition().render(project.site.leaves["tr"][PAGE])


# -- clearing up ------------------------------------------------------------------------------------------------------


def test_repair_removes_the_state_of_a_page_that_is_gone_and_shows_it_first(repository, capsys):
    (repository / DUTCH).unlink()
    edit(repository, "docs/nl/opvoeden/spelen.yml", "related: [boze-buien]", "related: [opvoeden]")
    assert run(repository, "repair", "tr", "--write") == 0
    assert (repository / STATE).is_file(), "its translation is still there"
    (repository / TURKISH).unlink()
    capsys.readouterr()
    assert run(repository, "repair", "tr") == 0
    assert '-  "do_now[rustig].text": {' in capsys.readouterr().out
    assert (repository / STATE).is_file()
    assert run(repository, "repair", "tr", "--write") == 0
    assert not (repository / STATE).exists()
    assert run(repository, "repair", "tr") == 0
    assert "0 bestanden" in capsys.readouterr().out


def test_repair_drops_a_field_that_is_gone_and_touches_nothing_else(repository, capsys):
    before = (repository / STATE).read_bytes()
    assert run(repository, "repair", "tr", "--write") == 0
    assert (repository / STATE).read_bytes() == before
    edit(
        repository,
        DUTCH,
        "ask_help:\n  - {id: vaak, text: Het gebeurt vaak.}\n",
        "ask_help:\n  - {id: soms, text: Soms.}\n",
    )
    assert run(repository, "repair", "tr", "--write") == 0
    after = (repository / STATE).read_text(encoding="utf-8")
    assert "ask_help[vaak]" not in after
    assert after.count('"source"') == before.decode().count('"source"') - 1


# -- two people at once -----------------------------------------------------------------------------------------------


def test_the_state_of_any_two_fields_of_a_page_merges(repository, tmp_path):
    """Neighbours too: one block a field, so that two people who confirm two fields never meet."""
    site = open_project(repository).site
    assert site is not None
    fields = [each.address for each in units_of(site, "tr", PAGE)]
    assert len(fields) > 8
    start = (repository / STATE).read_bytes()

    def done(address: str, name: str) -> Path:
        (repository / STATE).write_bytes(start)
        role = ("--role", "jurist", "--date", "2026-02-03")
        assert run(repository, "review", "tr", f"{PAGE}#{address}", *role, "--write") == 0
        file = tmp_path / name
        file.write_bytes((repository / STATE).read_bytes())
        assert file.read_bytes() != start
        return file

    (tmp_path / "base").write_bytes(start)
    for one, other in pairwise(fields):
        files = [str(done(one, "one")), str(tmp_path / "base"), str(done(other, "other"))]
        merged = subprocess.run(["git", "merge-file", "-p", *files], capture_output=True, check=False)
        assert merged.returncode == 0, (one, other)
        assert merged.stdout.count(b'"review"') == 2


def test_two_branches_that_write_different_translations_of_a_page_merge(repository):
    for branch, before, after in (("one", "hisseder", "duyar"), ("two", "Sakin durun.", "Sakin olun.")):
        git(repository, "checkout", "-b", branch, "main")
        edit(repository, TURKISH, before, after)
        assert run(repository, "accept", "tr", PAGE, "--origin", "person", "--write") == 0
        commit(repository)
    git(repository, "merge", "one")
    for address in ("parts[waarom].text", "do_now[rustig].text"):
        assert unit(repository, address).recorded
    assert states(repository) == {}
