"""``python -m tests.quality.fit_repeats`` writes linking/repeats.json.

Logistic regression on the judged pairs of the development half, with a slight ridge, since the
surest pairs would otherwise pull the weights up without end. The graph in ``COMMON_THREAD_HOME``
must hold the sample and the coroners' reports.
"""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from graph.store import open_store
from linking.likeness import NUMBERS
from tests.quality.judged_pairs import FIRST, NEAR, Numbers, Texts, same

_RIDGE = 0.01


def fitted(signals: Numbers, truth: NDArray[np.bool_]) -> Numbers:
    """The intercept, and one weight a column of ``signals``, of least log loss."""
    columns = np.column_stack([np.ones(len(signals)), signals])

    def loss(weights: Numbers) -> float:
        margin = np.where(truth, 1, -1) * (columns @ weights)
        ridge = _RIDGE * float(weights[1:] @ weights[1:])
        return (float(np.logaddexp(0, -margin).sum()) + ridge) / len(truth)

    return np.asarray(minimize(loss, np.zeros(columns.shape[1])).x)


def main() -> None:
    with open_store() as store:
        texts = Texts(store)
    pairs = [pair for name in (FIRST, NEAR) for pair in texts.pairs(name, "development")]
    signals = np.column_stack([texts.cosine(pairs), texts.shared(pairs)])
    weights = [round(float(weight), 2) for weight in fitted(signals, same(pairs))]
    made = {"made_by": "python -m tests.quality.fit_repeats", "pairs": len(pairs)}
    made |= dict(zip(("intercept", "cosine", "shared_words"), weights, strict=True))
    NUMBERS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(made))


if __name__ == "__main__":
    main()
