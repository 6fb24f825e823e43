"""Tables in plain text: cells between tabs or bars, or columns that somebody lined up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents.marks import split_mark
from ingest.documents.model import Cell
from ingest.documents.shaping import tidy

_BORDER = re.compile(r"^[\s|+:=\-]*[-=]{3,}[\s|+:=\-]*$")
_FEWEST_LINES = 2
_GUTTER = 2  # blanks between columns


Pages = Sequence[int | None]


def table_rows(lines: Sequence[str], pages: Pages, starts: Sequence[int]) -> list[tuple[Cell, ...]]:
    """The rows of the table that these lines are; empty when they are none. ``starts`` are lines
    that begin a row, because an empty line stands before them; empty when none say so."""
    inner = [at for at, line in enumerate(lines) if not _BORDER.match(line)]
    texts = [lines[at] for at in inner]
    if len(texts) < _FEWEST_LINES:
        return []
    barred = all(line.strip().strip("|").count("|") >= 1 for line in texts)
    if barred:
        split = [line.strip().strip("|").split("|") for line in texts]
        has_rules = _rules_between(lines, inner)
        return _rows(split, [pages[at] for at in inner], has_rules)
    if all("\t" in line.strip() for line in texts):
        split = [line.rstrip().split("\t") for line in texts]
        if not all(split_mark(line.strip())[0] for line in texts):
            return _rows(split, [pages[at] for at in inner], set())
    parted = {place for place, at in enumerate(inner) if at in set(starts)}
    return _aligned(texts, [pages[at] for at in inner], parted or _rules_between(lines, inner))


def _rules_between(lines: Sequence[str], inner: Sequence[int]) -> set[int]:
    """Places in ``inner`` that come directly after a rule; empty unless rules part the rows."""
    after = {place for place, at in enumerate(inner) if at and _BORDER.match(lines[at - 1])}
    return after if len(after - {0}) > 1 else set()


def _rows(split: Sequence[Sequence[str]], pages: Pages, starts: set[int]) -> list[tuple[Cell, ...]]:
    """Rows of cells. Where rules part the rows (``starts``), lines between them are one row."""
    rows: list[list[list[str]]] = []
    first: list[int | None] = []
    for place, cells in enumerate(split):
        if not starts or not rows or place in starts:
            rows.append([[tidy(cell)] for cell in cells])
            first.append(pages[place])
            continue
        for column, cell in enumerate(cells):
            while column >= len(rows[-1]):
                rows[-1].append([])
            rows[-1][column].append(tidy(cell))
    return [
        tuple(Cell(" ".join(part for part in cell if part), page) for cell in row)
        for row, page in zip(rows, first, strict=True)
    ]


def _aligned(lines: Sequence[str], pages: Pages, starts: set[int]) -> list[tuple[Cell, ...]]:
    """Columns parted by blanks at the same place in every line; a line whose first column is
    empty goes on with the row above."""
    expanded = [line.expandtabs(8) for line in lines]
    edges = _columns(expanded)
    if len(edges) < 2 or len(lines) < 3:
        return []
    split = [
        [line[left:right] for left, right in zip(edges, [*edges[1:], None], strict=True)]
        for line in expanded
    ]
    for column in range(len(edges)):
        if sum(any(map(str.isalnum, cells[column])) for cells in split) < _FEWEST_LINES:
            return []
    firsts = [cells[0].strip() for cells in split if cells[0].strip()]
    if len(edges) == 2 and all(split_mark(f"{first}\t x")[0] for first in firsts):
        # A list with its numbers hanging out.
        return []
    rows_start = starts or {at for at, cells in enumerate(split) if cells[0].strip()}
    return _rows(split, pages, rows_start | {0})


def _columns(lines: Sequence[str]) -> list[int]:
    """Where columns begin: after places that are blank in every line, _GUTTER wide or more."""
    width = max(map(len, lines))
    blank = [all(at >= len(line) or line[at] == " " for line in lines) for at in range(width)]
    edges = [0]
    run = 0
    begun = False
    for at, is_blank in enumerate(blank):
        if is_blank:
            run += 1
            continue
        if begun and run >= _GUTTER:
            edges.append(at)
        run, begun = 0, True
    return edges
