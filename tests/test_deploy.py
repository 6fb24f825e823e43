"""What ``deploy/`` ships: the proxy's own configuration before a real explorer, and the log."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import Browser, expect

from graph.embedded import EmbeddedStore
from tests.browser import PATIENCE_MS, Watch, server, settle
from tests.conftest import missing
from tests.neo4j_server import free_port
from tests.small_graph import build
from views.logs import logged

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
NAME = "reviews.localhost"  # which browsers look for on this machine
PAGES = sorted(set(re.findall(r'"views/(\w+)\.py"', (ROOT / "app.py").read_text())) - {"overview"})


def wait_for(port: int) -> None:
    """Until somebody listens there."""
    give_up = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.05)


def certificate(folder: Path) -> None:
    """A key and a certificate for NAME that it signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    pem = serialization.Encoding.PEM
    (folder / "key.pem").write_bytes(key.private_bytes(pem, form, plain))
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))


@contextmanager
def proxy(upstream: str, folder: Path) -> Iterator[str]:
    """nginx with the configuration that is shipped, on ports and a name of its own."""
    if NGINX is None:
        missing("nginx is not here (on Debian: apt install nginx-light).")
    certificate(folder)
    port = free_port()
    shipped = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for place, ours in {
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "reviews.example.org": NAME,
        "/etc/ssl/reviews": str(folder),
        "/etc/nginx/common-thread-headers.conf": str(DEPLOY / "headers.conf"),
        "http://127.0.0.1:8501": upstream,
    }.items():
        assert place in shipped
        shipped = shipped.replace(place, ours)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder / kind};\n" for kind in kinds)
    whole = f"daemon off; pid {folder / 'pid'}; events {{}} http {{ access_log off;\n{temporary}"
    (folder / "nginx.conf").write_text(f"{whole}{shipped}\n}}", encoding="utf-8")
    command = [str(NGINX), "-e", str(folder / "errors"), "-c", str(folder / "nginx.conf")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with subprocess.Popen(command) as running:
        try:
            wait_for(port)
            yield f"https://{NAME}:{port}"
        finally:
            running.terminate()
            running.wait(timeout=20)


@pytest.mark.browser
def test_every_page_works_behind_the_proxy_and_breaks_no_policy(
    chromium: Browser, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with EmbeddedStore(home / "graph.kgl", write=True) as store:
        build(store)
    context = chromium.new_context(ignore_https_errors=True)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    watch = Watch()
    watch.on(page)
    with (
        server(home, STREAMLIT_BROWSER_SERVER_ADDRESS=NAME, COMMON_THREAD_LOG="json") as (a, _),
        proxy(a, tmp_path) as address,
    ):
        answer = page.goto(address)
        assert answer
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-eval" not in policy
        settle(page)
        for name in PAGES:
            page.goto(f"{address}/{name}")
            settle(page)
        page.goto(f"{address}/graph?node=Recommendation:r1")
        settle(page)
        expect(page.locator("canvas").first).to_be_visible()
        page.goto(f"{address}/cypher?mode=free")
        settle(page)
    context.close()
    assert watch.errors == []
    assert {urlsplit(asked).hostname for asked in watch.foreign} == {NAME}
    log = (tmp_path / "home-explorer.log").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {line["page"] for line in lines} == {"overview", *PAGES}
    assert all(line.keys() == {"time", "page", "seconds", "error"} for line in lines)
    assert {line["error"] for line in lines} == {""}


def test_an_error_is_logged_by_its_class_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for format_, lines in (("", 0), ("json", 1)):
        monkeypatch.setenv("COMMON_THREAD_LOG", format_)
        with pytest.raises(KeyError), logged("themes"):
            raise KeyError("a name")
        said = capsys.readouterr().err
        assert said.count("\n") == lines
        assert "a name" not in said
    assert json.loads(said)["error"] == "KeyError"


def test_the_image_holds_what_the_explorer_imports_and_no_more() -> None:
    """Every part that ``app.py`` needs is copied by name and let through to the builder."""
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = {
        one for line in re.findall(r"^COPY (.*) \S+$", dockerfile, re.M) for one in line.split()
    }
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    assert copied == set(re.findall(r"^!(\S+)$", ignored, re.M))
    parts = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench", "docs"}
    assert parts | {"app.py", "data", "queries", "static", ".streamlit/config.toml"} <= copied
    assert "secrets" not in "".join(copied)
