"""What others get to put on their site: pages, sections and sets in a frame, and everything that points to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from conftest import MKDOCS, PAGE, Files
from msgspec.structs import replace
from pages import (
    DIRECTIONS,
    HIDDEN,
    LANGUAGES,
    Element,
    dump,
    everything,
    interface,
    load,
    long_lived,
    opened,
    parse,
    read_tree,
    render,
    small_site,
    texts,
    whole_site,
    write_project,
)
from wordpress import header_rules

from eigentaal import sharing
from eigentaal.project import open_project

URL = "https://hulp.example.org/"
THEME = "opvoeden/boze-buien"
SETS = "sets:\n  - {id: samen, title: Samen beginnen, answer: Voor de eerste keer., pages: [boze-buien, rust, coach]}\n"
FEASTS = "  - {id: feesten, title: Feesten, answer: Voor een feest., pages: [boze-buien, feest]}\n"
LATIN = re.compile("[A-Za-z]")


def words(language: str) -> dict[str, str]:
    return {each["id"]: each["text"] for each in load(interface(language))["words"]}


@cache
def embeds() -> Mapping[str, Element]:
    """Every embed of the whole site, by its address below /embed/."""
    return {
        name.removeprefix("embed/").removesuffix("index.html"): parse(data)
        for name, data in read_tree(whole_site()).items()
        if re.fullmatch(r"embed/.*\.html", name)
    }


@cache
def troubled() -> Mapping[str, bytes]:
    """A site with pages that are gone, moved, missing, held back and outdated, and a set."""
    files = everything()
    files["docs/ar/opvoeden/spelen.yml"] = None
    files["docs/ar/opvoeden/slapen.yml"] = "title: [half\n"
    files["docs/nl/_sets.yml"] = SETS + FEASTS
    files["docs/tr/_sets.yml"] = (
        f"sets:\n  - {{id: samen, title: {texts('tr')['title']}, answer: {texts('tr')['title']}.}}\n"
    )
    files["docs/nl/_moved.yml"] = dump(
        {
            "moved": [
                {"id": "een", "old": "opvoeden/driftbuien", "new": "opvoeden/woede"},
                {"id": "twee", "old": "opvoeden/woede", "new": THEME},
                {"id": "weg", "old": "opvoeden/oud"},
                {"id": "lijst", "old": "opvoeden/bui", "new": "opvoeden/index"},
                {"id": "gevaar", "old": "thuis/rust", "new": "spoed/rust"},
            ]
        }
    )
    record = {"source": "Anders", "translation": "b2:000000000000", "origin": "machine"}
    state = {"version": 1, "page": THEME, "fields": {"title": record}}
    files[f"docs/tr/_state/{THEME}.json"] = json.dumps(state)
    return render(write_project(long_lived() / "project", files), checked=False)


def embed(name: str) -> Element:
    return parse(troubled()[f"embed/{name}/index.html"])


def oembed(name: str, files: Mapping[str, bytes] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files or read_tree(whole_site()))[f"embed/{name}/oembed.json"])
    return found


def discovery(top: Element) -> list[str]:
    return [each["href"] for each in top.all("link", type="application/json+oembed")]


# -- the embed ---------------------------------------------------------------------------------------------------------


def test_every_page_has_an_embed_in_its_language_and_direction_that_search_engines_leave_alone() -> None:
    wanted = {
        f"{language}/{'' if path == 'index' else path.removesuffix('/index') + '/'}"
        for path in small_site()["pages"]
        for language in LANGUAGES
    }
    assert set(embeds()) == wanted
    for name, top in embeds().items():
        root = top.one("html")
        assert (root["lang"], root["dir"]) == (name[:2], DIRECTIONS[name[:2]])
        assert top.one("meta", name="robots")["content"] == "noindex"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_embed_holds_the_whole_page_in_the_order_a_worried_parent_needs(language: str) -> None:
    top = embeds()[f"{language}/{THEME}/"]
    page = small_site()["pages"][THEME]
    text = top.one("main").text()
    order = [text.index(top.one("h1").text()), text.index(words(language)["do-now"]), text.index("0800-2000")]
    folded = [each.one("summary").text() for each in top.all("details")]
    titles = [words(language)[each] for each in ("worries", "ask-help", "say", "contacts")]
    assert order == sorted(order)
    assert len(folded) == len(page["parts"]) + 4
    assert folded[-4:] == titles
    for each in ("Het Wachtende", "CJG Den Haag", "14 070", "cjg.example.org/afspraak"):
        assert each in text
    assert words(language)["number-waits"] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_links_stay_in_the_frame_and_all_others_leave_it(language: str) -> None:
    top = embeds()[f"{language}/{THEME}/"]
    assert top.one("base")["target"] == "_blank"
    links = top.one("ul", "languages").all("a")
    assert [(each["lang"], each["href"], each["target"]) for each in links] == [
        (code, f"../../../../embed/{code}/{THEME}/", "_self") for code in LANGUAGES
    ]
    assert all(each.get("data-in") is not None for each in links)
    assert [each for each in top.all("a") if each.get("data-in") is not None] == links
    assert [each["lang"] for each in links if each.get("aria-current") == "true"] == [language]
    full = top.one("a", "full")
    assert full["href"] == f"../../../../{'' if language == 'nl' else f'{language}/'}{THEME}/"
    assert full.text() == words(language)["embed-full"]


def test_an_embed_loads_its_own_style_and_script_and_nothing_else() -> None:
    for name, top in embeds().items():
        loaded = [each.get("src") or each["href"] for each in top.all("script") + top.all("link", rel="stylesheet")]
        assert len(loaded) == 2, name
        assert loaded[0].endswith("embed/frame.v1.js")
        assert re.search(r"assets/embed\.[0-9a-f]{10}\.css$", loaded[1])
        for each in top.walk():
            assert each.tag not in ("style", "iframe", "img", "object", "form", "input"), name
            assert not [key for key in each.attributes if key == "style" or key.startswith("on")], name


def test_no_embed_has_an_id_twice() -> None:
    for name, top in embeds().items():
        ids = [each["id"] for each in top.walk() if each.get("id")]
        assert len(ids) == len(set(ids)), name


def test_numbers_and_latin_words_in_an_arabic_embed_are_isolated() -> None:
    met = 0
    for name, top in embeds().items():
        for where, text in top.one("body").texts() if name.startswith("ar/") else ():
            if LATIN.search(text) or re.search(r"\d[\d ]{3,}\d", text):
                inner = [each for each in where.around() if each.tag not in ("html", "body")]
                assert any(each.get("dir") == "ltr" or each.tag == "bdi" for each in inner), (name, text)
                met += 1
    assert met > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_embed_ends_with_who_wrote_it_and_where_it_comes_from(language: str) -> None:
    for path in (THEME, "opvoeden", "over/privacy"):
        top = embeds()[f"{language}/{path}/"]
        assert words(language)["trust-draft"] in top.one("p", "trust").text()
        assert words(language)["embed-source"] in top.one("footer").text()


@pytest.mark.parametrize("secret", HIDDEN)
def test_what_waits_stands_in_no_embed_and_no_data(secret: str) -> None:
    found = {name: data for name, data in troubled().items() if name.startswith(("embed/", "data/"))}
    assert len(found) > 100
    assert [name for name, data in found.items() if secret in data.decode()] == []


# -- what can't be shown -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_about_danger_is_a_link_only(language: str) -> None:
    top = embeds()[f"{language}/spoed/rust/"]
    assert top.one("p", id="notice").text() == words(language)["embed-danger"]
    assert top.all("details") == []
    assert top.one("a", "full")["href"].endswith(f"{'' if language == 'nl' else f'{language}/'}spoed/rust/")
    full = parse((whole_site() / f"{'' if language == 'nl' else f'{language}/'}spoed/rust/index.html").read_bytes())
    assert discovery(top) == discovery(full) == []
    assert not (whole_site() / f"embed/{language}/spoed/rust/oembed.json").exists()


@pytest.mark.parametrize("path", ["opvoeden/spelen", "opvoeden/slapen"])
def test_a_page_withdrawn_in_a_language_says_so_in_its_embed_and_offers_the_others(path: str) -> None:
    top = embed(f"ar/{path}")
    assert top.one("h1").text() == words("ar")["embed-withdrawn"]
    assert top.one("title").text().startswith(words("ar")["embed-withdrawn"])
    assert top.one("p", id="notice").text() == words("ar")["embed-withdrawn-text"]
    assert [each["lang"] for each in top.one("ul", "languages").all("a")] == ["nl", "ar", "tr"]
    assert [each["lang"] for each in embed(f"tr/{path}").one("ul", "languages").all("a")] == ["nl", "tr"]
    assert f"embed/ar/{path}/oembed.json" not in troubled()
    assert discovery(parse(troubled()[f"ar/{path}/index.html"])) == discovery(top) == []


def test_a_page_about_danger_that_is_not_translated_says_that_it_is_withdrawn() -> None:
    files = {**everything(), "docs/ar/spoed/rust.yml": None}
    made = render(write_project(long_lived() / "project", files))
    assert (
        parse(made["embed/ar/spoed/rust/index.html"]).one("p", id="notice").text()
        == words("ar")["embed-withdrawn-text"]
    )
    assert parse(made["embed/tr/spoed/rust/index.html"]).one("p", id="notice").text() == words("tr")["embed-danger"]


def test_a_page_that_was_never_meant_for_a_language_leads_home() -> None:
    path = next(path for path, page in small_site()["pages"].items() if "languages" in page)
    language = next(each for each in LANGUAGES if each not in small_site()["pages"][path]["languages"])
    top = embeds()[f"{language}/{path}/"]
    assert top.one("h1").text() == words(language)["embed-withdrawn"]
    assert top.one("a", "full").text() == words(language)["embed-home"]


def test_a_list_leaves_out_what_was_never_meant_for_its_language() -> None:
    mains = {code: embeds()[f"{code}/opvoeden/"].one("main") for code in LANGUAGES}
    listed = {code: [each for each in main.all("details") if each.parent is main] for code, main in mains.items()}
    assert {code: len(found) for code, found in listed.items()} == {"nl": 5, "ar": 4, "tr": 5}
    assert {code: len(embed(f"{code}/sets/feesten").one("main").all("ul", "titles")) for code in LANGUAGES} == {
        "nl": 0, "ar": 0, "tr": 0,
    }  # fmt: skip


def test_an_outdated_page_says_so_alone_and_in_a_list() -> None:
    assert embed(f"tr/{THEME}").one("p", id="outdated").text() == words("tr")["outdated"]
    assert embed(f"ar/{THEME}").all("p", id="outdated") == []
    for name in ("tr/opvoeden", "tr/sets/samen"):
        entry = next(
            each for each in embed(name).all("details") if texts("tr")["title"] in each.all("summary")[0].text()
        )
        assert words("tr")["outdated"] in entry.text()


@pytest.mark.parametrize(("url", "proof"), [("https://example.org/", True), (URL, False)])
def test_without_a_real_address_every_embed_says_it_is_a_proof(
    url: str, proof: bool, project: Callable[..., Path]
) -> None:
    made = render(
        project({"mkdocs.yml": MKDOCS.replace(URL, url), "docs/nl/_sets.yml": SETS.replace("rust, coach", "spelen")})
    )
    for name, data in made.items():
        if name.startswith("embed/nl/") and name.endswith(".html"):
            said = parse(data).all("p", id="proof")
            assert bool(said) is proof, name
            assert all("header" in [one.tag for one in each.around()] for each in said), "in a landmark"
    assert json.loads(made["data/v1/index.json"])["proof"] is proof


# -- sections and sets -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_section_is_a_list_of_titles_that_open_in_place(language: str) -> None:
    top = embeds()[f"{language}/opvoeden/"]
    outer = [each for each in top.all("details") if "details" not in [x.tag for x in list(each.around())[1:]]]
    inside = [page for path, page in small_site()["pages"].items() if re.match("opvoeden/(?!index)", path)]
    count = sum(language in page.get("languages", LANGUAGES) for page in inside)
    assert len(outer) == count
    assert all(each.all("details") for each in outer)


def test_a_section_with_danger_in_it_shows_links_for_that() -> None:
    top = embeds()["nl/spoed/"]
    assert top.all("details") == []
    assert [each["href"] for each in top.one("main").all("a")] == ["../../../spoed/hulp-nu/", "../../../spoed/rust/"]


def test_the_whole_site_in_a_frame_lists_the_sections_of_parents() -> None:
    links = embeds()["tr/"].one("main").all("a")
    assert [each["href"] for each in links] == ["../../embed/tr/spoed/", "../../embed/tr/opvoeden/"]
    assert all(each.get("data-in") is not None for each in links)


def test_a_set_shows_its_pages_in_its_own_order() -> None:
    top = embed("nl/sets/samen")
    assert (top.one("h1").text(), top.one("main").all("p", "lead")[0].text()) == (
        "Samen beginnen",
        "Voor de eerste keer.",
    )
    titles = [each.text() for each in top.all("h2")]
    assert [each for each in titles if each in ("Boze buien", "De gezinscoach")] == ["Boze buien", "De gezinscoach"]
    assert "spoed/rust/" in top.one("ul", "titles").one("a")["href"]
    assert oembed("nl/sets/samen", troubled())["title"] == "Samen beginnen"
    assert discovery(top) == [f"{URL}embed/nl/sets/samen/oembed.json"]


def test_a_set_without_translation_is_dutch_and_says_so() -> None:
    title = embed("ar/sets/samen").one("h1").one("span")
    assert (title["lang"], title["dir"], title.text()) == ("nl", "ltr", "Samen beginnen")
    own = embed("tr/sets/samen")
    title = texts("tr")["title"]
    assert own.one("h1").text() == title
    assert own.one("title").text() == f"{title} \u2013 Proef"
    assert oembed("tr/sets/samen", troubled())["title"] == title
    assert own.one("main").all("p", "lead")[0].text() == f"{title}."
    assert [each["href"] for each in own.one("ul", "languages").all("a")] == [
        f"../../../../embed/{code}/sets/samen/" for code in LANGUAGES
    ]


def test_a_set_that_names_an_unknown_page_stops_the_build(project: Callable[..., Path]) -> None:
    found = open_project(project({"docs/nl/_sets.yml": SETS}))
    assert found.site is None
    assert {(each.check, each.path, each.line) for each in found.stops()} == {("unknown-page", "docs/nl/_sets.yml", 2)}


# -- pages that moved --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("old", ["opvoeden/driftbuien", "opvoeden/woede"])
def test_a_page_that_moved_is_shown_at_its_old_embed_and_led_to_from_its_old_address(language: str, old: str) -> None:
    new, there = embed(f"{language}/{THEME}"), embed(f"{language}/{old}")
    assert there.one("main").text() == new.one("main").text()
    assert there.one("link", rel="canonical")["href"] == new.one("link", rel="canonical")["href"]
    assert discovery(there) == discovery(new)
    assert oembed(f"{language}/{old}", troubled()) == oembed(f"{language}/{THEME}", troubled())
    prefix = "" if language == "nl" else f"{language}/"
    page = parse(troubled()[f"{prefix}{old}/index.html"])
    target = page.one("main").one("a")["href"]
    assert page.one("meta", **{"http-equiv": "refresh"})["content"] == f"0; url={target}"
    assert target.endswith(f"../{prefix}{THEME}/")
    assert page.one("link", rel="canonical")["href"] == f"{URL}{prefix}{THEME}/"
    assert discovery(page) == [f"{URL}embed/{language}/{THEME}/oembed.json"]
    assert f"/{prefix}{old}/ /{prefix}{THEME}/ 301" in troubled()["_redirects"].decode().splitlines()


def test_links_lead_where_they_did_from_an_old_address_that_lies_deeper() -> None:
    def leads(name: str) -> list[str]:
        return [urljoin(f"{URL}embed/{name}/", each["href"]) for each in embed(name).all("a") if each.get("href")]

    assert leads("ar/opvoeden/bui")
    assert leads("ar/opvoeden/bui") == leads("ar/opvoeden")
    target = parse(troubled()["ar/opvoeden/bui/index.html"]).one("main").one("a")["href"]
    assert urljoin(f"{URL}ar/opvoeden/bui/", target) == f"{URL}ar/opvoeden/"


def test_a_page_that_was_taken_away_says_so_where_it_was_embedded() -> None:
    for language in LANGUAGES:
        top = embed(f"{language}/opvoeden/oud")
        assert top.one("h1").text() == words(language)["embed-gone"]
        home = f"{URL}{'' if language == 'nl' else f'{language}/'}"
        assert top.one("link", rel="canonical")["href"] == home
        assert urljoin(f"{URL}embed/{language}/opvoeden/oud/", top.one("a", "full")["href"]) == home
    assert "opvoeden/oud/index.html" not in troubled()
    assert "oud" not in troubled()["_redirects"].decode()


def test_a_page_that_moved_and_is_about_danger_is_a_link_at_its_old_address_too() -> None:
    assert embed("nl/thuis/rust").one("p", id="notice").text() == words("nl")["embed-danger"]
    assert discovery(parse(troubled()["thuis/rust/index.html"])) == []


MOVES = {
    "moved-page-exists": [{"id": "a", "old": THEME, "new": "opvoeden/spelen"}],
    "moved-to-nowhere": [{"id": "a", "old": "opvoeden/oud", "new": "opvoeden/niets"}],
    "moved-twice": [
        {"id": "b", "old": "opvoeden/oud", "new": THEME},
        {"id": "a", "old": "opvoeden/oud", "new": "opvoeden/spelen"},
    ],
    "moved-in-a-circle": [
        {"id": "c", "old": "opvoeden/een", "new": "opvoeden/twee"},
        {"id": "a", "old": "opvoeden/twee", "new": "opvoeden/een"},
    ],
}


@pytest.mark.parametrize("check", MOVES)
def test_a_list_of_moves_that_leads_nowhere_stops_the_build(check: str, project: Callable[..., Path]) -> None:
    text = "moved:\n" + "".join(f"  - {json.dumps(each)}\n" for each in MOVES[check])
    found = open_project(project({"docs/nl/_moved.yml": text}))
    assert found.site is None
    assert (check, "docs/nl/_moved.yml", len(MOVES[check]) + 1) in {
        (each.check, each.path, each.line) for each in found.stops()
    }
    assert {each.check for each in found.stops()} == {check}


def test_no_server_leads_to_a_page_in_a_language_that_it_is_not_for(project: Callable[..., Path]) -> None:
    files = render(
        project(
            {
                "docs/nl/_moved.yml": "moved:\n  - {id: a, old: opvoeden/oud, new: opvoeden/boze-buien}\n",
                "docs/nl/opvoeden/boze-buien.yml": PAGE + "languages: [nl, ar]\n",
            }
        )
    )
    led = [line.split()[:2] for line in files["_redirects"].decode().splitlines() if line.endswith(" 301")]
    assert led == [[f"{at}/opvoeden/oud/", f"{at}/opvoeden/boze-buien/"] for at in ("", "/ar")]
    for name in (".htaccess", "nginx.conf"):
        assert "/opvoeden/oud/" in files[name].decode()
        assert "/tr/opvoeden/oud/" not in files[name].decode()


def test_only_the_source_language_says_what_moved(project: Callable[..., Path]) -> None:
    root = project({"docs/tr/_moved.yml": "moved:\n  - {id: a, old: opvoeden/oud}\n"})
    assert ("unknown-file", "docs/tr/_moved.yml") in {(each.check, each.path) for each in open_project(root).problems}


# -- oEmbed ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_embed_name_the_same_oembed_file_early_and_absolutely(language: str) -> None:
    prefix = "" if language == "nl" else f"{language}/"
    for path in (THEME, "opvoeden", "intermediairs/gids"):
        data = (whole_site() / f"{prefix}{path}/index.html").read_text(encoding="utf-8")
        address = f"{URL}embed/{language}/{path}/oembed.json"
        assert discovery(parse(data, own="/gids" not in path)) == [address]
        assert discovery(embeds()[f"{language}/{path}/"]) == [address]
        # WordPress reads 150 KB, no further than </head>, and no tag with a > in an attribute before href.
        tag = re.search(r"<link [^>]*json\+oembed[^>]*>", data)
        assert tag
        assert tag.end() < min(20_000, data.index("</head>"))
        rel = "alternate bookmark" if "gids" in path else "alternate"  # Material fetches a sitemap for bare alternates
        assert tag[0] == f'<link rel="{rel}" type="application/json+oembed" href="{address}">'


def test_the_page_for_an_unknown_address_names_no_oembed() -> None:
    for name in ("404.html", "ar/404.html"):
        assert "oembed" not in (whole_site() / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_oembed_file_holds_exactly_what_wordpress_keeps(language: str) -> None:
    found = oembed(f"{language}/{THEME}")
    prefix = "" if language == "nl" else f"{language}/"
    html = parse(found["html"])
    quote, frame = (each for each in html.children if isinstance(each, Element))
    assert (quote.tag, frame.tag) == ("blockquote", "iframe")
    assert [each.tag for each in quote.walk()] == ["a"]
    assert quote.one("a")["href"] == f"{URL}{prefix}{THEME}/"
    assert (quote["lang"], quote["dir"]) == (language, DIRECTIONS[language])
    assert frame["src"] == f"{URL}embed/{language}/{THEME}/"
    assert (
        quote.one("a").text() == frame["title"] == found["title"] == embeds()[f"{language}/{THEME}/"].one("h1").text()
    )
    assert set(frame.attributes) == {"src", "title", "width", "height", "frameborder", "marginwidth", "marginheight"}
    assert (frame["width"], frame["height"]) == ("100%", str(found["height"]))
    assert found["provider_url"] == URL


def test_a_title_with_quotes_stays_one_title(project: Callable[..., Path]) -> None:
    title = "Wat is \"<b>CJG</b>\" & 'meer'?"
    page = everything()[f"docs/nl/{THEME}.yml"]
    assert isinstance(page, str)
    files: Files = {f"docs/nl/{THEME}.yml": page.replace("title: Boze buien", f"title: {json.dumps(title)}")}
    made = render(write_project(long_lived() / "project", everything() | files), checked=False)
    html = parse(oembed(f"nl/{THEME}", made)["html"])
    assert html.one("iframe")["title"] == html.one("a").text() == title
    head = parse(made[f"{THEME}/index.html"])
    data = json.loads(head.one("script", type="application/ld+json").children[0])
    assert data["name"] == title
    assert b"<b>CJG" not in made[f"{THEME}/index.html"]


HOSTILE = "Wat is \"<b>CJG</b>\" & 'meer'?"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_pasted_holds_its_texts_as_they_are_in_their_language_and_direction(language: str) -> None:
    site = opened(whole_site().parent, checked=False).site
    assert site is not None
    own = replace(site.language(language), site_name=f"{HOSTILE} site")
    address = f"{URL}x/?a=1&b=2"
    what = sharing.Shared(own, f"{HOSTILE} title", address, f"{URL}embed/x/", f"{HOSTILE} summary", 432)
    snippet, card = parse(sharing.snippet(site, what)), parse(sharing.link_card(what))
    frame, link = snippet.one("iframe"), snippet.one("p").one("a")
    assert frame.attributes == {
        "src": what.embed, "title": what.title, "lang": language, "loading": "lazy", "referrerpolicy": "no-referrer",
        "width": "100%", "height": "432", "style": "border:0",
    }  # fmt: skip
    assert snippet.one("script").attributes == {"async": "", "src": f"{URL}embed/v1.js"}
    assert (link["href"], link.text()) == (address, what.title)
    assert (link.nearest("lang"), link.nearest("dir")) == (language, DIRECTIONS[language])
    quote = card.one("blockquote")
    assert (quote["lang"], quote["dir"]) == (language, DIRECTIONS[language])
    assert [each.tag for each in quote.walk()] == ["p", "a", "strong", "br", "br"]
    assert (quote.one("a")["href"], quote.one("strong").text()) == (address, what.title)
    assert quote.text() == f"{what.title} {what.summary} {own.site_name}"


def test_a_frame_without_script_has_room_for_every_title_that_it_lists() -> None:
    """An estimate: 360 for what every embed has, 50 for what opens, 26 for an open line."""

    def folded(name: str) -> int:
        main = embeds()[f"{name}/"].one("main")
        return sum(
            each.tag == "details" or "titles" in (each.get("class") or "")
            for each in main.children
            if isinstance(each, Element)
        )

    for name, more in (("nl", 2), ("nl/opvoeden", 0), ("tr/opvoeden", 0)):  # the home page leaves some sections out
        assert oembed(name)["height"] == 360 + 50 * (folded(name) + more)
    assert oembed("nl/sets/samen", troubled())["height"] == 200 + 50 * 3
    page = small_site()["pages"][THEME]
    lines = 2 * len(page["do_now"]) + 5 * len(page.get("numbers", ())) + 4
    assert oembed(f"nl/{THEME}")["height"] == 360 + 50 * folded(f"nl/{THEME}") + 26 * lines


# -- what pages say of themselves --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_describes_itself_to_others_in_its_own_language(language: str) -> None:
    prefix = "" if language == "nl" else f"{language}/"
    top = parse((whole_site() / f"{prefix}{THEME}/index.html").read_bytes())
    found = {each["property"]: each["content"] for each in top.all("meta") if each.get("property")}
    assert found["og:title"] == top.one("h1").text()
    assert found["og:description"] == top.one("meta", name="description")["content"] == top.one("p", "lead").text()
    assert found["og:url"] == top.one("link", rel="canonical")["href"]
    assert found["og:locale"] == {"nl": "nl_NL", "ar": "ar_EG", "tr": "tr_TR"}[language]
    assert found["og:image"].startswith(URL), "who shows a card knows of no other address"
    assert (whole_site() / found["og:image"].removeprefix(URL)).read_bytes().startswith(b"\x89PNG")
    data = json.loads(str(top.one("script", type="application/ld+json").children[0]))
    assert data["@type"] == "WebPage"
    assert (data["inLanguage"], data["name"], data["url"]) == (language, found["og:title"], found["og:url"])
    assert data["creativeWorkStatus"] == "Draft"
    numbers = {each["name"]: each.get("telephone") for each in data["mentions"]}
    assert numbers == {
        "De Lijn": "+318002000",
        "Het Wachtende": None,
        "CJG Den Haag": "14070",
        "Straks Open": "0881234567",
    }
    assert data.get("translationOfWork") == ({"@id": f"{URL}{THEME}/"} if language != "nl" else None)
    assert (data["isPartOf"]["url"], data["description"]) == (URL, found["og:description"])
    assert [each.get("url") for each in data["mentions"]].count(None) < len(numbers)
    others = [each["content"] for each in top.all("meta", property="og:locale:alternate")]
    assert sorted([*others, found["og:locale"]]) == ["ar_EG", "nl_NL", "tr_TR"]


def test_a_page_that_is_not_translated_is_not_described() -> None:
    top = parse(troubled()["ar/opvoeden/spelen/index.html"])
    assert [each for each in top.all("meta") if each.get("property")] == []
    assert top.all("script", type="application/ld+json") == []


# -- the scripts and the headers ---------------------------------------------------------------------------------------


def test_the_script_for_hosts_is_at_most_one_kilobyte() -> None:
    data = (whole_site() / "embed/v1.js").read_bytes()
    assert 300 < len(data) <= 1024
    assert len((whole_site() / "embed/frame.v1.js").read_bytes()) < 1200
    for name in ("v1.js", "frame.v1.js"):
        text = (whole_site() / "embed" / name).read_text(encoding="utf-8")
        assert not re.search(r"cookie|localStorage|sessionStorage|fetch|XMLHttp|innerHTML|eval\(|import\(|//", text), (
            name
        )


def test_the_headers_let_everybody_frame_embeds_and_nobody_danger() -> None:
    rules = {where: dict(headers) for where, headers in header_rules(troubled()["_headers"].decode())}
    policy = rules["/embed/*"]["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'self' https://hulp.example.org;" in policy  # WebKit takes 'self' for nothing in a sandbox
    assert "unsafe" not in policy
    assert rules["/embed/*"]["Access-Control-Allow-Origin"] == rules["/data/*"]["Access-Control-Allow-Origin"] == "*"
    assert not [
        name
        for headers in rules.values()
        for name in headers
        if name in ("X-Frame-Options", "Cross-Origin-Resource-Policy")
    ]
    danger = {
        where
        for where, headers in rules.items()
        if "frame-ancestors 'none'" in headers.get("Content-Security-Policy", "")
    }
    assert danger == {f"/{prefix}spoed/{page}/*" for prefix in ("", "ar/", "tr/") for page in ("hulp-nu", "rust")}
    apache, nginx = troubled()["embed/.htaccess"].decode(), troubled()["nginx.conf"].decode()
    assert f'Header always set Content-Security-Policy "{policy}"' in apache
    assert "Header always unset X-Frame-Options" in apache
    assert f'add_header Content-Security-Policy "{policy}" always;' in nginx
    assert f"location = /opvoeden/woede/ {{ return 301 /{THEME}/; }}" in nginx


def test_a_site_in_a_folder_names_that_folder_everywhere(project: Callable[..., Path]) -> None:
    files = everything() | {
        "mkdocs.yml": MKDOCS.replace(URL, f"{URL}hulp/"),
        "docs/nl/_moved.yml": "moved:\n  - {id: a, old: opvoeden/oud, new: opvoeden/spelen}\n",
    }
    made = render(write_project(long_lived() / "project", files))
    assert "/hulp/embed/*" in made["_headers"].decode().splitlines()
    assert made["_redirects"].decode().splitlines()[0] == "/hulp/opvoeden/oud/ /hulp/opvoeden/spelen/ 301"
    assert f"{URL}hulp/embed/nl/{THEME}/" in oembed(f"nl/{THEME}", made)["html"]


def test_the_sets_of_the_real_content_are_translated() -> None:
    root = Path(__file__).resolve().parents[1]
    ids = {
        language: [each["id"] for each in yaml.safe_load((root / f"docs/{language}/_sets.yml").read_text())["sets"]]
        for language in LANGUAGES
    }
    assert ids["nl"] == ids["ar"] == ids["tr"]
