"""Words of a text, folded so that plurals and possessives meet, and BM25 over findings."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from math import log
from typing import Any, NamedTuple

import bm25s
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

# Hyphens part words, so that "multi-agency" and "multi agency" are the same two words.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Word(NamedTuple):
    """A word of a text: folded, and where it stands."""

    fold: str
    start: int
    end: int


# One text after another is looked at for several ends, by chunks of some hundred.
@lru_cache(maxsize=2_048)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, folded by ``fold``."""
    spans = [match.span() for match in _WORD.finditer(text)]
    return tuple([Word(fold(text[start:end]), start, end) for start, end in spans])


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Lower case, without possessive and regular plural, so that 'Policies' meets 'policy'."""
    if len(word) > 2 and word[-1] == "s" and word[-2].isupper():
        return word[:-1].lower()  # GPs
    folded = word.lower().replace("’", "'")
    folded = folded.removesuffix("'s").removesuffix("'")
    if len(folded) > 4 and folded.endswith("ies"):
        return folded[:-3] + "y"
    if len(folded) > 4 and folded.endswith(("sses", "ches", "shes", "xes")):
        return folded[:-2]
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        return folded[:-1]
    return folded


# English function words, the verbs of duty among them.
_WORDS_OF_GRAMMAR = """
a about above after again against all also am an and any are as at be because been before being
below between both but by can cannot could did do does doing down during each either ensure few
for from further had has have having he her here hers him himself his how i if in into is it its
itself just may me might more most must my no nor not of off on once only or other ought our out
over own same shall she should so some such than that the their theirs them then there these they
this those through to too under until up upon us very was we were what when where whether which
while who whom whose why will with within without would you your
"""
FUNCTION_WORDS = frozenset(word.fold for word in words(_WORDS_OF_GRAMMAR))


def terms(text: str) -> list[str]:
    """The words that BM25 counts: folded, without stop words."""
    folds = map(fold, _WORD.findall(text))
    return [word for word in folds if word not in FUNCTION_WORDS and len(word) > 1]


class Bm25:
    """BM25 of every document for a query (bm25s, Lucene's variant, k1 1.5, b .75)."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        """``documents`` holds each document's terms. Raises ValueError when all are empty."""
        index: Any = bm25s.BM25()
        index.index([list(d) or [""] for d in documents], show_progress=False)
        known = sorted({term for document in documents for term in document})
        parts = tuple(index.scores[name] for name in ("data", "indices", "indptr"))
        weights = csc_array(parts, shape=(len(documents), len(parts[2]) - 1))
        # In the order of the alphabet: the vocabulary's own differs from process to process, and
        # with it the last bits of a sum.
        self._weights = csr_array(weights[:, [index.vocab_dict[term] for term in known]].T)
        self._terms = TermColumns(known)
        self.vocabulary = dict(zip(known, np.diff(self._weights.indptr).tolist(), strict=True))
        """How many documents have each term."""

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """One score a document, 0 where no term is shared."""
        return np.asarray(self.matrix([query])[0], dtype=np.float32)

    def matrix(self, queries: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Scores of all documents, one row a query."""
        product = self._terms.indicator(queries) @ self._weights
        return np.asarray(product.toarray(), dtype=np.float32)

    def held(self, query: Sequence[str]) -> NDArray[np.float32]:
        """The share of a query's terms that each document has, each weighing its rarity (inverse
        document frequency); terms that no document has are left out."""
        number = self._weights.shape[1]
        share = np.zeros(number, dtype=np.float32)
        known = [term for term in dict.fromkeys(query) if term in self.vocabulary]
        rarity = [log(1 + number / self.vocabulary[term]) for term in known]
        for term, weight in zip(known, rarity, strict=True):
            row = self._terms.place[term]
            start, end = self._weights.indptr[row : row + 2]
            share[self._weights.indices[start:end]] += weight / sum(rarity)
        return share


class TermColumns:
    """Terms as the columns of sparse matrices."""

    def __init__(self, terms: Sequence[str]) -> None:
        """``terms`` are all different."""
        self.place = {term: place for place, term in enumerate(terms)}

    def indicator(self, texts: Sequence[Collection[str]]) -> csr_array:
        """One row a text, given by its terms: 1 in the column of each that is known."""
        rows = [sorted({self.place[term] for term in text if term in self.place}) for text in texts]
        starts = np.cumsum([0, *map(len, rows)])
        columns = np.array([column for row in rows for column in row], dtype=np.int64)
        ones = np.ones(len(columns), dtype=np.float32)
        return csr_array((ones, columns, starts), shape=(len(texts), len(self.place)))
