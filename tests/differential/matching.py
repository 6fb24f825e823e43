"""Patterns in plain Python: every way a graph can be laid onto them, as openCypher has it.

Within one MATCH no relationship is used twice; nodes may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.differential.graphs import Edge, Graph, Node
from tests.differential.syntax import EdgePattern, Expression, NodePattern, Path

Row = dict[str, Any]
Evaluate = Callable[[Expression, Row], Any]

MAX_STEPS = 30_000


class TooLargeError(Exception):
    """The query takes more steps than a test can spend on it."""


class Matcher:
    """Lays patterns onto one graph. ``evaluate`` gives the value of an expression in a row."""

    def __init__(self, graph: Graph, evaluate: Evaluate) -> None:
        self._graph = graph
        self._evaluate = evaluate
        self._steps = 0

    def matches(self, paths: tuple[Path, ...], row: Row) -> Iterator[Row]:
        """The row with the pattern's variables bound, once for each way."""
        yield from self._paths(paths, row, frozenset())

    def _paths(self, paths: tuple[Path, ...], row: Row, used: frozenset[Edge]) -> Iterator[Row]:
        if not paths:
            yield row
            return
        first, rest = paths[0], paths[1:]
        for node in self._candidates(first.nodes[0], row):
            for bound in self._bind(first.nodes[0], node, row):
                for done, edges in self._hops(first, 0, node, bound, used):
                    yield from self._paths(rest, done, edges)

    def _candidates(self, pattern: NodePattern, row: Row) -> list[Node]:
        if pattern.variable in row:
            there = row[pattern.variable]
            return [] if there is None else [there]
        return self._graph.nodes

    def _bind(self, pattern: NodePattern, node: Node, row: Row) -> Iterator[Row]:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise TooLargeError
        if pattern.label and node.label != pattern.label:
            return
        if pattern.variable in row and row[pattern.variable] is not node:
            return
        if not self._holds(pattern.properties, node, row):
            return
        yield {**row, pattern.variable: node} if pattern.variable else row

    def _holds(self, properties: Any, thing: Node | Edge, row: Row) -> bool:
        for name, expression in properties:
            wanted = self._evaluate(expression, row)
            found = thing.properties.get(name)
            if wanted is None or found is None or found != wanted:
                return False
        return True

    def _hops(
        self, path: Path, hop: int, node: Node, row: Row, used: frozenset[Edge]
    ) -> Iterator[tuple[Row, frozenset[Edge]]]:
        if hop == len(path.edges):
            yield row, used
            return
        edge_pattern, node_pattern = path.edges[hop], path.nodes[hop + 1]
        for edges, end in self._walks(edge_pattern, node, row, used):
            if edge_pattern.variable:
                value = list(edges) if edge_pattern.hops else edges[0]
                reached = {**row, edge_pattern.variable: value}
            else:
                reached = row
            for bound in self._bind(node_pattern, end, reached):
                yield from self._hops(path, hop + 1, end, bound, used | set(edges))

    def _walks(
        self, pattern: EdgePattern, start: Node, row: Row, used: frozenset[Edge]
    ) -> Iterator[tuple[tuple[Edge, ...], Node]]:
        """Walks of as many edges as the pattern allows, none of them used before."""
        least, most = pattern.hops or (1, 1)
        open_: list[tuple[tuple[Edge, ...], Node]] = [((), start)]
        while open_:
            walk, node = open_.pop()
            if len(walk) >= least:
                yield walk, node
            if len(walk) == most:
                continue
            for edge in self._graph.at[node]:
                self._steps += 1
                if self._steps > MAX_STEPS:
                    raise TooLargeError
                if (
                    edge in used
                    or edge in walk
                    or (pattern.types and edge.type not in pattern.types)
                ):
                    continue
                if not self._holds(pattern.properties, edge, row):
                    continue
                if pattern.direction != "in" and edge.source is node:
                    open_.append(((*walk, edge), edge.target))
                elif pattern.direction != "out" and edge.target is node:
                    open_.append(((*walk, edge), edge.source))
