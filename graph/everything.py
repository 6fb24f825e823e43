"""Every node and edge of a graph, read piece by piece, so that its size is no matter for memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.errors import CommonThreadError, StoreUnavailableError
from graph.schema import EDGES, NODE, NODES
from graph.shape import Edge, Property
from graph.store import Row

_BATCH = 2_000  # nodes read at once; with all codes and words some 5 MB


class Reads(Protocol):
    """Whatever answers a query: a store, or a transaction of one."""

    def rows(self, query: str, /, **parameters: Any) -> list[Row]: ...


@dataclass(frozen=True)
class Ends:
    """The relationships of one type between nodes of two labels."""

    edge: Edge
    source: str
    target: str
    count: int

    @property
    def name(self) -> str:
        """A name for a table: ``ABOUT-Finding-Theme``."""
        return f"{self.edge.type}-{self.source}-{self.target}"


class Everything:
    """A graph as it is on opening, without the properties to be kept back, by label. Raises
    CommonThreadError when it is empty, and while reading when somebody changes it."""

    def __init__(self, graph: Reads, kept_back: Mapping[str, Sequence[str]] | None = None) -> None:
        self._graph = graph
        self._kept_back = kept_back or {}
        self._ids = {
            node.label: [
                str(row["id"])
                for row in graph.rows(f"MATCH (n:{node.label}) RETURN n.id AS id ORDER BY id")
            ]
            for node in NODES
        }
        if not any(self._ids.values()):
            raise CommonThreadError(
                "Nothing is loaded yet, so there is nothing to take away. Load the sample with: "
                "python -m ingest sample"
            )
        self.labels = tuple(node for node in NODES if self._ids[node.label])
        self.types = tuple(ends for ends in self._every_end() if ends.count)

    def count(self, label: str) -> int:
        """How many nodes of a label there are."""
        return len(self._ids[label])

    @property
    def size(self) -> tuple[int, int]:
        """How many nodes, and how many relationships."""
        return sum(map(len, self._ids.values())), sum(ends.count for ends in self.types)

    def properties(self, label: str) -> tuple[Property, ...]:
        """The properties of a label that are read; the id is the first."""
        kept_back = self._kept_back.get(label, ())
        return tuple(one for one in NODE[label].properties if one.name not in kept_back)

    def nodes(self, label: str) -> Iterator[list[Row]]:
        """The nodes of a label in the order of their ids, some at a time, each with every
        property; None where one is not known."""
        columns = ", ".join(f"n.{one.name} AS {one.name}" for one in self.properties(label))
        query = f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) RETURN {columns}"
        for ids in _pieces(self._ids[label]):
            rows = self._graph.rows(query, ids=ids)
            if len(rows) != len(ids):
                raise changed()
            yield sorted(rows, key=lambda row: str(row["id"]))

    def edges(self, ends: Ends) -> Iterator[list[Row]]:
        """Relationships in the order of their ends, some at a time, each with ``source`` and
        ``target`` (ids) and every property; None where one is not known."""
        columns = "".join(f", e.{one.name} AS {one.name}" for one in ends.edge.properties)
        query = (
            f"UNWIND $ids AS i MATCH (a:{ends.source} {{id: i}})-[e:{ends.edge.type}]->"
            f"(b:{ends.target}) RETURN a.id AS source, b.id AS target{columns}"
        )
        found = 0
        for ids in _pieces(self._ids[ends.source]):
            rows = self._graph.rows(query, ids=ids)
            found += len(rows)
            if rows:
                yield sorted(rows, key=lambda row: (str(row["source"]), str(row["target"])))
        if found != ends.count:
            raise changed()

    def _every_end(self) -> Iterator[Ends]:
        for edge in EDGES:
            for source in edge.sources:
                for target in edge.targets:
                    query = f"MATCH (:{source})-[e:{edge.type}]->(:{target}) RETURN count(e) AS n"
                    yield Ends(edge, source, target, int(self._graph.rows(query)[0]["n"]))


def changed() -> StoreUnavailableError:
    """What is said when a graph was written while it was read."""
    return StoreUnavailableError(
        "The graph was changed while it was read, and half of each state is no graph. Wait until "
        "what writes it has finished, then run the same again."
    )


def _pieces(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
