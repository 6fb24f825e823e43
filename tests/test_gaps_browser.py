"""From the first screen to a gap between agencies, and to the wording behind it, in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import settle, visit

pytestmark = pytest.mark.browser


class Route:
    """A walk through the explorer that counts its clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, where: Locator) -> None:
        where.click()
        self.clicks += 1
        settle(self.page)


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMainBlockContainer")


def test_from_the_first_screen_to_the_wording(sample_explorer: str, page: Page) -> None:
    """Which agencies are told about information sharing, and which in the same reviews are not:
    within three clicks; to the wording in one more."""
    visit(page, sample_explorer)
    route = Route(page)
    route.click(page.get_by_role("link", name="what one agency is told and another is not"))
    route.click(main(page).get_by_role("button", name="Sharing between agencies"))
    expect(main(page)).to_contain_text("Who is told, and who in the same reviews is not")
    expect(main(page)).to_contain_text(re.compile(r"With \d+ agencies in a case on average"))
    assert route.clicks <= 3
    pair = main(page).get_by_role("button", name="NHS acute hospital trust · General practice")
    expect(pair).to_be_visible()
    told, of = re.findall(
        r"NHS acute hospital trust · General practice\D*(\d+) of (\d+)", main(page).inner_text()
    )[0]
    route.click(pair)
    expect(main(page).locator(".ct-wording").first).to_be_visible()
    assert route.clicks <= 4
    expect(main(page)).to_contain_text(re.compile(r"\d+ of \d+ reviews with both"))
    both = [int(n) for n in re.findall(r"(\d+) of (\d+) reviews with both", _shown(page))[0]]
    assert both[1] == int(of) and both[0] <= int(told)
    expect(
        main(page).get_by_role("button", name=re.compile("Right or wrong|Are these right")).first
    ).to_be_visible()
    review = main(page).get_by_role("link", name="Open in its review").first
    route.click(review)
    page.wait_for_url(re.compile("/review.*recommendation="))


def _shown(page: Page) -> str:
    return main(page).inner_text()


def test_the_address_of_a_gap_can_be_sent(sample_explorer: str, page: Page) -> None:
    """Filters stand in the address and go along with every step."""
    place = "/agencies?show=between&theme=info.sharing&kind=DHR&from=2015&to=2023"
    visit(page, sample_explorer + place)
    expect(main(page)).to_contain_text(re.compile(r"Counted here: \d+ of 36 reviews loaded"))
    main(page).get_by_role("button", name=re.compile(" · ")).first.click()
    page.wait_for_url(re.compile(r"(?=.*agency=)(?=.*other=)(?=.*kind=DHR)(?=.*from=2015)"))
    settle(page)
    expect(main(page)).to_contain_text("Counted here")
    main(page).get_by_text("All pairs").click()
    settle(page)
    expect(main(page)).to_contain_text("Between which two")
    expect(page).to_have_url(re.compile("kind=DHR"))


def canvas(page: Page) -> Locator:
    found = page.get_by_role("application", name=re.compile("joined by"))
    expect(found).to_be_visible()
    page.wait_for_timeout(500)  # it fits itself to its frame after it is drawn
    return found


def test_a_line_leads_to_what_the_one_was_asked(small_explorer: str, page: Page) -> None:
    """One review of the small graph, two agencies and one gap: the middle of the line is that of
    the picture."""
    visit(page, small_explorer + "/agencies?show=between&area=Brackenshire")
    canvas(page).click()
    page.wait_for_url(re.compile("agency=csc&other=pol-force"))
    settle(page)
    expect(main(page)).to_contain_text("Children's social care · Police force")


def test_the_keyboard_chooses_an_agency_of_the_picture(small_explorer: str, page: Page) -> None:
    visit(page, small_explorer + "/agencies?show=between&area=Brackenshire")
    drawn = canvas(page)
    drawn.focus()
    drawn.press("Home")
    drawn.press("Enter")
    page.wait_for_url(re.compile("show=agency.*agency=csc|agency=csc.*show=agency"))
    settle(page)
    expect(main(page)).to_contain_text("Addressed in 1 of 1 reviews")
