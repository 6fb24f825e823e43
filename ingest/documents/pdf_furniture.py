"""Running headers and footers and page numbers: what stands in the same place on page after page.

A line at the upper or lower edge of a page goes when the same words, digits aside, stand at the
same height on enough pages nearby, and everything further out goes too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from ingest.documents.pdf_aligned import Header
from ingest.documents.pdf_lines import Line
from ingest.documents.pdf_rules import Grid, Rule

_ZONE = 0.16  # of the page's height, at either end
_MOST_LINES = 6
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


def without_furniture(pages: Sequence[PageLines]) -> None:
    """Take running headers, footers and page numbers out of pages that follow one another."""
    edges = [[_edge(page, top) for page in pages] for top in (True, False)]
    for zone in edges:
        places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, row in enumerate(zone):
            for height, text, _ in row:
                places[_key(text)].append((at, height))
        for at, row in enumerate(zone):
            gone: set[int] = set()
            for height, text, members in row:
                known = _alike(places, _key(text), pages[at])
                if not _repeats(known, at, height, text, len(pages), pages[at]):
                    break
                gone.update(map(id, members))
            if gone:
                pages[at].lines = [line for line in pages[at].lines if id(line) not in gone]


def _edge(page: PageLines, top: bool) -> list[tuple[float, str, list[Line]]]:
    """The rows nearest to an edge of a page, outermost first: height, words and lines."""
    limit = _ZONE * page.height
    if top:
        near = [line for line in page.lines if line.y0 < limit]
        near.sort(key=lambda line: line.y0)
    else:
        near = [line for line in page.lines if line.y1 > page.height - limit]
        near.sort(key=lambda line: -line.y1)
    rows: list[tuple[float, str, list[Line]]] = []
    for line in near:
        middle = (line.y0 + line.y1) / 2
        if rows and abs(rows[-1][0] - middle) < 0.4 * line.size:
            rows[-1][2].append(line)
        elif len(rows) < _MOST_LINES:
            rows.append((middle, "", [line]))
        else:
            break
    return [
        (height, " ".join(line.text for line in sorted(members, key=lambda line: line.x0)), members)
        for height, _, members in rows
    ]


def _key(text: str) -> str:
    return _DIGITS.sub("#", "".join(text.casefold().split()))


def _alike(
    places: dict[str, list[tuple[int, float]]], key: str, page: PageLines
) -> list[tuple[int, float]]:
    """Where a row's words stand; recognised words may be misread here and there."""
    if not page.recognised or len(key) < 6:
        return places[key]
    return [
        place
        for other, found in places.items()
        if fuzz.ratio(key, other) > _LIKE
        for place in found
    ]


def _repeats(
    places: list[tuple[int, float]],
    at: int,
    height: float,
    text: str,
    count: int,
    page: PageLines,
) -> bool:
    if page.recognised and len(text) < 4 and len(page.lines) > 1:
        return True  # a page number, or specks at the edge of the picture
    if _NUMBER.match(text) and len(text) < 20 and len(page.lines) > 1:
        return "page" in text.casefold() or _by_page(places, at, height, count)
    nearby = {
        other
        for other, level in places
        if abs(other - at) <= _NEARBY and abs(level - height) <= _SAME_HEIGHT
    }
    if len(nearby) < (2 if count <= 3 else 3):
        return bool(_PAGE.search(text)) and len(text) < 80
    return not (_COUNTED.search(text) and _DIGITS.search(text)) or bool(_PAGE.search(text))


def _by_page(places: list[tuple[int, float]], at: int, height: float, count: int) -> bool:
    """Whether a lone number stands at the same height on other pages too (or on the only one)."""
    others = [1 for other, level in places if other != at and abs(level - height) <= _SAME_HEIGHT]
    return bool(others) or count == 1
