"""What surrounds one node: its neighbours, what they are tied by, and one step beyond.

Going on from *every* neighbour along *any* relationship runs through hubs (a theme, a police
force) to most of the graph, so a second step follows only the relationships that were asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from graph.errors import QueryFailedError
from graph.schema import EDGES, NODE
from graph.steps import DRAWN, LINKED, MOST, Item, Tie, between, step, ways, ways_from
from graph.store import Row, Store

__all__ = [
    "DRAWN",
    "Item",
    "Near",
    "Neighbourhood",
    "Tie",
    "facts",
    "item",
    "nearest",
    "neighbourhood",
    "ways_from",
]
_ALL_TYPES = tuple(edge.type for edge in EDGES)


@dataclass(frozen=True)
class Neighbourhood:
    """A centre and what surrounds it. ``total`` counts the neighbours there are before the cap;
    ``complete`` is false when a step had more ties than are read, so that total is a floor."""

    centre: Item
    items: tuple[Item, ...]
    ties: tuple[Tie, ...]
    total: int
    complete: bool = True


@dataclass(frozen=True)
class Near:
    """The neighbours of one node that were read, the first first; how many there are in all, and
    whether those read are all."""

    items: list[Item]
    total: int
    all_read: bool


def item(store: Store, key: str) -> Item:
    """Find one node by its key. Raises QueryFailedError when there is none."""
    label, _, id_ = key.partition(":")
    if label in DRAWN:
        found = store.rows(f"MATCH (n:{label} {{id: $id}}) RETURN n.title AS title", id=id_)
        if found:
            return Item(label, id_, str(found[0]["title"]))
    raise QueryFailedError(
        f"There is nothing called '{key}' in what is loaded. Find it by its name instead."
    )


def facts(store: Store, of: Item) -> Row:
    """The properties of one node, as the schema lists them; absent ones are left out."""
    names = [p.name for p in NODE[of.label].properties]
    columns = ", ".join(f"n.{name} AS {name}" for name in names)
    found = store.rows(f"MATCH (n:{of.label} {{id: $id}}) RETURN {columns}", id=of.id)
    return {k: v for k, v in found[0].items() if v not in (None, "")} if found else {}


def neighbourhood(
    store: Store,
    centre: Item,
    *,
    labels: Collection[str] = DRAWN,
    second: Collection[str] = (),
    cap: int = 150,
) -> Neighbourhood:
    """What is one step from the centre, and a second step along the relationships named.

    ``labels`` are the kinds of node kept. When there are more than ``cap``, each relationship
    gives in turn, stated facts first and then the nearest, so that no kind is lost to a large
    one. A second step starts only from the neighbours kept. Links a person rejected are left out.
    """
    # Without a second step no more of a hub is read than can be shown; the rest is only counted.
    near = nearest(store, centre, labels, MOST if second else cap + 1)
    shown = near.items[:cap]
    beyond: list[Item] = []
    complete = True
    if second:
        more, complete = step(store, shown, second, _in_schema_order(labels), MOST)
        complete = complete and near.all_read
        beyond = _in_turn(more, {centre.key} | {one.key for one in near.items})
    items = [*shown, *beyond[: cap - len(shown)]]
    ties = between(store, [centre, *items])
    return Neighbourhood(centre, tuple(items), ties, near.total + len(beyond), complete)


def nearest(store: Store, centre: Item, labels: Collection[str], most: int) -> Near:
    """The neighbours of a node that are of the given labels, of each relationship at most
    ``most``, in the order in which a picture takes them: each relationship in turn, stated facts
    first and then the nearest."""
    kept = _in_schema_order(labels)
    found, all_read = step(store, [centre], _ALL_TYPES, kept, most)
    items = _in_turn(found, {centre.key})
    total = len(items) if all_read else _count(store, centre, kept)
    return Near(items, total, all_read)


def _in_schema_order(labels: Collection[str]) -> list[str]:
    return [label for label in DRAWN if label in labels]


def _count(store: Store, centre: Item, labels: Collection[str]) -> int:
    """How many nodes of the given labels are one step from the centre."""
    total = 0
    for label in labels:
        types = "|".join(
            dict.fromkeys(way.type for way in ways(centre.label) if way.there == label)
        )
        if types:
            counted = store.rows(
                f"MATCH (n:{centre.label} {{id: $id}})-[e:{types}]-(m:{label}) "
                f"WHERE {LINKED} RETURN count(DISTINCT m) AS n",
                id=centre.id,
            )
            total += int(counted[0]["n"])
    return total


def _in_turn(found: Sequence[tuple[Tie, Item]], known: Collection[str]) -> list[Item]:
    """The new items, each relationship giving in turn: stated facts first, then the nearest."""

    def group(pair: tuple[Tie, Item]) -> tuple[str, str]:
        return pair[0].type, pair[1].label

    def near(pair: tuple[Tie, Item]) -> tuple[float, str]:
        score = pair[0].score
        return (-1.0 if score is None else 1.0 - score, pair[1].id)

    groups = [
        [item for _, item in sorted(pairs, key=near)]
        for _, pairs in groupby(sorted(found, key=group), key=group)
    ]
    seen = set(known)
    order: list[Item] = []
    for turn in zip_longest(*groups):
        for one in turn:
            if one is not None and one.key not in seen:
                seen.add(one.key)
                order.append(one)
    return order
