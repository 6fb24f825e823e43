"""What docs offer researchers: docs/cypher.md says what is so, on both engines, and each notebook
runs."""

from __future__ import annotations

import json
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
from tests.conftest import NEO4J_VARIABLES
from tests.copying import copy_graph
from tests.notebooks import cells, run

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


NOTEBOOKS = make_cypher.PAGE.parent / "notebooks"
INVENTED = "36 of 36 reviews are invented."


ENDS = {
    "networkx": "print(len(cells) == asks.size() and joins.betweenness.max() > 0)",
    "pandas": "print(counted.min(axis=None) == 0 and (shares.reviews <= shares.of_reviews).all())",
    "neo4j_driver": "print(len(again) > 0 and again.wording.notna().all())",
    "py2neo": "print(0 < asked < len(taken_up))",
    "neo4j_viz": "print('src=\"http' not in drawn.data and len(picture.nodes) > 30)",
}


@pytest.mark.parametrize("name", ["networkx", "pandas"])
def test_a_notebook_on_the_embedded_graph(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COMMON_THREAD_HOME", str(sample_home))
    said = run(NOTEBOOKS / f"{name}.ipynb", ENDS[name])
    assert INVENTED in said
    assert said.splitlines()[-1] == "True"


@pytest.mark.neo4j
@pytest.mark.parametrize("name", ["neo4j_driver", "py2neo", "neo4j_viz"])
def test_a_notebook_on_neo4j(
    engines: tuple[Store, Store],
    neo4j_address: Neo4jAddress,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    address = neo4j_address
    values = (address.uri, address.user, address.password, address.database)
    for variable, value in zip(NEO4J_VARIABLES, values, strict=True):
        monkeypatch.setenv(variable, value)
    said = run(NOTEBOOKS / f"{name}.ipynb", ENDS[name])
    assert INVENTED in said
    assert said.splitlines()[-1] == "True"


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_honest_and_empty(path: Path) -> None:
    said = cells(path, "markdown")
    assert "invented" in "".join(said)
    every = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert all(not cell.get("outputs") for cell in every)
    if path.stem != "study_of_2011":  # which prints its limits
        assert said[-1].startswith("## What one may conclude, and what not")
