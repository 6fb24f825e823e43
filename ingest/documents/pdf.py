"""PDF files: opened, read page by page, and put into blocks.

Nothing in a file is run: pdfium's text interface knows no scripts, and no form environment, in
which scripts and launch actions live, is ever made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from graph.errors import InputRefusedError
from ingest.documents.model import Block, Cell, Extract
from ingest.documents.pdf_layout import Layout
from ingest.documents.pdf_made import Made, set_levels
from ingest.documents.pdf_outline import outline
from ingest.documents.pdf_pages import PageReader
from ingest.documents.pdf_words import Mender, printable

_WINDOW = 200  # pages held as lines at once, so that memory does not grow with a file's pages


def read_pdf(path: Path) -> Extract:
    """What stands in a PDF file; pages of pictures are recognised where tesseract is installed.

    A page that cannot be read is named in ``unread``. Raises InputRefusedError for a file that
    needs a password, and for one that cannot be opened as a PDF at all.
    """
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise InputRefusedError(f"{path.name}: {_refusal(error.err_code)}") from error
    try:
        return _extract(path, document)
    finally:
        document.close()


def _refusal(code: int | None) -> str:
    if code == raw.FPDF_ERR_PASSWORD:
        return "needs a password. Save a copy without one, and add that."
    return "is damaged or no PDF, so nothing could be read. Open it in a viewer and save it anew."


def _extract(path: Path, document: pdfium.PdfDocument) -> Extract:
    count = len(document)
    pages = PageReader(document)
    layout = Layout(outline(document))
    window = []
    for number in range(1, count + 1):
        page = pages.read(number)
        if page:
            window.append(page)
        if len(window) == _WINDOW:
            layout.take(window)
            window = []
    layout.take(window)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Extract(
        path.name,
        digest,
        "pdf",
        count,
        tuple(_blocks(layout.finished())),
        tuple(pages.unread),
        tuple(pages.recognised),
        _title(document),
    )


def _title(document: pdfium.PdfDocument) -> str:
    try:
        title = printable(document.get_metadata_value("Title"))
    except UnicodeDecodeError:  # damaged
        return ""
    return "" if title.casefold() == "untitled" else title


def _blocks(made: list[Made]) -> Iterator[Block]:
    set_levels(made)
    mender = Mender(_texts(made))
    for one in made:
        text = mender.mend(one.text)
        if one.table:
            rows = tuple(
                tuple(Cell(mender.mend(cell.text), cell.page, cell.span) for cell in row)
                for row in one.table.rows
            )
            yield Block("table", "", one.page, rows=rows, title=mender.mend(one.table.title))
        elif text or one.number:
            yield Block(one.kind, text, one.page, one.level, one.number, one.bold)


def _texts(made: list[Made]) -> Iterator[str]:
    for one in made:
        yield one.text
        if one.table:
            yield from (cell.text for row in one.table.rows for cell in row)
