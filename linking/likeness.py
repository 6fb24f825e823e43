"""How likely two asks are the same one, from their meaning and from the words they share.

A logistic model of two signals: the cosine of the vectors, and Jaccard's coefficient of the two
sets of content words, agencies' names left out ("Kent Trust should …" and "Kent Council should …"
share no ask). Its numbers, in ``repeats.json``, are fitted to judged pairs of the development half
by ``python -m tests.quality.fit_repeats``; docs/quality.md says how well that holds on others.
Length, bigrams, rarity of words, shared themes and kind of text were tried and added nothing that
200 judged pairs could show.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from linking.encoder import Vectors
from linking.lexical import FUNCTION_WORDS
from linking.masking import Masker
from linking.neighbours import Flags, Places

NUMBERS = Path(__file__).with_name("repeats.json")
# Wording that returns: most of the words and nearly the meaning. A text of few words can share
# most of them with one on something else ("train staff in …").
_NEAR_COSINE = 0.8
_NEAR_SHARED = 0.6
_NEAR_TERMS = 6
_CHUNK = 100_000

Shares = NDArray[np.float64]


class Likeness:
    """Texts, compared by place. Vectors are compared elsewhere: cosines come in. ``masker``
    knows the agencies' names; ``shift`` is added to the logit (``linking/shifts.py``)."""

    def __init__(self, texts: Sequence[str], masker: Masker, shift: float = 0.0) -> None:
        self._words = _rows([_content(masker, text) for text in texts])
        self.sizes = np.diff(self._words.indptr)
        """How many different content words each text has."""
        numbers = json.loads(NUMBERS.read_text(encoding="utf-8"))
        intercept, *weights = (numbers[n] for n in ("intercept", "cosine", "shared_words"))
        self._weights = (intercept + shift, *weights)

    def shared(self, left: Places, right: Places) -> Shares:
        """Of the content words of each pair, the share that both have."""
        both = np.zeros(len(left))
        for start in range(0, len(left), _CHUNK):
            part = slice(start, start + _CHUNK)
            one, other = self._words[left[part]], self._words[right[part]]
            both[part] = one.multiply(other).sum(axis=1)
        either = self.sizes[left] + self.sizes[right] - both
        return np.asarray(both / np.maximum(either, 1))

    def probability(self, cosine: Vectors, shared: Shares) -> Shares:
        """How likely each pair is one ask made twice."""
        intercept, of_cosine, of_shared = self._weights
        odds: Shares = np.exp(intercept + of_cosine * cosine + of_shared * shared)
        return odds / (1 + odds)

    def near_identical(self, left: Places, right: Places, cosine: Vectors, shared: Shares) -> Flags:
        """Whether the wording itself returns."""
        enough = np.minimum(self.sizes[left], self.sizes[right]) >= _NEAR_TERMS
        return np.asarray(enough & (cosine >= _NEAR_COSINE) & (shared >= _NEAR_SHARED))


def _content(masker: Masker, text: str) -> set[str]:
    folds = (word.fold for word in masker.words(text))
    return {fold for fold in folds if len(fold) > 1 and fold not in FUNCTION_WORDS}


def _rows(sets: Sequence[set[str]]) -> csr_array:
    """One row a text, with a 1 in the column of each of its words."""
    numbers: dict[str, int] = {}
    columns = [numbers.setdefault(word, len(numbers)) for words in sets for word in sorted(words)]
    starts = np.concatenate([[0], np.cumsum([len(words) for words in sets])])
    shape = (len(sets), max(1, len(numbers)))
    return csr_array((np.ones(len(columns)), np.array(columns, dtype=np.int64), starts), shape)
