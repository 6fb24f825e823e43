"""A PDF page's text as pdfium holds it: characters with their places, asked for one by one.

Each question is a call into pdfium, and a page has thousands of characters, so only the first and
the last of a line are asked about, and others where that is not enough.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_MOST_CHARACTERS = 400_000  # a page of a broadsheet has 50,000

Quad = tuple[float, float, float, float]
# Where a character stands on its base line, x and y, the size of its type, and which way it runs.
Place = tuple[float, float, float, int]


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
_origin = _direct(pdfium.FPDFText_GetCharOrigin, _int, _address, _int, _address, _address)
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

    def _at(self, index: int) -> int:
        return int(_char_of(self._page, index)) if self._mapped else index

    def places(self, indexes: Sequence[int]) -> list[Place]:
        """How each of these characters is set, and where."""
        count, page = len(indexes), self._page
        points, six = (_double * (2 * count))(), (ctypes.c_float * (6 * count))()
        point, matrix = ctypes.addressof(points), ctypes.addressof(six)
        sizes = []
        for index in map(self._at, indexes) if self._mapped else indexes:
            _origin(page, index, point, point + 8)
            _matrix(page, index, matrix)
            sizes.append(_size(page, index))
            point += 16
            matrix += 24
        xy, parts = points[:], six[:]
        found = []
        for x, y, size, a, b, c, d in zip(
            xy[::2], xy[1::2], sizes, parts[::6], parts[1::6], parts[2::6], parts[3::6], strict=True
        ):
            if b or c or a <= 0:
                found.append((x, y, round(size * math.hypot(c, d), 1), _way(a, b, d)))
            else:
                found.append((x, y, round(size * abs(d), 1), 0))
        return found

    def is_set_alike(self, index: int, other: int) -> bool:
        """Whether two characters are plainly set in one size: a cheap look, which says no where
        the size is hidden in the matrix."""
        size = _size(self._page, self._at(index))
        return bool(size > 2 and size == _size(self._page, self._at(other)))

    def box(self, index: int) -> Quad:
        """Left, top, right and bottom of a character's cell, as wide as the pen moves."""
        _loose(self._page, self._at(index), self._box_at)
        left, top, right, bottom = self._box
        return left, top, right, bottom

    def boxes(self, indexes: Sequence[int]) -> list[Quad]:
        """The cells of some characters."""
        count, page = len(indexes), self._page
        found = (ctypes.c_float * (4 * count))()
        address = ctypes.addressof(found)
        for index in map(self._at, indexes) if self._mapped else indexes:
            _loose(page, index, address)
            address += 16
        flat = found[:]
        return list(zip(flat[::4], flat[1::4], flat[2::4], flat[3::4], strict=True))

    def pieces_of(self, start: int, end: int) -> list[Quad]:
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


def _way(a: float, b: float, d: float) -> int:
    """Which way text runs: 0 to the right, 90 up, 180 to the left, 270 down, -1 aslant."""
    if abs(b) < 0.3 * abs(a):
        return 180 if a < 0 and d < 0 else 0
    if abs(a) < 0.3 * abs(b):
        return 90 if b > 0 else 270
    return -1
