"""The lines of a PDF page with their place, size and weight.

Places count in points from the top left corner of the page as a reader sees it. Pdfium hands out
a page's text in the order in which it was written; a line is what stands between two breaks, and
is cut again where a gap wider than a word space shows that two cells or columns share it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.documents.pdf_rules import Rule
from ingest.documents.pdf_text import Frame, Quad, TextPage
from ingest.documents.pdf_words import printable

_LINE = re.compile(r"[^\s\ufffe](?:[^\r\n\ufffe]*[^\s\ufffe])?")
_BREAK = "\ufffe"  # pdfium's sign for a hyphen at the end of a line
_NOTE_MARK = re.compile(r"(?<=[^\W\d_]|[.,;:)!?’”'\"]) ?\d{1,3}(?:,\d{1,3})*(?=\W|$)")
_MARKED = re.compile(r"(?:\W|\d|[A-Za-z][.)]|\([A-Za-z]+\))")
_BOLD = re.compile(rb"bold|black|heavy|demi|[-,]bd|cmbx|nimbus\w*-medi", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_GAP = 0.7  # of a line's height: a word space is .2 to .3, in justified text seldom above .6
_SMALLER = 0.85  # a raised note mark is .6 to .8 of its line


@dataclass(slots=True)
class Line:
    """A line, or the part of one that stands in a column of its own.

    ``x0`` to ``x1`` and ``y0`` (upper) to ``y1`` are its box; ``bold`` is about the whole line,
    and ``run_in`` says how many characters at its start are bold when the rest is not.
    ``hyphen``: the last word goes on in the next line. ``mark``: the note mark it begins with.
    ``span``: where it stands in the page's text.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    page: int
    run_in: int = 0
    hyphen: bool = False
    mark: str = ""
    span: tuple[int, int] = (0, 0)


class LineReader:
    """Reads the lines of one document's pages; fonts that were met are remembered."""

    def __init__(self) -> None:
        self._known: dict[tuple[bytes, int], bool] = {}

    def read(self, page: TextPage, number: int, frame: Frame) -> tuple[list[Line], Frame]:
        """The lines of a page in the order written, and the frame turned as its text is; lines
        that run another way than most of the page (a mark across it) are left out."""
        text = page.text
        raw = []
        votes = {0: 0, 90: 0, 180: 0, 270: 0}
        for found in _LINE.finditer(text):
            start, end = found.span()
            first, last = page.box(start), page.box(end - 1)
            turn = _turn(first, last) if end - start > 2 else -1
            if turn >= 0:
                votes[turn] += end - start
            raw.append((start, end, first, last, turn))
        turn = max(votes, key=lambda way: votes[way])
        if turn:
            frame = Frame(frame.left, frame.bottom, frame.right, frame.top, turn)
        cut = page.pieces > len(raw)
        lines: list[Line] = []
        for start, end, first, last, way in raw:
            if way not in {turn, -1}:
                continue
            starts = self._parts(page, (start, end), first, frame) if cut else []
            for begin, stop in zip([start, *starts], [*starts, end], strict=True):
                head = first if begin == start else page.box(begin)
                while stop > begin and text[stop - 1].isspace():
                    stop -= 1
                tail = last if stop == end else page.box(stop - 1)
                line = self._line(page, (begin, stop), (head, tail), number, frame)
                if line:
                    line.hyphen = stop == end and text[end : end + 1] == _BREAK
                    lines.append(line)
        return lines, frame

    def cut(
        self, page: TextPage, lines: list[Line], drawn: Sequence[Rule], frame: Frame
    ) -> list[Line]:
        """The lines, those that run through an upright rule cut there, between two words."""
        upright = [rule for rule in drawn if rule.upright]
        done = []
        for line in lines:
            middle = (line.y0 + line.y1) / 2
            through = [
                rule.at
                for rule in upright
                if line.x0 + 2 < rule.at < line.x1 - 2 and rule.start <= middle <= rule.end
            ]
            done += self._cut(page, line, sorted(through), frame) if through else [line]
        return done

    def _cut(self, page: TextPage, line: Line, edges: list[float], frame: Frame) -> list[Line]:
        start, end = line.span
        words = [found.start() + start for found in _WORD.finditer(page.text[start:end])]
        starts = [start]
        for edge in edges:
            at = bisect_left(words, edge - 1, key=lambda index: frame.box(*page.box(index))[0])
            if 0 < at < len(words) and words[at] > starts[-1]:
                last = words[at] - 1
                while page.text[last].isspace():
                    last -= 1
                if frame.box(*page.box(last))[2] <= edge + 2:
                    starts.append(words[at])
        parts = []
        for begin, stop in zip(starts, [*starts[1:], end], strict=True):
            while page.text[stop - 1].isspace():
                stop -= 1
            ends = page.box(begin), page.box(stop - 1)
            part = self._line(page, (begin, stop), ends, line.page, frame)
            if part:
                parts.append(part)
        if parts:
            parts[-1].hyphen = line.hyphen
        return parts

    def _line(
        self,
        page: TextPage,
        span: tuple[int, int],
        ends: tuple[Quad, Quad],
        number: int,
        frame: Frame,
    ) -> Line | None:
        start, end = span
        head, tail = frame.box(*ends[0]), frame.box(*ends[1])
        mark, x0 = "", head[0]
        if head[3] - head[1] < _SMALLER * (tail[3] - tail[1]) and page.text[start].isdigit():
            stop = start
            while stop < end and page.text[stop].isdigit():
                stop += 1
            mark, start = page.text[start:stop], min(stop, end - 1)
            head = frame.box(*page.box(start))
        name, weight = page.font(start)
        size = page.size(start, name, head[3] - head[1])
        bold = self._is_bold(name, weight)
        run_in = 0
        if bold:
            if not self._is_bold(*page.font(end - 1)):
                bold, run_in = False, self._end_of_bold(page, start, end)
        elif _MARKED.match(page.text, start):
            bold = self._bold_after_mark(page, start, end)
        text = page.text[start:end]
        if _NOTE_MARK.search(text):
            text = self._without_marks(page, start, text, head[3] - head[1], frame)
        clean = printable(text)
        if not clean and not mark:
            return None
        return Line(
            clean,
            x0,
            head[1],
            max(tail[2], x0),
            head[3],
            size,
            bold,
            number,
            run_in,
            mark=mark,
            span=span,
        )

    def _is_bold(self, name: bytes, weight: int) -> bool:
        known = self._known.get((name, weight))
        if known is None:
            known = bool(_BOLD.search(name)) or weight >= 600
            self._known[name, weight] = known
        return known

    def _end_of_bold(self, page: TextPage, start: int, end: int) -> int:
        words = [found.start() + start for found in _WORD.finditer(page.text[start:end])]
        at = bisect_left(words, True, key=lambda index: not self._is_bold(*page.font(index)))
        return (words[at] if at < len(words) else end) - start

    def _bold_after_mark(self, page: TextPage, start: int, end: int) -> bool:
        words = [found.start() + start for found in _WORD.finditer(page.text[start:end])]
        return len(words) > 1 and all(
            self._is_bold(*page.font(index)) for index in (words[1], end - 1)
        )

    @staticmethod
    def _parts(page: TextPage, span: tuple[int, int], first: Quad, frame: Frame) -> list[int]:
        """Where, after the first, the parts of a line begin that a wide gap sets apart."""
        start, end = span
        height = frame.box(*first)
        gap = _GAP * (height[3] - height[1])
        pieces = [frame.box(*piece) for piece in page.gaps(start, end)]
        starts: list[int] = []
        words: list[int] = []
        for before, after in pairwise(pieces):
            if after[0] - before[2] < gap:
                continue
            if not words:
                words = [found.start() + start for found in _WORD.finditer(page.text[start:end])]
            edge = after[0] - 1.0
            at = bisect_left(words, edge, key=lambda index: frame.box(*page.box(index))[0])
            if 0 < at < len(words) and words[at] not in starts:
                starts.append(words[at])
        return starts

    @staticmethod
    def _without_marks(page: TextPage, start: int, text: str, height: float, frame: Frame) -> str:
        kept, done = [], 0
        for found in _NOTE_MARK.finditer(text):
            box = frame.box(*page.box(start + found.end() - 1))
            if box[3] - box[1] < _SMALLER * height:
                kept.append(text[done : found.start()])
                done = found.end()
        return "".join([*kept, text[done:]])


def _turn(first: Quad, last: Quad) -> int:
    across = (last[0] + last[2]) - (first[0] + first[2])
    upward = (last[1] + last[3]) - (first[1] + first[3])
    if abs(across) >= abs(upward):
        return 0 if across >= 0 else 180
    return 90 if upward > 0 else 270
