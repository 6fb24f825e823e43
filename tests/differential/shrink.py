"""A difference made small enough to read: parts of the query go, then parts of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from tests.differential import syntax as s
from tests.differential.graphs import Edge, Graph, Node

Fails = Callable[[Any, Graph], bool]
"""Whether a query still has other rows than it should on a graph; False for what is no query."""

Thing = TypeVar("Thing")


def shrunk(query: Any, graph: Graph, fails: Fails) -> tuple[Any, Graph]:
    """A smaller query and graph that still fail."""
    query = _smallest_query(query, graph, fails)
    nodes = _fewest(graph.nodes, lambda gone: fails(query, graph.without(gone, [])))
    graph = graph.without(nodes, [])
    edges = _fewest(graph.edges, lambda gone: fails(query, graph.without([], gone)))
    graph = graph.without([], edges)
    plain = _without_properties(graph)
    if fails(query, plain):
        graph = plain
    return _smallest_query(query, graph, fails), graph


def _smallest_query(query: Any, graph: Graph, fails: Fails) -> Any:
    tried = {str(query)}
    again = True
    while again:
        again = False
        for candidate in smaller(query):
            text = str(candidate)
            if text not in tried:
                tried.add(text)
                if fails(candidate, graph):
                    query, again = candidate, True
                    break
    return query


def smaller(tree: Any) -> Iterator[Any]:
    """Every tree that has one part less than this one; not all of them are queries."""
    if isinstance(tree, s.Path):
        if tree.edges:
            yield s.Path(tree.nodes[:-1], tree.edges[:-1])
            yield s.Path(tree.nodes[1:], tree.edges[1:])
        parts = ("nodes", "edges")
        for name in parts:
            yield from _with_smaller_items(tree, name)
        return
    if not is_dataclass(tree) or isinstance(tree, type):
        return
    if isinstance(tree, s.Operation | s.Case | s.Call):
        yield from _inside(tree)
    for field in fields(tree):
        value = getattr(tree, field.name)
        if isinstance(value, tuple) and field.name not in ("operands", "arguments", "hops"):
            for index in range(len(value)):
                yield replace(tree, **{field.name: value[:index] + value[index + 1 :]})
        elif value not in (None, False, "", ()) and field.name in _MAY_GO:
            yield replace(tree, **{field.name: _MAY_GO[field.name]})
        yield from _with_smaller_items(tree, field.name)


_MAY_GO: dict[str, Any] = {
    "where": None,
    "condition": None,
    "otherwise": None,
    "skip": None,
    "limit": None,
    "hops": None,
    "distinct": False,
    "optional": False,
    "label": "",
    "variable": "",
}


def _inside(tree: Any) -> Iterator[Any]:
    for field in fields(tree):
        value = getattr(tree, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            yield from (p for p in (part if isinstance(part, tuple) else (part,)) if _is(p))


def _is(part: Any) -> bool:
    return isinstance(part, s.Expression)


def _with_smaller_items(tree: Any, name: str) -> Iterator[Any]:
    value = getattr(tree, name)
    if name == "hops":
        return
    if not isinstance(value, tuple):
        yield from (replace(tree, **{name: part}) for part in smaller(value))
        return
    for index, item in enumerate(value):
        if isinstance(item, tuple):  # a value with its name, or an order
            items = [
                (*item[:place], part, *item[place + 1 :])
                for place, inner in enumerate(item)
                for part in smaller(inner)
            ]
        else:
            items = list(smaller(item))
        for part in items:
            yield replace(tree, **{name: (*value[:index], part, *value[index + 1 :])})


def _fewest(things: Sequence[Thing], fails_without: Callable[[list[Thing]], bool]) -> list[Thing]:
    """As many of the things as can go, taken away by halves, quarters and so on."""
    gone: list[Thing] = []
    size = len(things) // 2
    while size:
        left = [thing for thing in things if thing not in gone]
        for start in range(0, len(left), size):
            chunk = left[start : start + size]
            if fails_without(gone + chunk):
                gone = gone + chunk
        size //= 2
    return gone


def _without_properties(graph: Graph) -> Graph:
    nodes = {
        node: Node(node.label, {k: node.properties[k] for k in ("id", "title")})
        for node in graph.nodes
    }
    edges = [Edge(e.type, nodes[e.source], nodes[e.target], {}) for e in graph.edges]
    return Graph(list(nodes.values()), edges)
