"""Names beside the symbols of a drawing: those that matter more first, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

_FONT = Path(__file__).parent / "fonts" / "Inter-Regular.ttf"
BELOW = (0, 1)
AROUND = (BELOW, (0, -1), (1, 0), (-1, 0))  # below, above, right, left


@dataclass(frozen=True)
class Spot:
    """A symbol that may bear a name: its key, middle, half its size, and the name."""

    key: str
    x: float
    y: float
    half: float
    name: str


@dataclass(frozen=True)
class Box:
    """Where a name stands."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def placed(
    spots: Sequence[Spot],
    named: Iterable[str],
    size: float,
    sides: Sequence[tuple[int, int]] = AROUND,
) -> dict[str, Box]:
    """A box for each name that finds room, by key. ``named`` are the keys of those that are to
    bear one, in the order in which they choose; ``size`` is the height of letters in the units of
    the places. A name that would cover a symbol or another name is left out."""
    by_key = {spot.key: spot for spot in spots}
    taken = _Taken(8 * size)
    for spot in spots:
        taken.add(
            Box(spot.x - spot.half, spot.y - spot.half, spot.x + spot.half, spot.y + spot.half)
        )
    found: dict[str, Box] = {}
    for key in named:
        free = (box for box in _boxes(by_key[key], size, sides) if not taken.hit(box))
        if box := next(free, None):
            taken.add(box)
            found[key] = box
    return found


def _boxes(spot: Spot, size: float, sides: Sequence[tuple[int, int]]) -> Iterator[Box]:
    half = length(spot.name) * size / 2 + size * 0.3
    tall = size * 0.75
    for dx, dy in sides:
        x = spot.x + dx * (spot.half + half)
        y = spot.y + dy * (spot.half + tall)
        yield Box(x - half, y - tall * 0.9, x + half, y + tall * 0.9)


@cache
def length(text: str) -> float:
    """How long a text is in letters' heights, in the typeface of drawings."""
    return float(_font().getlength(text)) / 100


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONT), 100)


class _Taken:
    """Boxes on a grid, to find overlaps among thousands quickly."""

    def __init__(self, cell: float) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def _keys(self, box: Box) -> Iterator[tuple[int, int]]:
        cell = self._cell
        for column in range(int(box.left // cell), int(box.right // cell) + 1):
            for row in range(int(box.top // cell), int(box.bottom // cell) + 1):
                yield column, row

    def add(self, box: Box) -> None:
        for key in self._keys(box):
            self._cells.setdefault(key, []).append(box)

    def hit(self, box: Box) -> bool:
        return any(box.meets(one) for key in self._keys(box) for one in self._cells.get(key, ()))
