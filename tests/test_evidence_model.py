"""The model behind a link's score: its numbers, how it is fitted, and what verdicts change."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize

from linking.evidence_model import (
    EvidenceModel,
    EvidenceModelError,
    current_model,
    fit,
    own_path,
    refitted,
    shipped_model,
)
from linking.evidence_signals import SIGNALS

RANDOM = np.random.default_rng(7)
PAIRS = RANDOM.normal(size=(400, len(SIGNALS)))
TRUE = np.array([-1.0, 2.0, 0.5, -1.0, 1.5, 0.3])
RELEVANT = (RANDOM.random(400) < 1 / (1 + np.exp(-(TRUE[0] + PAIRS @ TRUE[1:])))).tolist()
NOTHING_KNOWN = np.zeros(len(TRUE)), np.diag(np.full(len(TRUE), 0.5))


def test_the_chance_is_that_of_the_logistic_function() -> None:
    model = replace(shipped_model(), weights=(-1.0, 2.0, *[0.0] * (len(SIGNALS) - 1)))
    signals = np.zeros((len(SIGNALS), 1, 3), dtype=np.float32)
    signals[0, 0] = [0.0, 0.5, 1.5]
    assert model.chance(signals)[0] == pytest.approx([0.2689, 0.5, 0.8808], abs=1e-4)


@pytest.mark.parametrize(
    ("chances", "number"),
    [
        ([], 0),
        ([0.39], 0),
        ([0.41], 1),
        ([0.3, 0.15], 2),  # 1 - .7 * .85 = .405
        ([0.3, 0.1, 0.05], 2),
        ([0.9, 0.15, 0.1, 0.05], 3),
        ([0.04] * 12, 0),  # ten together .34
        ([0.15] + [0.05] * 20, 1),  # of so many ten count
    ],
)
def test_something_must_be_near_before_any_finding_is(chances: list[float], number: int) -> None:
    assert replace(shipped_model(), least_any=0.4, least_each=0.1).near(chances) == number


def test_the_fit_is_where_the_likelihood_is_highest() -> None:
    centre, precision = NOTHING_KNOWN

    def loss(weights: np.ndarray) -> float:
        logit = weights[0] + PAIRS @ weights[1:]
        off = weights - centre
        return float(
            np.logaddexp(0, np.where(RELEVANT, -logit, logit)).sum() + off @ precision @ off / 2
        )

    weights, _ = fit(PAIRS, RELEVANT, centre, precision)
    assert weights == pytest.approx(minimize(loss, centre).x, abs=1e-3)
    assert weights == pytest.approx(TRUE, abs=0.6)


def test_verdicts_added_later_count_as_if_all_had_been_fitted_together() -> None:
    half = len(PAIRS) // 2
    weights, precision = fit(PAIRS[:half], RELEVANT[:half], *NOTHING_KNOWN)
    first = EvidenceModel(tuple(weights), tuple(map(tuple, precision)), 0.2, 0.1, half, 90)
    both = refitted(first, PAIRS[half:], RELEVANT[half:])
    together, _ = fit(PAIRS, RELEVANT, *NOTHING_KNOWN)
    assert both.weights == pytest.approx(together, abs=0.1)
    assert (both.judged, both.verdicts) == (half, half)
    assert both.method != first.method


def test_one_verdict_moves_the_numbers_little_and_in_its_direction() -> None:
    model = shipped_model()
    pair = np.array([[0.5, 0.3, 0.0, 0.5, 0.0]])
    before = float(model.chance(pair.T)[0])
    for verdict in (True, False):
        after = float(refitted(model, pair, [verdict]).chance(pair.T)[0])
        assert abs(after - before) < 0.05 and (after > before) is verdict


def test_own_numbers_come_before_those_that_ship(home: Path) -> None:
    assert current_model() == shipped_model()
    own = replace(shipped_model(), least_any=0.3, verdicts=12)
    own.write(own_path())
    assert current_model() == own
    assert own.method != shipped_model().method


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[: len(content) // 2],
        lambda content: json.dumps({**json.loads(content), "signals": ["cosine"]}),
        lambda content: json.dumps({**json.loads(content), "weights": [1.0]}),
        lambda content: json.dumps({**json.loads(content), "precision": [[1.0]]}),
        lambda content: json.dumps({**json.loads(content), "other": 1}),
        lambda _: "[]",
    ],
)
def test_damaged_numbers_are_refused_with_what_to_do(home: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    shipped_model().write(own_path())
    own_path().write_text(spoil(own_path().read_text()))
    with pytest.raises(EvidenceModelError, match="Delete the file"):
        current_model()
