"""Every question of queries/ has the same rows in the same order on both engines: on the sample,
and on the sample with the coroners' reports."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.bolt import BoltStore
from graph.catalogue import Query, catalogue
from graph.embedded import EmbeddedStore
from graph.settings import Neo4jAddress
from graph.store import Store
from tests.copying import copy_graph

pytestmark = pytest.mark.neo4j

# What values of a type a graph holds: those that most depends on first, then rarer ones, then
# what no node has.
_VALUES = {
    "agency": "MATCH (a:Agency) OPTIONAL MATCH (a)<-[e]-() "
    "WITH a, count(e) AS n ORDER BY a.is_type DESC, n DESC, a.id RETURN a.id AS value",
    "theme": "MATCH (t:Theme) OPTIONAL MATCH (t)<-[e]-() "
    "WITH t, count(e) AS n ORDER BY n DESC, t.id RETURN t.id AS value",
    "review": "MATCH (v:Review) OPTIONAL MATCH (v)-[e]->() "
    "WITH v, count(e) AS n ORDER BY n DESC, v.id RETURN v.id AS value",
    "recommendation": "MATCH (r:Recommendation) OPTIONAL MATCH (r)-[e]-() "
    "WITH r, count(e) AS n ORDER BY n DESC, r.id RETURN r.id AS value",
    "finding": "MATCH (f:Finding) OPTIONAL MATCH (f)<-[e]-() "
    "WITH f, count(e) AS n ORDER BY n DESC, f.id RETURN f.id AS value",
    "review_kind": "MATCH (v:Review) WITH v.kind AS value, count(*) AS n "
    "RETURN value ORDER BY n DESC, value",
    "area": "MATCH (v:Review) WITH v.area AS value, count(*) AS n "
    "RETURN value ORDER BY n DESC, value",
}
_FIXED: dict[str, list[Any]] = {
    "text": ["training", "A", "it's \\ \"", "nothing holds these words"],
    "integer": [1, 2, 5, 1000],
    "year": [2013, 0, 2020, 1900],
    "number": [0.0, 0.5, 0.7, 1.0],
    "boolean": [True, False, True, False],
}
SETS = 4


@pytest.fixture(scope="module", params=["sample", "reports"])
def engines(
    request: pytest.FixtureRequest, neo4j_address: Neo4jAddress
) -> Iterator[tuple[Store, Store]]:
    """One graph in both: as ingest made it, and copied."""
    home: Path = request.getfixturevalue(f"{request.param}_home")
    with EmbeddedStore(home / "graph.kgl") as embedded, BoltStore(neo4j_address, write=True) as neo:
        while neo.rows("MATCH (n) RETURN count(n) AS n")[0]["n"]:
            neo.write("MATCH (n) WITH n LIMIT 10000 DETACH DELETE n", [])
        copy_graph(embedded, neo)
        yield embedded, neo


@pytest.fixture(scope="module")
def values(engines: tuple[Store, Store]) -> dict[str, list[Any]]:
    """Values for each type of parameter: the first, one of the middle, the last, and none such."""
    found = dict(_FIXED)
    for type_, query in _VALUES.items():
        held = [row["value"] for row in engines[0].rows(query) if row["value"]]
        found[type_] = [held[0], held[len(held) // 3], held[-1], "no such"]
    return found


def _argument_sets(query: Query, values: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """No arguments, and SETS of them; the parameters of a set are not all of one rank."""
    anything = values["theme"][:1] + values["recommendation"][:1] + values["agency"][:2]
    sets: list[dict[str, Any]] = [{}]
    for rank in range(SETS if query.parameters else 0):
        sets.append(
            {
                parameter.name: anything[rank]
                if parameter.name == "id"
                else values[parameter.type][(rank + place) % SETS]
                for place, parameter in enumerate(query.parameters)
            }
        )
    return sets


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_same_rows(engines: tuple[Store, Store], values: dict[str, list[Any]], name: str) -> None:
    query = catalogue()[name]
    embedded, neo = engines
    for arguments in _argument_sets(query, values):
        expected, found = query.run(neo, **arguments), query.run(embedded, **arguments)
        assert len(found) == len(expected), arguments
        for place, (one, other) in enumerate(zip(expected, found, strict=True)):
            assert list(one) == list(other), arguments
            assert all(map(_same, one.values(), other.values())), (arguments, place, one, other)


def test_questions_have_rows_here(engines: tuple[Store, Store]) -> None:
    """Rows that are equal because there are none would show nothing."""
    empty = [name for name, query in catalogue().items() if not query.run(engines[0])]
    assert len(empty) < len(catalogue()) / 3, empty


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return type(one) is type(other) and one == other
