"""What speaks for each theme in a text: signals, one column each, and the words behind them.

| signal   | what it is                                                                      |
|----------|---------------------------------------------------------------------------------|
| cue      | strength of the strongest cue of the theme in the text, 0 without any           |
| cues     | how many of its cues stand there, four at most                                  |
| family   | strength of the strongest cue of another theme of its family                    |
| words    | score by the words of the text, learned from examples                           |
| meaning  | score by the text's vector, learned from examples; without examples the cosine  |
|          | with the theme less the mean cosine with all themes                             |
| nearness | log of the theme's share among the nearest examples                             |
| rank     | log of the theme's rank by meaning, the best being 1                            |
| leaf     | 1 for a theme that has none within it                                           |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linking.cue_words import CueIndex
from linking.encoder import Vectors
from linking.masking import AgencyName, Masker
from linking.theme_examples import (
    Example,
    MeaningModel,
    cue_strengths,
    shipped_titles,
    themes_of,
)
from linking.theme_words import WordModel

SIGNALS = ("cue", "cues", "family", "words", "meaning", "nearness", "rank", "leaf")
_MOST_CUES = 4
_LEAST_SHARE = 1e-3
Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True)
class Theme:
    """A theme of the frame. ``parent`` is an id, or empty at the top."""

    id: str
    title: str
    definition: str = ""
    cues: tuple[str, ...] = ()
    parent: str = ""


class ThemeSignals:
    """The signals of one frame."""

    def __init__(
        self,
        themes: Sequence[Theme],
        names: Sequence[AgencyName],
        encode: Encode | None,
        examples: Sequence[Example],
    ) -> None:
        """``encode`` gives the vectors of texts; None where there is no encoder. ``examples`` are
        of the shipped frame, and count for those of ``themes`` that are its."""
        shipped = shipped_titles()
        ids = [theme.id if shipped.get(theme.id) == theme.title else "" for theme in themes]
        if not any(ids):
            examples = []
        about = themes_of(examples, ids)
        self.taught: NDArray[np.bool_] = np.asarray(about.any(axis=0))
        self._learn_cues(themes, names, [example.text for example in examples], about)
        self._words = WordModel([example.text for example in examples], about)
        self._meaning: MeaningModel | None = None
        if encode:
            self._own = _own_vectors(themes, self.taught, encode)
            if examples:
                vectors = np.vstack([encode([example.text for example in examples]), self._own])
                self._meaning = MeaningModel(vectors, np.vstack([about, np.eye(len(themes))]))
        broad = {theme.parent for theme in themes}
        self._leaf = np.array([theme.id not in broad for theme in themes], dtype=float)
        families = np.array([theme.parent or theme.id for theme in themes])
        self._kin = (families[:, None] == families) & ~np.eye(len(themes), dtype=bool)

    def _learn_cues(
        self,
        themes: Sequence[Theme],
        names: Sequence[AgencyName],
        examples: Sequence[str],
        about: NDArray[np.float32],
    ) -> None:
        cues = [(place, cue) for place, theme in enumerate(themes) for cue in theme.cues]
        self._cue_theme = [place for place, _ in cues]
        self._index = CueIndex([cue for _, cue in cues])
        self._masker = Masker(names, self._index.folds)
        fired = [set(self._index.find(self._masker.words(text), text)) for text in examples]
        self._strength = cue_strengths(fired, about, self._cue_theme)

    def of(
        self, texts: Sequence[str], vectors: Vectors | None
    ) -> tuple[NDArray[np.float64], list[dict[int, list[str]]]]:
        """Signals of each text, shape (texts, themes, signals), and the words of the cues found
        for each theme, by its place. ``vectors`` are those of ``texts``."""
        signals = np.zeros((len(texts), len(self._leaf), len(SIGNALS)))
        column = dict(zip(SIGNALS, np.moveaxis(signals, 2, 0), strict=True))
        column["leaf"][:] = self._leaf
        surfaces = []
        for row, text in enumerate(texts):
            surfaces.append(self._cues(text, column["cue"][row], column["cues"][row]))
            column["words"][row] = self._words.scores(text)
        for place, kin in enumerate(self._kin):
            if kin.any():
                column["family"][:, place] = column["cue"][:, kin].max(axis=1)
        if vectors is not None:
            self._near(vectors, column)
        return signals, surfaces

    def telling(self, text: str, theme: int) -> list[str]:
        """Words of a text that speak for a theme though they are no cue."""
        return self._words.telling(text, theme)

    def _cues(
        self, text: str, strengths: NDArray[np.float64], counts: NDArray[np.float64]
    ) -> dict[int, list[str]]:
        surfaces: dict[int, list[str]] = {}
        for cue, found in self._index.find(self._masker.words(text), text).items():
            theme = self._cue_theme[cue]
            strengths[theme] = max(strengths[theme], self._strength[cue])
            counts[theme] = min(counts[theme] + 1, _MOST_CUES)
            told = surfaces.setdefault(theme, [])
            told += [surface for surface in found if surface not in told]
        return surfaces

    def _near(self, vectors: Vectors, column: dict[str, NDArray[np.float64]]) -> None:
        cosine = (vectors @ self._own.T).astype(np.float64)
        column["meaning"][:] = cosine - cosine.mean(axis=1, keepdims=True)
        column["nearness"][:] = np.log(_LEAST_SHARE)
        if self._meaning:
            taught = self.taught
            column["meaning"][:, taught] = self._meaning.score(vectors)[:, taught]
            shares = self._meaning.nearness(vectors)[:, taught]
            column["nearness"][:, taught] = np.log(shares + _LEAST_SHARE)
        order = np.argsort(-column["meaning"], axis=1, kind="stable")
        column["rank"][:] = np.log1p(np.argsort(order, axis=1, kind="stable"))


def _own_vectors(themes: Sequence[Theme], taught: NDArray[np.bool_], encode: Encode) -> Vectors:
    """Title and definition, and without examples the mean of the cues: on 210 case passages of
    the sample the right theme came nearer so (mean reciprocal rank .40) than by the definition
    alone (.35)."""
    own = [f"{theme.title}. {theme.definition}".strip() for theme in themes]
    cues = [() if known else theme.cues for theme, known in zip(themes, taught, strict=True)]
    both = encode([*own, *(cue.rstrip("*") for of_theme in cues for cue in of_theme)])
    result = both[: len(own)].copy()
    start = len(own)
    for place, of_theme in enumerate(cues):
        if of_theme:
            result[place] += 0.7 * _unit(both[start : start + len(of_theme)].mean(axis=0))
            start += len(of_theme)
    return np.asarray(_unit(result), dtype=np.float32)


def _unit(vectors: Vectors) -> Vectors:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-12), dtype=np.float32)
