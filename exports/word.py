"""A document as Word (.docx): real styles and heading levels, tables with header rows, en-GB."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from exports import word_styles, year_chart
from exports.document import Block, Document, Heading, Link, Passage, Points, Table, Years
from exports.text import one_line, printable, safe_url

_TEXT_CM = 16.6  # between the margins of word_styles


def as_word(document: Document) -> bytes:
    """The document as the bytes of a .docx file."""
    file = docx.Document()
    word_styles.set_up(file)
    properties = file.core_properties
    properties.title = one_line(document.title)[:255]  # what the format allows
    properties.subject = one_line(document.subtitle)[:255]
    properties.keywords = one_line(", ".join(document.keywords))[:255]
    properties.author = document.author
    properties.comments = ""
    properties.language = "en-GB"
    file.add_paragraph(one_line(document.title), style="Title")
    if document.subtitle:
        file.add_paragraph(one_line(document.subtitle), style="Subtitle")
    for block in document.blocks:
        _write(file, block)
    word_styles.foot(file, one_line(document.foot))
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _write(file: Any, block: Block) -> None:
    if isinstance(block, Heading):
        file.add_paragraph(one_line(block.text), style=f"Heading {block.level}")
    elif isinstance(block, Passage):
        _passage(file, block)
    elif isinstance(block, Points):
        style = "List Number" if block.numbered else "List Bullet"
        for item in block.items:
            _linked(file.add_paragraph(one_line(item.text), style=style), item.link)
    elif isinstance(block, Table):
        _table(file, block)
    elif isinstance(block, Years):
        _years(file, block)
    else:
        style = word_styles.LOOKS[block.look]
        _linked(file.add_paragraph(one_line(block.text), style=style), block.link)


def _passage(file: Any, passage: Passage) -> None:
    words, notes = (
        ("Quote", word_styles.SOURCE) if passage.quoted else (word_styles.CLAIM, word_styles.NOTE)
    )
    # Word makes a line break of each newline.
    file.add_paragraph(printable(passage.words).strip(), style=words)
    said = "\n".join(map(one_line, passage.notes))
    _linked(file.add_paragraph(said, style=notes), passage.link)


def _linked(paragraph: Any, link: Link | None) -> None:
    """Add a link behind its words to the end of a paragraph."""
    if link is None or not safe_url(link.address):
        return
    place = paragraph.part.relate_to(
        safe_url(link.address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    around = OxmlElement("w:hyperlink")
    around.set(qn("r:id"), place)
    paragraph.add_run(" ")
    run = paragraph.add_run(one_line(link.words), style=word_styles.LINK)
    around.append(run._r)
    paragraph._p.append(around)


def _table(file: Any, table: Table) -> None:
    """A table under its caption, its header row told again on each page."""
    if table.caption:
        file.add_paragraph(one_line(table.caption), style="Caption")
    widths = [share * _TEXT_CM for share in table.widths]
    drawn = file.add_table(rows=0, cols=len(table.headings), style=word_styles.TABLE)
    drawn.autofit = False
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Cm(width)
    for row in (table.headings, *table.rows):
        _row(drawn, row, widths)
    word_styles.lay_out(drawn, one_line(table.caption))
    file.add_paragraph(style=word_styles.NOTE)


def _years(file: Any, years: Years) -> None:
    """A chart under its caption, described for those who cannot see it."""
    file.add_paragraph(one_line(years.caption), style="Caption")
    picture = file.add_picture(
        io.BytesIO(year_chart.png(years, year_chart.PAGE)), width=Cm(_TEXT_CM)
    )
    picture._inline.docPr.set("descr", years.text)


def _row(drawn: Any, cells: Sequence[str], widths: Sequence[float]) -> None:
    for cell, words, width in zip(drawn.add_row().cells, cells, widths, strict=True):
        cell.width = Cm(width)  # LibreOffice reads the width of cells, not of columns
        cell.paragraphs[0].text = one_line(words)
        cell.paragraphs[0].style = word_styles.CELL
