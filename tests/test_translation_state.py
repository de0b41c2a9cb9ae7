"""The state of a translation after what really happens to a repository, and the commands that change it."""

from __future__ import annotations

import codecs
import errno
import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from eigentaal.cli import main
from eigentaal.edits import is_small, real_words
from eigentaal.project import open_project
from eigentaal.settling import settle
from eigentaal.state import Ignore, Record, digest, dump
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


def records(root: Path, page: str = PAGE) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((root / f"docs/tr/_state/{page}.json").read_bytes())["fields"]
    return found


def branches(root: Path, *work: Callable[[], object]) -> None:
    """Does each on a branch of its own and merges them all into the last, which meets a conflict."""
    for at, each in enumerate(work):
        git(root, "checkout", "-b", f"branch{at}", "main")
        each()
        commit(root)
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "branch0")


def translated(root: Path, words: str, address: str = "do_now[rustig].text", dutch: str = "") -> Callable[[], None]:
    """Changes a translation (and the Dutch with it) and records it."""

    def do() -> None:
        edit(root, TURKISH, "Sakin durun.", words)
        if dutch:
            edit(root, DUTCH, "Blijf rustig.", dutch)
        assert run(root, "accept", "tr", f"{PAGE}#{address}", "--origin", "person", "--write") == 0

    return do


def test_what_a_text_holds_is_no_comma_to_mend(repository):
    """Braces, quotes and commas at the end of a piece of text, as in `Bel {number}, {name}`."""
    nasty = 'Een "kind" {a} "b", }, "c" [voelt]. {name}'
    edit(repository, DUTCH, "text: Het gebeurt vaak.", f"text: {json.dumps(nasty)}")
    assert run(repository, "accept", "tr", f"{PAGE}#ask_help[vaak].text", "--origin", "person", "--write") == 0
    commit(repository)
    before = records(repository)
    branches(repository, translated(repository, "Sakin bekleyin."), translated(repository, "Sakin olun."))
    git(repository, "checkout", "--theirs", TURKISH)
    assert run(repository, "repair", "tr", "--write") == 0
    after = records(repository)
    assert [each for each in after if after[each] != before[each]] == ["do_now[rustig].text"]
    assert after["ask_help[vaak].text"]["source"] == nasty


@pytest.mark.parametrize("broken", ["marks", "yaml", "marks in quotes"])
def test_a_conflict_in_the_state_waits_until_the_translation_is_whole(repository, capsys, broken):
    branches(
        repository,
        translated(repository, "Sakin bekleyin."),
        translated(repository, "Sakin olun.", dutch="Blijf heel rustig."),
    )
    state, text = (repository / STATE).read_bytes(), (repository / TURKISH).read_text(encoding="utf-8")
    if broken == "yaml":
        git(repository, "checkout", "--theirs", TURKISH)
        edit(repository, TURKISH, "title: ", "title: : ")
    elif broken == "marks in quotes":
        git(repository, "checkout", "--theirs", TURKISH)
        edit(repository, TURKISH, "text: Sakin bekleyin.", 'text: "Sakin\n<<<<<<< HEAD\nbekleyin."')
    else:
        assert "<<<<<<<" in text
    capsys.readouterr()
    assert run(repository, "repair", "tr", "--write") == 1
    assert TURKISH in capsys.readouterr().err
    assert (repository / STATE).read_bytes() == state
    git(repository, "checkout", "--theirs", TURKISH)
    assert run(repository, "repair", "tr", "--write") == 0
    assert states(repository) == {"do_now[rustig].text": OUTDATED}


@pytest.mark.parametrize("page", [PAGE, "_glossary"])
def test_repair_drops_nothing_of_a_translation_that_cannot_be_read(repository, page):
    (repository / "docs/tr/_glossary.yml").write_text(
        "terms:\n  - {id: coach, term: koc, explanation: Bir., sound: koc}\n", encoding="utf-8"
    )
    assert run(repository, "accept", "tr", "_glossary", "--origin", "person", "--write") == 0
    before = records(repository, page)
    file = repository / f"docs/tr/{page}.yml"
    file.write_text(f": : x\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert run(repository, "repair", "tr", "--write") == 0
    assert records(repository, page) == before


def test_repair_puts_together_what_two_people_noted_of_one_text(repository, capsys):
    field = f"{PAGE}#do_now[rustig].text"
    edit(repository, TURKISH, "Sakin durun.", "Sakin durun?")
    assert run(repository, "accept", "tr", field, "--origin", "machine", "--write") == 0
    commit(repository)
    look = ("--role", "jurist", "--date", "2026-02-03", "--write")
    pass_over = ("--check", "question-mark", "--reason", "zo bedoeld", "--write")
    branches(
        repository,
        lambda: run(repository, "review", "tr", field, *look),
        lambda: run(repository, "ignore", "tr", field, *pass_over),
    )
    capsys.readouterr()
    assert run(repository, "repair", "tr", "--write") == 0
    assert capsys.readouterr().err == ""
    found = unit(repository, "do_now[rustig].text")
    assert found.review is not None
    assert found.ignores("question-mark")
    assert found.origin == "machine"


@pytest.mark.parametrize("what", ["reviews", "texts"])
def test_repair_tells_what_of_two_sides_it_cannot_keep(repository, capsys, what):
    field = f"{PAGE}#do_now[rustig].text"

    def reviewed(role: str, day: str) -> Callable[[], int]:
        return lambda: run(repository, "review", "tr", field, "--role", role, "--date", day, "--write")

    if what == "reviews":
        branches(repository, reviewed("native-reader", "2026-02-03"), reviewed("translator", "2026-02-04"))
    else:
        branches(repository, translated(repository, "Sakin bekleyin."), translated(repository, "Sakin olun."))
        git(repository, "checkout", "--ours", TURKISH)
    capsys.readouterr()
    assert run(repository, "repair", "tr") == 0
    told = capsys.readouterr().err
    assert field in told
    assert ("native-reader 2026-02-03" in told) == (what == "reviews")


def test_the_review_of_the_texts_as_they_are_wins(repository):
    """One branch changes the Dutch and finds the translation right; the other looks at the text as it was, later."""
    field = f"{PAGE}#do_now[rustig].text"

    def confirmed() -> None:
        edit(repository, DUTCH, "Blijf rustig.", "Blijf altijd rustig.")
        assert run(repository, "still-correct", "tr", field, "--write") == 0
        assert run(repository, "review", "tr", field, "--role", "translator", "--date", "2026-02-03", "--write") == 0

    def reviewed() -> None:
        assert run(repository, "review", "tr", field, "--role", "jurist", "--date", "2026-02-04", "--write") == 0

    branches(repository, confirmed, reviewed)
    assert run(repository, "repair", "tr", "--write") == 0
    assert states(repository) == {}
    found = unit(repository, "do_now[rustig].text").review
    assert found is not None
    assert found.role == "translator"


OLD, NEW, OTHER = "Blijf rustig.", "Blijf altijd rustig.", "Blijf stil."


def settled(one: Record, other: Record, now: tuple[str, str]) -> tuple[Record, list[Record]]:
    """What becomes of the records of two branches, and what of either is lost, beside the texts as they are `now`."""
    sides = [dump(PAGE, {"title": each}, ["title"]) for each in (one, other)]
    found, lost = settle(b"<<<<<<< a\n%b=======\n%b>>>>>>> b\n" % tuple(sides), {"title": now})
    return found["title"], list(lost.values())


@pytest.mark.parametrize(
    ("ours", "theirs", "now", "source"),
    [
        ((OLD, "T"), (NEW, "T"), (NEW, "T"), NEW),
        ((NEW, "T"), (OLD, "T"), (NEW, "T"), NEW),
        ((NEW, "T"), (OLD, "U"), (NEW, "U"), OLD),
        ((OLD, "U"), (NEW, "T"), (NEW, "T"), NEW),
        ((OLD, "T"), (OTHER, "U"), (NEW, "T"), OLD),  # the translation counts for more than the Dutch
        ((OTHER, "U"), (OLD, "T"), (NEW, "T"), OLD),
        ((NEW, "T"), (OLD, "U"), (NEW, "V"), OLD),  # put together by hand: nobody said it was made from the new Dutch
        ((OLD, "T"), (OTHER, "U"), (NEW, "V"), OLD),
    ],
)
def test_of_two_records_the_one_that_tells_of_the_texts_as_they_are_wins(ours, theirs, now, source):
    found, _ = settled(*(Record(dutch, digest(own), "person") for dutch, own in (ours, theirs)), now)
    assert found.source == source


@pytest.mark.parametrize("origins", [("machine", "person"), ("person", "machine")])
def test_of_two_origins_a_machine_wins_and_the_other_is_told(origins):
    """A reader is never told that a person made what a machine may have made."""
    found, lost = settled(*(Record("Nu", digest("T"), each) for each in origins), ("Nu", "T"))
    assert found.origin == "machine"
    assert [each.origin for each in lost] == ["person"]


@pytest.mark.parametrize("order", [1, -1])
def test_what_was_called_right_of_the_texts_as_they_are_stays_so(order):
    kept = {"length-ratio": Ignore("zo bedoeld", digest(NEW, "T"))}
    lapsed = {"length-ratio": Ignore("toen", digest(OLD, "T")), "question-mark": Ignore("ook", digest(OLD, "T"))}
    sides = [Record(NEW, digest("T"), "person", ignore=each) for each in (kept, lapsed)][::order]
    assert settled(*sides, (NEW, "T"))[0].ignore == lapsed | kept


@pytest.mark.parametrize(("comma", "ours", "theirs"), [(",", True, False), (",", False, True), ("", False, True)])
def test_a_comma_too_many_or_too_few_between_two_sides_is_mended(comma, ours, theirs):
    """Where one branch has a last field that the other lacks."""
    field = '  "%s": {\n   "source": "x",\n   "translation": "y",\n   "origin": "person"\n  }'
    short = field % "short" + "\n"
    text = '{\n "version": 1,\n "page": "p",\n "fields": {\n' + field % "title" + comma + "\n"
    text += f"<<<<<<< a\n{short * ours}=======\n{short * theirs}>>>>>>> b\n }}\n}}\n"
    found, lost = settle(text.encode(), {})
    assert list(found) == ["title", "short"]
    assert not lost


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


@pytest.mark.parametrize("spoiled", [{"role": "buurvrouw"}, {"date": "20260203"}, {"date": "2026-02-30"}, {"date": ""}])
def test_a_review_of_a_role_or_a_day_that_is_none_is_no_review(repository, spoiled):
    """As an edit by hand may leave it: a reader isn't told of it, and it is kept as it is."""
    assert run(repository, "review", "tr", PAGE, "--role", "jurist", "--date", "2026-02-03", "--write") == 0
    assert unit(repository).review is not None
    kept = json.loads((repository / STATE).read_bytes())
    kept["fields"]["parts[waarom].text"]["review"].update(spoiled)
    (repository / STATE).write_text(json.dumps(kept), encoding="utf-8")
    assert unit(repository).review is None
    assert unit(repository, "title").review is not None
    assert unit(repository).recorded


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
        ("U krijgt niet.", "U krijgt niets.", False),
        ("U moet bellen.", "U moest bellen.", False),
        ("Bel mij.", "Bel mijn.", False),
        ("- Bel ons.\n- Kom langs.", "Bel ons. Kom langs.", False),
        ("U kunt betalen.", "U kunt bepalen.", False),
        ("Wij leren dit samen.", "Wij lenen dit samen.", False),
        ("Uw kind slaatp goed.", "Uw kind slaapt goed.", True),
        ("Het is gebuerd.", "Het is gebeurd.", True),
        ("e\u0301e\u0301n uur", "\u00e9\u00e9n uur", True),
        ("Vraag een gezinscoch of een onderwjzer.", "Vraag een gezinscoach of een onderwijzer.", True),
        (
            "Vraag een gezinscoch of een onderwjzer en de huisats.",
            "Vraag een gezinscoach of een onderwijzer en de huisarts.",
            False,
        ),
    ],
)
def test_only_a_slip_of_the_pen_is_small(before, after, small):
    assert is_small(before, after) is small


def test_a_word_of_the_site_that_becomes_another_one_is_no_slip():
    real = real_words(["Een ouder belt.", "Bel als ouder.", "Twee ouders.", "Alle ouders bellen.", "Een oudder."])
    assert is_small("Vraag een ouder.", "Vraag een ouders.")
    assert not is_small("Vraag een ouder.", "Vraag een ouders.", real)
    assert is_small("Vraag een oudder.", "Vraag een ouder.", real)


def test_an_edit_to_another_word_of_the_site_is_not_minor(repository, capsys):
    edit(repository, DUTCH, "Blijf rustig.", "Blijf rustiger.")
    for old, new in (("Een kind voelt veel.", "Zo wordt het rustiger."), ("Het gebeurt vaak.", "Speel rustig.")):
        edit(repository, "docs/nl/opvoeden/spelen.yml", old, new)
    assert run(repository, "minor", "tr", PAGE, "--write") == 0
    assert "--force" in capsys.readouterr().err
    assert states(repository) == {"do_now[rustig].text": OUTDATED}


def test_an_ignored_finding_needs_a_reason_and_lapses(repository):
    edit(repository, TURKISH, "Sakin durun.", "Sakin durun?")
    found = {each.check for each in open_project(repository).problems}
    assert "question-mark" in found
    field = f"{PAGE}#do_now[rustig].text"
    assert run(repository, "accept", "tr", field, "--origin", "person", "--write") == 0
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
    for name in ("opvoeden/nergens", f"{PAGE}#nothing", "nergens", f"{PAGE}.yml#nothing"):
        assert run(repository, "status", "tr", name) == 2
        assert name in capsys.readouterr().err


@pytest.mark.parametrize("nothing", ["", "#", ".yml", f"{PAGE}#", "#title", "/"])
@pytest.mark.parametrize("command", ["review", "accept", "status"])
def test_an_empty_name_does_not_mean_everything(repository, capsys, command, nothing):
    more = {"review": ("--role", "jurist"), "accept": ("--origin", "machine"), "status": ()}[command]
    assert run(repository, command, "tr", nothing, *more) == 2
    assert "source" not in capsys.readouterr().out


@pytest.mark.parametrize("command", ["accept", "review", "status"])
def test_a_folder_means_its_pages(repository, capsys, command):
    more = {"review": ("--role", "jurist"), "accept": ("--origin", "machine"), "status": ()}[command]
    assert run(repository, command, "tr", "opvoeden", *more) == 0
    assert (PAGE in "".join(capsys.readouterr().out.split())) == (command != "accept"), "all of it is recorded already"


def test_accept_leaves_alone_what_was_recorded_unless_it_is_named(repository, capsys):
    before = records(repository)
    edit(repository, TURKISH, "Sakin durun.", "Sakin olun.")
    edit(repository, DUTCH, "voelt veel", "voelt niets")
    for chosen in ((), (PAGE,), ("opvoeden",)):
        capsys.readouterr()
        assert run(repository, "accept", "tr", *chosen, "--origin", "machine") == 0
        shown = capsys.readouterr()
        assert "1 velden" in shown.out
        assert f"{PAGE}#title" in shown.err
    assert run(repository, "accept", "tr", "--origin", "machine", "--write") == 0
    after = records(repository)
    assert [each for each in after if after[each] != before[each]] == ["do_now[rustig].text"]
    assert states(repository) == {"parts[waarom].text": OUTDATED}
    for address in ("title", "parts[waarom].text"):
        assert run(repository, "accept", "tr", f"{PAGE}#{address}", "--origin", "machine", "--write") == 0
        assert unit(repository, address).origin == "machine"
    assert states(repository) == {}


@pytest.mark.parametrize(
    "command",
    [
        ("review", "--role", "jurist"),
        ("ignore", "--check", "question-mark", "--reason", "zo bedoeld"),
        ("still-correct",),
    ],
)
def test_who_translated_is_asked_not_guessed(repository, capsys, command):
    name, *more = command
    edit(repository, TURKISH, "Sakin durun.", "Sakin durun?")
    edit(repository, DUTCH, "Blijf rustig.", "Blijf heel rustig.")
    before = (repository / STATE).read_bytes()
    assert run(repository, name, "tr", PAGE, *more, "--write") == 2
    assert f"accept tr {PAGE} --origin" in capsys.readouterr().err
    assert (repository / STATE).read_bytes() == before


def test_only_a_field_with_the_finding_is_ignored(repository, capsys):
    edit(repository, TURKISH, "Sakin durun.", "Sakin durun?")
    assert run(repository, "accept", "tr", "--origin", "person", "--write") == 0
    reason = ("--reason", "zo bedoeld", "--write")
    assert run(repository, "ignore", "tr", f"{PAGE}#title", "--check", "question-mark", *reason) == 2
    assert "question-mark" in capsys.readouterr().err
    assert run(repository, "ignore", "tr", PAGE, "--check", "question-mark", *reason) == 0
    assert [each for each, kept in records(repository).items() if "ignore" in kept] == ["do_now[rustig].text"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("review", "--role", "jurist", "--date", "2999-01-01"), "moet nog komen"),
        (("review", "--role", "jurist", "--date", "22-11-2026"), "2026-11-22"),
        (("ignore", "--reason", "x", "--check", "unreviewed-page"), "niet genegeerd"),
        (("ignore", "--reason", "x", "--check", "question-marks"), "question-mark?"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_a_reason(repository, capsys, words, told):
    with pytest.raises(SystemExit):
        run(repository, words[0], "tr", PAGE, *words[1:])
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("command", ["minor", "still-correct"])
def test_dutch_is_never_outdated(repository, capsys, command):
    assert run(repository, command, "nl", PAGE) == 2
    assert "nl is de bron" in capsys.readouterr().err


def test_an_edit_that_is_not_minor_is_told(repository, capsys):
    edit(repository, DUTCH, "voelt veel", "voelt niets")
    assert run(repository, "minor", "tr", PAGE) == 0
    assert "--force" in capsys.readouterr().err


def test_a_minor_edit_may_be_taken_back(repository):
    assert run(repository, "review", "tr", PAGE, "--role", "jurist", "--date", "2026-02-03", "--write") == 0
    edit(repository, DUTCH, "Boze buien horen erbij.", "Boze buien hooren erbij.")
    assert run(repository, "minor", "tr", PAGE, "--write") == 0
    edit(repository, DUTCH, "hooren", "horen")
    assert states(repository) == {}
    assert unit(repository, "answer").review is not None
    edit(repository, DUTCH, "horen", "horen er niet")
    assert states(repository) == {"answer": OUTDATED}
    assert unit(repository, "answer").review is None


# -- a state file that can't be read ----------------------------------------------------------------------------------


def unreadable(root: Path, how: str) -> bytes:
    file = root / STATE
    text = file.read_bytes()
    if how == "folder":
        file.unlink()
        file.mkdir()
        return b""
    data = {
        "newer": text.replace(b'"version": 1', b'"version": 2'),
        "cut off": text[: len(text) // 2],
        "empty": b"",
        "no utf-8": text.replace(b"Blijf", b"Bl\xffjf"),
        "utf-16": text.decode().encode("utf-16"),
        "key of somebody else": text.replace(b'"origin"', b'"note": "x",\n   "origin"', 1),
        "field twice": text.replace(b'"short": {', b'"title": {'),
    }[how]
    assert data != text
    file.write_bytes(data)
    return data


@pytest.mark.parametrize(
    "how", ["newer", "cut off", "empty", "no utf-8", "utf-16", "key of somebody else", "field twice", "folder"]
)
def test_a_state_file_that_cannot_be_read_is_told_and_never_written_over(repository, capsys, how):
    data = unreadable(repository, how)
    for words, code in (
        (("accept", "tr", PAGE, "--origin", "person", "--write"), 2),
        (("accept", "tr", PAGE, "--origin", "person"), 2),
        (("repair", "tr", "--write"), 1),
        (("status", "tr"), 0),
    ):
        capsys.readouterr()
        assert run(repository, *words) == code
        shown = capsys.readouterr()
        assert f"{STATE}:" in shown.err
        assert "state-unreadable" in shown.err
        assert "Traceback" not in shown.err
    assert (repository / STATE).is_dir() if how == "folder" else (repository / STATE).read_bytes() == data


def test_a_translation_that_cannot_be_read_is_told_where_its_texts_are_asked_for(repository, capsys):
    edit(repository, TURKISH, "title: ", "title: : : ")
    for words, code in ((("status", "tr"), 0), (("accept", "tr", PAGE, "--origin", "person", "--write"), 2)):
        capsys.readouterr()
        assert run(repository, *words) == code
        assert f"{TURKISH}:1:" in capsys.readouterr().err


def test_a_state_in_conflict_is_repaired_before_anything_else(repository, capsys):
    branches(repository, translated(repository, "Sakin bekleyin."), translated(repository, "Sakin olun."))
    git(repository, "checkout", "--ours", TURKISH)
    data = (repository / STATE).read_bytes()
    field = f"{PAGE}#do_now[rustig].text"
    assert run(repository, "accept", "tr", field, "--origin", "machine", "--write") == 2
    assert "repair tr" in capsys.readouterr().err
    assert (repository / STATE).read_bytes() == data


def test_a_mark_of_windows_before_the_state_is_nothing(repository):
    (repository / STATE).write_bytes(codecs.BOM_UTF8 + (repository / STATE).read_bytes())
    assert unit(repository, "title").recorded
    assert not [each for each in open_project(repository).problems if each.check.startswith("state-")]


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


def test_repair_leaves_alone_what_only_stands_in_another_order(repository, capsys):
    kept = json.loads((repository / STATE).read_bytes())
    kept["fields"] = dict(reversed(kept["fields"].items()))
    (repository / STATE).write_text(json.dumps(kept), encoding="utf-8")
    assert run(repository, "repair", "tr") == 0
    assert "0 bestanden" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("listed", "begun"), [(True, False), (True, True), (False, False)], ids=["listed", "recorded anew", "not listed"]
)
def test_the_state_of_a_page_that_moved_moves_along(repository, capsys, listed, begun):
    new = "opvoeden/woede"
    for language in ("nl", "tr"):
        git(repository, "mv", f"docs/{language}/{PAGE}.yml", f"docs/{language}/{new}.yml")
    edit(repository, "docs/nl/opvoeden/spelen.yml", "related: [boze-buien]", "related: [woede]")
    if listed:
        text = f"moved:\n  - {{id: woede, old: {PAGE}, new: {new}}}\n"
        (repository / "docs/nl/_moved.yml").write_text(text, encoding="utf-8")
    if begun:
        assert run(repository, "accept", "tr", f"{new}#title", "--origin", "machine", "--write") == 0
    before = records(repository)
    capsys.readouterr()
    assert run(repository, "repair", "tr", "--write") == 0
    assert new in capsys.readouterr().err
    after = records(repository, new)
    assert after.keys() == before.keys()
    assert {each for each in after if after[each] != before[each]} == ({"title"} if begun else set())
    assert not (repository / STATE).exists()


def test_what_moves_to_a_page_with_a_field_that_is_gone_is_kept(repository):
    """As after a merge: most of the page is recorded under its old name, which comes first in the alphabet."""
    old = "opvoeden/aaa"
    text = f"moved:\n  - {{id: aaa, old: {old}, new: {PAGE}}}\n"
    (repository / "docs/nl/_moved.yml").write_text(text, encoding="utf-8")
    whole = json.loads((repository / STATE).read_bytes())
    first, *others = whole["fields"]
    moved = {**whole, "page": old, "fields": {each: whole["fields"][each] for each in others}}
    here = {**whole, "fields": dict.fromkeys((first, "parts[weg].text"), whole["fields"][first])}
    (repository / STATE.replace(PAGE, old)).write_text(json.dumps(moved), encoding="utf-8")
    (repository / STATE).write_text(json.dumps(here), encoding="utf-8")
    assert run(repository, "repair", "tr", "--write") == 0
    assert list(records(repository)) == [first, *others]
    assert not (repository / STATE.replace(PAGE, old)).exists()


@pytest.mark.parametrize("fails", ["rename", "write"])
def test_a_full_disk_leaves_the_state_as_it_was_and_nothing_beside_it(repository, capsys, monkeypatch, fails):
    """What is left beside a file would stop the next build: a hidden file is never published."""
    full = OSError(errno.ENOSPC, "No space left on device", ".boze-buien.json.123")

    def fail(*_: object) -> None:
        raise full

    before = sorted((repository / "docs").rglob("*")), (repository / STATE).read_bytes()
    with monkeypatch.context() as patch:
        if fails == "rename":
            patch.setattr(Path, "replace", fail)
        else:
            patch.setattr(Path, "chmod", fail)
        assert run(repository, "review", "tr", f"{PAGE}#title", "--role", "jurist", "--write") == 2
    told = capsys.readouterr().err
    assert told == f"niet gelukt: de schijf is vol ({repository / STATE})\n"
    assert (sorted((repository / "docs").rglob("*")), (repository / STATE).read_bytes()) == before
    assert main(["--project", str(repository), "check"]) == 0


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


def test_two_commands_at_once_lose_nothing(repository):
    addresses = ["title", "short", "answer", "do_now[rustig].text"]
    command = [sys.executable, "-m", "eigentaal", "--project", str(repository), "translate", "review", "tr"]
    role = ["--role", "jurist", "--date", "2026-02-03", "--write"]
    running = [subprocess.Popen([*command, f"{PAGE}#{each}", *role]) for each in addresses]
    assert [each.wait() for each in running] == [0] * len(addresses)
    assert [each for each, kept in records(repository).items() if "review" in kept] == addresses


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
