"""Every question of the content guide is answered, at an address that exists (`content-questions.yml`)."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml
from conftest import ROOT
from pages import REAL, real_site

from eigentaal.coverage import exists

pytestmark = REAL


@cache
def listed() -> dict[str, list[dict[str, Any]]]:
    loaded = yaml.safe_load((ROOT / "content-questions.yml").read_text(encoding="utf-8"))
    return {each["page"]: each["questions"] for each in loaded}


def test_every_page_for_parents_and_the_two_for_intermediaries_is_listed() -> None:
    kinds = ("urgent", "service", "explainer", "theme")
    meant = {slug for slug, leaf in real_site().slugs("nl").items() if leaf.page.kind in kinds}
    meant |= {"voor-intermediairs", "samenwerken"}
    assert len(meant) >= 56
    assert meant <= listed().keys()
    assert [slug for slug in listed() if slug not in real_site().slugs("nl")] == []


@pytest.mark.parametrize("page", listed())
def test_every_question_of_a_page_is_answered_there(page: str) -> None:
    assert listed()[page]
    wrong = []
    for each in listed()[page]:
        assert set(each) <= {"question", "answered_by", "note"}
        assert each["question"]
        assert each["answered_by"]
        wrong += [where for where in each["answered_by"] if not exists(real_site(), f"{page}#{where}")]
    assert wrong == []


def test_no_two_pages_have_the_same_drawing() -> None:
    """A visitor who doesn't read finds a page again by its drawing."""
    drawn: dict[str, list[str]] = {}
    for slug, leaf in real_site().slugs("nl").items():
        if leaf.page.picture:
            drawn.setdefault(leaf.page.picture, []).append(slug)
    assert len(drawn) >= 56
    assert [slugs for slugs in drawn.values() if len(slugs) > 1] == []
