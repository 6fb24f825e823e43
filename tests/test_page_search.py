"""The Search page and the box on every page, without a browser and without an encoder."""

from __future__ import annotations

import pytest

from graph.embedded import EmbeddedStore
from tests.browser import HOSTILE
from tests.test_pages import opened, small, words  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("small", "no_encoder")


@pytest.fixture
def no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are looked for all the same; tests of meaning are in the browser."""
    monkeypatch.setenv("COMMON_THREAD_MODEL", "no-such-model")


SAID = [
    ({}, ["For example", "someone died because agencies did not share"]),
    (
        {"q": "information"},
        [
            "meaning cannot be looked for just now",
            "Recommendations and concerns 3",
            "3 of 7 recommendations and concerns: 3 by words",
            "Police should share information before discharge.",
            "Words found: information",
            "1 of 4 themes: 1 by words",
            "as they were taken into the graph",
        ],
    ),
    ({"q": "information", "area": "Brackenshire"}, ["1 of 2 recommendations", "Kinds of things"]),
    ({"q": "information", "theme": "train"}, ["0 of 1 recommendations and concerns"]),
    ({"q": "information", "agency": "pol-force"}, ["3 of 4 recommendations and concerns"]),
    ({"q": "information", "show": "Theme"}, ["The same as a table"]),
    ({"q": '"share information"'}, ["2 of 7 recommendations", "As it stands in quotes"]),
    ({"q": "infromation"}, ["Did you mean information", "0 of 7 recommendations"]),
    ({"q": "Northmarsh Police"}, ["Did you mean", "Northmarch Police"]),
    ({"q": "r4"}, ["This is its id", "Supervision monthly."]),
    ({"q": "pol-force"}, ["What it is told"]),
    ({"q": "what should they do"}, ["stand in almost every text"]),
    ({"q": "zebra"}, ["Nothing was found", "Absence here is not absence in practice"]),
    ({"q": "?"}, ["For example"]),
    ({"q": "MATCH (n) DETACH DELETE n"}, ["Nothing was found"]),
    ({"q": HOSTILE}, ["by words"]),
    ({"q": "information " * 300}, ["Only the first 500 letters"]),
    ({"q": "rhannu gwybodaeth"}, ["Nothing was found"]),
]


@pytest.mark.parametrize(("address", "expected"), SAID)
def test_said(address: dict[str, str], expected: list[str]) -> None:
    app = opened("search", **address)
    assert not app.exception
    said = words(app)
    for part in expected:
        assert part in said


def test_what_is_typed_on_another_page_leads_here() -> None:
    app = opened("themes", theme="info")
    app.text_input(key="search-box").set_value("  discharge ").run()
    assert not app.exception
    assert app.query_params["q"] in ("discharge", ["discharge"])
    assert "2 of 7 recommendations and concerns" in words(app)
    assert app.text_input(key="search-box").value == "discharge"


def test_what_was_added_is_found_at_once(home) -> None:  # type: ignore[no-untyped-def]
    assert "Nothing was found" in words(opened("search", q="stairgate"))
    with EmbeddedStore(home / "graph.kgl", write=True) as store, store.writer() as writer:
        writer.upsert_nodes("Theme", [{"id": "gate", "title": "Stairgates"}])
    assert "Stairgates" in words(opened("search", q="stairgate"))
