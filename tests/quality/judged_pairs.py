"""Pairs of asks that were judged to be one ask or not, with what linking knows of each.

Two files. ``pairs.csv``: 260 pairs drawn evenly over the range of three measures and judged blind
by a judge who saw nothing of this project. ``near_pairs.csv``: 123 more, drawn from what lies
near each other in the graph, more of them where the first model was unsure, and judged by the
author of the model from the two texts alone; ``stands_for`` says how many pairs of the graph each
stands for. A pair belongs to a half by both of its keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.store import Store
from linking.encoder import SentenceEncoder, Vectors
from linking.inputs import read_inputs
from linking.likeness import Likeness
from linking.masking import Masker
from linking.vectors import vectors_for
from tests.quality import labels
from tests.quality.choose import half as half_of
from tests.quality.choose import items

FIRST, NEAR = "pairs.csv", "near_pairs.csv"
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """Places of the two texts, the verdict, and how many pairs it stands for."""

    left: int
    right: int
    verdict: str
    stands_for: float = 1.0


class Texts:
    """All asks of the graph, without fixed wording, and how alike they are."""

    def __init__(self, store: Store) -> None:
        inputs = read_inputs(store)
        self.asks = inputs.asks
        self.likeness = Likeness([ask.text for ask in inputs.asks], Masker(inputs.names))
        with SentenceEncoder() as encoder:
            self._vectors: Vectors = vectors_for([ask.text for ask in inputs.asks], encoder)
        place = {ask.id: number for number, ask in enumerate(inputs.asks)}
        both = (item for kind in items(store) for item in kind)
        self._place = {item.key: place[item.id] for item in both}

    def pairs(self, name: str, half: str) -> list[Pair]:
        """The judged pairs of a file and half."""
        return [
            Pair(
                self._place[row["one"]],
                self._place[row["other"]],
                row["verdict"],
                float(row.get("stands_for", 1)),
            )
            for row in labels.rows(name)
            if half_of(f"{row['one']} {row['other']}") == half
        ]

    def cosine(self, pairs: Sequence[Pair]) -> Vectors:
        left, right = places(pairs)
        return np.asarray(np.einsum("ij,ij->i", self._vectors[left], self._vectors[right]))

    def shared(self, pairs: Sequence[Pair]) -> Numbers:
        return self.likeness.shared(*places(pairs))


def places(pairs: Sequence[Pair]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Left and right places as arrays."""
    return np.array([p.left for p in pairs]), np.array([p.right for p in pairs])


def same(pairs: Sequence[Pair]) -> NDArray[np.bool_]:
    return np.array([pair.verdict == "same" for pair in pairs])
