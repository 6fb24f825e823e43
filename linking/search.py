"""Finding anything by its words and by its meaning.

Words: BM25 over everything that can be found. Meaning: the cosine of what was typed with the
vectors that linking kept. Each puts the things of a kind in an order of its own, and both orders
are fused by their ranks (reciprocal rank fusion, Cormack, Clarke and Büttcher 2009).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linking.encoder import Encoder, Vectors
from linking.findable import KINDS, Thing
from linking.lexical import FUNCTION_WORDS, Bm25, terms, words
from linking.typed import Typed
from linking.vectors import VectorCache, cached_vectors

NEAR = 0.35
"""The least cosine that is called near in meaning. What has nothing to do with a question seldom
reaches it; much that has does not either."""
HELD = 0.5
"""The least share of the telling words, the rare ones weighing more, that a thing must have."""
_FUSION = 60.0  # as first published; what the prototypes used

Flags = NDArray[np.bool_]


def as_it_stands(phrase: str) -> re.Pattern[str]:
    """Finds a phrase between ends of words, whatever its case and the space in it."""
    return re.compile(
        r"(?<!\w)" + r"\s+".join(map(re.escape, phrase.split())) + r"(?!\w)", re.IGNORECASE
    )


def _called(name: str) -> frozenset[str]:
    """A name as its words in any order, single letters among them: D&C Police is not the police."""
    return frozenset(word.fold for word in words(name)) - FUNCTION_WORDS


@dataclass(frozen=True)
class Found:
    """What was found of one kind: ``places`` in the index, the best first, of so many that were
    looked through (``of``); how many hold the words, and how many are near in meaning (one may be
    both); and whether what was typed is what the first is called."""

    kind: str
    of: int
    places: NDArray[np.intp]
    by_words: int
    near: int
    named: bool


class Meaning:
    """Vectors of all things that linking keeps one of, and the encoder for what is typed."""

    def __init__(self, things: Sequence[Thing], encoder: Encoder) -> None:
        """Encodes a word, so that the encoder is ready when somebody asks. Raises
        ModelUnavailableError or VectorCacheError."""
        self._encoder = encoder
        encoder.encode(["Ready?"])
        held = [place for place, thing in enumerate(things) if thing.encoded]
        asks = [place for place in held if things[place].kind == "Recommendation"]
        texts = [things[place].encoded for place in held]
        self._vectors, kept = cached_vectors(texts, encoder, VectorCache())
        self._places = np.array(held, dtype=np.intp)
        self._asks = np.array(asks, dtype=np.intp)
        self.unread = len(asks) - int(np.isin(self._asks, self._places[kept]).sum())
        """Recommendations that linking has not encoded: they are found by words alone."""
        review = {t.id: place for place, t in enumerate(things) if t.kind == "Review"}
        self._review = np.array([review[things[place].review_id] for place in asks], dtype=np.intp)
        self._all = len(things)

    def nearness(self, text: str) -> Vectors:
        """The cosine of a text with every thing, -1 where no vector is kept. A review is as near
        as the nearest of what it asks. Raises ModelUnavailableError."""
        near = np.full(self._all, -1.0, dtype=np.float32)
        vector = self._encoder.encode([text])[0]
        near[self._places] = np.round(self._vectors @ vector, 5)
        np.maximum.at(near, self._review, near[self._asks])
        return near

    def nearest_ask(self, review: int, nearness: Vectors) -> int:
        """Place of the ask that is nearest among those of the review at place ``review``."""
        own = self._asks[self._review == review]
        return int(own[np.argmax(nearness[own])])


class SearchIndex:
    """All things by their words; ``look`` takes their nearness in meaning where it is known."""

    def __init__(self, things: Sequence[Thing]) -> None:
        """``things`` as ``findable.read_things`` gives them: those of one kind together."""
        self.things = list(things)
        self._kinds = np.array([KINDS.index(thing.kind) for thing in things], dtype=np.int8)
        self._bm25 = Bm25([terms(f"{thing.text} {thing.beside}") for thing in things])
        self.vocabulary = self._bm25.vocabulary
        self._of_review = np.array([bool(thing.review_id) for thing in things], dtype=np.bool_)
        self._review_kind = np.array([thing.review_kind for thing in things], dtype=object)
        self._area = np.array([thing.area for thing in things], dtype=object)
        self._year = np.array([thing.year or 0 for thing in things], dtype=np.int64)
        self._number = np.array([thing.number for thing in things], dtype=object)
        self._named: dict[frozenset[str], list[int]] = {}
        self._by_id: dict[str, list[int]] = {}
        for place, thing in enumerate(things):
            self._by_id.setdefault(thing.id.casefold(), []).append(place)
            for name in thing.names:
                self._named.setdefault(_called(name), []).append(place)

    def look(
        self, typed: Typed, nearness: Vectors | None = None, among: Flags | None = None
    ) -> list[Found]:
        """What was found of each kind. ``nearness`` is ``Meaning.nearness`` of what was typed,
        ``among`` tells which things count at all; None stands for all."""
        every = np.ones(len(self.things), dtype=np.bool_) if among is None else among
        score, worded = self._by_words(typed)
        near = np.zeros_like(every) if nearness is None else nearness >= NEAR
        fits = self._as_asked(typed)
        if typed.phrases or (typed.number and not typed.words):
            worded = fits
        allowed = every & fits
        called = self._called(typed, allowed)
        fused = np.where(called, 1.0, 0.0)
        found = []
        for number, kind in enumerate(KINDS):
            here = self._kinds == number
            hits = np.flatnonzero(here & allowed & (worded | near | called))
            for mine, by in ((worded, score), (near, nearness)):
                if by is not None:
                    places = hits[mine[hits]]
                    order = np.argsort(-by[places], kind="stable")
                    fused[places[order]] += 1.0 / (_FUSION + 1.0 + np.arange(len(order)))
            hits = hits[np.argsort(-fused[hits], kind="stable")]
            found.append(
                Found(
                    kind,
                    int((here & every).sum()),
                    hits,
                    int(worded[hits].sum()),
                    int(near[hits].sum()),
                    bool(len(hits) and called[hits[0]]),
                )
            )
        return found

    def _by_words(self, typed: Typed) -> tuple[NDArray[np.float32], Flags]:
        score = self._bm25.scores(typed.words)
        return score, (score > 0) & (self._bm25.held(typed.words) >= HELD)

    def _as_asked(self, typed: Typed) -> Flags:
        """Which things have the number, and every phrase as it stands."""
        fits = np.ones(len(self.things), dtype=np.bool_)
        if typed.number:
            fits &= np.array(self._number == typed.number, dtype=np.bool_)
        for phrase in typed.phrases:
            pattern = as_it_stands(phrase)
            places = [place for place in self._may_have(phrase) if fits[place]]
            fits = np.zeros_like(fits)
            fits[[place for place in places if pattern.search(self._whole(place))]] = True
        return fits

    def _may_have(self, phrase: str) -> Iterable[int]:
        """Places of the few things worth reading for a phrase: those that have all its words, and
        where none of them tells anything ('to be'), those with its letters."""
        telling = terms(phrase)
        if telling:
            return np.flatnonzero(self._bm25.held(telling) > 0.999).tolist()
        return [place for place, thing in enumerate(self.things) if phrase in thing.text.lower()]

    def _whole(self, place: int) -> str:
        return f"{self.things[place].text}\n{self.things[place].beside}"

    def _called(self, typed: Typed, allowed: Flags) -> Flags:
        """Which things are called so as a whole, or have what was typed as their id."""
        called = np.zeros_like(allowed)
        if typed.words:
            called[self._named.get(_called(typed.said), [])] = True
        called[self._by_id.get(typed.text.casefold(), [])] = True
        return called & allowed

    def words_in(self, place: int, typed: Typed) -> tuple[list[str], list[str]]:
        """The words of a thing that were typed, as they stand there: those in its text, and
        those it has beside that."""
        thing, wanted = self.things[place], set(typed.words)
        shown = {word.fold: thing.text[word.start : word.end] for word in words(thing.text)}
        beside = {word.fold: thing.beside[word.start : word.end] for word in words(thing.beside)}
        return (
            [text for fold, text in shown.items() if fold in wanted],
            [text for fold, text in beside.items() if fold in wanted and fold not in shown],
        )

    def among(
        self,
        *,
        kind: str = "",
        area: str = "",
        from_year: int = 0,
        to_year: int = 0,
        ids: Collection[str] | None = None,
    ) -> Flags:
        """Which things count: those of reviews that fit (empty or 0 for all), and those of certain
        ids. Findings, themes and agencies are of no review, and fit none of its filters."""
        fits = np.ones(len(self.things), dtype=np.bool_)
        if ids is not None:
            fits[:] = False
            fits[[place for id_ in ids for place in self._by_id.get(id_.casefold(), ())]] = True
        if kind or area or from_year or to_year:
            fits &= self._of_review
        if kind:
            fits &= self._review_kind == kind
        if area:
            fits &= self._area == area
        if from_year:
            fits &= self._year >= from_year
        if to_year:
            fits &= (self._year <= to_year) & (self._year > 0)
        return fits
