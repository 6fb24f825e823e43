"""The study of 2011 (Brandon and others, DfE RR157) run again: its questions as measures.

Each measure is a share with its denominator and Wilson's interval, so that no figure stands alone.
Coroners' concerns are left out throughout: the study was of recommendations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from graph.store import Row
from linking.intervals import Share

STUDY_MEAN, STUDY_LEAST, STUDY_MOST = 47, 10, 94
"""Recommendations a review in the study's 20 serious case reviews of 2009-10: mean and range. From
a summary of 10 October 2011 (C. Mills); the average was not checked against the report itself."""
TRAINING, SUPERVISION, JUDGEMENT = "train", "judg.supervision", "judg"
_SAYS_WHO = {"named", "typed"}
_STEP = 5


@dataclass(frozen=True)
class Volume:
    """Recommendations a review, over the reviews that make at least one. ``agencies`` is how many
    each addresses on average; ``none`` are reviews that make none, which are left out."""

    reviews: int
    recommendations: int
    mean: float
    median: float
    least: int
    most: int
    agencies: float
    none: int


def volume(per_review: Sequence[Row]) -> Volume | None:
    """From the rows of ``recommendations_per_review``; None where no review makes any."""
    making = [row for row in per_review if row["recommendations"]]
    counts = [int(row["recommendations"]) for row in making]
    if not counts:
        return None
    none = sum(not row["recommendations"] and not row["concerns"] for row in per_review)
    return Volume(
        len(counts),
        sum(counts),
        fmean(counts),
        median(counts),
        min(counts),
        max(counts),
        fmean(int(row["agencies"]) for row in making),
        none,
    )


def distribution(counts: Sequence[int], up_to: int = 0) -> list[tuple[int, int, int]]:
    """How many reviews make how many recommendations: from, to and reviews, in steps of five up to
    the most, or to ``up_to``; nothing where no review makes any."""
    if not counts:
        return []
    top = max(*counts, up_to) // _STEP + 1
    return [
        (place * _STEP, place * _STEP + _STEP - 1, sum(n // _STEP == place for n in counts))
        for place in range(top)
    ]


@dataclass(frozen=True)
class Codes:
    """The rows of ``study_codes``: combinations of codes with how many recommendations have
    each, and how many of those ask for several things."""

    rows: Sequence[Row]

    def share(self, holds: Callable[[Row], bool], among: Callable[[Row], bool] = bool) -> Share:
        """The share for which ``holds``, of those ``among`` (all, unless told)."""
        counted = [row for row in self.rows if among(row)]
        return Share(_sum(row for row in counted if holds(row)), _sum(counted))

    def of(self, code: str, *values: str, among: Callable[[Row], bool] = bool) -> Share:
        """The share whose ``code`` is one of ``values``, of those that have the code at all."""
        return self.share(
            lambda row: row[code] in values, lambda row: bool(row[code]) and among(row)
        )

    @property
    def several(self) -> Share:
        """Of all, those that ask for several separate things."""
        return Share(_sum(self.rows, "several"), _sum(self.rows))


def is_smart_in_form(row: Row) -> bool:
    """Whether a combination has what of SMART one sentence can show: a named or typed actor, a
    firm verb, a time, and something to count. Achievable and relevant cannot be read from it."""
    return (
        row["actor"] in _SAYS_WHO
        and row["action"] == "firm"
        and row["time"] in {"dated", "recurring"}
        and row["measurable"] in {"outcome", "output"}
    )


def matched(by_theme: Iterable[Row]) -> Share:
    """Of the themes that cases raised, one for each review and theme, those that the same review
    makes a recommendation about; from the rows of ``raised_not_recommended``."""
    rows = list(by_theme)
    raised = sum(int(row["of_reviews_raising"]) for row in rows)
    return Share(raised - sum(int(row["reviews_without"]) for row in rows), raised)


def _sum(rows: Iterable[Row], column: str = "recommendations") -> int:
    return sum(int(row[column]) for row in rows)
