"""How slides look: python-pptx's own template made wide and calm, with real title and text
placeholders, so that outline view and screen readers find them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from exports import year_chart
from exports.document import Document, Link, Table, Years
from exports.text import one_line, printable, safe_url, shorten

Look = Literal["plain", "notice", "note", "point", "quoted", "cell", "lead"]
BODY_PT: dict[Look, int] = {
    "plain": 18,
    "notice": 16,
    "note": 12,
    "point": 18,
    "quoted": 20,
    "cell": 14,
    "lead": 16,
}
"""The size of each look in points."""
AFTER_PT = 7  # below each paragraph
_BLUE, _INK, _GREY, _RULE = "2B5C8A", "1F2A33", "444F5A", "B8C7D6"
_INCH = 914400
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_FILL = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
_LEFT, _WIDE = 0.6, 12.13
_TOP, _HIGH, _NOTICES = 1.45, 5.35, 2.0
_TITLE_ONLY, _TITLE_AND_TEXT, _FIRST = 5, 1, 0  # layouts of the template


@dataclass(frozen=True)
class Text:
    """A paragraph of a slide; a link stands behind its words, after it."""

    words: str
    look: Look = "plain"
    link: Link | None = None


@dataclass
class Slide:
    """What stands on one slide: a title, and a table, or texts with a chart below them where
    there is one; ``notes`` are the speaker's."""

    title: str
    texts: list[Text] = field(default_factory=list)
    table: Table | None = None
    chart: Years | None = None
    notes: str = ""


class Deck:
    """Slides of one document; the first has its title, and below it what is to be known before
    anything else."""

    def __init__(self, document: Document, below: Sequence[Text] = ()) -> None:
        self._file: Any = pptx.Presentation()
        self._file.slide_width, self._file.slide_height = Inches(13.333), Inches(7.5)
        self._foot = one_line(document.foot)
        for layout in (self._file.slide_master, *self._file.slide_layouts):
            _widen(layout)
        properties = self._file.core_properties
        properties.title = one_line(document.title)[:255]  # what the format allows
        properties.subject = one_line(document.subtitle)[:255]
        properties.keywords = one_line(", ".join(document.keywords))[:255]
        properties.author = document.author
        properties.language = "en-GB"
        self._first(document, below)

    def _first(self, document: Document, notices: Sequence[Text]) -> None:
        slide = self._file.slides.add_slide(self._file.slide_layouts[_FIRST])
        title, below = slide.shapes.title, slide.placeholders[1]
        _place(title, _LEFT, 1.2, _WIDE, 1.7)
        _place(below, _LEFT, 3.05, _WIDE, 1.2)
        if notices:
            box = slide.shapes.add_textbox(*_box(_LEFT, 4.75, _WIDE, _NOTICES))
            box.name = "To know first"
            _draw_texts(box, notices)
        _say(
            title.text_frame.paragraphs[0],
            shorten(one_line(document.title), 120),
            38,
            _BLUE,
            bold=True,
        )
        _say(below.text_frame.paragraphs[0], one_line(document.subtitle), 20, _GREY)
        for shape in (title, below):
            shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
            shape.text_frame.word_wrap = True
        _anchor(title, "b")
        self._number(slide)

    def add(self, one: Slide, room: float) -> None:
        """Add a slide. ``room`` is the height in points that its texts leave for a chart."""
        layout = _TITLE_ONLY if one.table else _TITLE_AND_TEXT
        slide = self._file.slides.add_slide(self._file.slide_layouts[layout])
        said = slide.shapes.title.text_frame
        title = shorten(one_line(one.title), 120)
        _say(said.paragraphs[0], title, 28 if len(title) <= 70 else 22, _BLUE, bold=True)
        said.paragraphs[0].alignment = PP_ALIGN.LEFT
        _anchor(slide.shapes.title, "b")
        if one.table:
            _draw_table(slide, one.table)
        else:
            _draw_texts(slide.placeholders[1], one.texts)
        if one.chart:
            _draw_chart(slide, one.chart, room / 72)
        if one.notes:
            slide.notes_slide.notes_text_frame.text = printable(one.notes)
        self._number(slide)

    def _number(self, slide: Any) -> None:
        """Where the deck is from, and the slide's number, at the foot."""
        box = slide.shapes.add_textbox(*_box(_LEFT, 6.95, _WIDE, 0.35))
        box.name = "Foot"
        box.text_frame.word_wrap = True
        paragraph = box.text_frame.paragraphs[0]
        _say(paragraph, f"{self._foot}  ·  " if self._foot else "", 10, _GREY)
        paragraph._p.append(
            parse_xml(
                f'<a:fld {_A} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
                f'<a:rPr lang="en-GB" sz="1000">{_FILL.format(_GREY)}</a:rPr><a:t>‹#›</a:t></a:fld>'
            )
        )

    def written(self) -> bytes:
        """The file."""
        written = io.BytesIO()
        self._file.save(written)
        return written.getvalue()


def _widen(layout: Any) -> None:
    """Set the places of a template made for narrow slides out for wide ones."""
    for shape in layout.placeholders:
        kind = shape.placeholder_format.idx
        if kind == 0:
            _place(shape, _LEFT, 0.35, _WIDE, 0.95)
        elif kind == 1:
            _place(shape, _LEFT, _TOP, _WIDE, _HIGH)


def _box(*inches: float) -> tuple[int, ...]:
    return tuple(round(one * _INCH) for one in inches)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = _box(left, top, width, height)


def _anchor(shape: Any, where: str) -> None:
    shape.text_frame._txBody.bodyPr.set("anchor", where)


def _colour(code: str) -> Any:
    return RGBColor.from_string(code)  # type: ignore[no-untyped-call]


def _say(paragraph: Any, words: str, size: int, colour: str, *, bold: bool = False) -> Any:
    """Add words to a paragraph, in UK English; a newline becomes a line break."""
    run = None
    for place, line in enumerate(words.split("\n")):
        if place:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        run.font.name, run.font.size, run.font.bold = "Arial", Pt(size), bold
        run.font.color.rgb = _colour(colour)
        run._r.get_or_add_rPr().set("lang", "en-GB")
    return run


def _draw_texts(place: Any, texts: Sequence[Text]) -> None:
    frame = place.text_frame
    frame.word_wrap = True
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        colour = {"note": _GREY, "lead": _BLUE}.get(text.look, _INK)
        size = BODY_PT[text.look]
        _say(paragraph, text.words, size, colour, bold=text.look == "lead")
        _bullet(paragraph, text.look == "point")
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(AFTER_PT)
        if text.link and safe_url(text.link.address):
            _say(paragraph, "  ", size, colour)
            run = _say(paragraph, one_line(text.link.words), size, _BLUE)
            run.hyperlink.address = safe_url(text.link.address)


def _bullet(paragraph: Any, wanted: bool) -> None:
    """The template gives every paragraph a bullet."""
    properties = paragraph._p.get_or_add_pPr()
    if not wanted:
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(parse_xml(f"<a:buNone {_A}/>"))


def _draw_chart(slide: Any, years: Years, height: float) -> None:
    """A chart at the foot of a slide, described for those who cannot see it."""
    place = slide.placeholders[1]
    _place(place, _LEFT, _TOP, _WIDE, _HIGH - height)
    picture = slide.shapes.add_picture(
        io.BytesIO(year_chart.png(years, year_chart.SLIDE)),
        *_box(_LEFT, _TOP + _HIGH - height),
        width=_box(_WIDE)[0],
    )
    if picture.height > (most := _box(height)[0]):
        picture.width, picture.height = round(picture.width * most / picture.height), most
    picture._element.nvPicPr.cNvPr.set("descr", years.text)


def _draw_table(slide: Any, table: Table) -> None:
    """A table with its caption above; its first row is marked as headings."""
    box = slide.shapes.add_textbox(*_box(_LEFT, 1.4, _WIDE, 0.4))
    _say(box.text_frame.paragraphs[0], one_line(table.caption), 14, _GREY)
    box.text_frame.word_wrap = True
    columns = len(table.headings)
    drawn = slide.shapes.add_table(
        len(table.rows) + 1, columns, *_box(_LEFT, 1.95, _WIDE, 0.4 * (len(table.rows) + 1))
    )
    drawn._element.nvGraphicFramePr.cNvPr.set("descr", one_line(table.caption))
    drawn.table.first_row, drawn.table.horz_banding = True, False
    for column, share in zip(drawn.table.columns, table.widths, strict=True):
        column.width = round(share * _WIDE * _INCH)
    for row, cells in enumerate((table.headings, *table.rows)):
        for place, words in enumerate(cells):
            _cell(drawn.table.cell(row, place), one_line(words), head=row == 0)


def _cell(cell: Any, words: str, *, head: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = _colour("E8EEF4" if head else "FFFFFF")
    cell.margin_top = cell.margin_bottom = round(0.04 * _INCH)
    _say(cell.text_frame.paragraphs[0], words, BODY_PT["cell"], _INK, bold=head)
    properties = cell._tc.get_or_add_tcPr()
    for number, side in enumerate("LRTB"):
        fill = _FILL.format(_RULE) if side == "B" else "<a:noFill/>"
        properties.insert(number, parse_xml(f'<a:ln{side} {_A} w="6350">{fill}</a:ln{side}>'))
