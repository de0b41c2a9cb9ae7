"""YAML of the program itself: texts of the terminal, lists for the checks, colours. Trusted, not content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast as yaml.safe_load


def data(name: str) -> Any:
    """What is known of languages: `data/<name>.yml`."""
    return parse(Path(__file__).with_name("data").joinpath(f"{name}.yml").read_text(encoding="utf-8"))


def parse(text: str) -> Any:
    return yaml.load(text, _LOADER)  # noqa: S506  # a safe loader
