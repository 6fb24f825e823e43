"""The picture's script by itself in a browser, with many symbols: names, and what it reports."""

import json
import random
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page

from graph.exploring import Explored
from graph.neighbourhood import DRAWN, Item, Neighbourhood
from graph.steps import Tie
from views.components.graph_view import SCRIPT, around, drawing, read

# What is written on the canvas and where, in pixels of the screen; the last drawing counts.
WATCH = """() => {
window.written = [];
const real = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const at = this.getTransform();
  const size = parseFloat(this.font.match(/([0-9.]+)px/)[1]) * at.a;
  const half = this.measureText(text).width * at.a / 2;
  const point = at.transformPoint(new DOMPoint(x, y));
  window.written.push({ text, box: [point.x - half, point.y - size / 2,
                                    point.x + half, point.y + size / 2] });
  return real.apply(this, arguments);
};
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function () {
  window.written = [];
  return clear.apply(this, arguments);
};
}"""
MOUNT = """async ([script, data]) => {
  const module = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  window.asked = [];
  const parentElement = document.querySelector("#root");
  module.default({ parentElement, data, setTriggerValue: (name, value) => asked.push(value) });
}"""


def picture(count: int) -> dict[str, Any]:
    """A theme and ``count`` things of every kind around it, some joined to each other."""
    chance = random.Random(11)
    centre = Item("Theme", "t", "Sharing what is known between agencies")
    items = tuple(
        Item(DRAWN[n % 6] if n % 3 else "Recommendation", f"i{n}", f"A thing of some length, {n}")
        for n in range(count)
    )
    ties = [Tie(one.key, centre.key, "ABOUT", 0.5) for one in items]
    ties += [Tie(*(one.key for one in chance.sample(items, 2)), "ABOUT", 0.2) for _ in items]
    base = Neighbourhood(centre, items, tuple(ties), count)
    shown = Explored(base, (), items, base.ties)
    look = {"turn": 1, "chosen": "", "hidden": [], "pins": {}, "dim": False}
    return {**drawing(shown, around(base)), "height": 600, "look": look}


def mount(page: Page, data: dict[str, Any], width: int = 760) -> None:
    page.set_content(
        f"<style>{read('graph_view.css')}</style>"
        f"<div id=root style='width:{width}px'>{read('graph_view.html')}</div>"
    )
    page.evaluate(WATCH)
    page.evaluate(MOUNT, [SCRIPT, data])
    page.wait_for_function("written.length > 0")


def written(page: Page) -> list[dict[str, Any]]:
    return json.loads(page.evaluate("JSON.stringify(written)"))


def overlaps(names: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (a["text"], b["text"])
        for a, b in combinations(names, 2)
        if a["box"][0] < b["box"][2]
        and b["box"][0] < a["box"][2]
        and a["box"][1] < b["box"][3]
        and b["box"][1] < a["box"][3]
    ]


@pytest.mark.browser
@pytest.mark.parametrize(("width", "least"), [(760, 25), (340, 2)])
def test_no_two_names_overlap_among_two_hundred(page: Page, width: int, least: int) -> None:
    mount(page, picture(200), width)
    names = written(page)
    assert len(names) >= least
    assert overlaps(names) == []
    # nearer, more of them have their names, and still none stands over another
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(
        "before => written.map((one) => one.text).join() !== before",
        arg=",".join(one["text"] for one in names),
    )
    assert overlaps(written(page)) == []


@pytest.mark.browser
def test_two_thousand_symbols_are_found_and_switched_off(page: Page) -> None:
    mount(page, picture(2000))
    assert overlaps(written(page)) == []
    page.get_by_role("searchbox").fill("length 1999")
    live = page.locator(".live")
    assert live.inner_text() == "1 found in the picture."
    page.keyboard.press("Enter")
    assert "A thing of some length, 1999." in live.inner_text()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="recommendations").click()
    assert page.evaluate("asked.at(-1).hidden") == ["Recommendation"]
