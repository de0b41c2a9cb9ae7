"""Every check that looks at the whole content: what it must catch, and what it must leave alone.

The checks that compare a text with its translation have their cases in `checks/*.yml` (test_check_cases.py).
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from conftest import ADVICE, DISTRICT, FACTS, MKDOCS, OTHER, PAGE, ROOT, SECTION, Files, base
from translating import real

import eigentaal
from eigentaal import checks
from eigentaal.problems import ERROR, FORMATS, WARNING, catalogue
from eigentaal.project import Project, open_project

Make = Callable[..., Path]
Case = tuple[Files, str, int]
"""Changes to the project, and the file and line where the defect must be told."""

PACKAGE = Path(eigentaal.__file__).parent
THEME, SPELEN, FACTS_FILE = "docs/nl/opvoeden/boze-buien.yml", "docs/nl/opvoeden/spelen.yml", "docs/facts/facts.yml"
TR, AR = "docs/tr/opvoeden/boze-buien.yml", "docs/ar/opvoeden/boze-buien.yml"
INTERFACE, GLOSSARY = "docs/nl/_interface.yml", "docs/nl/_glossary.yml"
GOOD = ADVICE.format(title="Kizgin")
TEXT = "Een kind voelt veel."


def with_text(text: str) -> Files:
    return {THEME: PAGE.replace(TEXT, text)}


def with_turkish(text: str) -> Files:
    return {TR: real(GOOD.replace("heading: x, text: x", f"heading: x, text: {text!r}"), "tr")}


def fact(old: str, new: str, facts: str = FACTS) -> Files:
    assert old in facts
    return {FACTS_FILE: facts.replace(old, new, 1)}


def at_fact(text: str) -> int:
    """The line of the facts where a text stands."""
    return 1 + FACTS[: FACTS.index(text)].count("\n")


def field(name: str, value: str) -> Files:
    """The theme page with another value for a field, or with one more field."""
    lines = [f"{name}: {value}" if line.startswith(f"{name}:") else line for line in PAGE.splitlines()]
    if f"{name}: {value}" not in lines:
        lines.append(f"{name}: {value}")
    return {THEME: "\n".join([*lines, ""])}


def at_address(path: str) -> Files:
    """A page about danger at that address."""
    return {f"docs/nl/{path}.yml": f"{PAGE}danger: yes\n"}


def organisation(**fields: str) -> Files:
    """The facts with one more organisation, without a number unless `fields` has one."""
    facts = FACTS.replace(
        "rules:\n",
        "  - id: nieuw\n    name: Nieuw\n    category: municipality\n    publish: yes\n    certainty: unknown\n"
        "    role_certainty: official\n    checked_on: 2026-01-01\n    source: {title: Proef, site: example.org}\n"
        + "".join(f"    {name}: {value}\n" for name, value in fields.items())
        + "rules:\n",
    )
    return {FACTS_FILE: facts}


NEW = at_fact("rules:") + 8  # where the first field of `organisation` stands
PHONE = "      - {id: main, number: 0800-2000"


def phone(number: str, dial: str, international: str = "") -> Files:
    return fact(
        'number: 0800-2000, dial: "08002000", international: "+318002000"',
        f'number: "{number}", dial: "{dial}"' + (f', international: "{international}"' if international else ""),
    )


def word(key: str, text: str, language: str = "tr") -> Files:
    return {f"docs/{language}/_interface.yml": f"words:\n  - id: {key}\n    text: {text!r}\n"}


def dutch_words(old: str, new: str) -> Files:
    words = str(base()[INTERFACE])
    assert old in words
    return {INTERFACE: words.replace(old, new, 1)}


def at_word(text: str) -> int:
    return 1 + str(base()[INTERFACE]).split(text, 1)[0].count("\n")


VALUE = "{id: term, kind: duration, number: 6, unit: week, publish: yes}"
UNUSABLE = [
    "kind: duration, unit: week",
    "kind: duration, number: 6",
    'kind: duration, number: "6.50", unit: week',
    "kind: duration, number: 99999999999, unit: year",
    "kind: amount",
    "kind: number",
    "kind: date",
    "kind: text",
]
LINK = "[x](page:spelen)"
LINKED = real(GOOD.replace("text: x}", f"text: {LINK!r}}}", 1), "ar")
UNNAMED: Files = {
    **fact("emergency\n    publish: yes", "emergency\n    publish: no"),
    "mkdocs.yml": MKDOCS.replace("urgent: [alarm]", "urgent: [lijn]"),
}
LATER = 'international: "+31707529000", publish: after-check'


def on_paper(choice: str) -> Files:
    return {PAPER: str(base()[PAPER]) + f"worries: [{{id: dossier, question: Hoe?, answer: Zo.}}]\nleaflet: {choice}\n"}


PAPER = "docs/nl/opvoeden/boze-buien.yml"
CHOICE = str(base()[PAPER]).count("\n") + 2

CATCH: dict[str, list[Case]] = {
    "leaflet-choice": [
        (on_paper("{formats: [poster]}"), PAPER, CHOICE),
        (on_paper("{formats: [trifold], parts: [kosten]}"), PAPER, CHOICE),
        (on_paper("{formats: [trifold], worries: [waarom]}"), PAPER, CHOICE),
        (on_paper("{formats: [card], say: [advies, tolk]}"), PAPER, CHOICE),
    ],
    "bad-phone": [
        (phone("0800-2000", "08002001"), FACTS_FILE, at_fact(PHONE)),
        (phone("070 752 82 00", "0707528200", "+31707528201"), FACTS_FILE, at_fact(PHONE)),
        (phone("14070", "14070", "+3114070"), FACTS_FILE, at_fact(PHONE)),
        (phone("070 752 90 0", "070752900"), FACTS_FILE, at_fact(PHONE)),
        (phone("070 752 90 000", "07075290000"), FACTS_FILE, at_fact(PHONE)),
        (phone("06-1234567", "061234567"), FACTS_FILE, at_fact(PHONE)),
        (phone("+999 123 456", "+999123456"), FACTS_FILE, at_fact(PHONE)),
        (phone("0000000000", "0000000000"), FACTS_FILE, at_fact(PHONE)),
        (fact('dial: "0707529000"', 'dial: "0707259000"'), FACTS_FILE, at_fact("      - {id: main, number: 070")),
    ],
    "fact-waits": [
        (with_text("Bel [[wacht.phone]]."), THEME, 13),
        (with_text("Bel [[wacht.main]]."), THEME, 13),
        (with_text("Dat kan binnen [[r-termijn.later]]."), THEME, 13),
        (field("answer", "Bel [[wacht.phone]]."), THEME, 6),
        ({**with_text("Bel [[alarm.name]]."), **UNNAMED}, THEME, 13),
        (with_turkish("x [[wacht.phone]]"), TR, 7),
    ],
    "html-in-text": [
        (with_text("<b>Adem</b>&nbsp;zelf."), THEME, 13),
        (with_text("Adem zelf.<br />Rustig."), THEME, 13),
        (with_text("Adem<BR>zelf."), THEME, 13),
        (with_text("Adem zelf &amp; blijf."), THEME, 13),
        (with_text("Adem zelf.<!-- langer? -->"), THEME, 13),
        (field("title", "Boze&#39;s buien"), THEME, 2),
        ({THEME: PAGE.replace("Ik wil advies.", "Ik <i>wil</i> advies.")}, THEME, 17),
        ({GLOSSARY: str(base()[GLOSSARY]).replace("die helpt", "die <b>helpt</b>")}, GLOSSARY, 2),
        (dutch_words("text: Bel {number}", "text: Bel <b>{number}</b>"), INTERFACE, at_word("text: Bel {number}")),
    ],
    "page-not-for-language": [
        ({**with_turkish("[x](page:spelen)"), SPELEN: OTHER + "languages: [nl, ar]\n"}, TR, 7),
        ({AR: LINKED, SPELEN: OTHER + "languages: [nl, tr]\n"}, AR, 5),
        (
            {**with_turkish("[x](page:los)"), "docs/nl/los/index.yml": SECTION + "languages: [nl]\n"},
            TR,
            7,
        ),
    ],
    "route-leads-nowhere": [
        (organisation(route="nergens"), FACTS_FILE, NEW),
        (organisation(route="nieuw"), FACTS_FILE, NEW),
        (fact("route: lijn", "route: wacht"), FACTS_FILE, at_fact("route: lijn")),
        (
            {FACTS_FILE: organisation(route="wacht")[FACTS_FILE].replace("route: lijn", "route: nieuw")},  # type: ignore[union-attr]
            FACTS_FILE,
            NEW,
        ),
        (fact('international: "+318002000", publish: yes', "publish: no"), FACTS_FILE, at_fact("route: lijn")),
        (fact("helpline\n    publish: yes", "helpline\n    publish: after-check"), FACTS_FILE, at_fact("route: lijn")),
    ],
    "slot-mismatch": [
        (word("call", "Ara {numara}"), "docs/tr/_interface.yml", 2),
        (word("call", "Ara"), "docs/tr/_interface.yml", 2),
        (word("skip", "Ara {number}"), "docs/tr/_interface.yml", 2),
        (word("open-line", "{days} {opens}"), "docs/tr/_interface.yml", 2),
        (word("call", "Ara {number"), "docs/tr/_interface.yml", 2),
        (word("call", "Ara {number}}"), "docs/tr/_interface.yml", 2),
        (word("call", "Ara {number.__class__}", "ar"), "docs/ar/_interface.yml", 2),
        (word("call", "Ara {number:>99}", "ar"), "docs/ar/_interface.yml", 2),
        (word("call", "Ara {0}", "ar"), "docs/ar/_interface.yml", 2),
        (dutch_words("text: Bel {number}", "text: Bel {number"), INTERFACE, at_word("  - id: call\n")),
        (dutch_words("text: Bel {number}", 'text: "Bel {number} {}"'), INTERFACE, at_word("  - id: call\n")),
    ],
    "unknown-anchor": [
        (with_text("Zie [x](page:spelen#nergens)."), THEME, 13),
        (with_text("Zie [x](page:boze-buien#rustig)."), THEME, 13),
        (with_text("Zie [x](page:opvoeden#waarom)."), THEME, 13),
        (with_turkish("[x](page:spelen#neden)"), TR, 7),
    ],
    "unknown-district": [
        (organisation(district="laak"), FACTS_FILE, NEW),
        (fact("route: lijn", "route: lijn\n    district: loosduinen"), FACTS_FILE, at_fact("route: lijn") + 1),
        ({FACTS_FILE: str(organisation(district="laakk")[FACTS_FILE]) + DISTRICT}, FACTS_FILE, NEW),
    ],
    "unknown-fact": [
        (with_text("Bel [[lijnn.phone]]."), THEME, 13),
        (with_text("Bel [[lijn.fax]]."), THEME, 13),
        (with_text("Bel binnen [[r-termijn.nooit]]."), THEME, 13),
        (with_text("Kijk op [[lijn.web]]."), THEME, 13),
        (field("answer", "Bel [[cjg.phone]]."), THEME, 6),
        (with_turkish("x [[lijn.telefon]]"), TR, 7),
        ({THEME: PAGE.replace("spreek [[own-language]]", "bel [[lijn.fax]]")}, THEME, 17),
    ],
    "unknown-organisation": [
        (field("call", "niemand"), THEME, 9),
        (field("contacts", "[lijn, niemand]"), THEME, 18),
        (fact("helpline\n    publish: yes", "helpline\n    publish: no"), THEME, 9),
        (fact("helpline\n    publish: yes", "helpline\n    publish: no"), THEME, 18),
        (
            {
                "docs/nl/opvoeden/nu.yml": "kind: urgent\ntitle: Nu\nshort: Nu\npicture: urgent\nanswer: Bel.\n"
                "numbers:\n"
                "  - {id: a, contact: alarm, when: Nu.}\n  - {id: b, contact: niemand, when: Nu.}\n"
            },
            "docs/nl/opvoeden/nu.yml",
            8,
        ),
    ],
    "related-to-itself": [
        (field("related", "[boze-buien]"), THEME, 19),
        (field("related", "[spelen, boze-buien]"), THEME, 19),
        ({SPELEN: PAGE.replace("Boze buien", "Spelen")}, SPELEN, 19),
    ],
    "unknown-page": [
        (with_text("Zie [x](page:nergens)."), THEME, 13),
        (with_text("Zie [x](page:index)."), THEME, 13),
        (field("related", "[spelen, nergens]"), THEME, 19),
        (field("answer", "Zie [x](page:spellen)."), THEME, 6),
        (with_turkish("[x](page:oyun)"), TR, 7),
        ({SPELEN: None, "docs/nl/opvoeden/spel.yml": OTHER}, THEME, 19),
    ],
    "telling-address": [
        (at_address("opvoeden/huiselijk-geweld"), "docs/nl/opvoeden/huiselijk-geweld.yml", 20),
        (at_address("opvoeden/hij-slaat-mij"), "docs/nl/opvoeden/hij-slaat-mij.yml", 20),
        (at_address("opvoeden/veilig-thuis-bellen"), "docs/nl/opvoeden/veilig-thuis-bellen.yml", 20),
    ],
    "unknown-picture": [
        (field("picture", "hart"), THEME, 4),
        (field("picture", "mood-angryy"), THEME, 4),
        ({"docs/nl/opvoeden/index.yml": SECTION.replace("friends", "vrienden")}, "docs/nl/opvoeden/index.yml", 4),
    ],
    "unknown-rule": [
        ({THEME: PAGE.replace(TEXT, f"{TEXT}\n    basis: [r-nergens]")}, THEME, 14),
        ({THEME: PAGE.replace(TEXT, f"{TEXT}\n    basis: [r-termijn, r-termijnen]")}, THEME, 14),
        ({THEME: PAGE.replace(TEXT, f"{TEXT}\n    basis: [lijn]")}, THEME, 14),
        (field("worries", "[{id: a, question: b, answer: c, basis: [x]}]"), THEME, 20),
    ],
    "unknown-term": [
        (with_text("Een [x](term:nergens)."), THEME, 13),
        (with_text("Een [x](term:gezinscoach)."), THEME, 13),
        (field("answer", "Een [x](term:cooch)."), THEME, 6),
        (with_turkish("[x](term:koc)"), TR, 7),
    ],
    "unusable-value": [
        (fact(VALUE, f"{{id: term, {each}, publish: yes}}"), FACTS_FILE, at_fact(VALUE)) for each in UNUSABLE
    ],
    "interface-word-missing": [
        (dutch_words("id: skip", "id: skipp"), INTERFACE, 0),
        (dutch_words("id: open-line", "id: open-lines"), INTERFACE, 0),
        (dutch_words("id: greeting", "id: greetings"), INTERFACE, 0),
    ],
    "interface-word-unused": [
        (dutch_words("words:\n", "words:\n  - {id: niets, text: Niets}\n"), INTERFACE, at_word("words:\n") + 1),
        (dutch_words("words:\n", "words:\n  - {id: skip-it, text: Niets}\n"), INTERFACE, at_word("words:\n") + 1),
        (dutch_words("id: skip\n", "id: skipp\n"), INTERFACE, at_word("  - id: skip\n")),
    ],
}  # fmt: skip

LEAVE: dict[str, list[Files]] = {
    "leaflet-choice": [
        on_paper("{formats: [trifold, bilingual, card, checklist]}"),
        on_paper("{formats: [trifold], parts: [waarom], worries: [dossier], say: [advies]}"),
        on_paper("{formats: [card]}"),
    ],
    "bad-phone": [
        {},
        phone("070 752 82 00", "0707528200", "+31707528200"),
        phone("+31 70 752 82 00", "+31707528200", "+31707528200"),
        phone("14070", "14070"),
        phone("0900-1126126", "09001126126"),
        phone("06-12 34 56 78", "0612345678", "+31612345678"),
        phone("088 123 45 67", "0881234567"),
    ],
    "fact-waits": [
        with_text("Bel [[lijn.phone]] binnen [[r-termijn.term]]."),
        with_text("Bel [[wacht.name]]."),
        with_text("Bel [[alarm.main]] of [[lijn.name]]."),
        field("contacts", "[wacht]"),
    ],
    "html-in-text": [
        with_text("Kinderen van < 4 jaar en > 2 jaar."),
        with_text("Bel Ouders & Onderwijs; wij houden van u <3"),
        with_text('"Ik heet <naam> en ik bel voor <naam kind>."'),
        with_text("Mail <info@example.org> niet."),
        with_text("Als a < b en c > d, of b&b; en R&D."),
    ],
    "page-not-for-language": [
        with_turkish("[x](page:spelen)"),
        {**with_turkish("[x](page:spelen)"), SPELEN: OTHER + "languages: [nl, tr]\n"},
        {**with_text("[x](page:spelen)"), SPELEN: OTHER + "languages: [nl]\n"},
        {**with_turkish("[x](page:home)")},
    ],
    "route-leads-nowhere": [
        {},
        organisation(route="lijn"),
        organisation(route="wacht"),
        fact("    route: lijn\n", ""),
        fact(LATER, LATER.replace("after-check", "yes")),
    ],
    "slot-mismatch": [
        word("call", "{number} ara"),
        word("open-line", "{closes} {opens} {days}"),
        word("skip", "Git"),
        {},
    ],
    "unknown-anchor": [
        with_text("Zie [x](page:spelen#waarom)."),
        with_text("Zie [x](page:boze-buien#waarom)."),
        with_text("Zie [x](page:spelen)."),
        with_turkish("[x](page:spelen#waarom)"),
    ],
    "unknown-district": [
        {},
        {FACTS_FILE: str(organisation(district="laak")[FACTS_FILE]) + DISTRICT},
        {**organisation(district="laak"), "docs/facts/districts.yml": DISTRICT},
    ],
    "unknown-fact": [
        with_text("Bel [[lijn.phone]], [[lijn.main]] of [[lijn.name]]."),
        with_text("Dat kan binnen [[r-termijn.term]]."),
        with_text("Zeg [[own-language]] of [[nl:tolk]]."),
        with_turkish("[[lijn.phone]]"),
    ],
    "unknown-organisation": [
        {},
        field("call", "wacht"),
        field("contacts", "[alarm, lijn, wacht]"),
        fact("helpline\n    publish: yes", "helpline\n    publish: after-check"),
    ],
    "related-to-itself": [{}, field("related", "[spelen, opvoeden]"), with_text("Zie [x](page:boze-buien#waarom).")],
    "unknown-page": [
        with_text("Zie [x](page:spelen) en [x](page:boze-buien)."),
        with_text("Zie [x](page:opvoeden) en [x](page:home)."),
        field("related", "[spelen, opvoeden]"),
        with_turkish("[x](page:spelen)"),
    ],
    "telling-address": [
        {},
        at_address("opvoeden/rust-in-huis"),
        at_address("opvoeden/advies-over-thuis"),
        {"docs/nl/opvoeden/over-geweld.yml": OTHER.replace("[boze-buien]", "[spelen]")},
    ],
    "unknown-picture": [
        {},
        field("picture", "home"),
        {"docs/nl/opvoeden/index.yml": SECTION.replace("friends", "heart-handshake")},
    ],
    "unknown-rule": [
        {},
        {THEME: PAGE.replace(TEXT, f"{TEXT}\n    basis: [r-termijn]")},
        field("worries", "[{id: a, question: b, answer: c, basis: [r-termijn]}]"),
    ],
    "unknown-term": [
        with_text("Een [x](term:coach) en een coach."),
        with_turkish("[x](term:coach)"),
        field("answer", "Een [x](term:coach)."),
    ],
    "unusable-value": [
        {},
        fact(VALUE, "{id: term, kind: date, date: 2028-02-29, publish: yes}"),
        fact(VALUE, '{id: term, kind: amount, number: "12.50", publish: yes}'),
        fact(VALUE, "{id: term, kind: number, number: 18, publish: yes}"),
        fact(VALUE, "{id: term, kind: text, text: Binnen een redelijke tijd., publish: yes}"),
    ],
    "interface-word-missing": [{}, word("skip", "Git"), {TR: real(GOOD, "tr")}],
    "interface-word-unused": [{}, word("skip", "Git"), {TR: real(GOOD, "tr")}],
}


def found(project: Project, check: str) -> list[tuple[str, int]]:
    for ui in ("nl", "en"):
        for form in FORMATS.values():
            form(project.problems, ui)
    return [(each.path, each.line) for each in project.problems if each.check == check]


@pytest.mark.parametrize(
    ("check", "changes", "path", "line"),
    [pytest.param(check, *case, id=f"{check}-{at}") for check, cases in CATCH.items() for at, case in enumerate(cases)],
)
def test_a_check_catches_the_defect_in_its_place(
    project: Make, check: str, changes: Files, path: str, line: int
) -> None:
    places = found(open_project(project(changes)), check)
    assert (path, line) in places if line else path in {each[0] for each in places}


@pytest.mark.parametrize(
    ("check", "changes"),
    [pytest.param(check, case, id=f"{check}-{at}") for check, cases in LEAVE.items() for at, case in enumerate(cases)],
)
def test_a_check_leaves_what_is_right_alone(project: Make, check: str, changes: Files) -> None:
    assert found(open_project(project(changes)), check) == []


WHOLE = sorted(name for name, module in checks.discovered().items() if not hasattr(module, "find"))


OTHER_FILES = (
    "data/literals.yml",
    "test_literal_checks.py",
    "test_state_checks.py",
    "test_coverage.py",
    "test_recordings.py",
)
"""Tests of whole-site checks that need more than one changed file."""


@pytest.mark.parametrize("check", WHOLE)
def test_every_check_of_the_whole_has_cases_here_or_in_a_file(check: str) -> None:
    elsewhere = (Path(__file__).parent / name for name in OTHER_FILES)
    asked = re.compile(rf"[\"']{check}[\"']|^{check}:", re.MULTILINE)  # as a word of the code or a heading of the cases
    named = any(asked.search(file.read_text(encoding="utf-8")) for file in elsewhere)
    assert named or min(len(CATCH.get(check, ())), len(LEAVE.get(check, ()))) >= 3


@pytest.mark.parametrize(
    "group", ["unknown-fact", "unknown-page", "unknown-term", "fact-waits", "unknown-organisation"]
)
def test_a_defect_in_dutch_stops_and_one_in_a_translation_withholds(project: Make, group: str) -> None:
    for at, (changes, path, _) in enumerate(CATCH[group]):
        made = open_project(project(changes, f"p{at}"))
        assert (made.site is None) == (path != TR)
        assert made.withheld() == ([TR] if path == TR else [])


def test_a_text_for_editors_is_not_referred_to(project: Make) -> None:
    """It is never published, so a reader would see a hole in the sentence."""
    changes = fact(VALUE, "{id: term, kind: text, text: Binnen een redelijke tijd., publish: yes}")
    made = open_project(project({**changes, **with_text("Dat kan [[r-termijn.term]].")}))
    assert (THEME, 13) in [(each.path, each.line) for each in made.problems]
    assert made.site is None


def test_which_towns_a_translation_writes_in_its_own_way_is_a_setting(project: Make) -> None:
    files = fact("name: De Lijn", "name: Buurt Lijn Rotterdam")
    files |= with_text("Vraag het aan Buurt Lijn Rotterdam.") | with_turkish("Buurt Lijn'a sorun.")
    settings = base()["mkdocs.yml"]
    assert isinstance(settings, str)
    for towns, expected in (("", True), (", towns: [Utrecht, Rotterdam]", False), (", towns: Rotterdam", False)):
        mkdocs = settings.replace("urgent: [alarm]", f"urgent: [alarm]{towns}")
        opened = open_project(project({**files, "mkdocs.yml": mkdocs}))
        assert any(each.check == "protected-term" for each in opened.problems) == expected


def test_the_number_of_an_organisation_that_may_not_be_named_is_not_shown(project: Make) -> None:
    """`publish: no` of an organisation stands above the mark of its number."""
    made = open_project(project({**UNNAMED, **with_text("Bel [[alarm.phone]].")}))
    assert found(made, "fact-waits") == [(THEME, 13)]


# -- interface texts with other slots ----------------------------------------------------------------------------------

SHOWN = [
    ("call", "{number} ara"),
    # an interface text that stands on the theme page, or on the urgent list, with a wrong slot
    ("call", "Ara {numara}"),
    ("call", "Ara {number"),
    ("call", "Ara {0}"),
    ("call", "Ara {}"),
    ("call", "Ara {number.__class__}"),
    ("call", "Ara {number!r}"),
    ("call", "Ara {number:>1000}"),
    ("skip", "{x}"),
    ("skip", "}"),
    ("open-line", "{x}"),
    ("day-range", "{first} {y}"),
]


@pytest.mark.parametrize(("key", "text"), SHOWN)
def test_an_interface_text_with_other_slots_never_breaks_or_marks_a_page(project: Make, key: str, text: str) -> None:
    """It shows in Dutch until it is mended."""
    opening = "{publish: yes, times: [{id: a, days: mo tu we, opens: 09:00, closes: 17:00}]}"
    facts = FACTS.replace("publish: yes, cost: {kind: free, publish: yes}", f"publish: yes, hours: {opening}")
    assert opening in facts
    made = open_project(project({TR: real(GOOD, "tr"), FACTS_FILE: facts, **word(key, text)}))
    assert made.site is not None
    edition = made.edition()
    for leaf in made.site.leaves["tr"].values():
        seen = re.sub(r"<style.*?</style>|<script.*?</script>", "", edition.render(leaf), flags=re.DOTALL)
        assert not re.search(r"[{}]|__class__|&lt;class|&#39;0800|&#34;0800| {200}", seen)


# -- the contract of a check -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("check", sorted(checks.discovered()))
def test_a_check_explains_itself(check: str) -> None:
    module = checks.discovered()[check]
    said = (module.__doc__ or "").strip()
    first, *rest = said.splitlines()
    assert len(first) > 20
    assert first.endswith(".")
    assert [head for head in ("Why:", "Example:", "Mend:") if not re.search(rf"(?m)^{head} \S", said)] == []
    assert [re.match(r"\w+", each)[0] for each in rest if re.match(r"(Why|Example|Mend):", each)] == [
        "Why",
        "Example",
        "Mend",
    ]  # type: ignore[index]
    ways = {name for name in ("check", "find", "judge") if hasattr(module, name)}
    assert len(ways) == 1 or ways == {"check", "find"}  # what is wrong in Dutch by itself, and in a translation
    if hasattr(module, "find"):
        assert module.SEVERITY in (ERROR, WARNING, "info")
    assert check in catalogue()


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("check", sorted(catalogue()))
def test_a_message_says_the_same_in_both_languages(check: str) -> None:
    texts = catalogue()[check]
    assert set(texts) == {"nl", "en"}
    for each in texts.values():
        assert set(each) == {"message", "remedy"}
        assert all(each.values())
        assert "\n" not in each["message"] + each["remedy"]
        assert not each["message"].endswith(".")
        assert each["remedy"].endswith((".", "}", "”", "'"))
    for part in ("message", "remedy"):
        assert slots(texts["nl"][part]) == slots(texts["en"][part])
        assert all(name.isidentifier() for name in slots(texts["nl"][part]))
    assert texts["nl"]["message"] != texts["en"]["message"]


def test_a_check_id_is_used_once_in_the_list_of_messages() -> None:
    keys = re.findall(r"(?m)^([a-z][\w-]*):", (PACKAGE / "messages.yml").read_text(encoding="utf-8"))
    assert [each for each in set(keys) if keys.count(each) > 1] == []
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", each) for each in keys)
    assert yaml.safe_load((PACKAGE / "messages.yml").read_text(encoding="utf-8")).keys() == set(keys)


# Calls that report, and which of their arguments is the id of the check.
REPORTING = {
    "problem": 2, "wrong": 1, "report": 1, "at": 2, "at_fact": 1, "at_word": 2, "in_pair": 1, "Finding": 1,
}  # fmt: skip
ID = re.compile("[a-z]+(-[a-z]+)*")


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    files = sorted(PACKAGE.rglob("*.py"))
    assert len(files) > 20
    for file in files:
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def reported() -> dict[str, str]:
    """Id of a check → where the code reports it."""
    ids: dict[str, str] = {}
    for file, tree in _modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            at = REPORTING.get(name)
            if at is None or len(node.args) <= at:
                continue
            for each in _constants(node.args[at]):
                ids.setdefault(each, f"{file.relative_to(ROOT)}:{node.lineno}")
    return ids


def _constants(node: ast.expr) -> Iterator[str]:
    """The texts that an argument can be: itself, or the outcomes of an `x if y else z`."""
    if isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
        yield node.value


def test_every_check_that_the_code_reports_has_a_message() -> None:
    ids = reported()
    assert len(ids) > 60
    assert {name: at for name, at in ids.items() if name not in catalogue()} == {}
    assert [each for each in checks.discovered() if each not in catalogue()] == []


def test_every_message_belongs_to_something_that_the_code_reports() -> None:
    used = set(checks.discovered())
    for _, tree in _modules():
        used |= {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    assert sorted(set(catalogue()) - used) == []


def test_the_list_of_checks_is_that_of_the_folder() -> None:
    files = {each.stem.replace("_", "-") for each in (PACKAGE / "checks").glob("*.py")} - {"--init--"}
    assert set(checks.discovered()) == files
    assert list(checks.discovered()) == sorted(checks.discovered())
