"""What a measurement hands over: tables of figures, each with its denominator and interval.

The contract of ``python -m tests.quality``: every part of the coding that is measured has a module
``tests/quality/evaluate_PART.py`` with one function ::

    def measure(store: Store, half: str) -> list[Table]

``store`` holds the sample and the coroners' reports, linked; ``half`` is "development" or
"heldout", as ``tests.quality.choose.half`` tells them apart. It reads its labels itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

HALVES = ("heldout", "development")


@dataclass(frozen=True)
class Figure:
    """A measured value, its 95% interval, and what it was counted over (0 when that is the
    table's, and stands in its note)."""

    value: float
    low: float
    high: float
    of: int = 0

    def __str__(self) -> str:
        over = f" of {self.of:,}" if self.of else ""
        return f"{_short(self.value)} [{_short(self.low)}, {_short(self.high)}]{over}"


Cell = str | int | float | Figure


@dataclass(frozen=True)
class Table:
    """One table. ``plain`` says its main figure in words for somebody who reads no statistics;
    ``note`` says what was judged and how it was counted."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    plain: str = ""
    calibration: bool = False
    """The rows are (score said on average, share that was right as Figure), to be drawn."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def as_markdown(self) -> str:
        """The table under a heading, as docs/quality.md has it."""
        lines = [f"#### {self.title}", ""]
        lines += [_row(self.columns), _row("---" for _ in self.columns)]
        lines += [_row(map(_cell, row)) for row in self.rows]
        return "\n".join([*lines, *(["", self.note] if self.note else [])])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, float):
        return _short(cell)
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _short(value: float) -> str:
    """Two decimals without the leading nought: '.70', '-.05', '1.00'."""
    return f"{value:.2f}".replace("0.", ".", 1) if abs(value) < 0.995 else f"{value:.2f}"
