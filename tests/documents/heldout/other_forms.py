"""Held-out sources as files that LibreOffice does not make: reportlab's PDF, python-docx's DOCX,
Chromium's print of a page, HTML, plain text, Markdown, a workbook, and a scan."""

from __future__ import annotations

import random
import subprocess
import tempfile
import textwrap
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from docx.shared import Cm, Pt
from PIL import Image, ImageFilter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from tests.documents.heldout.open_document import convert
from tests.documents.heldout.source import Source, SourceBlock, plain, runs


def scan(source: Source, target: Path) -> None:
    """Print it, lay it a little askew on the glass, and keep the pictures only."""
    shaken = random.Random(source.name)
    pages = []
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / target.name
        convert(source, printed)
        document = pypdfium2.PdfDocument(printed)
        for page in document:
            grey = page.render(scale=200 / 72).to_pil().convert("L")
            turned = grey.rotate(shaken.uniform(-0.5, 0.5), Image.Resampling.BICUBIC, fillcolor=255)
            pages.append(turned.filter(ImageFilter.GaussianBlur(0.6)).point(_ink).convert("1"))
        document.close()
    pages[0].save(target, save_all=True, append_images=pages[1:], resolution=200)


def _ink(shade: int) -> int:
    return 255 if shade > 150 else 0


def html_text(source: Source) -> str:
    """A publisher's page: banner, menu and foot around the words, lists as lists."""
    style = source.get("css")
    out = [
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(source.get('page-title', source.get('title')))}</title>"
        f"<style>{style}</style></head><body>"
    ]
    if source.get("menu"):
        links = "".join(
            f'<li><a href="#">{escape(w)}</a></li>' for w in source.get("menu").split(";")
        )
        out.append(f'<header><nav aria-label="Main"><ul>{links}</ul></nav></header>')
    out.append("<main>")
    opened = ""
    for block in source.blocks:
        wanted = ""
        if block.kind == "item":
            wanted = "ul" if block.number == "bullet" else "ol"
        if opened and (wanted != opened or block.number == "auto"):
            out.append(f"</{opened}>")
            opened = ""
        if wanted and not opened:
            out.append(f"<{wanted}>")
            opened = wanted
        out.append(_html_block(block))
    out.append((f"</{opened}>" if opened else "") + "</main>")
    if source.get("foot"):
        out.append(f"<footer><p>{escape(source.get('foot'))}</p></footer>")
    return "\n".join([*out, "</body></html>\n"])


def _inline_html(text: str) -> str:
    tags = {"bold": "<strong>{}</strong>", "plain": "{}", "note": "<sup>[{}]</sup>"}
    return "".join(tags[kind].format(escape(words)) for kind, words in runs(text))


def _html_block(block: SourceBlock) -> str:
    if block.kind == "table":
        title = block.options.get("caption", "")
        rows = []
        for at, row in enumerate(block.rows):
            tag = "th" if at < int(block.options.get("head", "1")) else "td"
            cells = "".join(f"<{tag}>{_inline_html(cell)}</{tag}>" for cell in row)
            rows.append(f"<tr>{cells}</tr>")
        caption = f"<caption>{escape(title)}</caption>" if title else ""
        return f"<table>{caption}{''.join(rows)}</table>"
    tag = {"title": "h1", "item": "li", "box": "blockquote"}.get(block.kind, "p")
    if block.kind == "heading":
        tag = f"h{block.level + 1}"
    return f"<{tag}>{_inline_html(block.text)}</{tag}>"


def html(source: Source, target: Path) -> None:
    """A web page."""
    target.write_text(html_text(source), encoding="utf-8")


def chromium(source: Source, target: Path) -> None:
    """A web page printed to PDF by Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html_text(source), encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
             f"--user-data-dir={folder}/p", "--no-pdf-header-footer",
             f"--print-to-pdf={target}", page.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


def word(source: Source, target: Path) -> None:
    """A Word file by python-docx, with Word's own headings and list numbering."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = source.get("font", "Calibri"), Pt(11)
    section = document.sections[0]
    section.header.paragraphs[0].text = source.get("header")
    section.footer.paragraphs[0].text = source.get("footer")
    for block in source.blocks:
        if block.kind == "table":
            _word_table(document, block)
        elif block.kind == "break":
            document.add_page_break()
        elif block.kind == "heading":
            _fill(document.add_heading("", block.level), block.text)
        elif block.kind == "title":
            _fill(document.add_paragraph(style="Title"), block.text)
        elif block.kind == "item" and block.number in ("auto", "more"):
            _fill(document.add_paragraph(style="List Number"), block.text)
        elif block.kind == "item" and block.number == "bullet":
            _fill(document.add_paragraph(style="List Bullet"), block.text)
        else:
            before = f"{block.number}\t" if block.number else ""
            _fill(document.add_paragraph(before), block.text)
    document.save(target)


def _fill(paragraph: docx.text.paragraph.Paragraph, text: str) -> None:
    for kind, words in runs(text):
        paragraph.add_run(words).bold = True if kind == "bold" else None


def _word_table(document: docx.document.Document, block: SourceBlock) -> None:
    if block.options.get("caption"):
        _fill(document.add_paragraph(style="Caption"), block.options["caption"])
    widths = [int(width) for width in block.options["widths"].split(",")]
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    for at, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, words, width in zip(cells, row, widths, strict=True):
            cell.width = Cm(16 * width / sum(widths))
            text = f"**{words}**" if at < int(block.options.get("head", "1")) else words
            _fill(cell.paragraphs[0], text)


def workbook(source: Source, target: Path) -> None:
    """A workbook with one sheet: paragraphs above stand in the first column."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = source.get("sheet", "Tracker")
    for block in source.blocks:
        for row in block.rows or [[block.text]]:
            sheet.append([plain(cell) or None for cell in row])
    book.save(target)


def text(source: Source, target: Path) -> None:
    """Plain text as saved from a word processor, lines wrapped; or Markdown by the ending."""
    mark = target.suffix == ".md"
    out = []
    for block in source.blocks:
        words = "".join(
            f"**{w}**" if kind == "bold" and mark else w for kind, w in runs(block.text)
        )
        if block.kind == "table":
            out.append(_bars(block))
        elif block.kind == "heading" and mark:
            out.append(f"{'#' * (block.level + 1)} {words}")
        elif block.kind == "title":
            out.append(f"# {words}" if mark else f"{words.upper()}\n{'=' * len(words)}")
        elif block.kind == "heading":
            out.append(words.upper() if block.level == 1 else words)
        else:
            number = {"bullet": "-"}.get(block.number, block.number)
            out.append(_wrapped(f"{number} {words}".strip(), " " * 3 if number else "", mark))
    target.write_text("\n\n".join(out) + "\n", encoding="utf-8")


def _wrapped(words: str, indent: str, mark: bool) -> str:
    width = 400 if mark else 76
    return textwrap.fill(words, width, subsequent_indent=indent, break_on_hyphens=False)


def _bars(block: SourceBlock) -> str:
    rows = ["| " + " | ".join(plain(cell) for cell in row) + " |" for row in block.rows]
    rows.insert(1, "|" + " --- |" * len(block.rows[0]))
    return "\n".join(rows)


def report_lab(source: Source, target: Path) -> None:
    """A PDF by reportlab, in Times, with a reference and page number on each page."""
    size = float(source.get("size", "10.5"))
    body = ParagraphStyle(
        "b", fontName="Times-Roman", fontSize=size, leading=size * 1.3, spaceAfter=6
    )
    head = ParagraphStyle("h", parent=body, fontName="Times-Bold", spaceBefore=8)
    item = ParagraphStyle("i", parent=body, leftIndent=26, bulletIndent=4)
    title = ParagraphStyle("t", parent=head, fontSize=size * 1.3, alignment=1, leading=size * 1.7)
    flow: list[Flowable] = []
    for block in source.blocks:
        words = "".join(
            f"<b>{escape(w)}</b>" if kind == "bold" else escape(w) for kind, w in runs(block.text)
        )
        if block.kind == "table":
            flow += [_grid(block, body), Spacer(1, 6)]
        elif block.kind == "item":
            flow.append(Paragraph(words, item, bulletText=block.number))
        else:
            style = {"heading": head, "title": title}.get(block.kind, body)
            flow.append(Paragraph(words, style))
    template = BaseDocTemplate(str(target), pagesize=A4, invariant=1)
    frame = Frame(68, 70, A4[0] - 136, A4[1] - 140, id="page")
    template.addPageTemplates(PageTemplate("page", [frame], onPage=_running(source)))
    template.build(flow)


def _grid(block: SourceBlock, body: ParagraphStyle) -> Grid:
    widths = [float(width) for width in block.options["widths"].split(",")]
    whole = (A4[0] - 136) / sum(widths)
    rows = []
    for row in block.rows:
        rows.append([[Paragraph(_bold(p), body) for p in cell.split("<br>")] for cell in row])
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Grid(rows, [width * whole for width in widths], style=style, splitInRow=1)


def _bold(words: str) -> str:
    return "".join(
        f"<b>{escape(w)}</b>" if kind == "bold" else escape(w) for kind, w in runs(words)
    )


def _running(source: Source) -> Callable[..., None]:
    def draw(canvas: object, document: object) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(68, A4[1] - 40, source.get("header"))
        canvas.drawRightString(A4[0] - 68, 40, f"{source.get('footer')} {document.page}")

    return draw
