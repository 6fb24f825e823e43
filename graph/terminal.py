"""Rows as a terminal shows them: aligned columns of one line each, within its width."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Sequence

from graph.export import as_text
from graph.store import Row

_WIDEST_COLUMN = 60
_NARROWEST_COLUMN = 8
_FALLBACK_WIDTH = 100  # of a terminal that does not say


def table(rows: Sequence[Row], columns: Sequence[str]) -> tuple[str, list[str]]:
    """The rows as lines, and the names of the columns in which something was cut to fit; what is
    cut ends in an ellipsis."""
    cells = [[_one_line(column) for column in columns]]
    cells += [[_one_line(as_text(row.get(column))) for column in columns] for row in rows]
    needed = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    widths = _fitted([min(_WIDEST_COLUMN, width) for width in needed])
    numeric = [all(isinstance(row.get(c), int | float | None) for row in rows) for c in columns]
    lines = [_line(row, widths, numeric) for row in cells]
    ruled = [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]
    cut = [c for c, width, need in zip(columns, widths, needed, strict=True) if width < need]
    return "\n".join(ruled), cut


def _fitted(widths: list[int]) -> list[int]:
    """The widths of columns, the widest narrowed in turn until all fit beside each other. The
    first column, an id or a name that is typed elsewhere, gives way last."""
    room = shutil.get_terminal_size((_FALLBACK_WIDTH, 24)).columns - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST_COLUMN:
        widest = max(widths[1:], default=0)
        widths[widths.index(widest, 1) if widest > _NARROWEST_COLUMN else 0] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    out = []
    for cell, width, number in zip(cells, widths, numeric, strict=True):
        shown = _cut(cell, width)
        gap = " " * (width - _width(shown))
        out.append(gap + shown if number else shown + gap)
    return "  ".join(out).rstrip()


def _one_line(text: str) -> str:
    """Printable on one line: a document's text may not move the cursor or colour the screen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _width(text: str) -> int:
    """Columns a terminal takes for it: wide characters two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while text and _width(text) > width - 1:
        text = text[:-1]
    return text + "…"
