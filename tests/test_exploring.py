"""A picture that grows and shrinks, and the path between two things, on both engines."""

import pytest

from graph.exploring import Opening, explore
from graph.neighbourhood import DRAWN, Neighbourhood, item, neighbourhood
from graph.paths import as_neighbourhood, shortest
from graph.store import Store
from tests.small_graph import build


@pytest.fixture
def small(store: Store) -> Store:
    build(store)
    return store


def shown(store: Store, base: Neighbourhood, *openings: Opening) -> set[str]:
    return {one.key for one in explore(store, base, openings, DRAWN).items}


def test_what_is_opened_joins_and_what_is_shut_leaves(small: Store) -> None:
    base = neighbourhood(small, item(small, "Finding:f1"), labels=["Recommendation"])
    first = {"Recommendation:r1", "Recommendation:r3"}
    by_r1 = {"Review:v1", "Agency:p", "Theme:info.sharing", "Recommendation:r5"}
    by_p = {"Recommendation:c6", "Agency:pol-force"}
    r1, p = Opening("Recommendation:r1"), Opening("Agency:p")
    assert shown(small, base) == first
    assert shown(small, base, r1) == first | by_r1
    assert shown(small, base, r1, p) == first | by_r1 | by_p
    # what only r1 led to goes with it, and so does what that had brought
    shut = Opening("Recommendation:r1", shut=True)
    assert shown(small, base, shut, p) == first
    gone = Opening("Recommendation:removed since")
    assert shown(small, base, gone, r1) == first | by_r1


def test_places_keep_their_order_whatever_is_shut(small: Store) -> None:
    base = neighbourhood(small, item(small, "Finding:f1"), labels=["Recommendation"])
    keys = ("Recommendation:r1", "Recommendation:r3")
    both = explore(small, base, [Opening(key) for key in keys], DRAWN)
    one = explore(small, base, [Opening(keys[0], shut=True), Opening(keys[1])], DRAWN)
    assert [layer.items for layer in one.layers] == [layer.items for layer in both.layers]
    assert one.opened == {keys[1]}
    assert [layer.total for layer in both.layers] == [6, 5]
    ends = {end for tie in one.ties for end in (tie.source, tie.target)}
    assert ends <= {one.centre.key, *(item.key for item in one.items)}


@pytest.mark.parametrize(
    ("start", "end", "way", "ways"),
    [
        ("Theme:info.sharing", "Theme:info.sharing", "Theme:info.sharing", 1),
        ("Review:v1", "Recommendation:r1", "Review:v1 Recommendation:r1", 1),
        # r1, r3 and c6 join them too, each with a link of .8; v1 by what it states
        ("Theme:info.sharing", "Agency:p", "Theme:info.sharing Review:v1 Agency:p", 4),
        # of two ways the higher score: r3 repeats r1 at .95, r5 at .7
        ("Finding:f1", "Review:v3", "Finding:f1 Recommendation:r1 Recommendation:r5 Review:v3", 1),
        # a broad theme stands for its narrower ones, a type for its bodies
        (
            "Theme:info",
            "Agency:pol-force",
            "Theme:info Theme:info.sharing Recommendation:r5 Agency:pol-force",
            1,
        ),
        # a link that a person rejected is no way on
        ("Recommendation:r4", "Finding:f2", "Recommendation:r4 Source:s1 Finding:f2", 1),
        # c7 and r2 share neither review nor link; both agencies are ends only
        ("Recommendation:c7", "Recommendation:r2", "", 0),
        ("Agency:ho", "Theme:train", "", 0),
    ],
)
def test_a_path(small: Store, start: str, end: str, way: str, ways: int) -> None:
    found = shortest(small, item(small, start), item(small, end))
    assert [one.key for one in found.items] == way.split()
    assert found.ways == ways
    assert found.complete
    joined = zip(found.items, found.items[1:], found.ties, strict=False)
    for one, other, tie in joined:
        assert {one.key, other.key} == {tie.source, tie.target}


def test_a_path_has_a_bound(small: Store) -> None:
    ends = item(small, "Finding:f1"), item(small, "Review:v3")
    assert not shortest(small, *ends, most=2).items
    base = as_neighbourhood(small, shortest(small, *ends, most=3))
    assert base.centre == ends[0]
    assert base.total == 3
    assert {tie.type for tie in base.ties} == {"NEAR_EVIDENCE", "REPEATS", "MADE"}
