"""Debian's WordPress, really installed in a temporary folder: a database of its own, PHP's own server, three people.

Nothing of WordPress is changed, and nothing is relaxed but one thing: it is told to trust the certificate that this
test makes for itself. WordPress refuses addresses of its own machine unless the host is its own and the port is 80, 443
or 8080; so both sites are `localhost`, and ours takes one of those ports.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from browser import answering

SOURCE = Path("/usr/share/wordpress")
PACKAGES = (
    "wordpress wordpress-theme-twentytwentythree php-cli php-mysql php-xml mariadb-server-core mariadb-client-core"
)
NEEDED = ("php", "mariadbd", "mariadb-install-db", "mariadb", "openssl", "chromium")
PASSWORD = "een lang wachtwoord voor de proef"
AUTHOR = "schrijver"

CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '{address}'); define('WP_SITEURL', '{address}');
define('WP_CONTENT_DIR', '{content}'); define('WP_CONTENT_URL', '{address}/wp-content');
define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true); define('WP_DEBUG', false);
{salts}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""

# The certificate; no calls to wordpress.org (there is no network in a test); and the old editor for who asks for it.
PLUGIN = """<?php
add_filter('http_request_args', function ($args, $url) {
    if (strpos($url, 'https://localhost') === 0) $args['sslcertificates'] = '{certificate}';
    return $args;
}, 10, 2);
add_filter('pre_http_request', function ($answer, $args, $url) {
    return strpos($url, '//localhost') ? $answer : new WP_Error('no-network', 'a test asks nobody else');
}, 10, 3);
add_filter('use_block_editor_for_post', function ($use) { return isset($_COOKIE['old_editor']) ? false : $use; });
"""

INSTALL = """<?php
define('WP_INSTALLING', true);
require '{root}/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Vereniging', 'beheer', 'beheer@example.org', true, '', '{password}');
$id = wp_create_user('{author}', '{password}', 'schrijver@example.org');
(new WP_User($id))->set_role('author');
update_user_meta($id, 'wp_persisted_preferences', ['core/edit-post' => ['welcomeGuide' => false], '_modified' => '2026-01-01T00:00:00Z']);
switch_theme('{theme}');
echo 'installed';
"""


def missing() -> list[str]:
    """What this machine lacks for it."""
    found = [name for name in NEEDED if not shutil.which(name)]
    return found if (SOURCE / "wp-load.php").is_file() else [*found, "wordpress"]


@dataclass
class WordPress:
    address: str
    version: str


@contextmanager
def running(command: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs until the end of the block, with the processes that it starts itself (PHP's workers)."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True, **options)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(ready: Any, what: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, f"not within {seconds} seconds: {what}"
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=20).close()
    except OSError:
        return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def allowed_port() -> int | None:
    """A port that WordPress agrees to fetch from, as far as one is free."""
    for port in (8080, 443, 80):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return None


# -- our site, with a certificate and the headers it asks for ----------------------------------------------------------


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost, and its key."""
    file, key = folder / "certificate.pem", folder / "key.pem"
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    )
    subprocess.run([*command.split(), "-keyout", key, "-out", file], check=True, capture_output=True)
    return file, key


def header_rules(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a `_headers` file says: address or prefix, and its headers."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
        elif line:
            rules.append((line, []))
    return rules


class _Handler(SimpleHTTPRequestHandler):
    rules: tuple[tuple[str, list[tuple[str, str]]], ...] = ()
    asked: list[str]

    def end_headers(self) -> None:
        path = self.path.partition("?")[0]
        for where, headers in self.rules:
            if path == where or (where.endswith("*") and path.startswith(where[:-1])):
                for name, value in headers:
                    self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        self.asked.append(f"{self.path} {self.headers.get('User-Agent', '')}")
        super().do_GET()

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def provider(folder: Path, port: int, tls: tuple[Path, Path] | None = None) -> Iterator[list[str]]:
    """Serves a site as a host would that obeys its `_headers`; gives the list of what was asked for."""
    asked: list[str] = []
    rules = tuple(header_rules((folder / "_headers").read_text(encoding="utf-8")))
    handler = type("Handler", (_Handler,), {"rules": rules, "asked": asked})
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
    with answering(partial(handler, directory=str(folder)), context, port):
        yield asked


# -- WordPress ---------------------------------------------------------------------------------------------------------


@contextmanager
def wordpress(folder: Path, trusted: Path) -> Iterator[WordPress]:
    """WordPress with an author, on a port of its own."""
    root, content, data, sock = folder / "wordpress", folder / "content", folder / "database", folder / "db.sock"
    shutil.copytree(SOURCE, root, ignore=shutil.ignore_patterns("wp-content", "wp-config.php", ".htaccess"))
    for name in ("mu-plugins", "plugins", "uploads", "themes"):
        (content / name).mkdir(parents=True)
    themes = SOURCE / "wp-content/themes"
    theme = sorted(each.name for each in themes.iterdir() if each.is_dir())[-1]
    shutil.copytree(themes / theme, content / "themes" / theme)
    port = free_port()
    address = f"http://localhost:{port}"
    salts = "\n".join(
        f"define('{kind}_{name}', 'proef {kind} {name}');"
        for kind in ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE")
        for name in ("KEY", "SALT")
    )
    (root / "wp-config.php").write_text(CONFIG.format(socket=sock, address=address, content=content, salts=salts))
    plugin = PLUGIN.replace("{certificate}", str(trusted))
    (content / "mu-plugins/proef.php").write_text(plugin)
    # The addresses of wp-content are below the root of PHP's server.
    (root / "wp-content").symlink_to(content)
    user = ["--user=root"] if os.geteuid() == 0 else []
    make = ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db", *user]
    make.append("--auth-root-authentication-method=normal")
    subprocess.run(make, check=True, capture_output=True, timeout=120)
    with ExitStack() as stack:
        server = ["mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={sock}", "--skip-networking", *user]
        stack.enter_context(running([*server, f"--pid-file={folder / 'db.pid'}", f"--log-error={folder / 'db.log'}"]))
        until(sock.exists, "the database")
        client = ["mariadb", "--no-defaults", f"--socket={sock}", "--user=root"]
        subprocess.run([*client, "-e", "CREATE DATABASE wordpress"], check=True, capture_output=True, timeout=60)
        script = folder / "install.php"
        values = {"root": str(root), "password": PASSWORD, "author": AUTHOR, "theme": theme}
        text = INSTALL
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        script.write_text(text)
        done = subprocess.run(["php", str(script)], capture_output=True, text=True, timeout=180)
        assert done.stdout.endswith("installed"), done.stdout[-2000:] + done.stderr[-2000:]
        stack.enter_context(
            running(
                ["php", "-S", f"localhost:{port}", "-t", str(root)],
                env={**os.environ, "PHP_CLI_SERVER_WORKERS": "4"},
                cwd=root,
            )
        )
        until(lambda: answers(f"{address}/wp-login.php"), "WordPress", 60)
        version = (root / "wp-includes/version.php").read_text().partition("$wp_version = '")[2].partition("'")[0]
        yield WordPress(address, version)
