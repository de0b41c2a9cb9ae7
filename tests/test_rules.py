"""What RULES.md says is true: every rule is there, and every test that it names exists."""

from __future__ import annotations

import ast
import re
from collections import Counter

import pytest
from rules import ROOT, held_by, rules, table

WANTED = [f"U{number}" for number in range(1, 13)] + [f"R{number}" for number in range(1, 22)]


def defined(file: str) -> set[str]:
    body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    return {each.name for each in body if isinstance(each, ast.FunctionDef)}


def test_every_rule_is_in_the_list() -> None:
    assert list(rules()) == WANTED


@pytest.mark.parametrize("name", WANTED)
def test_a_rule_has_tests_that_exist_or_says_why_not(name: str) -> None:
    rule = rules()[name]
    named = held_by(rule)
    assert named or rule.get("not_here")
    for each in named:
        file, _, function = each.partition("::")
        assert function in defined(file), each


def test_the_document_is_that_of_the_list() -> None:
    """But for the number of cases, which grows with every test."""
    written = (ROOT / "RULES.md").read_text(encoding="utf-8")

    def bare(text: str) -> str:
        return re.sub(r"\(\d+\)|\| \d+ \|", "", text)

    assert bare(written) == bare(table(Counter())), "renew it: python tests/rules.py"
    assert "(0)" not in written
