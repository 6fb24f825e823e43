"""What speaks for a finding being near an ask: one number a signal, for all pairs at once.

Rarity is the logarithm of how few findings have a word or theme, over its largest value, so that
1 stands for what one finding alone has, whether there are two hundred or five thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from linking.encoder import Vectors
from linking.lexical import Bm25, TermColumns, terms
from linking.themes import Themed

SIGNALS = ("cosine", "words", "people", "themes", "concern")


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
        """What is encoded: the claim between its topic and who and where it is about. On the
        judged asks the nearest cosine was right more often so than for the claim alone."""
        topic = self.keywords.replace(";", ",")
        parts = (topic, self.text.rstrip("."), self.population, self.setting)
        return ". ".join(part for part in parts if part) + "."


@dataclass(frozen=True)
class Asked:
    """Asks to be looked up, one row each: their terms, vectors and themes, and whether each is a
    concern (what went wrong) and no recommendation. Of the judged concerns fewer had anything
    near in the evidence base, beyond what the other signals tell."""

    terms: Sequence[Sequence[str]]
    vectors: Vectors
    themes: Themed
    concern: Sequence[bool]

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        vectors: Vectors,
        themes: Themed,
        concern: Sequence[bool],
    ) -> Asked:
        return cls([terms(text) for text in texts], vectors, themes, concern)

    def __len__(self) -> int:
        return len(self.terms)

    def part(self, start: int, stop: int) -> Asked:
        """Some of them."""
        here = slice(start, stop)
        themes = Themed(self.themes.abouts[here], self.themes.chances[here])
        return Asked(self.terms[here], self.vectors[here], themes, self.concern[here])


class Signals:
    """The findings, ready to be compared with asks."""

    def __init__(
        self, findings: Sequence[Finding], vectors: Vectors, themes: NDArray[np.float32]
    ) -> None:
        """``vectors`` are those of the findings' passages, ``themes`` the probabilities that the
        passages are about each theme, shape (findings, themes)."""
        self.terms = [set(terms(finding.passage)) for finding in findings]
        self._bm25 = Bm25([terms(finding.passage) for finding in findings])
        self.rarity = _rarity(self.terms)
        self._most = log(max(2, len(findings)))
        self._words = TermColumns(sorted(self.rarity))
        self._people = self._weighted(f"{f.population} {f.setting}" for f in findings)
        number = np.maximum(themes.sum(axis=0), 1.0)
        rarity = np.maximum(np.log(len(findings) / number) / self._most, 0.0)
        self._themes = np.asarray(rarity * themes, dtype=np.float32).T
        self._vectors = vectors

    def of(self, asked: Asked) -> list[NDArray[np.float32]]:
        """One array a signal, in the order of ``SIGNALS``, of shape (asks, findings). They are
        not stacked: for five thousand findings the copy would take longer than the rest.

        ``cosine`` of the vectors; ``words``: BM25 over the square root of the rarity of all the
        ask's words, so that long asks do not win by length; ``people``: logarithm of the rarity of
        the ask's words among who and where a finding is about, which BM25 counts too highly;
        ``themes``: square root of the cosine times the expected rarity of the themes of both, for
        a theme in common says little where the wording is far off; ``concern``: 1 for a concern.
        """
        words = self._words.indicator(asked.terms)
        bm25 = self._bm25.matrix(asked.terms)
        bm25 /= self.bm25_unit(asked)[:, None]
        cosine = _rounded(asked.vectors @ self._vectors.T)
        shared = _rounded(asked.themes.chances @ self._themes)
        concern = np.array(asked.concern, dtype=np.float32)[:, None]
        return [
            cosine,
            bm25,
            _logarithm(words @ self._people),
            np.sqrt(np.maximum(cosine, 0.0) * shared),
            np.broadcast_to(concern, bm25.shape),
        ]

    def bm25_unit(self, asked: Asked) -> NDArray[np.float32]:
        """What BM25 is counted in, one number an ask: BM25 is ``words`` times it."""
        rarity = [sum(self.rarity.get(word, 1.0) for word in set(query)) for query in asked.terms]
        unit = self._most * np.sqrt(np.maximum(rarity, 1 / self._most))
        return np.asarray(unit, dtype=np.float32)

    def _weighted(self, texts: Iterable[str]) -> csr_array:
        """One row a word, one column a text: the word's rarity where the text has it."""
        found = self._words.indicator([terms(text) for text in texts])
        rarity = np.array([self.rarity[word] for word in sorted(self.rarity)], dtype=np.float32)
        return csr_array(diags_array(rarity, dtype=np.float32) @ found.T)


def _logarithm(product: csr_array) -> NDArray[np.float32]:
    """log(1 + x) of what is there, and 0 elsewhere, as an array."""
    product.data = np.log1p(product.data)
    return np.asarray(product.toarray())


def _rounded(product: NDArray[np.float32]) -> NDArray[np.float32]:
    """The last bits of a product of matrices depend on how many rows it has."""
    return np.round(product, 5, out=product)


def _rarity(of: Sequence[Collection[str]]) -> dict[str, float]:
    """Of each thing that any of several collections holds: 0 when all do, 1 when one does."""
    holders: dict[str, int] = {}
    for held in of:
        for one in set(held):
            holders[one] = holders.get(one, 0) + 1
    most = log(max(2, len(of)))
    return {one: log(len(of) / number) / most for one, number in holders.items()}
