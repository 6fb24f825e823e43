"""The whole graph, read piece by piece, so that its size is no matter for memory.

One property stays behind: a document's ``corrections`` hold the names that people replaced by
roles, and a name that was taken out may not leave by another door.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.graph_files import GraphRows
from graph.errors import CommonThreadError, StoreUnavailableError
from graph.schema import EDGES, NODES
from graph.shape import Edge, Node, Property, text
from graph.store import Row, Store

KEPT_BACK = {"Document": ("corrections",)}
"""Properties that do not leave, by label."""

OF_REVIEW = (
    text("review_id", "id of the review that makes it"),
    text("review_licence", "licence of that review; the wording is under it"),
    text("review_url", "address of that review; a coroner's carries the name of who died"),
)
"""What tables add to each recommendation: a row says by itself under which licence it stands."""

_BATCH = 2_000  # nodes read at once; with all codes and words some 5 MB


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


class Whole:
    """A graph as it is on opening. Raises CommonThreadError when it is empty, and while reading
    when somebody changes it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ids = {
            node.label: [
                str(row["id"])
                for row in store.rows(f"MATCH (n:{node.label}) RETURN n.id AS id ORDER BY id")
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

    def nodes(self, label: str) -> Iterator[list[Row]]:
        """The nodes of a label in the order of their ids, some at a time, each with every
        property that leaves; None where one is not known."""
        columns = ", ".join(f"n.{one.name} AS {one.name}" for one in properties(label))
        query = f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}) RETURN {columns}"
        for ids in _pieces(self._ids[label]):
            rows = self._store.rows(query, ids=ids)
            if len(rows) != len(ids):
                raise _changed()
            yield sorted(rows, key=lambda row: str(row["id"]))

    def recommendations(self) -> Iterator[list[Row]]:
        """The same of recommendations, each with OF_REVIEW."""
        query = (
            "UNWIND $ids AS i MATCH (n:Recommendation {id: i})<-[:MADE]-(v:Review) RETURN n.id "
            "AS id, v.id AS review_id, v.licence AS review_licence, v.url AS review_url"
        )
        nothing = {one.name: None for one in OF_REVIEW}
        for rows in self.nodes("Recommendation"):
            made = self._store.rows(query, ids=[row["id"] for row in rows])
            reviews = {row["id"]: row for row in made}
            yield [row | reviews.get(row["id"], nothing) for row in rows]

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
            rows = self._store.rows(query, ids=ids)
            found += len(rows)
            if rows:
                yield sorted(rows, key=lambda row: (str(row["source"]), str(row["target"])))
        if found != ends.count:
            raise _changed()

    def as_graph(self) -> GraphRows:
        """The whole as one graph, each node under the key ``Label:id``."""
        return GraphRows(
            _every_property([properties(node.label)[1:] for node in self.labels]),
            _every_property([ends.edge.properties for ends in self.types]),
            (
                {"key": f"{node.label}:{row['id']}", "type": node.label, **row}
                for node in self.labels
                for rows in self.nodes(node.label)
                for row in rows
            ),
            (
                row
                | {
                    "type": ends.edge.type,
                    "source": f"{ends.source}:{row['source']}",
                    "target": f"{ends.target}:{row['target']}",
                }
                for ends in self.types
                for rows in self.edges(ends)
                for row in rows
            ),
        )

    def _every_end(self) -> Iterator[Ends]:
        for edge in EDGES:
            for source in edge.sources:
                for target in edge.targets:
                    query = f"MATCH (:{source})-[e:{edge.type}]->(:{target}) RETURN count(e) AS n"
                    yield Ends(edge, source, target, int(self._store.rows(query)[0]["n"]))


def properties(label: str) -> tuple[Property, ...]:
    """The properties of a label that leave; the id is the first."""
    kept_back = KEPT_BACK.get(label, ())
    node: Node = next(node for node in NODES if node.label == label)
    return tuple(one for one in node.properties if one.name not in kept_back)


def _pieces(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _every_property(of: Sequence[Sequence[Property]]) -> list[Property]:
    """Each property once; a name has the same kind wherever it stands."""
    return list({one.name: one for properties in of for one in properties}.values())


def _changed() -> StoreUnavailableError:
    return StoreUnavailableError(
        "The graph was changed while it was read, and half of each state is no graph. Wait until "
        "what writes it has finished, then run the same again."
    )
