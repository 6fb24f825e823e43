"""Judging in a real browser: in the list, and where a thing is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.embedded import EmbeddedStore
from linking.verdicts import Subject, read_verdicts
from tests.browser import barriers, explorer, settle, visit
from tests.small_graph import build

pytestmark = pytest.mark.browser
NEAR, REPEAT = Subject("evidence", "r1", "f1"), Subject("repeat", "r3", "r1")


@pytest.fixture
def judged_home(tmp_path: Path) -> Path:
    home = tmp_path / "judged"
    with EmbeddedStore(home / "graph.kgl", write=True) as store:
        build(store)
    return home


@pytest.fixture
def judging(judged_home: Path) -> Iterator[str]:
    with explorer(judged_home) as address:
        yield address


def kept(home: Path) -> dict[Subject, tuple[str, str, str]]:
    with EmbeddedStore(home / "graph.kgl") as store:
        return {one.subject: (one.word, one.judge, one.note) for one in read_verdicts(store)}


def name_oneself(page: Page) -> None:
    page.get_by_role("textbox", name="Your name or initials").fill("Ann")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Unsure")).to_be_visible()


def test_forty_things_one_by_one(judging: str, judged_home: Path, page: Page) -> None:
    visit(page, judging + "/judge?kind=evidence")
    name_oneself(page)
    expect(page.get_by_text("0 of 3 judged")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("textbox", name="Why, if you like").fill("Another matter")
    page.get_by_role("button", name="Wrong", exact=True).press("Enter")  # the keyboard does it too
    expect(page.get_by_text("1 of 3 judged")).to_be_visible()
    expect(page.get_by_role("textbox", name="Why, if you like")).to_have_value("")
    page.get_by_role("button", name="Right", exact=True).click()
    expect(page.get_by_text("2 of 3 judged")).to_be_visible()
    page.get_by_role("button", name="Undo the last").click()
    expect(page.get_by_text("1 of 3 judged")).to_be_visible()
    assert list(kept(judged_home).values()) == [("reject", "Ann", "Another matter")]
    page.get_by_role("radio", name="Agreement and files").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="All verdicts as CSV").click()
    assert "Another matter" in download.value.path().read_text(encoding="utf-8-sig")
    assert barriers(page) == []


def test_right_or_wrong_where_it_is_shown(judging: str, judged_home: Path, page: Page) -> None:
    visit(page, judging + "/review?review=v1&recommendation=r1")
    button = page.locator('[class*="st-key-judge-evidence-r1-f1"] button')
    button.click()
    dialog = page.get_by_role("dialog")
    name_oneself(page)
    expect(dialog).to_contain_text("Does this finding bear on the recommendation?")
    assert barriers(page) == []
    dialog.get_by_role("button", name="Wrong", exact=True).click()
    expect(dialog).to_have_count(0)
    settle(page)
    expect(page.get_by_text("No finding is near it")).to_be_visible()
    expect(button).to_have_text(re.compile("1 left out as wrong"))
    button.click()
    expect(dialog).to_contain_text("You said: wrong.")
    dialog.get_by_role("button", name="Take it back").click()
    expect(dialog).to_have_count(0)
    expect(button).to_have_text(re.compile("Right or wrong"))
    # A repeat, from its earlier end; the name is not asked again.
    page.locator('[class*="st-key-judge-repeat-r3-r1"] button').click()
    dialog.get_by_role("button", name="Right", exact=True).click()
    expect(dialog).to_have_count(0)
    assert kept(judged_home) == {REPEAT: ("accept", "Ann", "")}


def test_a_code_is_put_right_where_it_is_shown(judging: str, judged_home: Path, page: Page) -> None:
    visit(page, judging + "/review?review=v1&recommendation=r1")
    page.locator('[class*="st-key-judge-code-r1"] button').click()
    dialog = page.get_by_role("dialog")
    name_oneself(page)
    dialog.get_by_role("combobox", name=re.compile("Which one")).click()
    page.get_by_role("option", name="Strength of the action").click()
    expect(dialog).to_contain_text("Strength of the action: is “Weaker” right?")
    dialog.get_by_role("combobox", name=re.compile("If wrong")).click()
    page.get_by_role("option", name="Stronger").click()
    dialog.get_by_role("button", name="Wrong", exact=True).click()
    expect(dialog).to_contain_text("You said: wrong, it should be stronger.")
    settle(page)  # a key pressed while the page runs is lost
    dialog.press("Escape")
    expect(dialog).to_have_count(0)
    row = page.get_by_role("row", name=re.compile("Strength of the action"))
    expect(row).to_contain_text("stronger")
