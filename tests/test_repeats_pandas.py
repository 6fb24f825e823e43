"""Stuck themes, what crosses kinds of review and what areas repeat to themselves, worked out a
second time in pandas on the whole sample and with the coroners' reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from graph.catalogue import question
from graph.embedded import EmbeddedStore
from graph.store import Row, Store
from linking.clusters import Cluster, clusters
from linking.recurrence import crossing, only_weaker, own_repeats
from tests.plain_frames import Frames, read_frames

FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"kind": "DHR"},
    {"area": "Aldermere"},
    {"from_year": 2016, "to_year": 2021},
)


@pytest.fixture(scope="module", params=["sample", "reports"])
def loaded(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Frames]]:
    """A corpus, and its plain tables."""
    home: Path = request.getfixturevalue(f"{request.param}_home")
    with EmbeddedStore(home / "graph.kgl") as store:
        yield store, read_frames(store)


def about_themes(frames: Frames) -> pd.DataFrame:
    """One row for each ask and theme that nobody rejected, with the ask's review."""
    kept = frames.about[frames.about.verdict != "reject"]
    return kept.merge(frames.made, on="r").merge(frames.reviews, on="v")


@pytest.mark.parametrize("chosen", FILTERS)
@pytest.mark.parametrize("least", [2, 3])
def test_stuck_themes(loaded: tuple[Store, Frames], least: int, chosen: dict[str, Any]) -> None:
    store, frames = loaded
    rows = about_themes(frames).merge(frames.chosen(chosen), on="v")
    rows = rows[rows.kind != "concern"]
    expected = {}
    for theme, asks in rows.groupby("t"):
        strength = asks.strength.value_counts()
        weaker = int(strength.get("weaker", 0))
        more = strength.get("intermediate", 0) + strength.get("stronger", 0)
        if not more and weaker >= len(asks) / 2 and asks.v.nunique() >= least:
            expected[theme] = (asks.v.nunique(), len(asks), weaker)
    found = question("stuck_themes").run(store, reviews=least, **chosen)
    assert {
        row["theme_id"]: (row["in_reviews"], row["recommendations"], row["weaker"]) for row in found
    } == expected
    assert expected or least == 3
    for row in found[:3]:
        wordings = question("stuck_wordings").run(store, theme=row["theme_id"], **chosen)
        assert {one["recommendation_id"] for one in wordings} == set(
            rows[rows.t == row["theme_id"]].r
        )


@pytest.mark.parametrize("kinds", [2, 3, 4])
def test_themes_across_kinds(loaded: tuple[Store, Frames], kinds: int) -> None:
    store, frames = loaded
    count = about_themes(frames).groupby(["t", "review_kind"]).v.nunique().unstack()
    across = count[count.notna().sum(axis=1) >= kinds]
    found = question("across_families").run(store, kinds=kinds)
    assert {row["theme_id"]: (row["kinds"], row["reviews"]) for row in found} == {
        theme: (int(row.notna().sum()), int(row.sum())) for theme, row in across.iterrows()
    }
    assert found


@pytest.fixture(scope="module")
def grouped(loaded: tuple[Store, Frames]) -> tuple[list[Cluster], dict[str, Row], pd.DataFrame]:
    """Clusters, their asks, and a table of one row for each cluster and ask."""
    store, frames = loaded
    asks = {row["recommendation_id"]: row for row in question("repeated_asks").run(store)}
    found = clusters(question("repeat_links").run(store), asks.values())
    table = pd.DataFrame([{"cluster": one.id, "r": id_} for one in found for id_ in one.asks])
    return found, asks, table.merge(frames.made, on="r").merge(frames.reviews, on="v")


def test_what_areas_repeat_to_themselves(
    grouped: tuple[list[Cluster], dict[str, Row], pd.DataFrame],
) -> None:
    found, asks, table = grouped
    named = table[table.area.fillna("") != ""]
    reviews = named.groupby(["area", "cluster"]).v.nunique()
    expected = {key: int(n) for key, n in reviews[reviews > 1].items()}
    own = own_repeats(found, asks)
    assert {
        (area, one.cluster.id): len(one.reviews) for area, many in own.items() for one in many
    } == expected
    assert expected


def test_clusters_that_are_stuck_or_cross(
    grouped: tuple[list[Cluster], dict[str, Row], pd.DataFrame],
) -> None:
    found, asks, table = grouped
    acting = table[table.kind != "concern"]
    share = acting.groupby("cluster").strength.agg(lambda held: (held == "weaker").mean())
    more = acting[acting.strength.isin(["intermediate", "stronger"])].cluster
    stuck = set(share[share >= 0.5].index) - set(more)
    assert {one.id for one in only_weaker(found, asks)} == stuck
    assert stuck
    kinds = table.groupby("cluster").review_kind.nunique()
    for least in (2, 3):
        assert {one.id for one in crossing(found, least)} == set(kinds[kinds >= least].index)
