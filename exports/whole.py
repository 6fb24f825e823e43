"""The whole graph, as it may leave.

One property stays behind: a document's ``corrections`` hold the names that people replaced by
roles, and a name that was taken out may not leave by another door.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.graph_files import GraphRows
from graph.everything import Ends, Everything, Reads
from graph.kept_back import KEPT_BACK
from graph.schema import NODE
from graph.shape import Property, text
from graph.store import Row

__all__ = ["OF_REVIEW", "Ends", "Whole", "properties"]

OF_REVIEW = (
    text("review_id", "id of the review that makes it"),
    text("review_licence", "licence of that review; the wording is under it"),
    text("review_url", "address of that review; a coroner's carries the name of who died"),
)
"""What tables add to each recommendation: a row says by itself under which licence it stands."""


class Whole(Everything):
    """Everything that may leave. Raises as ``Everything`` does."""

    def __init__(self, graph: Reads) -> None:
        super().__init__(graph, KEPT_BACK)

    def recommendations(self) -> Iterator[list[Row]]:
        """The nodes of recommendations, each with OF_REVIEW."""
        query = (
            "UNWIND $ids AS i MATCH (n:Recommendation {id: i})<-[:MADE]-(v:Review) RETURN n.id "
            "AS id, v.id AS review_id, v.licence AS review_licence, v.url AS review_url"
        )
        nothing = {one.name: None for one in OF_REVIEW}
        for rows in self.nodes("Recommendation"):
            made = self._graph.rows(query, ids=[row["id"] for row in rows])
            reviews = {row["id"]: row for row in made}
            yield [row | reviews.get(row["id"], nothing) for row in rows]

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


def properties(label: str) -> tuple[Property, ...]:
    """The properties of a label that leave; the id is the first."""
    kept_back = KEPT_BACK.get(label, ())
    return tuple(one for one in NODE[label].properties if one.name not in kept_back)


def _every_property(of: Sequence[Sequence[Property]]) -> list[Property]:
    """Each property once; a name has the same kind wherever it stands."""
    return list({one.name: one for properties in of for one in properties}.values())
