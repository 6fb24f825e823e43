"""The grid of a Word table: rows and cells, merged cells, and the page each begins on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from ingest.documents.model import Block, Cell
from ingest.documents.shaping import Look
from ingest.documents.word_styles import W, child, val, whole
from ingest.documents.word_text import Runs, local

_THROUGH = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
_MOST_COLUMNS = 63  # Word's own limit


class CellReader(Protocol):
    """Reads what stands in a cell, with the pages it counts along."""

    runs: Runs

    def cell(self, element: Any) -> tuple[Cell, list[tuple[Block, Look]]]: ...


def grid(
    element: Any, reader: CellReader
) -> tuple[list[tuple[Cell, ...]], list[tuple[Block, Look]]]:
    """A table's rows, and all blocks that stand in its cells; deleted rows are left out."""
    rows: list[tuple[Cell, ...]] = []
    within: list[tuple[Block, Look]] = []
    above: dict[int, Cell] = {}
    for row in _children(element, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        cells, blocks, above = _row(row, properties, reader, above)
        rows.append(tuple(cells))
        within.extend(blocks)
    return rows, within


def _row(
    row: Any, properties: Any, reader: CellReader, above: dict[int, Cell]
) -> tuple[list[Cell], list[tuple[Block, Look]], dict[int, Cell]]:
    """``above`` are the cells of the row above, by column: a cell merged with it repeats it."""
    pages = reader.runs.pages
    cells: list[Cell] = []
    within: list[tuple[Block, Look]] = []
    columns: dict[int, Cell] = {}
    before = min(whole(val(properties, "gridBefore")), _MOST_COLUMNS)
    at = max(0, before)
    cells.extend(Cell("", None) for _ in range(at))
    first = last = pages.number
    was_fresh = pages.fresh
    for one in _children(row, "tc"):
        # Cells stand side by side: each begins on the row's page, however far the last one went.
        pages.number, pages.fresh = first, was_fresh
        cell, blocks = reader.cell(one)
        last = max(last, pages.number)
        if not cells[before:] and cell.page and cell.page > first:
            first, was_fresh = cell.page, True
        merge = child(one, "tcPr", "vMerge")
        if merge is not None and merge.get(f"{W}val", "continue") == "continue" and at in above:
            cell = replace(cell, text=above[at].text)
        cells.append(cell)
        columns[at] = cell
        at += cell.span
        within.extend(_titled(blocks, cells))
    pages.number = last
    return cells, within, columns


def _titled(blocks: list[tuple[Block, Look]], cells: list[Cell]) -> list[tuple[Block, Look]]:
    """Tables within a cell, named after the cell's own last line, else the row's first cell."""
    own = cells[-1].text.rsplit("\n", 1)[-1] or cells[0].text.split("\n", 1)[0]
    return [
        (replace(block, title=block.title or own) if block.kind == "table" else block, look)
        for block, look in blocks
    ]


def _children(element: Any, name: str) -> list[Any]:
    found = []
    for one in element:
        kind = local(one)
        if kind == name:
            found.append(one)
        elif kind in _THROUGH:
            found.extend(_children(one, name))
    return found
