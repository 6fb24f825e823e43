"""Figures with their uncertainty. Intervals are 95%.

Formulas are the usual ones, checked against scikit-learn by ``tests/test_quality_metrics.py`` in a
process of its own: scikit-learn and the embedded engine cannot be loaded together everywhere (see
``linking/encoder.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from linking.agreement import cohens_kappa
from linking.intervals import wilson
from tests.quality.tables import Figure, Table

Rows = NDArray[np.float64]
_RESAMPLES = 2000
_SEED = 20261123


def share(number: int, total: int) -> Figure:
    """A share with Wilson's interval. Of nothing, it is unknown: 0 to 1."""
    if not total:
        return Figure(0.0, 0.0, 1.0)
    return Figure(number / total, *wilson(number, total), total)


def resampled(rows: Rows, statistic: Callable[[Rows], float], of: int = 0) -> Figure:
    """``statistic`` of the rows (one an item that was judged), with the interval between the
    2.5th and 97.5th percentile over 2,000 draws of as many rows with replacement."""
    random = np.random.default_rng(_SEED)
    draws = random.integers(len(rows), size=(_RESAMPLES, len(rows)))
    low, high = np.percentile([statistic(rows[draw]) for draw in draws], [2.5, 97.5])
    return Figure(float(statistic(rows)), float(low), float(high), of)


def counts(said: set[str], truth: set[str]) -> tuple[int, int, int]:
    """Right, said wrongly, and missed, for one item with several labels."""
    right = len(said & truth)
    return right, len(said) - right, len(truth) - right


def precision(rows: Rows) -> float:
    """Of rows of ``counts``, over all items together (micro)."""
    right, wrong, _ = rows.sum(axis=0)
    return float(right / (right + wrong)) if right + wrong else 0.0


def recall(rows: Rows) -> float:
    """Of rows of ``counts``, over all items together (micro)."""
    right, _, missed = rows.sum(axis=0)
    return float(right / (right + missed)) if right + missed else 0.0


def f1(rows: Rows) -> float:
    """Harmonic mean of precision and recall of rows of ``counts`` (micro)."""
    right, wrong, missed = rows.sum(axis=0)
    return float(2 * right / (2 * right + wrong + missed)) if right + wrong + missed else 0.0


def macro_f1(said: Sequence[Hashable], truth: Sequence[Hashable]) -> float:
    """Mean over the values that occur of each value's F1."""
    values = {*said, *truth}
    both = list(zip(said, truth, strict=True))
    total = 0.0
    for value in values:
        right = sum(s == t == value for s, t in both)
        given = sum(s == value for s, _ in both) + sum(t == value for _, t in both)
        total += 2 * right / given
    return total / len(values) if values else 0.0


def kappa(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Cohen's kappa (1960): agreement beyond what the two judges' own habits would give by
    chance. 1.0 when both always say the same one thing."""
    both = list(zip(one, other, strict=True))
    if not both:
        raise ValueError("Kappa needs at least one item that both have judged.")
    found = cohens_kappa(both)
    return 1.0 if found is None else found


def kappa_with_interval(one: Sequence[Hashable], other: Sequence[Hashable]) -> Figure:
    """Kappa, resampling the items."""
    values = {value: number for number, value in enumerate(dict.fromkeys([*one, *other]))}
    rows = np.array([(values[a], values[b]) for a, b in zip(one, other, strict=True)], dtype=float)
    return resampled(rows, lambda r: kappa(r[:, 0].tolist(), r[:, 1].tolist()), len(rows))


def calibration(
    title: str, scores: Sequence[float], right: Sequence[bool], note: str = "", bins: int = 10
) -> tuple[float, Table]:
    """Expected calibration error over bins of equal width (Naeini 2015), and the curve.

    The error is the mean over all scores of the gap, in their bin, between the mean score and the
    share that was right.
    """
    place = np.minimum((np.asarray(scores, dtype=float) * bins).astype(int), bins - 1)
    truth, said = np.asarray(right, dtype=float), np.asarray(scores, dtype=float)
    rows, error = [], 0.0
    for each in np.unique(place):
        inside = place == each
        mean = float(said[inside].mean())
        rows.append((mean, share(int(truth[inside].sum()), int(inside.sum()))))
        error += inside.mean() * abs(mean - float(truth[inside].mean()))
    columns = ("score said, on average", "share that was right")
    return float(error), Table(title, columns, tuple(rows), note, calibration=True)
