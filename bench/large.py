"""A large graph made from the sample by variation: its reviews again and again, links and all.

Each copy of a review has an area, a year and wording of its own. One theme in four and one
addressee in four is another one's of the sample, so that no two copies are told alike, and one
recommendation in five repeats an earlier copy of itself. Links and codes are copied, not made: what
is measured on it is asking, not linking.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np

from bench.variation import Wording
from graph.schema import EDGE, NODE
from graph.store import Row, Store, Writer
from linking.encoder import Vectors

SEED = 20261123
AREAS = 150
FIRST_YEAR, YEARS = 2004, 22
OTHERS = 0.25
REPEATED = 0.2
_COPIED = (
    ("MADE", "Review", "Recommendation"),
    ("INVOLVED", "Review", "Agency"),
    ("RAISED", "Review", "Theme"),
    ("ADDRESSED_TO", "Recommendation", "Agency"),
    ("MENTIONS", "Recommendation", "Agency"),
    ("ABOUT", "Recommendation", "Theme"),
    ("NEAR_EVIDENCE", "Recommendation", "Finding"),
    ("CITES", "Recommendation", "Source"),
)
_VARIED = {"ADDRESSED_TO", "ABOUT"}


def enlarge(store: Store, recommendations: int) -> None:
    """Add copies of the graph's reviews until it holds as many recommendations."""
    reviews, asks = _nodes(store, "Review"), _nodes(store, "Recommendation")
    edges = {part: _edges(store, *part) for part in _COPIED}
    random, wording = Random(SEED), Wording((ask["text"] for ask in asks), SEED)
    with store.writer() as writer:
        for copy in range(1, -(-recommendations // len(asks))):
            writer.upsert_nodes("Review", [_review(row, copy, random) for row in reviews])
            rows = [{**_copied(row, copy), "text": wording.vary(row["text"])} for row in asks]
            writer.upsert_nodes("Recommendation", rows)
            for part, found in edges.items():
                _join(writer, part, found, copy, random)
            repeats = list(_repeats(asks, copy, random))
            writer.upsert_edges("REPEATS", "Recommendation", "Recommendation", repeats)


def near(vectors: Vectors, random: np.random.Generator) -> Vectors:
    """Vectors of length one near the given ones: of varied wording, without the encoder."""
    moved = vectors + random.normal(0, 0.02, vectors.shape).astype(np.float32)
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)


def _nodes(store: Store, label: str) -> list[Row]:
    names = ", ".join(f"n.{each.name} AS {each.name}" for each in NODE[label].properties)
    return store.rows(f"MATCH (n:{label}) RETURN {names} ORDER BY id")


def _edges(store: Store, type_: str, source: str, target: str) -> list[Row]:
    names = "".join(f", e.{each.name} AS {each.name}" for each in EDGE[type_].properties)
    return store.rows(
        f"MATCH (a:{source})-[e:{type_}]->(b:{target}) "
        f"RETURN a.id AS source, b.id AS target{names} ORDER BY source, target"
    )


def _review(row: Row, copy: int, random: Random) -> Row:
    year = FIRST_YEAR + random.randrange(YEARS)
    return {
        **_copied(row, copy),
        "area": f"Area {random.randrange(AREAS)}",
        "year": year,
        "date": f"{year}-06-01",
    }


def _copied(row: Row, copy: int) -> dict[str, Any]:
    return {**row, "id": _id(row["id"], copy)}


def _id(id_: str, copy: int) -> str:
    return f"copy-{copy}-{id_}"


def _join(
    writer: Writer, part: tuple[str, str, str], rows: list[Row], copy: int, random: Random
) -> None:
    type_, source, target = part
    is_own = target == "Recommendation"
    joined = {}
    for row in rows:
        end = _id(row["target"], copy) if is_own else row["target"]
        if type_ in _VARIED and random.random() < OTHERS:
            end = random.choice(rows)["target"]
        joined[row["source"], end] = {**row, "source": _id(row["source"], copy), "target": end}
    writer.upsert_edges(type_, source, target, joined.values())


def _repeats(asks: list[Row], copy: int, random: Random) -> Iterator[Row]:
    for ask in asks:
        if copy > 1 and random.random() < REPEATED:
            earlier = _id(ask["id"], random.randrange(1, copy))
            link = {"score": 0.7, "tier": "possible", "method": "copied"}
            yield {"source": _id(ask["id"], copy), "target": earlier, **link}
