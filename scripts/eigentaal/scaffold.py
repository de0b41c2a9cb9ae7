"""Starts a new page or a new language. Nothing that exists is overwritten."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from eigentaal.config import Config
from eigentaal.discovery import WINDOWS
from eigentaal.fieldnotes import note_on
from eigentaal.files import replacing
from eigentaal.language import CODE
from eigentaal.lexicon import direction_of, script, scripts
from eigentaal.page import COMMON, KINDS, Page
from eigentaal.schema import INHERITED, PROSE, SLUG, TRANSLATED, Spec, specs
from eigentaal.shipped import parse
from eigentaal.yamlfile import Map, Seq, read


class Refused(Exception):
    """The request can't be done; `reason` is a key of `terminal.yml`, `value` what was asked."""

    def __init__(self, reason: str, value: str) -> None:
        super().__init__(reason)
        self.reason, self.value = reason, value


def new_page(config: Config, kind: str, where: str, ui: str = "nl") -> Path:
    """Writes `docs/nl/<section>/<slug>.yml` with every field of the kind to fill in, told in `ui`. Raises Refused."""
    section, _, slug = where.removesuffix(".yml").partition("/")
    folder = config.docs / config.source.code / section
    known = SLUG.fullmatch(section) and (folder / "index.yml").is_file()
    if not known or not SLUG.fullmatch(slug) or len(slug) > 64 or WINDOWS.fullmatch(slug) or slug in ("index", "home"):
        raise Refused("why-slug", where)
    file, pages = folder / f"{slug}.yml", folder.parent
    for other in (*pages.glob(f"*/{slug}.yml"), pages / slug / "index.yml"):  # a slug names a page in the whole site
        if other != file and other.is_file():
            raise Refused("why-slug-taken", where)
    return _write(file, _blank(kind, ui))


def _write(file: Path, text: str) -> Path:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise Refused("exists", str(file)) from None
    return file


def _blank(kind: str, ui: str) -> str:
    fields = KINDS[kind]
    lines = [f"kind: {kind}"]
    for name, spec in specs(Page).items():
        if name == "kind" or name not in COMMON | set(fields.must) | set(fields.may):
            continue
        wanted = name in fields.must or (name in COMMON and spec.required)
        lines += _field(name, spec, "" if wanted else "# ", ui)
    return "\n".join(lines) + "\n"


def _field(name: str, spec: Spec, mark: str, ui: str) -> list[str]:
    """The lines of one field; a field that may stay out is commented out."""
    limit = f" {_comment('limit', ui, limit=spec.limit)}" if spec.kind in PROSE else ""
    note = f"  # {note_on(spec, ui)}{limit}"
    if spec.kind in ("idents", "words"):
        return [f"{mark}{name}: []{note}"]
    if spec.kind != "items":
        return [f"{mark}{name}:{note}"]
    assert spec.of is not None
    inside = [
        f"{key}:  # {note_on(each, ui)}" for key, each in specs(spec.of).items() if each.role in (INHERITED, TRANSLATED)
    ]
    return [
        f"{mark}{name}:{note}",
        *(f"{mark}  {'-' if index == 0 else ' '} {each}" for index, each in enumerate(inside)),
    ]


def new_language(
    config: Config, code: str, name: str = "", dutch_name: str = "", direction: str = "", ui: str = "nl"
) -> list[Path]:
    """Adds the language to the list in `mkdocs.yml` and makes its folder. Raises Refused; OSError, with nothing done.

    What isn't given comes from CLDR: the name only in the script that is meant, its Dutch without the script or country
    behind it, for a parent says "Ik spreek Chinees".
    """
    if not re.fullmatch(CODE, code):
        raise Refused("why-code", code)
    if any(each.code == code for each in config.languages):
        raise Refused("why-known", code)
    own, dutch = _names(code)
    name, dutch_name = " ".join(name.split()) or own, " ".join(dutch_name.split()) or dutch
    direction = direction or direction_of(code, name) or "ltr"
    if not name or not dutch_name:
        raise Refused("why-no-language", code)
    folder = config.docs / code
    if folder.exists():
        raise Refused("exists", str(folder))
    settings = config.root / "mkdocs.yml"
    listed = _with_language(settings, code, name, dutch_name, direction)
    folder.mkdir()
    try:
        interface = _write(
            folder / "_interface.yml",
            f"# {_comment('words', ui)}\nwords: []\n",
        )
        with replacing(settings) as stream:
            stream.write(listed)
    except OSError:  # half a language would be in the way of the next attempt
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return [settings, interface]


def _comment(key: str, ui: str, **values: object) -> str:
    comments: dict[str, dict[str, str]] = parse(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return comments[key][ui].format(**values)


def _names(code: str) -> tuple[str, str]:
    """What a language is called by itself and in Dutch; "" where CLDR doesn't know, or writes it in another script."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return "", ""
    own = locale.get_display_name() or ""
    usual = {"", *scripts(code)}
    if not usual.issuperset(map(script, own)):
        own = ""
    return own, re.sub(r" \([^)]*\)", "", locale.get_display_name("nl") or "")


def _with_language(file: Path, code: str, name: str, dutch_name: str, direction: str) -> bytes:
    """The settings with the language behind the last one in the list, and every other character as it is."""
    found = read(file, file.name, tags=True).root
    plugins = found.get("plugins") if found is not None else None
    entries: Seq | None = None
    for plugin in plugins if isinstance(plugins, Seq) else ():
        options = plugin.get("i18n") if isinstance(plugin, Map) else None
        listed = options.get("languages") if isinstance(options, Map) else None
        entries = listed if isinstance(listed, Seq) else entries
    if not entries:
        raise Refused("why-languages", file.name)
    lines = file.read_bytes().decode().splitlines(keepends=True)
    line_end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    at = entries.places[-1][0] - 1
    indent = re.match(r" *(?=- )", lines[at])
    if indent is None:
        raise Refused("why-languages", file.name)
    end = at + 1
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > len(indent[0]):
        end += 1  # an entry of several lines
    quoted, dutch = json.dumps(name, ensure_ascii=False), json.dumps(dutch_name, ensure_ascii=False)
    extra = f"{{dir: {direction}, dutch_name: {dutch}}}"
    entry = f"{indent[0]}- {{locale: {code}, name: {quoted}, extra: {extra}}}{line_end}"
    if lines[end - 1] == lines[end - 1].rstrip("\r\n"):  # the last line of the file, which nothing ends
        lines[end - 1] += line_end
    lines.insert(end, entry)
    return "".join(lines).encode()
