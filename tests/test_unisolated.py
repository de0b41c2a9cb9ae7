"""Bare digits and Latin words in right-to-left text: `tests/data/unisolated.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from eigentaal.unisolated import unisolated

CASES = yaml.safe_load(Path(__file__).with_name("data").joinpath("unisolated.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["catch"], ids=lambda case: case["id"])
def test_finds(case):
    assert unisolated(case["html"]) == case["found"]


@pytest.mark.parametrize("case", CASES["pass"], ids=lambda case: case["id"])
def test_finds_nothing(case):
    assert unisolated(case["html"]) == []


def test_a_page_without_findings_is_not_parsed(monkeypatch):
    monkeypatch.setattr("eigentaal.unisolated._Reader", None)
    page = '<html dir="rtl"><head><title>CJG</title></head><body>'
    assert unisolated(page + '<p>\u0646\u0639\u0645 <bdi dir="ltr">070 752</bdi> 12</p>' * 50) == []


@pytest.mark.parametrize("text", ["<", "<p dir=rtl", "</p></p>", "<p dir=rtl>&", "<p dir=rtl>\u0646 a < b > 07 08"])
def test_broken_html_is_no_failure(text):
    assert isinstance(unisolated(text), list)
