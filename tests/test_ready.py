"""The questions that pages open with: answered before they are asked, and only those."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st

from graph.catalogue import Query
from graph.store import Row, Store
from tests.small_graph import build
from tests.test_pages import PLACES, opened
from views import ready
from views.data import stamp

# A place that names nothing but which view of a page is shown is as everyone opens it.
OPENED = [(page, address) for page, address in PLACES if not set(address) - {"show", "follow"}]
WITHIN_A_BROAD_THEME = ("agencies", {"show": "map", "within": "info"})
# What a page asks of the asks it lists, once it knows which they are, or of the theme, the year or
# the two agencies that it proposes to begin with.
OF_WHAT_IS_SHOWN = {
    "addressees_by_id",
    "theme_by_year",
    "agency_by_year",
    "code_by_year",
    "theme_cases",
    "code_recommendations",
    "agency_recommendations",
    "told_to_one_not_other",
}


@pytest.fixture
def asked(
    embedded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Every question that reaches the graph, while no thread makes anything ready by itself."""
    build(embedded_store)
    embedded_store.close()
    monkeypatch.setattr(ready, "AT_REST_S", 86_400)
    run = Query.run
    reached: list[tuple[str, dict[str, Any]]] = []

    def watched(query: Query, store: Store, **parameters: Any) -> list[Row]:
        reached.append((query.name, parameters))
        return run(query, store, **parameters)

    monkeypatch.setattr(Query, "run", watched)
    st.cache_data.clear()
    yield reached


def test_a_page_opened_as_everyone_opens_it_asks_nothing_more(
    asked: list[tuple[str, dict[str, Any]]],
) -> None:
    ready.make_ready(stamp(), "")
    assert [name for name, _ in asked] == [name for name, _ in ready.STANDING]
    asked.clear()
    for page, address in OPENED:
        opened(page, **address)
    more = {name for name, _ in asked}
    assert more <= OF_WHAT_IS_SHOWN


def test_every_standing_question_is_one_that_a_page_opens_with(
    asked: list[tuple[str, dict[str, Any]]],
) -> None:
    for page, address in [*OPENED, WITHIN_A_BROAD_THEME]:
        opened(page, **address)
    of_pages = list(asked)
    asked.clear()
    st.cache_data.clear()
    ready.make_ready(stamp(), "")
    assert [one for one in asked if one not in of_pages] == []


def test_answers_of_a_state_that_has_passed_are_not_made(
    asked: list[tuple[str, dict[str, Any]]],
) -> None:
    ready.make_ready("the graph as it was before", "")
    assert asked == []
