"""Help where it is needed: the tour, the words, the foot of each page, and pages for paper."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from tests.browser import HOSTILE, ROOT
from tests.test_pages import links, opened, small, words  # noqa: F401 - a fixture
from views.foot import CANNOT
from views.glossary import glossary, means
from views.printing import ROWS
from views.touring import STOPS


def test_every_bubble_has_its_word_and_every_word_stands_once() -> None:
    known = [word for meanings in glossary().values() for word in meanings]
    assert len(known) == len(set(known))
    used = {
        word
        for path in (ROOT / "views").glob("*.py")
        for word in re.findall(r"means\(\"([^\"]+)\"\)", path.read_text(encoding="utf-8"))
    }
    assert len(used) >= 10
    assert used <= set(known)
    assert all(means(word) for word in known)


def test_the_words_are_listed() -> None:
    said = words(opened("words"))
    assert "Near is not proof" in said
    assert "Who is to act Named: one body." in said


def test_every_page_says_what_it_cannot_show() -> None:
    pages = re.findall(r"views/(\w+)\.py", (ROOT / "app.py").read_text(encoding="utf-8"))
    counted = {"" if page == "overview" else page for page in pages} - {"tour", "words"}
    assert set(CANNOT) <= counted
    assert len(CANNOT) >= 16


@pytest.mark.usefixtures("small")
def test_the_tour_leads_from_stop_to_stop_and_can_be_left() -> None:
    assert [one["tour"] for one in links(opened("tour"), "Begin the tour")] == ["1"]
    for number, stop in enumerate(STOPS, 1):
        if stop.page == "search":
            continue  # its encoder is tried in the browser
        app = opened(stop.page, **stop.state, tour=str(number))
        assert f"Tour, {number} of {len(STOPS)}: {stop.title}." in words(app)
        if number < len(STOPS):
            (state,) = links(app, f"Go on to {STOPS[number].title.lower()}")
            assert state == {**STOPS[number].state, "tour": str(number + 1)}
    app.button(key="step-tour-ends").click().run()
    assert "Tour," not in words(app)
    assert all(one.page != other.page for one, other in pairwise(STOPS))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("given", ["0", "8", "x", "-1", "²", "1" * 400])
def test_no_such_stop(given: str) -> None:
    assert "Tour," not in words(opened("themes", tour=given))


@pytest.mark.usefixtures("small")
def test_a_page_for_paper_has_whole_tables_and_their_text_is_only_text(home: Path) -> None:
    with EmbeddedStore(home / "graph.kgl", write=True) as store, store.writer() as writer:
        many = [{"id": f"w{n}", "title": f"W {n}", "kind": "SAR"} for n in range(ROWS)]
        writer.upsert_nodes("Review", [*many, {"id": "w", "title": HOSTILE, "kind": "SAR"}])
    app = opened("review", print="1")
    assert not app.exception
    said = words(app)
    assert "Laid out for paper" in said and f"The first {ROWS} of {ROWS + 5} rows" in said
    assert not app.dataframe
    tables = [one.proto.body for one in app.get("html") if "ct-table" in one.proto.body]
    assert "&lt;b&gt;b&lt;/b&gt;" in "".join(tables) and "<b>" not in "".join(tables)
    app.button(key="step-printing-ends").click().run()
    assert app.dataframe


@pytest.mark.usefixtures("small")
def test_a_view_can_be_sent() -> None:
    app = opened("themes", theme="info", show="told", print="1")
    app.button(key="foot-link").click().run()
    assert app.code[0].value.endswith("?theme=info&show=told")
