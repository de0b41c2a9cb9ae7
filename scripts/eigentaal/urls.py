"""Where every page lives. The addresses are a promise: paper and other people's sites keep them for years."""

from __future__ import annotations

from urllib.parse import urlsplit

from eigentaal.config import EXAMPLE_HOST
from eigentaal.language import Language
from eigentaal.site import Site


def url(site: Site, language: str, path: str) -> str:
    """The address of a page, relative to the root of the site: "", "opvoeden/", "ar/opvoeden/driftbuien/"."""
    prefix = "" if language == site.source.code else f"{language}/"
    if path == "index":
        return prefix
    return f"{prefix}{path.removesuffix('/index')}/"


def embed(language: str, path: str) -> str:
    """The address of a page as it stands in a frame: "embed/ar/opvoeden/driftbuien/"."""
    return f"embed/{language}/" + ("" if path == "index" else f"{path.removesuffix('/index')}/")


def embedded_set(language: str, name: str) -> str:
    """The address of a set of pages in a frame."""
    return f"embed/{language}/sets/{name}/"


def data(language: str, path: str) -> str:
    """The address of a page as data: "data/v1/ar/opvoeden/driftbuien.json"."""
    return f"data/v1/{language}/{path}.json"


def file(address: str) -> str:
    """The file that a web server gives for such an address."""
    return f"{address}index.html"


def root(address: str) -> str:
    """The way back to the root of the site from an address: "", "../", "../../"."""
    return "../" * address.count("/")


def is_proof(site: Site) -> bool:
    """Whether the site has no real address yet: what is printed or pasted now would lead nowhere for years."""
    return urlsplit(site.url).hostname == EXAMPLE_HOST


def home(site: Site, language: Language) -> str:
    return url(site, language.code, "index")
