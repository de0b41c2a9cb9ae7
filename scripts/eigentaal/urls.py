"""Where every page lives. The addresses are a promise: paper and other people's sites keep them for years."""

from __future__ import annotations

from eigentaal.model import Language, Site


def url(site: Site, language: str, path: str) -> str:
    """The address of a page, relative to the root of the site: "", "opvoeden/", "ar/opvoeden/driftbuien/"."""
    prefix = "" if language == site.source.code else f"{language}/"
    if path == "index":
        return prefix
    return f"{prefix}{path.removesuffix('/index')}/"


def file(address: str) -> str:
    """The file that a web server gives for such an address."""
    return f"{address}index.html"


def root(address: str) -> str:
    """The way back to the root of the site from an address: "", "../", "../../"."""
    return "../" * address.count("/")


def home(site: Site, language: Language) -> str:
    return url(site, language.code, "index")
