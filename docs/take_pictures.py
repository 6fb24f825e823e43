"""Take the pictures in ``docs/pictures`` from the explorer itself, on the invented sample.

``make pictures`` builds the sample in a folder of its own and runs this; needs Chromium.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import ARGUMENTS, CHROMIUM, explorer, visit

PICTURES = Path(__file__).parent / "pictures"
PAGES = {
    "overview": "/",
    "themes": "/themes?theme=judg.supervision",
    "agencies": "/agencies",
    "between": "/agencies?show=between",
    "between-theme": "/agencies?show=between&theme=info.sharing",
    "between-pair": "/agencies?show=between&theme=info.sharing&agency=hea-acute&other=hea-gp",
    "repeats": "/repeats?cluster=rec-01bd7f020b4f",
    "over-time": "/over_time?follow=code",
    "study": "/study",
    "pack": "/pack?theme=judg.supervision",
    "review": "/review?review=inv-sar-fennbury-2022",
    "evidence": "/evidence",
    "graph": "/graph?node=Theme:needs.capacity",
    "cypher": "/cypher?query=theme_shares",
}
HEIGHT = 1000
TALL = {"between": 1700, "between-theme": 1850, "graph": 1150}  # whose picture stands further down


def main() -> None:
    """Open every page and keep what a visitor with a screen 1440 wide sees."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        environment = {**os.environ, "COMMON_THREAD_HOME": str(home), "NEO4J_URI": ""}
        subprocess.run([sys.executable, "-m", "ingest", "sample"], env=environment, check=True)
        with explorer(home) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page(viewport={"width": 1440, "height": HEIGHT})
            for name, path in PAGES.items():
                page.set_viewport_size({"width": 1440, "height": TALL.get(name, HEIGHT)})
                visit(page, address + path)
                page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
