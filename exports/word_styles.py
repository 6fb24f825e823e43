"""How a Word document looks: its styles, page, foot and language, on python-docx's own template."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Arial"  # on every machine that opens Word, and what accessibility guides ask for
BLUE, GREY = RGBColor(0x2B, 0x5C, 0x8A), RGBColor(0x44, 0x4F, 0x5A)
SOURCE, NOTICE, NOTE = "Source", "Notice", "Small print"
CLAIM, CELL, LINK, LEAD = "Claim", "Table text", "Hyperlink", "Lead"
LOOKS = {"plain": "Normal", "notice": NOTICE, "note": NOTE, "lead": LEAD}
TABLE = "Normal Table"
_HEADINGS = {"Title": (22, 0, 2), "Heading 1": (14, 18, 6), "Heading 2": (11.5, 12, 4)}


def set_up(file: Any) -> None:
    """Page, language and styles."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _language(file)
    normal = file.styles["Normal"]
    _font(normal, 10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.2
    for name, (size, before, after) in _HEADINGS.items():
        _heading(file.styles[name], size, before, after)
    _font(file.styles["Subtitle"], 11, GREY)
    file.styles["Subtitle"].font.italic = False
    _font(file.styles["Caption"], 9.5, GREY)
    file.styles["Caption"].font.bold = False
    file.styles["Caption"].paragraph_format.keep_with_next = True
    _own(file)


def _own(file: Any) -> None:
    """The styles of quotations, notices, small print, cells and links."""
    quote = file.styles["Quote"]
    _font(quote, 10.5)
    quote.font.italic = False
    quote.paragraph_format.left_indent = Cm(0.6)
    quote.paragraph_format.space_before = Pt(8)
    quote.paragraph_format.space_after = Pt(2)
    _edge(quote, ("left",), 18, 8)
    for name, size, colour in ((SOURCE, 9, GREY), (NOTE, 9, GREY), (CELL, 9, None)):
        _font(_added(file, name), size, colour)
    source = file.styles[SOURCE]
    source.paragraph_format.left_indent = Cm(0.6)
    source.paragraph_format.space_after = Pt(10)
    _edge(source, ("left",), 18, 8)
    quote.paragraph_format.keep_with_next = True
    claim = _added(file, CLAIM)
    claim.paragraph_format.space_before, claim.paragraph_format.space_after = Pt(8), Pt(2)
    claim.paragraph_format.keep_with_next = True
    lead = _added(file, LEAD)
    lead.font.bold = True
    lead.paragraph_format.space_before, lead.paragraph_format.space_after = Pt(8), Pt(2)
    lead.paragraph_format.keep_with_next = True
    file.styles[CELL].paragraph_format.space_after = Pt(2)
    notice = _added(file, NOTICE)
    notice.paragraph_format.space_before = notice.paragraph_format.space_after = Pt(8)
    _edge(notice, ("top", "left", "bottom", "right"), 6, 6)
    link = file.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = BLUE, True


def _added(file: Any, name: str) -> Any:
    style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = file.styles["Normal"]
    return style


def _font(style: Any, size: float, colour: Any = None) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)  # a theme's font would win
    fonts.set(qn("w:cs"), FONT)
    if colour is not None:
        style.font.color.rgb = colour


def _heading(style: Any, size: float, before: float, after: float) -> None:
    _font(style, size, BLUE)
    style.font.bold = True
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = True
    borders = style.element.pPr.find(qn("w:pBdr"))
    if borders is not None:  # the line under the template's title
        style.element.pPr.remove(borders)


def _edge(style: Any, sides: tuple[str, ...], size: int, space: int) -> None:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="4A80B0"/>'
        for side in sides
    )
    style.element.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>"),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr"),
    )


def _language(file: Any) -> None:
    """The language of all text, which screen readers and spelling checks go by."""
    defaults = file.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    language = defaults.find(qn("w:rPr")).find(qn("w:lang"))
    language.set(qn("w:val"), "en-GB")


def lay_out(table: Any, caption: str) -> None:
    """Draw a table with thin lines between its rows; mark its first row as headings, told again on
    each page, and no row to be parted; describe it for those who cannot see it."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B8C7D6"/>'
        for side in ("bottom", "insideH")
    )
    properties = table._tbl.tblPr
    # What stands to the left of the first column's words is taken back, and the order is the
    # schema's, which Word insists on.
    for xml in (
        f'<w:tblInd {nsdecls("w")} w:w="108" w:type="dxa"/>',
        f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>",
    ):
        properties.insert_element_before(parse_xml(xml), "w:tblLayout", "w:tblLook")
    for place, row in enumerate(table.rows):
        of_row = row._tr.get_or_add_trPr()
        of_row.append(OxmlElement("w:cantSplit"))
        if place == 0:
            of_row.append(OxmlElement("w:tblHeader"))
            for cell in row.cells:
                for run in cell.paragraphs[0].runs:
                    run.bold = True
    if caption:
        described = OxmlElement("w:tblDescription")
        described.set(qn("w:val"), caption)
        properties.append(described)


def foot(file: Any, words: str) -> None:
    """Where the file is from, and the page's number, at the foot of each page."""
    paragraph = file.sections[0].footer.paragraphs[0]
    paragraph.style = file.styles[NOTE]
    paragraph.add_run(f"{words}  ·  Page " if words else "Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
