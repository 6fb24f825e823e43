"""Tables without upright rules: a row of headers, and cells that stand below them.

The header row gives the columns: known names of columns (recommendation, action, lead, target
date …), or bold words with text aligned below each. Rows are told apart by level rules, by white
space over the whole width, or by numbers in the first column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.documents.columns import header_name
from ingest.documents.model import Cell
from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_marks import split_number
from ingest.documents.pdf_rules import Rule
from ingest.documents.pdf_tables import Table, cell_text, rows_of

_ALIGNED = 4.0  # points
_HEADER_LINES = 3
_NUMBER = re.compile(r"(?:[A-Za-z]{0,4}[ .]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?[.):]?$")


@dataclass
class Header:
    """The header row of a table: its cells from left to right, and where it stands."""

    cells: list[list[Line]]
    y0: float
    y1: float

    @property
    def edges(self) -> list[float]:
        """The left edge of each column."""
        return [min(line.x0 for line in cell) for cell in self.cells]

    def column(self, line: Line) -> int:
        """The column that a line stands in: the one whose header it stands below or right of."""
        edges = self.edges
        place = 0
        for at, edge in enumerate(edges):
            if edge - _ALIGNED <= line.x0:
                place = at
        indented = line.x0 - edges[place] > _ALIGNED
        if indented and place + 1 < len(
            edges
        ):  # text set wider than a header in the middle of its column
            after = self.cells[place + 1]
            left, right = edges[place + 1], max(part.x1 for part in after)
            if min(line.x1, right) - max(line.x0, left) > 0.3 * (line.x1 - line.x0):
                return place + 1
        return place

    def spans(self, line: Line) -> int:
        """Over how many columns a line runs."""
        first = self.column(line)
        after = sum(1 for edge in self.edges[first + 1 :] if line.x1 > edge + 2 * _ALIGNED)
        return 1 + after

    def rules(self, bottom: float) -> list[Rule]:
        """Upright rules between the columns, as if they were drawn, down to the page's foot."""
        return [Rule(True, edge, self.y0 - 1, bottom) for edge in self.edges[1:]]


def headers(lines: Sequence[Line]) -> list[Header]:
    """The header rows among a page's lines, from its top."""
    if not _may_have(lines):
        return []
    rows = rows_of(lines)
    found: list[Header] = []
    at = 0
    while at < len(rows):
        header, used = _header(rows, at)
        if header:
            found.append(header)
        at += max(1, used)
    return found


def _may_have(lines: Sequence[Line]) -> bool:
    """A cheap look first: whether any three lines in a row, as written, stand on one base line."""
    return any(abs(a.y1 - b.y1) < 1.5 and a.x1 < b.x0 for a, b in pairwise(lines))


def _header(rows: list[list[Line]], at: int) -> tuple[Header | None, int]:
    if len(rows[at]) < 2:
        return None, 0
    best: tuple[Header | None, int] = (None, 0)
    cells: list[list[Line]] = []
    for used in range(1, min(_HEADER_LINES, len(rows) - at) + 1):
        row = rows[at + used - 1]
        if used > 1 and row[0].y0 - rows[at + used - 2][0].y1 > 0.8 * row[0].size:
            break
        if best[0] and not _goes_on_below(cells, row):
            break
        cells = _stacked(cells, row)
        texts = [" ".join(line.text for line in cell) for cell in cells]
        names = [header_name(text) for text in texts]
        known = len({name for name in names if name})
        if best[0] and known < len(cells):
            break
        if known >= max(2, 0.6 * len(cells)) and (
            len(cells) > 2 or {"recommendation", "action"} & {*names}
        ):
            best = (Header(cells, rows[at][0].y0, max(line.y1 for line in row)), used)
    if best[0] is None and _is_bold_over_columns(rows, at):
        cells = [[line] for line in rows[at]]
        return Header(cells, rows[at][0].y0, rows[at][0].y1), 1
    return best


def _goes_on_below(cells: list[list[Line]], row: list[Line]) -> bool:
    """Whether the words of a header whose columns are all known go on in the next line: bold as
    the header is, or a few short words below some of its cells."""
    if all(line.bold for cell in cells for line in cell):
        return all(line.bold for line in row)
    return len(row) < len(cells) and all(
        len(line.text) < 14 and not line.text[0].isdigit() for line in row
    )


def _stacked(cells: list[list[Line]], row: list[Line]) -> list[list[Line]]:
    """A header's cells with one more line of it, each part put below the cell it belongs to."""
    made = [cell[:] for cell in cells]
    for line in row:
        below = [
            cell
            for cell in made
            if min(max(part.x1 for part in cell), line.x1) > max(min(p.x0 for p in cell), line.x0)
        ]
        if below:
            below[0].append(line)
        else:
            made.append([line])
    return sorted(made, key=lambda cell: min(line.x0 for line in cell))


def _is_bold_over_columns(rows: list[list[Line]], at: int) -> bool:
    """Whether a row of bold words stands over aligned cells. Running text in columns may also
    begin with bold words side by side, but has no white space right across it between rows."""
    row = rows[at]
    if not all(line.bold and len(line.text) < 60 for line in row) or split_number(row[0].text)[0]:
        return False
    if len(row) == 2 and row[1].x0 - row[0].x0 > 0.35 * (row[1].x0 - row[0].x0 + 250):
        return False
    below = rows[at + 1 : at + 15]
    aligned = 0
    for other in below[:4]:
        hits = sum(any(abs(line.x0 - head.x0) < 3 for head in row) for line in other)
        aligned += hits >= 2 and not all(line.bold for line in other)
    gaps = _gaps(below)[1:]
    size = row[0].size
    return aligned >= 2 and bool(gaps) and max(gaps) > max(min(gaps), -0.3 * size) + 0.3 * size


def aligned_tables(
    lines: list[Line], found: Sequence[Header], rules: Sequence[Rule], before: Table | None
) -> tuple[list[Table], list[Line]]:
    """The tables below a page's header rows, and the lines that stand in none. ``before`` is the
    table without upright rules that the page before ended with; it may go on without a header."""
    rows = rows_of(lines)
    tables: list[Table] = []
    gone: set[int] = set()
    starts = [(header, header.y0) for header in found]
    if before and before.header and not (found and rows and found[0].y0 <= rows[0][0].y1):
        top = rows[0][0].y0 if rows else 0.0
        starts.insert(0, (_moved(before.header, top), top))
    for place, (header, top) in enumerate(starts):
        end = starts[place + 1][1] if place + 1 < len(starts) else float("inf")
        body = [row for row in rows if top - 1 <= row[0].y0 < end - 1]
        own = [row for row in body if row[0].y0 >= header.y1 - 1] if header.y1 > top else body
        kept = _body(own, header)
        if len(kept) < 1 or (header.y1 <= top and not _fits(kept, header)):
            continue
        used = [line for row in body if row[0].y0 <= kept[-1][0].y1 for line in row]
        gone.update(map(id, used))
        tables.append(_table(header, kept, rules, headed=header.y1 > top))
    return tables, [line for line in lines if id(line) not in gone]


def _moved(header: Header, top: float) -> Header:
    return Header(header.cells, top, top)


def _fits(rows: list[list[Line]], header: Header) -> bool:
    """Whether rows without a header of their own stand in the columns of the page before."""
    edges = header.edges
    aligned = sum(
        all(any(abs(line.x0 - edge) < _ALIGNED for edge in edges) for line in row) and len(row) > 1
        for row in rows
    )
    return aligned >= 1 and len(rows[0]) > 1


def _body(rows: list[list[Line]], header: Header) -> list[list[Line]]:
    """The rows of lines that belong to a table: to the last with two cells, and what goes on
    below it in one column."""
    last, strays = -1, 0
    for at, row in enumerate(rows):
        if len(row) > 1 and all(header.spans(line) == 1 for line in row):
            last, strays = at, 0
        elif any(header.spans(line) > 1 for line in row):
            strays += 1
            if strays > 2:
                break
        elif last >= 0 and row[0].y0 - rows[at - 1][0].y1 > 3 * row[0].size:
            break
    if last < 0:
        return []
    for at in range(last + 1, len(rows)):
        row, above = rows[at], rows[at - 1]
        close = row[0].y0 - above[0].y1 < 0.6 * row[0].size
        if not close or header.spans(row[0]) > 1 or abs(row[0].size - above[0].size) > 0.5:
            break
        last = at
    return rows[: last + 1]


def _table(header: Header, rows: list[list[Line]], rules: Sequence[Rule], *, headed: bool) -> Table:
    page = rows[0][0].page
    made: list[tuple[Cell, ...]] = []
    if headed:
        made.append(tuple(Cell(cell_text(cell), page) for cell in header.cells))
    for group in _groups(header, rows, rules):
        lines = [line for row in group for line in row]
        if len(lines) == 1 and header.spans(lines[0]) > 1:
            made.append((Cell(lines[0].text, page, len(header.cells)),))
            continue
        cells: list[list[Line]] = [[] for _ in header.cells]
        for line in lines:
            cells[header.column(line)].append(line)
        made.append(tuple(Cell(cell_text(cell), page) for cell in cells))
    bottom = max(line.y1 for row in rows for line in row)
    return Table(page, header.y0, bottom, header.edges, made, header=header)


def _groups(
    header: Header, rows: list[list[Line]], rules: Sequence[Rule]
) -> list[list[list[Line]]]:
    """Rows of lines, by the rows of the table that they make up."""
    wide = 0.6 * (max(line.x1 for row in rows for line in row) - header.edges[0])
    level = [rule.at for rule in rules if not rule.upright and rule.end - rule.start > wide]
    firsts = [line for row in rows for line in row if header.column(line) == 0]
    numbered = sum(bool(_numbered(line.text)) for line in firsts) >= 2
    gaps = _gaps(rows)
    least = min((gap for gap in gaps[1:] if gap > -0.3 * rows[0][0].size), default=0.0)
    padded = max(least, 0.0) + 0.3 * rows[0][0].size
    # Rules between rows count when there is one between most of them, not one below the header.
    ruled = sum(rows[0][0].y0 < at < rows[-1][0].y0 for at in level) >= 2
    groups: list[list[list[Line]]] = []
    for at, row in enumerate(rows):
        first = next((line for line in row if header.column(line) == 0), None)
        if (
            not groups
            or header.spans(row[0]) > 1
            or (len(groups[-1]) == 1 and _is_section(groups[-1], header))
        ):
            new = True
        elif ruled:
            new = any(rows[at - 1][0].y0 < y <= row[0].y1 - 2 for y in level)
        elif numbered:
            new = first is not None and bool(_numbered(first.text))
        else:
            new = gaps[at] > padded
        if new:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _is_section(group: list[list[Line]], header: Header) -> bool:
    return len(group) == len(group[0]) == 1 and header.spans(group[0][0]) > 1


def _numbered(text: str) -> bool:
    return bool(_NUMBER.match(text) or split_number(text)[0])


def _gaps(rows: list[list[Line]]) -> list[float]:
    """The white space above each row of lines, below everything that stands higher."""
    bottom, gaps = 0.0, []
    for row in rows:
        gaps.append(min(line.y0 for line in row) - bottom)
        bottom = max(bottom, *(line.y1 for line in row))
    return gaps
