"""The picture of the graph's schema, as SVG, from ``graph/schema.py``."""

from __future__ import annotations

import math
from collections import Counter
from html import escape

from graph.schema import EDGES, NODES

WIDTH, HEIGHT = 1180, 860
_RADII = (450, 340)
_SIZE = (150, 46)
_INK = "#1B2733"
_SOFT = "#54606C"

Place = tuple[int, int]


def schema_svg() -> str:
    """Labels as boxes in their colours, relationship types on the lines between them.

    The label with most relationships stands in the middle, the others around it in the schema's
    order; a line that joins the same two labels carries all types that do.
    """
    at = _places()
    lines: dict[tuple[str, str], list[str]] = {}
    loops: dict[str, list[str]] = {}
    for edge in EDGES:
        for source in edge.sources:
            for target in edge.targets:
                if source == target:
                    loops.setdefault(source, []).append(edge.type)
                else:
                    lines.setdefault((source, target), []).append(edge.type)
    parts = [_line(at[one], at[other], types) for (one, other), types in lines.items()]
    parts += [_box(label, at[label], loops.get(label, [])) for label in at]
    said = f"The schema: {len(NODES)} labels and {len(EDGES)} types of relationship"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'font-family="sans-serif" role="img" aria-label="{escape(said)}">',
            "<!-- made by python -m docs.make_cypher; do not edit -->",
            '<defs><marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
            f'markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="{_SOFT}"/></marker>'
            "</defs>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _places() -> dict[str, Place]:
    degree = Counter(end for edge in EDGES for end in (*edge.sources, *edge.targets))
    middle = max(NODES, key=lambda node: degree[node.label]).label
    around = [node.label for node in NODES if node.label != middle]
    at = {middle: (WIDTH // 2, HEIGHT // 2)}
    for number, label in enumerate(around):
        angle = 2 * math.pi * number / len(around) - math.pi * 0.75
        x = WIDTH / 2 + _RADII[0] * math.cos(angle)
        y = HEIGHT / 2 + _RADII[1] * math.sin(angle)
        at[label] = (round(x), round(y))
    return at


def _line(start: Place, end: Place, types: list[str]) -> str:
    """An arrow from the edge of one box to the edge of the other, with its types upon it; past
    the middle it goes round."""
    middle = (WIDTH // 2, HEIGHT // 2)
    across = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
    through = middle not in (start, end) and math.dist(across, middle) < _SIZE[0] / 2
    bend = (across[0], across[1] - 4 * _SIZE[1]) if through else across
    (x1, y1), (x2, y2) = _edge(start, bend), _edge(end, bend)
    # Not in the middle, where lines cross: at t of the curve, which is straight without a bend.
    t = 0.42
    x, y = (
        round((1 - t) ** 2 * one + 2 * t * (1 - t) * two + t**2 * three)
        for one, two, three in ((x1, bend[0], x2), (y1, bend[1], y2))
    )
    rows = "".join(
        _small(x, round(y + 4 + 14 * (place - (len(types) - 1) / 2)), type_, "middle")
        for place, type_ in enumerate(types)
    )
    path = f"M{x1} {y1}Q{bend[0]} {bend[1]} {x2} {y2}"
    return f'<path d="{path}" fill="none" stroke="{_SOFT}" marker-end="url(#to)"/>{rows}'


def _small(x: int, y: int, text: str, anchor: str) -> str:
    """Small text that can be read across a line."""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="11" fill="{_INK}" '
        f'stroke="#FFFFFF" stroke-width="4" paint-order="stroke">{escape(text)}</text>'
    )


def _edge(here: Place, there: Place) -> Place:
    """Where the line between two boxes leaves the first."""
    dx, dy = there[0] - here[0], there[1] - here[1]
    reach = min(
        (_SIZE[0] / 2 + 4) / abs(dx) if dx else math.inf,
        (_SIZE[1] / 2 + 4) / abs(dy) if dy else math.inf,
    )
    return round(here[0] + reach * dx), round(here[1] + reach * dy)


def _box(label: str, at: Place, loops: list[str]) -> str:
    node = next(one for one in NODES if one.label == label)
    x, y = at[0] - _SIZE[0] // 2, at[1] - _SIZE[1] // 2
    # Away from the middle, where lines arrive.
    first, step = (y - 8, -13) if at[1] < HEIGHT // 2 else (y + _SIZE[1] + 15, 13)
    beside = "".join(
        _small(x, first + step * place, f"↻ {type_}", "start") for place, type_ in enumerate(loops)
    )
    return (
        f'<rect x="{x}" y="{y}" width="{_SIZE[0]}" height="{_SIZE[1]}" rx="6" fill="#FFFFFF" '
        f'stroke="{node.colour}" stroke-width="3"/>'
        f'<text x="{at[0]}" y="{at[1] + 5}" text-anchor="middle" font-size="15" fill="{_INK}">'
        f'<tspan fill="{node.colour}">{escape(node.symbol)}</tspan> {escape(label)}</text>{beside}'
    )
