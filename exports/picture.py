"""A drawing as SVG, a real vector drawing, and as PNG of the same at twice its size.

Both carry a legend and say where they come from and whether what they show is invented.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from textwrap import wrap
from xml.sax.saxutils import escape

from exports.drawing import Drawing, Mark
from exports.labels import Box, Spot, placed
from exports.pdf import compiler
from exports.provenance import Provenance
from exports.text import one_line, shorten

WIDTH, MOST_HIGH = 1200.0, 1000.0  # of the field that the symbols stand in, in pixels
_MARGIN = 90.0  # for the outermost names
_LETTERS = 12.0
_LARGEST = 1.4  # as on screen: a few symbols do not fill the sheet
_TEXT, _QUIET, _LINE, _WAY = "#1B2733", "#4A5560", "#8A949E", "#2B5C8A"
_ON_A_LINE = 170  # letters of the lines at the foot


def as_svg(drawing: Drawing, about: Provenance) -> str:
    """The drawing as SVG: symbols, lines, names where they have room, legend and provenance."""
    marks, height = _on_sheet(drawing.marks)
    foot = [*wrap(about.sentence(), _ON_A_LINE), *wrap(f"Showing: {about.question}.", _ON_A_LINE)]
    whole = 96 + height + 18 * len(foot) + 16
    title = escape(one_line(drawing.title))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{whole:g}" '
            f'viewBox="0 0 {WIDTH:g} {whole:g}" role="img" font-family="Inter, sans-serif">',
            f"<title>{title}</title>",
            f"<desc>{escape(one_line(about.text()))}</desc>",
            '<rect width="100%" height="100%" fill="#FFFFFF"/>',
            f'<text x="24" y="40" font-size="20" font-weight="600" fill="{_TEXT}">'
            f"{escape(shorten(one_line(drawing.title), 95))}</text>",
            *_legend(drawing),
            '<g transform="translate(0 90)">',
            *_lines(drawing, {mark.key: mark for mark in marks}),
            *map(_symbol, marks),
            *_names(marks),
            "</g>",
            *(
                f'<text x="24" y="{whole - 16 - 18 * (len(foot) - 1 - at):g}" font-size="12" '
                f'fill="{_QUIET}">{escape(line)}</text>'
                for at, line in enumerate(foot)
            ),
            "</svg>",
        ]
    )


def as_png(svg: str) -> bytes:
    """An SVG as PNG with two pixels for each of its own, in letters that this machine needs not
    have: Typst draws it."""
    page = (
        f"#set page(width: {WIDTH:g}pt, height: auto, margin: 0pt)\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {WIDTH:g}pt)'
    )
    made = compiler().compile(page.encode(), format="png", ppi=144.0, sys_inputs={"svg": svg})
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no single picture")
    return made


def _on_sheet(marks: Sequence[Mark]) -> tuple[list[Mark], float]:
    """The marks moved to where they stand on the sheet, and how high their field is."""
    left, right = min(m.x - m.half for m in marks), max(m.x + m.half for m in marks)
    top, bottom = min(m.y - m.half for m in marks), max(m.y + m.half for m in marks)
    scale = min(
        (WIDTH - 2 * _MARGIN) / max(right - left, 1),
        (MOST_HIGH - 2 * _MARGIN) / max(bottom - top, 1),
        _LARGEST,
    )
    height = (bottom - top) * scale + 2 * _MARGIN
    x0 = (WIDTH - (right - left) * scale) / 2
    moved = [
        Mark(
            m.key,
            m.label,
            m.title,
            x0 + (m.x - left) * scale,
            _MARGIN + (m.y - top) * scale,
            m.half * scale,
            m.named,
            m.faint,
        )
        for m in marks
    ]
    return moved, height


def _legend(drawing: Drawing) -> Iterator[str]:
    x = 24.0
    for words, kind in drawing.legend:
        yield _path(kind.shape, x + 7, 68, 7, kind.colour)
        yield f'<text x="{x + 20:g}" y="72" font-size="13" fill="{_TEXT}">{words}</text>'
        x += 44 + 7.2 * len(words)
    yield (
        f'<text x="{x:g}" y="72" font-size="13" fill="{_QUIET}">a thicker line: a higher score'
        "</text>"
    )


def _lines(drawing: Drawing, at: dict[str, Mark]) -> Iterator[str]:
    faint = min(1.0, 14 / math.sqrt(len(drawing.lines) or 1))  # thousands would hide the symbols
    for line in drawing.lines:
        one, other = at[line.source], at[line.target]
        opacity = 0.05 if one.faint or other.faint else 0.5 * faint
        colour, width = (_WAY, max(3.0, line.width)) if line.way else (_LINE, line.width)
        yield (
            f'<line x1="{one.x:.1f}" y1="{one.y:.1f}" x2="{other.x:.1f}" y2="{other.y:.1f}" '
            f'stroke="{colour}" stroke-width="{width:g}" '
            f'stroke-opacity="{1 if line.way else opacity:.2f}">'
            f"<title>{escape(line.meaning)}</title></line>"
        )


def _symbol(mark: Mark) -> str:
    shape = _path(mark.kind.shape, mark.x, mark.y, mark.half, mark.kind.colour)
    title = escape(one_line(f"{mark.label}: {mark.title}"))
    return f'<g opacity="{0.15 if mark.faint else 1:g}">{shape}<title>{title}</title></g>'


def _names(marks: Sequence[Mark]) -> Iterator[str]:
    spots = [Spot(m.key, m.x, m.y, m.half, m.short) for m in marks]
    named = [m.key for m in marks if m.named and not m.faint]
    boxes = placed(spots, named, _LETTERS)
    for spot in spots:
        if box := boxes.get(spot.key):
            yield _name(spot, box)


def _name(spot: Spot, box: Box) -> str:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2 + _LETTERS * 0.35
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{_LETTERS:g}" text-anchor="middle" '
        f'fill="{_TEXT}" stroke="#FFFFFF" stroke-width="3" paint-order="stroke">'
        f"{escape(spot.name)}</text>"
    )


def _path(shape: str, x: float, y: float, half: float, colour: str) -> str:
    """A symbol of the schema as an SVG shape around its middle."""
    if shape == "dot":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" fill="{colour}"/>'
    points = " ".join(f"{x + half * dx:.1f},{y + half * dy:.1f}" for dx, dy in _CORNERS[shape])
    return f'<polygon points="{points}" fill="{colour}"/>'


def _around(count: int, start: float, radii: Sequence[float] = (1.0,)) -> list[tuple[float, float]]:
    """Corners at equal angles, with the radii in turn."""
    return [
        (
            radii[at % len(radii)] * math.cos(start + 2 * math.pi * at / count),
            radii[at % len(radii)] * math.sin(start + 2 * math.pi * at / count),
        )
        for at in range(count)
    ]


_UP = -math.pi / 2
_CORNERS = {
    "square": [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)],
    "diamond": [(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
    "triangle": _around(3, _UP, (1.2,)),
    "triangleDown": _around(3, -_UP, (1.2,)),
    "star": _around(10, _UP, (1.25, 0.55)),
    "hexagon": _around(6, 0.0),
}
