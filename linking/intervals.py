"""Shares, and how far one may be off for being counted on few."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from scipy.stats import binomtest


@lru_cache(maxsize=65_536)  # scipy tests a hypothesis on the way, which takes most of the time
def wilson(number: int, of: int) -> tuple[float, float]:
    """Wilson's interval at 95 % of the share ``number`` of ``of``, 0 to 1; all of it, 0 to 1, where
    ``of`` is 0 (Wilson 1927, Journal of the American Statistical Association 22, 209-212)."""
    if not of:
        return 0.0, 1.0
    found = binomtest(number, of).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


@dataclass(frozen=True)
class Share:
    """``number`` of ``of``, with Wilson's interval at 95 % (0 to 1; 0 to 1 where ``of`` is 0).
    The interval says how little a small number tells, not how well things were coded."""

    number: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.number, self.of)


def percent(number: int, total: int) -> str:
    """A share in whole per cents; what is little is not rounded to nothing, nor most to all."""
    share = number / total
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


def of_total(number: int, total: int, noun: str) -> str:
    """Word a count with its denominator: '12 of 60 reviews (20%)'.

    Below twenty a percentage would suggest more than is known, and is left out.
    """
    if total == 0:
        return f"no {noun} loaded"
    share = f" ({percent(number, total)})" if total >= 20 else ""
    return f"{number:,} of {total:,} {noun}{share}"


def of_few(number: int, total: int, noun: str) -> str:
    """The same with Wilson's interval, where the share is one of few: '12 of 60 reviews (20%; 95%
    interval 12% to 32%)'. The interval says how little a small number tells, not how well things
    were coded; above a thousand, or without a share, it is left out."""
    said = of_total(number, total, noun)
    if not 20 <= total <= 1000:
        return said
    low, high = wilson(number, total)
    return f"{said[:-1]}; 95% interval {low:.0%} to {high:.0%})"
