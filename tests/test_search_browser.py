"""The search box, by keyboard, from another page to a review and back; and a page on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser import HOSTILE, barriers, settle, visit

pytestmark = pytest.mark.browser
LOADED_MS = 120_000  # the encoder is loaded first, on a machine that may be busy


def test_a_question_in_ones_own_words_leads_to_a_review(sample_explorer: str, page: Page) -> None:
    visit(page, f"{sample_explorer}/themes?theme=info")
    page.get_by_role("link", name="Skip to main content").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("family member used as interpreter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search\?q=family"))
    main = page.get_by_test_id("stMainBlockContainer")
    expect(main).to_contain_text("near in meaning", timeout=LOADED_MS)
    expect(page.get_by_text("follows in a moment")).to_have_count(0, timeout=LOADED_MS)
    settle(page)
    expect(main).to_contain_text(re.compile(r"\d+ of 429 recommendations and concerns"))
    expect(page.locator(".ct-wording mark").first).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("radio", name=re.compile("^Recommendations and concerns")).click()
    page.wait_for_url(re.compile("show=Recommendation"))
    settle(page)
    expect(page.get_by_text("The same as a table")).to_be_visible()
    page.get_by_role("link", name="Open in its review").first.click()
    page.wait_for_url(re.compile("/review.*recommendation="))
    page.go_back()
    page.wait_for_url(re.compile("/search.*show=Recommendation"))


def test_what_is_typed_is_only_text(sample_explorer: str, page: Page) -> None:
    visit(page, f"{sample_explorer}/search")
    box = page.get_by_role("searchbox")
    box.fill(f"police {HOSTILE}")
    box.press("Enter")
    page.wait_for_url(re.compile(r"q=police"))
    settle(page)
    expect(box).to_have_value(f"police {HOSTILE}")
    expect(page.get_by_test_id("stMainBlockContainer")).to_contain_text("429 recommendations")


def test_a_page_on_paper_holds_the_whole_table_and_nothing_of_the_screen(
    sample_explorer: str, page: Page, tmp_path: Path
) -> None:
    visit(page, f"{sample_explorer}/review?print=1")
    page.emulate_media(media="print")
    page.pdf(path=tmp_path / "review.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "review.pdf") as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        pages = len(document)
    assert pages >= 2
    assert len(re.findall(r"Safeguarding adults\s+review, ", text)) == 7, "every row is there"
    assert f"{sample_explorer}/review · seen on" in " ".join(text.split())
    for gone in ("Support lines\n", "Two-minute tour", "Back to the page"):
        assert gone not in text
