"""Theme coding: which themes of the frame a text is about, with the words that say so.

Cue words alone are poor (they miss other wordings and meet words in another sense: "minutes"), and
a sentence encoder alone finds every safeguarding text near every safeguarding theme. So several
signals (``linking/theme_signals.py``) go into one logistic model of eight weights, fitted on
judges' labels: ``theme_model.json``, made by ``python -m tests.quality.fit_themes``. What a word
or a vector says of a theme is learned from example sentences that ship beside it; themes without
examples, such as those of the user's own frame, have weights of their own, and so have texts
without vectors.

The coding of a text depends on the text, the frame, the registry and the model, not on what else
is loaded: adding a document never recodes another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from linking.encoder import Vectors
from linking.masking import AgencyName
from linking.theme_examples import Example, shipped_examples
from linking.theme_signals import SIGNALS, Encode, Theme, ThemeSignals

METHOD = "themes/2"
# The least score and the most themes were set on the development half of the labels: the best F1.
ASSIGN_AT = 0.25
MOST = 5
_MODEL = Path(__file__).with_name("theme_model.json")
_CHUNK = 1024


@dataclass(frozen=True)
class About:
    """A text is about a theme: the probability that a judge would say so, and the words of the
    text it rests on (none when it rests on the whole wording alone)."""

    theme_id: str
    score: float
    cue: str


@dataclass(frozen=True)
class Themed:
    """What texts are about: the themes assigned to each, and the probability of every theme of
    the frame, shape (texts, themes), for whatever can use more than those that are assigned."""

    abouts: list[list[About]]
    chances: NDArray[np.float32]


class ThemeCoder:
    """Codes texts against one frame."""

    def __init__(
        self,
        themes: Sequence[Theme],
        names: Sequence[AgencyName],
        encode: Encode | None,
        examples: Sequence[Example] | None = None,
        shifts: Mapping[str, float] | None = None,
    ) -> None:
        """``encode`` gives the vectors of texts, and is called for the frame's own words. Without
        it (None) words decide alone, and ``code`` takes no vectors. ``examples`` are what is
        learned from; None stands for those that ship. ``shifts`` are added to the logits of the
        scores of themes by id, of what is assigned alone (``linking/shifts.py``)."""
        self.themes = list(themes)
        shifts = shifts or {}
        self._shift = np.array([shifts.get(theme.id, 0.0) for theme in self.themes])
        self._parent = {theme.id: theme.parent for theme in self.themes}
        if self.themes:
            known = shipped_examples() if examples is None else examples
            self._signals = ThemeSignals(self.themes, names, encode, known)

    def code(self, texts: Sequence[str], vectors: Vectors | None) -> Iterator[list[About]]:
        """Themes of each text, best first, at most ``MOST``; a broader theme only when none of
        those within it is assigned. ``vectors`` are those of ``texts``."""
        return (abouts for abouts, _ in self.scored(texts, vectors))

    def scored(
        self, texts: Sequence[str], vectors: Vectors | None
    ) -> Iterator[tuple[list[About], NDArray[np.float64]]]:
        """``code`` with the probability of every theme of the frame, without shifts."""
        for start in range(0, len(texts), _CHUNK):
            part = texts[start : start + _CHUNK]
            if not self.themes:
                yield from (([], np.zeros(0)) for _ in part)
                continue
            near = None if vectors is None else vectors[start : start + _CHUNK]
            signals, surfaces = self._signals.of(part, near)
            scores = theme_scores(signals, self._signals.taught, meaning=near is not None)
            for text, row, found in zip(part, scores, surfaces, strict=True):
                yield self._best(text, shifted(row, self._shift), found), row

    def themed(self, texts: Sequence[str], vectors: Vectors) -> Themed:
        """What all ``texts`` are about."""
        return as_themed(list(self.scored(texts, vectors)), len(self.themes))

    def _best(
        self, text: str, scores: NDArray[np.float64], surfaces: dict[int, list[str]]
    ) -> list[About]:
        places = np.argsort(-scores, kind="stable").tolist()
        taken = [place for place in places if scores[place] >= ASSIGN_AT]
        covered = {self._parent[self.themes[place].id] for place in taken}
        return [
            About(
                self.themes[place].id,
                round(float(scores[place]), 4),
                "; ".join(surfaces.get(place) or self._signals.telling(text, place)),
            )
            for place in taken
            if self.themes[place].id not in covered
        ][:MOST]


def as_themed(scored: Sequence[tuple[list[About], NDArray[np.float64]]], themes: int) -> Themed:
    """What ``ThemeCoder.scored`` gave, put together; ``themes`` is how many the frame has."""
    chances = np.array([row for _, row in scored], dtype=np.float32)
    return Themed([abouts for abouts, _ in scored], chances.reshape(len(scored), themes))


def theme_scores(
    signals: NDArray[np.float64], taught: NDArray[np.bool_], *, meaning: bool
) -> NDArray[np.float64]:
    """Signals (last axis as ``SIGNALS``) to probabilities; ``taught`` tells the themes that have
    examples, ``meaning`` whether there were vectors."""
    with_examples, without = ("taught", "untaught") if meaning else ("words", "words")
    logits = np.where(taught, _logit(signals, with_examples), _logit(signals, without))
    return np.asarray(1.0 / (1.0 + np.exp(-logits)))


def shifted(scores: NDArray[np.float64], shift: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities with something added to their logits."""
    odds = np.exp(shift)
    return np.asarray(scores * odds / (1.0 + scores * (odds - 1.0)))


def _logit(signals: NDArray[np.float64], case: str) -> NDArray[np.float64]:
    weights = _model()[case]
    logits = signals @ np.array([weights[name] for name in SIGNALS]) + weights["intercept"]
    return np.asarray(logits)


@cache
def _model() -> dict[str, dict[str, float]]:
    """Weights of each signal by case: taught, untaught and words (see ``theme_scores``)."""
    model: dict[str, dict[str, float]] = json.loads(_MODEL.read_text(encoding="utf-8"))
    return model
