"""Clusters of repeats: the one ask that several reviews made.

Links come from the graph as they stand, verdicts and all, so that a rejected repeat parts a
cluster at the next look. Asks of near-identical wording, or that a person said are one, stand
together from the start. Between such groups the Leiden algorithm (Traag, Waltman and van Eck 2019)
with the constant Potts model decides: two groups join only when the scores of the links between
them come to more than three tenths of what they could be, all linked for certain. So one more ask
joins a pair by one link, but one link between two groups does not chain them, as it does in
connected components.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import igraph
import leidenalg

from graph.store import Row
from linking.cluster_labels import label
from linking.repeats import NEAR, NEIGHBOURS

_RESOLUTION = 0.3


@dataclass(frozen=True)
class Cluster:
    """One ask and everybody who made it. ``asks`` are ids by year, undated last, and ``wordings``
    what they say; ``id`` is the least of them. ``areas``, ``reviews`` and ``kinds`` (of review)
    are sorted; years are None when no review has one."""

    id: str
    asks: tuple[str, ...]
    wordings: tuple[str, ...]
    reviews: tuple[str, ...]
    areas: tuple[str, ...]
    kinds: tuple[str, ...]
    first_year: int | None
    last_year: int | None

    @cached_property
    def label(self) -> str:
        """A few words of one of the asks, found when they are asked for: of thousands of clusters
        a page shows ten."""
        return label(self.wordings)


def clusters(links: Iterable[Row], asks: Iterable[Row]) -> list[Cluster]:
    """Clusters, those of most reviews first.

    ``links`` has rows of ``queries/repeat_links.cypher``, ``asks`` those of
    ``queries/repeated_asks.cypher``; an ask in no link, and a link of no ask, is passed over.
    """
    known = {row["recommendation_id"]: row for row in asks}
    usable = [row for row in links if row["later_id"] in known and row["earlier_id"] in known]
    made = [_cluster([known[id_] for id_ in group]) for group in groups(usable)]
    return sorted(made, key=lambda one: (-len(one.reviews), -len(one.asks), one.id))


def groups(links: Sequence[Row]) -> list[tuple[str, ...]]:
    """Ids of each cluster of two and more, sorted; the order of ``links`` does not matter."""
    ids = sorted({row[end] for row in links for end in ("later_id", "earlier_id")})
    if not ids:
        return []
    place = {id_: number for number, id_ in enumerate(ids)}
    ends = sorted(
        (place[row["later_id"]], place[row["earlier_id"]], float(row["score"]), _is_sure(row))
        for row in links
    )
    sure = igraph.Graph(n=len(ids), edges=[(a, b) for a, b, _, certain in ends if certain])
    of = sure.connected_components().membership
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, score, certain in ends:
        if not certain and of[a] != of[b]:
            weights[min(of[a], of[b]), max(of[a], of[b])] += score
    joined = _joined(Counter(of), weights)
    found: dict[int, list[str]] = defaultdict(list)
    for id_, group in zip(ids, of, strict=True):
        found[joined[group]].append(id_)
    return sorted(tuple(group) for group in found.values() if len(group) > 1)


def _is_sure(row: Row) -> bool:
    return bool(row["tier"] == NEAR or row["verdict"] == "accept")


def _joined(sizes: Mapping[int, int], weights: Mapping[tuple[int, int], float]) -> list[int]:
    """The cluster of each group, by the links between groups."""
    graph = igraph.Graph(n=len(sizes), edges=list(weights))
    partition = leidenalg.find_partition(
        graph,
        leidenalg.CPMVertexPartition,
        weights=list(weights.values()),
        # An ask is linked to its nearest only, so a larger group cannot have more links either.
        node_sizes=[min(sizes[group], NEIGHBOURS) for group in range(len(sizes))],
        resolution_parameter=_RESOLUTION,
        seed=1,
    )
    return list(partition.membership)


def _cluster(rows: Sequence[Row]) -> Cluster:
    ordered = sorted(rows, key=lambda row: (row["year"] or 9999, row["recommendation_id"]))
    years = [row["year"] for row in ordered if row["year"]]
    return Cluster(
        id=min(row["recommendation_id"] for row in ordered),
        asks=tuple(row["recommendation_id"] for row in ordered),
        wordings=tuple(row["wording"] for row in ordered),
        reviews=tuple(sorted({row["review_id"] for row in ordered})),
        areas=tuple(sorted({row["area"] for row in ordered if row["area"]})),
        kinds=tuple(sorted({row["review_kind"] for row in ordered if row["review_kind"]})),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
    )
