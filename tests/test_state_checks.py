"""The checks that look at all translations and their state: two-translations, same-translation, long-sentence, missing-page,
unreviewed-page, orphan-state. What each must catch, and what it must leave alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml
from conftest import MKDOCS, PAGE, Files

from eigentaal import checks
from eigentaal.config import load_config
from eigentaal.load import load
from eigentaal.problems import Problem
from eigentaal.state import Record, Review, digest, dump

Make = Callable[..., Path]

BOZE, SPELEN = "opvoeden/boze-buien", "opvoeden/spelen"
STEP, TEXT, SAY = "Blijf rustig.", "Een kind voelt veel.", "Ik wil advies."
MEANING_UK = "Ja hochu porady."
HEADING, MEANING, SOUND = "parts[waarom].heading", "say[advies].meaning", "say[advies].sound"


def translated(**other: str) -> str:
    """A translation of the pages of conftest.py in made-up words."""
    texts = {"title": "T", "short": "K", "answer": "A.", "step": "S.", "heading": "W?", "text": "X.", "help": "H."}
    texts = {**texts, "meaning": "M.", "sound": "L.", **other}
    page = {
        **{name: texts[name] for name in ("title", "short", "answer")},
        "do_now": [{"id": "rustig", "text": texts["step"]}],
        "parts": [{"id": "waarom", "heading": texts["heading"], "text": texts["text"]}],
        "ask_help": [{"id": "vaak", "text": texts["help"]}],
        "say": [{"id": "advies", "meaning": texts["meaning"], "sound": texts["sound"]}],
    }
    return yaml.safe_dump(page, sort_keys=False)


def both(one: dict[str, str], two: dict[str, str], language: str = "tr") -> Files:
    return {f"docs/{language}/{BOZE}.yml": translated(**one), f"docs/{language}/{SPELEN}.yml": translated(**two)}


def run(root: Path, check: str) -> list[Problem]:
    config, _ = load_config(root)
    assert config is not None
    site = load(config).site
    assert site is not None
    return list(checks.run(site, wanted={check}))


def told(problems: Iterable[Problem], *names: str) -> list[tuple[str, ...]]:
    return [(each.path, *(dict(each.details)[name] for name in names)) for each in problems]


# -- two-translations --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "field"),
    [
        ({"step": "Sakin kal."}, {"step": "Sakin olun."}, "do_now[rustig].text"),
        ({"help": "Olur."}, {"help": "Bu olur."}, "ask_help[vaak].text"),
        ({"text": "Hisseder."}, {"text": "Hisseder!"}, "parts[waarom].text"),
        ({"text": "hisseder."}, {"text": "Hisseder."}, "parts[waarom].text"),
        ({"meaning": "Bir."}, {"meaning": "Iki."}, MEANING),
    ],
)
def test_two_translations_of_one_text(project: Make, one, two, field):
    found = run(project(both(one, two)), "two-translations")
    assert told(found, "field", "other_file") == [(f"docs/tr/{SPELEN}.yml", field, f"docs/tr/{BOZE}.yml")]
    assert {each.severity for each in found} == {"warning"}


def test_the_odd_one_out_is_told(project: Make):
    third = PAGE.replace("Boze buien", "Slapen").replace("order: 10", "order: 30")
    files = both({"step": "Kal."}, {"step": "Olun."})
    root = project({"docs/nl/opvoeden/aap.yml": third, "docs/tr/opvoeden/aap.yml": translated(step="Olun."), **files})
    found = run(root, "two-translations")
    assert told(found, "target", "other") == [(f"docs/tr/{BOZE}.yml", "Kal.", "Olun.")]


def test_twice_on_one_page(project: Make):
    page = PAGE.replace("text: Het gebeurt vaak.", f"text: {STEP}")
    root = project({f"docs/nl/{BOZE}.yml": page, f"docs/tr/{BOZE}.yml": translated(step="Kal.", help="Olun.")})
    assert told(run(root, "two-translations"), "field") == [(f"docs/tr/{BOZE}.yml", "ask_help[vaak].text")]


@pytest.mark.parametrize(
    ("one", "two", "dutch"),
    [
        ({}, {}, {}),
        ({"step": "Sakin  kal."}, {"step": "Sakin kal."}, {}),
        ({"heading": "Neden?"}, {"heading": "Niye?"}, {}),  # one word of Dutch: "Waarom?"
        ({"sound": "ik vil"}, {"sound": "ik wil"}, {}),
        ({"title": "Uzun", "short": "K"}, {"title": "T", "short": "Z"}, {}),  # Dutch differs
        ({"title": "Uzun bir ad", "short": "Ad"}, {}, {}),  # "Boze buien" as title and as short
        ({"step": "Kal."}, {"step": "Olun."}, {STEP: "Adem rustig."}),
    ],
)
def test_one_translation(project: Make, one, two, dutch):
    page = PAGE
    for text, other in dutch.items():
        page = page.replace(text, other)
    assert run(project({f"docs/nl/{BOZE}.yml": page, **both(one, two)}), "two-translations") == []


def test_languages_are_looked_at_apart(project: Make):
    files = {f"docs/tr/{BOZE}.yml": translated(step="Kal."), f"docs/ar/{BOZE}.yml": translated(step="Olun.")}
    assert run(project(files), "two-translations") == []


# -- same-translation --------------------------------------------------------------------------------------------------

SAME = "Cocuk cok sey hisseder."


@pytest.mark.parametrize(
    "texts",
    [
        {"text": SAME, "help": SAME},
        {"step": "Yardim isteyin.", "help": "Yardim isteyin."},
        {"title": "Ofke nobetleri", "heading": "Ofke nobetleri"},
        {"answer": SAME, "text": SAME},
        {"meaning": "Danismak istiyorum.", "text": "Danismak istiyorum."},
        {"sound": "ik vil advis", "heading": "ik vil advis"},
    ],
)
def test_two_dutch_texts_with_one_translation_are_told_of_in_both_places(project: Make, texts):
    found = run(project({f"docs/tr/{BOZE}.yml": translated(**texts)}), "same-translation")
    assert len(found) == 2
    assert {dict(each.details)["target"] for each in found} == set(texts.values())
    assert {each.severity for each in found} == {"warning"}
    one, other = (dict(each.details) for each in found)
    assert (one["other_field"], one["other"]) == (other["field"], other["source"])


@pytest.mark.parametrize(
    ("dutch", "texts"),
    [
        ({}, {}),
        ({}, {"text": SAME, "help": "Baska bir sey."}),
        ({}, {"short": "Tamam", "title": "Tamam"}),  # one word
        ({HEADING: TEXT}, {"text": SAME, "heading": SAME}),  # the Dutch is the same too
        ({"help": "Een kind voelt veel, altijd."}, {"text": SAME, "help": SAME}),  # a shorter form of the same
        ({"help": "Dat een kind veel voelt."}, {"text": SAME, "help": SAME}),
    ],
)
def test_a_translation_may_stand_twice_where_the_dutch_is_alike(project: Make, dutch, texts):
    page = PAGE
    if HEADING in dutch:
        page = page.replace("heading: Waarom?", f"heading: {dutch[HEADING]}")
        assert page != PAGE
    if "help" in dutch:
        page = page.replace("text: Het gebeurt vaak.", f'text: "{dutch["help"]}"')
        assert page != PAGE
    files = {f"docs/nl/{BOZE}.yml": page, f"docs/tr/{BOZE}.yml": translated(**texts)}
    assert run(project(files), "same-translation") == []


# -- sound-is-meaning, little-known-language ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sound", "told"),
    [
        ("uk", MEANING_UK, True),
        ("uk", f" {MEANING_UK}\n", True),
        ("uk", "Ik vil advis", False),
        ("tr", MEANING_UK, False),  # what listens to the sound tells that
    ],
)
def test_a_meaning_in_place_of_a_sound_is_told_where_nothing_listens(
    project: Make, language: str, sound: str, told: bool
) -> None:
    mkdocs = MKDOCS.replace("locale: tr", f"locale: {language}")
    page = translated(meaning=MEANING_UK, sound=sound)
    found = run(project({"mkdocs.yml": mkdocs, f"docs/{language}/{BOZE}.yml": page}), "sound-is-meaning")
    assert [(each.severity, dict(each.details)["field"]) for each in found] == [("warning", SOUND)] * told


def test_what_is_not_known_of_a_language_is_told_once(project: Make) -> None:
    assert run(project({}), "little-known-language") == []
    (found,) = run(project({"mkdocs.yml": MKDOCS.replace("locale: tr", "locale: uk")}), "little-known-language")
    assert (found.path, found.severity) == ("docs/uk/_interface.yml", "info")
    assert "number-missing" in dict(found.details)["checks"]


# -- long-sentence -----------------------------------------------------------------------------------------------------


def words(count: int, word: str = "woord") -> str:
    return " ".join([word] * count)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"{words(16)}.", "16"),
        (f"Kort. {words(17)}. Kort.", "17"),
        (f"{words(16)}", "16"),
        (f"- kort\n      - {words(18)}\n      - kort", "18"),
        (f"{words(9)}\n      {words(9)}.", "18"),
        (f"**{words(16)}**.", "16"),
        (f"{words(14)} [een link](page:spelen).", "16"),
        (f"{words(16)}, “{words(5)}”.", "17"),
    ],
)
def test_long_sentence_in_dutch(project: Make, text, count):
    files = {f"docs/nl/{BOZE}.yml": PAGE.replace(f"text: {TEXT}", f"text: |\n      {text}")}
    found = run(project(files), "long-sentence")
    assert told(found, "field", "count") == [(f"docs/nl/{BOZE}.yml", "parts[waarom].text", count)]
    assert {each.severity for each in found} == {"warning"}


def test_long_sentence_in_a_translation(project: Make):
    found = run(project({f"docs/tr/{BOZE}.yml": translated(help=f"{words(21, 'kelime')}.")}), "long-sentence")
    assert told(found, "field", "count", "most") == [(f"docs/tr/{BOZE}.yml", "ask_help[vaak].text", "21", "20")]


def test_long_sentence_in_the_glossary(project: Make):
    terms = f"terms:\n  - {{id: coach, term: coach, explanation: {words(16)}., keep_dutch: yes}}\n"
    found = run(project({"docs/nl/_glossary.yml": terms}), "long-sentence")
    assert told(found, "field") == [("docs/nl/_glossary.yml", "terms[coach].explanation")]


@pytest.mark.parametrize(
    "text",
    [
        f"{words(15)}.",
        f"{words(15)}. {words(15)}.",
        f"{words(15)}? {words(15)}!",
        f"- {words(9)}\n      - {words(9)}",
        f"{words(9)}\n\n      {words(9)}",
        f"{words(9)} “{words(9)}”.",
        f'{words(9)} "{words(9)}" {words(5)}.',
        f"{words(9)} [[nl:{words(9)}]].",
    ],
)
def test_short_sentences_in_dutch(project: Make, text):
    files = {f"docs/nl/{BOZE}.yml": PAGE.replace(f"text: {TEXT}", f"text: |\n      {text}")}
    assert run(project(files), "long-sentence") == []


def test_a_translation_may_have_twenty_words(project: Make):
    assert run(project({f"docs/tr/{BOZE}.yml": translated(text=f"{words(20)}.")}), "long-sentence") == []


def test_a_dutch_sentence_is_told_once(project: Make):
    page = PAGE.replace(SAY, f"{words(16)}.")
    found = run(project({f"docs/nl/{BOZE}.yml": page, f"docs/tr/{BOZE}.yml": translated()}), "long-sentence")
    assert told(found, "field") == [(f"docs/nl/{BOZE}.yml", "say[advies].text")]


# -- missing-page ------------------------------------------------------------------------------------------------------


def missing(root: Path) -> list[str]:
    found = run(root, "missing-page")
    assert {(each.line, each.severity) for each in found} <= {(1, "warning")}
    return [each.path for each in found]


def test_every_missing_page_is_told_per_language(project: Make):
    pages = ("index", BOZE, "opvoeden/index", SPELEN)
    assert sorted(missing(project())) == sorted(f"docs/{code}/{page}.yml" for code in ("ar", "tr") for page in pages)


@pytest.mark.parametrize("language", ["ar", "tr"])
@pytest.mark.parametrize("page", [BOZE, SPELEN])
def test_a_page_that_is_there_is_not_told(project: Make, language, page):
    found = missing(project({f"docs/{language}/{page}.yml": translated()}))
    assert f"docs/{language}/{page}.yml" not in found
    assert len(found) == 7


def test_a_page_that_is_not_meant_for_a_language(project: Make):
    found = missing(project({f"docs/nl/{BOZE}.yml": f"{PAGE}languages: [tr]\n"}))
    assert f"docs/ar/{BOZE}.yml" not in found
    assert f"docs/tr/{BOZE}.yml" in found


def test_a_page_that_is_held_back_is_not_missing(project: Make):
    assert f"docs/tr/{BOZE}.yml" not in missing(project({f"docs/tr/{BOZE}.yml": "title: Alleen dit\n"}))


def test_a_translation_without_a_dutch_page_is_not_missing(project: Make):
    assert not [each for each in missing(project({"docs/tr/opvoeden/weg.yml": "title: x\n"})) if "weg" in each]


# -- unreviewed-page ---------------------------------------------------------------------------------------------------


def state(page: str, records: dict[str, Record]) -> Files:
    return {f"docs/tr/_state/{page}.json": dump(page, records, records)}


def record(dutch: str, own: str, reviewed: tuple[str, str] | None = None) -> Record:
    review = Review("native-reader", "2026-11-20", digest(*reviewed)) if reviewed else None
    return Record(dutch, digest(own), "person", review)


def unreviewed(root: Path) -> list[str]:
    found = run(root, "unreviewed-page")
    assert {(each.line, each.severity) for each in found} <= {(1, "info")}
    return [each.path for each in found]


@pytest.mark.parametrize(
    "records",
    [
        {},
        {"title": record("Boze buien", "T")},
        {"title": record("Boze buien", "T", ("Boze buien", "Eski"))},  # the translation changed since
        {"title": record("Woede", "T", ("Woede", "T"))},  # the Dutch changed since
        {"gone": record("Weg", "W", ("Weg", "W"))},
        {"title": record("Boze buien", "T", ("Boze buien", "t")), "short": record("Boze buien", "K")},
    ],
)
def test_no_person_looked(project: Make, records):
    files = {f"docs/tr/{BOZE}.yml": translated(), **state(BOZE, records)}
    assert unreviewed(project(files)) == [f"docs/tr/{BOZE}.yml"]


@pytest.mark.parametrize(
    "records",
    [
        {"title": record("Boze buien", "T", ("Boze buien", "T"))},
        {"answer": record("Boze buien horen erbij.", "A.", ("Boze buien horen erbij.", "A."))},
        {"title": record("Boze buien", "T", ("Boze buien", "T")), "short": record("Boze buien", "K")},
        {"title": record("Boze  buien", "T", ("Boze  buien", "T "))},
        {"title": record("Woede", "Eski", ("Boze buien", "T"))},
    ],
)
def test_a_person_looked(project: Make, records):
    files = {f"docs/tr/{BOZE}.yml": translated(), **state(BOZE, records)}
    assert unreviewed(project(files)) == []


def test_a_review_holds_for_one_page_and_one_language(project: Make):
    files = {**both({}, {}), **both({}, {}, "ar")}
    review = {"title": record("Boze buien", "T", ("Boze buien", "T"))}
    root = project({**files, **state(BOZE, review)})
    assert unreviewed(root) == [f"docs/ar/{BOZE}.yml", f"docs/ar/{SPELEN}.yml", f"docs/tr/{SPELEN}.yml"]


def test_a_page_that_is_not_translated_has_nothing_to_review(project: Make):
    assert unreviewed(project()) == []


# -- orphan-state ------------------------------------------------------------------------------------------------------


def kept(page: str, addresses: Iterable[str]) -> Files:
    return state(page, {each: record("x", "y") for each in addresses})


@pytest.mark.parametrize(
    ("page", "addresses", "lost"),
    [
        ("opvoeden/weg", ("title",), "opvoeden/weg"),
        ("opvoeden/weg", (), "opvoeden/weg"),
        (BOZE, ("title", "parts[weg].text"), "parts[weg].text"),
        (BOZE, ("do_now[weg].text", "parts[weg].text"), "do_now[weg].text, parts[weg].text"),
        (BOZE, ("say[weg].meaning",), "say[weg].meaning"),
        (BOZE, ("parts[waarom].sound",), "parts[waarom].sound"),
        ("_glossary", ("terms[weg].term", "terms[coach].term"), "terms[weg].term"),
        ("_interface", ("words[weg].text",), "words[weg].text"),
    ],
)
def test_state_of_what_is_gone(project: Make, page, addresses, lost):
    found = run(project({f"docs/tr/{BOZE}.yml": translated(), **kept(page, addresses)}), "orphan-state")
    assert told(found, "lost") == [(f"docs/tr/_state/{page}.json", lost)]
    assert {each.severity for each in found} == {"info"}


@pytest.mark.parametrize(
    ("page", "addresses"),
    [
        (BOZE, ("title", "short", "answer", HEADING, "do_now[rustig].text")),
        (BOZE, (MEANING, SOUND)),
        (BOZE, ()),
        (SPELEN, ("title",)),  # not translated any more, but the Dutch is there
        ("_glossary", ("terms[coach].term", "terms[coach].explanation", "terms[coach].sound")),
        ("_organisations", ("organisations[lijn].what",)),
        ("index", ("title", "short")),
    ],
)
def test_state_of_what_is_there(project: Make, page, addresses):
    assert run(project({f"docs/tr/{BOZE}.yml": translated(), **kept(page, addresses)}), "orphan-state") == []
