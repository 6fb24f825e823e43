"""Links are written by their difference from what is there, and a person's word outlives both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph import schema
from graph.store import Counts, Store

Pair = tuple[str, str]


@dataclass(frozen=True)
class LinkKind:
    """An edge type between two labels."""

    type: str
    source: str
    target: str

    @property
    def properties(self) -> list[str]:
        return [prop.name for prop in schema.EDGE[self.type].properties]


RECOMMENDATION_THEMES = LinkKind("ABOUT", "Recommendation", "Theme")
FINDING_THEMES = LinkKind("ABOUT", "Finding", "Theme")
EVIDENCE = LinkKind("NEAR_EVIDENCE", "Recommendation", "Finding")
REPEATS = LinkKind("REPEATS", "Recommendation", "Recommendation")
ALL = (RECOMMENDATION_THEMES, FINDING_THEMES, EVIDENCE, REPEATS)

PERSON = "person"
"""The method of a link that a person added; its score is 1."""
_MAKING = ("score", "method", "model")


def write_links(
    store: Store, kind: LinkKind, wanted: Mapping[Pair, Mapping[str, Any]], made_on: str
) -> Counts:
    """Make the graph's links of a kind those ``wanted`` (by source and target id).

    A link that a person has judged stays exactly as it is, wanted or not; one that a person added
    keeps the verdict, and gets score and method once it is wanted. One whose score,
    method and model are the same keeps its date; any other is dated ``made_on``. Links no longer
    wanted are deleted.
    """
    there = _links(store, kind)
    unchanged = 0
    rows = []
    for (source, target), link in wanted.items():
        old = there.get((source, target))
        if old is None and kind == REPEATS and _judged(there.get((target, source))):
            continue  # judged when the dates of the two reviews stood the other way round
        if old is not None:
            kept = _judged(old) and old["method"] != PERSON
            if kept or all(old[name] == value for name, value in link.items()):
                unchanged += 1
                continue
            same = all(old[name] == link[name] for name in _MAKING)
        date = old["made_on"] if old is not None and same else made_on
        rows.append({"source": source, "target": target, **link, "made_on": date})
    stale = [pair for pair, old in there.items() if pair not in wanted and not _judged(old)]
    with store.writer() as writer:
        counts = Counts(unchanged=unchanged)
        if stale:
            counts += writer.delete_edges(kind.type, kind.source, kind.target, stale)
        if rows:
            counts += writer.upsert_edges(kind.type, kind.source, kind.target, rows, there)
    return counts


def _judged(link: Mapping[str, Any] | None) -> bool:
    return link is not None and bool(link["verdict"])


def count_links(store: Store) -> int:
    """How many links of all kinds the graph holds."""
    total = 0
    for kind in ALL:
        query = f"MATCH (:{kind.source})-[e:{kind.type}]->(:{kind.target}) RETURN count(e) AS n"
        total += int(store.rows(query)[0]["n"])
    return total


def _links(store: Store, kind: LinkKind) -> dict[Pair, dict[str, Any]]:
    names = ", ".join(f"e.{name} AS {name}" for name in kind.properties)
    query = (
        f"MATCH (a:{kind.source})-[e:{kind.type}]->(b:{kind.target}) "
        f"RETURN a.id AS source, b.id AS target, {names}"
    )
    return {(row["source"], row["target"]): row for row in store.rows(query)}
