"""Which findings are asked for: `eigentaal check --only … --skip … --lang … --page …`."""

from __future__ import annotations

import argparse
import os
import posixpath
from pathlib import Path

from eigentaal.nearest import nearest
from eigentaal.problems import Problem, catalogue, visible
from eigentaal.unchanged import Findings

_MOST = 12  # names to choose from; a project has hundreds of pages


class Choice:
    """What is asked for of all that was found: by check, by language, by page or section.

    `unknown`: what was asked for and isn't there, with what there is, the nearest first: a slip of the pen would
    otherwise find nothing, and say so for ever. While the settings can't be read nothing is left out.
    """

    def __init__(self, everything: Findings, root: Path, options: argparse.Namespace) -> None:
        self._languages = frozenset(everything.languages)
        self._only, self._skip, self._lang, pages = (
            [each for value in getattr(options, name) or () for each in value.split(",")] if self._languages else []
            for name in ("only", "skip", "lang", "page")
        )
        folder = everything.files[0].partition("/")[0] if everything.files else ""
        chosen = {each: self._place(_shown(each, root, folder))[1] for each in pages}
        self._pages = frozenset(chosen.values())
        self.told = " ".join(
            f"--{name} {visible(value)}"
            for name in ("only", "skip", "lang", "page")
            for value in getattr(options, name) or ()
        )
        self.unknown: list[tuple[str, str, str]] = []
        """The option, the value, and the nearest of what there is."""
        for option, values in (("--only", self._only), ("--skip", self._skip)):
            for each in values:
                if each not in catalogue() and each not in (checks := _checks()):
                    self.unknown.append((option, each, nearest(each, checks, _MOST)))
        for each in self._lang:
            if each not in self._languages:
                self.unknown.append(("--lang", each, nearest(each, everything.languages, _MOST)))
        if chosen:
            known = {self._place(each)[1] for each in (*everything.files, *(one.path for one in everything.problems))}
            known |= {each.partition("/")[0] for each in known if "/" in each}
            for each, page in chosen.items():
                if page not in known:
                    self.unknown.append(("--page", each, nearest(page, known, _MOST)))

    def _place(self, shown: str) -> tuple[str, str]:
        """Language and page of a file; that of what is kept of a translation is the page's. Facts are in none."""
        parts = shown.split("/")[1:] or [shown]
        language = parts.pop(0) if parts[0] in self._languages else ""
        page = "/".join(each for each in parts if each != "_state")
        return language, page.removesuffix(".yml").removesuffix(".json")

    def has(self, each: Problem) -> bool:
        if not self.told or not self._languages:
            return True
        language, page = self._place(each.path)
        return (
            (not self._only or each.check in self._only)
            and each.check not in self._skip
            and (not self._lang or language in self._lang)
            and (not self._pages or page in self._pages or page.partition("/")[0] in self._pages)
        )


def _shown(page: str, root: Path, folder: str) -> str:
    """A page as somebody types it, or as the terminal completes it, in the way that messages name its file."""
    path = os.path.relpath(page, root) if os.path.isabs(page) else page
    path = posixpath.normpath(path.replace(os.sep, "/"))
    return path if path.startswith(f"{folder}/") else f"{folder}/{path}"


def _checks() -> list[str]:
    """Everything that can be found, also by a check of somebody else's, without texts yet."""
    from eigentaal import checks

    return sorted({*catalogue(), *checks.discovered()})
