"""The shortest way from one thing to another, along relationships that say something.

Nearly every recommendation is about some theme and put to some agency, so that a path through a
theme or an agency would join anything to anything in four steps. Themes and agencies are
therefore ends and never a step on the way; only an end's own narrower themes, or the bodies of
its type, stand for it. Being mentioned, without being asked to act, does not count either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import networkx as nx

from graph.neighbourhood import Neighbourhood, item
from graph.steps import LINKED, Item, Tie, Way, between, number, ways
from graph.store import Store

STEPS = (
    "MADE",
    "INVOLVED",
    "RAISED",
    "ADDRESSED_TO",
    "ABOUT",
    "NEAR_EVIDENCE",
    "CITES",
    "FROM_SOURCE",
    "REPEATS",
)
KIN = ("WITHIN", "IS_A")  # what stands for an end: a narrower theme, a body of the type
PASSED = ("Review", "Recommendation", "Finding", "Source")  # what a path may pass through
MOST_STEPS = 6
MOST_AT_ONCE = 30_000  # nodes that one more step may start from


@dataclass(frozen=True)
class ShortestPath:
    """The way from one item to another: its items in order, the tie between each two, and how
    many ways of the same length there are. ``items`` is empty where none was found; ``complete``
    is false where too much lay around the ends for all of it to be walked."""

    items: tuple[Item, ...]
    ties: tuple[Tie, ...]
    ways: int
    complete: bool = True


def as_neighbourhood(store: Store, path: ShortestPath) -> Neighbourhood:
    """A path as what a picture begins with: its start, the rest, and every tie among them."""
    start, *rest = path.items
    return Neighbourhood(start, tuple(rest), between(store, path.items), len(rest))


def shortest(store: Store, start: Item, end: Item, *, most: int = MOST_STEPS) -> ShortestPath:
    """The shortest path of at most ``most`` steps, walked from both ends at once.

    Among paths of one length it is the one whose scores are highest (a stated fact counts as 1),
    and then the first by the keys of its nodes, so that both engines give the same.
    """
    sides = [_Side.at(start), _Side.at(end)]
    complete = True
    while not _met(sides) and sum(side.depth for side in sides) < most:
        side = min(sides, key=lambda one: (one.depth > 0, len(one.frontier)))
        if not side.frontier:
            break
        if len(side.frontier) > MOST_AT_ONCE:
            complete = False
            break
        side.walk(store)
    if not _met(sides):
        return ShortestPath((), (), 0, complete)
    return _best(store, sides[0].ties | sides[1].ties, start.key, end.key)


@dataclass
class _Side:
    """What has been reached from one end: every key, those of the last step, and the ties."""

    seen: set[str]
    frontier: set[str]
    ties: dict[tuple[str, str, str], Tie] = field(default_factory=dict)
    depth: int = 0

    @classmethod
    def at(cls, end: Item) -> _Side:
        return cls({end.key}, {end.key})

    def walk(self, store: Store) -> None:
        """Take one more step from everything the last one reached."""
        reached: set[str] = set()
        for way, ids in self._ways():
            for tie, there in _along(store, way, ids):
                self.ties[tie.source, tie.target, tie.type] = tie
                reached.add(there)
        self.frontier = reached - self.seen
        self.seen |= reached
        self.depth += 1

    def _ways(self) -> Iterator[tuple[Way, list[str]]]:
        by_label: dict[str, list[str]] = {}
        for key in sorted(self.frontier):
            label, _, id_ = key.partition(":")
            by_label.setdefault(label, []).append(id_)
        for label, ids in by_label.items():
            for way in ways(label):
                to_kin = way.type in KIN and not way.outgoing and self.depth == 0
                if to_kin or (way.type in STEPS and way.there in PASSED):
                    yield way, ids


def _met(sides: list[_Side]) -> bool:
    return not sides[0].seen.isdisjoint(sides[1].seen)


def _along(store: Store, way: Way, ids: list[str]) -> Iterator[tuple[Tie, str]]:
    rows = store.rows(
        f"UNWIND $ids AS i MATCH (n:{way.here} {{id: i}}){way.pattern} WHERE {LINKED} "
        "RETURN n.id AS here, m.id AS there, e.score AS score",
        ids=ids,
    )
    for row in rows:
        here, there = f"{way.here}:{row['here']}", f"{way.there}:{row['there']}"
        ends = (here, there) if way.outgoing else (there, here)
        yield Tie(*ends, way.type, number(row["score"])), there


def _best(
    store: Store, ties: Mapping[tuple[str, str, str], Tie], start: str, end: str
) -> ShortestPath:
    network = nx.Graph()
    network.add_nodes_from((start, end))  # which may be one and the same, joined by nothing
    for key in sorted(ties):
        tie = ties[key]
        weight = 1.0 if tie.score is None else 1.0 + (1.0 - tie.score) / 1000
        known = network.get_edge_data(tie.source, tie.target)
        if known is None or weight < known["weight"]:
            network.add_edge(tie.source, tie.target, weight=weight, tie=tie)
    keys = nx.dijkstra_path(network, start, end)
    return ShortestPath(
        tuple(item(store, key) for key in keys),
        tuple(network.edges[pair]["tie"] for pair in pairwise(keys)),
        _number_of_ways(network, start, end),
    )


def _number_of_ways(network: nx.Graph, start: str, end: str) -> int:
    """How many shortest paths there are, by their nodes: each node is reached in as many ways as
    those before it together."""
    before = nx.predecessor(network, start)
    number_of = {start: 1}
    for key in list(before)[1:]:
        number_of[key] = sum(number_of[one] for one in before[key])
    return number_of[end]
