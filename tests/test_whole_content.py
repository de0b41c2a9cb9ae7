"""The whole content of the site there and back again: through LibreOffice, and through the tools of agencies."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from exchanging import export_file, opened, resaved, tree
from outside import MEMORY, omegat, python, xliff_schema

from eigentaal.exchange import Plan, apply, plan_import
from eigentaal.project import Project

pytestmark = pytest.mark.xdist_group("libreoffice")  # so that one process opens the content, and once

LANGUAGES = ("ar", "tr", "nl")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the site."""
    made = tmp_path_factory.mktemp("whole")
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, made / name)
    shutil.copy(ROOT / "mkdocs.yml", made)
    return made


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    return opened(root)


def comes_back(project: Project, file: Path, language: str) -> Plan:
    """Imports a file that nobody changed: every row is accounted for, and no byte of the content changes."""
    before = tree(project.root)
    plan = plan_import(project, file, language)
    counts = plan.counts()
    assert counts["unchanged"] == len(plan.outcomes) > 700, {
        each.key: (each.result, each.reason) for each in plan.outcomes if each.result != "unchanged"
    }
    assert {each.reason for each in plan.outcomes} <= {"same", "empty"}
    assert not plan.absent
    assert apply(plan, project.root) == []
    assert tree(project.root) == before
    return plan


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_spreadsheet_that_libreoffice_saved_changes_nothing(project: Project, tmp_path: Path, language: str) -> None:
    file = tmp_path / "all.xlsx"
    rows = export_file(project, language, "xlsx", file, everything=True).rows
    plan = comes_back(project, resaved(file, tmp_path), language)
    assert [each.key for each in plan.outcomes] == [each.key for each in rows]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fmt", ["xlsx", "xliff"])
def test_a_file_as_it_was_sent_changes_nothing(project: Project, tmp_path: Path, fmt: str, language: str) -> None:
    file = tmp_path / "all"
    export_file(project, language, fmt, file, everything=True)
    comes_back(project, file, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_xliff_of_all_is_valid(project: Project, tmp_path: Path, language: str) -> None:
    schema = xliff_schema(tmp_path)
    for prefill in (True, False):
        file = tmp_path / "all.xlf"
        export_file(project, language, "xliff", file, everything=True, prefill=prefill)
        schema.validate(str(file))


# -- tools of others -----------------------------------------------------------------------------------------------------

TRANSLATE_TOOLKIT = """\
import json, sys
from translate.storage import factory
store = factory.getobject(sys.argv[1])
store.savefile(sys.argv[2])
units = [each for each in store.units if each.istranslatable()]
print(json.dumps([len(units), store.gettargetlanguage()]))
"""

MOZ_L10N = """\
import json, sys
from moz.l10n.model import Entry
from moz.l10n.resource import parse_resource, serialize_resource
resource = parse_resource(sys.argv[1])
with open(sys.argv[2], "w", encoding="utf-8") as file:
    file.writelines(serialize_resource(resource))
entries = [each for section in resource.sections for each in section.entries if isinstance(each, Entry)]
print(json.dumps([len(entries), sys.argv[3]]))
"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("package", "program"), [("translate", TRANSLATE_TOOLKIT), ("moz.l10n", MOZ_L10N)])
def test_another_tool_reads_and_saves_all_of_it(
    project: Project, tmp_path: Path, package: str, program: str, language: str
) -> None:
    interpreter = python(package, f"reading XLIFF with {package}")
    file, saved = tmp_path / "all.xlf", tmp_path / "saved.xlf"
    rows = export_file(project, language, "xliff", file, everything=True).rows
    told = subprocess.run(
        [interpreter, "-c", program, str(file), str(saved), language], capture_output=True, check=True, text=True
    )
    assert json.loads(told.stdout) == [len(rows), language]
    assert saved.read_bytes() != file.read_bytes(), "it was written anew"
    comes_back(project, saved, language)


def test_omegat_reads_and_saves_all_of_it(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "all.xlf"
    export_file(project, "ar", "xliff", file, everything=True, prefill=True)
    comes_back(project, omegat(file, tmp_path / "project"), "ar")


def test_what_is_translated_in_omegat_is_taken_over(root: Path, tmp_path: Path) -> None:
    """OmegaT shows a text only if its target isn't empty: that is what --prefill is for."""
    page = "docs/ar/opvoeden/driftbuien.yml"
    before = (root / page).read_bytes()
    try:
        lines = before.decode().splitlines(keepends=True)
        (title,) = (each for each in lines if each.startswith("title: "))
        (root / page).write_text("".join(each for each in lines if each != title), encoding="utf-8")
        file = tmp_path / "due.xlf"
        (row,) = export_file(opened(root), "ar", "xliff", file, prefill=True).rows
        assert not plan_import(opened(root), file).files, "the Dutch isn't taken for a translation"
        memory = MEMORY.format(source=row.source, target=title.removeprefix("title: ").strip())
        plan = plan_import(opened(root), omegat(file, tmp_path / "project", memory))
        assert plan.counts()["imported"] == 1
        apply(plan, root)
        assert (root / page).read_bytes() == before, "the title is back, in its place, byte for byte"
    finally:
        (root / page).write_bytes(before)
