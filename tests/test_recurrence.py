"""What clusters tell over kinds, areas and years, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from graph.store import Row
from linking.clusters import Cluster, clusters
from linking.recurrence import Wanted, crossing, fitting, only_weaker, own_repeats, timeline

# a, b, c are one ask; d and e another. Area and year of a's two later wordings differ.
ROWS: list[tuple[str, str, str, str, int | None, str, str]] = [
    ("a", "v1", "DHR", "Aldermere", 2014, "weaker", "recommendation"),
    ("b", "v2", "SAR", "Aldermere", 2018, "unclear", "recommendation"),
    ("c", "v3", "PFD", "Brackenshire", None, "", "concern"),
    ("d", "v1", "DHR", "Aldermere", 2014, "weaker", "recommendation"),
    ("e", "v4", "DHR", "", 2020, "stronger", "action"),
]
NAMES = ("recommendation_id", "review_id", "review_kind", "area", "year", "strength", "kind")
ASKS: dict[str, Row] = {
    row[0]: dict(zip(NAMES, row, strict=True)) | {"wording": f"Ask {row[0]} again of them."}
    for row in ROWS
}


def linked(later: str, earlier: str) -> Row:
    return {
        "later_id": later,
        "earlier_id": earlier,
        "tier": "near-identical",
        "score": 1.0,
        "verdict": None,
    }


@pytest.fixture(scope="module")
def found() -> list[Cluster]:
    return clusters([linked("b", "a"), linked("c", "a"), linked("e", "d")], ASKS.values())


def ids(found: list[Cluster]) -> list[str]:
    return [cluster.id for cluster in found]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["a", "d"]),
        ({"kind": "DHR"}, ["a", "d"]),
        ({"kind": "PFD"}, ["a"]),
        # c alone is a coroner's, and it has no year: no span of years holds it
        ({"kind": "PFD", "first": 2000}, []),
        ({"area": "Brackenshire"}, ["a"]),
        # one wording must be all of it at once: b is of Aldermere, c a coroner's
        ({"area": "Aldermere", "kind": "PFD"}, []),
        ({"first": 2019}, ["d"]),
        ({"last": 2014}, ["a", "d"]),
        ({"first": 2015, "last": 2018}, ["a"]),
        ({"among": frozenset("e")}, ["d"]),
        ({"among": frozenset()}, []),
    ],
)
def test_a_cluster_fits_by_one_of_its_asks(
    found: list[Cluster], wanted: dict[str, Any], expected: list[str]
) -> None:
    assert ids(fitting(found, ASKS, Wanted(**wanted))) == expected


@pytest.mark.parametrize(
    ("strengths", "stuck"),
    [
        ("weaker unclear", True),  # the concern does not count
        ("weaker weaker", True),
        ("unclear unclear", False),
        ("weaker intermediate", False),
        ("weaker stronger", False),
    ],
)
def test_stuck_is_half_weaker_and_none_above(
    found: list[Cluster], strengths: str, stuck: bool
) -> None:
    coded = dict(zip("ab", strengths.split(), strict=True))
    asks = {id_: row | {"strength": coded.get(id_, "")} for id_, row in ASKS.items()}
    assert (only_weaker(found[:1], asks) == found[:1]) is stuck


def test_concerns_alone_are_never_stuck(found: list[Cluster]) -> None:
    asks = {id_: row | {"kind": "concern"} for id_, row in ASKS.items()}
    assert only_weaker(found, asks) == []


def test_crossing_counts_kinds(found: list[Cluster]) -> None:
    assert ids(crossing(found, 3)) == ["a"]
    assert ids(crossing(found, 1)) == ["a", "d"]
    assert crossing(found, 4) == []


def test_what_an_area_repeats_to_itself(found: list[Cluster]) -> None:
    own = own_repeats(found, ASKS)
    assert list(own) == ["Aldermere"]  # Brackenshire said it once
    (one,) = own["Aldermere"]
    assert (one.cluster.id, one.reviews) == ("a", ("v1", "v2"))
    assert (one.first_year, one.last_year) == (2014, 2018)


def test_two_asks_of_one_review_are_no_own_repeat() -> None:
    asks = ASKS | {"b": ASKS["b"] | {"review_id": "v1"}}
    found = clusters([linked("b", "a"), linked("c", "a")], asks.values())
    assert own_repeats(found, asks) == {}


def test_a_timeline_has_rows_by_first_year_and_undated_last() -> None:
    rows = {"a": ["Police"], "b": ["Police", "Council"], "c": ["Trust"], "d": ["Police"]}
    dots = timeline(list(ASKS.values()), rows)
    assert [(dot.row, dot.year, dot.asks) for dot in dots] == [
        ("Police", 2014, ("a", "d")),
        ("Police", 2018, ("b",)),
        ("Council", 2018, ("b",)),
        ("Trust", None, ("c",)),
    ]
