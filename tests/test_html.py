"""Nothing in content can become markup, script, a foreign address or a template: it comes out as the text it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
from conftest import FACTS, MKDOCS, Files
from pages import (
    LANGUAGES,
    Element,
    build_with_mkdocs,
    dump,
    interface,
    load,
    long_lived,
    parse,
    read_tree,
    render,
    translation,
    write_project,
)

from eigentaal.page import COMMON, KINDS, Page
from eigentaal.project import open_project
from eigentaal.schema import ADDED, INHERITED, specs
from eigentaal.wording import DescriptionsFile, GlossaryFile

HARMLESS = "qqonschuldigqq"
"""A word that occurs nowhere else: a page with a payload equals the page with this word, but for the word."""

PAYLOADS = (
    # elements that run
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example.net/x.js></SCRIPT>",
    "</script><script>alert(1)</script>",
    "<script>/*",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=9>x</text></a></svg>",
    "<math><mtext></mtext><mglyph><style><img src onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=//evil.example.net/x.swf>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<form action=//evil.example.net><button>ok</button></form>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<template><script>alert(1)</script></template>",
    # elements that change the page
    "<b>vet</b>",
    "</p></section></main><h1>Overgenomen</h1>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example.net/x.css>",
    "<base href=//evil.example.net/>",
    "<meta http-equiv=refresh content='0;url=//evil.example.net'>",
    "<a href=javascript:alert(1)>klik</a>",
    '<a href="vbscript:msgbox(1)">klik</a>',
    '<a href="data:text/html,<script>alert(1)</script>">klik</a>',
    "<a href=//evil.example.net>klik</a>",
    "<bdo dir=rtl>omgekeerd</bdo>",
    "<plaintext>",
    # attribute breakers
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    '"/><svg/onload=alert(1)>',
    "` onmouseover=alert(1) `",
    '" style="position:fixed;inset:0',
    "x onerror=alert(1)",
    # addresses as text
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "//evil.example.net/x",
    "https://evil.example.net/x",
    # templates
    "{{7*7}}",
    "{{ config.items() }}",
    "{{ ''.__class__.__mro__ }}",
    "{% for x in (1,2) %}x{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{# weg #}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{0.__class__}",
    "{number}",
    "%s %(x)s",
    # entities, comments, sections
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "&amp;lt;b&amp;gt;",
    "&nbsp;&shy;&zwj;&rlm;",
    "<!-- weg -->",
    "--><script>alert(1)</script><!--",
    "<!--[if IE]><script>alert(1)</script><![endif]--",
    "<![CDATA[<script>alert(1)</script>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html>",
    "<x-element>",
    "<<b>>",
    "a < b & c > d",
)

FOREIGN = (
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "https://evil.example.net",
    "//evil.example.net",
    "/ar/",
    "../x",
    "#boven",
    "mailto:x@example.net",
    "tel:0900",
    "file:///etc/passwd",
    "page:",
    "page:Spelen",
    "page:spelen?x=1",
    "page:spelen#a#b",
    "page:../x",
    "Page:spelen",
    'page:spelen"onclick=alert(1)',
    "term:coach#x",
)


# -- a project with one text in every field ----------------------------------------------------------------------------


class Shape(NamedTuple):
    """Where a payload can't stand, so that its harmless twin stays out there too."""

    long: bool
    """Longer than the short name of a page."""
    brackets: bool
    """The words of a link hold none."""
    braces: bool
    """Slots of an interface text."""

    @classmethod
    def of(cls, text: str) -> Shape:
        return cls(len(text) > 32, bool(set(text) & set("[]")), bool(set(text) & set("{}")))


def facts(text: str) -> str:
    """The facts with the text in every value of an organisation that is no pattern."""
    content = load(FACTS)
    for each in content["organisations"]:
        each.update(name=text, note=text, source={"title": text, "site": text, "url": text})
        each["address"] = {"text": text, "publish": "yes"}
    for each in content["rules"]:
        each.update(statement=text, core=text, note=text, source=text)
    return dump(content)


def words(language: str, text: str, shape: Shape) -> str:
    """The interface with the text before every phrase; its slots stay."""
    content = load(interface(language))
    for each in (*content["words"], *content.get("dutch", ())):
        slots = [piece.partition("}")[0] for piece in each["text"].split("{")[1:]]
        each["text"] = " ".join(["Tekst" if shape.braces else text, *(f"{{{slot}}}" for slot in slots)])
    return dump(content)


def page(kind: str, text: str, slug: str, shape: Shape | None = None) -> dict[str, Any]:
    """A page of a kind with the text in each of its texts, and a reference wherever one may stand."""
    fields, shape = KINDS[kind], shape or Shape.of(text)
    made: dict[str, Any] = {"kind": kind}
    for name, spec in specs(Page).items():
        if name not in (*COMMON, *fields.must, *fields.may) or name in ("kind", "languages"):
            continue
        given = {
            "picture": "home", "order": "10", "call": "lijn", "contacts": ["lijn", "wacht", "alarm"], "danger": "yes",
            "related": [slug], "risk_factors": ["1"],
        }.get(name)  # fmt: skip
        if given is not None:
            made[name] = given
        elif spec.kind == "items":
            made[name] = [_item(spec.of, text, shape)]
        elif spec.kind in ("line", "text", "rich"):
            made[name] = "Tekst" if shape.long and spec.limit < 80 else text
    return made


def _item(cls: Any, text: str, shape: Shape) -> dict[str, Any]:
    made: dict[str, Any] = {"id": "een"}
    for name, spec in specs(cls).items():
        if spec.role == ADDED or name == "basis":
            continue
        if spec.kind == "rich":
            links = "" if shape.brackets else f"\n\n[{text}](page:spelen) en [{text}](term:woord)"
            made[name] = f"{text}\n\n- {text}\n\n1. {text}{links}"
        elif spec.kind in ("line", "text"):
            made[name] = text
        elif spec.kind == "items":
            made[name] = [_item(spec.of, text, shape)]
        elif given := {"contact": "lijn", "part": "een", "file": "een.png"}.get(name):
            made[name] = given
    return made


def glossary(text: str) -> str:
    return dump(
        {"terms": [{"id": "woord", "term": text, "long": text, "explanation": text, "keep_dutch": "yes", "note": text}]}
    )


def descriptions(text: str) -> str:
    return dump(
        {"organisations": [{"id": "lijn", "what": text, "ask": text}, {"id": "wacht", "what": text, "ask": text}]}
    )


def project_of(text: str, shape: Shape | None = None) -> Files:
    """Every kind of page, and everything around it, with the text in every field, in three languages."""
    shape = shape or Shape.of(text)
    pages = {
        "index": page("home", text, "spelen", shape),
        "opvoeden/index": page("section", text, "spelen", shape),
        **{
            f"opvoeden/{kind}": page(kind, text, "spelen", shape)
            for kind in KINDS
            if kind not in ("home", "section", "theme")
        },
        "opvoeden/spelen": page("theme", text, "service", shape),
    }
    files: Files = {
        "mkdocs.yml": MKDOCS if shape.braces else MKDOCS.replace("site_name: Proef", f"site_name: {json.dumps(text)}"),
        "docs/facts/facts.yml": facts(text),
        "docs/nl/_glossary.yml": glossary(text),
        "docs/nl/_organisations.yml": descriptions(text),
        "docs/nl/_interface.yml": words("nl", text, shape),
        "docs/nl/opvoeden/boze-buien.yml": None,
        "docs/assets/een.png": b"\x89PNG",
    }
    files |= {f"docs/nl/{path}.yml": dump(each) for path, each in pages.items()}
    for language in LANGUAGES[1:]:
        files[f"docs/{language}/_interface.yml"] = words(language, text, shape)
        if language == "ar":  # Turkish stays untranslated: the notice with the Dutch text
            files |= {f"docs/ar/{path}.yml": dump(translation(each, _same(text))) for path, each in pages.items()}
            files["docs/ar/_glossary.yml"] = dump(translation(load(glossary(text)), _same(text), GlossaryFile))
            files["docs/ar/_organisations.yml"] = dump(
                translation(load(descriptions(text)), _same(text), DescriptionsFile)
            )
    return files


def _same(text: str) -> Callable[[str, str], str]:
    return lambda name, dutch: dutch if dutch else text


# -- comparing a page with its harmless twin ---------------------------------------------------------------------------


def skeleton(top: Element, text: str) -> list[tuple[str, dict[str, str]]]:
    """Elements and attributes in order, the text in them replaced; isolates, which follow the letters, left out."""
    return [
        (each.tag, {name: harmless_in(value, text) for name, value in each.attributes.items()})
        for each in top.walk()
        if not (each.tag in ("bdi", "span") and each.attributes.keys() <= {"lang", "dir"})
    ]


def harmless_in(value: str, text: str) -> str:
    """An attribute with the text in it replaced, also where it is part of an address to share."""
    return value.replace(text, HARMLESS).replace(quote(text, safe=""), HARMLESS)


def visible(top: Element, text: str) -> str:
    """What a reader and a search engine get: the words of the page, and those of its description as data."""
    shown = [part for where, part in top.texts() if where.tag != "script"]
    data = [
        json.loads("".join(part for _, part in each.texts())) for each in top.all("script", type="application/ld+json")
    ]
    words = " ".join(["".join(shown), *strings_of(data)])
    return " ".join(words.split()).replace(" ".join(text.split()), HARMLESS)


def strings_of(data: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from strings_of(each)
    else:
        yield str(data)


@cache
def harmless(shape: Shape) -> Mapping[str, tuple[list[tuple[str, dict[str, str]]], str]]:
    files = render(write_project(long_lived() / "project", project_of(HARMLESS, shape)), checked=False)
    pages = {name: parse(data) for name, data in files.items() if name.endswith(".html")}
    return {name: (skeleton(top, HARMLESS), visible(top, HARMLESS)) for name, top in pages.items()}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_with_markup_or_a_template_is_shown_as_it_was_written(
    payload: str, project: Callable[..., Path]
) -> None:
    expected = harmless(Shape.of(payload))
    made = {
        name: parse(data)
        for name, data in render(project(project_of(payload)), checked=False).items()
        if name.endswith(".html")
    }
    assert made.keys() == expected.keys()
    for name, top in made.items():
        elements, text = expected[name]
        assert skeleton(top, payload) == elements, name
        assert visible(top, payload) == text, name


def test_the_payloads_reach_every_page_and_most_of_its_texts() -> None:
    reached = {name: text.count(HARMLESS) for name, (_, text) in harmless(Shape.of(HARMLESS)).items()}
    assert len(PAYLOADS) >= 60
    assert len(set(PAYLOADS)) == len(PAYLOADS)
    assert max(map(len, PAYLOADS)) <= 80, "longer than a title may be: it would fit fewer fields"
    fewest = {name: 5 if name.startswith("embed/") else 8 for name in reached}  # an embed may be no more than a notice
    assert {name: count for name, count in reached.items() if count < fewest[name]} == {}
    assert reached["opvoeden/spelen/index.html"] > 40


@pytest.mark.parametrize("address", FOREIGN)
def test_a_link_to_anything_but_a_page_or_a_word_is_an_error_in_its_line(
    address: str, project: Callable[..., Path]
) -> None:
    content = page("theme", "Tekst", "service")
    places = (("do_now", "text"), ("parts", "text"), ("worries", "question"), ("worries", "answer"), ("say", "text"))
    content["answer"] = f"Lees [dit]({address})."
    for group, name in places:
        content[group][0][name] = f"Lees [dit]({address})."
    files = project_of("Tekst")
    shown = "docs/nl/opvoeden/spelen.yml"
    files[shown] = dump(content)
    opened = open_project(project(files))
    assert opened.site is None
    meant = {number for number, line in enumerate(str(files[shown]).splitlines(), start=1) if "[dit](" in line}
    found = [each for each in opened.problems if each.path == shown and each.check in ("foreign-link", "broken-markup")]
    assert {each.line for each in found} == meant
    assert len(meant) == 1 + len(places)


@pytest.mark.parametrize(
    "reference", ["config", "7*7", "lijn", "lijn.phone.x", "LIJN.phone", "nl:", "../x", "own_language", "", "a b"]
)
def test_a_reference_to_anything_else_is_an_error_and_never_evaluated(
    reference: str, project: Callable[..., Path]
) -> None:
    content = page("theme", "Tekst", "service")
    content["answer"] = f"Bel [[{reference}]]."
    files = project_of("Tekst")
    files["docs/nl/opvoeden/spelen.yml"] = dump(content)
    opened = open_project(project(files))
    assert opened.site is None
    assert {each.check for each in opened.problems} & {"unknown-reference", "broken-markup"}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("number", '112"><script>alert(1)</script>'), ("dial", '1" onclick="alert(1)'), ("dial", "javascript:alert(1)"),
        ("international", '+31"><b>'), ("url", "javascript:alert(1)"), ("url", 'https://example.org/"onclick="alert(1)'),
        ("url", "https://example.org/<b>"), ("url", "http://example.org/"), ("url", "https://user:secret@example.org/"),
        ("url", "https://example.org:8080/"), ("url", "data:text/html,x"), ("category", "<b>"), ("route", "../x"),
    ],
)  # fmt: skip
def test_a_fact_that_could_break_out_of_its_place_is_refused(
    place: str, value: str, project: Callable[..., Path]
) -> None:
    content = load(FACTS)
    organisation = content["organisations"][1]
    if place == "url":
        organisation["web"] = {"url": value, "publish": "yes"}
    elif place in ("category", "route"):
        organisation[place] = value
    else:
        organisation["phones"][0][place] = value
    opened = open_project(project({"docs/facts/facts.yml": dump(content)}))
    assert opened.site is None
    assert [each.check for each in opened.problems if each.path == "docs/facts/facts.yml"] == ["bad-value"]


@pytest.mark.parametrize(
    "value",
    ["javascript:alert(1)", "http://weer.example.org/", "//weer.example.org/", "data:text/html,x", "https:///x", ""],
)
def test_the_quick_exit_leads_to_an_https_address_only(value: str, project: Callable[..., Path]) -> None:
    opened = open_project(project({"mkdocs.yml": MKDOCS.replace('"https://weer.example.org/"', json.dumps(value))}))
    assert opened.site is None
    assert [each.check for each in opened.problems] == ["bad-exit-url"]


@pytest.mark.parametrize(
    "text", ["{{7*7}}", "{number", "}", "Bel {x}", "{0}", "{number.__class__}", "{number!r}", "{number:>9999999}"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brace_in_the_interface_is_an_error_in_dutch_and_never_breaks_a_translation(
    language: str, text: str, project: Callable[..., Path]
) -> None:
    files = project_of("Tekst")
    content = load(words(language, "Tekst", Shape.of("Tekst")))
    for each in content["words"]:
        if each["id"] in ("call", "open-line", "call-ask", "do-now"):
            each["text"] = text
    files[f"docs/{language}/_interface.yml"] = dump(content)
    root = project(files)
    opened = open_project(root)
    found = [each for each in opened.problems if each.check == "slot-mismatch"]
    assert f"docs/{language}/_interface.yml" in {each.path for each in found}
    if language == "nl":
        assert opened.site is None
    else:
        made = {name: data for name, data in render(root).items() if name.endswith(".html")}
        numbers = [
            each
            for each in parse(made[f"{language}/opvoeden/spelen/index.html"]).all("a", "call")
            if "112" in each.text() or "0800-2000" in each.text()
        ]
        assert numbers, "a call button without its number"


# -- the professional part: MkDocs and Material print what they are given, without escaping ----------------------------


def professional_pages(words_of: Callable[[int], str]) -> Files:
    """A page for professionals per payload, with `words_of(n)` in all its texts, and a theme per payload."""
    files = project_of("Tekst")
    for path in [
        each
        for each in files
        if each.startswith("docs/ar/")
        or each.endswith(("professional.yml", "urgent.yml", "about.yml", "explainer.yml"))
    ]:
        files[path] = None
    files["docs/nl/gidsen/index.yml"] = dump(page("section", "Gidsen", "spelen"))
    for index in range(len(PAYLOADS)):
        text, shape = words_of(index), Shape.of(PAYLOADS[index])
        made = page("professional", text, "spelen", shape) | {"order": str(index)}
        files[f"docs/nl/gidsen/gids-{index}.yml"] = dump(made)
        if index % 10 == 0:
            files[f"docs/ar/gidsen/gids-{index}.yml"] = dump(translation(made, _same(text)))
        files[f"docs/nl/opvoeden/thema-{index}.yml"] = dump(
            page("theme", text, "spelen", shape) | {"order": str(index)}
        )
    return files


@cache
def site_of_payloads() -> Path:
    """Also shown in a browser (test_browser)."""
    return build_with_mkdocs(
        write_project(long_lived() / "project", professional_pages(lambda index: PAYLOADS[index])), checked=False
    )


@pytest.mark.xdist_group("payloads")
def test_pages_for_professionals_get_no_element_or_attribute_from_a_text() -> None:
    attacked = read_tree(site_of_payloads())
    twin = read_tree(
        build_with_mkdocs(
            write_project(long_lived() / "project", professional_pages(lambda index: f"qq{index}qq")), checked=False
        )
    )
    assert attacked.keys() == twin.keys()

    def bare(top: Element) -> list[tuple[str, list[str]]]:
        return [
            (each.tag, sorted(each.attributes))
            for each in top.walk()
            if not (each.tag in ("bdi", "span") and each.attributes.keys() <= {"lang", "dir"})
        ]

    names = [name for name in attacked if name.endswith(".html") and "gids-" in name]
    assert len(names) >= len(PAYLOADS)
    strange = [name for name in names if bare(parse(attacked[name], own=False)) != bare(parse(twin[name], own=False))]
    assert strange == []


@pytest.mark.xdist_group("payloads")
def test_pages_for_professionals_show_their_title_in_page_menu_and_tab_as_it_was_written() -> None:
    made = read_tree(site_of_payloads())
    wrong = []
    for index, payload in enumerate(PAYLOADS):
        top = parse(made[f"gidsen/gids-{index}/index.html"], own=False)
        shown = " ".join(payload.split())
        if top.one("h1").text() != shown:
            wrong.append((payload, "h1", top.one("h1").text()))
        title = next(each for each in top.all("title") if each.parent and each.parent.tag == "head").text()
        if not title.startswith(shown):
            wrong.append((payload, "title", title))
        label = " ".join(page("professional", payload, "spelen")["short"].split())
        menu = [each.text() for each in top.all("a", "md-nav__link")]
        if shown not in menu and label not in menu:
            wrong.append((payload, "menu", menu[index] if index < len(menu) else ""))
    assert wrong == []


def test_inherited_fields_of_a_translation_can_not_be_written_there(project: Callable[..., Path]) -> None:
    """What Dutch alone decides (numbers, links to pages, danger) can't be changed by a translation."""
    inherited = [
        name
        for name, spec in specs(Page).items()
        if spec.role == INHERITED and name in KINDS["theme"].must + KINDS["theme"].may
    ]
    files = project_of("Tekst")
    wrong = load(str(files["docs/ar/opvoeden/spelen.yml"])) | dict.fromkeys(inherited, "x")
    files["docs/ar/opvoeden/spelen.yml"] = dump(wrong)
    root = project(files)
    found = [each for each in open_project(root).problems if each.check == "inherited-field"]
    assert sorted(dict(each.details)["field"] for each in found) == sorted(inherited)
    assert b'lang="nl" dir="ltr"' in render(root)["ar/opvoeden/spelen/index.html"]
