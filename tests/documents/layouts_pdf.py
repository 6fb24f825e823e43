"""Sources into PDF by reportlab, and a PDF into what a scanner would make of it."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    LongTable,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus import PageBreak as NewPage

from tests.documents.layouts import (
    MERGED,
    Cell,
    Columns,
    Element,
    Heading,
    Item,
    PageBreak,
    Para,
    Source,
    Table,
    Turned,
    runs,
    unmarked,
)
from tests.documents.layouts_pdf_pages import OutOfOrder, TurnedPage, merged_down

FONTS = {
    "Times": ("Times-Roman", "Times-Bold"),
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Courier": ("Courier", "Courier-Bold"),
    "Vera": ("Vera", "VeraBd"),  # embedded, as most fonts in real files are
}
BULLET = "•"
_SYLLABLE = re.compile(
    r"(?<=[a-z]{4})(?=(?:tion|sion|ment|ness|ship|ing|able|ance|ence|ally|guard|nerab)[a-z]*)"
)
_INDENT = 22
_GAP = 18  # between two columns


class _Foot(Flowable):
    """Asks the page it comes to stand on to print a footnote."""

    width = height = 0

    def __init__(self, mark: str, text: str) -> None:
        super().__init__()
        self.mark, self.text = mark, text

    def wrap(self, *_: float) -> tuple[float, float]:
        return (0, 0)

    def draw(self) -> None:
        feet = self.canv.__dict__.setdefault("feet", [])
        feet.append(f"<super>{self.mark}</super> {escape(self.text)}")


class PdfMaker:
    """Makes one source into one PDF."""

    def __init__(self, source: Source) -> None:
        self.source, self.make = source, source.make
        self.font, self.bold = FONTS[self.make.get("font", "Helvetica")]
        if self.font == "Vera":
            for name in FONTS["Vera"]:
                pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
            pdfmetrics.registerFontFamily("Vera", "Vera", "VeraBd", "Vera", "VeraBd")
        self.size = float(self.make.get("size", 11))
        self.margin = float(self.make.get("margin", 64))
        self.paper = landscape(A4) if self.make.get("landscape") else A4
        self.across = self._across(self.make.get("columns", 1))
        self.pages = 0

    def _across(self, columns: int) -> float:
        """How wide a column of text is."""
        return (self.paper[0] - 2 * self.margin - (columns - 1) * _GAP) / columns

    def write(self, path: Path) -> None:
        """Build twice, so that "Page 3 of 9" can be printed."""
        for _ in range(2):
            document = self._document(path)
            flowables = [f for e in self.source.elements for f in self._flowables(e)]
            canvas = OutOfOrder if self.make.get("out_of_order") else Canvas
            document.build(flowables, canvasmaker=canvas)
            self.pages = document.page

    def _document(self, path: Path) -> BaseDocTemplate:
        width, height = self.paper
        inner, tall = width - 2 * self.margin, height - 2 * self.margin - 20
        half = self._across(2)
        below = self.margin + 20  # room for footnotes
        frames = {
            "one": [Frame(self.margin, below, inner, tall, 0, 0, 0, 0)],
            "two": [
                Frame(self.margin + i * (half + _GAP), below, half, tall, 0, 0, 0, 0)
                for i in (0, 1)
            ],
        }
        templates = [
            PageTemplate(id=name, frames=made, onPage=self._running, onPageEnd=self._footnotes)
            for name, made in frames.items()
        ]
        if self.make.get("columns") == 2:
            templates.reverse()
        templates.append(TurnedPage(self.margin))
        return BaseDocTemplate(
            str(path),
            pagesize=self.paper,
            pageTemplates=templates,
            invariant=1,
            title=self.make.get("property_title", self.source.head["title"]),
        )

    def _running(self, canvas, document) -> None:  # type: ignore[no-untyped-def]
        if self.make.get("cover") and document.page == 1:
            return
        width, height = self.paper
        canvas.setFont(self.font, 8)
        fill = {"page": document.page, "pages": self.pages}
        header = self.make.get("header", "").format(**fill)
        footer = self.make.get("footer", "Page {page}").format(**fill)
        canvas.drawString(self.margin, height - self.margin / 2, header)
        canvas.drawCentredString(width / 2, self.margin / 2.5, footer)

    def _footnotes(self, canvas, document) -> None:  # type: ignore[no-untyped-def]
        style = ParagraphStyle("foot", fontName=self.font, fontSize=8, leading=9.5)
        made = [Paragraph(text, style) for text in canvas.__dict__.pop("feet", [])]
        width = self.paper[0] - 2 * self.margin
        bottom = self.margin * 0.8
        for one in reversed(made):
            _, tall = one.wrap(width, 100)
            one.drawOn(canvas, self.margin, bottom)
            bottom += tall
        if made:
            canvas.line(self.margin, bottom + 2, self.margin + 120, bottom + 2)

    def _style(self, **kept: object) -> ParagraphStyle:
        given = {
            "fontName": self.font,
            "fontSize": self.size,
            "leading": self.size * float(self.make.get("leading", 1.3)),
            "spaceAfter": self.size * 0.6,
            "alignment": TA_JUSTIFY if self.make.get("justify") else 0,
            "embeddedHyphenation": 1,
        }
        return ParagraphStyle("one", **{**given, **kept})

    def _flowables(self, element: Element) -> list[Flowable]:
        if isinstance(element, PageBreak):
            return [NewPage()]
        if isinstance(element, Turned):
            self.across = A4[1] - 2 * self.margin
            return [NextPageTemplate(TurnedPage.name), NewPage()]
        if isinstance(element, Columns):
            self.across = self._across(element.count)
            name = "two" if element.count == 2 else "one"
            return [NextPageTemplate(name), NewPage()]
        if isinstance(element, Table):
            return self._table(element)
        if isinstance(element, Heading):
            size = self.size + max(1, 7 - 2 * element.level)
            style = self._style(
                fontName=self.bold,
                fontSize=size,
                leading=size * 1.25,
                spaceBefore=size * 0.7,
                alignment=0,
                keepWithNext=1,
            )
            return [Paragraph(escape(element.text), style)]
        if isinstance(element, Item):
            left = _INDENT * element.depth + (8 if len(element.number) > 3 else 0)
            style = self._style(leftIndent=left, bulletIndent=left - _INDENT + 2, spaceAfter=5)
            bullet = BULLET if element.number == "-" else element.number
            return self._paragraph(element.text, style, bulletText=bullet)
        return self._para(element)

    def _para(self, element: Para) -> list[Flowable]:
        styles = {
            "cover": {"fontName": self.bold, "fontSize": self.size * 2, "alignment": TA_CENTER}
            | {"leading": self.size * 2.6, "spaceBefore": self.size * 1.5},
            "centre": {"alignment": TA_CENTER},
            "right": {"alignment": TA_RIGHT},
            "bold": {"fontName": self.bold, "keepWithNext": 1},
            "small": {"fontSize": self.size * 0.8, "leading": self.size},
            "box": {"borderWidth": 0.7, "borderColor": colors.black, "borderPadding": 6}
            | {"spaceBefore": 10, "spaceAfter": 14, "leftIndent": 8, "rightIndent": 8},
        }
        if element.style == "toc":
            entry, page = element.text.rsplit(" | ", 1)
            return self._paragraph(
                entry + " " + "." * (90 - len(entry)) + " " + page, self._style()
            )
        return self._paragraph(element.text, self._style(**styles.get(element.style, {})))

    def _paragraph(self, text: str, style: ParagraphStyle, **kept: str) -> list[Flowable]:
        text = unmarked(text)
        pieces, feet = [], []
        for kind, words in runs(text):
            if kind == "note":
                pieces.append(f"<super>{words}</super>")
                feet.append(_Foot(words, self.source.notes[words]))
            else:
                shown = escape(self._hyphenated(words))
                pieces.append(f'<font name="{self.bold}">{shown}</font>' if kind else shown)
        return [Paragraph("".join(pieces), style, **kept), *feet]

    def _hyphenated(self, words: str) -> str:
        return _SYLLABLE.sub("\xad", words) if self.make.get("hyphenate") else words

    def _table(self, table: Table) -> list[Flowable]:
        size = float(self.make.get("table_size", self.size - 1.5))
        widths = [self.across * w / sum(table.widths) for w in table.widths]
        lines: list[tuple[object, ...]] = [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        if not self.make.get("rules", True):
            lines[0] = ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)
        rows: list[list[object]] = []
        for y, row in enumerate(table.rows):
            cells: list[object] = []
            for cell in row:
                if cell.span > 1:
                    lines.append(("SPAN", (len(cells), y), (len(cells) + cell.span - 1, y)))
                cells += [self._cell(cell, y < table.header, size), *[""] * (cell.span - 1)]
            rows.append(cells)
        lines += merged_down(table.rows)
        title = self._para(Para(table.title, "bold")) if table.title else []
        if self.make.get("rows_split"):  # a row goes on over the page; no header stands again
            made = [LongTable([row], widths, style=TableStyle(lines), splitInRow=1) for row in rows]
            return [*title, *made, Spacer(1, self.size)]
        whole = LongTable(rows, widths, style=TableStyle(lines), repeatRows=table.header)
        return [*title, whole, Spacer(1, self.size)]

    def _cell(self, cell: Cell, header: bool, size: float) -> list[Flowable]:
        name = self.bold if header else self.font
        style = self._style(fontName=name, fontSize=size, leading=size * 1.2, spaceAfter=2)
        style.alignment = 0
        texts = () if cell.texts == MERGED else cell.texts
        return [f for text in texts for f in self._paragraph(text, style)]


def scan(clean: Path, path: Path, tilt: float = 0.6, noise: float = 0.004, dpi: int = 150) -> None:
    """Pages of ``clean`` as a scanner gives them: black and white, askew, with specks; no text."""
    chance = np.random.default_rng(4)
    pages = []
    with pypdfium2.PdfDocument(clean) as document:
        for number, page in enumerate(document):
            shade = page.render(scale=dpi / 72).to_pil().convert("L")
            angle = tilt * (1 if number % 2 else -1)
            shade = shade.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
            dots = np.asarray(shade).astype(int) + chance.normal(0, 18, shade.size[::-1])
            ink = dots > 150
            ink ^= chance.random(ink.shape) < noise / 10
            pages.append(Image.fromarray(ink))
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    path.write_bytes(made.getvalue())


def unscanned(clean: Path, path: Path, pages: int) -> None:
    """Put the first pages back as text: a report with a scanned appendix."""
    if not pages:
        return
    with pypdfium2.PdfDocument(clean) as text, pypdfium2.PdfDocument(path) as scanned:
        made = pypdfium2.PdfDocument.new()
        made.import_pages(text, list(range(pages)))
        made.import_pages(scanned, list(range(pages, len(scanned))))
        kept = io.BytesIO()
        made.save(kept)
    path.write_bytes(kept.getvalue())
