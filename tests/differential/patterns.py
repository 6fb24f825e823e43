"""Random patterns along the schema: what an edge may join, a walk over it follows."""

from __future__ import annotations

from random import Random

from graph import schema
from tests.differential import syntax as s
from tests.differential.graphs import VALUES

Scope = dict[str, str]
"""What each name stands for: ``node Review``, ``edge MADE``, ``text``, ``integers``, …; a node
whose label is not known is ``node``."""

ALONG_ITSELF = [edge.type for edge in schema.EDGES if edge.sources == edge.targets]


class Patterns:
    """Makes patterns, and adds the names they bind to a scope."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names = 0

    def name(self, letter: str) -> str:
        self._names += 1
        return f"{letter}{self._names}"

    def path(
        self, scope: Scope, *, hops: int, anchor: str = "", avoid: set[str] | None = None
    ) -> s.Path:
        """A path of up to ``hops`` edges, from the node ``anchor`` or from anywhere.

        With ``avoid``, its types are not used again and added to it, so that no relationship can
        be used twice.
        """
        if anchor:
            label = scope[anchor].partition(" ")[2]
            nodes = [s.NodePattern(anchor)]
        else:
            label = self._random.choice(schema.NODES).label
            nodes = [self._node(scope, label, written=True)]
        edges: list[s.EdgePattern] = []
        for _ in range(hops):
            edge, label = self._edge(scope, label, avoid)
            if edge is None:
                break
            edges.append(edge)
            nodes.append(self._end(scope, label))
            if not label:
                break
        return s.Path(tuple(nodes), tuple(edges))

    def _chance(self, of_one: float) -> bool:
        return self._random.random() < of_one

    def _end(self, scope: Scope, label: str) -> s.NodePattern:
        same = [name for name, kind in scope.items() if kind == f"node {label}"]
        if same and self._chance(0.08):
            return s.NodePattern(self._random.choice(same))
        return self._node(scope, label, written=bool(label) and self._chance(0.7))

    def _node(self, scope: Scope, label: str, *, written: bool) -> s.NodePattern:
        properties = self._properties(schema.NODE[label].properties) if label else ()
        if self._chance(0.2):
            return s.NodePattern("", label if written else "", properties)
        variable = self.name("n")
        scope[variable] = f"node {label}".strip()
        return s.NodePattern(variable, label if written else "", properties)

    def _properties(
        self, properties: tuple[schema.Property, ...]
    ) -> tuple[tuple[str, s.Expression], ...]:
        usable = [p for p in properties if p.name != "id"]
        if not usable or not self._chance(0.07):
            return ()
        chosen = self._random.choice(usable)
        return ((chosen.name, s.Literal(self._random.choice(VALUES[chosen.kind]))),)

    def _edge(
        self, scope: Scope, label: str, avoid: set[str] | None
    ) -> tuple[s.EdgePattern | None, str]:
        """An edge from a node of this label, and the label it leads to."""
        if not label or (not avoid and self._chance(0.05)):
            return self._any_edge(avoid)
        ways = [
            (edge, direction, end)
            for edge in schema.EDGES
            for direction, starts, ends in (
                ("out", edge.sources, edge.targets),
                ("in", edge.targets, edge.sources),
            )
            if label in starts and edge.type not in (avoid or ())
            for end in ends
        ]
        if not ways:
            return None, ""
        edge, direction, end = self._random.choice(ways)
        types = [edge.type]
        if self._chance(0.1):
            types += [
                other.type
                for other, way, reached in ways
                if (way, reached) == (direction, end) and other is not edge
            ][:1]
        if avoid is not None:
            avoid.update(types)
        if self._chance(0.15) and (edge.sources == edge.targets or len(edge.sources) == 1):
            direction = "both"
        hops = None
        if edge.type in ALONG_ITSELF and set(types) <= set(ALONG_ITSELF) and self._chance(0.5):
            hops = self._random.choice([(0, 1), (0, 2), (1, 2), (1, 3), (2, 3)])
        variable = ""
        if hops is None and self._chance(0.5):
            variable = self.name("e")
            scope[variable] = f"edge {edge.type}" if len(types) == 1 else "edge"
        properties = self._properties(edge.properties) if len(types) == 1 else ()
        return s.EdgePattern(variable, tuple(types), direction, properties, hops), end

    def _any_edge(self, avoid: set[str] | None) -> tuple[s.EdgePattern | None, str]:
        """An edge of any type; where none may be used twice, it must be the only one."""
        if avoid:
            return None, ""
        if avoid is not None:
            avoid.update(edge.type for edge in schema.EDGES)
        direction = self._random.choice(["out", "in", "both"])
        hops = (1, 2) if self._chance(0.3) and avoid is None else None
        return s.EdgePattern("", (), direction, (), hops), ""
