"""A whole graph from one store into another."""

from __future__ import annotations

from graph import schema
from graph.store import Row, Store


def copy_graph(source: Store, target: Store) -> None:
    """Write every node and edge of ``source`` into ``target``, which is open to write."""
    with target.writer() as writer:
        for label, node in schema.NODE.items():
            names = ", ".join(f"n.{p.name} AS {p.name}" for p in node.properties)
            rows = source.rows(f"MATCH (n:{label}) RETURN {names} ORDER BY id")
            writer.upsert_nodes(label, map(_held, rows))
        for type_, edge in schema.EDGE.items():
            names = "".join(f", e.{p.name} AS {p.name}" for p in edge.properties)
            for start in edge.sources:
                for end in edge.targets:
                    rows = source.rows(
                        f"MATCH (a:{start})-[e:{type_}]->(b:{end}) RETURN a.id AS source, "
                        f"b.id AS target{names} ORDER BY source, target"
                    )
                    writer.upsert_edges(type_, start, end, map(_held, rows))


def _held(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}
