"""``python -m tests.quality.fit_evidence``: fits the numbers of the evidence model.

Only asks of the development half are read. Ten-fold cross-validation over asks is printed first,
then the model fitted on all of them is written to linking/evidence_model.json. The graph in
``COMMON_THREAD_HOME`` must hold the sample and the coroners' reports.

What counts as relevant is a grade of 1 (speaks to part of the matter) or 2 (to the point): a
reader is helped by both, a link claims no more, and there are three times as many to fit on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.store import open_store
from linking.encoder import SentenceEncoder
from linking.evidence_model import SHIPPED, EvidenceModel, fit
from linking.evidence_signals import SIGNALS
from linking.vectors import vectors_for
from tests.quality.judged_evidence import JudgedAsk, judged

RELEVANT = 1
# A weight of a signal in units of its own spread lies around nought with this variance. From 1 to
# 1/30 the likelihood in cross-validation hardly differs; this is the middle.
VARIANCE = 1 / 5
# In cross-validation: of 99 asks with nothing relevant 70 get nothing, 91 of 100 silences miss
# nothing to the point, and of links to the point among the first five 91 in 100 stay. By
# the best finding alone (.25, and .1 for each) 77 of 100 stayed with as many silences.
LEAST_ANY, LEAST_EACH = 0.55, 0.06
FOLDS = 10
_SEED = 20261123


def main() -> None:
    """Cross-validate, fit and write."""
    with open_store() as store, SentenceEncoder() as encoder:
        asks = judged(store, "development", lambda texts: vectors_for(texts, encoder)).asks
    chance = cross_validated(asks)
    told = np.concatenate([chance[ask.key][list(ask.grades)] for ask in asks])
    _, truth = pairs(asks)
    loss = -np.mean(np.where(truth, np.log(told), np.log(1 - told)))
    model = fitted(asks)
    model.write(SHIPPED)
    print(f"{len(asks)} asks, {model.judged} pairs, {model.relevant} relevant; {loss=:.4f}")
    for name, weight in zip(("intercept", *SIGNALS), model.weights, strict=True):
        print(f"{name:10s} {weight:7.3f}")


def pairs(asks: list[JudgedAsk]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Signals of the judged pairs, shape (pairs, signals), and which were relevant."""
    signals = [ask.signals[:, list(ask.grades)].T for ask in asks]
    truth = [grade >= RELEVANT for ask in asks for grade in ask.grades.values()]
    return np.concatenate(signals).astype(float), np.array(truth)


def fitted(asks: list[JudgedAsk]) -> EvidenceModel:
    """The model of these asks."""
    signals, truth = pairs(asks)
    spread = signals.std(axis=0)
    # Nearly nothing is thought of the intercept beforehand.
    precision = np.diag([1e-6, *(spread**2 / VARIANCE)])
    weights, curvature = fit(signals, truth.tolist(), np.zeros(len(precision)), precision)
    return EvidenceModel(
        tuple(np.round(weights, 4).tolist()),
        tuple(map(tuple, np.round(curvature, 3).tolist())),
        LEAST_ANY,
        LEAST_EACH,
        len(truth),
        int(truth.sum()),
    )


def cross_validated(asks: list[JudgedAsk]) -> dict[str, NDArray[np.float32]]:
    """For each ask the chance of every finding, by a model that has not seen the ask."""
    order = np.random.default_rng(_SEED).permutation(len(asks))
    chance = {}
    for fold in range(FOLDS):
        held = {int(place) for place in order[fold::FOLDS]}
        model = fitted([ask for place, ask in enumerate(asks) if place not in held])
        for place in held:
            chance[asks[place].key] = model.chance(asks[place].signals)
    return chance


if __name__ == "__main__":
    main()
