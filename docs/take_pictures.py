"""Take the pictures in ``docs/pictures`` from the explorer itself, on the invented sample: every
page in the light and the dark look on a screen 1440 wide, and on a phone.

``make pictures`` builds the sample in a folder of its own and runs this; needs Chromium.
``tests/test_pictures.py`` takes them again and compares.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser import ARGUMENTS, CHROMIUM, PATIENCE_MS, explorer, settle, visit

PICTURES = Path(__file__).parent / "pictures"
PAGES = {
    "overview": "/",
    "themes": "/themes?theme=judg.supervision",
    "agencies": "/agencies",
    "between": "/agencies?show=between",
    "between-theme": "/agencies?show=between&theme=info.sharing",
    "between-pair": "/agencies?show=between&theme=info.sharing&agency=hea-acute&other=hea-gp",
    "repeats": "/repeats",
    "over-time": "/over_time?follow=code",
    "review": "/review?review=inv-sar-fennbury-2022",
    "told": "/told",
    "search": "/search",
    "evidence": "/evidence",
    "pack": "/pack?about=theme&theme=judg.supervision",
    "study": "/study",
    "add": "/add",
    "documents": "/documents",
    "judge": "/judge",
    "graph": "/graph?node=Theme:needs.capacity",
    "cypher": "/cypher?query=theme_shares",
    "take-away": "/take_away",
    "quality": "/quality",
    "tour": "/tour",
    "words": "/words",
}
SCREEN = {"width": 1440, "height": 1000}
PHONE = {"width": 390, "height": 844}
TALL = {"between": 1700, "between-theme": 1850}  # whose picture of the network stands further down
LOOKS = ("", "-phone", "-dark")
STILL_MS = 700  # charts and fonts are drawn a moment after the page stands still


def look(page: Page, name: str, address: str, as_: str) -> bytes:
    """A picture (PNG) of a page in one of the ``LOOKS``; on the phone, of the page that is open."""
    page.emulate_media(color_scheme="dark" if as_ == "-dark" else "light", reduced_motion="reduce")
    if as_ == "-phone":
        page.set_viewport_size(PHONE)
        settle(page)
    else:
        page.set_viewport_size({**SCREEN, "height": TALL.get(name, SCREEN["height"])})
        visit(page, address + PAGES[name])
    page.wait_for_timeout(STILL_MS)
    return page.screenshot()


def main() -> None:
    """Open every page and keep what a visitor sees, in 256 colours."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        environment = {**os.environ, "COMMON_THREAD_HOME": str(home), "NEO4J_URI": ""}
        subprocess.run([sys.executable, "-m", "ingest", "sample"], env=environment, check=True)
        with explorer(home) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_page()
            page.set_default_timeout(PATIENCE_MS)
            for name in PAGES:
                for as_ in LOOKS:
                    _keep(look(page, name, address, as_), PICTURES / f"{name}{as_}.png")


def _keep(picture: bytes, path: Path) -> None:
    Image.open(BytesIO(picture)).convert("RGB").quantize(256).save(path, optimize=True)


if __name__ == "__main__":
    main()
