"""The cases of the checks that compare a translation with its Dutch: `tests/checks/<check>.yml`.

A file has `catch` and `pass`, lists of {id, nl, ar | tr | …, field?, kept?, recorded?}, and may have `terms` (a glossary),
`names` and `towns`. `kept` is the Dutch text and `recorded` the translation that the state file knows.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale

from eigentaal.checks import compare, discovered
from eigentaal.language import Language
from eigentaal.page import Page, Part, Sentence
from eigentaal.pairs import Names, Pair, Prose
from eigentaal.schema import specs
from eigentaal.state import Record, digest
from eigentaal.units import Unit
from eigentaal.wording import Term
from eigentaal.yamlfile import read

FOLDER = Path(__file__).with_name("checks")
LANGUAGES = {
    code: Language(code, str(Locale(code).language_name), direction, dutch, "Proef")
    for code, direction, dutch in (
        ("ar", "rtl", "Arabisch"),
        ("tr", "ltr", "Turks"),
        ("fa", "rtl", "Farsi"),
        ("fr", "ltr", "Frans"),
        ("uk", "ltr", "Oekraïens"),
        ("ti", "ltr", "Tigrinya"),
        ("ru", "ltr", "Russisch"),
    )
}
FIELDS = {
    "title": specs(Page)["title"],
    "text": specs(Page)["answer"],
    "rich": specs(Part)["text"],
    "say.meaning": specs(Sentence)["meaning"],
    "say.sound": specs(Sentence)["sound"],
}
COMPARING = {name: module for name, module in discovered().items() if hasattr(module, "find")}


def _cases(check: str, group: str):
    file = FOLDER / f"{check.replace('-', '_')}.yml"
    loaded = read(file, file.name, tags=True).root if file.exists() else None
    for case in (loaded or {}).get(group, ()):
        yield pytest.param(check, loaded, case, id=f"{check}-{case['id']}")


def _found(check: str, loaded, case) -> list[dict[str, str]]:
    language = next(LANGUAGES[code] for code in LANGUAGES if code in case)
    terms, own = {}, {}
    for each in loaded.get("terms", ()):
        fields = {key: each[key] for key in ("id", "term", "explanation") if key in each}
        terms[each["id"]] = Term(**{"explanation": "…", **fields}, keep_dutch=each.get("keep_dutch") == "yes")
        if language.code in each:
            avoid = tuple(each.get(f"avoid_{language.code}", ()))
            own[each["id"]] = Term(id=each["id"], term=each[language.code], explanation="…", avoid=avoid)
    names = frozenset(loaded.get("names", ())) | {each.term for each in terms.values() if each.keep_dutch}
    spec = FIELDS[case.get("field", "text")]
    dutch, target = case["nl"], case[language.code]
    record = (
        Record(case.get("kept", dutch), digest(case.get("recorded", target)), "person")
        if case.keys() & {"kept", "recorded"}
        else None
    )
    unit = Unit(language.code, "p/q", "f.yml", case.get("field", "text"), spec, dutch, target, (1, 1), record)
    sides = Prose(unit.source, "nl"), Prose(unit.target, language.code)
    pair = Pair(unit, *sides, language, terms, own, Names(names, tuple(loaded.get("towns", ()))))
    return [details for _, _, details in compare([pair], {check: COMPARING[check]})]


@pytest.mark.parametrize(("check", "loaded", "case"), [each for name in COMPARING for each in _cases(name, "catch")])
def test_catches(check, loaded, case):
    assert _found(check, loaded, case)


@pytest.mark.parametrize(("check", "loaded", "case"), [each for name in COMPARING for each in _cases(name, "pass")])
def test_passes(check, loaded, case):
    assert _found(check, loaded, case) == []


@pytest.mark.parametrize("check", sorted(COMPARING))
def test_has_at_least_six_cases_of_each_sort(check):
    assert min(len(list(_cases(check, "catch"))), len(list(_cases(check, "pass")))) >= 6


LONG = " ".join(f"woord{number}" for number in range(60))


@pytest.mark.parametrize(
    ("kept", "now", "was_shown", "now_shown"),
    [
        (f"{LONG} lees dit\n\n{LONG}", f"{LONG} lees rustig dit\n\n{LONG}",
         "… woord57 woord58 woord59 lees dit woord0 woord1 woord2 …",
         "… woord57 woord58 woord59 lees rustig dit woord0 woord1 woord2 …"),
        ("a b", "a b c", "a b", "a b c"),
        ("a a", "a a a", "a a", "a a a"),
        ("x", "y", "x", "y"),
        (f"oud {LONG}", f"nieuw {LONG}", "oud woord0 woord1 woord2 woord3 …", "nieuw woord0 woord1 woord2 woord3 …"),
    ],
)  # fmt: skip
def test_of_a_long_text_that_changed_the_change_is_shown(kept, now, was_shown, now_shown):
    (found,) = _found("outdated-field", {}, {"nl": now, "kept": kept, "tr": "x"})
    assert found == {"was": was_shown, "now": now_shown}
