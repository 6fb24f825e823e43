"""docs/cypher.md: its picture and tables are the schema's, and its questions give what it prints,
on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docs import make_cypher
from docs.schema_picture import schema_svg
from graph.bolt import BoltStore
from graph.embedded import EmbeddedStore
from graph.schema import EDGES, NODES
from graph.settings import Neo4jAddress
from graph.store import Store
from tests.copying import copy_graph

PAGE = make_cypher.PAGE.read_text(encoding="utf-8")
QUESTIONS = make_cypher.questions(PAGE)


def test_picture_and_tables_are_of_the_schema_as_it_is() -> None:
    assert make_cypher.PICTURE.read_text(encoding="utf-8") == schema_svg(), "run: make cypher"
    assert make_cypher.with_schema(PAGE) == PAGE, "run: make cypher"
    for one in (*NODES, *EDGES):
        assert all(f"| `{p.name}` | {p.kind} | {p.about} |" in PAGE for p in one.properties)


@pytest.fixture(scope="module")
def engines(sample_home: Path, neo4j_address: Neo4jAddress) -> Iterator[tuple[Store, Store]]:
    """The sample in both."""
    embedded = EmbeddedStore(sample_home / "graph.kgl")
    with embedded, BoltStore(neo4j_address, write=True) as neo:
        while neo.rows("MATCH (n) RETURN count(n) AS n")[0]["n"]:
            neo.write("MATCH (n) WITH n LIMIT 10000 DETACH DELETE n", [])
        copy_graph(embedded, neo)
        yield embedded, neo


@pytest.mark.neo4j
@pytest.mark.parametrize("number", range(1, len(QUESTIONS) + 1))
def test_a_worked_question_gives_what_the_page_prints(
    engines: tuple[Store, Store], number: int
) -> None:
    question = QUESTIONS[number - 1]
    found, other = (make_cypher.ask(store, question) for store in engines)
    assert found.rows and not found.truncated
    assert found.warnings == []
    assert make_cypher.printed(found) == make_cypher.printed(other)
    assert len(found.rows) == len(other.rows)
    linked = any(type_ in question.text for type_ in ("ABOUT", "NEAR_EVIDENCE", "REPEATS"))
    # Another processor or encoder gives somewhat other links; the page is of the one it names.
    if not linked or make_cypher.model_of(engines[0]) == make_cypher.made_with(PAGE):
        assert make_cypher.printed(found) == question.printed, "run: make cypher"


def test_there_are_twenty() -> None:
    assert len(QUESTIONS) == 20
    assert PAGE.count("**Reading it.**") == PAGE.count("**Pitfalls.**") == 20
