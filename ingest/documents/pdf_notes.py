"""Footnotes: smaller type at the foot of a page that begins with the note's mark."""

from __future__ import annotations

import re

from ingest.documents.pdf_furniture import PageLines
from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_made import Type
from ingest.documents.pdf_tables import in_rows

_MARK = re.compile(r"\d{1,3}(?=[\s.A-Z“‘\"'(])|[*†‡]")
_LOWER = 0.5  # of the page: notes stand below its middle


def split_notes(
    lines: list[Line], page: PageLines, body: Type
) -> tuple[list[Line], list[list[Line]]]:
    """A page's lines without its footnotes, and the footnotes, each as its lines."""
    rule = _rule(page)
    lowest = max(lines, key=lambda line: line.y1, default=None)
    small = 0.93 * body.size
    if lowest is None or (lowest.size > small and rule is None):
        return lines, []
    rows = in_rows(line for line in lines if line.y0 > _LOWER * page.height)
    start = len(rows)
    while start and (rows[start - 1].size <= small or (rule and rows[start - 1].y0 > rule - 4)):
        start -= 1
    while start < len(rows) and not _marked(rows[start]):
        start += 1
    if start == len(rows):
        return lines, []
    notes: list[list[Line]] = []
    for row in rows[start:]:
        if _marked(row) or not notes:
            notes.append([row])
        else:
            notes[-1].append(row)
    top = rows[start].y0 - 0.6 * rows[start].size
    return [line for line in lines if line.y0 < top], notes


def _rule(page: PageLines) -> float | None:
    """Where the short rule above footnotes stands, if there is one."""
    short = [
        rule.at
        for rule in page.rules
        if not rule.upright
        and rule.at > _LOWER * page.height
        and 0.08 * page.width < rule.end - rule.start < 0.45 * page.width
        and not any(grid.ys[0] - 4 < rule.at < grid.ys[-1] + 4 for grid in page.grids)
    ]
    return max(short, default=None)


def _marked(line: Line) -> bool:
    return bool(line.mark or _MARK.match(line.text))
