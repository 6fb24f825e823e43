"""Running headers and footers and page numbers: what stands in the same place on page after page.

A line at the upper or lower edge of a page goes when the same words, digits aside, stand at the
same height on enough pages nearby, and everything further out goes too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from ingest.documents.pdf_aligned import Header
from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_rules import Grid, Rule

_ZONE = 0.16  # of the page's height, at either end
_MOST_ROWS = 4
_APART = 0.85  # of the size of the text: white space between a running header and the text
_SAME_HEIGHT = 7.0  # points
_NEARBY = 10  # pages either way
_NUMBER = re.compile(
    r"(?:(?:page|p\.?)\s*)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?\s*$|[ivxlc]{1,6}$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\bpage\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\b|^\d{1,4}\s*\|", re.IGNORECASE)
_COUNTED = re.compile(
    r"recommendation|action|finding|lesson|appendix|annex|section|chapter|question", re.IGNORECASE
)
_LIKE = 80  # per cent of letters that two readings of one header share
_DIGITS = re.compile(r"\d+")


@dataclass
class PageLines:
    """What was read of one page: its lines in the order written, its rules, the grids that these
    make, the header rows of tables without them, and its size."""

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: list[Rule] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    recognised: bool = False


@dataclass(slots=True)
class Row:
    """What stands on one base line near an edge: its height, lines, words, and these without
    spaces and with every number as one sign."""

    height: float
    lines: list[Line]
    text: str = ""
    key: str = ""

    def read(self) -> None:
        """Put the words together, from left to right."""
        if len(self.lines) > 1:
            self.lines.sort(key=lambda line: line.x0)
        self.text = " ".join(line.text for line in self.lines)
        self.key = _DIGITS.sub("#", self.text.casefold().replace(" ", ""))


def without_furniture(pages: Sequence[PageLines]) -> None:
    """Take running headers, footers and page numbers out of pages that follow one another."""
    for top in (True, False):
        zone = [_edge(page, top=top) for page in pages]
        places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, rows in enumerate(zone):
            for row in rows[:_MOST_ROWS]:
                places[row.key].append((at, row.height))
        for at, rows in enumerate(zone):
            gone = _gone(rows, places, at, len(pages), pages[at])
            if gone:
                pages[at].lines = [line for line in pages[at].lines if id(line) not in gone]


def _gone(
    rows: list[Row],
    places: dict[str, list[tuple[int, float]]],
    at: int,
    count: int,
    page: PageLines,
) -> set[int]:
    """The lines of a page's edge that are no part of its text: the rows that repeat, from the
    outermost, as far as white space or another size of type sets them apart from the text."""
    last = 0
    for row in rows[:_MOST_ROWS]:
        if not _repeats(_alike(places, row.key, page), at, row, count, page):
            break
        last += 1
    while last and last < len(rows) and not _set_apart(rows[last - 1], rows[last]):
        last -= 1
    return {id(line) for row in rows[:last] for line in row.lines}


def _set_apart(outer: Row, inner: Row) -> bool:
    a, b = outer.lines[0], inner.lines[0]
    white = max(a.y0, b.y0) - min(a.y1, b.y1)
    return (
        white > _APART * b.size
        or abs(a.size - b.size) > 0.1 * b.size
        or bool(_NUMBER.match(outer.text))
    )


def _edge(page: PageLines, *, top: bool) -> list[Row]:
    """The rows nearest to an edge of a page, outermost first, and one row of the text more."""
    limit = _ZONE * page.height
    if top:
        near = [line for line in page.lines if line.y0 < limit]
        near.sort(key=_upper)
    else:
        limit = page.height - limit
        near = [line for line in page.lines if line.y1 > limit]
        near.sort(key=_lower, reverse=True)
    rows: list[Row] = []
    for line in near:
        middle = (line.y0 + line.y1) / 2
        if rows and abs(rows[-1].height - middle) < 0.4 * line.size:
            rows[-1].lines.append(line)
        elif len(rows) <= _MOST_ROWS:
            rows.append(Row(middle, [line]))
        else:
            break
    for row in rows:
        row.read()
    return rows


def _upper(line: Line) -> float:
    return line.y0


def _lower(line: Line) -> float:
    return line.y1


def _alike(
    places: dict[str, list[tuple[int, float]]], key: str, page: PageLines
) -> list[tuple[int, float]]:
    """Where a row's words stand; recognised words may be misread here and there."""
    if not page.recognised or len(key) < 6:
        return places[key]
    alike = [found for other, found in places.items() if fuzz.ratio(key, other) > _LIKE]
    return sorted(place for found in alike for place in found)


def _repeats(
    places: list[tuple[int, float]], at: int, row: Row, count: int, page: PageLines
) -> bool:
    text, height = row.text, row.height
    if len(row.lines) == len(page.lines):
        return bool(_NUMBER.match(text))
    if page.recognised and len(text) < 4:
        return True  # a page number, or specks at the edge of the picture
    if len(text) < 20 and _NUMBER.match(text):
        return "page" in text.casefold() or _by_page(places, at, height, count)
    low = bisect_left(places, (at - _NEARBY, 0.0))
    high = bisect_left(places, (at + _NEARBY + 1, 0.0))
    nearby = {other for other, level in places[low:high] if abs(level - height) <= _SAME_HEIGHT}
    if len(nearby) < (2 if count <= 3 else 3):
        return len(text) < 80 and bool(_PAGE.search(text))
    return bool(_PAGE.search(text)) or not (_DIGITS.search(text) and _COUNTED.search(text))


def _by_page(places: list[tuple[int, float]], at: int, height: float, count: int) -> bool:
    """Whether a lone number stands at the same height on other pages too (or on the only one)."""
    return count == 1 or any(
        other != at and abs(level - height) <= _SAME_HEIGHT for other, level in places
    )
