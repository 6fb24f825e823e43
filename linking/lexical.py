"""Words of a text, folded so that plurals and possessives meet, and BM25 over findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import bm25s
import numpy as np
from numpy.typing import NDArray

# Hyphens part words, so that "multi-agency" and "multi agency" are the same two words.
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Word(NamedTuple):
    """A word of a text: folded, and where it stands."""

    fold: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in order, folded by ``fold``."""
    return [Word(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


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
        self._vocabulary = {term for document in documents for term in document}
        self._index: Any = bm25s.BM25()
        self._index.index([list(d) or [""] for d in documents], show_progress=False)
        self._size = len(documents)

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """One score a document, 0 where no term is shared."""
        known = [term for term in dict.fromkeys(query) if term in self._vocabulary]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._index.get_scores(known), dtype=np.float32)
