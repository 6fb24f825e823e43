"""The lines of a PDF page with their place, size and weight, read with few calls into pdfium.

Places count in points from the top left corner of the page as a reader sees it. Pdfium hands out
a page's text in the order in which it was written; a line is what stands between two breaks, and
is cut again where a gap wider than a word space shows that two cells or columns share it.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ingest.documents.pdf_words import printable

_LINE = re.compile(r"[^\s\ufffe](?:[^\r\n\ufffe]*[^\s\ufffe])?")
_BREAK = "\ufffe"  # pdfium's sign for a hyphen at the end of a line
_NOTE_MARK = re.compile(r"(?<=[^\W\d_]|[.,;:)!?’”'\"]) ?\d{1,3}(?:,\d{1,3})*(?=\W|$)")
_MARKED = re.compile(r"(?:\W|\d|[A-Za-z][.)]|\([A-Za-z]+\))")
_BOLD = re.compile(rb"bold|black|heavy|demi|[-,]bd|cmbx|nimbus\w*-medi", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_MOST_CHARACTERS = 400_000  # a page of a broadsheet has 50,000
_GAP = 0.7  # of a line's height: a word space is .2 to .3, in justified text seldom above .6
_SMALLER = 0.85  # a raised note mark is .6 to .7 of its line

Quad = tuple[float, float, float, float]


@dataclass(slots=True)
class Line:
    """A line, or the part of one that stands in a column of its own.

    ``x0`` to ``x1`` and ``y0`` (upper) to ``y1`` are its box; ``bold`` is about the whole line,
    and ``run_in`` says how many characters at its start are bold when the rest is not.
    ``hyphen``: the last word goes on in the next line. ``mark``: the note mark it begins with.
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


@dataclass(frozen=True)
class Frame:
    """The box of a page in its own space (y upwards) and how far its text is turned (0, 90, 180
    or 270 degrees against the clock)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as a reader of the text sees them."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in {90, 270} else (width, height)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space, counted from the reader's top left corner."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, top: float, right: float, bottom: float) -> Quad:
        """A box of the page's own space as x0, y0 (upper), x1, y1."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        xa, ya = self.place(left, top)
        xb, yb = self.place(right, bottom)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def _direct(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    # pypdfium2's typed bindings check every pointer, which costs as much as the call itself.
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


_int, _address, _double = ctypes.c_int, ctypes.c_void_p, ctypes.c_double
_count = _direct(pdfium.FPDFText_CountChars, _int, _address)
_text = _direct(pdfium.FPDFText_GetText, _int, _address, _int, _int, _address)
_loose = _direct(pdfium.FPDFText_GetLooseCharBox, _int, _address, _int, _address)
_count_rects = _direct(pdfium.FPDFText_CountRects, _int, _address, _int, _int)
_rect = _direct(pdfium.FPDFText_GetRect, _int, _address, _int, *[_address] * 4)
_font = _direct(
    pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, _address, _int, _address, ctypes.c_ulong, _address
)
_size = _direct(pdfium.FPDFText_GetFontSize, _double, _address, _int)
_weight = _direct(pdfium.FPDFText_GetFontWeight, _int, _address, _int)
_matrix = _direct(pdfium.FPDFText_GetMatrix, _int, _address, _int, _address)
_char_of = _direct(pdfium.FPDFText_GetCharIndexFromTextIndex, _int, _address, _int)


class TextPage:
    """One page's text as pdfium holds it, by the index of a character in the text."""

    _name = ctypes.create_string_buffer(128)
    _flags = ctypes.c_int()
    _box = (ctypes.c_float * 4)()
    _corners = (_double * 4)()
    _six = (ctypes.c_float * 6)()
    _box_at = ctypes.addressof(_box)
    _name_at, _flags_at = ctypes.addressof(_name), ctypes.addressof(_flags)
    _corners_at = tuple(range(ctypes.addressof(_corners), ctypes.addressof(_corners) + 32, 8))

    def __init__(self, text_page: Any) -> None:
        self._page = ctypes.cast(text_page, _address).value
        characters = max(0, _count(self._page))
        wanted = min(characters, _MOST_CHARACTERS)
        letters = (ctypes.c_ushort * (2 * wanted + 2))()
        got = _text(self._page, 0, wanted, ctypes.addressof(letters)) if wanted else 0
        units = bytes(memoryview(letters)[: max(0, got - 1)])
        self.text = units.decode("utf-16-le", errors="replace")
        if len(self.text) * 2 != len(units):  # keep one character for each unit of two bytes
            self.text = "".join(c if c < "\U00010000" else c + "\ufeff" for c in self.text)
        self._mapped = len(self.text) != characters
        self.pieces = _count_rects(self._page, 0, -1) if characters else 0
        self._sizes: dict[tuple[bytes, int], float] = {}

    def _at(self, index: int) -> int:
        return int(_char_of(self._page, index)) if self._mapped else index

    def box(self, index: int) -> Quad:
        """Left, top, right and bottom of a character's cell: as high as its font, as wide as the
        pen moves."""
        _loose(self._page, self._at(index), self._box_at)
        left, top, right, bottom = self._box
        return left, top, right, bottom

    def gaps(self, start: int, end: int) -> list[Quad]:
        """The boxes of the pieces in which a range of text was written, in that order."""
        first = self._at(start)
        count = _count_rects(self._page, first, self._at(end - 1) + 1 - first)
        boxes = []
        if count > 1:
            for place in range(count):
                _rect(self._page, place, *self._corners_at)
                left, top, right, bottom = self._corners
                boxes.append((left, top, right, bottom))
        return boxes

    def font(self, index: int) -> tuple[bytes, int]:
        """The name of a character's font, and its weight where the name may not tell it."""
        index = self._at(index)
        _font(self._page, index, self._name_at, 128, self._flags_at)
        name = self._name.value
        return name, (0 if len(name) > 6 else _weight(self._page, index))

    def size(self, index: int, font: bytes, height: float) -> float:
        """The size of the type in points; ``height`` is that of its cell."""
        key = (font, round(height * 4))
        size = self._sizes.get(key)
        if size is None:
            index = self._at(index)
            _matrix(self._page, index, ctypes.addressof(self._six))
            size = _size(self._page, index) * math.hypot(self._six[2], self._six[3])
            if not height / 3 < size < height * 3:
                size = height / 1.2
            self._sizes[key] = size = round(size, 1)
        return size


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
                line = self._line(page, begin, stop, (head, tail), number, frame)
                if line:
                    line.hyphen = stop == end and text[end : end + 1] == _BREAK
                    lines.append(line)
        return lines, frame

    def _line(
        self,
        page: TextPage,
        start: int,
        end: int,
        ends: tuple[Quad, Quad],
        number: int,
        frame: Frame,
    ) -> Line | None:
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
            clean, x0, head[1], max(tail[2], x0), head[3], size, bold, number, run_in, mark=mark
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
