"""What a reader gets: every page in the right language and direction, only what may be published, nothing lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import FACTS, MKDOCS, Files
from pages import (
    DIRECTIONS,
    HIDDEN,
    LANGUAGES,
    Element,
    dump,
    everything,
    files_of,
    filler,
    interface,
    load,
    long_lived,
    opened,
    parse,
    read_tree,
    render,
    small_site,
    texts,
    translation,
    whole_site,
    write_project,
)

URL = "https://hulp.example.org/"
LATIN, ARABIC = re.compile("[A-Za-z]"), re.compile("[\u0600-\u06ff]")
THEME = "opvoeden/boze-buien"
DRAWN = "data:image/svg+xml,"
"""The icon stands in the page."""


@cache
def pages() -> Mapping[str, Element]:
    """Every page of the whole site, by the name of its file. Embeds have tests of their own (test_embed.py)."""
    return {
        name: parse(data, own="/gids/" not in f"/{name}")
        for name, data in read_tree(whole_site()).items()
        if name.endswith(".html") and not name.startswith("embed/")
    }


@cache
def incomplete() -> Mapping[str, Element]:
    """The site with one page missing in Arabic and Turkish, and one held back in Arabic."""
    files = everything()
    files["docs/ar/opvoeden/spelen.yml"] = files["docs/tr/opvoeden/spelen.yml"] = None
    files["docs/ar/opvoeden/slapen.yml"] = "title: [half\n"
    files["docs/ar/spoed/hulp-nu.yml"] = None
    made = render(write_project(long_lived() / "project", files))
    return {
        name: parse(data) for name, data in made.items() if name.endswith(".html") and not name.startswith("embed/")
    }


def language_of(name: str) -> str:
    return name[:2] if name[:3] in ("ar/", "tr/") else "nl"


def at(language: str, path: str) -> str:
    """The file of a page in a language."""
    path = path.removesuffix("/index") if path != "index" else ""
    return "/".join(each for each in ("" if language == "nl" else language, path, "index.html") if each)


def address(name: str) -> str:
    return URL + name.removesuffix("index.html")


DATA_BLOCK = "application/ld+json"
"""The type of a script that isn't one: data for search engines."""


def scripts(top: Element) -> list[Element]:
    """What runs."""
    return [each for each in top.all("script") if each.get("type") != DATA_BLOCK]


def content(top: Element) -> list[Element]:
    """The elements of the page itself, without what Material puts around them."""
    return [each for each in top.one("main").walk() if not (each.get("id") or "").startswith("__")]


def alternates(top: Element) -> dict[str, str]:
    links = (each for each in top.all("link") if each.get("hreflang") and "alternate" in each["rel"].split())
    return {each["hreflang"]: each["href"] for each in links}


# -- language and direction --------------------------------------------------------------------------------------------


def test_every_page_says_its_language_and_direction() -> None:
    said = {name: (top.one("html").get("lang"), top.one("html").get("dir")) for name, top in pages().items()}
    assert said == {name: (language_of(name), DIRECTIONS[language_of(name)]) for name in pages()}
    assert {language_of(name) for name in said} == set(LANGUAGES)


@pytest.mark.parametrize("site", [pages, incomplete])
def test_every_latin_word_on_an_arabic_page_is_marked_with_its_language_and_isolated(
    site: Callable[[], Mapping[str, Element]],
) -> None:
    met, wrong = 0, []
    for name, top in site().items():
        if language_of(name) != "ar" or "/gids/" in name:
            continue
        for where, text in top.one("body").texts():
            if not LATIN.search(text) or where.tag == "script":
                continue
            met += 1
            inner = [each for each in where.around() if each.tag not in ("html", "body")]
            isolated = any(each.get("dir") == "ltr" for each in inner)
            if where.nearest("lang") not in ("nl", "tr", "ar") or (where.nearest("lang") == "ar" and text != "Arabi"):
                wrong.append((name, text, "not marked"))
            elif not isolated and text != "Arabi":
                wrong.append((name, text, "not isolated"))
    assert wrong == []
    assert met > 80


def test_every_arabic_word_on_another_page_is_marked_and_isolated() -> None:
    met, wrong = 0, []
    for name, top in pages().items():
        for where, text in top.one("body").texts():
            if ARABIC.search(text) and language_of(name) != "ar" and where.tag != "script":
                met += 1
                if where.nearest("lang") != "ar" or where.nearest("dir") != "rtl":
                    wrong.append((name, text))
    assert wrong == []
    assert met


@pytest.mark.parametrize("name", ["De Lijn", "Het Wachtende", "CJG Den Haag", "gezinscoach"])
def test_dutch_names_in_a_turkish_page_are_marked_as_dutch(name: str) -> None:
    found = [(where, text) for where, text in pages()[at("tr", THEME)].one("main").texts() if name in text]
    assert found
    assert {where.nearest("lang") for where, _ in found} == {"nl"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_phone_numbers_stand_apart_from_the_text_around_them(language: str) -> None:
    met = 0
    for where, text in pages()[at(language, THEME)].one("body").texts():
        if re.search(r"\d{3,}[ -]\d+|14 070", text):
            met += 1
            assert where.tag == "bdi", text
            assert where["dir"] == "ltr"
    assert met >= 5


def test_a_language_without_any_word_shows_the_interface_in_dutch_and_says_so(project: Callable[..., Path]) -> None:
    files = everything()
    files["docs/ar/_interface.yml"] = "words: []\n"
    made = render(project(files))
    top = parse(made[at("ar", THEME)]).one("body")
    words = {each["text"] for each in load(interface("nl"))["words"] if "{" not in each["text"]}
    met = 0
    for where, text in top.texts():
        if text.strip() in words and text.strip() != ",":
            met += 1
            assert where.nearest("lang") == "nl", text
            assert where.nearest("dir") == "ltr", text
        if re.search(r"\b(van|tot|uur|tot en met)\b", text):
            assert where.nearest("lang") == "nl", f"Dutch words of the opening hours, not marked: {text}"
    assert met > 10


@pytest.mark.parametrize("site", [pages, incomplete])
def test_a_title_or_description_holds_no_tags_and_no_marks_of_the_content_files(
    site: Callable[[], Mapping[str, Element]],
) -> None:
    for name, top in site().items():
        head = top.one("head")
        said = [each["content"] for each in head.all("meta", name="description")] + [head.one("title").text()]
        for text in said:
            assert not re.search(r"[<>]|\[\[|\]\(|&\w+;", text), (name, text)


def test_a_page_for_an_address_that_does_not_exist_has_a_plain_title_in_a_new_language(
    project: Callable[..., Path],
) -> None:
    files = everything()
    files["docs/ar/_interface.yml"] = "words: []\n"
    top = parse(render(project(files))["ar/404.html"])
    assert top.one("title").all() == [], "tags in a title are shown as they are"


def test_a_fact_in_a_title_sentence_is_there_wherever_the_sentence_is_shown() -> None:
    """A list of pages shows the sentence whole: never "Bel bij gevaar."."""
    entry = pages()[at("nl", THEME)].one("section", id="related").text()
    assert "Bel 112 bij gevaar." in entry
    listed = pages()[at("nl", "spoed/index")].one("main").text()
    assert "Bel 112 bij gevaar." in listed


# -- addresses ---------------------------------------------------------------------------------------------------------


def test_hreflang_is_absolute_reciprocal_names_the_page_itself_and_only_real_translations() -> None:
    by_address = {
        address(name): alternates(top)
        for name, top in pages().items()
        if not name.endswith(("404.html", "offline.html"))
    }
    for here, found in by_address.items():
        assert here in found.values(), here
        assert all(each.startswith(URL) for each in found.values()), here
        assert found["x-default"] == found["nl"], here
        for language, there in found.items():
            assert by_address[there] == found, (here, language)
    paths = small_site()["pages"]
    for path, page in paths.items():
        assert set(by_address[address(at("nl", path))]) == {*page.get("languages", LANGUAGES), "x-default"}, path


def test_a_page_that_is_not_translated_names_no_alternates_and_is_named_by_none() -> None:
    assert alternates(incomplete()[at("ar", "opvoeden/spelen")]) == {}
    assert alternates(incomplete()[at("ar", "opvoeden/slapen")]) == {}
    assert set(alternates(incomplete()[at("nl", "opvoeden/spelen")])) == {"nl", "x-default"}
    assert set(alternates(incomplete()[at("tr", "opvoeden/slapen")])) == {"nl", "tr", "x-default"}


def test_canonical_is_the_page_itself() -> None:
    for name, top in pages().items():
        if not name.endswith(("404.html", "offline.html")):
            assert top.one("link", rel="canonical")["href"] == address(name)


def test_ids_are_ascii_and_equal_in_all_languages() -> None:
    for path, page in small_site()["pages"].items():
        ids = [
            [each["id"] for each in content(pages()[at(language, path)]) if each.get("id")]
            for language in page.get("languages", LANGUAGES)
        ]
        assert all(each == ids[0] for each in ids), path
        assert all(re.fullmatch("[a-z][a-z0-9_-]*", each) for each in ids[0]), path
    assert {"waarom", "hoe", "worry-dossier", "say-advies", "contact-lijn", "do-rustig", "ask-vaak"} <= {
        each["id"] for each in pages()[at("ar", THEME)].walk() if each.get("id")
    }


def test_every_internal_link_leads_to_a_file_and_every_anchor_to_an_id() -> None:
    files, checked = read_tree(whole_site()), 0
    for name, top in pages().items():
        for each in top.walk():
            link = each.get("href") or each.get("src")
            if not link or re.match(r"[a-z]+:", link) or each.tag == "link":
                continue
            target, _, anchor = link.partition("#")
            base = Path("/") / name
            path = (Path(target) if target.startswith("/") else base.parent / target) if target else base
            parts: list[str] = []
            for part in path.parts[1:]:
                parts = parts[:-1] if part == ".." else [*parts, part]
            file = "/".join(parts)
            file = file if file in files else f"{file}/index.html".lstrip("/")
            assert file in files, (name, link)
            if anchor and anchor != "__skip":
                assert pages()[file].all(id=anchor), (name, link)
            checked += 1
    assert checked > 300


def test_the_switcher_leads_to_the_same_page_in_every_language_and_names_each_in_its_own() -> None:
    for name, top in pages().items():
        if name.endswith(("404.html", "offline.html")) or "/gids/" in f"/{name}":
            continue
        links = top.one("nav", "languages").all("a")
        assert [(each["lang"], each["dir"], each.text()) for each in links] == [
            ("nl", "ltr", "Nederlands"),
            ("ar", "rtl", "Arabi"),
            ("tr", "ltr", "Turkce"),
        ]
        assert [each["lang"] for each in links if each.get("aria-current")] == [language_of(name)]


def test_a_page_for_some_languages_is_nowhere_else_and_the_switcher_leads_home() -> None:
    assert at("ar", "opvoeden/feest") not in pages()
    top = pages()[at("nl", "opvoeden/feest")]
    links = {each["lang"]: each["href"] for each in top.one("nav", "languages").all("a")}
    assert links == {"nl": "../../opvoeden/feest/", "ar": "../../ar/", "tr": "../../tr/opvoeden/feest/"}
    arabic = [each["href"] for page in pages().values() for each in page.all("a") if each.get("href")]
    assert not [each for each in arabic if "ar/opvoeden/feest" in each]
    assert "feest" not in " ".join(each["href"] for each in pages()[at("ar", "opvoeden/index")].all("a"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("base", ["/", "/pad/naar/site/"])
def test_each_language_has_its_own_404_whose_links_work_at_any_address(
    language: str, base: str, project: Callable[..., Path]
) -> None:
    files = everything() | {"mkdocs.yml": MKDOCS.replace(URL, f"https://hulp.example.org{base}")}
    made = render(project(files))
    top = parse(made[("" if language == "nl" else f"{language}/") + "404.html"])
    assert (top.one("html")["lang"], top.one("html")["dir"]) == (language, DIRECTIONS[language])
    words = {each["id"]: each["text"] for each in load(interface(language))["words"]}
    assert top.one("h1").text() == words["not-found"]
    greeted = [each["lang"] for item in top.all("ul", "greetings") for each in item.all("li")]
    assert greeted == (["ar", "tr"] if language == "nl" else [])
    links = [each.get("href") or each["src"] for each in top.walk() if each.get("href") or each.get("src")]
    inside = [each for each in links if not each.startswith(("#", DRAWN))]
    assert len(inside) > 8
    for link in inside:
        assert link.startswith(base), link
        name = link.removeprefix(base)
        assert name in made or f"{name}index.html" in made, link
    assert top.one("meta", name="robots")["content"] == "noindex"


# -- what is published -------------------------------------------------------------------------------------------------


def test_the_published_files_are_exactly_those_that_are_meant() -> None:
    found = set(read_tree(whole_site()))
    expected = {"404.html", "ar/404.html", "tr/404.html", "sitemap.xml", "robots.txt", "search/search_index.json"}
    expected |= {f"search/{language}.json" for language in LANGUAGES}
    expected |= {"report/report.json", "report/ar.svg", "report/tr.svg"}
    expected |= {"sw.js", "offline.html", "ar/offline.html", "tr/offline.html"}
    expected |= {
        "_headers",
        "_redirects",
        ".htaccess",
        "ar/.htaccess",
        "tr/.htaccess",
        "embed/.htaccess",
        "data/.htaccess",
        "nginx.conf",
        "embed/v1.js",
        "embed/frame.v1.js",
    }
    expected |= {f"data/v1/{name}.schema.json" for name in ("index", "page", "oembed")} | {"data/v1/index.json"}
    for language in LANGUAGES:
        expected |= {f"data/v1/hsds/{language}/{name}.json" for name in ("services", "organizations")}
        expected |= {f"data/v1/feed.{language}.xml"}
    for path, page in small_site()["pages"].items():
        expected |= {f"embed/{language}/{at('nl', path)}" for language in LANGUAGES}
        for language in page.get("languages", LANGUAGES):
            expected |= {at(language, path), f"data/v1/{language}/{path}.json"}
            if page.get("danger"):
                expected.add(at(language, path).removesuffix("index.html") + ".htaccess")
            else:
                expected.add(f"embed/{language}/{at('nl', path)}".removesuffix("index.html") + "oembed.json")
    expected |= {f"{prefix}intermediairs/.htaccess" for prefix in ("", "ar/", "tr/")}  # scripts of the frame there
    assets = {name for name in found if name.startswith("assets/")}
    assert found - assets == expected
    own = [name for name in assets if not name.startswith(("assets/stylesheets/", "assets/javascripts/"))]
    shapes = sorted(re.sub(r"\.[0-9a-f]{10}\.", ".*.", name.removeprefix("assets/")) for name in own)
    assert shapes == [
        ".htaccess",
        "copy.*.js", "desk.*.js", "embed-ar.*.png", "embed-nl.*.png", "embed-tr.*.png", "embed.*.css", "exit.*.js",
        "images/favicon.png", "page.*.js", "professional.*.css", "search.*.js",
        "share.*.png", "site.*.css",
    ]  # fmt: skip
    material = {name for name in assets if name not in own}
    assert all(re.search(r"\.min\.(js|css)$", name) for name in material), material
    lunr = {name.rpartition("/")[2] for name in material if "/lunr/" in name}
    assert lunr <= {f"lunr.{each}.min.js" for each in ("ar", "nl", "tr", "multi", "stemmer.support")}


@pytest.mark.parametrize("secret", HIDDEN)
def test_what_waits_or_is_for_editors_stands_in_no_file_of_the_site(secret: str) -> None:
    assert [
        name for name, data in read_tree(whole_site()).items() if secret.lower() in data.decode("latin-1").lower()
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_that_waits_is_replaced_by_a_sentence_and_the_way_there(language: str) -> None:
    words = {each["id"]: each["text"] for each in load(interface(language))["words"]}
    card = pages()[at(language, THEME)].one("li", id="contact-wacht")
    assert words["number-waits"] in card.text()
    assert [each["href"] for each in card.all("a")] == ["tel:08002000"]
    assert words["call-instead"].format(name="De Lijn") in card.text()
    assert card.one("q").text() == "Mag ik Het Wachtende spreken?"
    assert (card.one("q")["lang"], card.one("q")["dir"]) == ("nl", "ltr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_call_button_of_an_organisation_whose_number_waits_calls_its_route(language: str) -> None:
    button = pages()[at(language, "opvoeden/coach")].one("a", "call")
    assert button["href"] == "tel:08002000"
    words = {each["id"]: each["text"] for each in load(interface(language))["words"]}
    assert words["call-ask"].format(name="Het Wachtende") in button.text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_times_and_addresses_of_sites_are_shown_only_as_far_as_they_are_confirmed(language: str) -> None:
    top = pages()[at(language, THEME)]
    known, waiting = top.one("li", id="contact-cjg").text(), top.one("li", id="contact-straks").text()
    separator = ":" if language == "ar" else "."
    for time in ("9.00", "17.00", "10.30", "12.00"):
        assert time.replace(".", separator) in known
    assert "cjg.example.org/afspraak" in known
    assert "088 123 45 67" in waiting
    assert not re.search(r"[34][.:](33|44)", waiting)


@pytest.mark.parametrize("mark", ["yes", "after-check", "no"])
def test_that_a_number_is_free_is_told_once_that_is_confirmed_and_never_before(
    mark: str, project: Callable[..., Path]
) -> None:
    facts = FACTS.replace("kind: free, publish: yes", f"kind: free, publish: {mark}")
    made = render(project(everything() | {"docs/facts/facts.yml": facts}), checked=False)
    for language in LANGUAGES:
        free = next(each["text"] for each in load(interface(language))["words"] if each["id"] == "free")
        card = parse(made[at(language, THEME)]).one("li", id="contact-lijn").text()
        assert "0800-2000" in card
        assert (free in card) is (mark == "yes"), language


def test_dutch_opening_hours_read_as_a_sentence() -> None:
    text = pages()[at("nl", THEME)].one("li", id="contact-cjg").text()
    assert "maandag tot en met vrijdag van 9.00 tot 17.00 uur" in text
    assert "zaterdag van 10.30 tot 12.00 uur" in text


def test_the_sitemap_lists_every_real_page_with_its_translations_and_nothing_else() -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ElementTree.fromstring((whole_site() / "sitemap.xml").read_bytes())
    listed = {
        str(url.findtext("s:loc", namespaces=space)): {
            each.attrib["hreflang"]: each.attrib["href"] for each in url.findall("x:link", space)
        }
        for url in root.findall("s:url", space)
    }
    assert set(listed) == {address(name) for name in pages() if not name.endswith(("404.html", "offline.html"))}
    for here, found in listed.items():
        top = pages()[here.removeprefix(URL) + "index.html"]
        assert {**found, "x-default": found["nl"]} == alternates(top), here


def test_the_sitemap_can_be_read_whatever_the_address_of_the_site(project: Callable[..., Path]) -> None:
    mkdocs = MKDOCS.replace("https://hulp.example.org/", "https://hulp.example.org/a&b/")
    root = ElementTree.fromstring(render(project({"mkdocs.yml": mkdocs}))["sitemap.xml"])
    assert next(each.text for each in root.iter() if each.tag.endswith("loc")) == "https://hulp.example.org/a&b/"


@pytest.mark.parametrize(
    ("address", "proof"),
    [
        ("https://example.org/", True),
        ("https://example.org:8443/proef/", True),
        ("https://Example.org/", True),
        ("https://hulp.example.org/", False),
    ],
)
def test_a_site_without_a_real_address_says_so_in_embeds_in_data_and_on_paper(
    address: str, proof: bool, project: Callable[..., Path]
) -> None:
    edition = opened(project({"mkdocs.yml": MKDOCS.replace("https://hulp.example.org/", address)})).edition()
    files = files_of(edition)
    assert len(parse(files["embed/nl/opvoeden/boze-buien/index.html"]).all(id="proof")) == proof
    assert json.loads(files["data/v1/index.json"])["proof"] == proof
    assert edition.shelf.planner.proof == proof


def test_the_sitemap_leaves_out_what_is_not_translated(project: Callable[..., Path]) -> None:
    files = everything() | {"docs/ar/opvoeden/spelen.yml": None}
    text = render(project(files))["sitemap.xml"].decode()
    assert f"<loc>{URL}opvoeden/spelen/</loc>" in text
    assert f"{URL}ar/opvoeden/spelen/" not in text
    assert f"<loc>{URL}tr/opvoeden/spelen/</loc>" in text


# -- a page that isn't translated --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "path"), [("ar", "opvoeden/spelen"), ("tr", "opvoeden/spelen"), ("ar", "opvoeden/slapen")]
)
def test_a_missing_or_withheld_page_becomes_a_notice_in_the_own_language_with_the_dutch_text(
    language: str, path: str
) -> None:
    top = incomplete()[at(language, path)]
    words = {each["id"]: each["text"] for each in load(interface(language))["words"]}
    dutch = small_site()["pages"][path]
    main = top.one("main")
    assert top.one("meta", name="robots")["content"] == "noindex"
    assert main.one("h1").text() == words["untranslated"]
    assert words["untranslated-text"] in main.text()
    assert words["interpreter-meaning"] in main.text()
    sentence = main.one("p", "dutch")
    assert sentence.text() == f"Ik spreek {'Arabisch' if language == 'ar' else 'Turks'}. Ik wil graag een tolk."
    assert (sentence["lang"], sentence["dir"]) == ("nl", "ltr")
    assert [each["href"] for each in main.one("ul", "urgent").all("a")] == ["tel:112"]
    box = main.one("div", "untranslated")
    assert (box["lang"], box["dir"]) == ("nl", "ltr")
    assert box.one("h2").text() == dutch["title"]
    assert box.one("p", "lead").text() == re.sub(r"\[(.*?)\]\(.*?\)", r"\1", dutch["answer"])
    for part in dutch["parts"]:
        assert part["heading"] in box.text()
        assert part["text"] in box.text()
    assert not [each for each in box.walk() if each.get("lang") not in (None, "nl")]
    assert words["trust-untranslated"] in top.one("p", "trust").text()


def test_the_notice_keeps_the_numbers_of_an_urgent_page_and_its_exit() -> None:
    top = incomplete()[at("ar", "spoed/hulp-nu")]
    box = top.one("div", "untranslated")
    assert [each["href"] for each in box.all("a", "tel")][-2:] == ["tel:112", "tel:08002000"]
    assert top.one("p", "exit").one("a")["href"] == "https://weer.example.org/"


def test_lists_and_tiles_show_an_untranslated_page_in_dutch_and_say_so() -> None:
    entry = next(each for each in incomplete()[at("ar", "opvoeden/index")].all("a") if "spelen" in each["href"])
    assert entry.one("strong").text() == "Spelen"
    assert (entry.one("strong").nearest("lang"), entry.one("strong").nearest("dir")) == ("nl", "ltr")
    tile = incomplete()[at("ar", "index")].one("li", "first")
    where = next(where for where, text in tile.texts() if text.strip() == "Nu hulp")
    assert (where.nearest("lang"), where.nearest("dir")) == ("nl", "ltr")


def test_only_the_language_with_the_error_loses_the_page() -> None:
    assert incomplete()[at("tr", "opvoeden/slapen")].one("h1").text() == texts("tr")["title"]
    assert incomplete()[at("nl", "opvoeden/slapen")].one("h1").text() == "Slapen"


# -- the pieces of a page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pieces_of_a_page_stand_in_the_order_a_worried_parent_needs(language: str) -> None:
    main = pages()[at(language, THEME)].one("main")
    places = {
        "title": lambda each: each.tag == "h1",
        "answer": lambda each: each.get("class") == "lead",
        "do-now": lambda each: each.get("id") == "do-now",
        "call": lambda each: each.get("class") == "call",
        "parts": lambda each: each.get("id") == "waarom",
        "worries": lambda each: each.get("id") == "worries",
        "ask-help": lambda each: each.get("id") == "ask-help",
        "say": lambda each: each.get("id") == "say",
        "contacts": lambda each: each.get("id") == "contacts",
        "related": lambda each: each.get("id") == "related",
    }
    order = [name for each in main.walk() for name, matches in places.items() if matches(each)]
    assert order == list(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_glossary_word_is_explained_where_it_comes_first_and_nowhere_else(language: str) -> None:
    main = pages()[at(language, THEME)].one("main")
    notes = main.all("p", "word")
    assert len(notes) == 2, "gezinscoach and bezwaar"
    assert notes[0].parent is not None
    assert notes[0].parent["id"] == "waarom"
    assert len(main.all("span", "term")) == 2
    if language == "nl":
        assert notes[0].text() == "gezinscoach: Iemand die thuis helpt."
    else:
        words = texts(language)
        assert words["explanation"] in notes[0].text()
        assert words["sound"] in notes[0].text()
        dutch = [where for where, text in notes[0].texts() if text == "gezinscoach"]
        assert [(each["lang"], each["dir"]) for each in dutch] == [("nl", "ltr")]


def test_a_dutch_word_that_stands_on_letters_is_kept_beside_its_translation() -> None:
    part = pages()[at("ar", THEME)].one("section", id="waarom").all("p")[0].text()
    assert f"{texts('ar')['term']} (gezinscoach)" in part
    assert part.count("gezinscoach") == 1
    assert "(bezwaar)" not in pages()[at("ar", THEME)].one("section", id="hoe").all("p")[0].text()


@pytest.mark.parametrize(("language", "spoken"), [("nl", "… (uw taal)"), ("ar", "Arabisch"), ("tr", "Turks")])
def test_a_sentence_to_say_is_dutch_with_its_meaning_and_its_sound(language: str, spoken: str) -> None:
    card = pages()[at(language, THEME)].one("li", id="say-advies")
    sentence = card.one("p", "dutch")
    assert sentence.text() == f"Ik wil advies. Ik spreek {spoken}."
    assert (sentence["lang"], sentence["dir"]) == ("nl", "ltr")
    said = [each.text() for each in card.all("p")[1:]]
    if language == "nl":
        assert said == []
    else:
        words = {each["id"]: each["text"] for each in load(interface(language))["words"]}
        assert said == [
            f"{words['say-meaning']} {texts(language)['meaning']}",
            f"{words['say-sound']} {texts(language)['sound']}",
        ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["spoed/hulp-nu", "spoed/rust"])
def test_a_page_about_danger_opens_with_the_urgent_numbers_and_the_way_out(language: str, path: str) -> None:
    top = pages()[at(language, path)]
    body = list(top.one("body").walk())
    exit_, main = top.one("p", "exit"), top.one("main")
    assert body.index(exit_) < body.index(main)
    link = exit_.one("a")
    assert link["href"] == "https://weer.example.org/"
    assert {"nofollow", "noreferrer"} <= set(link["rel"].split())
    first = [each for each in main.walk() if each.tag in ("ul", "h1")][:2]
    assert [each.get("class") or each.tag for each in first] == ["urgent", "h1"]
    assert [each["href"] for each in first[0].all("a")] == ["tel:112"]
    assert [re.sub(r".*/|\.[0-9a-f]{10}", "", each["src"]) for each in scripts(top)] == ["exit.js", "page.js"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_pages_have_no_exit_and_one_script_that_waits(language: str) -> None:
    for path in ("index", "opvoeden/index", THEME, "opvoeden/coach", "over/privacy", "intermediairs/index"):
        top = pages()[at(language, path)]
        assert [each.get("defer") for each in scripts(top)] == [""], "one script, which waits for the page"
        assert top.all("p", "exit") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_ends_with_who_wrote_it_and_that_it_is_a_draft(language: str) -> None:
    words = {each["id"]: each["text"] for each in load(interface(language))["words"]}
    for path, page in small_site()["pages"].items():
        if language in page.get("languages", LANGUAGES):
            who, found, _ = pages()[at(language, path)].one("p", "trust").text().partition(words["trust-draft"])
            assert found, path
            assert len(who) > 15, path


def test_the_dutch_home_greets_every_other_language_in_its_own_words() -> None:
    items = pages()["index.html"].one("ul", "greetings").all("li")
    greeting = {
        code: next(e["text"] for e in load(interface(code))["words"] if e["id"] == "greeting") for code in LANGUAGES
    }
    assert [(each["lang"], each["dir"], each.text(), each.one("a")["href"]) for each in items] == [
        ("ar", "rtl", greeting["ar"], "ar/"),
        ("tr", "ltr", greeting["tr"], "tr/"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_shows_a_tile_with_picture_and_word_for_every_section_of_parents_urgent_first(language: str) -> None:
    tiles = pages()[at(language, "index")].one("ul", "tiles").all("li")
    prefix = "" if language == "nl" else f"../{language}/"
    assert [each.one("a")["href"] for each in tiles] == [f"{prefix}spoed/hulp-nu/", f"{prefix}opvoeden/"]
    assert tiles[0].get("class") == "first"
    for each in tiles:
        assert each.one("svg").all("path")
        assert each.text()


def test_no_page_of_parents_has_an_inline_style_or_script_or_a_thing_from_elsewhere() -> None:
    for name, top in pages().items():
        if "/gids/" in f"/{name}":
            continue
        for each in top.walk():
            assert each.tag not in ("style", "iframe", "img", "object", "embed", "form"), name
            assert not [key for key in each.attributes if key == "style" or key.startswith("on")], name
            if each.tag == "script" and each.get("type") != DATA_BLOCK:
                assert each.get("src")
                assert each.text() == ""
            if each.get("src") or (each.tag == "link" and each["rel"] not in ("canonical", "alternate")):
                asked = each.get("src") or each["href"]
                assert asked.startswith(DRAWN) or not re.match(r"[a-z]+:|//", asked), name


def test_a_language_with_a_region_formats_its_times_too(project: Callable[..., Path]) -> None:
    changed = MKDOCS.replace("locale: tr", "locale: pt-BR")
    files: Files = {}
    for name, content in everything().items():
        if not name.startswith("docs/tr/"):
            files[name] = content
    page = small_site()["pages"][THEME]
    files |= {"mkdocs.yml": changed, f"docs/pt-BR/{THEME}.yml": dump(translation(page, filler("tr")))}
    top = parse(render(project(files))[f"pt-BR/{THEME}/index.html"])
    assert re.search(r"9[.:h]00", top.one("li", id="contact-cjg").text())
