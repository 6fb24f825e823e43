"""Themes: what ``ThemeCoder`` assigns against the judges' labels, beside three baselines.

A baseline has its threshold and the most themes it may give set on the development half, to its
own best F1, so that none is beaten by a bad setting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.store import Store
from linking.cue_words import CueIndex
from linking.encoder import SentenceEncoder, Vectors
from linking.inputs import Inputs, read_inputs
from linking.lexical import Bm25, terms, words
from linking.theme_signals import Theme
from linking.themes import ThemeCoder
from linking.vectors import vectors_for
from tests.quality import labels
from tests.quality.choose import Item, items
from tests.quality.metrics import Rows, calibration, counts, f1, precision, recall, resampled
from tests.quality.tables import Cell, Figure, Table

_MOST = 6
_STEPS = 60
Scores = NDArray[np.float64]
Said = Sequence[set[str]]


@dataclass(frozen=True)
class Labelled:
    """An item with what a judge said it is about."""

    item: Item
    themes: set[str]


def measure(store: Store, half: str) -> list[Table]:
    """F1, precision and recall of the coder and of the baselines, and the scores' calibration."""
    inputs = read_inputs(store)
    tuning, judged = labelled(store, "development"), labelled(store, half)
    with SentenceEncoder() as encoder:
        frame = _Frame(inputs, lambda texts: vectors_for(texts, encoder))
        given = frame.coded(judged)
        said: dict[str, Said] = {"Common Thread": [set(found) for found in given]}
        said["keyword rules alone"] = frame.by_cues(judged)
        for name, scores in (
            ("MiniLM, cosine to the definition", frame.cosine),
            ("BM25 to the definition", frame.bm25),
        ):
            cut = _best_cut(scores(tuning), frame.ids, tuning)
            said[name] = _cut(scores(judged), frame.ids, *cut)
    return [
        _main(said, judged, frame),
        _by_kind(said["Common Thread"], judged),
        _scores(given, judged),
    ]


def labelled(store: Store, half: str) -> list[Labelled]:
    """The judged items of a half, with their texts from the graph."""
    by_key = {item.key: item for kind in items(store) for item in kind}
    return [
        Labelled(by_key[row["key"]], labels.themes(row))
        for name in labels.CODE_FILES
        for row in labels.rows(name, half)
    ]


class _Frame:
    """The frame, and every way of coding by it."""

    def __init__(self, inputs: Inputs, vectors: Callable[[Sequence[str]], Vectors]) -> None:
        self._inputs, self._vectors = inputs, vectors
        self._text = {ask.id: ask.text for ask in inputs.asks}
        self.ids = [theme.id for theme in inputs.themes]
        self.parent = {theme.id: theme.parent for theme in inputs.themes}

    def coded(self, judged: Sequence[Labelled]) -> list[dict[str, float]]:
        """Theme ids with their scores, as linking assigns them."""
        texts = self._texts(judged)
        coder = ThemeCoder(self._inputs.themes, self._inputs.names, self._vectors)
        found = coder.code(texts, self._vectors(texts))
        return [{about.theme_id: about.score for about in one} for one in found]

    def by_cues(self, judged: Sequence[Labelled]) -> Said:
        """Every theme with a cue word in the text; a broad one only when none within it has."""
        cues = [(theme.id, cue) for theme in self._inputs.themes for cue in theme.cues]
        index = CueIndex([cue for _, cue in cues])
        said = []
        for text in self._texts(judged):
            found = {cues[place][0] for place in index.find(words(text), text)}
            said.append(found - {self.parent[theme] for theme in found})
        return said

    def cosine(self, judged: Sequence[Labelled]) -> Scores:
        own = self._vectors([_words(theme) for theme in self._inputs.themes])
        return np.asarray(self._vectors(self._texts(judged)) @ own.T, dtype=float)

    def bm25(self, judged: Sequence[Labelled]) -> Scores:
        index = Bm25([terms(_words(theme)) for theme in self._inputs.themes])
        return np.array([index.scores(terms(text)) for text in self._texts(judged)], dtype=float)

    def _texts(self, judged: Sequence[Labelled]) -> list[str]:
        return [self._text[one.item.id] for one in judged]


def _words(theme: Theme) -> str:
    return f"{theme.title}. {theme.definition}"


def _cut(scores: Scores, ids: Sequence[str], least: float, most: int) -> list[set[str]]:
    best = np.argsort(-scores, axis=1, kind="stable")[:, :most]
    return [
        {ids[place] for place in places if row[place] >= least}
        for row, places in zip(scores, best.tolist(), strict=True)
    ]


def _best_cut(scores: Scores, ids: Sequence[str], judged: Sequence[Labelled]) -> tuple[float, int]:
    """The least score and the most themes that give the best F1 on these items."""
    cuts = [
        (float(least), most)
        for least in np.quantile(scores, np.linspace(0.8, 1.0, _STEPS))
        for most in range(1, _MOST + 1)
    ]
    return max(cuts, key=lambda cut: f1(_counted(_cut(scores, ids, *cut), judged)))


def _counted(said: Said, judged: Sequence[Labelled]) -> Rows:
    found = [counts(one, truth.themes) for one, truth in zip(said, judged, strict=True)]
    return np.array(found, dtype=float)


def _main(said: dict[str, Said], judged: Sequence[Labelled], frame: _Frame) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, found in said.items():
        counted = _counted(found, judged)
        broad = np.array(
            [
                counts(_broad(one, frame.parent), _broad(truth.themes, frame.parent))
                for one, truth in zip(found, judged, strict=True)
            ],
            dtype=float,
        )
        figures = [resampled(counted, metric) for metric in (f1, precision, recall)]
        rows.append((name, *figures, resampled(broad, f1)))
    right, wrong, missed = _counted(said["Common Thread"], judged).sum(axis=0).astype(int)
    return Table(
        "Themes, all labelled items",
        ("coded by", "micro F1", "precision", "recall", "F1 of broad themes"),
        tuple(rows),
        f"{len(judged)} items; the judge gave them {right + missed} themes, "
        f"{len(frame.ids)} are in the frame. Intervals resample the items.",
        f"Of the themes shown, {right / (right + wrong):.0%} were also the judge's choice ({right} "
        f"of {right + wrong}); of those that the judge chose, {right / (right + missed):.0%} were "
        f"found ({right} of {right + missed}).",
    )


def _broad(themes: set[str], parent: dict[str, str]) -> set[str]:
    return {parent.get(theme) or theme for theme in themes}


def _by_kind(said: Said, judged: Sequence[Labelled]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for kind, concern in (("recommendations", False), ("coroners' concerns", True)):
        places = [n for n, one in enumerate(judged) if (one.item.kind == "concern") is concern]
        counted = _counted([said[n] for n in places], [judged[n] for n in places])
        figures: list[Figure] = [resampled(counted, metric) for metric in (f1, precision, recall)]
        rows.append((kind, len(places), *figures))
    columns = ("themes of", "items", "micro F1", "precision", "recall")
    return Table("Themes, by what is coded", columns, tuple(rows))


def _scores(given: Sequence[dict[str, float]], judged: Sequence[Labelled]) -> Table:
    pairs = [
        (score, theme in one.themes)
        for found, one in zip(given, judged, strict=True)
        for theme, score in found.items()
    ]
    error, table = calibration("What a theme's score means", *zip(*pairs, strict=True))
    note = f"Expected calibration error {error:.3f} over {len(pairs)} themes assigned."
    return Table(table.title, table.columns, table.rows, note, calibration=True)
