"""Shares by year: worked out by hand, and again with pandas on the sample and the reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from graph.catalogue import question
from graph.embedded import EmbeddedStore
from graph.store import Store
from linking.intervals import Share
from linking.over_time import of_recommendations, of_reviews
from tests.plain_frames import Frames, read_frames
from tests.small_graph import build


def test_reviews_by_year_with_one_that_has_none(store: Store) -> None:
    build(store)
    with store.writer() as writer:
        writer.upsert_nodes("Review", [{"id": "v4", "year": None}, {"id": "v5", "title": "Bare"}])
    series = of_reviews(question("theme_by_year").run(store, theme="info"))
    assert series.by_year == {2018: Share(1, 1), 2020: Share(2, 2)}
    assert series.undated == Share(1, 1)  # v5 makes nothing and is not counted
    assert series.all == Share(4, 4)
    series = of_reviews(question("agency_by_year").run(store, agency="csc"))
    assert series.by_year == {2018: Share(0, 1), 2020: Share(2, 2)}
    assert series.undated == Share(0, 1)


def test_recommendations_by_year_leave_concerns_out(store: Store) -> None:
    build(store)
    series = of_recommendations(question("code_by_year").run(store), "weaker")
    assert series.by_year == {2018: Share(2, 2), 2020: Share(1, 3)}  # no concern of 2021
    assert series.undated == Share(0, 0)


def test_a_recommendation_about_two_themes_within_one_counts_once(store: Store) -> None:
    build(store)
    with store.writer() as writer:
        again = {"source": "r1", "target": "info", "score": 0.5}
        writer.upsert_edges("ABOUT", "Recommendation", "Theme", [again])
    first = question("theme_by_year").run(store, theme="info")[0]
    assert (first["year"], first["reviews"], first["recommendations"]) == (2018, 1, 1)


def test_nothing_loaded_gives_no_year(store: Store) -> None:
    for name in ("theme_by_year", "agency_by_year"):
        assert of_reviews(question(name).run(store)).by_year == {}
    assert of_recommendations(question("code_by_year").run(store), "weaker").all == Share(0, 0)


@pytest.fixture(scope="module", params=["sample_home", "reports_home"])
def loaded(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Frames]]:
    """A corpus, and its plain tables, from which pandas counts by itself."""
    home: Path = request.getfixturevalue(request.param)
    with EmbeddedStore(home / "graph.kgl") as store:
        yield store, read_frames(store)


def by_pandas(frames: Frames, told: pd.Series, kind: str = "") -> dict[int, Share]:
    """Reviews of each year with one of the asks in ``told``, of all that make any."""
    asks = frames.made.merge(frames.reviews, on="v")
    asks = asks[asks.review_kind == kind] if kind else asks
    has = asks.assign(told=asks.r.isin(told)).groupby(["year", "v"]).told.any()
    return {
        int(year): Share(int(group.sum()), len(group)) for year, group in has.groupby(level="year")
    }


@pytest.mark.parametrize("theme", ["gov", "info.sharing", "needs"])
@pytest.mark.parametrize("kind", ["", "DHR"])
def test_themes_by_pandas(loaded: tuple[Store, Frames], theme: str, kind: str) -> None:
    store, frames = loaded
    themes = [theme, *frames.within[frames.within.b == theme].t]
    about = frames.about[frames.about.t.isin(themes) & (frames.about.verdict != "reject")]
    series = of_reviews(question("theme_by_year").run(store, theme=theme, kind=kind))
    assert series.by_year == by_pandas(frames, about.r, kind)
    assert series.all.number > 0


def test_agencies_by_pandas(loaded: tuple[Store, Frames]) -> None:
    store, frames = loaded
    of_type = {"pol-force"}
    while more := set(frames.is_a[frames.is_a.g.isin(of_type)].a) - of_type:
        of_type |= more
    told = frames.addressed[frames.addressed.a.isin(of_type)].r
    series = of_reviews(question("agency_by_year").run(store, agency="pol-force"))
    assert series.by_year == by_pandas(frames, told)
    assert series.all.number > 0


@pytest.mark.parametrize("value", ["weaker", "intermediate", "unclear"])
def test_codes_by_pandas(loaded: tuple[Store, Frames], value: str) -> None:
    store, frames = loaded
    asks = frames.made.merge(frames.reviews, on="v")
    coded = asks[(asks.kind != "concern") & (asks.strength.fillna("") != "")]
    expected = {
        int(year): Share(int((group.strength == value).sum()), len(group))
        for year, group in coded.groupby("year")
    }
    series = of_recommendations(question("code_by_year").run(store), value)
    assert series.by_year == expected
