"""Every page with the keyboard alone: each control is reached and left, is seen to have the focus
and has a name; and on each page one thing is done that people come for.

Choosing in the picture of *Graph* and *Between agencies*, writing a query and judging have tests of
their own, by keys too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import visit

pytestmark = pytest.mark.browser
WALKING = (Path(__file__).parent / "walking.js").read_text(encoding="utf-8")
_SHIFT = 8  # as the protocol of the browser numbers it
AT_ONCE = 6  # presses before it is looked whether all was reached
MOST_PRESSES = 300
STILL_MS = 150  # between two looks at a page that is still being drawn

PRESSED = ("Enter", "ArrowRight", "Shift+Space")

# Streamlit's own; a page can do nothing about it. A table is drawn on one canvas, which puts the
# mark on the cell that has the focus and has a table with names behind it for screen readers.
STREAMLITS_OWN = {'canvas data-grid-canvas ""', "Canvas"}

# What may have the focus and is no control: a region that scrolls, an empty cell of a table.
REGIONS = {"RootWebArea", "main", "generic", "region", "gridcell"}

# Beside each page as it opens, those that look quite different once something is chosen.
STATES = (
    "/themes?theme=judg.supervision",
    "/agencies?show=between&theme=info.sharing",
    "/cypher?mode=free&cypher=MATCH%20(t:Theme)%20RETURN%20t.id%20AS%20id",
)


@dataclass(frozen=True)
class Act:
    """A control, what is typed or pressed there, and what comes of it: an address, something that
    shows, or a ``download`` or ``filechooser``."""

    control: str
    keys: tuple[str, ...] = ("Enter",)
    leads_to: str = ""
    shows: str = ""
    gives: str = ""


ACTS = {
    "/": Act("role=link[name=/Record keeping/]", leads_to="/themes.*theme=info.records"),
    "/themes": Act("role=combobox[name=/Theme/]", ("curiosity", "Enter"), "theme=judg.curiosity"),
    "/agencies": Act("role=radio[name=Map]", ("ArrowRight", "Enter"), "show=agency"),
    "/repeats": Act("role=button[name=/Read all/] >> nth=0", leads_to="cluster="),
    "/over_time": Act("role=radio[name='A theme']", ("ArrowRight", "Enter"), "follow=agency"),
    "/review": Act("[data-testid=data-grid-canvas]", ("Shift+Space",), "review=inv-"),
    "/told": Act("summary:has-text('action plan')", shows="role=button[name=Upload]"),
    "/search": Act("role=searchbox", ("interpreter", "Enter"), "q=interpreter"),
    "/evidence": Act("role=button[name='Show these'] >> nth=0", leads_to="cell="),
    "/pack": Act("role=combobox[name=/Theme/]", ("curiosity", "Enter"), "theme=judg.curiosity"),
    "/study": Act("role=button[name=Markdown]", gives="download"),
    "/add": Act("role=button[name=Upload]", gives="filechooser"),
    "/documents": Act("role=button[name=CSV]", gives="download"),
    "/judge": Act(
        "role=textbox[name=/Your name/]", ("Ann", "Enter"), shows="role=button[name=Unsure]"
    ),
    "/graph": Act("role=button[name=Expand]", leads_to="open="),
    "/cypher": Act("role=button[name=/View and edit/]", leads_to="mode=free"),
    "/take_away": Act("role=button[name='Data dictionary']", gives="download"),
    "/quality": Act("summary:has-text('Figures') >> nth=0", shows="details[open] >> nth=0"),
    "/tour": Act("role=link[name=/Begin/]", leads_to="tour=1"),
    "/words": Act("role=link[name=/each theme/]", leads_to="/themes"),
}


def walked(page: Page) -> dict[str, list[str]]:
    """Go through a page and back by Tab alone: what was not reached, or out of turn, what let
    nobody out again, what did not show that it had the focus, and what has no name."""
    page.wait_for_function(
        "() => { const n = document.querySelectorAll('*').length, was = window.many;"
        " window.many = n; return n === was }",
        polling=STILL_MS,
    )
    page.evaluate(WALKING)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first thing on a page is the link past the side bar
    found = {"missed": missed(page, modifiers=0)}
    found["out of turn"] = page.evaluate("walk.turn()")
    found["let nobody out"] = missed(page, modifiers=_SHIFT)
    found["unmarked"] = page.evaluate("walk.unmarked()")
    found["nameless"] = nameless(page)
    kept = {
        what: [one for one in ones if one not in STREAMLITS_OWN] for what, ones in found.items()
    }
    return {what: ones for what, ones in kept.items() if ones}


def missed(page: Page, modifiers: int) -> list[str]:
    """Press Tab, or Shift and Tab, until every control had the focus; those that had it not."""
    session = page.context.new_cdp_session(page)  # Playwright's own waits longer at each key
    key = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    left: list[str] = []
    for _ in range(6 + 2 * page.evaluate("walk.controls") // AT_ONCE):
        for _ in range(AT_ONCE):
            session.send("Input.dispatchKeyEvent", key | {"modifiers": modifiers})
        if not (left := page.evaluate("walk.missed()")):
            break
    session.detach()
    return left


def nameless(page: Page) -> list[str]:
    """The roles of what can have the focus and has no name for a screen reader."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        node["role"]["value"]
        for node in nodes
        if any(p["name"] == "focusable" for p in node.get("properties", ()))
        and not node["name"]["value"].strip()
        and node["role"]["value"] not in REGIONS
    ]


def done(page: Page, act: Act) -> None:
    """Go to the act's control by Tab, and do it."""
    control = page.locator(act.control)
    control.wait_for()
    for _ in range(MOST_PRESSES):
        if control.evaluate("one => one.getRootNode().activeElement === one"):
            break
        page.keyboard.press("Tab")
    else:
        raise AssertionError(f"{act.control} cannot be reached.")
    if act.gives:
        with page.expect_event(act.gives):
            press(page, act.keys)
        return
    press(page, act.keys)
    if act.leads_to:
        page.wait_for_url(re.compile(act.leads_to))
    else:
        expect(page.locator(act.shows)).to_be_visible()


def press(page: Page, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in PRESSED:
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def test_every_page_with_the_keyboard_alone(sample_explorer: str, page: Page) -> None:
    visit(page, sample_explorer)
    links = page.get_by_test_id("stSidebarNavLink").all()
    pages = [str(link.get_attribute("href")).removeprefix(sample_explorer) for link in links]
    assert set(pages) == set(ACTS), "a page of the navigation has no act here, or is no more"
    trouble = {}
    for path in (*pages, *STATES):
        visit(page, sample_explorer + path)
        if found := walked(page):
            trouble[path] = found
        if path in ACTS:
            done(page, ACTS[path])
    assert trouble == {}
