"""Example sentences of the frame that ships with Common Thread, and what is learned from them.

The sentences (``theme_examples.csv`` beside this module: themes, text) were made up for the
purpose from the themes' definitions, in the voices of boards, coroners and action plans; none is
from a review, and none nearer than cosine .6 to a text that was read while tuning. They are
learned from at run time, so any encoder can be used. A theme of the user's own frame has none and
does without (``linking/themes.py``).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.settings import DATA
from linking.encoder import Vectors

_FILE = Path(__file__).with_name("theme_examples.csv")
# Set on the development half of the labels (docs/quality.md).
_RIDGE = 1.0
_SHARPNESS = 20.0


@dataclass(frozen=True)
class Example:
    """A sentence and the ids of the themes it is about."""

    text: str
    themes: tuple[str, ...]


@cache
def shipped_examples() -> tuple[Example, ...]:
    """All examples that ship, in the order of their file."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Example(row["text"], tuple(row["themes"].split(";"))) for row in csv.DictReader(file)
        )


@cache
def shipped_titles() -> dict[str, str]:
    """Titles of the shipped frame by id: a theme that is called otherwise is another theme, and
    the examples are not its."""
    with (DATA / "reference" / "themes.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row["label"] for row in csv.DictReader(file)}


def themes_of(examples: Sequence[Example], ids: Sequence[str]) -> NDArray[np.float32]:
    """1 where an example is about a theme: shape (examples, ids)."""
    return np.array(
        [[id_ in example.themes for id_ in ids] for example in examples], dtype=np.float32
    ).reshape(len(examples), len(ids))


class MeaningModel:
    """Scores of themes by a text's vector: two views of the same examples.

    ``score`` is a ridge regression: directions that tell one theme from the others. ``nearness``
    is the share of a theme among the examples, the near ones weighing far more (a Parzen window).
    """

    def __init__(self, vectors: Vectors, themes: NDArray[np.float32]) -> None:
        """``vectors`` are those of the examples; ``themes`` as ``themes_of`` gives them."""
        self._examples, self._themes = vectors, themes
        self._centre, self._mean = vectors.mean(axis=0), themes.mean(axis=0)
        centred = (vectors - self._centre).astype(np.float64)
        gram = centred.T @ centred + _RIDGE * np.eye(vectors.shape[1])
        self._weights = np.linalg.solve(gram, centred.T @ (themes - self._mean))

    def score(self, vectors: Vectors) -> NDArray[np.float64]:
        """About 0 to 1 for each text and theme."""
        return np.asarray((vectors - self._centre) @ self._weights + self._mean)

    def nearness(self, vectors: Vectors) -> NDArray[np.float64]:
        """The share of each theme, 0 to 1 (several may share an example)."""
        near = np.exp(_SHARPNESS * (vectors @ self._examples.T - 1.0))
        return np.asarray(near @ self._themes / near.sum(axis=1, keepdims=True))


def cue_strengths(
    fired: Sequence[set[int]], themes: NDArray[np.float32], cue_theme: Sequence[int]
) -> NDArray[np.float64]:
    """How far each cue is to be trusted: of the examples it is found in (``fired``: places of
    cues, for each example), the share that is about its theme, drawn towards one half by two
    imagined ones."""
    found, right = np.ones(len(cue_theme)) * 2.0, np.ones(len(cue_theme))
    for example, cues in enumerate(fired):
        for cue in cues:
            found[cue] += 1
            right[cue] += themes[example, cue_theme[cue]]
    return right / found
