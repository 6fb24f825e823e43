"""Pages of PDFs that are not as they look: on their side, or painted out of order."""

from __future__ import annotations

import random

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, PageTemplate

from tests.documents.layouts import MERGED, Cell


class TurnedPage(PageTemplate):
    """An upright page whose text runs up it, shown on its side (/Rotate), as printers make them."""

    name = "turned"

    def __init__(self, margin: float) -> None:
        height, width = A4
        inner = Frame(margin, margin, width - 2 * margin, height - 2 * margin, 0, 0, 0, 0)
        super().__init__(id=self.name, frames=[inner], onPage=self._turn, pagesize=(width, height))
        # reportlab swaps width and height of a page with a rotation
        self.rotation = 90

    def _turn(self, canvas: Canvas, _: object) -> None:
        canvas.translate(A4[0], 0)
        canvas.rotate(90)


class OutOfOrder(Canvas):
    """Paints what stands on a page in an order that is not that of reading."""

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        """End the page, with its painted pieces shuffled (always alike)."""
        pieces: list[list[str]] = [[]]
        depth = 0
        for code in "\n".join(self._code).splitlines():
            depth += {"q": 1, "Q": -1}.get(code.strip(), 0)
            pieces[-1].append(code)
            if depth == 0 and code.strip() == "Q":
                pieces.append([])
        first, *others, last = pieces if len(pieces) > 2 else [[], *pieces, []]
        random.Random(7).shuffle(others)
        self._code = ["\n".join(piece) for piece in (first, *others, last)]
        super().showPage()


def merged_down(rows: tuple[tuple[Cell, ...], ...]) -> list[tuple[object, ...]]:
    """reportlab's spans for cells "^", which are one with the cell above."""
    spans: list[tuple[object, ...]] = []
    for x in range(max(len(row) for row in rows)):
        tops = [y for y, row in enumerate(rows) if len(row) <= x or row[x].texts != MERGED]
        for top, following in zip(tops, [*tops[1:], len(rows)], strict=True):
            if following - top > 1:
                spans.append(("SPAN", (x, top), (x, following - 1)))
    return spans
