"""Shares by year: how often reviews took something up, or recommendations were coded so.

A share of reviews is of those of that year, and kind if one is chosen, that make any
recommendation or state a concern; a share of recommendations is of those of that year that have
the code. Each has Wilson's interval, which takes its cases for independent. The recommendations
of one review are not, so that theirs should be read as too narrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.store import Row
from linking.intervals import Share


@dataclass(frozen=True)
class Series:
    """Shares by year, for years of which something is loaded, and the share of what has no
    year, which no year counts."""

    by_year: dict[int, Share]
    undated: Share

    @property
    def all(self) -> Share:
        """Every year together, and what has none."""
        shares = [*self.by_year.values(), self.undated]
        return Share(sum(one.number for one in shares), sum(one.of for one in shares))


def of_reviews(rows: Iterable[Row]) -> Series:
    """From the rows of ``theme_by_year`` or ``agency_by_year``."""
    return _series([(row["year"], row["reviews"], row["of_reviews"]) for row in rows])


def of_recommendations(rows: Iterable[Row], value: str) -> Series:
    """The share coded ``value``, from the rows of ``code_by_year``."""
    return _series(
        [
            (row["year"], row["recommendations"] * (row["value"] == value), row["recommendations"])
            for row in rows
        ]
    )


def _series(counts: Sequence[tuple[int | None, int, int]]) -> Series:
    found: dict[int | None, Share] = {}
    for year, number, of in counts:
        before = found.get(year, Share(0, 0))
        found[year] = Share(before.number + number, before.of + of)
    undated = found.pop(None, Share(0, 0))
    return Series({year: found[year] for year in sorted(y for y in found if y)}, undated)
