"""The page "Have we been told this before?" in a real browser, on the sample."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import HOSTILE, barriers, settle, visit

pytestmark = pytest.mark.browser

CURIOSITY = (
    "The Board should observe practice before and three months after its training on professional "
    "curiosity, in at least three services."
)
LOADED_MS = 120_000  # the encoder is loaded first, on a machine that may be busy


def look(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="A draft recommendation, or several").fill(text)
    page.get_by_role("button", name="Look for it").click()


def test_one_ask_leads_to_the_earlier_one_in_its_review(sample_explorer: str, page: Page) -> None:
    """The answer stands first, then the theme and where it leads, then the nearest three."""
    visit(page, f"{sample_explorer}/told")
    look(page, CURIOSITY)
    page.get_by_role("heading", name="Told before").wait_for(timeout=LOADED_MS)
    settle(page)
    main = page.get_by_test_id("stMainBlockContainer")
    said = [
        r"Told before, nearly in these words|Perhaps told before",
        r"about ◆ Professional curiosity, which \d+ of 36 reviews",
        r"Looked through: 429",
        r"Research near it",
        r"No date says by when",
    ]
    expect(main).to_contain_text(re.compile(".*".join(said), re.DOTALL))
    assert page.get_by_role("link", name="Open in its review").count() <= 6
    page.get_by_role("link", name=re.compile("Research near it")).click()
    expect(page.get_by_role("heading", name="Research near it")).to_be_in_viewport()
    assert barriers(page) == []
    assert "curiosity" not in page.url, "what is pasted does not get into an address"
    page.get_by_role("link", name="Open in its review").first.click()
    expect(page.locator(".ct-wording").first).to_contain_text("professional curiosity training")


def test_a_plan_is_shown_ask_by_ask_and_its_text_is_only_text(
    sample_explorer: str, page: Page
) -> None:
    visit(page, f"{sample_explorer}/told")
    look(page, f"1. {CURIOSITY}\n2. Staff should always read {HOSTILE} before they act.\n")
    page.get_by_text("of the 2 asks").wait_for(timeout=LOADED_MS)
    settle(page)
    # by keys: a click scrolls to it first, and a list that has opened shuts when the page scrolls
    about = page.get_by_role("combobox", name=re.compile("Read about"))
    about.press("ArrowDown")
    expect(page.get_by_role("option", name=re.compile("^2:"))).to_be_visible()
    about.press("ArrowDown")
    about.press("Enter")
    settle(page)
    expect(page.locator(".ct-wording").filter(has_text="<b>b</b>")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_text("of the 2 asks")).to_have_count(0)
    expect(page.get_by_role("textbox", name=re.compile("A draft"))).to_have_value("")
