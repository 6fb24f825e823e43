"""The grid of a Word table: rows and cells, merged cells, and the page each begins on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from ingest.documents.model import Cell
from ingest.documents.shaping import Gathering
from ingest.documents.word_styles import W, child, val, whole
from ingest.documents.word_text import Runs, local

_THROUGH = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
_MOST_COLUMNS = 63  # Word's own limit


class CellReader(Protocol):
    """Reads what stands in a cell, with the pages it counts along."""

    runs: Runs
    out: Gathering

    def cell(self, element: Any) -> tuple[Cell, Gathering]: ...


def grid(element: Any, reader: CellReader) -> tuple[list[tuple[Cell, ...]], Gathering]:
    """A table's rows, and all that stands in its cells; deleted rows are left out."""
    rows: list[tuple[Cell, ...]] = []
    within = Gathering(reader.out.counted)
    above: dict[int, Cell] = {}
    for row in _children(element, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        cells, blocks, above = _row(row, properties, reader, above)
        rows.append(tuple(cells))
        within.take(blocks)
    return rows, within


def _row(
    row: Any, properties: Any, reader: CellReader, above: dict[int, Cell]
) -> tuple[list[Cell], Gathering, dict[int, Cell]]:
    """``above`` are the cells of the row above, by column: a cell merged with it repeats it."""
    pages = reader.runs.pages
    cells: list[Cell] = []
    within = Gathering(reader.out.counted)
    columns: dict[int, Cell] = {}
    before = min(whole(val(properties, "gridBefore")), _MOST_COLUMNS)
    at = max(0, before)
    cells.extend(Cell("", None) for _ in range(at))
    first = last = pages.number
    was_fresh = pages.fresh
    for one in _children(row, "tc"):
        # Cells stand side by side: each begins on the row's page, however far the last one went.
        pages.number, pages.fresh = first, was_fresh
        cell, inner = reader.cell(one)
        last = max(last, pages.number)
        if not cells[before:] and cell.page and cell.page > first:
            first, was_fresh = cell.page, True
        merge = child(one, "tcPr", "vMerge")
        if merge is not None and merge.get(f"{W}val", "continue") == "continue" and at in above:
            cell = replace(cell, text=above[at].text)
        cells.append(cell)
        columns[at] = cell
        at += cell.span
        # A table within a cell is named after the cell's last line, else the row's first cell.
        own = cell.text.rsplit("\n", 1)[-1] or cells[0].text.split("\n", 1)[0]
        within.take(inner, own)
    pages.number = last
    return cells, within, columns


def _children(element: Any, name: str) -> list[Any]:
    found = []
    for one in element:
        kind = local(one)
        if kind == name:
            found.append(one)
        elif kind in _THROUGH:
            found.extend(_children(one, name))
    return found
