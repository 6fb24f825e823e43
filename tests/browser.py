"""The explorer in a real browser: a server of its own, Debian's Chromium, and a watch on both.

``explorer(home)`` starts the server on a free port; the ``page`` fixture is a browser page that
fails its test when the page asked for anything beyond this machine, or logged an error.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from graph.embedded import EmbeddedStore
from tests.small_graph import build

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# On a page below the root Streamlit first asks for these there, gets 404, and asks the root.
PROBES = ("/_stcore/health", "/_stcore/host-config")
HOSTILE = "<b>b</b> [l](http://e.org) ![i](http://e.org/i.png) $x^2$ :smile: www.e.org -> *s* `c`"
# Streamlit's own, in its sidebar and file uploader; a page can do nothing about them.
STREAMLITS_OWN = {"list", "listitem", "aria-allowed-role", "presentation-role-conflict"}
STYLED = "[...document.querySelectorAll('style')].some(s => s.textContent.includes('-- ours --'))"
PATIENCE_MS = 60_000  # a page's first run imports its libraries, on a machine that may be busy


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def explorer(home: Path, **environment: str) -> Iterator[str]:
    """Run the explorer on the graph kept in ``home``, yield its address, and stop it."""
    with server(home, **environment) as (address, _):
        yield address


@contextmanager
def server(home: Path, **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same with the process, for tests that end it before its time."""
    log = home.parent / f"{home.name}-explorer.log"
    with streamlit_server("app.py", log, COMMON_THREAD_HOME=str(home), **environment) as started:
        yield started


@contextmanager
def streamlit_server(
    script: str | Path, log: Path, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a Streamlit script in a process of its own: its address, and the process."""
    port = _free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")} | environment
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    with (
        log.open("w", encoding="utf-8") as written,
        subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=ROOT,
            env=env,
            stdout=written,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            _wait_for(f"http://localhost:{port}/_stcore/health", process, log)
            yield f"http://localhost:{port}", process
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + 90
    while time.monotonic() < give_up:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"The explorer did not start:\n{log.read_text(encoding='utf-8')}")


@dataclass
class Watch:
    """What a page asked for beyond this machine, and the errors it logged."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        local = address.hostname in ("localhost", "127.0.0.1")
        if address.scheme not in ("data", "blob") and not local:
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        asked = message.location.get("url", "")
        if message.type == "error" and not asked.endswith(PROBES):
            self.errors.append(message.text)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without it, a skip that says so, or with CI=true a failure."""
    if not CHROMIUM.exists():
        reason = "Chromium is not at /usr/bin/chromium (on Debian: apt install chromium)."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh browser page, watched: its test fails on a foreign request or a logged error."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    watch = Watch()
    shown = context.new_page()
    watch.on(shown)
    yield shown
    context.close()
    assert watch.foreign == []
    assert watch.errors == []


def visit(page: Page, address: str) -> None:
    """Open an address of the explorer and wait until the page stands still."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Wait until Streamlit has run the page and drawn what it said."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.locator('[data-testid="stMainBlockContainer"] h1').first.wait_for()
    page.locator('[data-stale="true"]').first.wait_for(state="detached")
    # our few styles come a moment after the text they are for
    page.wait_for_function(STYLED)


@pytest.fixture(scope="session")
def small_explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The explorer on the small graph, with one review whose every text is markup."""
    home = tmp_path_factory.mktemp("small")
    with EmbeddedStore(home / "graph.kgl", write=True) as store:
        build(store)
        with store.writer() as writer:
            review = {"id": "v9", "title": HOSTILE, "kind": "SAR", "area": HOSTILE, "year": 2022}
            asked = {"id": "r9", "title": HOSTILE, "text": HOSTILE, "kind": "recommendation"}
            writer.upsert_nodes("Review", [review | {"url": "javascript:alert(1)"}])
            writer.upsert_nodes("Recommendation", [asked])
            writer.upsert_edges(
                "MADE", "Review", "Recommendation", [{"source": "v9", "target": "r9"}]
            )
    with explorer(home) as address:
        yield address


@pytest.fixture(scope="session")
def sample_explorer(sample_home: Path) -> Iterator[str]:
    """The explorer on the sample, linked."""
    with explorer(sample_home) as address:
        yield address


def barriers(page: Page) -> list[str]:
    """What axe-core finds on the page that would keep people out: rule, and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found
        if rule["id"] not in STREAMLITS_OWN
        for node in rule["nodes"]
    ]
