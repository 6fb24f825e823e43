"""What surrounds one node: its neighbours, what they are tied by, and one step beyond.

The relationships followed are named in every query, from the schema. Going on from *every*
neighbour along *any* relationship runs through hubs (a theme, a police force) to most of the
graph, so a second step follows only the relationships that were asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any

from graph.errors import QueryFailedError
from graph.judging import NOT_REJECTED
from graph.schema import EDGES, NODE
from graph.store import Row, Store

DRAWN = ("Review", "Recommendation", "Agency", "Theme", "Finding", "Source")
# Ties read in one step along one relationship; a hub has fewer in a corpus of 100,000 reviews.
MOST = 20_000
_NOT_REJECTED = NOT_REJECTED.format("e")


@dataclass(frozen=True, order=True)
class Item:
    """One node, by label and id, with its short title."""

    label: str
    id: str
    title: str

    @property
    def key(self) -> str:
        """Label and id as one text, as addresses carry it: ``Theme:info.sharing``."""
        return f"{self.label}:{self.id}"


@dataclass(frozen=True)
class Tie:
    """One relationship between two items, by their keys. A stated fact has no score."""

    source: str
    target: str
    type: str
    score: float | None = None


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
class _Way:
    """One relationship as walked from a node of one label."""

    type: str
    here: str
    there: str
    outgoing: bool

    @property
    def pattern(self) -> str:
        edge = f"-[e:{self.type}]->" if self.outgoing else f"<-[e:{self.type}]-"
        return f"{edge}(m:{self.there})"


def ways_from(label: str) -> tuple[str, ...]:
    """The types of relationship that lead from a node of this label to nodes that are drawn, in
    the schema's order."""
    return tuple(dict.fromkeys(way.type for way in _ways(label) if way.there in DRAWN))


def _ways(label: str) -> Iterator[_Way]:
    for edge in EDGES:
        if label in edge.sources:
            yield from (_Way(edge.type, label, there, True) for there in edge.targets)
        if label in edge.targets:
            yield from (_Way(edge.type, label, there, False) for there in edge.sources)


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
    kept = [label for label in DRAWN if label in labels]
    # Without a second step no more of a hub is read than can be shown; the rest is only counted.
    most = MOST if second else cap + 1
    first, all_read = _step(store, [centre], [t.type for t in EDGES], kept, most)
    near = _in_turn(first, {centre.key})
    total = len(near) if all_read else _count(store, centre, kept)
    shown = near[:cap]
    beyond: list[Item] = []
    complete = True
    if second:
        more, complete = _step(store, shown, second, kept, MOST)
        complete = complete and all_read
        beyond = _in_turn(more, {centre.key} | {one.key for one in near})
    items = [*shown, *beyond[: cap - len(shown)]]
    unique = {(t.source, t.target, t.type): t for t in _between(store, [centre, *items])}
    ordered = tuple(unique[key] for key in sorted(unique))
    return Neighbourhood(centre, tuple(items), ordered, total + len(beyond), complete)


def _count(store: Store, centre: Item, labels: Collection[str]) -> int:
    """How many nodes of the given labels are one step from the centre."""
    total = 0
    for label in labels:
        types = "|".join(
            dict.fromkeys(way.type for way in _ways(centre.label) if way.there == label)
        )
        if types:
            counted = store.rows(
                f"MATCH (n:{centre.label} {{id: $id}})-[e:{types}]-(m:{label}) "
                f"WHERE {_NOT_REJECTED} RETURN count(DISTINCT m) AS n",
                id=centre.id,
            )
            total += int(counted[0]["n"])
    return total


def _step(
    store: Store,
    starts: Sequence[Item],
    types: Collection[str],
    labels: Collection[str],
    most: int,
) -> tuple[list[tuple[Tie, Item]], bool]:
    """The ties from the given items along the given types to nodes of the given labels, of each
    relationship the nearest ``most``; and whether that was all."""
    found: list[tuple[Tie, Item]] = []
    complete = True
    for label in dict.fromkeys(one.label for one in starts):
        ids = [one.id for one in starts if one.label == label]
        for way in _ways(label):
            if way.type not in types or way.there not in labels:
                continue
            rows = store.rows(
                f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}){way.pattern} WHERE {_NOT_REJECTED} "
                "RETURN n.id AS here, m.id AS id, m.title AS title, e.score AS score "
                f"ORDER BY coalesce(score, 1.0) DESC, id, here LIMIT {most}",
                ids=ids,
            )
            complete = complete and len(rows) < most
            found += [_tie(way, row) for row in rows]
    return found, complete


def _tie(way: _Way, row: Row) -> tuple[Tie, Item]:
    there = Item(way.there, str(row["id"]), str(row["title"]))
    here = f"{way.here}:{row['here']}"
    ends = (here, there.key) if way.outgoing else (there.key, here)
    return Tie(*ends, way.type, _number(row["score"])), there


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


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


def _between(store: Store, items: Sequence[Item]) -> list[Tie]:
    """The ties among the items themselves, asked from the end that has few of them."""
    ids = {label: [i.id for i in items if i.label == label] for label in DRAWN}
    ties: list[Tie] = []
    for edge in EDGES:
        for source in edge.sources:
            for target in edge.targets:
                if not ids.get(source) or not ids.get(target):
                    continue
                # A review makes many recommendations; a recommendation is made by one review.
                few, start = ("m", target) if edge.type == "MADE" else ("n", source)
                rows = store.rows(
                    f"UNWIND $starts AS i MATCH (n:{source})-[e:{edge.type}]->(m:{target}) "
                    f"WHERE {few}.id = i AND n.id IN $sources AND m.id IN $targets "
                    f"AND ({_NOT_REJECTED}) "
                    "RETURN n.id AS source, m.id AS target, e.score AS score "
                    f"ORDER BY source, target LIMIT {MOST}",
                    starts=ids[start],
                    sources=ids[source],
                    targets=ids[target],
                )
                ties += [
                    Tie(
                        f"{source}:{row['source']}",
                        f"{target}:{row['target']}",
                        edge.type,
                        _number(row["score"]),
                    )
                    for row in rows
                ]
    return ties
