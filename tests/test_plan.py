"""Where in a free query an error is, and how an engine goes about one: on both engines."""

import pytest

from graph.errors import QueryError, QueryRefusedError
from graph.store import Store
from tests.small_graph import build


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("MATCH (n:Theme) RETURN n.id AS id\n  CREATE (m)", "CREATE"),  # the guard's
        ("MATCH (n:Theme RETURN n.id", "(n"),
        ("MATCH (n) RETURN \N{RIGHT SINGLE QUOTATION MARK}x", "\N{RIGHT SINGLE QUOTATION MARK}"),
        ("MATCH (n)\nRETURN apoc.text.join([], '')", "apoc"),
        ("MATCH (n:Theme)\nRETURN m.id", "m.id"),  # the engine's
        ("MATCH (n:Theme)\nWHERE n.id == 3 RETURN n", "= 3"),
    ],
)
def test_an_error_says_where_it_is(store: Store, query: str, place: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.free(query)
    assert caught.value.at is not None
    assert query[caught.value.at :].startswith(place)


def test_the_plan_names_what_is_matched(store: Store) -> None:
    build(store)
    query = "MATCH (t:Theme {id: $id})<-[:ABOUT]-(r:Recommendation) RETURN r.id AS id ORDER BY id"
    steps = store.plan(query, {"id": "info.sharing"})
    assert any("Theme" in step.details or "Theme" in step.operator for step in steps)
    assert all(step.rows is not None for step in steps)
    if store.engine == "neo4j":  # a tree, from what is given out down to where it starts
        assert [steps[0].operator, steps[0].depth] == ["ProduceResults", 0]
        assert steps[-1].depth > 0
    else:  # in the order in which it ran, with what it took
        assert steps[-1].rows == 4
        assert all(step.micros is not None for step in steps)


def test_a_plan_is_guarded_too(store: Store) -> None:
    with pytest.raises(QueryRefusedError):
        store.plan("CREATE (n)")
    with pytest.raises(QueryError) as caught:
        store.plan("MATCH (n:Theme)\nRETURN m.id")
    assert caught.value.at == 23
