"""Shares by year: worked out by hand, and again with pandas on the sample and the reports."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from graph.catalogue import question
from graph.embedded import EmbeddedStore
from graph.store import Store
from linking.intervals import Share
from linking.over_time import of_recommendations, of_reviews
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
def tables(request: pytest.FixtureRequest) -> tuple[EmbeddedStore, dict[str, pd.DataFrame]]:
    """A graph, and its nodes and edges as tables, from which pandas counts by itself."""
    home: Path = request.getfixturevalue(request.param)
    store = EmbeddedStore(home / "graph.kgl")
    request.addfinalizer(store.close)
    asked = {
        "asks": "MATCH (v:Review)-[:MADE]->(r:Recommendation) RETURN r.id AS ask, r.kind AS kind, "
        "v.id AS review, v.kind AS family, v.year AS year, r.strength AS strength, "
        "r.time AS time, r.depth AS depth",
        "about": "MATCH (r:Recommendation)-[x:ABOUT]->(t:Theme) "
        "RETURN r.id AS ask, t.id AS theme, x.verdict AS verdict",
        "within": "MATCH (t:Theme)-[:WITHIN]->(b:Theme) RETURN t.id AS theme, b.id AS broad",
        "to": "MATCH (r:Recommendation)-[:ADDRESSED_TO]->(a:Agency) "
        "RETURN r.id AS ask, a.id AS agency",
        "is_a": "MATCH (a:Agency)-[:IS_A]->(g:Agency) RETURN a.id AS agency, g.id AS type",
    }
    return store, {name: pd.DataFrame(store.rows(query)) for name, query in asked.items()}


def by_pandas(asks: pd.DataFrame, told: set[str]) -> dict[int, Share]:
    """Reviews of each year with one of the asks in ``told``, of all that make any."""
    has = asks.assign(told=asks["ask"].isin(told)).groupby(["year", "review"])["told"].any()
    return {
        int(year): Share(int(group.sum()), len(group)) for year, group in has.groupby(level="year")
    }


@pytest.mark.parametrize("theme", ["gov", "info.sharing", "needs"])
@pytest.mark.parametrize("kind", ["", "DHR"])
def test_themes_by_pandas(
    tables: tuple[EmbeddedStore, dict[str, pd.DataFrame]], theme: str, kind: str
) -> None:
    store, frames = tables
    themes = {theme, *frames["within"].query("broad == @theme")["theme"]}
    about = frames["about"]
    told = set(about[about["theme"].isin(themes) & (about["verdict"] != "reject")]["ask"])
    asks = frames["asks"]
    asks = asks[asks["family"] == kind] if kind else asks
    series = of_reviews(question("theme_by_year").run(store, theme=theme, kind=kind))
    assert series.by_year == by_pandas(asks, told)
    assert series.all.number > 0


def test_agencies_by_pandas(tables: tuple[EmbeddedStore, dict[str, pd.DataFrame]]) -> None:
    store, frames = tables
    of_type = {"pol-force"}
    while more := set(frames["is_a"][frames["is_a"]["type"].isin(of_type)]["agency"]) - of_type:
        of_type |= more
    told = set(frames["to"][frames["to"]["agency"].isin(of_type)]["ask"])
    series = of_reviews(question("agency_by_year").run(store, agency="pol-force"))
    assert series.by_year == by_pandas(frames["asks"], told)
    assert series.all.number > 0


@pytest.mark.parametrize(
    ("code", "value"), [("strength", "weaker"), ("time", "dated"), ("depth", "judgement")]
)
def test_codes_by_pandas(
    tables: tuple[EmbeddedStore, dict[str, pd.DataFrame]], code: str, value: str
) -> None:
    store, frames = tables
    asks = frames["asks"]
    coded = asks[(asks["kind"] != "concern") & (asks[code].fillna("") != "")]
    expected = {
        int(year): Share(int((group[code] == value).sum()), len(group))
        for year, group in coded.groupby("year")
    }
    series = of_recommendations(question("code_by_year").run(store, code=code), value)
    assert series.by_year == expected
