"""The chance that a finding near an ask would be judged relevant: a logistic model of signals.

Its numbers stand in ``evidence_model.json``, fitted on judged pairs by
``python -m tests.quality.fit_evidence``. With them goes how sure they are: the curvature of the
fit, so that people's own verdicts (``linking/learning.py``) add to what the judged pairs told as if
all had been fitted together (Laplace's approximation; MacKay 1992). Numbers refitted so are kept
in the graph's home and come before those that ship.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import CommonThreadError
from graph.settings import home
from linking.evidence_signals import SIGNALS

METHOD = "logistic/3"
# Of how many nearest findings the chance is taken that any of them is relevant.
TOGETHER = 10
FILE_NAME = "evidence_model.json"
SHIPPED = Path(__file__).with_name(FILE_NAME)
# Steps of Newton's method: it takes fewer than ten where it converges at all.
_STEPS = 50
_CLOSE = 1e-8

Array = NDArray[np.floating[Any]]


class EvidenceModelError(CommonThreadError):
    """The numbers of the evidence model cannot be used."""


@dataclass(frozen=True)
class EvidenceModel:
    """``weights`` are the intercept's and then one for each of ``SIGNALS``; ``precision`` is the
    curvature of the fit there, row by row. Findings are near an ask when it is likely enough
    (``least_any``) that any of the nearest is relevant; then those of a chance of at least
    ``least_each`` are. ``judged`` and ``relevant`` count the pairs it was fitted on, ``verdicts``
    those that people added."""

    weights: tuple[float, ...]
    precision: tuple[tuple[float, ...], ...]
    least_any: float
    least_each: float
    judged: int
    relevant: int
    verdicts: int = 0

    def logit(self, signals: Sequence[Array]) -> NDArray[np.float32]:
        """The logit of the chance, one value a pair; ``signals`` has one array for each."""
        logit = np.full(signals[0].shape, self.weights[0], dtype=np.float32)
        for weight, values in zip(self.weights[1:], signals, strict=True):
            logit += np.float32(weight) * values
        return logit

    def chance(self, signals: Sequence[Array]) -> NDArray[np.float32]:
        """The chance, 0 to 1, of signals as ``logit`` takes them."""
        return logistic(self.logit(signals))

    def near(self, chances: Sequence[float]) -> int:
        """How many findings are near an ask, of those with these chances, best first.

        Several that are somewhat likely say as much as one that is likely: what counts is the
        chance that any of the first ``TOGETHER`` is relevant, each taken by itself.
        """
        if 1.0 - prod(1.0 - chance for chance in chances[:TOGETHER]) < self.least_any:
            return 0
        return sum(chance >= self.least_each for chance in chances)

    @property
    def method(self) -> str:
        """How links made with it say they were made: other numbers are another method."""
        numbers = (self.weights, self.least_any, self.least_each)
        digest = hashlib.sha256(repr(numbers).encode()).hexdigest()
        return f"{METHOD}-{digest[:8]}"

    def write(self, path: Path) -> None:
        """Keep it, whole or not at all."""
        part = path.with_name(path.name + ".part")
        part.parent.mkdir(parents=True, exist_ok=True)
        content = {"signals": SIGNALS, **asdict(self)}
        part.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        part.replace(path)


def logistic(logit: Array) -> NDArray[np.float32]:
    """The chance that a logit stands for."""
    return np.asarray(1.0 / (1.0 + np.exp(-logit)), dtype=np.float32)


def fit(
    signals: Array, relevant: Sequence[bool], centre: Array, precision: Array
) -> tuple[Array, Array]:
    """Weights and their precision, given pairs' signals (shape (pairs, signals)) and verdicts.

    Before any pair the weights are thought to lie around ``centre`` with ``precision``; the
    result is the likeliest (maximum a posteriori), found by Newton's method, with the curvature
    there. Raises EvidenceModelError when it does not converge, which finite signals do not cause.
    """
    rows = np.column_stack([np.ones(len(signals)), np.asarray(signals, dtype=float)])
    truth = np.asarray(relevant, dtype=float)
    weights = np.array(centre, dtype=float)
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - truth) + precision @ (weights - centre)
        curvature = (rows.T * (chance * (1 - chance))) @ rows + precision
        step = np.linalg.solve(curvature, slope)
        weights -= step
        if np.abs(step).max() < _CLOSE:
            return weights, curvature
    raise EvidenceModelError(
        "The evidence model could not be fitted on these verdicts. The numbers that ship are used."
    )


def refitted(model: EvidenceModel, signals: Array, relevant: Sequence[bool]) -> EvidenceModel:
    """``model`` with people's verdicts on further pairs added to what it was fitted on."""
    weights, precision = fit(
        signals, relevant, np.asarray(model.weights), np.asarray(model.precision)
    )
    return replace(
        model,
        weights=tuple(weights.tolist()),
        precision=tuple(map(tuple, precision.tolist())),
        verdicts=len(relevant),
    )


def own_path() -> Path:
    """Where numbers refitted by people's verdicts are kept."""
    return home() / FILE_NAME


def shipped_model() -> EvidenceModel:
    """The numbers that ship with Common Thread."""
    return _read(SHIPPED)


def current_model() -> EvidenceModel:
    """The numbers refitted by people's verdicts, or else those that ship.

    Raises EvidenceModelError when the refitted ones are damaged or of other signals.
    """
    return _read(own_path()) if own_path().exists() else shipped_model()


def _read(path: Path) -> EvidenceModel:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        signals = tuple(content.pop("signals"))
        content["weights"] = tuple(map(float, content["weights"]))
        content["precision"] = tuple(tuple(map(float, row)) for row in content["precision"])
        model = EvidenceModel(**content)
        fits = signals == SIGNALS and np.shape(model.precision) == (len(SIGNALS) + 1,) * 2
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        fits = False
    if not fits or len(model.weights) != len(SIGNALS) + 1:
        raise EvidenceModelError(
            f"The evidence model in {path} is damaged or of another version. Delete the file to "
            "use the numbers that ship, then run 'python -m ingest verdicts learn' to refit them."
        )
    return model
