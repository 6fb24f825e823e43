"""One page of a PDF: its text, or what is recognised in its picture, and the rules drawn on it."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.documents import steps
from ingest.documents.model import Unread
from ingest.documents.pdf_aligned import headers
from ingest.documents.pdf_furniture import PageLines
from ingest.documents.pdf_lines import LineReader
from ingest.documents.pdf_rules import Rule, grids, rules
from ingest.documents.pdf_text import Frame, TextPage
from ingest.documents.pdf_words import is_garbage

_STAMP = 300  # characters: a header printed on a scanned page has fewer
_PICTURE = 0.4  # of the page that a picture must cover to be a scanned page


class PageReader:
    """Reads pages one by one; what could not be read, and what was recognised, collects."""

    def __init__(self, document: pdfium.PdfDocument) -> None:
        self.unread: list[Unread] = []
        self.recognised: list[int] = []
        self._document = document
        self._lines = LineReader()
        self._box = raw.FS_RECTF()
        self._edges: list[float] = []
        self._edges_of = 0

    def read(self, number: int) -> PageLines | None:
        """The lines of a page (from 1), or None when it has none or cannot be read."""
        page = raw.FPDF_LoadPage(self._document.raw, number - 1)
        if not page:
            self.unread.append(Unread(number, "the page is damaged"))
            return None
        try:
            return self._read(page, number)
        finally:
            raw.FPDF_ClosePage(page)

    def _read(self, page: Any, number: int) -> PageLines | None:
        raw.FPDF_GetPageBoundingBox(page, self._box)
        frame = Frame(self._box.left, self._box.bottom, self._box.right, self._box.top)
        text_page = raw.FPDFText_LoadPage(page)
        if not text_page:
            self.unread.append(Unread(number, "the text of the page is damaged"))
            return None
        try:
            text = TextPage(text_page)
            objects = raw.FPDFPage_CountObjects(page)
            if _is_picture(page, text.text, objects, frame):
                return self._recognised(page, number)
            lines, frame = self._lines.read(text, number, frame)
            drawn = rules(page, frame) if objects != text.pieces else []
            made = PageLines(number, *frame.size, lines, drawn, grids(drawn) if drawn else [])
            self._cut(text, made, frame)
        finally:
            raw.FPDFText_ClosePage(text_page)
        return made

    def _cut(self, text: TextPage, page: PageLines, frame: Frame) -> None:
        """Cut lines at upright rules, and where a header row says that a column begins."""
        if page.rules:
            page.lines = self._lines.cut(text, page.lines, page.rules, frame)
        free = [line for line in page.lines if not any(grid.holds(line) for grid in page.grids)]
        page.headers = headers(free)
        # A table without rules may go on over the page without its header.
        edges = [rule for header in page.headers for rule in header.rules(page.height)]
        before = self._edges if self._edges_of == page.number - 1 else []
        upright = [*edges, *(Rule(True, edge, 0, page.height) for edge in before)]
        if upright:
            page.lines = self._lines.cut(text, page.lines, upright, frame, exact=True)
        if edges:
            self._edges, self._edges_of = [rule.at for rule in edges], page.number

    def _recognised(self, page: Any, number: int) -> PageLines | None:
        # Imported when first needed: it brings pandas, which takes as long as a hundred pages.
        from ingest.documents import ocr

        try:
            lines, (width, height) = ocr.recognise(page, number)
        except ocr.NotRecognisedError as error:
            self.unread.append(Unread(number, str(error)))
            return None
        finally:
            steps.done()
        self.recognised.append(number)
        made = PageLines(number, width, height, lines, recognised=True)
        made.headers = headers(lines)
        return made


def _is_picture(page: Any, text: str, objects: int, frame: Frame) -> bool:
    """Whether a page has to be recognised: text without known letters, or a picture over much of
    the page with no text but a stamp. An empty page need not."""
    if text.strip() and is_garbage(text):
        return True
    if len(text) > _STAMP:
        return False
    covered, drawn = 0.0, 0
    corners = [ctypes.c_float() for _ in range(4)]
    for place in range(min(objects, 2_000)):
        item = raw.FPDFPage_GetObject(page, place)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFPageObj_GetBounds(item, *corners):
            left, bottom, right, top = (corner.value for corner in corners)
            covered += (right - left) * (top - bottom)
        drawn += kind in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM}
    width, height = frame.size
    # Text turned into outlines is hundreds of paths on a page without a letter.
    return covered > _PICTURE * width * height or (not text.strip() and drawn > 100)
