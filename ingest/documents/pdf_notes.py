"""Footnotes: smaller type at the foot of a page that begins with the note's mark."""

from __future__ import annotations

import re

from ingest.documents.pdf_blocks import Type
from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_tables import in_rows

_MARK = re.compile(r"\d{1,3}(?=[\s.A-Z“‘\"'(])|[*†‡]")
_LOWER = 0.5  # of the page: notes stand below its middle


def split_notes(
    lines: list[Line], height: float, body: Type
) -> tuple[list[Line], list[list[Line]]]:
    """A page's lines without its footnotes, and the footnotes, each as its lines."""
    small = 0.93 * body.size
    lowest = max(lines, key=lambda line: line.y1, default=None)
    if lowest is None or lowest.size > small:
        return lines, []
    below = [line for line in lines if line.y0 > _LOWER * height]
    rows = in_rows(below)
    start = len(rows)
    while start and rows[start - 1].size <= small:
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
    top = rows[start].y0 - 1
    return [line for line in lines if line.y0 < top], notes


def _marked(line: Line) -> bool:
    return bool(line.mark or _MARK.match(line.text))
