"""What surrounds a node, worked out by hand on the small graph, on both engines."""

import pytest

from graph.errors import QueryFailedError
from graph.neighbourhood import DRAWN, Item, facts, item, neighbourhood, ways_from
from graph.store import Store
from tests.small_graph import build


@pytest.fixture
def small(store: Store) -> Store:
    build(store)
    return store


def keys(items: tuple[Item, ...]) -> set[str]:
    return {one.key for one in items}


@pytest.mark.parametrize(
    ("centre", "around"),
    [
        (
            "Theme:info.sharing",
            "Recommendation:r1 Recommendation:r3 Recommendation:r5 Recommendation:c6 "
            "Finding:f1 Review:v1 Theme:info",
        ),
        (
            "Agency:p",
            "Recommendation:r1 Recommendation:r3 Recommendation:c6 Review:v1 Agency:pol-force",
        ),
        # r4 is near f2 too, but a person rejected that link
        ("Recommendation:r4", "Review:v2 Agency:csc Theme:judg Source:s1"),
        (
            "Recommendation:r1",
            "Review:v1 Agency:p Theme:info.sharing Finding:f1 Recommendation:r3 Recommendation:r5",
        ),
        ("Source:s1", "Finding:f1 Finding:f2 Finding:f3 Recommendation:r4"),
        ("Finding:f2", "Source:s1"),
    ],
)
def test_one_step(small: Store, centre: str, around: str) -> None:
    found = neighbourhood(small, item(small, centre))
    assert keys(found.items) == set(around.split())
    assert found.total == len(found.items)
    assert found.complete


def test_ties_among_the_neighbours_are_there(small: Store) -> None:
    found = neighbourhood(small, item(small, "Theme:info.sharing"))
    ties = {(t.source, t.type, t.target): t.score for t in found.ties}
    assert ties["Recommendation:r3", "REPEATS", "Recommendation:r1"] == pytest.approx(0.95)
    assert ties["Review:v1", "MADE", "Recommendation:r1"] is None
    assert ties["Recommendation:r1", "ABOUT", "Theme:info.sharing"] == pytest.approx(0.8)
    assert ("Review:v2", "MADE", "Recommendation:r3") not in ties  # v2 is not in the picture


def test_a_second_step_goes_only_where_it_is_told(small: Store) -> None:
    centre = item(small, "Theme:info")
    assert keys(neighbourhood(small, centre).items) == {"Theme:info.sharing"}
    about = neighbourhood(small, centre, second=["ABOUT"])
    assert keys(about.items) == {
        "Theme:info.sharing",
        *(f"Recommendation:{r}" for r in ("r1", "r3", "r5", "c6")),
        "Finding:f1",
    }
    made = neighbourhood(small, centre, second=["MADE"])
    assert keys(made.items) == {"Theme:info.sharing"}


def test_kinds_left_out_are_left_out(small: Store) -> None:
    centre = item(small, "Theme:info.sharing")
    found = neighbourhood(small, centre, labels=["Review", "Finding"])
    assert keys(found.items) == {"Review:v1", "Finding:f1"}
    assert found.total == 2


def test_the_cap_takes_each_relationship_in_turn(small: Store) -> None:
    centre = item(small, "Theme:info.sharing")
    found = neighbourhood(small, centre, cap=4)
    assert found.total == 7
    labels = sorted(one.label for one in found.items)
    assert labels == ["Finding", "Recommendation", "Review", "Theme"]
    ends = {end for tie in found.ties for end in (tie.source, tie.target)}
    assert ends <= keys(found.items) | {centre.key}


def test_the_nearest_come_first(small: Store) -> None:
    found = neighbourhood(small, item(small, "Finding:f1"), labels=["Recommendation"], cap=1)
    assert keys(found.items) == {"Recommendation:r1"}  # .9 before r3's .5
    assert found.total == 2


@pytest.mark.parametrize("key", ["Theme:nothing", "Ingest:x", "x", "", "Theme", "Theme:' OR 1=1"])
def test_what_is_not_there_is_said(small: Store, key: str) -> None:
    with pytest.raises(QueryFailedError, match="nothing called"):
        item(small, key)


def test_facts_are_what_is_known(small: Store) -> None:
    known = facts(small, item(small, "Review:v3"))
    assert known == {
        "id": "v3",
        "title": "V three",
        "kind": "SAR",
        "area": "Aldermere",
        "year": 2020,
    }


@pytest.mark.parametrize("label", DRAWN)
def test_every_kind_has_ways_on(label: str) -> None:
    assert ways_from(label)
