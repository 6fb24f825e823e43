"""The reading order of a page's lines: columns one after another, below what spans them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_tables import in_rows

_LEAST_LINES = 3  # fewer lines beside each other are no column
_LEAST_WIDTH = 0.22  # of the width of the text: a narrower strip holds numbers or labels
_GUTTER = 7.0  # points


@dataclass
class Region:
    """Lines of one column, from top to bottom, and the edges of that column; ``whole`` where the
    page has but one."""

    lines: list[Line]
    left: float
    right: float
    whole: bool = True


def regions(lines: Sequence[Line]) -> list[Region]:
    """A page's lines in reading order, by column."""
    if not lines:
        return []
    if _in_order(lines):
        return [_region(list(lines), whole=True)]
    parts = _columns(list(lines), 3)
    return [_region(part, whole=len(parts) == 1) for part in parts]


def _region(lines: list[Line], *, whole: bool) -> Region:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return Region(lines, left, right, whole)


def _in_order(lines: Sequence[Line]) -> bool:
    """Whether lines follow one another down the page, none beside another: then their order is
    the reader's."""
    bottom = 0.0
    for line in lines:
        if (line.y0 + line.y1) / 2 < bottom:
            return False
        bottom = line.y1
    return True


def _columns(lines: list[Line], deep: int) -> list[list[Line]]:
    gutter = _gutter(lines) if deep else None
    if gutter is None:
        return [in_rows(lines)]
    low, high = gutter
    done: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []

    def flush() -> None:
        for side in (left, right):
            if side:
                done.extend(_columns(side[:], deep - 1))
                side.clear()

    # What spans the gutter ends the columns above it and begins those below.
    for row in sorted(lines, key=lambda line: (line.y0 + line.y1) / 2):
        if row.x1 <= high:
            left.append(row)
        elif row.x0 >= low:
            right.append(row)
        else:
            flush()
            if done and done[-1] and _spans(done[-1][-1], low, high):
                done[-1].append(row)
            else:
                done.append([row])
    flush()
    return done


def _spans(line: Line, low: float, high: float) -> bool:
    return line.x0 < low and line.x1 > high


def _gutter(lines: list[Line]) -> tuple[float, float] | None:
    """The strip between two columns of running text, if there is one: free of most lines, with
    lines that fill both sides beside each other."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = right - left
    starts = sorted({round(line.x0) for line in lines if line.x0 > left + _LEAST_WIDTH * width})
    best: tuple[float, float, float] | None = None
    for start in starts:
        at = float(start) - 0.5
        if right - at < _LEAST_WIDTH * width:
            break
        after = [line for line in lines if line.x0 >= at]
        before = [line for line in lines if line.x1 <= at]
        if len(after) < _LEAST_LINES or len(before) < _LEAST_LINES:
            continue
        begins = sum(1 for line in after if line.x0 < at + 24)
        edge = max((line.x1 for line in before), default=left)
        if at - edge < _GUTTER or not _beside(before, after):
            continue
        crossing = _crossing(lines, before, after, at)
        if crossing > 0.2 * min(len(before), len(after)) + 1:
            continue
        if not (_fills(before, edge - left) and _fills(after, right - at)):
            continue
        score = begins - 3 * crossing
        if best is None or score > best[0]:
            best = (score, edge, at)
    return (best[1], best[2]) if best else None


def _crossing(lines: list[Line], before: list[Line], after: list[Line], at: float) -> int:
    """How many lines run through the strip at the height where there are lines on both sides."""
    top = max(min(line.y0 for line in before), min(line.y0 for line in after))
    bottom = min(max(line.y1 for line in before), max(line.y1 for line in after))
    return sum(1 for line in lines if line.x0 < at < line.x1 and top < line.y0 and line.y1 < bottom)


def _beside(before: list[Line], after: list[Line]) -> bool:
    top = max(min(line.y0 for line in before), min(line.y0 for line in after))
    bottom = min(max(line.y1 for line in before), max(line.y1 for line in after))
    return bottom - top > 2 * before[0].size


def _fills(lines: list[Line], width: float) -> bool:
    """Whether at least a third of the lines run over most of their column, as wrapped text does;
    labels and numbers do not."""
    long = sum(1 for line in lines if line.x1 - line.x0 > 0.7 * width)
    return long >= max(2, 0.33 * len(lines)) and width > 60
