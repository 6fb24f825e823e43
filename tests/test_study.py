"""The questions of the study of 2011: worked out by hand, and again with pandas on the sample."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from graph.catalogue import question
from graph.embedded import EmbeddedStore
from graph.store import Store
from linking.intervals import Share
from linking.study import Codes, is_smart_in_form, matched, volume
from tests.small_graph import build


@pytest.fixture
def small(store: Store) -> Store:
    build(store)
    return store


def codes_of(store: Store, kind: str = "") -> Codes:
    return Codes(question("study_codes").run(store, kind=kind))


def test_codes_are_counted_over_recommendations_alone(small: Store) -> None:
    codes = codes_of(small)
    assert codes.of("depth", "procedural") == Share(4, 5)  # r5 is about judgement
    assert codes.of("strength", "weaker") == Share(3, 5)
    assert codes.of("evidence_base", "research", "other_reviews") == Share(0, 5)
    assert codes.near_identical == Share(1, 5)  # r3 repeats r1
    assert codes.repeating == Share(2, 5)  # and r5 may
    assert codes.share(is_smart_in_form) == Share(0, 5)
    assert codes_of(small, "SAR").of("depth", "judgement") == Share(1, 1)


def test_a_rejected_repeat_is_none(small: Store) -> None:
    with small.writer() as writer:
        rejected = {"source": "r3", "target": "r1", "verdict": "reject"}
        writer.upsert_edges("REPEATS", "Recommendation", "Recommendation", [rejected])
    assert codes_of(small).near_identical == Share(0, 5)


def test_themes_take_in_those_within(small: Store) -> None:
    rows = {row["theme_id"]: row for row in question("study_themes").run(small)}
    assert (rows["info"]["recommendations"], rows["info"]["reviews"]) == (3, 3)
    assert (rows["train"]["recommendations"], rows["train"]["reviews"]) == (1, 1)
    assert {(row["of_recommendations"], row["of_reviews"]) for row in rows.values()} == {(5, 3)}


def test_what_cases_raised_against_what_is_recommended(small: Store) -> None:
    # v1 raised sharing (r1) and judgement (nothing), v2 judgement (r4), v3 judgement (nothing)
    assert matched(question("raised_not_recommended").run(small)) == Share(2, 4)


def test_reviews_by_how_many_they_make(small: Store) -> None:
    here = volume(question("recommendations_per_review").run(small))
    assert here is not None
    assert (here.reviews, here.recommendations, here.none) == (3, 5, 0)
    assert (here.mean, here.median, here.least, here.most) == (pytest.approx(5 / 3), 2, 1, 2)


def test_an_empty_graph_says_so(store: Store) -> None:
    assert volume(question("recommendations_per_review").run(store)) is None
    assert codes_of(store).repeating == Share(0, 0)
    assert Share(0, 0).interval == (0.0, 1.0)


def test_wilsons_interval() -> None:
    # Wilson 1927, by hand for 8 of 10: centre (.8 + 1.92/10) / 1.384, margin .237 about it
    low, high = Share(8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)


SMART = {"actor": "typed", "action": "firm", "time": "dated", "measurable": "output"}


@pytest.mark.parametrize(
    ("change", "smart"),
    [
        ({}, True),
        ({"actor": "collective"}, False),
        ({"action": "soft"}, False),
        ({"time": "soft"}, False),
        ({"time": "recurring"}, True),
        ({"measurable": "none"}, False),
    ],
)
def test_smart_in_form(change: dict[str, str], smart: bool) -> None:
    assert is_smart_in_form(SMART | change) is smart


def test_the_sample_gives_the_same_by_pandas(sample_home: Path) -> None:
    with EmbeddedStore(sample_home / "graph.kgl") as store:
        codes = codes_of(store)
        frame = pd.DataFrame(
            store.rows(
                "MATCH (v:Review)-[:MADE]->(r:Recommendation) RETURN r.id AS id, r.kind AS kind, "
                "v.id AS review, r.depth AS depth, r.societal AS societal, r.actor AS actor, "
                "r.action AS action, r.time AS time, r.measurable AS measurable"
            )
        )
        here = volume(question("recommendations_per_review").run(store))
        earlier = store.rows("MATCH (r:Recommendation)-[:REPEATS]->() RETURN DISTINCT r.id AS id")
    frame = frame[frame.kind != "concern"]
    coded = frame[frame.depth.fillna("") != ""]
    assert codes.of("depth", "procedural") == Share(
        int((coded.depth == "procedural").sum()), len(coded)
    )
    firm = frame[frame.actor.isin(["named", "typed"]) & (frame.action == "firm")]
    smart = firm[
        firm.time.isin(["dated", "recurring"]) & firm.measurable.isin(["outcome", "output"])
    ]
    assert codes.share(is_smart_in_form) == Share(len(smart), len(frame))
    repeating = frame.id.isin([row["id"] for row in earlier]).sum()
    assert codes.repeating == Share(int(repeating), len(frame))
    counts = frame.groupby("review").id.nunique()
    assert here is not None
    assert (here.mean, here.median) == (pytest.approx(counts.mean()), counts.median())
