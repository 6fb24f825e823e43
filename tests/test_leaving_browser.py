"""Files that leave the explorer, pressed for in a real browser and opened again."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser import PATIENCE_MS, settle, visit

pytestmark = pytest.mark.browser
TRIES = 3


def taken(page: Page, button: str) -> tuple[str, bytes]:
    """The name and the content of the file that a button gives. A click while the page is drawn
    anew is lost, as a person's would be, and made again."""
    for _ in range(TRIES):
        settle(page)
        try:
            with page.expect_download(timeout=PATIENCE_MS) as download:
                page.get_by_role("button", name=button, exact=True).first.click()
        except PlaywrightTimeoutError:
            continue
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()
    pytest.fail(f"{button} gave no file, {TRIES} times")


def test_tables_charts_and_the_graph_leave(small_explorer: str, page: Page) -> None:
    visit(page, f"{small_explorer}/agencies?kind=DHR")
    name, picture = taken(page, "SVG")
    assert name.startswith("map-2")
    words = "".join(ElementTree.fromstring(picture).itertext())
    assert "Kind of review: Domestic homicide reviews (2)" in words
    page.get_by_text("The map as a table").click()
    settle(page)
    name, workbook = taken(page, "Excel")
    book = openpyxl.load_workbook(BytesIO(workbook))
    facts = {row[0].value: row[1].value for row in book["About this table"].iter_rows()}
    assert facts["What this is"] == "Agencies and gaps: agencies and themes"
    assert "Kind of review: Domestic homicide reviews (2)" in facts["Filters in force"]
    assert facts["Corpus"].startswith("5 reviews, 6 recommendations and 2 concerns")
    visit(page, f"{small_explorer}/take_away")
    name, package = taken(page, "Data package")
    assert name.endswith(".zip")
    told = json.loads(ZipFile(BytesIO(package)).read("datapackage.json"))
    assert told["about"]["corpus"]["reviews"] == 5
    assert "review" in {one["name"] for one in told["resources"]}
