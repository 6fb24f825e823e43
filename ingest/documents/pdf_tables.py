"""Tables of a PDF: ruled ones cell by cell, and a table that goes on over a page as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.documents.model import Cell
from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_marks import opens_item, split_number
from ingest.documents.pdf_rules import Grid
from ingest.documents.pdf_words import SPLIT, joined

_DIGITS = re.compile(r"\d{1,3}(?:,\s?\d{1,3})*$|[*†‡]$")
_END = re.compile(r"[.!?:;][”’\"')\]]*$")
_SAME_EDGE = 6.0  # points

if TYPE_CHECKING:
    from ingest.documents.pdf_aligned import Header

Row = tuple[Cell, ...]


@dataclass
class Table:
    """A table of a page: where it stands, its columns' left edges and its rows. ``header`` is
    the header row of one whose columns no rule parts; ``ends`` the page of its last row."""

    page: int
    y0: float
    y1: float
    edges: list[float]
    rows: list[Row] = field(default_factory=list)
    title: str = ""
    header: Header | None = None
    ends: int = 0

    def __post_init__(self) -> None:
        self.ends = self.ends or self.page


def ruled_tables(grids: Sequence[Grid], lines: list[Line]) -> tuple[list[Table], list[Line]]:
    """The tables that a page's grids hold, and the lines that stand in none."""
    tables: list[Table] = []
    for grid in grids:
        inside = [line for line in lines if grid.holds(line)]
        lines = [line for line in lines if not grid.holds(line)]
        table = _table(grid, inside)
        if table:
            tables.append(table)
        else:
            lines = lines + inside
    return tables, lines


def _table(grid: Grid, lines: list[Line]) -> Table | None:
    columns, bands = len(grid.xs) - 1, len(grid.ys) - 1
    owner = _owners(grid)
    held: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        band = bisect_right(grid.ys, (line.y0 + line.y1) / 2) - 1
        column = bisect_right(grid.xs, line.x0 + min(2.0, (line.x1 - line.x0) / 2)) - 1
        place = min(max(band, 0), bands - 1), min(max(column, 0), columns - 1)
        held.setdefault(owner[place], []).append(line)
    if len({column for _, column in held}) < 2:
        return None
    rows = []
    for band in range(bands):
        row: list[Cell] = []
        for column in range(columns):
            own = owner[band, column]
            if column and owner[band, column - 1] == own:
                row[-1] = replace(row[-1], span=row[-1].span + 1)
                continue
            text = cell_text(held.get(own, [])) if own == (band, column) else ""
            row.append(Cell(text, lines[0].page))
        if any(cell.text for cell in row):
            rows.append(tuple(row))
    return Table(lines[0].page, grid.ys[0], grid.ys[-1], grid.xs, rows) if rows else None


def _owners(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid, the first place of the cell it belongs to."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for band in range(len(grid.ys) - 1):
        top, bottom = grid.ys[band], grid.ys[band + 1]
        for column in range(len(grid.xs) - 1):
            left, right = grid.xs[column], grid.xs[column + 1]
            own = (band, column)
            if column and not grid.covers(True, left, top, bottom):
                own = owner[band, column - 1]
            elif band and not grid.covers(False, top, left, right):
                own = owner[band - 1, column]
            owner[band, column] = own
    return owner


def cell_text(lines: Sequence[Line]) -> str:
    """The text of a cell: wrapped lines joined, its paragraphs and items on lines of their own."""
    if not lines:
        return ""
    ordered = in_rows(lines)
    right = max(line.x1 for line in ordered)
    paragraphs, before = [ordered[0].text], ordered[0]
    for line in ordered[1:]:
        gap = line.y0 - before.y1
        short = before.x1 + 0.25 * line.size * (1 + _first_word(line.text)) * 2 < right
        new = gap > 0.6 * line.size or opens_item(line.text) or line.bold != before.bold
        new = new or (short and bool(_END.search(before.text)) and line.text[:1].isupper())
        if new:
            paragraphs.append(line.text)
        elif _may_be_cut(before, line, right):
            paragraphs[-1] += SPLIT + line.text
        else:
            paragraphs[-1] = joined(paragraphs[-1], line.text, before.hyphen)
        before = line
    return "\n".join(text for text in paragraphs if text)


def _may_be_cut(before: Line, line: Line, right: float) -> bool:
    """Whether a lone word that fills its cell may go on in the next line, cut without a hyphen."""
    return (
        not before.hyphen
        and before.text.isalpha()
        and before.x1 > right - 1.2 * before.size
        and line.text[0].islower()
    )


def _first_word(text: str) -> int:
    return len(text.split(" ", 1)[0])


def in_rows(lines: Iterable[Line]) -> list[Line]:
    """Lines from top to bottom, what stands on one base line joined from left to right."""
    return [row[0] if len(row) == 1 else _as_one(row) for row in rows_of(lines)]


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines from top to bottom, each row what stands on one base line, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.y0 + line.y1):
        if rows and all(_beside(line, other) for other in rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        if len(row) > 1:
            row.sort(key=lambda line: line.x0)
    return rows


def _beside(a: Line, b: Line) -> bool:
    """Whether two lines stand on one base line, side by side."""
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    return shared > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0) and (a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1)


def _as_one(parts: list[Line]) -> Line:
    """The parts of a line as one; a wide gap stays visible as a tab, and a small raised number
    behind a word, the mark of a note, goes."""
    main = max(parts, key=lambda line: len(line.text))
    text, before, kept = "", None, []
    for line in parts:
        if not before:
            text = line.text
        elif _is_note_mark(line, before):
            continue
        elif before.hyphen:
            text += line.text
        else:
            gap = line.x0 - before.x1
            wide, close = gap > 0.5 * main.size, gap < 0.1 * main.size
            text += ("\t" if wide else "" if close and line.text[0] in ".,;:)" else " ") + line.text
        before = line
        kept.append(line)
    bold = [line.bold for line in kept]
    first = kept[0]
    run_in = first.run_in or (len(first.text) if bold[0] and not all(bold) else 0)
    return Line(
        text,
        first.x0,
        main.y0,
        kept[-1].x1,
        main.y1,
        main.size,
        all(bold) or (main.bold and bool(split_number(first.text + "\t.")[0])),
        main.page,
        run_in,
        kept[-1].hyphen,
        first.mark or (first.text if _is_raised(first, main) else ""),
    )


def _is_raised(line: Line, main: Line) -> bool:
    return line.size < 0.86 * main.size and line.y1 < main.y1 and bool(_DIGITS.match(line.text))


def _is_note_mark(line: Line, before: Line) -> bool:
    return _is_raised(line, before) and line.x0 - before.x1 < 0.3 * before.size


def goes_on(before: Table, after: Table) -> bool:
    """Whether the table at the top of a page goes on from the one at the foot of the last."""
    if (before.header is None) != (after.header is None) or len(before.edges) != len(after.edges):
        return False
    return all(abs(a - b) <= _SAME_EDGE for a, b in zip(before.edges, after.edges, strict=True))


def append(before: Table, after: Table) -> None:
    """Put the rows of a table that goes on below those it goes on from: a repeated header is
    dropped, and a row that begins in the middle of a sentence is joined with the one above."""
    rows = after.rows
    header = 0
    while header < min(3, len(rows), len(before.rows)) and _same(rows[header], before.rows[header]):
        header += 1
    rows = rows[header:]
    above = before.rows[-1] if len(before.rows) > max(header, 1) else None
    if rows and above and _continues(above, rows[0], before.rows[1:]):
        before.rows[-1] = tuple(
            replace(a, text=_whole(a.text, b.text)) for a, b in zip(above, rows[0], strict=True)
        )
        rows = rows[1:]
    before.rows += rows
    before.ends = after.ends
    before.header = after.header or before.header


def _same(a: Row, b: Row) -> bool:
    return [_plain(cell.text) for cell in a] == [_plain(cell.text) for cell in b]


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _whole(a: str, b: str) -> str:
    if b and a and (opens_item(b) or (_END.search(a) and not b[:1].islower())):
        return f"{a}\n{b}"
    return joined(a, b, hyphen=False)


def _continues(above: Row, row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row at the top of a page is the rest of the last row before it: it begins in the
    middle of a sentence, or has no number where every other row has one."""
    if [cell.span for cell in above] != [cell.span for cell in row] or len(row) < 2:
        return False
    filled = [(a.text, b.text) for a, b in zip(above, row, strict=True) if b.text]
    if any(b[0].islower() for _, b in filled):
        return True
    numbered = sum(bool(split_number(other[0].text)[0]) for other in rows)
    if numbered >= max(2, 0.6 * len(rows)):
        return not split_number(row[0].text)[0] and not row[0].text.isdigit()
    if not row[0].text:
        # A new row seldom has an empty first cell; where it has, its cells begin anew.
        return not all(not a or _END.search(a) for a, _ in filled)
    begun = above[0].text
    return len(begun.split()) > 3 and not _END.search(begun) and not opens_item(row[0].text)
