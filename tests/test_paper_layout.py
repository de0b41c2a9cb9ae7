"""Folders on paper as a person holds them: panels and folds, nothing lost, marks, codes that scan, type that reads."""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from typing import Any

import page as validation
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from conftest import MKDOCS
from pages import REAL, dump, filler, interface, load, small_site, translation
from paper import (
    ALL,
    CASES,
    MM,
    SAY,
    THEME,
    bare,
    folder,
    images,
    lost,
    on_paper,
    png,
    put,
    real,
    shelf,
    small,
    spoken,
    tagged,
    text_of,
    words,
)
from PIL import Image

from eigentaal.leaflets.impose import order
from eigentaal.leaflets.shelf import Folder, Shelf

LANGUAGES = ("nl", "ar", "tr")
MIRRORED = {"nl": False, "ar": True, "tr": False}
WIDTH, HEIGHT = 297, 210
OUTSIDE = {"flap": (0, 97), "back": (97, 197), "front": (197, 297)}
INSIDE = {"in1": (0, 100), "in2": (100, 200), "in3": (200, 297)}


def panel(name: str, language: str) -> tuple[int, int]:
    """Where a panel lies, in mm from the left; mirrored where the language is read from the right."""
    start, end = {**OUTSIDE, **INSIDE}[name]
    return (WIDTH - end, WIDTH - start) if MIRRORED[language] else (start, end)


def said_in(pdf: bytes, index: int, area: tuple[int, int]) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        found = document[index].get_textpage()
        return str(found.get_text_bounded(left=area[0] * MM, right=area[1] * MM, bottom=0, top=HEIGHT * MM))


# -- the tri-fold ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_panel_of_a_tri_fold_holds_what_it_should_where_the_folds_put_it(language: str) -> None:
    found = folder(small(), f"{language}/boze-buien-trifold")
    sheet = found.plan.data["sheet"]

    def has(index: int, name: str, runs: list[dict[str, Any]]) -> bool:
        wanted = words("".join(each["v"] for each in runs))
        return set(wanted) <= set(words(said_in(found.pdf, index, panel(name, language))))

    assert found.pages == 2
    assert has(0, "front", sheet["title"])
    assert has(0, "flap", sheet["w"]["do-now"])
    assert has(0, "back", sheet["scan"])
    assert has(0, "back", [sheet["urgent"][0]["tel"]])
    assert has(1, "in1", sheet["parts"][0]["h"])
    assert not has(0, "back", sheet["title"])


def test_folds_of_the_two_sides_lie_on_each_other_and_the_flap_is_the_narrow_one() -> None:
    """Turned over the short edge, x becomes 297 - x: the flap is the back of in3, the front that of in1."""
    for language in LANGUAGES:
        turned = {name: tuple(sorted(WIDTH - x for x in panel(name, language))) for name in OUTSIDE}
        assert turned["flap"] == panel("in3", language)
        assert turned["back"] == panel("in2", language)
        assert turned["front"] == panel("in1", language)
        start, end = panel("flap", language)
        assert end - start == 97


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tri_fold_that_is_cut_and_folded_shows_cover_then_flap_beside_the_first_panel(language: str) -> None:
    found = folder(small(), f"{language}/boze-buien-trifold")
    sides = images(found.pdf, 60)
    scale = sides[0].width / WIDTH

    def cut(index: int, name: str) -> Image.Image:
        start, end = panel(name, language)
        return sides[index].crop((round(start * scale), 0, round(end * scale), sides[index].height))

    cover = cut(0, "front")
    green = sum(1 for pixel in cover.get_flattened_data() if pixel[1] > pixel[0] + 40 and pixel[0] < 60)
    assert green > cover.width * cover.height * 0.3  # the cover is what one sees first
    # Opened once: the first panel, and on it the flap, which lies over the middle panel but for 3 mm.
    first, flap = panel("in1", language), panel("in2", language)
    opened = Image.new("RGB", (round(200 * scale), sides[0].height), "white")
    at = {True: (100, 0), False: (0, 103)}[MIRRORED[language]]
    opened.paste(cut(1, "in1"), (round(at[0] * scale), 0))
    opened.paste(cut(0, "flap"), (round(at[1] * scale), 0))
    left, right = (
        opened.crop((0, 0, opened.width // 2, opened.height)),
        opened.crop((opened.width // 2, 0, opened.width, opened.height)),
    )
    assert all(
        min(half.convert("L").get_flattened_data()) < 120 for half in (left, right)
    )  # both halves are written on
    assert abs(first[0] - flap[0]) == 100


def ink(image: Image.Image, x0: float, x1: float, y0: float = 9, y1: float = HEIGHT - 9) -> bool:
    """Whether anything is printed between these millimetres."""
    scale = image.width / WIDTH
    area = image.convert("L").crop((int(x0 * scale) + 1, int(y0 * scale) + 1, int(x1 * scale) - 1, int(y1 * scale) - 1))
    return area.getextrema()[0] < 235


@REAL
@pytest.mark.parametrize("language", LANGUAGES)
def test_folds_and_margins_of_every_tri_fold_are_white(language: str) -> None:
    for found in real().folders:
        if found.plan.format != "trifold" or found.plan.language != language:
            continue
        for side, panels in zip(png(real(), found), (OUTSIDE, INSIDE), strict=True):
            folds = {x for name in panels for x in panel(name, language)} - {0, WIDTH}
            assert len(folds) == 2
            for fold in folds:
                assert not ink(side, fold - 4, fold + 4), (found.plan.file, fold)
            assert not ink(side, 0, 5, 0, HEIGHT), found.plan.file
            assert not ink(side, WIDTH - 5, WIDTH, 0, HEIGHT), found.plan.file
            assert not ink(side, 0, WIDTH, 0, 4.5), found.plan.file
            assert not ink(side, 0, WIDTH, HEIGHT - 4.5, HEIGHT), found.plan.file


def test_ink_in_a_fold_is_seen() -> None:
    side = png(small(), folder(small(), "nl/boze-buien-trifold"))[0]
    side.paste((0, 0, 0), (round(97 / WIDTH * side.width), 300, round(98 / WIDTH * side.width) + 1, 310))
    assert ink(side, 93, 101)


# -- nothing is lost ---------------------------------------------------------------------------------------------------


def share(found: Folder) -> tuple[float, list[str]]:
    """Which part of the words of a folder is found back, and the words that are not.

    How Dutch sounds in Arabic letters carries a vowel sign on every letter, which PDFium takes for the end of a word:
    of those texts every letter is to be there (see below), of all others every word.
    """
    sheets = [found.plan.data["sheet"], *found.plan.data.get("pages", ())]
    if "nl" in found.plan.data:  # its sentences have the own language filled in, as those of the other side
        sheets.append({**found.plan.data["nl"], "say": []})
    said = [each["say"] if found.plan.format in ("card", "checklist") else each for each in sheets]
    texts = [text for each in said for text in spoken(each)]
    missing = lost(found.pdf, texts)
    return 1 - len(missing) / sum(len(words(text)) for text in texts), missing


@REAL
def test_every_word_of_the_content_is_found_back_in_the_folders() -> None:
    for found in tagged(real()):
        part, missing = share(found)
        if found.plan.language != "ar":
            assert missing == [], found.plan.file
        assert part >= 0.95, (found.plan.file, part, missing[:20])


@REAL
def test_every_letter_of_how_a_sentence_sounds_is_on_the_card() -> None:
    for found in (each for each in tagged(real()) if each.plan.format == "card" and each.plan.language != "nl"):
        there = Counter("".join(words(text_of(found.pdf))))
        for each in found.plan.data["sheet"]["say"]:
            wanted = Counter("".join(words("".join(run["v"] for run in each["sound"]))))
            assert wanted, found.plan.file
            assert not wanted - there, found.plan.file


def hostile(formats: list[str]) -> Shelf:
    cases = CASES["hostile"]
    files = on_paper()
    page = {**small_site()["pages"][THEME], "say": SAY, "leaflet": {"formats": formats}}
    page |= {
        "title": cases["nl"]["title"],
        "parts": [{"id": "alles", "heading": cases["nl"]["title"], "text": cases["nl"]["text"]}],
    }
    page["ask_help"] = [{"id": "vaak", "text": cases["nl"]["answer"]}]
    own = {}
    for language in ("ar", "tr"):
        made = translation(page, filler(language))
        made |= {"title": cases[language]["title"]}
        made["parts"] = [{"id": "alles", "heading": cases[language]["title"], "text": cases[language]["text"]}]
        made["ask_help"] = [{"id": "vaak", "text": cases[language]["answer"]}]
        made["say"][0]["meaning"] = cases[language]["meaning"]
        own[language] = made
    put(files, THEME, page, own)
    return shelf(files, "hostile")


def test_hostile_content_is_whole_on_paper_in_every_form() -> None:
    found = hostile(ALL["formats"])
    made = [each for each in found.folders if each.plan.name == "boze-buien"]
    assert {(each.plan.language, each.plan.format) for each in made} >= {
        (language, form) for language in LANGUAGES for form in ("trifold", "card", "checklist")
    }
    for each in made:
        part, missing = share(each)
        if each.plan.language == "ar":
            assert part >= 0.95, (each.plan.file, missing)
        else:
            assert missing == [], each.plan.file
    for language in LANGUAGES:
        said = text_of(folder(found, f"{language}/boze-buien-trifold").pdf)
        assert re.search(r"070\s752\s90\s00", said), language
        assert "1.250,00" in said
        assert "12-16" in said


def test_a_text_that_is_too_long_names_page_language_panel_and_millimetres() -> None:
    files = on_paper()
    page = {**small_site()["pages"][THEME], "leaflet": {"formats": ["trifold"]}}
    page["parts"] = [
        {"id": f"p{n}", "heading": f"Vraag {n}?", "text": "Dit is een zin met woorden. " * 40} for n in range(9)
    ]
    put(files, THEME, page)
    found = shelf(files)
    assert not any(each.plan.name == "boze-buien" and each.plan.language == "nl" for each in found.folders)
    wrong = next(each for each in found.problems if each.check == "leaflet-too-long" and "/nl/" in each.path)
    details = dict(wrong.details)
    assert wrong.severity == "error"
    assert (details["page"], details["language"]) == ("boze-buien", "nl")
    assert details["panel"] in ("flap", "back", "front", "in3")
    assert float(details["mm"]) > 100


@pytest.mark.parametrize("form", ["trifold", "bilingual", "card", "checklist"])
def test_a_word_that_is_too_wide_is_refused_and_named(form: str) -> None:
    long = "Reddingsbootbemanningsvergoedingsaanvraagformulierenkastsleutelhangerfabrieksdirecteursdochter"
    files = on_paper()
    page = {**small_site()["pages"][THEME], "leaflet": {"formats": [form]}}
    page["say"] = [{"id": "lang", "text": long}]
    put(files, THEME, page)
    found = shelf(files)
    language = "ar" if form == "bilingual" else "nl"
    wrong = [dict(each.details) for each in found.problems if each.check == "leaflet-word-too-wide"]
    here = [each for each in wrong if (each["page"], each["language"]) == ("boze-buien", language)]
    assert [(each["format"], each["word"]) for each in here] == [(form, long)]
    assert float(here[0]["mm"]) > 0


@pytest.mark.parametrize("form", ["trifold", "bilingual", "card", "checklist"])
def test_a_title_takes_smaller_type_or_is_refused_and_is_never_cut_off(form: str) -> None:
    """What stands beyond the edge of its box isn't read by who holds the paper."""
    language, files = ("ar" if form == "bilingual" else "nl"), on_paper()
    page = {**small_site()["pages"][THEME], "say": SAY, "leaflet": {"formats": [form]}}
    for title, fits in (("Jeugdgezondheidszorg", True), ("Jeugdgezondheidszorg" * 4, form == "card")):
        put(files, THEME, {**page, "title": title})
        found = shelf(files, f"title-{fits}")
        made = [each for each in found.folders if (each.plan.name, each.plan.language) == ("boze-buien", language)]
        wrong = [dict(each.details) for each in found.problems if each.check == "leaflet-word-too-wide"]
        here = [each["word"] for each in wrong if (each["page"], each["language"]) == ("boze-buien", language)]
        assert (len(made), here) == ((1, []) if fits else (0, [title]))


def test_a_word_that_is_too_wide_is_named_with_its_quotation_marks() -> None:
    long = '"Reddingsbootbemanningsvergoedingsaanvraagformulierenkastsleutelhangerfabrieksdirecteursdochter"'
    files = on_paper()
    page = {**small_site()["pages"][THEME], "leaflet": {"formats": ["trifold"]}}
    page["parts"] = [{"id": "lang", "heading": long, "text": "Kort."}]
    put(files, THEME, page)
    wrong = [dict(each.details) for each in shelf(files).problems if each.check == "leaflet-word-too-wide"]
    assert long in {each["word"] for each in wrong if each["language"] == "nl"}


def test_twice_the_text_is_smaller_type_or_a_message_never_less_text() -> None:
    sizes = []
    for times in (1, 2, 4, 8):
        files = on_paper()
        page = {**small_site()["pages"][THEME], "leaflet": {"formats": ["trifold"]}}
        page["parts"] = [
            {"id": f"p{n}", "heading": f"Vraag {n}?", "text": "Een zin met zes gewone woorden. " * 9 * times}
            for n in range(5)
        ]
        put(files, THEME, page)
        found = shelf(files)
        made = [each for each in found.folders if each.plan.file == "folders/nl/boze-buien-trifold.pdf"]
        if made:
            sizes.append(made[0].size)
            assert bare(text_of(made[0].pdf)).count("gewone") == 45 * times
        else:
            assert any(each.check == "leaflet-too-long" for each in found.problems)
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) >= 2
    assert sizes[0] > sizes[-1] >= 11


@REAL
def test_body_type_is_never_smaller_than_11_points_and_12_in_arabic() -> None:
    for each in real().folders:
        if each.plan.format != "card":
            assert each.size >= (12 if each.plan.language == "ar" else 11), each.plan.file


def test_strings_that_look_like_markup_come_out_as_text() -> None:
    files = on_paper()
    page = {**small_site()["pages"][THEME], "leaflet": {"formats": ["trifold"]}}
    page["parts"] = [{"id": f"p{n}", "heading": text, "text": "Tekst."} for n, text in enumerate(CASES["markup"])]
    put(files, THEME, page)
    said = "".join(words(text_of(folder(shelf(files), "nl/boze-buien-trifold").pdf)))
    for text in CASES["markup"]:
        assert "".join(words(text)) in said, text


# -- what a folder says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dots", [100, 300])
def test_the_square_code_leads_to_the_page_in_its_language(dots: int) -> None:
    for language in LANGUAGES:
        for form in ("trifold", "checklist", *(("bilingual",) if language != "nl" else ())):
            found = folder(small(), f"{language}/boze-buien-{form}")
            codes = {code.text for image in images(found.pdf, dots) for code in zxingcpp.read_barcodes(image)}
            prefix = "" if language == "nl" else f"{language}/"
            assert codes == {f"https://hulp.example.org/{prefix}opvoeden/boze-buien/"}, found.plan.file


def test_every_folder_but_the_card_has_emergency_numbers_trust_date_and_code() -> None:
    for each in tagged(small()):
        said = re.sub(r"\s+", " ", bare(text_of(each.pdf)))
        assert each.plan.code in said, each.plan.file
        if each.plan.format == "card":
            continue
        assert "112" in said, each.plan.file
        assert f"hulp.example.org/f/{each.plan.code}" in said, each.plan.file
        assert "2026" in said, each.plan.file  # when its facts were looked up
        trust = words("".join(run["v"] for run in each.plan.data["sheet"]["trust"][0]))
        assert lost(each.pdf, [" ".join(trust)]) == [], each.plan.file


@REAL
def test_what_nobody_checked_says_so_in_both_languages() -> None:
    for each in tagged(real()):
        said = bare(text_of(each.pdf))
        own = words("".join(run["v"] for run in each.plan.data["sheet"]["w"]["leaflet-unchecked"]))
        if each.plan.format != "card":
            assert "Nog niet nagekeken" in said, each.plan.file
            assert lost(each.pdf, [" ".join(own)]) == [], each.plan.file


@REAL
def test_without_an_address_of_its_own_every_sheet_says_proof_and_with_one_none_does() -> None:
    for each in tagged(real()):  # example.org
        with pypdfium2.PdfDocument(each.pdf) as document:
            for page in document if each.plan.format in ("bilingual", "checklist", "card") else [document[0]]:
                assert "PROEF" in page.get_textpage().get_text_range(), each.plan.file
    for each in tagged(small()):
        assert "PROEF" not in text_of(each.pdf), each.plan.file


def test_both_sides_of_a_row_have_the_same_number_at_the_same_height() -> None:
    for language in ("ar", "tr"):
        found = folder(small(), f"{language}/boze-buien-bilingual")
        with pypdfium2.PdfDocument(found.pdf) as document:
            seen: dict[str, list[tuple[float, float]]] = {}
            for number, page in enumerate(document):
                text = page.get_textpage()
                for index in range(text.count_rects()):
                    left, bottom, right, top = text.get_rect(index)
                    said = text.get_text_bounded(left, bottom, right, top).strip()
                    if re.fullmatch(r"[0-9]{1,2}", said) and top - bottom < 8:
                        seen.setdefault(said, []).append((number * 1000 - bottom, left))
        rows = [seen[str(n)] for n in range(1, 8)]
        for heights in rows:
            ys = sorted(y for y, _ in heights)
            assert any(abs(a - b) < 1 for a, b in itertools.pairwise(ys)), heights


def test_the_sentence_to_show_has_the_own_language_on_both_sides() -> None:
    said = text_of(folder(small(), "tr/boze-buien-bilingual").pdf)
    assert "Ik spreek Turks" in re.sub(r"\s+", " ", said)
    assert "(uw taal)" not in said


def test_a_sheet_of_cards_is_always_full() -> None:
    found = folder(small(), "tr/boze-buien-card")
    said = bare(re.sub(r"\s+", " ", text_of(found.pdf)))
    assert found.pages == 1
    assert said.count("Ik wil advies") == 10
    assert said.count(found.plan.code) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_says_that_nobody_checked_it_and_where_its_code_leads(language: str) -> None:
    """Cards are cut apart: each is all that its reader has."""
    found = folder(small(), f"{language}/boze-buien-card")
    said = bare(re.sub(r"\s+", " ", text_of(found.pdf)))
    assert all(
        said.count(word) == 10 for word in ("Nog", "niet", "nagekeken")
    )  # PDFium turns their order beside Arabic
    assert said.count(f"hulp.example.org/f/{found.plan.code}") == 10
    own = words("".join(run["v"] for run in found.plan.data["sheet"]["w"]["leaflet-unchecked"]))
    assert lost(found.pdf, [" ".join(own)]) == []


def test_a_trial_in_two_languages_says_in_both_that_it_is_not_for_handing_out() -> None:
    files = on_paper({"mkdocs.yml": MKDOCS.replace("hulp.example.org", "example.org")})
    found = folder(shelf(files, "trial"), "tr/boze-buien-bilingual")
    said = " ".join(text_of(found.pdf).split())
    for sheet in (found.plan.data["nl"], found.plan.data["sheet"]):
        line = "".join(run["v"] for run in sheet["w"]["leaflet-proof"])
        assert line in said, line


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_says_of_a_number_that_waits_that_it_does_and_whom_to_call_meanwhile(language: str) -> None:
    """Else its reader thinks that there is none."""
    phrases = {each["id"]: each["text"] for each in load(interface(language))["words"]}
    for form in ("trifold", "bilingual"):
        if (form, language) == ("bilingual", "nl"):
            continue
        found = folder(small(), f"{language}/boze-buien-{form}")
        contact = next(each for each in found.plan.data["sheet"]["contacts"] if each["id"] == "wacht")
        through = next(each for each in found.plan.data["sheet"]["urgent"] if each["org"] == "alarm")
        assert contact["tel"]["v"] != through["tel"]["v"]
        meanwhile = phrases["call-instead"].partition("{name}")[0]
        texts = [phrases["number-waits"], meanwhile, phrases["then-say"], "Mag ik Het Wachtende spreken"]
        assert lost(found.pdf, texts) == [], form
        assert contact["tel"]["v"].replace("\u00a0", " ") in bare(text_of(found.pdf)).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_for_danger_says_what_it_is_for_where_no_text_beside_it_does(language: str) -> None:
    told = {each["id"]: each["text"] for each in load(interface(language))["words"]}
    name = f"docs/{language}/_organisations.yml"
    own = load(str(on_paper()[name]))["organisations"]
    alarm = {"id": "alarm", "what": told["urgent"], "button": told["contacts"]}
    files = on_paper({name: dump({"organisations": [*own, alarm]})})
    if language != "nl":
        dutch = load(str(files["docs/nl/_organisations.yml"]))["organisations"]
        source = {"id": "alarm", "what": "Bij gevaar.", "button": "Alleen bij gevaar"}
        files["docs/nl/_organisations.yml"] = dump({"organisations": [*dutch, source]})
    found = folder(shelf(files, f"button-{language}"), f"{language}/boze-buien-trifold")
    assert ["".join(run["v"] for run in each["about"]) for each in found.plan.data["sheet"]["urgent"]] == [
        alarm["button"]
    ]
    assert lost(found.pdf, [alarm["button"]]) == []
    assert all(each["about"] == [] for each in found.plan.data["sheet"]["numbers"])


def test_a_booklet_takes_smaller_type_only_where_that_saves_a_sheet() -> None:
    """Four pages are one sheet, folded."""
    found = small()
    template, data, _ = found._job(folder(found, "nl/set-samen-booklet").plan)
    some = [{"k": "p", "v": [{"k": "t", "v": "Dit is een zin met gewone woorden. " * 4}]}]
    taken = set()
    for paragraphs in (28, 30, 66, 72, 110, 112):
        first, *others = data["pages"]
        longer = {**first, "parts": [{"id": "lang", "h": [{"k": "t", "v": "Lang?"}], "v": some * paragraphs}]}

        def pages(**sizes: list[float]) -> int:
            return len(found.press.image(template, {**data, "pages": [longer, *others], **sizes}, 8))  # noqa: B023

        chosen, each = pages(), {size: pages(sizes=[size]) for size in (12.5, 12, 11.5)}
        sheets = {size: -(-count // 4) for size, count in each.items()}
        largest = max(size for size in sheets if sheets[size] == min(sheets.values()))
        assert chosen == each[largest], (paragraphs, each)
        taken.add(largest)
    assert len(taken) > 1, "no length of these gains by smaller type"


def test_a_booklet_holds_its_pages_in_order_and_is_folded_right() -> None:
    for language in LANGUAGES:
        read, to_print = (folder(small(), f"{language}/set-samen-{form}") for form in ("booklet", "booklet-print"))
        assert to_print.pages == -(-read.pages // 4) * 2
        words = load(interface(language))["words"]
        scan, whole = (
            next(each["text"] for each in words if each["id"] == f"leaflet-scan{of}") for of in ("", "-site")
        )
        said = bare(" ".join(text_of(read.pdf).split()))
        assert whole in said, "its code leads to the home page"
        assert scan not in said
        with pikepdf.open(io.BytesIO(to_print.pdf)) as pdf:
            assert len(pdf.pages) == to_print.pages
            assert [round(float(each) / MM) for each in pdf.pages[0].MediaBox][2:] == [297, 210]
        side = images(to_print.pdf, 40)[0]
        half = side.crop(
            (0, 0, side.width // 2, side.height)
            if MIRRORED[language]
            else (side.width // 2, 0, side.width, side.height)
        )
        assert (
            sum(1 for r, g, _ in half.get_flattened_data() if g > r + 40 and r < 60) > half.width * half.height * 0.2
        )  # the cover


@pytest.mark.parametrize(
    ("pages", "rtl", "sides"),
    [
        (4, False, [(4, 1), (2, 3)]),
        (4, True, [(1, 4), (3, 2)]),
        (5, False, [(5, 1), (2, 0), (0, 3), (4, 0)]),
        (8, False, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (8, True, [(1, 8), (7, 2), (3, 6), (5, 4)]),
        (1, False, [(1, 0), (0, 0)]),
    ],
)
def test_pages_are_put_on_sheets_in_the_order_of_the_fold(pages: int, rtl: bool, sides: list[tuple[int, int]]) -> None:
    assert order(pages, rtl) == sides


# -- for everybody -----------------------------------------------------------------------------------------------------


def lengths_are_right(pdf: bytes) -> bool:
    """Whether every stream is as long as it says."""
    ends = [
        pdf[found.end() + int(found[1]) :][:12].lstrip(b"\r\n").startswith(b"endstream")
        for found in re.finditer(rb"/Length ([0-9]+)[^>]*>>\s*stream\r?\n", pdf)
    ]
    return len(ends) > 5 and all(ends)


@REAL
def test_every_tagged_file_passes_pdf_ua_1_and_pdf_a_2a() -> None:
    """With page-validation, whose rules follow veraPDF's profiles; a person with a screen reader finds more."""
    for each in (*tagged(real()), *tagged(hostile(ALL["formats"]))):
        for profile in (validation.ValidationProfile.PDF_UA_1, validation.ValidationProfile.PDF_A_2A):
            found = validation.validate_pdf_bytes(each.pdf, profile=profile)
            failed = {rule.rule_id for rule in found.failures}
            if failed == {"PDFA2A-STREAM-LENGTH-001"} and lengths_are_right(each.pdf):
                continue  # it takes a stream that ends in a carriage return for one that is too short
            assert found.is_compliant, (each.plan.file, profile, [rule.rule_id for rule in found.failures])


def test_the_language_of_parts_the_title_and_the_direction_are_in_the_file() -> None:
    for language in LANGUAGES:
        found = folder(small(), f"{language}/boze-buien-trifold")
        with pikepdf.open(io.BytesIO(found.pdf)) as pdf:
            assert str(pdf.Root.Lang).partition("-")[0] == language
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
            assert str(pdf.Root.ViewerPreferences.PrintScaling) == "/None"
            with pdf.open_metadata() as metadata:
                assert metadata["dc:title"] == found.plan.data["sheet"]["plain"]
                assert metadata["dc:rights"] == "https://creativecommons.org/licenses/by/4.0/"
    bilingual = folder(small(), "ar/boze-buien-bilingual")
    with pikepdf.open(io.BytesIO(bilingual.pdf)) as pdf:
        tongues = {
            str(each.Lang).partition("-")[0]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/Lang" in each
        }
    assert {"nl", "ar"} <= tongues


@pytest.mark.parametrize(
    ("code", "direction", "marked"),
    [("pt-BR", "ltr", "pt-BR"), ("ku-Arab", "rtl", "ku"), ("sr-Latn-RS", "ltr", "sr-RS")],
)
def test_a_language_with_a_country_or_a_script_in_its_code_has_every_folder(
    code: str, direction: str, marked: str
) -> None:
    """Typst takes two or three letters for a language: the code as a whole stopped every build."""
    stands_for = "ar" if direction == "rtl" else "tr"
    files = {
        name.replace(f"docs/{stands_for}/", f"docs/{code}/"): content
        for name, content in on_paper().items()
        if name.startswith(("docs/nl/", "docs/facts/", f"docs/{stands_for}/"))
    }
    files["mkdocs.yml"] = MKDOCS.replace(f"locale: {stands_for},", f"locale: {code},")
    found = shelf(files, code)
    made = [each for each in tagged(found) if each.plan.language == code]
    assert {each.plan.format for each in made} == {"trifold", "bilingual", "card", "checklist", "booklet"}
    for each in made:
        with pikepdf.open(io.BytesIO(each.pdf)) as pdf:
            languages = {
                str(thing["/Lang"])
                for thing in pdf.objects
                if isinstance(thing, pikepdf.Dictionary) and "/Lang" in thing
            }
        assert {marked, "nl"} <= languages <= {marked, "nl", "en"}, each.plan.file  # no Dutch as in Brazil
