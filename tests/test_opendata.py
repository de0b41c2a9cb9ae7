"""Open data: right in form, complete in content, and nothing in it that may not be published."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5
from xml.etree import ElementTree

import paper
import pytest
from conftest import DISTRICT, FACTS, ROOT, Files
from pages import (
    LANGUAGES,
    REAL,
    dump,
    everything,
    load,
    long_lived,
    read_tree,
    real_project,
    real_site,
    render,
    small_site,
    texts,
    whole_site,
    write_project,
)

from eigentaal import dataschema, hsds, translate
from eigentaal.hsds import identifier
from eigentaal.project import open_project
from eigentaal.site import PUBLISHED, Site
from eigentaal.state import Origin

URL = "https://hulp.example.org/"
THEME = "opvoeden/boze-buien"
HSDS = Path(os.environ.get("HSDS_SCHEMAS", ROOT / ".cache/hsds-3.0"))
"""The schemas of HSDS 3.0 (CC BY-SA, so not in this repository): a folder with service.json and the others."""

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema isn't installed: open data is NOT validated")


def schema(name: str) -> Any:
    made = json.loads(dict(dataschema.files())[f"{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made, format_checker=jsonschema.FormatChecker())


def wrong(validator: Any, document: Any) -> list[str]:
    return [
        f"{'/'.join(map(str, each.absolute_path))}: {each.message[:200]}" for each in validator.iter_errors(document)
    ]


@cache
def published() -> Mapping[str, bytes]:
    """The data and the embeds of the content in this repository."""
    edition = real_project().edition(paper.real())
    from eigentaal.outputs import data, embed

    return {name: content for module in (data, embed) for name, content in module.files(edition)}


@cache
def small() -> Mapping[str, bytes]:
    return read_tree(whole_site())


SITES: dict[str, Callable[[], Mapping[str, bytes]]] = {"the real site": published, "every kind of page": small}


def page(name: str, files: Mapping[str, bytes] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files or small())[f"data/v1/{name}.json"])
    return found


# -- in form -----------------------------------------------------------------------------------------------------------


@REAL
@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_every_json_file_is_valid(site: Callable[[], Mapping[str, bytes]]) -> None:
    """Pages, the index and oEmbed, each by the schema in schemas/ that is published beside them."""
    validators = {name: schema(name) for name in ("data-page", "data-index", "oembed")}
    met = dict.fromkeys(validators, 0)
    for name, data in site().items():
        if name.startswith("data/v1/hsds") or not name.startswith(("data/", "embed/")) or not name.endswith(".json"):
            continue
        if name.endswith(".schema.json"):
            file = Path(name).name
            assert data == (ROOT / "schemas" / (file if file.startswith("oembed") else f"data-{file}")).read_bytes()
            continue
        kind = (
            "oembed" if name.endswith("oembed.json") else "data-index" if name == "data/v1/index.json" else "data-page"
        )
        assert wrong(validators[kind], json.loads(data)) == [], name
        met[kind] += 1
    assert met["data-index"] == 1
    assert min(met["data-page"], met["oembed"]) > 20


SPOILED = [
    ("data-page", "state.origin", "robot"),
    ("data-page", "language", "Nederlands"),
    ("data-page", "updated", "gisteren"),
    ("data-page", "fields.title", ""),
    ("data-page", "fields.telefoon", "0800"),
    ("data-page", "organisations.0.phones.0.dial", "0800-2000"),
    ("data-page", "secret", 1),
    ("data-index", "pages.0.languages.nl.data", "nl.json"),
    ("data-index", "hsds.counts.phones", -1),
]


@pytest.mark.parametrize(("kind", "field", "value"), SPOILED)
def test_a_spoiled_file_is_not_valid(kind: str, field: str, value: Any) -> None:
    document = page(f"nl/{THEME}" if kind == "data-page" else "index")
    place: Any = document
    *way, last = field.split(".")
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    assert wrong(schema(kind), document)


# -- in content --------------------------------------------------------------------------------------------------------


@REAL
def test_every_published_page_has_its_data_in_every_language() -> None:
    site = real_site()
    wanted = {
        f"data/v1/{code}/{path}.json"
        for code, leaves in site.leaves.items()
        for path, leaf in leaves.items()
        if leaf.state == PUBLISHED
    }
    listed = json.loads(published()["data/v1/index.json"])["pages"]
    linked = {each["data"] for entry in listed for each in entry["languages"].values()}
    assert {name for name in published() if re.match(r"data/v1/(nl|ar|tr)/", name)} == wanted
    assert {each.removeprefix(site.url) for each in linked} == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_all_its_fields_in_its_language(language: str) -> None:
    found, content = page(f"{language}/{THEME}"), small_site()["pages"][THEME]
    fields = found["fields"]
    shown = set(content) - {"kind"} | ({"short"} if language != "nl" else set())
    assert set(fields) == shown
    assert (found["language"], found["kind"], found["danger"]) == (language, "theme", False)
    title = content["title"] if language == "nl" else texts(language)["title"]
    assert fields["title"] == title
    assert [each["id"] for each in fields["parts"]] == ["waarom", "hoe"]
    assert fields["say"][0]["text"]["text"].startswith("Ik wil advies. Ik spreek ")
    assert ("meaning" in fields["say"][0]) is (language != "nl")
    prefix = "" if language == "nl" else f"{language}/"
    assert found["address"] == f"{URL}{prefix}{THEME}/"
    assert found["embed"] == f"{URL}embed/{language}/{THEME}/"
    assert f'href="{URL}{prefix}opvoeden/spelen/#waarom"' in fields["parts"][1]["text"]["html"]
    assert {each["id"] for each in found["terms"]} == {"coach", "bezwaar"}


def test_texts_without_marks_keep_their_lines() -> None:
    text = page(f"nl/{THEME}")["fields"]["parts"][1]["text"]["text"]
    assert text.splitlines() == [
        "Binnen 6 weken maakt u bezwaar. Ook de gezinscoach helpt.",
        "- een spel",
        "- een boek",
        "- bel",
        "- kom langs",
    ]


def test_facts_are_resolved_as_far_as_they_are_confirmed() -> None:
    found = page(f"nl/{THEME}")
    assert found["facts"] == {
        "lijn.phone": {"kind": "phone", "text": "0800-2000", "dial": "08002000", "international": "+318002000"},
        "r-termijn.term": {"kind": "duration", "text": "6 weken", "number": "6", "unit": "week"},
    }
    organisations = {each["id"]: each for each in found["organisations"]}
    assert list(organisations) == ["lijn", "wacht", "cjg", "straks"]
    assert organisations["wacht"]["phones"] == []
    assert organisations["wacht"]["reached_through"] == "lijn"
    assert organisations["lijn"]["phones"][0]["cost"] == "free"
    (phone,) = organisations["cjg"]["phones"]
    assert phone["hours"]["times"][0] == {"days": ["mo", "tu", "we", "th", "fr"], "opens": "09:00", "closes": "17:00"}
    assert "hours" not in organisations["straks"]["phones"][0]
    assert "web" not in organisations["straks"]
    assert "email" not in organisations["cjg"]


NO, LATER = "publish: no", "publish: after-check"


@pytest.mark.parametrize("mark", [NO, LATER])
def test_an_organisation_that_may_not_be_named_is_in_no_file(mark: str) -> None:
    """Neither its name, nor its number, nor its id: not where a page refers to it, nor in the export."""
    facts = FACTS.replace("id: wacht", "id: verborgen-vzw").replace("Het Wachtende", "Verborgen VZW")
    facts = facts.replace(
        "helpline\n    publish: yes\n    certainty: unknown", f"helpline\n    {mark}\n    certainty: unknown"
    )
    assert mark in facts
    assert facts.count("verborgen-vzw") == 1
    files: Files = {"docs/facts/facts.yml": facts}
    for name, content in everything().items():
        if (
            name.startswith("docs/")
            and isinstance(content, str)
            and "facts/facts" not in name
            and "_interface" not in name
        ):
            files[name] = re.sub(r"\bwacht\b", "verborgen-vzw", content).replace("Het Wachtende", "deze club")
    numbers = (
        "\nnumbers:\n  - {id: een, contact: verborgen-vzw, when: Altijd.}\n  - {id: twee, contact: lijn, when: Soms.}\n"
    )
    urgent = files["docs/nl/spoed/hulp-nu.yml"]
    assert isinstance(urgent, str)
    files["docs/nl/spoed/hulp-nu.yml"] = dump({**load(urgent), **load(numbers)})
    files["docs/ar/spoed/hulp-nu.yml"] = files["docs/tr/spoed/hulp-nu.yml"] = None
    made = render(write_project(long_lived() / "project", files), checked=False)
    data = {name: content.decode() for name, content in made.items() if name.startswith(("data/", "embed/"))}
    assert len(data) > 100
    found = {name: re.findall(".*(?:V|v)erborgen.*", content) for name, content in data.items()}
    assert {name: lines[:2] for name, lines in found.items() if lines} == {}
    assert [each["id"] for each in page("nl/spoed/hulp-nu", made)["fields"]["numbers"]] == ["twee"]


NEVER = ("bron", "aantekening", "woord", "regel", "wet")
"""What follows GEHEIM in small_site.yml: sources, notes for editors, and the statement and the law of a rule."""
UNCONFIRMED = (
    "070 752 90 00", "0707529000", "+31707529000", "070 111 22 33", "0701112233",
    "geheim@GEHEIM.example.org", "GEHEIMstraat 1", "wachtend.example", "03:33", "04:44",
    "r-termijn.later", "2 dagen", '"r-wacht"', '"r-termijn"',
    '"cost": "free"', '"description": "gratis"',
    '"district": "Laak"', '"name": "Laak"', '"spoken"', '"name": "Turks"',
)  # fmt: skip
"""What is in the data once it is confirmed."""


@pytest.mark.parametrize("mark", ["publish: yes", NO, LATER])
def test_what_waits_is_in_the_data_once_it_is_confirmed_and_never_before(mark: str) -> None:
    """Numbers, times, costs, addresses, districts, languages, rules and their values, where a page refers to them."""
    theme = load(str(everything()[f"docs/nl/{THEME}.yml"]))
    theme["parts"][0]["text"] += " Bel [[wacht.phone]] of [[cjg.desk]] binnen [[r-termijn.later]]."
    theme["parts"][0]["basis"] = ["r-wacht", "r-termijn"]
    named = f"    name: De Lijn\n    district: laak\n    spoken: {{codes: nl tr, {LATER}}}\n"
    facts = {
        "facts": FACTS.replace("    name: De Lijn\n", named).replace("free, publish: yes", f"free, {LATER}"),
        "more": str(everything()["docs/facts/more.yml"]),
        "districts": DISTRICT.replace("publish: yes", LATER),
    }
    facts["facts"] = facts["facts"].replace("six weeks.\n    publish: yes", f"six weeks.\n    {LATER}")
    described = str(everything()["docs/nl/_organisations.yml"]) + "- {id: straks, what: Helpt straks.}\n"
    marked = {
        f"docs/facts/{name}.yml": re.sub("publish: '?(after-check|no)'?", mark, text) for name, text in facts.items()
    }
    files = {**everything(), f"docs/nl/{THEME}.yml": dump(theme), "docs/nl/_organisations.yml": described, **marked}
    made = render(write_project(long_lived() / "project", files), checked=False)
    data = "\n".join(made[name].decode() for name in made if name.startswith("data/") and "schema" not in name)
    assert [each for each in UNCONFIRMED if each in data] == (list(UNCONFIRMED) if "yes" in mark else [])
    assert re.findall(f"GEHEIM ({'|'.join(NEVER)})|(?<!@)geheim[.]example", data, re.IGNORECASE) == []
    assert '"r-termijn.term"' in data, "a value that is confirmed, of a rule that may wait"
    (phone,) = next(each for each in page(f"nl/{THEME}", made)["organisations"] if each["id"] == "lijn")["phones"]
    assert phone["number"] == "0800-2000", "what is confirmed is there, whatever waits"


def test_a_page_withdrawn_in_a_language_disappears_from_its_data() -> None:
    whole = everything()
    before = render(write_project(long_lived() / "project", whole))
    after = render(write_project(long_lived() / "project", whole | {"docs/ar/opvoeden/spelen.yml": None}))
    name = "data/v1/ar/opvoeden/spelen.json"
    assert name in before
    assert name not in after
    assert b"/ar/opvoeden/spelen/" in before["data/v1/feed.ar.xml"]
    assert b"/ar/opvoeden/spelen/" not in after["data/v1/feed.ar.xml"]
    listed = {each["id"]: set(each["languages"]) for each in json.loads(after["data/v1/index.json"])["pages"]}
    assert listed["opvoeden/spelen"] == {"nl", "tr"}


def recorded(root: Path, language: str, page: str, origin: Origin, role: str = "", address: str = "") -> None:
    """A page, or a field of it, recorded as the editors' tools do, and called good by somebody in that role."""
    chosen = [translate.Selection(page, address)]

    def site() -> Site:
        found = open_project(root).site
        assert found is not None
        return found

    translate.accept(site(), language, chosen, origin).write(root)
    if role:
        translate.review(site(), language, chosen, role, "2026-05-06").write(root)


def test_the_state_of_a_page_is_told_as_far_as_it_is_known(project: Callable[..., Path]) -> None:
    """Who made it, who looked at the whole of it, and whether the Dutch has changed since, each by itself."""
    root = project(everything())
    recorded(root, "tr", THEME, "machine")
    recorded(root, "tr", "opvoeden/spelen", "person", "jurist")
    recorded(root, "tr", "opvoeden/coach", "machine", "native-reader", "title")
    recorded(root, "tr", "opvoeden/slapen", "person", "jurist")
    recorded(root, "tr", "opvoeden/feest", "machine", "translator")
    recorded(root, "tr", "spoed/rust", "person", address="title")
    recorded(root, "nl", "opvoeden/slapen", "person", "youth-doctor")
    dutch = root / "docs/nl/opvoeden/slapen.yml"
    dutch.write_text(dutch.read_text("utf-8").replace("Zet het licht uit.", "Laat het licht aan."), "utf-8")
    made = render(root, checked=False)
    jurist, translator = ({"role": role, "date": "2026-05-06"} for role in ("jurist", "translator"))
    told = {
        "tr/opvoeden/boze-buien": ("machine", None, False),
        "tr/opvoeden/spelen": ("person", jurist, False),
        "tr/opvoeden/coach": ("machine", None, False),
        "tr/opvoeden/slapen": ("person", None, True),
        "tr/opvoeden/feest": ("machine", translator, False),
        "tr/spoed/rust": (None, None, False),
        "tr/over/privacy": (None, None, False),
        "nl/opvoeden/slapen": (None, None, False),
        "ar/opvoeden/spelen": (None, None, False),
    }
    assert {name: tuple(page(name, made)["state"].values()) for name in told} == told
    assert list(page("tr/spoed/rust", made)["state"]) == ["origin", "review", "outdated"]


def test_the_day_of_a_review_is_that_of_the_page(project: Callable[..., Path]) -> None:
    root = project(everything())
    recorded(root, "tr", THEME, "machine", "jurist", "title")
    made = render(root, checked=False)
    assert {name: page(f"{name}/{THEME}", made)["updated"] for name in ("tr", "ar", "nl")} == {
        "tr": "2026-05-06",
        "ar": "2026-01-01",
        "nl": "2026-01-01",
    }


def test_an_organisation_is_described_in_the_language_of_the_page_or_in_dutch(project: Callable[..., Path]) -> None:
    made = render(project(everything() | {"docs/ar/_organisations.yml": None}), checked=False)
    what = {
        code: next(each["what"] for each in page(f"{code}/{THEME}", made)["organisations"] if each["id"] == "lijn")
        for code in LANGUAGES
    }
    dutch = {"text": "Luistert.", "language": "nl"}
    assert what == {"nl": dutch, "ar": dutch, "tr": {"text": texts("tr")["what"], "language": "tr"}}


def test_the_digest_of_a_page_changes_with_the_page_and_only_then(project: Callable[..., Path]) -> None:
    whole = everything()
    changed = str(whole["docs/nl/opvoeden/slapen.yml"]).replace("Zet het licht uit.", "Doe het licht uit.")
    one = json.loads(render(project(whole, "one"))["data/v1/index.json"])
    other = json.loads(render(project(whole | {"docs/nl/opvoeden/slapen.yml": changed}, "other"))["data/v1/index.json"])
    different = {
        (each["id"], language)
        for each, now in zip(one["pages"], other["pages"], strict=True)
        for language in each["languages"]
        if each["languages"][language]["digest"] != now["languages"][language]["digest"]
    }
    assert different == {("opvoeden/slapen", "nl")}


# -- the feed ----------------------------------------------------------------------------------------------------------

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_tells_days_from_the_content_alone(language: str) -> None:
    feed = ElementTree.fromstring(small()[f"data/v1/feed.{language}.xml"])
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == language
    found = {
        str(each.findtext("a:id", namespaces=ATOM)): each.findtext("a:updated", namespaces=ATOM)
        for each in feed.findall("a:entry", ATOM)
    }
    prefix = "" if language == "nl" else f"{language}/"
    assert found[f"{URL}{prefix}{THEME}/"] == "2026-01-01T00:00:00Z"
    assert f"{URL}{prefix}over/privacy/" not in found, "no day is known of it"
    assert feed.findtext("a:updated", namespaces=ATOM) == max(str(each) for each in found.values())


def test_a_change_that_an_editor_dates_comes_first(project: Callable[..., Path]) -> None:
    files = everything()
    files["docs/nl/over/privacy.yml"] = f"{files['docs/nl/over/privacy.yml']}changed: 2026-03-04\n"
    made = render(project(files))
    for language in LANGUAGES:
        entry = ElementTree.fromstring(made[f"data/v1/feed.{language}.xml"]).find("a:entry", ATOM)
        assert entry is not None
        assert str(entry.findtext("a:id", namespaces=ATOM)).endswith("over/privacy/")
        assert entry.findtext("a:updated", namespaces=ATOM) == "2026-03-04T00:00:00Z"


# -- HSDS --------------------------------------------------------------------------------------------------------------


@cache
def hsds_validator(name: str) -> Any:
    """A validator by the published schemas, which refer to each other by file name."""
    if not (HSDS / "service.json").is_file():
        pytest.skip(f"no HSDS schemas in {HSDS} (set HSDS_SCHEMAS): the export is NOT validated")
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    resources = [
        (file.name, Resource.from_contents(json.loads(file.read_text(encoding="utf-8")), DRAFT202012))
        for file in sorted(HSDS.glob("*.json"))
    ]
    registry: Any = Registry().with_resources(resources)
    return jsonschema.Draft202012Validator(
        {"$ref": f"{name}.json"}, registry=registry, format_checker=jsonschema.FormatChecker()
    )


@REAL
@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_export_is_valid_hsds(
    language: str, site: Callable[[], Mapping[str, bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in ("service", "organization"):
        found = json.loads(site()[f"data/v1/hsds/{language}/{kind}s.json"])
        assert found["total_items"] == found["size"] == len(found["contents"]) > 2
        for each in found["contents"]:
            assert wrong(hsds_validator(kind), each) == [], each["name"]
            assert not _unknown(kind, each), each["name"]
    told = json.loads(site()["data/v1/index.json"])["hsds"]
    with capsys.disabled():
        print(f"\nHSDS {told['version']} ({language}): {told['counts']}; waiting: {told['waiting']}")


def _unknown(kind: str, thing: Mapping[str, Any]) -> set[str]:
    """Fields that HSDS doesn't know; its schemas let them pass."""
    known = json.loads((HSDS / f"{kind}.json").read_text(encoding="utf-8"))["properties"]
    inside = {"phones": "phone", "schedules": "schedule", "languages": "language", "organization": "organization"}
    inside["service_areas"] = "service_area"
    found = set(thing) - set(known)
    for name, value in thing.items():
        for each in value if isinstance(value, list) else [value]:
            found |= _unknown(inside[name], each) if isinstance(each, dict) else set()
    return found


def test_the_schemas_of_hsds_refuse_what_is_wrong() -> None:
    service = json.loads(small()["data/v1/hsds/nl/services.json"])["contents"][0]
    for broken in ({"id": "een"}, {"status": "open"}, {"phones": [{"id": service["id"]}]}, {"name": None}):
        assert wrong(hsds_validator("service"), {**service, **broken}), broken


def test_the_export_holds_each_number_and_time_that_is_confirmed_and_no_other() -> None:
    services = {each["name"]: each for each in json.loads(small()["data/v1/hsds/nl/services.json"])["contents"]}
    assert list(services) == ["De Lijn", "Het Wachtende", "CJG Den Haag"], "what it does must be known"
    assert services["De Lijn"]["phones"][0]["number"] == "+318002000"
    assert "phones" not in services["Het Wachtende"]
    week, saturday = services["CJG Den Haag"]["schedules"]
    assert (week["byday"], week["opens_at"], week["closes_at"]) == ("MO,TU,WE,TH,FR", "09:00", "17:00")
    assert (saturday["byday"], saturday["freq"]) == ("SA", "WEEKLY")
    told = json.loads(small()["data/v1/index.json"])["hsds"]
    assert told["counts"] == {"organizations": 3, "services": 3, "phones": 2, "schedules": 2, "languages": 0}
    assert told["waiting"] == {"organizations": 0, "services": 0, "phones": 1, "schedules": 1, "languages": 0}


@pytest.mark.parametrize(("mark", "codes"), [("yes", ["nl", "tr"]), ("after-check", []), ("no", [])])
def test_the_languages_an_organisation_speaks_are_a_fact_like_others(mark: str, codes: list[str]) -> None:
    facts = FACTS.replace("    name: De Lijn\n", f"    name: De Lijn\n    spoken: {{codes: nl tr, publish: {mark}}}\n")
    made = render(write_project(long_lived() / "project", everything() | {"docs/facts/facts.yml": facts}))
    service = json.loads(made["data/v1/hsds/nl/services.json"])["contents"][0]
    assert [(each["code"], each["name"]) for each in service.get("languages", [])] == [
        (code, {"nl": "Nederlands", "tr": "Turks"}[code]) for code in codes
    ]
    found = {each["id"]: each for each in page(f"nl/{THEME}", made)["organisations"]}
    assert found["lijn"].get("spoken", []) == codes
    assert hsds.VERSION == "3.0"


@REAL
def test_identifiers_are_uuids_that_stay() -> None:
    site = real_site()
    made = identifier(site, "phone", "cjg", "main")
    assert made == str(uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), f"{site.url}phone/cjg/main"))
    everything_in = json.loads(published()["data/v1/hsds/nl/services.json"])["contents"]
    ids = [each["id"] for each in everything_in] + [p["id"] for each in everything_in for p in each.get("phones", ())]
    assert len(ids) == len(set(ids))


# -- what waits in the facts -------------------------------------------------------------------------------------------


def test_a_number_for_professionals_is_on_no_page_and_in_no_file(project: Callable[..., Path]) -> None:
    free = "publish: yes, cost: {kind: free, publish: yes}}"
    desk = '\n      - {id: desk, number: 070 345 05 06, dial: "0703450506", publish: yes, audience: professionals}'
    files = everything() | {"docs/facts/facts.yml": FACTS.replace(free, free + desk)}
    theme = load(str(files[f"docs/nl/{THEME}.yml"]))
    theme["parts"][0]["text"] += " Bel [[lijn.desk]]."
    files[f"docs/nl/{THEME}.yml"] = dump(theme)
    made = render(project(files), checked=False)
    assert [name for name, data in made.items() if re.search(rb"0?70.?345.?05.?06|703450506", data)] == []
