"""Repeats: asks made again by a later review, in two tiers.

*Near-identical*: the wording itself returns. *Possible*: likely the same ask
(``linking/likeness.py``), for a person to confirm. Asks that pull in opposite directions are
neither, however alike their words are.

Only pairs of different reviews count, and not of two reviews of one kind and area within a
fortnight: those are on one event (a coroner writes a report to each body, or for each of several
deaths), or at least nobody was told twice. Of near-identical asks of such siblings the first
stands for all, so that one event repeats, or is repeated, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import nan

import numpy as np

from linking.encoder import Vectors
from linking.likeness import Likeness
from linking.masking import AgencyName, Masker
from linking.neighbours import Flags, Pairs, Places, nearest_pairs
from linking.opposites import Parts, are_opposites, asking_parts

METHOD = "cosine+words/2"
NEAR, POSSIBLE = "near-identical", "possible"
LEAST = 0.55
"""How likely a repeat is at least that is written: of development pairs that lie near each other,
at .5 seven in ten were the same ask, at .55 nearly eight."""
# Below this cosine hardly any pair is likely enough: one of 60 in 2,673 asks.
_LEAST_COSINE = 0.6
_LEAST_TERMS = 4
NEIGHBOURS = 10
_SIBLING_DAYS = 14
_CHUNK = 512


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
    """``later`` says what ``earlier`` said (ids); ``score`` is how likely that is."""

    later: str
    earlier: str
    score: float
    tier: str


def find_repeats(
    asks: Sequence[Ask],
    vectors: Vectors,
    names: Iterable[AgencyName] = (),
    progress: Callable[[int, int], None] | None = None,
    shift: float = 0.0,
) -> list[Repeat]:
    """Repeats among ``asks``, whose vectors are given; sorted by later, then earlier id.
    ``names`` of agencies do not count as shared words; ``shift`` is ``Likeness``'s."""
    if len(asks) < 2:
        return []
    finder = _Finder(asks, vectors, Likeness([ask.text for ask in asks], Masker(names), shift))
    left, right, cosine = finder.neighbours(finder.representatives(), progress)
    shared = finder.likeness.shared(left, right)
    score = np.round(finder.likeness.probability(cosine, shared), 4)
    near = finder.likeness.near_identical(left, right, cosine, shared)
    found = []
    for i in np.flatnonzero(near | (score >= LEAST)):
        one, other = int(left[i]), int(right[i])
        if not finder.are_opposites(one, other):
            later, earlier = finder.later_first(one, other)
            tier = NEAR if near[i] else POSSIBLE
            found.append(Repeat(asks[later].id, asks[earlier].id, float(score[i]), tier))
    return sorted(found, key=lambda repeat: (repeat.later, repeat.earlier))


class _Finder:
    """The asks as arrays, and the steps of the search."""

    def __init__(self, asks: Sequence[Ask], vectors: Vectors, likeness: Likeness) -> None:
        self._asks = asks
        self._vectors = vectors
        self.likeness = likeness
        self._parts: dict[int, Parts] = {}
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
            (one, other), key=lambda i: (self._asks[i].date or "9999", self._asks[i].id)
        )
        return later, earlier

    def are_opposites(self, one: int, other: int) -> bool:
        if self._asks[one].text == self._asks[other].text:
            return False
        for place in (one, other):
            if place not in self._parts:
                self._parts[place] = asking_parts(self._asks[place].text)
        return are_opposites(self._parts[one], self._parts[other])

    def representatives(self) -> Flags:
        """Which asks take part: those of enough words, and of siblings' near-identical asks the
        first."""
        usable = np.asarray(self.likeness.sizes >= _LEAST_TERMS)
        order = np.lexsort((self._day, self._place))
        order = order[usable[order] & ~np.isnan(self._day[order])]
        bounds = np.flatnonzero(np.diff(self._place[order])) + 1
        for group in np.split(order, bounds):
            for left, right, cosine in self._siblings(group):
                shared = self.likeness.shared(left, right)
                near = self.likeness.near_identical(left, right, cosine, shared)
                for i, j in zip(left[near], right[near], strict=True):
                    usable[self.later_first(int(i), int(j))[0]] = False
        return usable

    def _siblings(self, group: Places) -> Iterator[Pairs]:
        """Pairs of near asks of different reviews within a fortnight; ``group`` holds the asks
        of one kind of review and area by day."""
        if len(np.unique(self._review[group])) < 2:
            return
        days = self._day[group]
        for start in range(0, len(group), _CHUNK):
            rows = group[start : start + _CHUNK]
            stop = int(np.searchsorted(days, self._day[rows[-1]] + _SIBLING_DAYS, side="right"))
            columns = group[start:stop]
            cosine = self._vectors[rows] @ self._vectors[columns].T
            i, j = np.nonzero(cosine >= _LEAST_COSINE)
            keep = (j > i) & self._sibling(rows[i], columns[j])
            keep &= self._review[rows[i]] != self._review[columns[j]]
            yield rows[i[keep]], columns[j[keep]], cosine[i[keep], j[keep]]

    def _sibling(self, left: Places, right: Places) -> Flags:
        """Whether each pair is of one kind and area within a fortnight (False when undated)."""
        with np.errstate(invalid="ignore"):
            close = np.abs(self._day[left] - self._day[right]) <= _SIBLING_DAYS
        return np.asarray(close & (self._place[left] == self._place[right]))

    def neighbours(self, usable: Flags, progress: Callable[[int, int], None] | None) -> Pairs:
        """Pairs of asks that take part, are near each other, and not of one review or event."""
        places = np.flatnonzero(usable)

        def apart(left: Places, right: Places) -> Flags:
            one, other = places[left], places[right]
            return np.asarray(self._review[one] != self._review[other]) & ~self._sibling(one, other)

        left, right, cosine = nearest_pairs(
            self._vectors[places], _LEAST_COSINE, NEIGHBOURS, apart, progress
        )
        return places[left], places[right], cosine


def _day(ask: Ask) -> float:
    """The day as a number; NaN without area or whole date, when siblings cannot be known."""
    try:
        return float(date.fromisoformat(ask.date).toordinal()) if ask.area else nan
    except ValueError:
        return nan
