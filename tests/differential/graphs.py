"""Small random graphs that follow ``graph/schema.py``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graph import schema
from graph.store import Store

# Few values, so that filters hit and groups form. Numbers are eighths: sums of them are exact.
TEXTS = ("", "alpha", "Beta", "gamma delta", "é'\"\\ z")
INTEGERS = (-2, 0, 1, 2, 3, 2019, 2020)
NUMBERS = tuple(eighth / 8 for eighth in range(9))
VALUES: dict[schema.Kind, tuple[Any, ...]] = {
    "text": TEXTS,
    "integer": INTEGERS,
    "number": NUMBERS,
    "boolean": (True, False),
}


@dataclass(eq=False)
class Node:
    """A node; equal only to itself."""

    label: str
    properties: dict[str, Any]

    def __repr__(self) -> str:
        return f"(:{self.label} {self.properties})"


@dataclass(eq=False)
class Edge:
    """An edge; equal only to itself."""

    type: str
    source: Node
    target: Node
    properties: dict[str, Any]

    def __repr__(self) -> str:
        ends = f"{self.source.properties['id']} -> {self.target.properties['id']}"
        return f"[:{self.type} {ends} {self.properties}]"


@dataclass
class Graph:
    """Nodes and edges, and where each node's edges are."""

    nodes: list[Node]
    edges: list[Edge]
    at: dict[Node, list[Edge]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for edge in self.edges:
            self.at[edge.source].append(edge)
            if edge.target is not edge.source:
                self.at[edge.target].append(edge)

    def write(self, store: Store) -> None:
        """Put the graph into an empty store."""
        nodes = defaultdict(list)
        for node in self.nodes:
            nodes[node.label].append(node.properties)
        edges = defaultdict(list)
        for edge in self.edges:
            ends = {"source": edge.source.properties["id"], "target": edge.target.properties["id"]}
            place = (edge.type, edge.source.label, edge.target.label)
            edges[place].append({**ends, **edge.properties})
        with store.writer() as writer:
            for label, rows in nodes.items():
                writer.upsert_nodes(label, rows)
            for place, rows in edges.items():
                writer.upsert_edges(*place, rows)

    def without(self, nodes: list[Node], edges: list[Edge]) -> Graph:
        """The graph less some nodes, with their edges, and some edges."""
        gone = set(nodes)
        kept = [
            edge
            for edge in self.edges
            if edge not in edges and edge.source not in gone and edge.target not in gone
        ]
        return Graph([node for node in self.nodes if node not in gone], kept)


def random_graph(random: Random, size: int = 6) -> Graph:
    """About ``size`` nodes of each label, the first of them with every property: kglite refuses
    a pattern's property that no node of the label has."""
    nodes: dict[str, list[Node]] = {}
    for kind in schema.NODES:
        count = random.randint(max(1, size // 2), size + size // 2)
        nodes[kind.label] = [_node(random, kind, number) for number in range(count)]
    edges = []
    for type_ in schema.EDGES:
        sources = [node for label in type_.sources for node in nodes[label]]
        targets = [node for label in type_.targets for node in nodes[label]]
        pairs = {
            (random.choice(sources), random.choice(targets))
            for _ in range(random.randint(4, len(sources) + len(targets)))
        }
        edges += [
            Edge(type_.type, source, target, _values(random, type_.properties))
            for source, target in sorted(pairs, key=lambda pair: str(pair))
            if source is not target
        ]
    return Graph([node for group in nodes.values() for node in group], edges)


def _node(random: Random, kind: schema.Node, number: int) -> Node:
    others = [p for p in kind.properties if p.name not in ("id", "title")]
    values = _values(random, others, share=0.7 if number else 1)
    first = {"id": f"{kind.label}-{number}", "title": random.choice(TEXTS[1:])}
    return Node(kind.label, {**first, **values})


def _values(random: Random, properties: Any, share: float = 0.7) -> dict[str, Any]:
    return {p.name: random.choice(VALUES[p.kind]) for p in properties if random.random() < share}
