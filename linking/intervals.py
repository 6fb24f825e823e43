"""How far a share may be off for being counted on few."""

from __future__ import annotations

from scipy.stats import binomtest


def wilson(number: int, of: int) -> tuple[float, float]:
    """Wilson's interval at 95 % of the share ``number`` of ``of``, 0 to 1; all of it, 0 to 1, where
    ``of`` is 0 (Wilson 1927, Journal of the American Statistical Association 22, 209-212)."""
    if not of:
        return 0.0, 1.0
    found = binomtest(number, of).proportion_ci(method="wilson")
    return float(found.low), float(found.high)
