"""Gaps between agencies: joint work put to one in a case and not to another, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from graph.catalogue import question
from graph.store import Store
from linking.between import (
    Cases,
    Divided,
    Pair,
    Put,
    apart,
    by_agency,
    by_theme,
    cases,
    in_a_case,
    pair,
    pairs,
)
from tests.small_graph import build

ROWS = ("agency_kinds", "agencies_involved", "agencies_addressed", "joint_work")


def read(store: Store, *, single: bool = False, **chosen: Any) -> Cases:
    """The cases of a graph, as the page puts them together."""
    kinds, *rest = ROWS
    rows = [question(kinds).run(store), *(question(name).run(store, **chosen) for name in rest)]
    return cases(*rows, single=single)


def test_the_small_graph(store: Store) -> None:
    """In the case are: v1 police, social care, GP; v2 police, social care; v3 all three; v4 police.
    Sharing is put to the police in all four, in v3 to social care as well, and never to the GP."""
    build(store)
    found = read(store)
    assert pairs(found) == pairs(found, "info.sharing")
    assert pairs(found) == [
        Pair("csc", "gp", only_one=1, only_other=0, apart=1, both=0, of=2),
        Pair("csc", "pol-force", only_one=0, only_other=2, apart=2, both=1, of=3),
        Pair("gp", "pol-force", only_one=0, only_other=2, apart=2, both=0, of=2),
    ]
    assert by_agency(found) == [
        Put("csc", put=1, not_put=2, of=3),
        Put("gp", put=0, not_put=2, of=2),
        Put("pol-force", put=3, not_put=0, of=3),
    ]
    assert by_theme(found, ["info.sharing", "judg"]) == [
        Divided("info.sharing", put=3, apart=3, of=3),
        Divided("judg", put=0, apart=0, of=3),
    ]
    assert in_a_case(found) == 8 / 3
    assert apart(found, "pol-force", "csc", "info.sharing") == ["v1", "v2"]
    assert apart(found, "csc", "pol-force", "info.sharing") == []
    assert pairs(read(store, single=True)) == []  # only one single agency is in a case


def test_the_small_graph_filtered(store: Store) -> None:
    build(store)
    assert [row.of for row in pairs(read(store, kind="SAR"))] == [1, 1, 1]
    assert pairs(read(store, area="Calderwick")) == []


def kind(agency: str, of: str | None = None, **more: Any) -> dict[str, Any]:
    """A row of ``agency_kinds``: a type, or a single agency of a type."""
    row = {"agency_id": agency, "is_type": of is None, "kind_id": of, "level": "local"}
    return {"sector": "other", "council_id": None, **row, **more}


KINDS = [
    kind("police"),
    kind("gp"),
    kind("board", sector="partnership"),
    kind("north", "police"),
    kind("south", "police"),
    kind("surgery", "gp"),
    kind("northboard", "board", sector="partnership"),
    kind("ministry", "ministries", level="national"),
    kind("court", "courts", level="local"),
    {**kind("courts", level="national"), "is_type": False},
    kind("councils"),
    kind("care", council_id="councils"),
    kind("council", "councils"),
    kind("its care", "care", council_id="council"),
    kind("other care", "care", council_id="other council"),
]


def who(*agencies: str, review: str = "v") -> list[dict[str, Any]]:
    """Rows of one review as ``agencies_involved`` and ``agencies_addressed`` have them."""
    return [{"agency_id": agency, "reviews": [review]} for agency in agencies]


def told(*agencies: str, theme: str = "t", to_all: bool = False) -> list[dict[str, Any]]:
    """Rows of one review as ``joint_work`` has them."""
    return [{"theme_id": theme, "to_all": to_all, **row} for row in who(*agencies)]


# single agencies?, involved, addressed, joint work put to, then: who is in the case, each way of
# being put to one and not to another
CASES: list[tuple[str, bool, Any, Any, Any, set[str], set[tuple[str, str]]]] = [
    (
        "a body counts as its type, and two of a type as one",
        False,
        who("north", "south"),
        who("surgery"),
        told("surgery"),
        {"police", "gp"},
        {("gp", "police")},
    ),
    (
        "single agencies stand for themselves, types for none",
        True,
        who("north", "south", "gp"),
        who("surgery"),
        told("north"),
        {"north", "south", "surgery"},
        {("north", "south"), ("north", "surgery")},
    ),
    (
        "what is put to a type is put to its bodies in the case",
        True,
        who("north", "surgery"),
        who("police"),
        told("police"),
        {"north", "surgery"},
        {("north", "surgery")},
    ),
    (
        "what is put to a council's own service is put to the council as well",
        True,
        who("council", "its care", "north"),
        [],
        told("its care"),
        {"council", "its care", "north"},
        {("its care", "north"), ("council", "north")},
    ),
    (
        "what is put to another place's service is not",
        True,
        who("council", "north"),
        who("other care"),
        told("other care"),
        {"council", "north", "other care"},
        {("other care", "council"), ("other care", "north")},
    ),
    (
        "what is put to such a service as such is put to the council in the case",
        True,
        who("council", "north"),
        who("care"),
        told("care"),
        {"council", "north"},
        {("council", "north")},
    ),
    (
        "so it is with types",
        False,
        who("council", "north"),
        who("its care"),
        told("its care"),
        {"councils", "care", "police"},
        {("care", "police"), ("councils", "police")},
    ),
    (
        "what is put to a council is not put to its service",
        False,
        who("council", "its care"),
        [],
        told("council"),
        {"councils", "care"},
        {("councils", "care")},
    ),
    (
        "what is put to all leaves no gap, whoever is named besides",
        False,
        who("north", "surgery"),
        who("north"),
        [*told("north"), *told("north", to_all=True)],
        {"police", "gp"},
        set(),
    ),
    (
        "boards are no end of a gap",
        False,
        who("north", "northboard"),
        who("board", "surgery"),
        told("board"),
        {"police", "gp"},
        set(),
    ),
    (
        "a national body is in the case only if involved",
        True,
        who("north"),
        who("ministry", "surgery"),
        told("ministry", "north"),
        {"north", "surgery"},
        {("north", "surgery")},
    ),
    (
        "a national body that is involved",
        True,
        who("north", "ministry"),
        [],
        told("ministry"),
        {"north", "ministry"},
        {("ministry", "north")},
    ),
    (
        "a body of another body is of no type",
        False,
        who("court", "north"),
        who("surgery"),
        told("court", "north"),
        {"police", "gp"},
        {("police", "gp")},
    ),
    (
        "each theme by itself",
        False,
        who("north", "surgery"),
        who("north", "surgery"),
        [*told("north"), *told("surgery", theme="u")],
        {"police", "gp"},
        {("police", "gp"), ("gp", "police")},
    ),
]


@pytest.mark.parametrize(
    ("single", "involved", "addressed", "put", "there", "gaps"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_who_counts(
    single: bool, involved: Any, addressed: Any, put: Any, there: set[str], gaps: set[Any]
) -> None:
    found = cases(KINDS, involved, addressed, put, single=single)
    assert found.there["v"] == there
    ways = set()
    for row in pairs(found):
        ways |= {(row.one, row.other)} if row.only_one else set()
        ways |= {(row.other, row.one)} if row.only_other else set()
        assert row.apart == bool(row.only_one or row.only_other)
    assert ways == gaps


def test_a_board_that_was_told_is_kept() -> None:
    found = cases(KINDS, who("north"), who("surgery"), told("northboard", "north"), single=False)
    assert found.boards["v"]["t"] == {"northboard"}


def test_a_pair_alone_is_the_same_as_among_all(store: Store) -> None:
    build(store)
    found = read(store)
    for row in pairs(found, "info.sharing"):
        assert pair(found, row.one, row.other, "info.sharing") == row
        assert pair(found, row.other, row.one, "info.sharing") == row
    assert pair(found, "csc", "ho") is None
