"""First paint of every page in a real browser, against a bare Streamlit page on the same machine.

Each page is opened in a browser context of its own, that has kept nothing, in turn with the bare
one: from the request until the page stands, heading drawn and script ended. The server has shown
each page once before, as it has to all but the first visitor after a change. A ratio is the median
over the turns of page against bare page of the same turn. Targets: 1.8 on the sample, 2.5 on
100,000 recommendations (``COMMON_THREAD_HOME`` names the graph).
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from graph.settings import home
from tests.browser import ARGUMENTS, CHROMIUM, PATIENCE_MS, explorer, streamlit_server

TURNS = 5
SHELL = "import streamlit as st\nst.title('Nothing but a heading')\n"
STANDS = (
    '[data-testid="stApp"][data-test-script-state="notRunning"] '
    '[data-testid="stMainBlockContainer"] h1'
)


def pages(arguments: list[str]) -> None:
    """Open every page of the navigation, in as many turns as said, and print a table."""
    turns = int(arguments[0]) if arguments else TURNS
    with (
        explorer(Path(home())) as ours,
        _shell() as bare,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        print(f"First paint, {turns} turns; seconds are medians\n")
        print("| page | seconds | bare | ratio |\n|---|---:|---:|---:|")
        for page in _named(browser, ours):
            _seconds(browser, page)
            pairs = [(_seconds(browser, page), _seconds(browser, bare)) for _ in range(turns)]
            own, other = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
            ratio = statistics.median(one / two for one, two in pairs)
            shown = page.removeprefix(ours).strip("/") or "overview"
            print(f"| {shown} | {own:.2f} | {other:.2f} | {ratio:.2f} |", flush=True)


@contextmanager
def _shell() -> Iterator[str]:
    """The address of a Streamlit that shows a heading and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "shell.py"
        script.write_text(SHELL, encoding="utf-8")
        with streamlit_server(script, Path(folder) / "shell.log") as (address, _):
            yield address


def _named(browser: Browser, address: str) -> list[str]:
    """The address of every page that the navigation names."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    links = page.locator('[data-testid="stSidebarNavLink"]')
    links.last.wait_for()
    found = links.evaluate_all("all => all.map(one => one.href)")
    page.close()
    return [str(one) for one in found]


def _seconds(browser: Browser, address: str) -> float:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    start = perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(STANDS).first.wait_for()
    took = perf_counter() - start
    context.close()
    return took
