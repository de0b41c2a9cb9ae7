"""LICENSES/dependencies.md names every locked package, as it is locked, with a licence that goes with ours."""

from __future__ import annotations

from licences import listed, locked


def test_every_locked_package_is_in_the_list_with_its_version() -> None:
    wanted = locked("requirements.txt") | locked("requirements-test.txt")
    assert len(wanted) > 40
    assert {name: version for name, (version, *_) in listed().items()} == wanted, "renew it: python tests/licences.py"


def test_every_package_says_what_may_be_done_with_it() -> None:
    known = ("MIT", "BSD", "Apache", "MPL", "PSF", "Python Software Foundation", "ISC", "Unlicense")
    assert {name: said for name, (*_, said) in listed().items() if not any(each in said for each in known)} == {}


def test_what_the_site_is_built_with_is_told_from_what_tests_it() -> None:
    build = locked("requirements.txt")
    assert {name for name, (_, use, _) in listed().items() if use == "building"} == set(build)
