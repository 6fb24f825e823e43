"""Repeats: asks made again by a later review, in two tiers.

*Near-identical*: the wording itself returns (cosine of .9 or more, or nearly the same words).
*Possible*: close in meaning, for a person to confirm. No cosine below .9 tells "the same ask"
from "the same topic", so a possible pair must also be each other's nearest neighbours and fall
into one cluster (Leiden, constant Potts model; connected components would chain into one blob).

Only pairs of different reviews count, and not of two reviews of one kind and area within a
fortnight: those are on one event (a coroner writes a report to each body, or for each of several
deaths), or at least nobody was told twice. Of near-identical asks of such siblings the first
stands for all, so that one event repeats, or is repeated, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import nan

import igraph
import leidenalg
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from linking.encoder import Vectors
from linking.lexical import terms

METHOD = "cosine+token_set/1"
NEAR, POSSIBLE = "near-identical", "possible"
NEAR_COSINE = 0.9
NEAR_TOKENS = 80.0
POSSIBLE_COSINE = 0.65
# rapidfuzz calls a short text inside a long one the same, so both must be of like length, and
# of enough telling words for sameness of words to mean sameness of ask.
_LIKE_LENGTH = 0.6
_ENOUGH_TERMS = 6
_LEAST_TERMS = 4
_NEIGHBOURS = 10
_RESOLUTION = 0.5
_SIBLING_DAYS = 14
_CHUNK = 512

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Ask:
    """What repeats are looked for among: one recommendation, with its review. ``text`` is
    without fixed wording; ``date`` is ISO, or a year, or empty."""

    id: str
    text: str
    review_id: str
    review_kind: str = ""
    date: str = ""
    area: str = ""


@dataclass(frozen=True)
class Repeat:
    """``later`` says what ``earlier`` said (ids). The score is the cosine, or for near-identical
    wording the larger of cosine and share of words in common."""

    later: str
    earlier: str
    score: float
    tier: str


def find_repeats(
    asks: Sequence[Ask], vectors: Vectors, progress: Callable[[int, int], None] | None = None
) -> list[Repeat]:
    """Repeats among ``asks``, whose vectors are given; sorted by later, then earlier id."""
    if len(asks) < 2:
        return []
    finder = _Finder(asks, vectors)
    usable = finder.representatives()
    left, right, cosine = finder.neighbours(usable, progress)
    near, score = finder.near_identical(left, right, cosine)
    possible = ~near & finder.clustered(left, right, cosine, ~near)
    pairs: dict[tuple[int, int], tuple[float, str]] = {}
    for chosen, tier in ((near, NEAR), (possible, POSSIBLE)):
        for i in np.flatnonzero(chosen):
            pair = finder.later_first(int(left[i]), int(right[i]))
            pairs[pair] = (round(float(min(1.0, score[i])), 4), tier)
    found = [
        Repeat(asks[later].id, asks[earlier].id, score_, tier)
        for (later, earlier), (score_, tier) in pairs.items()
    ]
    return sorted(found, key=lambda repeat: (repeat.later, repeat.earlier))


class _Finder:
    """The asks as arrays, and the steps of the search."""

    def __init__(self, asks: Sequence[Ask], vectors: Vectors) -> None:
        self.asks = asks
        self.vectors = vectors
        self._terms = [" ".join(terms(ask.text)) for ask in asks]
        self._sizes = np.array([len(text.split()) for text in self._terms])
        numbers: dict[str, int] = {}
        self._review = np.array([numbers.setdefault(a.review_id, len(numbers)) for a in asks])
        places: dict[tuple[str, str], int] = {}
        self._place = np.array(
            [places.setdefault((a.review_kind, a.area.casefold()), len(places)) for a in asks]
        )
        self._day = np.array([_day(ask) for ask in asks])

    def later_first(self, one: int, other: int) -> tuple[int, int]:
        """The pair by date, then id; an undated ask counts as the later."""
        earlier, later = sorted(
            (one, other), key=lambda i: (self.asks[i].date or "9999", self.asks[i].id)
        )
        return later, earlier

    def near_identical(self, left: Places, right: Places, cosine: Vectors) -> tuple[Flags, Vectors]:
        """Whether each pair is near-identical, and each pair's score."""
        score = cosine.copy()
        near = cosine >= NEAR_COSINE
        small = np.minimum(self._sizes[left], self._sizes[right])
        large = np.maximum(self._sizes[left], self._sizes[right])
        comparable = (small >= _ENOUGH_TERMS) & (small >= _LIKE_LENGTH * large)
        for i in np.flatnonzero(comparable):
            same = fuzz.token_set_ratio(
                self._terms[left[i]], self._terms[right[i]], score_cutoff=NEAR_TOKENS
            )
            if same >= NEAR_TOKENS:
                near[i] = True
                score[i] = max(score[i], same / 100)
        return near, score

    def representatives(self) -> Flags:
        """Which asks take part: those of enough words, and of siblings' near-identical asks the
        first."""
        usable = np.asarray(self._sizes >= _LEAST_TERMS)
        order = np.lexsort((self._day, self._place))
        order = order[usable[order] & ~np.isnan(self._day[order])]
        bounds = np.flatnonzero(np.diff(self._place[order])) + 1
        for group in np.split(order, bounds):
            for left, right, cosine in self._siblings(group):
                near, _ = self.near_identical(left, right, cosine)
                for i, j in zip(left[near], right[near], strict=True):
                    usable[self.later_first(int(i), int(j))[0]] = False
        return usable

    def _siblings(self, group: Places) -> Iterator[tuple[Places, Places, Vectors]]:
        """Pairs of near asks of different reviews within a fortnight; ``group`` holds the asks
        of one kind of review and area by day."""
        if len(np.unique(self._review[group])) < 2:
            return
        days = self._day[group]
        for start in range(0, len(group), _CHUNK):
            rows = group[start : start + _CHUNK]
            stop = int(np.searchsorted(days, self._day[rows[-1]] + _SIBLING_DAYS, side="right"))
            columns = group[start:stop]
            cosine = self.vectors[rows] @ self.vectors[columns].T
            i, j = np.nonzero(cosine >= POSSIBLE_COSINE)
            keep = (j > i) & self._sibling(rows[i], columns[j])
            keep &= self._review[rows[i]] != self._review[columns[j]]
            yield rows[i[keep]], columns[j[keep]], cosine[i[keep], j[keep]]

    def _sibling(self, left: Places, right: Places) -> Flags:
        """Whether each pair is of one kind and area within a fortnight (False when undated)."""
        with np.errstate(invalid="ignore"):
            close = np.abs(self._day[left] - self._day[right]) <= _SIBLING_DAYS
        return np.asarray(close & (self._place[left] == self._place[right]))

    def neighbours(
        self, usable: Flags, progress: Callable[[int, int], None] | None
    ) -> tuple[Places, Places, Vectors]:
        """Pairs (left before right) among each other's nearest neighbours, with
        their cosine; pairs of NEAR_COSINE and more need be so on one side only."""
        places = np.flatnonzero(usable)
        vectors, reviews = self.vectors[places], self._review[places]
        none = np.zeros(0, dtype=np.int64)
        found = [(none, none, np.zeros(0, dtype=np.float32))]
        for start in range(0, len(places), _CHUNK):
            # Rounded, because the last bits of a product depend on how many rows it has.
            cosine = np.round(vectors[start : start + _CHUNK] @ vectors.T, 5)
            rows, columns = np.nonzero(cosine >= POSSIBLE_COSINE)
            apart = reviews[rows + start] != reviews[columns]
            apart &= ~self._sibling(places[rows + start], places[columns])
            rows, columns = rows[apart], columns[apart]
            values = cosine[rows, columns]
            keep = _nearest(rows, columns, values, _NEIGHBOURS)
            found.append((rows[keep] + start, columns[keep], values[keep]))
            if progress:
                progress(min(start + _CHUNK, len(places)), len(places))
        rows, columns, values = (np.concatenate(part) for part in zip(*found, strict=True))
        left, right, cosine = _mutual(rows, columns, values, len(places))
        return places[left], places[right], cosine

    def clustered(self, left: Places, right: Places, cosine: Vectors, wanted: Flags) -> Flags:
        """Which pairs fall into one cluster. All pairs make the graph, near-identical ones as
        well; ``wanted`` says for which the answer matters."""
        if not wanted.any():
            return wanted
        nodes, ends = np.unique(np.concatenate([left, right]), return_inverse=True)
        a, b = ends[: len(left)], ends[len(left) :]
        graph = igraph.Graph(n=len(nodes), edges=list(zip(a.tolist(), b.tolist(), strict=True)))
        cluster = np.array(
            leidenalg.find_partition(
                graph,
                leidenalg.CPMVertexPartition,
                weights=np.round(cosine, 4).tolist(),
                resolution_parameter=_RESOLUTION,
                seed=1,
            ).membership
        )
        return np.asarray(cluster[a] == cluster[b])


def _day(ask: Ask) -> float:
    """The day as a number; NaN without area or whole date, when siblings cannot be known."""
    try:
        return float(date.fromisoformat(ask.date).toordinal()) if ask.area else nan
    except ValueError:
        return nan


def _nearest(rows: Places, columns: Places, values: Vectors, most: int) -> Places:
    """Places of the ``most`` largest values of each row, ties by column."""
    order = np.lexsort((columns, -values, rows))
    sorted_rows = rows[order]
    first = np.searchsorted(sorted_rows, sorted_rows, side="left")
    return np.asarray(order[np.arange(len(order)) - first < most])


def _mutual(
    rows: Places, columns: Places, values: Vectors, size: int
) -> tuple[Places, Places, Vectors]:
    """Each pair once, when both directions are there or the cosine is near-identical."""
    low, high = np.minimum(rows, columns), np.maximum(rows, columns)
    keys, first, counts = np.unique(
        low.astype(np.int64) * size + high, return_index=True, return_counts=True
    )
    keep = (counts == 2) | (values[first] >= NEAR_COSINE)
    return keys[keep] // size, keys[keep] % size, values[first][keep]
