"""XLSX into an ``Extract``: one table for each visible sheet, formulas by their stored value."""

from __future__ import annotations

from pathlib import Path

from ingest.documents.model import Block, Cell, Extract
from ingest.documents.shaping import Counted, Gathering, tidy
from ingest.sheets import visible_sheets
from ingest.tables import digest


def read_workbook(path: Path) -> Extract:
    """The extract of a workbook. A merged cell stands in each of its rows.

    Raises InputRefusedError for a workbook that is encrypted, damaged or far too large.
    """
    counted = Counted(path.name)
    out = Gathering(counted)
    for title, rows in visible_sheets(path):
        counted.cell(sum(len(row.cells) for row in rows))
        cells = [tuple(Cell(_cell(text), None) for text in row.cells) for row in rows]
        filled = [row for row in cells if any(cell.text for cell in row)]
        if filled:
            out.add(Block("table", "", rows=tuple(filled), title=title))
    return Extract(path.name, digest(path), "xlsx", None, out.finished())


def _cell(text: str) -> str:
    lines = (tidy(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
