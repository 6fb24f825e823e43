"""The grid of an HTML table, with cells that cover several rows or columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ingest.documents.model import Cell
from ingest.documents.shaping import Counted, Gathering

_NUMBER = re.compile(r"\s*(\d{1,6})")
# As in HTML's own standard.
_MOST_COLUMNS = 1000
_MOST_ROWS = 65_534


def caption(element: Any) -> str:
    """The text of a table's caption; "" when it has none."""
    found = element.find("caption")
    return "" if found is None else "".join(found.itertext())


def grid(
    element: Any, counted: Counted, read: Callable[[Any], Gathering]
) -> tuple[list[tuple[Cell, ...]], Gathering]:
    """A table's rows, and all that stands in its cells. A cell that covers several rows stands in
    each of them."""
    within = Gathering(counted)
    going = _GoingDown(counted)
    rows = []
    for row in _rows(element):
        cells: list[Cell] = []
        at = 0
        for one in row.iterchildren("td", "th"):
            at = going.carry(at, cells)
            counted.cell()
            inner = read(one)
            span = max(1, min(_whole(one.get("colspan"), 1), _MOST_COLUMNS))
            cell = Cell(inner.cell_text(), None, span)
            cells.append(cell)
            # A table within a cell is named after the cell's last line, else the row's first cell.
            own = cell.text.rsplit("\n", 1)[-1] or cells[0].text.split("\n", 1)[0]
            within.take(inner, own)
            going.begin(at, cell, _whole(one.get("rowspan"), 1))
            at += span
        going.finish(cells)
        rows.append(tuple(cells))
    return rows, within


class _GoingDown:
    """Cells that cover the rows below, by column, and for how many rows more."""

    def __init__(self, counted: Counted) -> None:
        self._counted = counted
        self._from_above: dict[int, tuple[Cell, int]] = {}
        self._next: dict[int, tuple[Cell, int]] = {}

    def begin(self, at: int, cell: Cell, rows: int) -> None:
        """A cell begins in this row; 0 rows: as many as there are."""
        rows = rows or _MOST_ROWS
        if rows > 1:
            self._next[at] = (cell, rows - 1)

    def carry(self, at: int, cells: list[Cell]) -> int:
        """Add what comes down into this row from column ``at`` on; the next free column."""
        while at in self._from_above:
            cell, left = self._from_above.pop(at)
            self._counted.cell()
            cells.append(cell)
            if left > 1:
                self._next[at] = (cell, left - 1)
            at += cell.span
        return at

    def finish(self, cells: list[Cell]) -> None:
        """The row has no more cells of its own."""
        for at in sorted(self._from_above):
            self.carry(at, cells)
        self._from_above, self._next = self._next, {}


def _rows(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _whole(text: str | None, default: int) -> int:
    found = _NUMBER.match(text or "")
    return int(found[1]) if found else default
