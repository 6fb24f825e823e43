"""What a cluster of repeats tells: whether it is stuck, crosses kinds of review, or stays in one
area, and when each area or addressee said it or was asked.

All work on the rows of ``queries/repeated_asks.cypher``, by the id of the recommendation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.store import Row
from linking.clusters import Cluster

Asks = Mapping[str, Row]
"""Rows of ``repeated_asks`` by ``recommendation_id``."""
_NEVER = 9999  # later than any year


@dataclass(frozen=True)
class OwnRepeat:
    """An ask that reviews of one area made again: those reviews, by year, undated last."""

    cluster: Cluster
    reviews: tuple[str, ...]
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True)
class Dot:
    """What one row of a timeline holds of one year; ``year`` is None for asks without one."""

    row: str
    year: int | None
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """What an ask must be to count; empty or 0 stands for any. ``among`` are the only ids that
    count, if given. Asks without a year fit no span of years."""

    kind: str = ""
    area: str = ""
    first: int = 0
    last: int = 0
    among: frozenset[str] | None = None

    def fits(self, row: Row) -> bool:
        """Whether one ask is all of it at once."""
        year = row["year"]
        return (
            self.kind in ("", row["review_kind"])
            and self.area in ("", row["area"])
            and (not self.first or (year is not None and year >= self.first))
            and (not self.last or (year is not None and year <= self.last))
            and (self.among is None or row["recommendation_id"] in self.among)
        )


def fitting(found: Iterable[Cluster], asks: Asks, wanted: Wanted) -> list[Cluster]:
    """Clusters of which at least one ask fits, whole and in their order."""
    return [one for one in found if any(wanted.fits(asks[id_]) for id_ in one.asks)]


def only_weaker(found: Iterable[Cluster], asks: Asks) -> list[Cluster]:
    """Clusters that have met only weaker actions: none is coded intermediate or stronger, and at
    least half are coded weaker. Concerns ask for no action and do not count."""
    return [one for one in found if _only_weaker(one, asks)]


def _only_weaker(cluster: Cluster, asks: Asks) -> bool:
    met = [asks[id_]["strength"] for id_ in cluster.asks if asks[id_]["kind"] != "concern"]
    more = any(strength in ("intermediate", "stronger") for strength in met)
    return bool(met) and not more and 2 * met.count("weaker") >= len(met)


def crossing(found: Iterable[Cluster], kinds: int) -> list[Cluster]:
    """Clusters of at least so many kinds of review, those of most kinds first."""
    crossed = [one for one in found if len(one.kinds) >= kinds]
    return sorted(crossed, key=lambda one: -len(one.kinds))


def own_repeats(found: Iterable[Cluster], asks: Asks) -> dict[str, list[OwnRepeat]]:
    """For each area, by name, the asks that two or more of its own reviews made, those of most
    of its reviews first."""
    by_area: dict[str, list[OwnRepeat]] = defaultdict(list)
    for cluster in found:
        for area in cluster.areas:
            rows = [asks[id_] for id_ in cluster.asks if asks[id_]["area"] == area]
            reviews = tuple(dict.fromkeys(row["review_id"] for row in rows))
            if len(reviews) > 1:
                years = [row["year"] for row in rows if row["year"]]
                own = OwnRepeat(
                    cluster, reviews, min(years, default=None), max(years, default=None)
                )
                by_area[area].append(own)
    return {
        area: sorted(by_area[area], key=lambda own: -len(own.reviews)) for area in sorted(by_area)
    }


def timeline(asks: Sequence[Row], rows_of: Mapping[str, Iterable[str]]) -> list[Dot]:
    """Asks by row and year. ``rows_of`` gives the rows an ask stands in (its area; each of whom
    it is asked); one that it does not name stands in none. Rows come by their first year, then
    by name, those without any year last."""
    held: dict[tuple[str, int | None], list[str]] = defaultdict(list)
    for ask in asks:
        for row in rows_of.get(ask["recommendation_id"], ()):
            held[row, ask["year"] or None].append(ask["recommendation_id"])
    first: dict[str, int] = {}
    for row, year in held:
        first[row] = min(first.get(row, _NEVER), year or _NEVER)
    order = sorted(held, key=lambda key: (first[key[0]], key[0], key[1] or _NEVER))
    return [Dot(row, year, tuple(held[row, year])) for row, year in order]
