"""One trial: graphs and queries from a seed, each query put to the engines and to Python."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from graph.bolt import BoltStore
from graph.embedded import EmbeddedStore
from graph.errors import CommonThreadError
from graph.settings import Neo4jAddress
from graph.store import Row, Store
from tests.differential import syntax as s
from tests.differential.compare import ask, difference, parameters
from tests.differential.generate import random_query
from tests.differential.graphs import Graph, random_graph
from tests.differential.matching import TooLargeError
from tests.differential.meaning import answer
from tests.differential.shrink import shrunk

QUERIES_A_GRAPH = 200
AnyQuery = s.Query | s.Union


@dataclass
class Counted:
    """What a trial asked: queries, those with rows, and those too large to ask."""

    asked: int = 0
    with_rows: int = 0
    too_large: int = 0


class Engines:
    """Both engines, or the embedded one alone, holding one graph at a time."""

    def __init__(self, folder: Path, neo4j: Neo4jAddress | None) -> None:
        self._folder = folder
        self._neo4j = neo4j
        self.stores: dict[str, Store] = {}

    def hold(self, graph: Graph) -> None:
        """Empty the engines, and write the graph into them."""
        self.close()
        place = Path(mkdtemp(dir=self._folder))
        self.stores["kglite"] = EmbeddedStore(place / "graph.kgl", write=True)
        if self._neo4j is not None:
            store = BoltStore(self._neo4j, write=True)
            store.write("MATCH (n) DETACH DELETE n", [])
            self.stores["Neo4j"] = store
        for store in self.stores.values():
            graph.write(store)

    def close(self) -> None:
        """Let go of both."""
        for store in self.stores.values():
            store.close()
        self.stores = {}


def differences(
    engines: Engines, queries: int, seed: int, counted: Counted, *, repeats: bool = False
) -> Iterator[str]:
    """Each difference between the voices, made small and told with its seed."""
    for number in range(0, queries, QUERIES_A_GRAPH):
        random = Random(f"{seed} {number}")
        graph = random_graph(random)
        engines.hold(graph)
        for _ in range(min(QUERIES_A_GRAPH, queries - number)):
            query = random_query(random, repeats=repeats)
            try:
                expected = answer(query, graph)
            except TooLargeError:
                counted.too_large += 1
                continue
            counted.asked += 1
            counted.with_rows += bool(expected)
            for name, store in engines.stores.items():
                if _differs(store, query, expected):
                    yield f"seed {seed}, graph {number}\n" + _told(engines, name, query, graph)
                    engines.hold(graph)


def _differs(store: Store, query: AnyQuery, expected: list[Row]) -> str:
    try:
        return difference(query, expected, ask(store, query))
    except CommonThreadError as error:
        return f"the engine says: {error}"


def _told(engines: Engines, name: str, query: AnyQuery, graph: Graph) -> str:
    wrong = not _differs(engines.stores[name], query, answer(query, graph)).startswith("the engine")
    held: list[Graph] = [graph]

    def fails(smaller: AnyQuery, on: Graph) -> bool:
        # A tree with a part too few may be no query at all: then Python fails in its own ways.
        with suppress(KeyError, IndexError, TypeError, ValueError, AttributeError, TooLargeError):
            expected = answer(smaller, on)
            if held[0] is not on:
                engines.hold(on)
                held[0] = on
            said = _differs(engines.stores[name], smaller, expected)
            return bool(said) and said.startswith("the engine") != wrong
        return False

    query, graph = shrunk(query, graph, fails)
    engines.hold(graph)
    said = _differs(engines.stores[name], query, answer(query, graph))
    nodes = "\n".join(f"  {node}" for node in graph.nodes)
    edges = "\n".join(f"  {edge}" for edge in graph.edges)
    given = parameters(query)
    return f"{name} differs:\n{query}\n{given or ''}\n{said}\ngraph:\n{nodes}\n{edges}"
