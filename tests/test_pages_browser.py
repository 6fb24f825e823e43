"""The reading pages in a real browser, on the sample and on the coroners' reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.embedded import EmbeddedStore
from tests.browser import HOSTILE, barriers, explorer, settle, visit

pytestmark = pytest.mark.browser

# Every page and section, by its address, and words that it must show.
PLACES = [
    ("/", "What keeps coming back"),
    ("/themes", "Policy, governance and assurance"),
    ("/themes?frame=uncovered", "have no theme|without a theme"),
    ("/themes?theme=judg", "Recommended about, or stated as a concern, in"),
    ("/themes?theme=judg&show=told", "Of the reviews that address one at all"),
    ("/themes?theme=judg&show=raised", "make no recommendation about that"),
    ("/themes?theme=judg&show=borrow", "wording to borrow|asks coded as stronger"),
    ("/themes?theme=judg&show=research", "Not a systematic review"),
    ("/agencies", "N, the reviews that address it at all"),
    ("/agencies?within=judg&rows=types&kind=DHR", "N, the reviews that address it at all"),
    ("/agencies?rows=national", "N, the reviews that address it at all"),
    ("/agencies?show=agency&agency=pol-force", "What it is told about"),
    ("/agencies?rows=single&least=3", "N, the reviews that address it at all"),
    ("/agencies?show=between", "Between which two"),
    ("/agencies?show=between&theme=info.sharing", "Who is told, and who in the same reviews"),
    ("/agencies?show=between&rows=single&theme=multi", "It takes more than one agency"),
    ("/agencies?show=between&theme=info.sharing&agency=hea-gp&other=hea-acute", "with both in"),
    ("/agencies?show=evidence", "Well supported, and no ask near"),
    ("/agencies?show=silent&rows=single&from=2015", "Counted here"),
    ("/agencies?show=differ", "address both"),
    ("/agencies?show=silent", "Only reviews that list who was"),
    ("/agencies?show=raised&theme=ctx.poverty", "make no recommendation about it"),
    ("/agencies?show=national", "National bodies addressed"),
    ("/agencies?show=then", "who holds their work now"),
    ("/told", "kept nowhere"),
    ("/search", "For example"),
    ("/search?q=police", "Recommendations and concerns"),
    ("/evidence", "None stated, evidence nearby"),
    ("/evidence?show=findings&strength=high", "of 237 findings"),
    ("/evidence?show=alone", "Well supported on what works"),
    ("/evidence?finding=F001", "Recommendations it is near"),
    ("/judge", "Your name or initials"),
    ("/judge?show=files", "No two people have judged the same thing yet"),
    ("/study", "Here:"),
    ("/study?kind=DHR", "Here:"),
    ("/pack?theme=judg.supervision", "What this pack cannot say"),
    ("/take_away", "Wording belongs to its review"),
    ("/repeats", "made by more than one review"),
    ("/repeats?show=stuck", "at least half were coded weaker"),
    ("/repeats?show=own", "listed by name and not ranked"),
    ("/repeats?show=across", "come in 3 or more kinds"),
    ("/over_time", "the latest years are incomplete"),
    ("/over_time?follow=agency", "the latest years are incomplete"),
    ("/over_time?follow=code&year=2018", "the latest years are incomplete"),
    ("/review", "Choose a row to open it"),
    ("/review?kind=PFD", "Choose a row to open it"),
    ("/review?review=inv-dhr-aldermere-2013", "in the order of the document"),
    ("/review?review=inv-dhr-aldermere-2013&show=agencies", "named as involved in the case"),
    ("/review?review=inv-dhr-aldermere-2013&show=themes", "raised by the case"),
]

# Pages of tools and help.
OTHERS = ("/tour", "/words", "/themes?tour=2", "/review?print=1", "/quality", "/pack")
OTHERS += ("/take_away", "/graph", "/cypher", "/documents")


@pytest.fixture(scope="module")
def reports(reports_home: Path) -> Iterator[str]:
    with explorer(reports_home) as address:
        yield address


def shows(page: Page, words: str) -> None:
    """The page stands, without an exception or an apology, and says the words."""
    main = page.get_by_test_id("stMainBlockContainer")
    expect(main).to_contain_text(re.compile(words))
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(main).not_to_contain_text("cannot be shown just now")


def fits(page: Page) -> None:
    """Nothing is wider than a phone; tables shrink a moment after the screen has."""
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollWidth <= 390")


def test_every_place_opens_to_everybody_on_the_sample(sample_explorer: str, page: Page) -> None:
    for place, words in PLACES:
        page.set_viewport_size({"width": 1440, "height": 1000})
        visit(page, sample_explorer + place)
        shows(page, words)
        expect(page.get_by_text("Invented sample data").first).to_be_visible()
        assert barriers(page) == [], place
        page.set_viewport_size({"width": 390, "height": 844})  # a phone
        fits(page)


def test_every_place_opens_on_the_coroners_reports(reports: str, page: Page) -> None:
    for place, words in PLACES:
        visit(page, reports + place)
        shows(page, words)


def test_a_coroners_report_is_read_as_concerns(
    reports: str, reports_home: Path, page: Page
) -> None:
    with EmbeddedStore(reports_home / "graph.kgl") as store:
        row = store.rows(
            "MATCH (v:Review {kind: 'PFD'})-[:MADE]->(r:Recommendation) "
            "WHERE v.invented IS NULL OR v.invented = false "
            "RETURN v.id AS id, v.url AS url, count(r) AS n ORDER BY n DESC, id LIMIT 1"
        )[0]
    visit(page, f"{reports}/review?review={row['id']}")
    shows(page, f"{row['n']} concerns")
    link = page.get_by_role("link", name="Source report")
    expect(link).to_have_attribute("href", row["url"])
    # The address carries a name; it is nowhere to be read.
    slug = row["url"].rstrip("/").rpartition("/")[2]
    expect(page.get_by_test_id("stApp")).not_to_contain_text(slug)
    expect(page.get_by_test_id("stApp")).not_to_contain_text(slug.replace("-", " "))


def test_three_clicks_from_the_start_to_the_wording(sample_explorer: str, page: Page) -> None:
    visit(page, sample_explorer)
    page.locator('[class*="st-key-ranked-back"] a').first.click()
    page.wait_for_url(re.compile("/themes.*theme="))
    settle(page)
    expect(page.locator(".ct-wording").first).to_be_visible()
    page.get_by_role("link", name="Open in its review").first.click()
    page.wait_for_url(re.compile("/review.*recommendation="))
    settle(page)
    shows(page, "How it was coded")
    page.go_back()
    page.wait_for_url(re.compile("/themes.*theme="))


def test_a_click_on_the_map_lists_the_wording(sample_explorer: str, page: Page) -> None:
    visit(page, sample_explorer + "/agencies")
    # Every cell of the map says in words what it holds.
    cell = page.locator('[data-testid="stVegaLiteChart"] [aria-label*="Police force, Health and"]')
    said = cell.get_attribute("aria-label") or ""
    told, of = map(int, re.findall(r"(\d+) of (\d+) reviews that address it", said)[0])
    assert 0 < told <= of
    cell.click()
    page.wait_for_url(re.compile("agency=pol-force&theme=needs"))
    settle(page)
    shows(page, f"in {told} of {of} reviews that address it")
    expect(page.get_by_role("heading", name="Police force · Health and care needs")).to_be_visible()


def test_a_dot_of_a_timeline_leads_to_what_was_said_then(sample_explorer: str, page: Page) -> None:
    visit(page, sample_explorer + "/repeats")
    page.get_by_role("button", name=re.compile("Read all")).first.click()
    page.wait_for_url(re.compile("cluster="))
    settle(page)
    dots = page.locator('[data-testid="stVegaLiteChart"] [aria-label*=" wordings"]')
    of = int(re.findall(r"of (\d+) wordings", dots.first.get_attribute("aria-label") or "")[0])
    expect(page.locator(".ct-wording")).to_have_count(of)
    said = re.findall(r"^(.*): (\d+) of", dots.first.get_attribute("aria-label") or "")[0]
    dots.first.click()
    page.wait_for_url(re.compile("at="))
    settle(page)
    expect(page.locator(".ct-wording")).to_have_count(int(said[1]))
    # The box says the same, and the way back keeps the list.
    expect(page.get_by_role("combobox", name=re.compile("Read"))).to_have_value(
        re.compile(re.escape(said[0]))
    )
    page.get_by_role("button", name=re.compile("All repeated asks")).click()
    shows(page, "made by more than one review")


def test_a_year_leads_to_its_wording(sample_explorer: str, page: Page) -> None:
    visit(page, sample_explorer + "/over_time?follow=code")
    dot = page.locator('[data-testid="stVegaLiteChart"] [aria-label*="2018: "]')
    said = dot.get_attribute("aria-label") or ""
    number = int(re.findall(r"2018: (\d+) of \d+ recommendations", said)[0])
    dot.click()
    page.wait_for_url(re.compile("year=2018"))
    settle(page)
    expect(page.locator(".ct-wording")).to_have_count(min(number, 10))


def test_the_study_leaves_as_a_report(sample_explorer: str, page: Page) -> None:
    visit(page, sample_explorer + "/study?kind=SAR")
    for name, begins in (("Markdown", b"# The study"), ("Web page", b"<!doc"), ("Word", b"PK")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name).click()
        assert waiting.value.path().read_bytes().startswith(begins)


def test_a_pack_is_chosen_and_taken_away(sample_explorer: str, page: Page) -> None:
    visit(page, sample_explorer + "/pack?theme=judg.supervision")
    page.get_by_text("Seven-minute briefing", exact=True).click()
    page.wait_for_url(re.compile("form=brief"))
    shows(page, "Questions to consider")
    begins = {"PDF": b"%PDF", "Slides": b"PK", "Citations (RIS)": b"TY  - "}
    for name, start in begins.items():
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name).click()
        assert "INVENTED" in waiting.value.suggested_filename
        assert waiting.value.path().read_bytes().startswith(start)


def test_the_boxes_choose_a_cell_without_a_mouse(sample_explorer: str, page: Page) -> None:
    visit(page, sample_explorer + "/agencies?agency=pol-force")
    box = page.get_by_role("combobox", name=re.compile("Theme"))
    box.focus()
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(re.compile("theme="))
    settle(page)
    shows(page, "reviews that address it|addressed to Police force")


def test_how_good_the_coding_is_shows_figures_and_curve(small_explorer: str, page: Page) -> None:
    visit(page, f"{small_explorer}/quality")
    shows(page, "The judges were not practitioners.")
    page.get_by_text("Figures, with their intervals").first.click()
    expect(page.get_by_text("keyword rules alone")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()


def test_text_of_a_document_is_only_text(small_explorer: str, page: Page) -> None:
    for place in ("/review?review=v9", "/evidence?cell=no-none", "/review", "/"):
        visit(page, small_explorer + place)
        shows(page, "review")
    visit(page, small_explorer + "/review?review=v9")
    shown = page.locator(".ct-wording").first
    expect(shown).to_have_text(HOSTILE)
    assert shown.locator("b, a, img").count() == 0
    expect(page.get_by_role("link", name="Source report")).to_have_count(0)


def test_nothing_keeps_people_out_in_the_dark(sample_explorer: str, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    for place in (
        "/",
        "/themes",
        "/themes?theme=judg",
        "/agencies?agency=pol-force&theme=info",
        "/agencies?show=silent",
        "/agencies?show=between",
        "/agencies?show=between&theme=info.sharing",
        "/agencies?show=between&theme=info.sharing&agency=hea-acute&other=hea-gp",
        "/agencies?rows=single",
        "/agencies?show=evidence",
        "/repeats",
        "/repeats?show=stuck",
        "/over_time",
        "/study",
        "/pack?theme=judg.supervision",
        "/take_away",
        "/evidence",
        "/evidence?finding=F001",
        "/review",
        "/review?review=inv-dhr-aldermere-2013",
        "/review?review=inv-dhr-aldermere-2013&show=themes",
    ):
        visit(page, sample_explorer + place)
        assert barriers(page) == [], place


def test_pages_of_tools_are_no_wider_than_a_phone(sample_explorer: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for place in OTHERS:
        visit(page, sample_explorer + place)
        fits(page)
