"""PDF files: opened, read page by page, and put into blocks."""

from __future__ import annotations

import ctypes
import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from graph.errors import InputRefusedError
from ingest.documents.model import Block, Extract, Unread
from ingest.documents.pdf_blocks import Builder, Made, body_type, depth
from ingest.documents.pdf_columns import regions
from ingest.documents.pdf_furniture import PageLines, without_furniture
from ingest.documents.pdf_lines import Frame, Line, LineReader, TextPage
from ingest.documents.pdf_notes import split_notes
from ingest.documents.pdf_rules import grids, rules
from ingest.documents.pdf_tables import append, goes_on, ruled_tables
from ingest.documents.pdf_words import Mender, is_garbage

_WINDOW = 200  # pages held at once


def read_pdf(path: Path) -> Extract:
    """What stands in a PDF file.

    Raises InputRefusedError for a file that needs a password, or of which nothing can be read.
    """
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise InputRefusedError(_refusal(path, raw.FPDF_GetLastError())) from error
    try:
        return _Reading(path, document).extract()
    finally:
        document.close()


def _refusal(path: Path, code: int) -> str:
    if code == raw.FPDF_ERR_PASSWORD:
        return f"{path.name} needs a password; save a copy without one and add that."
    return f"{path.name} is no PDF that can be read: it is damaged or of another format."


class _Reading:
    def __init__(self, path: Path, document: pdfium.PdfDocument) -> None:
        self._path = path
        self._document = document
        self._lines = LineReader()
        self._unread: list[Unread] = []
        self._recognised: list[int] = []
        self._sizes: Counter[tuple[float, bool]] = Counter()
        self._gaps: Counter[tuple[float, int]] = Counter()
        self._builder = Builder()

    def extract(self) -> Extract:
        count = len(self._document)
        window: list[PageLines] = []
        for page in self._pages(count):
            window.append(page)
            if len(window) == _WINDOW:
                self._build(window)
                window = []
        if window:
            self._build(window)
        self._builder.close()
        with self._path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Extract(
            self._path.name,
            digest,
            "pdf",
            count,
            tuple(_blocks(self._builder.done)),
            tuple(self._unread),
            tuple(self._recognised),
            self._document.get_metadata_value("Title").strip(),
        )

    def _pages(self, count: int) -> Iterator[PageLines]:
        for place in range(count):
            page = raw.FPDF_LoadPage(self._document.raw, place)
            if not page:
                self._unread.append(Unread(place + 1, "the page is damaged"))
                continue
            try:
                yield self._page(page, place + 1)
            finally:
                raw.FPDF_ClosePage(page)

    def _page(self, page: object, number: int) -> PageLines:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        frame = Frame(box.left, box.bottom, box.right, box.top)
        text_page = raw.FPDFText_LoadPage(page)
        try:
            text = TextPage(text_page)
            if is_garbage(text.text):
                lines: list[Line] = []
            else:
                lines, frame = self._lines.read(text, number, frame)
        finally:
            raw.FPDFText_ClosePage(text_page)
        for before, line in zip([None, *lines], lines, strict=False):
            self._sizes[line.size, line.bold] += len(line.text)
            if before and before.size == line.size:
                self._gaps[line.size, round(2 * (line.y1 - before.y1))] += 1
        drawn = rules(page, frame) if raw.FPDFPage_CountObjects(page) != text.pieces else []
        width, height = frame.size
        return PageLines(number, width, height, lines, drawn)

    def _build(self, window: list[PageLines]) -> None:
        without_furniture(window)
        body = body_type(self._sizes, self._gaps)
        builder = self._builder
        for page in window:
            lines = page.lines
            tables, lines = ruled_tables(grids(page.rules), lines) if page.rules else ([], lines)
            lines, notes = split_notes(lines, page.height, body)
            for table in tables:
                above = [line for line in lines if line.y1 <= table.y0 + 2]
                lines = [line for line in lines if line.y1 > table.y0 + 2]
                for region in regions(above):
                    builder.region(region, body)
                last = builder.done[-1].table if builder.done and not above else None
                if last and goes_on(last, table):
                    append(last, table)
                else:
                    builder.table(table)
            for region in regions(lines):
                builder.region(region, body)
            for note in notes:
                builder.note(note)


def _blocks(made: list[Made]) -> Iterator[Block]:
    ranks = _ranks(made)
    mender = Mender(one.text for one in made)
    for one in made:
        text = mender.mend(one.text)
        if one.table:
            rows = tuple(
                tuple(type(cell)(mender.mend(cell.text), cell.page, cell.span) for cell in row)
                for row in one.table.rows
            )
            yield Block("table", "", one.page, rows=rows)
        elif text or one.number:
            level = ranks[one.style] if one.kind == "heading" else depth(one.number)
            level = level if one.kind in {"heading", "item"} else 0
            yield Block(one.kind, text, one.page, level, one.number, one.bold)


def _ranks(made: list[Made]) -> dict[tuple[float, bool, bool], int]:
    styles = sorted({one.style for one in made if one.kind == "heading"}, reverse=True)
    return {style: min(6, place) for place, style in enumerate(styles, start=1)}
