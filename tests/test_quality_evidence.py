"""The figures of evidence links against hand-worked ones, and the labels they rest on."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from linking.evidence_model import shipped_model
from tests.quality import labels
from tests.quality.choose import half
from tests.quality.evaluate_evidence import calibration_error, in_bins, ndcg
from tests.quality.fit_evidence import RELEVANT
from tests.quality.judged_evidence import FILES


@pytest.mark.parametrize(
    ("scores", "judged_only", "value"),
    [
        ([0.9, 0.8, 0.1, 0.0], True, 1.0),
        # Gains 3 and 1 at ranks 1 and 2 are best: 3 + 1/log2(3) = 3.6309. The other way round
        # 1 + 3/log2(3) = 2.8928.
        ([0.8, 0.9, 0.1, 0.0], True, 2.8928 / 3.6309),
        # Nobody judged the last one: left out, or taken for wrong, and all others go down a rank.
        ([0.8, 0.7, 0.1, 0.9], True, 1.0),
        ([0.8, 0.7, 0.1, 0.9], False, (3 / np.log2(3) + 1 / 2) / 3.6309),
    ],
)
def test_ndcg_worked_by_hand(scores: list[float], judged_only: bool, value: float) -> None:
    found = ndcg(np.array(scores, dtype=np.float32), {0: 2, 1: 1, 2: 0}, judged_only=judged_only)
    assert found == pytest.approx(value, abs=1e-4)


def test_the_calibration_error_is_over_bins_of_all_asks_together() -> None:
    # In the bin from .2 two scores promise .25 and one of two is right: off by .25 over two. In
    # that from .9 one promises 1 and is right.
    rows = np.array([in_bins([(0.25, 0), (1.0, 2)]), in_bins([(0.25, 1)])])
    assert calibration_error(rows) == pytest.approx((0.5 + 0.0) / 3)
    assert calibration_error(np.array([in_bins([])])) == 0


def test_later_asks_are_of_the_development_half_and_others_than_the_first() -> None:
    first, more = ({row["ask"] for row in labels.rows(name)} for name in FILES)
    assert not first & more
    assert {half(ask) for ask in more} == {"development"}
    assert {half(ask) for ask in first} == {"development", "heldout"}


def test_the_numbers_that_ship_were_fitted_on_the_development_labels_as_they_are() -> None:
    grades = [
        int(row["grade"]) for name in FILES for row in labels.rows(name, "development", "ask")
    ]
    model = shipped_model()
    assert (model.judged, model.relevant) == (len(grades), sum(g >= RELEVANT for g in grades))
    assert model.verdicts == 0 and model.least_each <= model.least_any


@pytest.mark.parametrize("name", FILES)
def test_a_pair_is_graded_once_from_nought_to_two(name: str) -> None:
    with (labels.FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = [(row["ask"], row["finding"], row["grade"]) for row in csv.DictReader(file)]
    assert {grade for _, _, grade in rows} == {"0", "1", "2"}
    assert len({row[:2] for row in rows}) == len(rows)
