"""Suggestions of new themes, from what no theme of the frame covers. Suggestions only.

Asks without a theme are joined to their nearest by meaning and parted by the Leiden algorithm
(Traag, Waltman and van Eck 2019, constant Potts model); a group that several reviews speak to may
be a theme that the frame lacks. Each is described by the words that mark it: class-based TF-IDF
(Grootendorst 2022), a word's share of the group's words times the logarithm of one and the average
number of words in a group over how often the word comes in all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import igraph
import leidenalg
import numpy as np

from linking.cluster_labels import label
from linking.encoder import Vectors
from linking.lexical import terms
from linking.neighbours import nearest_pairs
from linking.repeats import Ask

LEAST_REVIEWS = 3
"""A group that fewer reviews speak to is one case's matter, and no theme."""
# Looser groups were tried on the coroners' reports: they join what only sounds alike.
_LEAST_COSINE = 0.5
_RESOLUTION = 0.45
_NEIGHBOURS = 10
_WORDS = 6
# A short sentence out of its context ("no contact was made") is near many on other matters.
_LEAST_TERMS = 8
_REMOVED = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True)
class Suggestion:
    """A group of asks that no theme covers. ``words`` mark it, the most telling first; ``label``
    is in one ask's own words; ``asks`` are ids, those nearest to the group's middle first."""

    words: tuple[str, ...]
    label: str
    asks: tuple[str, ...]
    reviews: int


def suggest(uncovered: Sequence[Ask], vectors: Vectors) -> list[Suggestion]:
    """Groups among asks without a theme, whose vectors are given, those of most reviews first."""
    said = [terms(_REMOVED.sub(" ", ask.text)) for ask in uncovered]
    telling = [place for place, words in enumerate(said) if len(set(words)) >= _LEAST_TERMS]
    groups = [
        [telling[place] for place in group]
        for group in _groups([uncovered[place] for place in telling], vectors[telling])
    ]
    words = _marking([Counter(word for i in group for word in said[i]) for group in groups])
    found = []
    for group, marks in zip(groups, words, strict=True):
        middle = vectors[group].mean(axis=0)
        nearest = np.argsort(-np.round(vectors[group] @ middle, 5), kind="stable")
        asks = [uncovered[group[place]] for place in nearest]
        found.append(
            Suggestion(
                marks,
                label([ask.text for ask in asks]),
                tuple(ask.id for ask in asks),
                len({ask.review_id for ask in asks}),
            )
        )
    return sorted(found, key=lambda one: (-one.reviews, -len(one.asks), one.asks))


def _groups(uncovered: Sequence[Ask], vectors: Vectors) -> list[list[int]]:
    """Places of the asks of each group that enough reviews speak to."""
    reviews = np.array([ask.review_id for ask in uncovered], dtype=object)
    left, right, cosine = nearest_pairs(
        vectors, _LEAST_COSINE, _NEIGHBOURS, lambda one, other: reviews[one] != reviews[other]
    )
    graph = igraph.Graph(
        n=len(uncovered), edges=list(zip(left.tolist(), right.tolist(), strict=True))
    )
    partition = leidenalg.find_partition(
        graph,
        leidenalg.CPMVertexPartition,
        weights=cosine.tolist(),
        resolution_parameter=_RESOLUTION,
        seed=1,
    )
    groups: dict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(partition.membership):
        groups[group].append(place)
    return [one for one in groups.values() if len(set(reviews[one])) >= LEAST_REVIEWS]


def _marking(counts: Sequence[Counter[str]]) -> list[tuple[str, ...]]:
    """The words that mark each group off from the others."""
    everywhere: Counter[str] = Counter()
    for count in counts:
        everywhere.update(count)
    average = sum(everywhere.values()) / max(1, len(counts))

    def weight(word: str, count: Counter[str]) -> float:
        return count[word] / count.total() * log(1 + average / everywhere[word])

    return [
        tuple(sorted(count, key=lambda word: (-round(weight(word, count), 9), word))[:_WORDS])
        for count in counts
    ]
