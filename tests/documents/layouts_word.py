"""Sources into DOCX by python-docx, with the numbering, footnotes and merged cells of Word."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from tests.documents.layouts import (
    Element,
    Heading,
    Item,
    PageBreak,
    Para,
    Source,
    Table,
    runs,
    unmarked,
)
from tests.documents.layouts_word_parts import CHANGES, put_in_controls, text_box, tracked

_FORMATS = {"#": ("decimal", "%1."), "#a": ("lowerLetter", "%1)"), "#i": ("lowerRoman", "(%1)")}
_FORMATS |= {"#R": ("decimal", "R%1"), "#rec": ("decimal", "Recommendation %1:")}
_FORMATS |= {"-": ("bullet", "•"), "#+": ("decimal", "%1.")}
_GOING_ON = ("#+", "#R", "#rec")  # one list through the whole document
_PATIENCE_S = 180


class WordMaker:
    """Makes one source into one DOCX."""

    def __init__(self, source: Source) -> None:
        self.source, self.make = source, source.make
        self.document = docx.Document()
        self.noted: list[str] = []
        self.list_of: dict[int, tuple[str, int]] = {}  # by depth: format and the list's number
        self.going_on: dict[str, int] = {}
        self.lists = 100

    def write(self, path: Path) -> None:
        """Write the file."""
        self._set_up()
        for element in self.source.elements:
            self._add(element)
        if self.make.get("controls"):
            put_in_controls(self.document)
        if self.noted:
            self._add_footnotes()
        self.document.core_properties.title = self.make.get("property_title", "")
        self.document.core_properties.author = ""
        self.document.save(str(path))

    def _set_up(self) -> None:
        normal = self.document.styles["Normal"]
        normal.font.name = self.make.get("font", "Liberation Sans")
        normal.font.size = Pt(float(self.make.get("size", 11)))
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if self.make.get("landscape"):
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.header.paragraphs[0].text = self.make.get("header", "")
        before, mark, after = self.make.get("footer", "Page {page}").partition("{page}")
        footer = section.footer.paragraphs[0]
        footer.add_run(before)
        if mark:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            footer._p.append(field)
        footer.add_run(after)

    def _add(self, element: Element) -> None:
        if not isinstance(element, Item):
            self.list_of.clear()
        if isinstance(element, PageBreak):
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif isinstance(element, Heading):
            self._fill(self.document.add_heading(level=element.level), element.text)
        elif isinstance(element, Item):
            self._item(element)
        elif isinstance(element, Table):
            self._table(element)
        elif isinstance(element, Para):
            self._para(element)

    def _para(self, element: Para) -> None:
        if element.style == "box":
            self._box(element.text)
            return
        made = self.document.add_paragraph(style="Title" if element.style == "cover" else None)
        text = element.text.replace(" | ", " ..... ") if element.style == "toc" else element.text
        self._fill(made, text, bold=element.style == "bold")
        if element.style in ("cover", "centre"):
            made.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _box(self, text: str) -> None:
        """A drawn text box; its words stand twice, as Word keeps them for older versions of it."""
        inner = self.document.add_paragraph()
        self._fill(inner, text)
        inner._p.getparent().remove(inner._p)
        self.document.add_paragraph().add_run()._r.append(text_box(inner._p))

    def _item(self, element: Item) -> None:
        made = self.document.add_paragraph()
        made.paragraph_format.left_indent = Cm(0.8 * element.depth)
        if element.number not in _FORMATS:
            self._fill(made, f"{element.number}\t{element.text}")
            return
        for deeper in [d for d in self.list_of if d > element.depth]:
            del self.list_of[deeper]
        if self.list_of.get(element.depth, ("", 0))[0] != element.number:
            self.list_of[element.depth] = (element.number, self._list(element.number))
        properties = made._p.get_or_add_pPr()
        numbered = properties.get_or_add_numPr()
        numbered.get_or_add_ilvl().val = 0
        numbered.get_or_add_numId().val = self.list_of[element.depth][1]
        made.paragraph_format.first_line_indent = Cm(-0.6)
        self._fill(made, element.text)

    def _list(self, form: str) -> int:
        if form not in _GOING_ON:
            return self._new_list(form)
        if form not in self.going_on:
            self.going_on[form] = self._new_list(form)
        return self.going_on[form]

    def _new_list(self, form: str) -> int:
        """A list of its own, so that its numbering starts again at one."""
        self.lists += 1
        how, shown = _FORMATS[form]
        numbering = self.document.part.numbering_part.element
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.lists}"><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{how}"/><w:lvlText w:val="{shown}"/>'
            '<w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
        )
        numbering.insert(0, abstract)
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self.lists}">'
                f'<w:abstractNumId w:val="{self.lists}"/></w:num>'
            )
        )
        return self.lists

    def _fill(self, paragraph: Paragraph, text: str, bold: bool = False) -> None:
        for kind, words in runs(unmarked(text)):
            if kind == "note":
                self.noted.append(words)
                made = paragraph.add_run()
                made.font.superscript = True
                reference = OxmlElement("w:footnoteReference")
                reference.set(qn("w:id"), str(len(self.noted)))
                made._r.append(reference)
            elif kind in CHANGES:
                paragraph._p.append(tracked(kind, words))
            else:
                made = paragraph.add_run(words)
                made.bold = True if bold or kind == "bold" else None

    def _table(self, table: Table) -> None:
        if table.title:
            self._fill(self.document.add_paragraph(), table.title, bold=True)
        made = self.document.add_table(rows=0, cols=len(table.widths))
        made.style = "Table Grid"
        for y, row in enumerate(table.rows):
            cells = made.add_row().cells
            if y < table.header:
                properties = made.rows[y]._tr.get_or_add_trPr()
                properties.append(OxmlElement("w:tblHeader"))
            x = 0
            for cell in row:
                kept = cells[x]
                if cell.span > 1:
                    kept = kept.merge(cells[x + cell.span - 1])
                self._fill(kept.paragraphs[0], cell.texts[0], bold=y < table.header)
                for text in cell.texts[1:]:
                    self._fill(kept.add_paragraph(), text)
                x += cell.span
        section = self.document.sections[0]
        inner = section.page_width - section.left_margin - section.right_margin
        for x, width in enumerate(table.widths):
            made.columns[x].width = int(inner * width / sum(table.widths))
            for y, row in enumerate(table.rows):
                if len(row) == len(table.widths):  # a merged cell has its columns' widths
                    made.cell(y, x).width = made.columns[x].width
        self.document.add_paragraph()

    def _add_footnotes(self) -> None:
        edges = "".join(
            f'<w:footnote w:type="{kind}" w:id="{i}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for kind, i in (("separator", -1), ("continuationSeparator", 0))
        )
        notes = "".join(
            f'<w:footnote w:id="{i}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> '
            f"{escape(self.source.notes[mark])}</w:t></w:r></w:p></w:footnote>"
            for i, mark in enumerate(self.noted, start=1)
        )
        blob = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f"<w:footnotes {nsdecls('w')}>{edges}{notes}</w:footnotes>"
        )
        form = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), form, blob.encode(), self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def convert(word: Path, path: Path) -> None:
    """A DOCX through LibreOffice into ODT or PDF, as many real ones come about."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
                *("--convert-to", path.suffix[1:], "--outdir", folder, str(word)),
            ],
            check=True,
            capture_output=True,
            timeout=_PATIENCE_S,
        )
        path.write_bytes((Path(folder) / f"{word.stem}{path.suffix}").read_bytes())
