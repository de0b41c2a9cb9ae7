"""A translation of the theme page of conftest.py that says what the Dutch says: only a test's own defect is one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

TRANSLATED = yaml.safe_load(Path(__file__).with_name("data").joinpath("translation.yml").read_text(encoding="utf-8"))


def real(translation: str, language: str) -> str:
    """A translation made of ADVICE with its placeholders filled in, so that it says what the Dutch says."""
    words = TRANSLATED[language]
    text = re.sub(
        r"\b(heading|text|meaning|sound): x(?=[,}])",
        lambda found: f"{found[1]}: {json.dumps(words[found[1]], ensure_ascii=False)}",
        translation,
    )
    text = text.replace(f', text: "{words["text"]}"}}\nask', f', text: "{words["part"]}"}}\nask')
    return re.sub(r"(title|short|answer): Kizgin\b\.?", lambda found: f"{found[1]}: {words[found[1]]}", text)
