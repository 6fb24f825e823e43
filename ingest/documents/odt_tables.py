"""The grid of an OpenDocument table: repeated rows and cells, and cells over several of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from ingest.documents.model import Cell
from ingest.documents.odt_styles import TABLE, TEXT, whole
from ingest.documents.pages import Pages
from ingest.documents.shaping import Gathering

_GROUPS = {f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"}
# A spreadsheet pasted into a text may repeat an empty row a million times.
_MOST_REPEATS = 200


class CellReader(Protocol):
    """Reads what stands in a cell, with the pages it counts along."""

    pages: Pages
    out: Gathering

    def cell(self, element: Any) -> tuple[Cell, Gathering]: ...


def grid(element: Any, reader: CellReader) -> tuple[list[tuple[Cell, ...]], Gathering]:
    """A table's rows, and all that stands in its cells; a cell over several rows stands in each."""
    rows: list[tuple[Cell, ...]] = []
    within = Gathering(reader.out.counted)
    down: dict[int, tuple[Cell, int]] = {}
    for row in _rows(element, reader.pages):
        cells, down = _row(row, reader, down, within)
        repeats = whole(row.get(f"{TABLE}number-rows-repeated"), 1)
        filled = any(cell.text for cell in cells)
        for _ in range(min(repeats, _MOST_REPEATS) if filled else 1):
            reader.out.counted.cell(len(cells))
            rows.append(tuple(cells))
    return rows, within


def _row(
    row: Any, reader: CellReader, down: dict[int, tuple[Cell, int]], within: Gathering
) -> tuple[list[Cell], dict[int, tuple[Cell, int]]]:
    """``down`` are cells that cover this row too, by column, and for how many rows more."""
    pages = reader.pages
    cells: list[Cell] = []
    going: dict[int, tuple[Cell, int]] = {}
    first = last = pages.number
    fresh = pages.fresh
    at = 0
    for one in row:
        covered = one.tag == f"{TABLE}covered-table-cell"
        if not covered and one.tag != f"{TABLE}table-cell":
            continue
        repeats = min(whole(one.get(f"{TABLE}number-columns-repeated"), 1), _MOST_REPEATS)
        if covered:
            for column in range(at, at + repeats):
                if column in down:
                    cell, left = down[column]
                    cells.append(cell)
                    if left > 1:
                        going[column] = (cell, left - 1)
            at += repeats
            continue
        # Cells stand side by side: each begins on the row's page, however far the last one went.
        pages.number, pages.fresh = first, fresh
        cell, inner = reader.cell(one)
        last = max(last, pages.number)
        own = cell.text.rsplit("\n", 1)[-1] or (cells[0].text.split("\n", 1)[0] if cells else "")
        within.take(inner, own)
        rows_down = whole(one.get(f"{TABLE}number-rows-spanned"), 1)
        if rows_down > 1:
            going[at] = (cell, rows_down - 1)
        cells.extend([cell] * repeats)
        at += repeats
    pages.number = last
    return cells, going


def _rows(element: Any, pages: Pages) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child, pages)
        elif child.tag == f"{TEXT}soft-page-break":
            pages.rendered()
