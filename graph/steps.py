"""One step along a relationship: what joins a node to its neighbours, and nodes to one another.

The relationships followed are named in every query, from the schema.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.judging import NOT_REJECTED
from graph.schema import EDGES
from graph.store import Row, Store

DRAWN = ("Review", "Recommendation", "Agency", "Theme", "Finding", "Source")
# Ties read in one step along one relationship; a hub has fewer in a corpus of 100,000 reviews.
MOST = 20_000
LINKED = NOT_REJECTED.format("e")


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
class Way:
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
    return tuple(dict.fromkeys(way.type for way in ways(label) if way.there in DRAWN))


def ways(label: str) -> Iterator[Way]:
    """Every relationship that a node of this label may have, in the schema's order."""
    for edge in EDGES:
        if label in edge.sources:
            yield from (Way(edge.type, label, there, True) for there in edge.targets)
        if label in edge.targets:
            yield from (Way(edge.type, label, there, False) for there in edge.sources)


def step(
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
        for way in ways(label):
            if way.type not in types or way.there not in labels:
                continue
            # Descending, what has no score comes first: a stated fact.
            rows = store.rows(
                f"UNWIND $ids AS i MATCH (n:{label} {{id: i}}){way.pattern} WHERE {LINKED} "
                "RETURN n.id AS here, m.id AS id, m.title AS title, e.score AS score "
                f"ORDER BY score DESC, id, here LIMIT {most}",
                ids=ids,
            )
            complete = complete and len(rows) < most
            found += [_tie(way, row) for row in rows]
    return found, complete


def _tie(way: Way, row: Row) -> tuple[Tie, Item]:
    there = Item(way.there, str(row["id"]), str(row["title"]))
    here = f"{way.here}:{row['here']}"
    ends = (here, there.key) if way.outgoing else (there.key, here)
    return Tie(*ends, way.type, number(row["score"])), there


def number(value: Any) -> float | None:
    """A score as an engine gives it, or None where a stated fact has none."""
    return None if value is None else float(value)


def between(store: Store, items: Sequence[Item]) -> tuple[Tie, ...]:
    """The ties among the items themselves, each once and in order, asked from the end that has
    few of them."""
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
                    f"AND ({LINKED}) "
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
                        number(row["score"]),
                    )
                    for row in rows
                ]
    unique = {(tie.source, tie.target, tie.type): tie for tie in ties}
    return tuple(unique[key] for key in sorted(unique))
