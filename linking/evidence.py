"""Evidence near a recommendation: which findings are close in meaning, and when none is.

Candidates come from two rankings, BM25 over words and the cosine of vectors, fused by their
reciprocal ranks (Cormack, Clarke and Büttcher 2009). A score over several signals then orders
them and decides whether they are near at all: no cosine alone can say so, because some finding
is always the nearest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from linking.encoder import Vectors
from linking.lexical import Bm25, terms

METHOD = "rrf+signals/1"
# Weights and floor were set on 80 asks judged by one reader (36 of the sample, 44 coroners'
# concerns) against the evidence base: of 51 with no finding to the point, 43 get none; of 29 with
# one, 20 get one. On 80 others read afterwards: 45 of 57, and 15 of 23. About half of the links
# are to the point. The score orders, and promises no probability.
_COSINE, _BM25, _THEME, _INTERCEPT = 10.6, 5.5, 1.3, -8.7
FLOOR = 0.25
MOST = 5
# Fewer telling words than this ask for nothing that could be looked up.
_LEAST_TERMS = 5
_RRF_CONSTANT = 60
_RANKED = 50
_CANDIDATES = 10
_SHARED_WORDS = 6
_CHUNK = 512


@dataclass(frozen=True)
class Finding:
    """A finding as linking needs it; ``keywords`` are separated by semicolons."""

    id: str
    text: str
    population: str = ""
    setting: str = ""
    keywords: str = ""

    @property
    def passage(self) -> str:
        """What is encoded: the claim between its topic and who and where it is about. On the 80
        asks the nearest cosine was right more often so than for the claim alone."""
        topic = self.keywords.replace(";", ",")
        parts = (topic, self.text.rstrip("."), self.population, self.setting)
        return ". ".join(part for part in parts if part) + "."


@dataclass(frozen=True)
class Near:
    """A finding near an ask. ``score`` is in 0 to 1 and orders; ``shared`` names words and
    themes that both have."""

    finding_id: str
    rank: int
    score: float
    cosine: float
    bm25: float
    shared: str


def evidence_score(
    cosine: NDArray[np.float32], bm25: NDArray[np.float32], theme: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Signals to a score in 0 to 1. ``cosine`` of the vectors; ``bm25`` over the square root of
    what the ask's words could score at most, so that long asks do not win by length; ``theme``
    is 1 where both are about one theme. A trained model may take this one's place."""
    signal = _COSINE * cosine + _BM25 * bm25 + _THEME * theme + _INTERCEPT
    return np.asarray(1.0 / (1.0 + np.exp(-signal)), dtype=np.float32)


class EvidenceIndex:
    """The findings, ready to be looked up."""

    def __init__(
        self,
        findings: Sequence[Finding],
        vectors: Vectors,
        themes: Sequence[Collection[str]],
        theme_titles: dict[str, str],
    ) -> None:
        """``vectors`` are those of the findings' passages, ``themes`` the ids each is about."""
        self._findings = findings
        self._vectors = vectors
        self._titles = theme_titles
        self._terms = [set(terms(finding.passage)) for finding in findings]
        self._bm25 = Bm25([terms(finding.passage) for finding in findings])
        holders: dict[str, int] = {}
        for found in self._terms:
            for term in found:
                holders[term] = holders.get(term, 0) + 1
        self._rarity = {term: log(len(findings) / n) for term, n in holders.items()}
        self._most = log(max(2, len(findings)))
        self._theme_place = {theme: place for place, theme in enumerate(sorted(theme_titles))}
        self._about = self._indicator(themes)

    def near(
        self, texts: Sequence[str], vectors: Vectors, themes: Sequence[Collection[str]]
    ) -> Iterator[list[Near]]:
        """The findings near each text, best first, at most ``MOST``; often none."""
        for start in range(0, len(texts), _CHUNK):
            part = slice(start, start + _CHUNK)
            asked = [terms(text) for text in texts[part]]
            # Rounded, because the last bits of a product depend on how many rows it has.
            cosine = np.round(vectors[part] @ self._vectors.T, 5)
            bm25 = np.stack([self._bm25.scores(query) for query in asked])
            candidates = _fused(cosine, bm25)
            rows = np.arange(len(asked))[:, None]
            shared = (self._indicator(themes[part]) @ self._about.T > 0).astype(np.float32)
            most = np.array([[self._could_score(query)] for query in asked], dtype=np.float32)
            score = evidence_score(
                cosine[rows, candidates], bm25[rows, candidates] / most, shared[rows, candidates]
            )
            order = np.argsort(-np.round(score, 4), axis=1, kind="stable")[:, :MOST]
            for row, query in enumerate(asked):
                yield [
                    self._near(
                        rank,
                        int(place := candidates[row, i]),
                        (score[row, i], cosine[row, place], bm25[row, place]),
                        query,
                        themes[start + row],
                    )
                    for rank, i in enumerate(order[row], 1)
                    if score[row, i] >= FLOOR and len(set(query)) >= _LEAST_TERMS
                ]

    def _near(
        self,
        rank: int,
        place: int,
        values: tuple[np.float32, np.float32, np.float32],
        query: Sequence[str],
        themes: Collection[str],
    ) -> Near:
        words = sorted(
            set(query) & self._terms[place], key=lambda word: (-self._rarity[word], word)
        )
        titles = [
            self._titles[theme]
            for theme in sorted(themes)
            if theme in self._theme_place and self._about[place, self._theme_place[theme]]
        ]
        shared = ", ".join(words[:_SHARED_WORDS])
        if titles:
            shared += ("; " if shared else "") + "themes: " + ", ".join(titles)
        score, cosine, bm25 = (round(float(value), 4) for value in values)
        return Near(self._findings[place].id, rank, score, cosine, bm25, shared)

    def _could_score(self, query: Sequence[str]) -> float:
        """Square root of the summed rarity of the query's words."""
        rarity = sum(self._rarity.get(word, self._most) for word in set(query))
        return sqrt(max(1.0, rarity))

    def _indicator(self, themes: Sequence[Collection[str]]) -> NDArray[np.float32]:
        """One row a text, one column a theme, 1 where the text is about the theme."""
        matrix = np.zeros((len(themes), len(self._theme_place)), dtype=np.float32)
        for row, ids in enumerate(themes):
            for id_ in ids:
                if id_ in self._theme_place:
                    matrix[row, self._theme_place[id_]] = 1.0
        return matrix


def _fused(cosine: NDArray[np.float32], bm25: NDArray[np.float32]) -> NDArray[np.int64]:
    """For each row the places of the best by reciprocal rank fusion, best first."""
    fused = np.zeros(cosine.shape, dtype=np.float32)
    rows = np.arange(len(cosine))[:, None]
    for values in (cosine, bm25):
        top = _best(values, _RANKED)
        weight = 1.0 / (_RRF_CONSTANT + 1 + np.arange(top.shape[1], dtype=np.float32))
        fused[rows, top] += np.where(values[rows, top] > 0, weight, 0.0)
    return _best(fused, _CANDIDATES)


def _best(values: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """Places of each row's largest values, largest first, ties by place."""
    if values.shape[1] > most:
        top = np.sort(np.argpartition(-values, most - 1, axis=1)[:, :most], axis=1)
    else:
        top = np.tile(np.arange(values.shape[1]), (len(values), 1))
    order = np.argsort(-np.take_along_axis(values, top, axis=1), axis=1, kind="stable")
    return np.asarray(np.take_along_axis(top, order, axis=1))
