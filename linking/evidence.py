"""Evidence near a recommendation: which findings are close in meaning, and when none is.

Every pair of an ask and a finding has signals (``linking/evidence_signals.py``), and a small model
says how likely a judge would have found the finding relevant (``linking/evidence_model.py``). The
nearest are linked where that chance is high enough. No cosine alone can say that none
is near, because some finding is always the nearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linking.encoder import Vectors
from linking.evidence_model import TOGETHER, EvidenceModel, logistic
from linking.evidence_signals import SIGNALS, Asked, Finding, Signals
from linking.themes import Themed

MOST = 5
NEAREST = 3
# Fewer telling words than this ask for nothing that could be looked up.
_LEAST_TERMS = 5
_SHARED_WORDS = 6
# Asks at a time: the arrays of their signals are a few megabytes each.
_CHUNK = 256
_COSINE, _WORDS = SIGNALS.index("cosine"), SIGNALS.index("words")


@dataclass(frozen=True)
class Near:
    """A finding near an ask. ``score`` is the chance that a judge would call it relevant;
    ``shared`` names words and themes that both have."""

    finding_id: str
    rank: int
    score: float
    cosine: float
    bm25: float
    shared: str


@dataclass(frozen=True)
class Nearby:
    """What is near an ask, best first; where nothing is, the nearest all the same, as finding id
    and chance, to be shown as such. Both are empty where an ask says too little."""

    near: list[Near]
    nearest: list[tuple[str, float]]

    @property
    def nearest_text(self) -> str | None:
        """The nearest as a recommendation keeps them."""
        return "; ".join(f"{id_} {chance:.4f}" for id_, chance in self.nearest) or None


class _Valued(NamedTuple):
    """A finding, by its place, with its values for one ask."""

    place: int
    chance: float
    cosine: float
    bm25: float


class EvidenceIndex:
    """The findings, ready to be looked up."""

    def __init__(
        self,
        findings: Sequence[Finding],
        vectors: Vectors,
        themes: Themed,
        theme_titles: Mapping[str, str],
        model: EvidenceModel,
    ) -> None:
        """``vectors`` are those of the findings' passages. ``themes`` has those assigned to each
        claim, and the probabilities of all themes for its passage."""
        self._ids = [finding.id for finding in findings]
        self._themes = [{about.theme_id for about in found} for found in themes.abouts]
        self._titles = theme_titles
        self._model = model
        self._signals = Signals(findings, vectors, themes.chances)

    def near(self, asked: Asked) -> Iterator[Nearby]:
        """What is near each ask, at most ``MOST`` findings; often none."""
        for start in range(0, len(asked), _CHUNK):
            part = asked.part(start, start + _CHUNK)
            signals = self._signals.of(part)
            logit = self._model.logit(signals)
            best = _best(logit, TOGETHER)
            chance = np.round(logistic(np.take_along_axis(logit, best, axis=1)), 4)
            unit = self._signals.bm25_unit(part)
            for row, places in enumerate(best.tolist()):
                found = [
                    _Valued(
                        place,
                        round(float(chance[row, rank]), 4),
                        round(float(signals[_COSINE][row, place]), 4),
                        round(float(signals[_WORDS][row, place] * unit[row]), 4),
                    )
                    for rank, place in enumerate(places[:MOST])
                ]
                number = min(MOST, self._model.near(chance[row].tolist()))
                themes = {about.theme_id for about in part.themes.abouts[row]}
                yield self._nearby(part.terms[row], themes, found, number)

    def _nearby(
        self, query: Sequence[str], themes: set[str], best: Sequence[_Valued], number: int
    ) -> Nearby:
        """``number`` of the best are near."""
        words = set(query)
        if len(words) < _LEAST_TERMS:
            return Nearby([], [])
        if not number:
            return Nearby([], [(self._ids[one.place], one.chance) for one in best[:NEAREST]])
        near = [
            Near(
                self._ids[one.place],
                rank,
                one.chance,
                one.cosine,
                one.bm25,
                self._shared(words, themes, one.place),
            )
            for rank, one in enumerate(best[:number], 1)
        ]
        return Nearby(near, [])

    def _shared(self, query: set[str], themes: set[str], place: int) -> str:
        """Words that both have, the rarest first, and titles of themes."""
        rarity = self._signals.rarity
        words = sorted(query & self._signals.terms[place], key=lambda word: (-rarity[word], word))
        titles = [self._titles[theme] for theme in sorted(self._themes[place] & themes)]
        shared = ", ".join(words[:_SHARED_WORDS])
        if titles:
            shared += ("; " if shared else "") + "themes: " + ", ".join(titles)
        return shared


def _best(values: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """Places of each row's largest values, largest first, ties by place."""
    if values.shape[1] > most:
        top = np.sort(np.argpartition(-values, most - 1, axis=1)[:, :most], axis=1)
    else:
        top = np.tile(np.arange(values.shape[1]), (len(values), 1))
    order = np.argsort(-np.take_along_axis(values, top, axis=1), axis=1, kind="stable")
    return np.asarray(np.take_along_axis(top, order, axis=1))
