"""The lines drawn on a PDF page, and the grids that they make."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import pypdfium2.raw as pdfium

from ingest.documents.pdf_text import Frame, Quad

_THIN = 3.0  # points: a wider bar is a box, a shade or a picture
_NEAR = 3.5  # two rules within this many points are one edge of a table
_MOST_OBJECTS, _MOST_RULES, _MOST_SEGMENTS = 40_000, 4_000, 400


@dataclass(slots=True)
class Rule:
    """A straight rule: ``at`` is its x (upright) or y (level), from ``start`` to ``end``."""

    upright: bool
    at: float
    start: float
    end: float


class Placed(Protocol):
    """Whatever has a box."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Grid:
    """A ruled table: the edges of its columns and rows, and the rules between."""

    xs: list[float]
    ys: list[float]
    rules: list[Rule] = field(repr=False)

    def holds(self, line: Placed) -> bool:
        """Whether something stands in the table."""
        middle, across = (line.y0 + line.y1) / 2, (line.x0 + min(line.x1, self.xs[-1])) / 2
        return (
            self.ys[0] - 1 <= middle <= self.ys[-1] + 1
            and self.xs[0] - 2 <= across <= self.xs[-1] + 2
        )

    def covers(self, upright: bool, at: float, start: float, end: float) -> bool:
        """Whether a rule at this place runs along at least half of a stretch."""
        covered = sum(
            max(0.0, min(rule.end, end) - max(rule.start, start))
            for rule in self.rules
            if rule.upright == upright and abs(rule.at - at) <= _NEAR
        )
        return covered >= 0.5 * (end - start)


def rules(page: Any, frame: Frame) -> list[Rule]:
    """Every upright or level rule of a page, long ones made of short pieces as one."""
    found: list[Rule] = []
    for left, top, right, bottom in _strokes(page, frame):
        if right - left <= _THIN and bottom - top > _THIN:
            found.append(Rule(True, (left + right) / 2, top, bottom))
        elif bottom - top <= _THIN and right - left > _THIN:
            found.append(Rule(False, (top + bottom) / 2, left, right))
        elif right - left > _THIN:
            found += [Rule(True, left, top, bottom), Rule(True, right, top, bottom)]
            found += [Rule(False, top, left, right), Rule(False, bottom, left, right)]
        elif right - left > 0.3 or bottom - top > 0.3:  # a dot of a dotted rule
            found.append(Rule(False, (top + bottom) / 2, left, right))
            found.append(Rule(True, (left + right) / 2, top, bottom))
        if len(found) > _MOST_RULES:
            return []
    return [rule for rule in _merged(found) if rule.end - rule.start >= 6]


def _strokes(page: Any, frame: Frame) -> Iterator[Quad]:
    """The boxes of everything drawn that is not text, picture or curve."""
    width, height = frame.size
    corners = [ctypes.c_float() for _ in range(4)]
    for place in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, place)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _within(item, frame, corners)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            for box in _path(item, frame, corners):
                if box[2] - box[0] < 0.98 * width or box[3] - box[1] < 0.9 * height:
                    yield box


def _within(form: Any, frame: Frame, corners: list[Any]) -> Iterator[Quad]:
    count = pdfium.FPDFFormObj_CountObjects(form)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, matrix)
    if abs(matrix.b) > 1e-6 or abs(matrix.c) > 1e-6:
        return  # turned: seldom a table, and its pieces would be placed wrongly
    for place in range(min(max(count, 0), _MOST_OBJECTS)):
        item = pdfium.FPDFFormObj_GetObject(form, place)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH:
            plain = Frame(0, 0, 0, 0)
            for x0, y0, x1, y1 in _path(item, plain, corners):
                yield frame.box(
                    matrix.a * x0 + matrix.e,
                    matrix.d * -y0 + matrix.f,
                    matrix.a * x1 + matrix.e,
                    matrix.d * -y1 + matrix.f,
                )


def _path(path: Any, frame: Frame, corners: list[Any]) -> Iterator[Quad]:
    if not pdfium.FPDFPageObj_GetBounds(path, *corners):
        return
    left, bottom, right, top = (corner.value for corner in corners)
    box = frame.box(left, top, right, bottom)
    if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
        yield box
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if count <= _MOST_SEGMENTS:
        yield from _segments(path, count, frame, _matrix(path))


def _matrix(path: Any) -> Any:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    return matrix


def _segments(path: Any, count: int, frame: Frame, matrix: Any) -> Iterator[Quad]:
    x, y = ctypes.c_float(), ctypes.c_float()
    before = begin = (0.0, 0.0)
    for place in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = frame.place(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _straight(before, here)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield from _straight(here, begin)
        before = here


def _straight(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Quad]:
    if abs(a[0] - b[0]) < 1 or abs(a[1] - b[1]) < 1:
        yield min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _merged(found: list[Rule]) -> list[Rule]:
    done: list[Rule] = []
    for upright in (True, False):
        lanes: list[list[Rule]] = []
        for rule in sorted((r for r in found if r.upright == upright), key=lambda r: r.at):
            if lanes and rule.at - lanes[-1][0].at <= 1.5:
                lanes[-1].append(rule)
            else:
                lanes.append([rule])
        for lane in lanes:
            lane.sort(key=lambda rule: rule.start)
            kept = [lane[0]]
            for rule in lane[1:]:
                if rule.start <= kept[-1].end + 4:
                    kept[-1].end = max(kept[-1].end, rule.end)
                else:
                    kept.append(rule)
            done += kept
    return done


def grids(found: list[Rule]) -> list[Grid]:
    """The ruled tables of a page, from its top: rules that touch, with two columns or more."""
    made = []
    for group in _touching(found):
        xs = _edges(rule.at for rule in group if rule.upright)
        level = [rule for rule in group if not rule.upright]
        if not xs or not level:
            continue
        ys = _edges(rule.at for rule in level)
        # Tables are often open at the sides, and at the foot of a page where they go on.
        upright = [rule for rule in group if rule.upright]
        ys = _widened(ys, min(r.start for r in upright), max(r.end for r in upright))
        xs = _widened(xs, min(r.start for r in level), max(r.end for r in level))
        if len(xs) >= 3 and len(ys) >= 2:
            made.append(Grid(xs, ys, group))
    return sorted(made, key=lambda grid: grid.ys[0])


def _touching(found: list[Rule]) -> list[list[Rule]]:
    """Rules in groups that cross or meet."""
    parent = list(range(len(found)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    level = [place for place, rule in enumerate(found) if not rule.upright]
    for place, rule in enumerate(found):
        if not rule.upright:
            continue
        for other in level:
            across = found[other]
            if (
                across.start - _NEAR <= rule.at <= across.end + _NEAR
                and rule.start - _NEAR <= across.at <= rule.end + _NEAR
            ):
                parent[root(place)] = root(other)
    groups: dict[int, list[Rule]] = {}
    for place, rule in enumerate(found):
        groups.setdefault(root(place), []).append(rule)
    return list(groups.values())


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _widened(edges: list[float], low: float, high: float) -> list[float]:
    before = [low] if low < edges[0] - 2 * _NEAR else []
    after = [high] if high > edges[-1] + 2 * _NEAR else []
    return [*before, *edges, *after]
