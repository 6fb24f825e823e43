"""Pieces of the explorer: text that stays text, places in a picture, the two components."""

import math
import random
from typing import Any

import pytest

from graph.exploring import Explored
from graph.neighbourhood import Item, Neighbourhood, Tie
from graph.values import guessed
from views.components.graph_view import drawing
from views.components.graph_view.places import grown, places
from views.parameters import names_in
from views.text import plain, safe_url, shorten


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://www.judiciary.uk/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://example.org/a ", True),
        ("https://example.org/a b", False),
        ("https://", False),
        ("//example.org", False),
        (None, False),
        (float("nan"), False),
    ],
)
def test_only_addresses_of_the_web_become_links(address: object, kept: bool) -> None:
    assert bool(safe_url(address)) is kept


def test_plain_keeps_the_words() -> None:
    text = "Staff (all) should: ask, listen & act *now*\n at 50% <em>"
    shown = plain(text).replace("\\", "").replace("\u2060", "")
    assert shown == "Staff (all) should: ask, listen & act *now* at 50% <em>"


@pytest.mark.parametrize("limit", [1, 2, 10, 27, 60])
def test_shorten_never_exceeds_its_limit(limit: int) -> None:
    for text in ("", "word", "a" * 100, "Ensure that every practitioner knows whom to ask, always"):
        assert len(shorten(text, limit)) <= limit
    assert shorten("short enough", 12) == "short enough"
    assert shorten("Ensure that every one knows", 20) == "Ensure that every…"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("MATCH (t {id: $theme}) RETURN t.id LIMIT $limit", ["theme", "limit"]),
        ("RETURN $a + $a", ["a"]),
        ("RETURN '$no' AS x, \"$no\" AS y, `$no` // $no\n, /* $no */ $yes", ["yes"]),
        ("RETURN 'it\\'s $no' AS x", []),
        ("RETURN 1", []),
    ],
)
def test_parameters_of_a_typed_query(query: str, names: list[str]) -> None:
    assert names_in(query) == names


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3", 3),
        ("-2", -2),
        ("0.5", 0.5),
        ("true", True),
        ("false", False),
        ('["a", 1]', ["a", 1]),
        ("info.sharing", "info.sharing"),
        ('"2019"', "2019"),
        ("'x'", "'x'"),
        ("NaN", "NaN"),
        ("1_000", "1_000"),
        ("", ""),
    ],
)
def test_values_of_a_typed_query(words: str, value: object) -> None:
    result = guessed(words)
    assert result == value
    assert type(result) is type(value)


def _net(count: int, *, star: bool) -> tuple[dict[str, str], list[tuple[str, str]]]:
    chance = random.Random(5)
    keys = [f"Theme:{n}" for n in range(count)]
    groups = {"Theme:c": "Theme"} | {key: f"kind {n % 4}" for n, key in enumerate(keys)}
    ties = [("Theme:c", key) for key in keys]
    if not star and count > 1:
        ties += [tuple(chance.sample(keys, 2)) for _ in range(2 * count)]
    return groups, ties


@pytest.mark.parametrize("star", [True, False])
@pytest.mark.parametrize("count", [1, 7, 150])
def test_places_are_the_same_every_time_and_apart(count: int, star: bool) -> None:
    groups, ties = _net(count, star=star)
    at = places(groups, ties, "Theme:c")
    random.Random(1).shuffle(ties)
    assert places(groups, ties, "Theme:c") == at
    assert set(at) == set(groups)
    assert at["Theme:c"] == pytest.approx((0, 0))
    nearest = min(math.dist(at[a], at[b]) for a in at for b in at if a < b)
    assert nearest > 20


def test_a_picture_of_two_thousand_is_placed() -> None:
    groups, ties = _net(2000, star=False)
    at = places(groups, ties, "Theme:c")
    assert len(set(at.values())) == 2001
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in at.values())


def _explored(count: int) -> Explored:
    centre = Item("Theme", "t", "Sharing")
    items = tuple(Item("Recommendation", f"r{n}", f"Ask {n}") for n in range(count))
    ties = tuple(
        Tie(one.key, centre.key, "ABOUT", None if n == 0 else n / count)
        for n, one in enumerate(items)
    )
    return Explored(Neighbourhood(centre, items, ties, count), (), items, ties)


def _drawn(count: int) -> dict[str, Any]:
    explored = _explored(count)
    return drawing(explored, {one.key: (0.0, 0.0) for one in (explored.centre, *explored.items)})


def test_a_thicker_line_is_a_higher_score() -> None:
    widths = {edge["from"]: edge["width"] for edge in _drawn(6)["edges"]}
    scored = [widths[f"Recommendation:r{n}"] for n in range(1, 6)]
    assert scored == sorted(scored)
    assert len(set(scored)) == 5
    assert min(scored) < widths["Recommendation:r0"] < max(scored)


@pytest.mark.parametrize(("count", "named"), [(40, True), (41, False)])
def test_many_recommendations_are_named_on_demand_only(count: int, named: bool) -> None:
    nodes = _drawn(count)["nodes"]
    assert {n["labelled"] for n in nodes if n["kind"] == "Recommendation"} == {named}
    assert [n["labelled"] for n in nodes if n["kind"] == "Theme"] == [True]


def test_the_picture_is_described_in_words() -> None:
    assert "theme Sharing and 1 other item." in _drawn(1)["description"]


@pytest.mark.parametrize("star", [True, False])
def test_what_stands_somewhere_stays_there(star: bool) -> None:
    groups, ties = _net(60, star=star)
    at = places(groups, ties, "Theme:c")
    first, second = [f"a{n}" for n in range(40)], ["a1", *(f"b{n}" for n in range(40))]
    one = grown(at, [("Theme:3", first)])
    both = grown(at, [("Theme:3", first), ("a7", second)])
    assert at.items() <= one.items() <= both.items()
    assert set(both) == {*at, *first, *second}
    nearest = min(math.dist(both[a], both[b]) for a in both for b in both if a < b)
    assert nearest > 20
    assert grown(at, [("not there", ["x"])]) == at
