"""What the words of a text say of its themes, learned from example sentences.

Words and pairs of neighbouring words, weighted by tf-idf, in a ridge regression on the themes of
the examples: it learns from a few hundred sentences in a second, the same on every machine, and a
theme's score is a sum over words, so that the words it rests on can be shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from linking.lexical import FUNCTION_WORDS, words

Matrix = NDArray[np.float32]
_RIDGE = 0.7
# A word is shown when it carries at least this share of what speaks for the theme.
_SHARE = 0.2
_SHOWN = 3


class WordModel:
    """Scores of themes by the words of a text."""

    def __init__(self, examples: Sequence[str], themes: Matrix) -> None:
        """``themes`` holds 1 where an example is about a theme: shape (examples, themes)."""
        counted = [Counter(term for term, _, _ in _terms(text)) for text in examples]
        documents = Counter(term for terms in counted for term in terms)
        self._place = {term: place for place, term in enumerate(sorted(documents))}
        self._idf = np.zeros(len(self._place))
        for term, place in self._place.items():
            self._idf[place] = np.log((1 + len(examples)) / (1 + documents[term])) + 1
        self._mean = themes.mean(axis=0) if len(examples) else np.zeros(themes.shape[1])
        vectors = [self._vector(terms) for terms in counted]
        ends = np.cumsum([0, *(len(places) for places, _ in vectors)])
        places = np.concatenate([np.zeros(0, np.int64), *(places for places, _ in vectors)])
        values = np.concatenate([np.zeros(0), *(values for _, values in vectors)])
        rows = csr_array((values, places, ends), shape=(len(examples), len(self._place)))
        gram = (rows @ rows.T).toarray() + _RIDGE * np.eye(len(examples))
        self._weights = rows.T @ np.linalg.solve(gram, themes - self._mean)

    def scores(self, text: str) -> Matrix:
        """A score for each theme, about 0 to 1: a guess at whether the text is about it."""
        places, values = self._vector(Counter(term for term, _, _ in _terms(text)))
        return np.asarray(values @ self._weights[places] + self._mean, dtype=np.float32)

    def telling(self, text: str, theme: int) -> list[str]:
        """The words of ``text``, as it has them, that speak most for a theme (by place)."""
        found = list(_terms(text))
        places, values = self._vector(Counter(term for term, _, _ in found))
        speaks = np.maximum(values * self._weights[places, theme], 0.0)
        if not speaks.sum():
            return []
        best = np.argsort(-speaks, kind="stable")[:_SHOWN]
        told = {places[n] for n in best.tolist() if speaks[n] >= _SHARE * speaks.sum()}
        surfaces = [
            " ".join(text[start:end].lower().split())
            for term, start, end in found
            if self._place.get(term) in told
        ]
        return list(dict.fromkeys(surfaces))

    def _vector(self, terms: Counter[str]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Places and values of known terms; the values' length is one."""
        known = sorted((self._place[t], n) for t, n in terms.items() if t in self._place)
        places = np.array([place for place, _ in known], dtype=np.int64)
        values = (1 + np.log([count for _, count in known])) * self._idf[places]
        return places, values / max(float(np.linalg.norm(values)), 1e-9)


def _terms(text: str) -> Iterator[tuple[str, int, int]]:
    """Words that are no function words, and pairs of neighbours, one of which may be; with where
    they stand."""
    found = [word for word in words(text) if len(word.fold) > 1]
    for word in found:
        if word.fold not in FUNCTION_WORDS:
            yield word.fold, word.start, word.end
    for one, other in pairwise(found):
        if one.fold not in FUNCTION_WORDS or other.fold not in FUNCTION_WORDS:
            yield f"{one.fold} {other.fold}", one.start, other.end
