"""Fixtures shared by all tests. Nothing here imports torch, nor starts what no test asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.bolt import BoltStore
from graph.embedded import EmbeddedStore
from graph.settings import Neo4jAddress
from graph.store import Store
from tests.browser import chromium, page, sample_explorer, small_explorer  # noqa: F401 - fixtures
from tests.corpora import reports_home, sample_home  # noqa: F401
from tests.encoding import encoder, known_vectors, vectors, vectors_folder  # noqa: F401
from tests.neo4j_server import Neo4jMissingError, running_neo4j

NEO4J_VARIABLES = ("NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD", "NEO4J_DATABASE")

QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # many small queries, few cores


def missing(what: str) -> None:
    """A real component is not here: a failure on CI, elsewhere a skip that says so."""
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def neo4j_address() -> Iterator[Neo4jAddress]:
    """A real Neo4j, started for the first test that asks and stopped after the last."""
    try:
        with running_neo4j(flags=QUICK_START) as address:
            yield address
    except Neo4jMissingError as error:
        missing(str(error))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a COMMON_THREAD_HOME of its own, and no Neo4j unless it asks for one."""
    for name in NEO4J_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "home"
    monkeypatch.setenv("COMMON_THREAD_HOME", str(folder))
    return folder


@pytest.fixture
def neo4j_chosen(neo4j_address: Neo4jAddress, monkeypatch: pytest.MonkeyPatch) -> Neo4jAddress:
    """The environment names the tests' Neo4j, which is empty."""
    values = (
        neo4j_address.uri,
        neo4j_address.user,
        neo4j_address.password,
        neo4j_address.database,
    )
    for name, value in zip(NEO4J_VARIABLES, values, strict=True):
        monkeypatch.setenv(name, value)
    with BoltStore(neo4j_address, write=True) as store:
        while store.rows("MATCH (n) RETURN count(n) AS n")[0]["n"]:
            store.write("MATCH (n) WITH n LIMIT 10000 DETACH DELETE n", [])
    return neo4j_address


@pytest.fixture
def embedded_store(home: Path) -> Iterator[Store]:
    """An empty graph in the embedded engine, open to write, where ``open_store`` looks."""
    with EmbeddedStore(home / "graph.kgl", write=True) as store:
        yield store


@pytest.fixture
def neo4j_store(neo4j_chosen: Neo4jAddress) -> Iterator[Store]:
    """An empty graph in Neo4j, open to write, where ``open_store`` looks."""
    with BoltStore(neo4j_chosen, write=True) as store:
        yield store


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty graph, open to write, in each engine in turn."""
    store: Store = request.getfixturevalue(f"{request.param}_store")
    return store
