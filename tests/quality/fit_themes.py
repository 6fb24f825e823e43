"""Fits the weights of ``linking/theme_model.json`` on the labels that are not held out.

``python -m tests.quality.fit_themes`` (a graph as ``tests.quality`` needs it) writes the file and
prints, for each case, F1 by the least score. Items are those of the development half and 320 more,
judged by the one who built this (``more_themes.csv``: none near a held-out text).

Some of these items, those of the invented sample, are themselves examples to learn from. So
signals are made ten times over, each time without the examples from a tenth of the reviews, and an
item has the signals that were made without its review; weights are tried in the same way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import linking.themes
from graph.store import Store, open_store
from linking.encoder import SentenceEncoder
from linking.inputs import Inputs, read_inputs
from linking.theme_examples import shipped_examples
from linking.theme_signals import SIGNALS, Encode, ThemeSignals
from linking.themes import MOST
from linking.vectors import vectors_for
from tests.quality import labels
from tests.quality.choose import items
from tests.quality.evaluate_themes import Labelled, labelled
from tests.quality.metrics import f1

_PENALTY = 1.0
_FOLDS = 10
_FILE = Path(linking.themes.__file__).with_name("theme_model.json")
# Signals that a case has; the others weigh nothing.
CASES = {
    "taught": SIGNALS,
    "untaught": ("cue", "cues", "family", "meaning", "rank", "leaf"),
    "words": ("cue", "cues", "family", "words", "leaf"),
}
Matrix = NDArray[np.float64]


def main() -> None:
    """Fit each case, show it, and write the file."""
    with open_store() as store, SentenceEncoder() as encoder:
        inputs = read_inputs(store)
        judged = [*labelled(store, "development"), *_more(store)]
        folds = _folds([one.item.review for one in judged])
        truth = np.array([[t.id in one.themes for t in inputs.themes] for one in judged], float)
        model = {}
        for case, names in CASES.items():
            signals = _signals(inputs, judged, folds, lambda t: vectors_for(t, encoder), case)
            signals = signals[:, :, [SIGNALS.index(name) for name in names]]
            _show(case, signals, truth, folds)
            weights = fit(signals.reshape(-1, len(names)), truth.ravel())
            known = dict(zip((*names, "intercept"), weights.tolist(), strict=True))
            model[case] = {n: round(known.get(n, 0.0), 4) for n in (*SIGNALS, "intercept")}
    _FILE.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def _more(store: Store) -> list[Labelled]:
    by_key = {item.key: item for kind in items(store) for item in kind}
    rows = labels.rows("more_themes.csv")
    return [Labelled(by_key[row["key"]], labels.themes(row)) for row in rows]


def _folds(reviews: Sequence[str]) -> NDArray[np.int64]:
    names = sorted(set(reviews))
    return np.array([names.index(review) % _FOLDS for review in reviews])


def _signals(
    inputs: Inputs,
    judged: Sequence[Labelled],
    folds: NDArray[np.int64],
    encode: Encode,
    case: str,
) -> Matrix:
    """Signals of the items, of what a case has, each made without the examples of its fold."""
    text = {ask.id: ask.text for ask in inputs.asks}
    signals = np.zeros((len(judged), len(inputs.themes), len(SIGNALS)))
    for each in range(_FOLDS):
        texts = [text[judged[place].item.id] for place in np.flatnonzero(folds == each)]
        hidden = {" ".join(each.split()) for each in texts}
        examples = [example for example in shipped_examples() if example.text not in hidden]
        use = ThemeSignals(
            inputs.themes,
            inputs.names,
            None if case == "words" else encode,
            [] if case == "untaught" else examples,
        )
        signals[folds == each] = use.of(texts, None if case == "words" else encode(texts))[0]
    return signals


def fit(signals: Matrix, truth: Matrix) -> Matrix:
    """Weights and intercept of a logistic model with a small ridge penalty on the weights."""

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        logits = signals @ weights[:-1] + weights[-1]
        gap = 1.0 / (1.0 + np.exp(-logits)) - truth
        value = np.logaddexp(0.0, logits).sum() - truth @ logits
        slope = np.append(signals.T @ gap + _PENALTY * weights[:-1], gap.sum())
        return float(value + _PENALTY / 2 * weights[:-1] @ weights[:-1]), slope

    start = np.zeros(signals.shape[1] + 1)
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def _show(case: str, signals: Matrix, truth: Matrix, folds: NDArray[np.int64]) -> None:
    """F1 by the least score, each fold tried with weights that were fitted without it."""
    scores = np.zeros_like(truth)
    for each in range(_FOLDS):
        kept = signals[folds != each].reshape(-1, signals.shape[2])
        weights = fit(kept, truth[folds != each].ravel())
        logits = signals[folds == each] @ weights[:-1] + weights[-1]
        scores[folds == each] = 1.0 / (1.0 + np.exp(-logits))
    best = scores >= -np.sort(-scores, axis=1)[:, [MOST - 1]]
    for least in np.arange(0.15, 0.55, 0.05):
        said = (scores >= least) & best
        right = float((said & (truth > 0)).sum())
        counted = np.array([[right, said.sum() - right, truth.sum() - right]])
        print(
            f"{case}: at {least:.2f} F1 {f1(counted):.3f}, right {right:.0f} of "
            f"{said.sum()} said and {truth.sum():.0f} to be said"
        )


if __name__ == "__main__":
    main()
