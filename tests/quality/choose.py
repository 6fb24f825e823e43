"""Which recommendations, asks and pairs are to be judged, drawn by chance before any judging.

``python -m tests.quality.choose FOLDER`` needs a graph that holds the sample and the coroners'
reports (``COMMON_THREAD_HOME``); it writes what the judges read to FOLDER, which stays outside the
project, since the reports' wording does. Judges see no score, rank or code of ours.

A concern is told by its review (a hash of the report's address, which itself carries a name) and
its number there, with "#2" where a number stands twice; a recommendation of the sample by its id.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from graph.store import Store, open_store
from linking.encoder import SentenceEncoder
from linking.lexical import Bm25, terms
from linking.vectors import vectors_for

_T = TypeVar("_T")
CODED = 200  # of the sample, and as many of the reports
ASKS = 40  # of each; a third and more are expected to have nothing relevant
PAIRS = 260
NEAREST = 8  # findings pooled from each measure
SEED = 20261123


@dataclass(frozen=True)
class Item:
    """One recommendation or concern: what it is called in the labels, and what a judge reads."""

    key: str
    id: str
    review: str
    kind: str
    text: str
    to: str


def half(key: str) -> str:
    """development or heldout, for ever, by the key alone."""
    return "heldout" if hashlib.sha256(key.encode()).digest()[0] % 2 else "development"


def items(store: Store) -> tuple[list[Item], list[Item]]:
    """The sample's recommendations, and the coroners' concerns."""
    rows = store.rows(
        "MATCH (v:Review)-[:MADE]->(r:Recommendation) "
        "OPTIONAL MATCH (r)-[e:ADDRESSED_TO]->(:Agency) "
        "WITH v, r, collect(DISTINCT e.raw) AS raws "
        "RETURN v.id AS review, v.invented AS invented, r.id AS id, r.kind AS kind, "
        "r.number AS number, r.text AS text, raws ORDER BY review, id"
    )
    invented, concerns = [], []
    met: Counter[str] = Counter()
    for row in rows:
        to = "; ".join(sorted(row["raws"]))
        item = (row["id"], row["review"], row["kind"], row["text"], to)
        if row["invented"]:
            invented.append(Item(row["id"], *item))
        else:
            key = f"{row['review']}/{row['number'] or 1}"
            met[key] += 1
            concerns.append(Item(key if met[key] == 1 else f"{key}#{met[key]}", *item))
    return invented, concerns


def main(folder: Path) -> None:
    """Draw all three sets and write them."""
    folder.mkdir(exist_ok=True)
    random = Random(SEED)
    with open_store() as store:
        sample, concerns = items(store)
        findings = store.rows(
            "MATCH (f:Finding) RETURN f.id AS id, f.title AS title, f.text AS text ORDER BY id"
        )
    one_a_report = list({item.review: item for item in _shuffled(concerns, random)}.values())
    _write_codes(folder / "codes_sample.csv", _shuffled(sample, random)[:CODED])
    _write_codes(folder / "codes_pfd.csv", one_a_report[:CODED])
    with SentenceEncoder() as encoder:
        both = [*sample, *concerns]
        vectors = vectors_for([item.text for item in both], encoder)
        near = vectors_for([row["text"] for row in findings], encoder)
    asks = [*_shuffled(range(len(sample)), random)[:ASKS]]
    asks += [len(sample) + n for n in _shuffled(range(len(concerns)), random)[:ASKS]]
    index = Bm25([terms(row["text"]) for row in findings])
    with (folder / "evidence.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["ask", "text", "finding", "finding_text"])
        for ask in asks:
            item = both[ask]
            for place in _pool(item.text, vectors[ask] @ near.T, index, random):
                row = findings[place]
                writer.writerow([item.key, item.text, row["id"], f"{row['title']}. {row['text']}"])
    with (folder / "pairs.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["one", "other", "one_text", "other_text"])
        for one, other in _pairs(both, vectors, random):
            writer.writerow([one.key, other.key, one.text, other.text])


def _shuffled(of: Iterable[_T], random: Random) -> list[_T]:
    found = list(of)
    random.shuffle(found)
    return found


def _write_codes(path: Path, chosen: Sequence[Item]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["key", "kind", "to", "text"])
        writer.writerows([item.key, item.kind, item.to, item.text] for item in chosen)


def _pool(text: str, cosine: NDArray[np.float32], index: Bm25, random: Random) -> list[int]:
    """Findings to be judged for an ask: the nearest by each measure and some by chance, mixed."""
    bm25 = index.scores(terms(text))
    pooled = {*np.argsort(-cosine)[:NEAREST].tolist(), *np.argsort(-bm25)[:NEAREST].tolist()}
    pooled |= set(random.sample(range(len(cosine)), 3))
    return _shuffled(sorted(pooled), random)


def _pairs(
    both: Sequence[Item], vectors: NDArray[np.float32], random: Random
) -> list[tuple[Item, Item]]:
    """Pairs from two reviews, evenly over the range of each of three measures."""
    pairs = _candidates(both, vectors, random)
    measures = (
        lambda a, b: float(vectors[a] @ vectors[b]),
        lambda a, b: fuzz.token_set_ratio(both[a].text, both[b].text) / 100,
        lambda a, b: _shared(both[a].text, both[b].text),
    )
    chosen: dict[tuple[int, int], None] = {}
    for number, measure in enumerate(measures, 1):
        valued = [(measure(*pair), pair) for pair in pairs]
        low, high = min(valued)[0], max(valued)[0]
        bins: list[list[tuple[int, int]]] = [[] for _ in range(10)]
        for value, pair in valued:
            bins[min(9, int(10 * (value - low) / (high - low)))].append(pair)
        queues = [_shuffled(of, random) for of in bins]
        while len(chosen) < PAIRS * number // len(measures) and any(queues):
            for queue in filter(None, queues):
                chosen[queue.pop()] = None
    return [(both[a], both[b]) for a, b in _shuffled(list(chosen)[:PAIRS], random)]


def _candidates(
    both: Sequence[Item], vectors: NDArray[np.float32], random: Random
) -> list[tuple[int, int]]:
    """The nearest of each text, and as many by chance, so that every range has its pairs."""
    cosine = vectors @ vectors.T
    found = set()
    for one in range(len(both)):
        nearest = np.argpartition(-cosine[one], 6)[:6].tolist()
        for other in (*nearest, *random.sample(range(len(both)), 6)):
            if both[one].review != both[other].review:
                found.add((min(one, other), max(one, other)))
    return sorted(found)


def _shared(one: str, other: str) -> float:
    """Jaccard's coefficient of the two sets of content words."""
    left, right = set(terms(one)), set(terms(other))
    return len(left & right) / max(1, len(left | right))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
