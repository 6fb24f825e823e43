"""Where the lines of a PDF page are cut: at wide gaps, and at upright rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from ingest.documents.pdf_text import Frame, TextPage

_WORD = re.compile(r"\S+")
_GAP = 0.8  # of the size: a word space is .25 to .35, in justified text seldom above .7

Span = tuple[int, int]


def words_of(page: TextPage, span: Span) -> list[int]:
    return [found.start() for found in _WORD.finditer(page.text, *span)]


def parts_of(page: TextPage, span: Span, starts: list[int]) -> list[Span]:
    """A line's parts, which begin at its own start and at ``starts``."""
    parts = []
    for begin, stop in zip([span[0], *starts], [*starts, span[1]], strict=True):
        end = stop
        while end > begin + 1 and page.text[end - 1].isspace():
            end -= 1
        parts.append((begin, end))
    return parts


def gaps(page: TextPage, span: Span, size: float, frame: Frame) -> list[int]:
    """Where, after the first, the parts of a line begin that a wide gap sets apart."""
    pieces = page.pieces_of(*span)
    if not pieces:
        return []
    pieces = [frame.box(*piece) for piece in pieces]
    edges = [b[0] - 1 for a, b in pairwise(pieces) if b[0] - a[2] > _GAP * size]
    if not edges:
        return []
    words = words_of(page, span)
    starts = []
    for edge in edges:
        at = bisect_left(words, edge, key=lambda index: frame.box(*page.box(index))[0])
        if 0 < at < len(words) and words[at] not in starts:
            starts.append(words[at])
    return starts


def cuts(page: TextPage, span: Span, edges: list[float], frame: Frame, *, exact: bool) -> list[int]:
    """Where the parts of a line begin that upright rules set apart; none within a word."""
    words = words_of(page, span)
    starts: list[int] = []
    for edge in edges:
        at = bisect_left(words, edge - 1, key=lambda index: frame.box(*page.box(index))[0])
        if 0 < at < len(words) and words[at] not in starts:
            last = words[at] - 1
            while page.text[last].isspace():
                last -= 1
            far = exact and frame.box(*page.box(words[at]))[0] > edge + 1
            if not far and frame.box(*page.box(last))[2] <= edge + 2:
                starts.append(words[at])
    return starts
