"""What holds the program together: who may import whom, words that are used and exist, styles that mirror."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

PACKAGE = ROOT / "scripts" / "eigentaal"
OVERRIDES = ROOT / "overrides"
SOURCES = sorted(PACKAGE.rglob("*.py"))


def module(file: Path) -> str:
    """`checks.bad_phone`, `load`; a package answers to its folder."""
    return ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__") or "__init__"


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imports(file: Path) -> tuple[tuple[str, bool], ...]:
    """What a file imports, by its whole name, and whether it does so while being loaded (not in a function)."""
    found: list[tuple[str, bool]] = []

    def visit(node: ast.AST, loading: bool) -> None:
        for each in ast.iter_child_nodes(node):
            now = loading and not isinstance(each, ast.FunctionDef | ast.Lambda)
            if isinstance(each, ast.Import):
                found.extend((name.name, now) for name in each.names)
            elif isinstance(each, ast.ImportFrom):
                assert each.level == 0, f"{file.name} imports by a relative name"
                for name in each.names:
                    whole = f"{each.module}.{name.name}"
                    found.append((whole if is_module(whole) else str(each.module), now))
            visit(each, now)

    visit(tree(file), True)
    return tuple(found)


def is_module(name: str) -> bool:
    path = ROOT / "scripts" / name.replace(".", "/")
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@cache
def graph() -> dict[str, set[str]]:
    """Module → the modules of the package that it uses."""
    return {
        module(file): {
            name.removeprefix("eigentaal").lstrip(".") or "__init__"
            for name, _ in imports(file)
            if name == "eigentaal" or name.startswith("eigentaal.")
        }
        for file in SOURCES
    }


def reached(start: str) -> set[str]:
    """Everything that a module uses, by whatever way."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for each in graph().get(waiting.pop(), ()):
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return seen


# -- layers ------------------------------------------------------------------------------------------------------------

BOTTOM = {
    # The first layers, from the bottom: what each may know of the package. Adding to a line is a decision.
    "shipped": set(),
    "capitals": {"shipped"},
    "alphabet": {"capitals", "shipped"},
    "parallel": set(),
    "files": set(),
    "nearest": set(),
    "problems": {"characters", "shipped"},
    "characters": set(),
    "text": set(),
    "bidi": set(),
    "phones": set(),
    "staging": {"tree"},
    "cache": {"__init__", "files", "parallel"},
    "unchanged": {"cache", "files", "problems"},
    "assets": {"shipped"},
    "phrases": {"state"},
    "templating": {"cache"},
    "state": set(),
    "settling": {"state"},
    "misread": set(),
    "yamlfile": {"characters", "files", "misread", "problems"},
    "schema": {"text"},
    "fieldnotes": {"schema", "shipped"},
    "reading": {"fieldnotes", "nearest", "problems", "schema", "text", "yamlfile"},
    "language": set(),
    "facts": {"language", "schema"},
    "wording": {"schema"},
    "page": {"facts", "schema", "text"},
    "site": {"facts", "language", "page", "schema", "state", "text", "wording", "yamlfile"},
    "config": {"language", "lexicon", "problems", "yamlfile"},
    "urls": {"config", "language", "site"},
    "tools": {"site"},
    "recordings": {"facts", "html", "schema", "site", "text"},
    "policy": set(),
    "moved": {"page"},
    "formats": {"facts"},
    "units": {"schema", "site", "state", "text", "yamlfile"},
    "traits": set(),
    "pairs": {"bidi", "language", "text", "traits", "units", "wording"},
    "sharedfiles": {
        *(
            "cache",
            "config",
            "facts",
            "files",
            "moved",
            "page",
            "problems",
            "reading",
            "schema",
            "site",
            "yamlfile",
        )
    },
    "pagefiles": {
        "cache",
        "config",
        "files",
        "page",
        "problems",
        "reading",
        "schema",
        "settling",
        "site",
        "state",
        "yamlfile",
    },
    "discovery": {"config", "images", "problems", "schema", "sharedfiles", "site"},
    "lexicon": {"shipped", "traits"},
    "numerals": {"shipped", "traits"},
    "figures": {"numerals", "pairs", "text", "traits"},
    "differences": {"figures", "numerals", "pairs", "text", "traits"},
    "leftovers": {"lexicon", "pairs"},
    "affixes": {"capitals", "pairs", "shipped", "traits", "wording"},
    "sounds": {"affixes", "lexicon", "pairs", "shipped", "text", "traits"},
    "tree": set(),
    "verify": {"cache", "problems", "site", "tree", "unisolated"},
    "contacts": {"facts", "formats", "html"},
    "context": {"html", "language", "leaflets.shelf", "phrases", "recordings", "site", "urls"},
    "navigation": {"context", "html", "language", "site", "urls"},
    "body": {"contacts", "context", "html", "navigation", "page", "site", "urls"},
    "leaflets.finish": {"__init__"},
    "leaflets.impose": set(),
    "leaflets.engine": {"leaflets.finish"},
    "leaflets.workers": {"leaflets.engine"},
    "leaflets.runs": {"bidi", "facts", "formats", "html", "language", "phrases", "site", "text"},
    "leaflets.sheet": {"facts", "formats", "html", "language", "leaflets.runs", "page", "site", "trust", "urls"},
    "leaflets.register": {"files", "leaflets.sheet"},
    "leaflets.plan": {
        *("config", "formats", "html", "leaflets", "leaflets.register", "leaflets.runs", "leaflets.sheet"),
        *("language", "page", "site", "urls"),
    },
}

LOADING = {"discovery", "sharedfiles", "pagefiles", "load"}
"""What reads the files under `docs/`: nothing that looks at the content or shows it does so again."""

OUTSIDE = {
    "leaflets",
    "embeds",
    "datadocs",
    "rendering",
    "sharing",
    "opendata",
    "hsds",
    "dataschema",
    "edition",
    "outputs",
    "publish",
    "views",
    "context",
    "contacts",
    "navigation",
    "body",
    "generated",
    "verify",
    "scaffold",
    "report",
    "project",
    "cli",
}
"""What shows, writes or runs things: nothing that reads or judges the content knows it."""


@pytest.mark.parametrize("name", BOTTOM)
def test_the_lower_layers_know_only_what_is_below_them(name: str) -> None:
    assert graph()[name] <= BOTTOM[name]


def test_no_module_uses_itself_by_a_detour() -> None:
    assert [name for name in graph() if name in reached(name)] == []


def test_only_the_adapters_import_mkdocs() -> None:
    users = {
        module(file) for file in SOURCES for name, _ in imports(file) if name.partition(".")[0].startswith("mkdocs")
    }
    assert users
    assert [name for name in users if not name.startswith("mkdocs_")] == []


def test_only_the_command_uses_the_adapters_and_only_when_asked() -> None:
    for file in SOURCES:
        for name, loading in imports(file):
            if name.startswith("eigentaal.mkdocs_") and not module(file).startswith("mkdocs_"):
                assert module(file).startswith("cli"), module(file)
                assert not loading, f"{module(file)} needs MkDocs before it is asked to build"


def test_nothing_imports_the_command() -> None:
    users = [name for name, used in graph().items() if any(each.split(".")[0] == "cli" for each in used)]
    assert [name for name in users if name.split(".")[0] not in ("cli", "__main__")] == []


def test_the_loader_knows_nothing_of_what_comes_after_it() -> None:
    assert {each for each in reached("load") if each.split(".")[0] in OUTSIDE | {"checks", "contents", "html"}} == set()


@pytest.mark.parametrize("group", ["checks", "outputs"])
def test_the_members_of_a_discovered_package_never_import_each_other(group: str) -> None:
    pairs = [
        (name, each)
        for name, used in graph().items()
        if name.startswith(f"{group}.")
        for each in used
        if each.startswith(f"{group}.")
    ]
    assert pairs == []


def test_checks_only_look_and_outputs_only_show() -> None:
    for name in graph():
        if name.split(".")[0] == "checks":
            wrong = {each for each in reached(name) if each.split(".")[0] in OUTSIDE or each in LOADING}
            assert wrong == set(), name
        if name.startswith("outputs."):
            used = {each.split(".")[0] for each in graph()[name]}
            assert used & {"checks", *LOADING, "project", "publish", "staging", "cli"} == set(), name


def test_content_is_rendered_and_compiled_in_known_places_only() -> None:
    """Only these make Markup of text, or have a template engine."""
    users = {
        module(file)
        for file in SOURCES
        for name, _ in imports(file)
        if name.partition(".")[0] in ("jinja2", "markupsafe")
    }
    assert users <= {
        "edition",
        "html",
        "phrases",
        "templating",
        "context",
        "views",
        "publish",
        "mkdocs_pages",
        "mkdocs_plugin",
        "mkdocs_serve",
        "embeds",
        "opendata",
        "exchange.review",
        "factsheet",
    }
    compiled = [
        module(file)
        for file in SOURCES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in ("from_string", "Template")
    ]
    assert compiled == []


def test_only_the_command_prints() -> None:
    told = []
    for file in SOURCES:
        for node in ast.walk(tree(file)):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            stream = isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr")
            if (called or stream) and module(file).split(".")[0] != "cli":
                told.append(f"{module(file)}:{node.lineno}")
    assert told == []


def test_nothing_asks_the_clock_the_network_or_chance_while_building() -> None:
    strange = {"random", "secrets", "uuid", "urllib.request", "http", "http.client", "socket", "requests", "ssl"}
    used = {(module(file), name) for file in SOURCES for name, _ in imports(file) if name in strange}
    assert used == set()
    clocks = {
        module(file)
        for file in SOURCES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("today", "now", "utcnow", "time", "perf_counter", "monotonic")
        and ast.unparse(node.func.value) in ("time", "datetime", "date", "datetime.date", "datetime.datetime")
    }
    assert {each for each in clocks if each.split(".")[0] not in ("cli", "mkdocs_serve")} == set()


@pytest.mark.parametrize("group", ["checks", "outputs"])
def test_every_member_of_a_discovered_package_says_what_it_is_for(group: str) -> None:
    files = [each for each in SOURCES if each.parent == PACKAGE / group and each.name != "__init__.py"]
    assert files
    for file in files:
        assert ast.get_docstring(tree(file)), file.name
        names = {node.name for node in tree(file).body if isinstance(node, ast.FunctionDef)}
        assert names & {"check", "find", "judge", "files"}, file.name


# -- words -------------------------------------------------------------------------------------------------------------

LETTERS = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc\u0130\u0131\u015e\u015f\u011e\u011f]"
)
"""Arabic script, and the Turkish letters that Dutch and German lack."""


@pytest.mark.parametrize("folder", ["scripts", "tests", "benchmarks"])
def test_no_program_file_holds_arabic_or_turkish(folder: str) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if LETTERS.search(line)
    ]
    assert found == []


def test_no_text_changes_case_in_the_program() -> None:
    """Python's rules for capitals are wrong for Turkish, and Arabic has none."""
    names = {"upper", "lower", "title", "capitalize", "casefold", "swapcase"}
    found = [
        f"{module(file)}:{node.lineno}"
        for file in SOURCES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names
    ]
    assert found == []


def test_templates_and_styles_change_no_case_either() -> None:
    for file in [*OVERRIDES.rglob("*.html"), *OVERRIDES.rglob("*.css")]:
        assert not re.search(r"text-transform|\|\s*(upper|lower|title|capitalize)\b", file.read_text("utf-8")), (
            file.name
        )


def interface_words() -> set[str]:
    content = yaml.load((ROOT / "docs/nl/_interface.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return {each["id"].replace("-", "_") for group in content.values() for each in group}


def words_in_templates() -> dict[str, str]:
    """Interface word → the template that uses it."""
    found = {}
    for file in sorted(OVERRIDES.rglob("*.html")):
        for word in re.findall(r"(?<![\w.])(?:eigentaal\.)?t\.([a-z_]+)", file.read_text(encoding="utf-8")):
            found[word] = file.name
    return found


WORDED = {"views", "contacts", "embeds", "html", "formats", "report", "trust", "phrases", "hsds"}
"""What asks for words of the interface by name."""


def words_in_program() -> tuple[set[str], list[re.Pattern[str]]]:
    """Words looked up by name, and the shapes of names that are put together."""
    names: set[str] = set()
    shapes: list[re.Pattern[str]] = []
    users = [each for each in SOURCES if module(each) in WORDED]
    for node in (node for file in users for node in ast.walk(tree(file))):
        asked: list[ast.expr] = []
        if isinstance(node, ast.Subscript):
            asked = [node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("words", "t"):
            asked = node.args[:1]
        for each in asked:
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                names.add(each.value)
            elif isinstance(each, ast.JoinedStr):
                pieces = [str(p.value) if isinstance(p, ast.Constant) else "*" for p in each.values]
                if any(piece != "*" for piece in pieces):
                    shapes.append(re.compile("".join("[a-z_]+" if p == "*" else re.escape(p) for p in pieces)))
    for file in (each for each in SOURCES if module(each).startswith("leaflets.")):  # there they keep their hyphens
        found = {node.value for node in ast.walk(tree(file)) if isinstance(node, ast.Constant)}
        names |= {each.replace("-", "_") for each in found if isinstance(each, str) and " " not in each}
    return names, shapes


def test_every_word_of_the_interface_is_shown_somewhere() -> None:
    names, shapes = words_in_program()
    unused = {
        word
        for word in interface_words() - words_in_templates().keys() - names
        if not any(shape.fullmatch(word) for shape in shapes)
    }
    assert unused == set()


def test_every_word_that_a_template_or_the_program_shows_exists() -> None:
    known = interface_words()
    assert {f"{file}: t.{word}" for word, file in words_in_templates().items() if word not in known} == set()
    asked = set()
    for name in ("views", "contacts", "html", "formats"):
        text = (PACKAGE / f"{name}.py").read_text(encoding="utf-8")
        asked |= set(
            re.findall(r"""(?:\bwords|\bphrases|\bt|phrases\[[^\]]+\]|\["t"\])[\[(]["']([a-z_]+)["'][\])]""", text)
        )
    assert len(asked) >= 8
    assert asked - known == set()


def terminal_words() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load((PACKAGE / "terminal.yml").read_text(encoding="utf-8"))
    return loaded


def spoken() -> Iterator[str | re.Pattern[str]]:
    """The keys that the program asks the terminal's texts for."""
    for file in SOURCES:
        for node in ast.walk(tree(file)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name not in ("say", "warn", "text", "Refused"):
                continue
            for each in ast.walk(node.args[0]):
                if isinstance(each, ast.JoinedStr):
                    pieces = [str(p.value) if isinstance(p, ast.Constant) else "*" for p in each.values]
                    yield re.compile("".join("[a-z-]+" if p == "*" else re.escape(p) for p in pieces))
                elif isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield each.value


def test_every_text_of_the_terminal_is_said_somewhere() -> None:
    literals = {
        node.value
        for file in SOURCES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    shapes = [each for each in spoken() if isinstance(each, re.Pattern)]
    unused = {
        key for key in terminal_words() if key not in literals and not any(each.fullmatch(key) for each in shapes)
    }
    assert unused == set()


def test_every_text_that_is_said_exists() -> None:
    asked = set()
    for file in SOURCES:
        if module(file).split(".")[0] == "cli":
            text = file.read_text(encoding="utf-8")
            asked |= set(re.findall(r"""(?:terminal|self)\.(?:say|warn|text)\(\s*["']([a-z-]+)["']""", text))
            asked |= set(re.findall(r"""(?<![\w.])text\(["']([a-z-]+)["']\)""", text))
    asked |= set(re.findall(r"""Refused\(["']([a-z-]+)["']""", (PACKAGE / "scaffold.py").read_text(encoding="utf-8")))
    assert len(asked) > 25
    assert asked - terminal_words().keys() == set()


def test_the_terminal_says_the_same_in_dutch_and_english() -> None:
    for key, texts in terminal_words().items():
        assert set(texts) == {"nl", "en"}, key
        slots = [sorted(re.findall(r"\{(\w+)\}", texts[ui])) for ui in ("nl", "en")]
        assert slots[0] == slots[1], key
        assert texts["nl"] != texts["en"], key


# -- styles ------------------------------------------------------------------------------------------------------------

SIDES = re.compile(r"(^|-)(left|right)($|-)")
TO_THE_SIDE = {
    ("components.css", "[dir=rtl] .say .dutch", "text-align:left"),
    ("base.css", ".exit", "float:right"),
    ("base.css", "[dir=rtl] .exit", "float:left"),
}
"""Dutch sentences are read from the left on an Arabic page too; browsers learned only in 2023 to float to an end."""


def declarations(css: str) -> Iterator[tuple[str, str, str]]:
    """Selector, property, value."""
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        for each in body.split(";"):
            name, colon, value = each.strip().partition(":")
            if colon:
                yield selector.strip(), name.strip(), value.strip()


@pytest.mark.parametrize("file", sorted(OVERRIDES.rglob("*.css")), ids=lambda file: file.name)
def test_styles_name_start_and_end_never_left_and_right(file: Path) -> None:
    wrong = []
    for selector, name, value in declarations(file.read_text(encoding="utf-8")):
        if selector.startswith("@page"):
            continue
        sided = SIDES.search(name) or name == "float"
        aligned = name in ("text-align", "float", "clear") and value in ("left", "right")
        four = name in ("margin", "padding", "inset") and len(value.split()) == 4
        if (sided or aligned or four) and (file.name, selector, f"{name}:{value}") not in TO_THE_SIDE:
            wrong.append(f"{selector} {{{name}: {value}}}")
    assert wrong == []


def test_the_exceptions_to_the_side_are_still_needed() -> None:
    for name, selector, declaration in TO_THE_SIDE:
        css = (OVERRIDES / "css" / name).read_text(encoding="utf-8")
        assert declaration in [f"{n}:{v}" for s, n, v in declarations(css) if s == selector]


def test_templates_styles_and_scripts_name_no_address_of_anybody() -> None:
    space = "http://www.w3.org/2000/svg"
    binary = (".png", ".ttf")
    for file in sorted(
        each
        for each in OVERRIDES.rglob("*")
        if each.is_file() and each.suffix not in binary and each.parent.name != "fonts"
    ):
        text = file.read_text(encoding="utf-8").replace(space, "")
        text = re.sub(r"/\*.*?\*/|\{#.*?#\}|^\s*//.*$|<!--.*?-->|^#.*$", "", text, flags=re.DOTALL | re.MULTILINE)
        assert not re.search(r"https?:|(?<![:\w])//\w", text), file.name


def test_templates_hold_no_style_script_or_handler() -> None:
    for file in sorted(OVERRIDES.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), file.name
        assert (
            re.findall(r'<script(?![^>]*\bsrc=| type="application/ld\+json">\{\{ [a-z_.]+\|tojson \}\}<)', text) == []
        ), file.name
        assert "|safe" not in text.replace(" ", ""), file.name
        assert "autoescape" not in text, file.name


def test_every_pictogram_is_a_bare_drawing() -> None:
    files = sorted((OVERRIDES / "pictograms").glob("*.svg"))
    assert len(files) > 10
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<script|<style|<image|<foreignObject|\son[a-z]+=|href=|url\(", text), file.name


# -- documents ---------------------------------------------------------------------------------------------------------


def test_every_make_command_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = {}
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for code in re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL):
            for target in re.findall(r"(?:^|[\s`])make ([a-z-]+)", code):
                asked[target] = name
    assert {"site", "test"} <= asked.keys()
    assert {target: name for target, name in asked.items() if target not in targets} == {}


def test_every_file_that_the_documents_name_exists() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#\s]+)\)", text):
            if not re.match(r"[a-z]+:", link):
                assert (ROOT / link).exists(), f"{name}: {link}"


def test_the_map_of_the_code_names_each_module_and_no_other() -> None:
    """A row of it names modules in its first column."""
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = [each.rstrip("/") for row in rows for each in re.findall(r"`([a-z_/]+)`", row)]
    package = ROOT / "scripts" / "eigentaal"
    there = {file.stem for file in package.glob("[a-z]*.py")}
    folders = {folder.parent.name for folder in package.glob("*/__init__.py")} | {"data"}
    assert sorted(named) == sorted(there | folders)


def test_no_locked_requirement_or_setting_names_an_index() -> None:
    for name in ("requirements.txt", "requirements-test.txt", "pyproject.toml", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"--(extra-)?index-url|--find-links|^-[if] ", text, re.MULTILINE), name
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        packages = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert packages
        assert [line.split()[0] for line in packages if "--hash=sha256:" not in line] == []
