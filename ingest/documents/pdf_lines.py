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

from ingest.documents.pdf_cuts import Span, cuts, gaps, parts_of, words_of
from ingest.documents.pdf_rules import Rule
from ingest.documents.pdf_text import Frame, Place, TextPage
from ingest.documents.pdf_words import is_plain, printable

_LIST_NUMBER = re.compile(r"\d+[.):]")
_MARK_SIGNS = frozenset("0123456789*†‡")
_BREAK = "\ufffe"  # pdfium's sign for a hyphen at the end of a line
# Pdfium ends lines with a return, a line feed or both, or with its sign for a hyphen alone.
_LINE = re.compile(rf"[^\s{_BREAK}](?:[^\r\n{_BREAK}]*[^\s{_BREAK}])?")
_NUMBER = re.compile(r"[0-9]+")
_BEFORE_MARK = frozenset(".,;:)!?’”'\"")
_MARKED = re.compile(r"(?:\W|\d|[A-Za-z][.)]|\([A-Za-z]+\))")
_BOLD = re.compile(rb"bold|black|heavy|demi|[-,]bd|cmbx|nimbus\w*-medi", re.IGNORECASE)
_SMALLER = 0.88  # of the size of the text that a note mark is raised from: .58 to .86


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
        spans = _line_spans(page.text)
        places = page.places([start for start, _ in spans])
        ways: dict[int, int] = {}
        for (start, end), (_, _, _, way) in zip(spans, places, strict=True):
            ways[way] = ways.get(way, 0) + end - start
        way = max(ways, key=lambda one: ways[one], default=0)
        if way > 0:
            frame = Frame(frame.left, frame.bottom, frame.right, frame.top, way)
        if len(ways) > 1:
            kept = [at for at, place in enumerate(places) if place[3] == way]
            spans, places = [spans[at] for at in kept], [places[at] for at in kept]
        if page.pieces > len(spans):
            spans, places = self._apart(page, spans, places, frame)
        return self._lines(page, spans, places, number, frame), frame

    def cut(
        self,
        page: TextPage,
        lines: list[Line],
        drawn: Sequence[Rule],
        frame: Frame,
        *,
        exact: bool = False,
    ) -> list[Line]:
        """The lines, those that run through an upright rule cut there, between two words;
        ``exact``: only where a word begins just at the rule, which is but the edge of a column."""
        upright = [rule for rule in drawn if rule.upright]
        done = []
        for line in lines:
            middle = (line.y0 + line.y1) / 2
            through = [
                rule.at
                for rule in upright
                if line.x0 + 2 < rule.at < line.x1 - 2 and rule.start <= middle <= rule.end
            ]
            starts = cuts(page, line.span, sorted(through), frame, exact=exact) if through else []
            if starts:
                spans = parts_of(page, line.span, starts)
                places = page.places([start for start, _ in spans])
                done += self._lines(page, spans, places, line.page, frame)
            else:
                done.append(line)
        return done

    @staticmethod
    def _apart(
        page: TextPage, spans: list[Span], places: list[Place], frame: Frame
    ) -> tuple[list[Span], list[Place]]:
        """Lines cut where a wide gap sets their parts apart."""
        done: list[Span] = []
        new: list[Place] = []
        for span, place in zip(spans, places, strict=True):
            starts = gaps(page, span, place[2], frame)
            if starts:
                parts = parts_of(page, span, starts)
                done += parts
                new += [place, *page.places(starts)]
            else:
                done.append(span)
                new.append(place)
        return done, new

    def _lines(
        self,
        page: TextPage,
        spans: list[Span],
        places: list[Place],
        number: int,
        frame: Frame,
    ) -> list[Line]:
        text = page.text
        marks = _note_marks(text, spans[0][0], spans[-1][1]) if spans else []
        tails = page.boxes([end - 1 for _, end in spans])
        lines = []
        plain, left, top = is_plain(text), frame.left, frame.top
        for (start, end), (x, y, size, _), tail in zip(spans, places, tails, strict=True):
            if frame.turn:
                x0, base = frame.place(x, y)
                x1 = frame.box(*tail)[2]
            else:
                x0, base, x1 = x - left, top - y, tail[2] - left
            mark, begin = "", start
            if text[start] in _MARK_SIGNS and not _LIST_NUMBER.match(text, start):
                mark, begin, size, base = self._mark(page, (start, end), (size, base), frame)
            bold, run_in = self._boldness(page, start, begin, end)
            if marks and marks[-1][0] < end:
                own = _without_marks(page, (begin, end), marks, size)
            else:
                own = text[begin:end]
            if not plain:
                own = printable(own)
                if not own and not mark:
                    continue
            box = x0, base - 0.8 * size, x1 if x1 > x0 else x0, base + 0.2 * size
            broken = text[end : end + 1] == _BREAK
            lines.append(Line(own, *box, size, bold, number, run_in, broken, mark, (start, end)))
        return lines

    @staticmethod
    def _mark(
        page: TextPage, span: Span, own: tuple[float, float], frame: Frame
    ) -> tuple[str, int, float, float]:
        """The raised note mark at the start of a line, if there is one: itself, where the text
        behind it starts, and that text's size and base line. ``own``: those of the start."""
        size, base = own
        start, stop = span[0], span[0]
        while stop < span[1] and (page.text[stop].isdigit() or page.text[stop] in " *†‡"):
            stop += 1
        if stop < span[1]:
            [(x, y, after, _)] = page.places([stop])
            level = frame.place(x, y)[1]
            if size < _SMALLER * after and base < level - 0.1 * after:
                return page.text[start:stop].strip(), stop, after, level
        return "", start, size, base

    def _boldness(self, page: TextPage, start: int, begin: int, end: int) -> tuple[bool, int]:
        """Whether a line is bold, and how many characters at its start are when the rest is not;
        its words begin at ``begin``, behind a note mark at its ``start``."""
        if self._is_bold(page, begin):
            if self._is_bold(page, end - 1):
                return True, 0
            return False, self._end_of_bold(page, start, end)
        if _MARKED.match(page.text, begin):
            return self._bold_after_mark(page, begin, end), 0
        return False, 0

    def _is_bold(self, page: TextPage, index: int) -> bool:
        font = page.font(index)
        known = self._known.get(font)
        if known is None:
            known = bool(_BOLD.search(font[0])) or font[1] >= 600
            self._known[font] = known
        return known

    def _end_of_bold(self, page: TextPage, start: int, end: int) -> int:
        words = words_of(page, (start, end))
        at = bisect_left(words, True, key=lambda index: not self._is_bold(page, index))
        return (words[at] if at < len(words) else end) - start

    def _bold_after_mark(self, page: TextPage, start: int, end: int) -> bool:
        second = page.text.find(" ", start, end) + 1
        return 0 < second < end and self._is_bold(page, second) and self._is_bold(page, end - 1)


def _line_spans(text: str) -> list[Span]:
    """Where the lines of a page's text begin and end, white space at either end left out."""
    return [found.span() for found in _LINE.finditer(text)]


def _note_marks(text: str, begin: int, stop: int) -> list[Span]:
    """Where numbers stand behind a word, as the marks of notes do; the last ones come first."""
    found: list[Span] = []
    for number in _NUMBER.finditer(text, begin, stop):
        at, end = number.span()
        if end - at > 3 or (end < stop and text[end].isalpha()):
            continue
        if found and text[found[-1][1] : at] == ",":  # "2,3" leads to two notes
            found[-1] = (found[-1][0], end)
            continue
        before = text[at - 1] if at else ""
        if before == " ":  # pdfium may take the rise of a mark for a space
            at -= 1
            before = text[at - 1] if at else ""
        if before in _BEFORE_MARK or before.isalpha():
            found.append((at, end))
    return found[::-1]


def _without_marks(page: TextPage, span: Span, marks: list[Span], size: float) -> str:
    """A line's text without the small raised numbers that lead to notes; ``marks`` that stand
    before the line's end are used up."""
    own = []
    while marks and marks[-1][0] < span[1]:
        mark = marks.pop()
        if mark[0] >= span[0] and not page.is_set_alike(mark[1] - 1, span[0]):
            own.append(mark)
    kept, done = [], span[0]
    if own:
        places = page.places([end - 1 for _, end in own])
        for (start, end), place in zip(own, places, strict=True):
            if place[2] < _SMALLER * size:
                kept.append(page.text[done:start])
                done = end
    return "".join([*kept, page.text[done : span[1]]])
