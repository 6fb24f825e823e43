"""Each format but PDF as an extract: headings, numbers, tables, pages, and what is not read."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import docx as python_docx
import openpyxl
import pytest

from graph.errors import InputRefusedError
from ingest.documents.marks import split_mark
from ingest.documents.model import Block, Extract
from ingest.documents.numerals import numeral
from ingest.documents.read import read_document
from tests.document_files import docx, listed, odt, para

_ABSTRACT = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
    <w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="R%1"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""
_STYLES = """
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Rubrik1"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>
  <w:rPr><w:vanish/></w:rPr></w:style>
"""


def shown(extract: Extract) -> list[tuple[str, str, str]]:
    """Kind, number and text of each block."""
    return [(block.kind, block.number, block.text) for block in extract.blocks]


def rows_of(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row] for row in block.rows]


def word(tmp_path: Path, body: str, **parts: str) -> Extract:
    return read_document(docx(tmp_path / "review.docx", body, **parts))


def text(tmp_path: Path, content: str | bytes, name: str = "review.txt") -> Extract:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path)


# Word


def test_word_numbers_are_those_that_word_prints(tmp_path: Path) -> None:
    body = "".join(
        [
            listed("a", 1), listed("b", 1), listed("c", 1, 1), listed("d", 1, 1),
            listed("e", 1, 2), listed("f", 1), listed("g", 1, 1),
            listed("h", 2), listed("i", 2), listed("j", 4), listed("k", 4), listed("l", 3),
        ]
    )  # fmt: skip
    read = word(tmp_path, body, numbering=_ABSTRACT)
    numbers = [block.number for block in read.blocks]
    assert numbers == ["1.", "2.", "2.1", "2.2", "(a)", "3.", "3.1", "R1", "R2", "R1", "R2", "•"]
    assert [block.level for block in read.blocks][:5] == [1, 1, 2, 2, 3]


def test_word_empty_numbered_paragraphs_count_and_deleted_ones_do_not(tmp_path: Path) -> None:
    deleted = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:rPr><w:del/>'
        "</w:rPr></w:pPr><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )
    body = listed("a", 2) + deleted + listed("b", 2) + listed("", 2) + listed("c", 2)
    assert shown(word(tmp_path, body, numbering=_ABSTRACT)) == [
        ("item", "R1", "a"), ("item", "R2", "b"), ("item", "R4", "c"),
    ]  # fmt: skip


def test_word_headings_by_style_by_outline_and_by_look(tmp_path: Path) -> None:
    body = (
        para("Findings", '<w:pStyle w:val="Rubrik1"/>')
        + para("What we found", '<w:pStyle w:val="Own"/>')
        + para("Health agencies", run="<w:b/>")
        + para("The ward is short of staff.", run="<w:b/>")
        + para("EDUCATION")
        + para("Plain words")
    )
    read = word(tmp_path, body, styles=_STYLES)
    assert [(b.kind, b.level, b.text) for b in read.blocks] == [
        ("heading", 1, "Findings"),
        ("heading", 2, "What we found"),
        ("heading", 4, "Health agencies"),
        ("paragraph", 0, "The ward is short of staff."),
        ("heading", 3, "EDUCATION"),  # capitals stand above bold
        ("paragraph", 0, "Plain words"),
    ]


def test_word_reads_what_is_shown_and_nothing_that_is_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>The Trust </w:t></w:r>"
        "<w:ins><w:r><w:t>should </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>may </w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>never </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> REF x </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>audit</w:t><w:fldChar w:fldCharType="end"/>'
        "<w:t>.</w:t></w:r></w:p>"
        "<w:sdt><w:sdtPr/><w:sdtContent>" + para("In a control.") + "</w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + para("Click here to enter text.")
        + "</w:sdtContent></w:sdt>"
    )
    assert shown(word(tmp_path, body, styles=_STYLES)) == [
        ("paragraph", "", "The Trust should audit."),
        ("paragraph", "", "In a control."),
    ]


def test_word_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para('In the box.')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Outside.</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [block.text for block in word(tmp_path, body).blocks] == ["Outside.", "In the box."]


def test_word_notes_stand_apart_and_contents_are_notes(tmp_path: Path) -> None:
    toc = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \\o</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>Recommendations 9</w:t>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    noted = (
        "<w:p><w:r><w:t>The Act</w:t></w:r><w:r><w:footnoteReference w:id='5'/></w:r>"
        "<w:r><w:t> applies.</w:t></w:r></w:p>"
    )
    notes = f"<w:footnote w:id='5'>{para('Care Act 2014.')}</w:footnote>"
    assert shown(word(tmp_path, toc + noted, footnotes=notes)) == [
        ("note", "", "Recommendations 9"),
        ("paragraph", "", "The Act applies."),
        ("note", "1", "Care Act 2014."),
    ]


def _cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def test_word_tables_with_merged_cells_lists_and_a_table_within(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{_cell(para('May'))}{_cell(para('June'))}</w:tr></w:tbl>"
    body = (
        para("Table 2: Plan for the police")
        + "<w:tbl><w:tr>"
        + _cell(para("Agency"))
        + _cell(para("Action"), '<w:gridSpan w:val="2"/>')
        + "</w:tr><w:tr>"
        + _cell(para("Police"), '<w:vMerge w:val="restart"/>')
        + _cell(listed("Write.", 2) + listed("Train.", 2))
        + _cell(para("When") + inner)
        + "</w:tr><w:tr>"
        + _cell("<w:p/>", "<w:vMerge/>")
        + _cell(listed("Audit.", 2))
        + _cell("<w:p/>")
        + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>"
        + _cell(para("deleted"))
        + "</w:tr></w:tbl>"
    )
    _, plan, within = word(tmp_path, body, numbering=_ABSTRACT).blocks
    assert plan.title == "Table 2: Plan for the police"
    assert rows_of(plan) == [
        ["Agency", "Action"],
        ["Police", "R1 Write.\nR2 Train.", "When"],
        ["Police", "R3 Audit.", ""],
    ]
    assert [cell.span for cell in plan.rows[0]] == [1, 2]
    assert (within.title, rows_of(within)) == ("When", [["May", "June"]])


def test_word_a_table_of_one_cell_is_a_frame(tmp_path: Path) -> None:
    body = f"<w:tbl><w:tr>{_cell(para('1. The Board should act.'))}</w:tr></w:tbl>"
    assert shown(word(tmp_path, body)) == [("item", "1.", "The Board should act.")]


_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_RENDERED = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "pages", "total"),
    [
        (para("a") + para("b"), [None, None], None),
        (para("a") + _BREAK + para("b"), [1, 2], 2),
        (para("a") + _BREAK + _RENDERED.format("b"), [1, 2], 2),
        (para("a") + _RENDERED.format("b") + _RENDERED.format("c"), [1, 2, 3], 3),
        (para("a", "<w:pageBreakBefore/>") + para("b", "<w:pageBreakBefore/>"), [1, 2], 2),
        (para("a", "<w:sectPr/>") + para("b") + "<w:sectPr/>", [1, 2], 2),
        (para("a", "<w:sectPr/>") + para("b")
         + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>', [1, 1], 1),
    ],
)  # fmt: skip
def test_word_pages(tmp_path: Path, body: str, pages: list[int | None], total: int | None) -> None:
    read = word(tmp_path, body)
    if total == 1:  # a break that breaks no page is no sign of pages
        pages, total = [None, None], None
    assert ([block.page for block in read.blocks], read.pages) == (pages, total)


def test_word_a_row_over_two_pages_does_not_count_its_break_twice(tmp_path: Path) -> None:
    row = "".join(_cell(para("x") + _RENDERED.format("y")) for _ in range(3))
    body = para("a") + f"<w:tbl><w:tr>{row}</w:tr></w:tbl>" + para("z")
    read = word(tmp_path, body)
    assert [cell.page for cell in read.blocks[1].rows[0]] == [1, 1, 1]
    assert (read.blocks[2].page, read.pages) == (2, 2)


def test_word_typed_lists_and_broken_lines(tmp_path: Path) -> None:
    broken = (
        "<w:p><w:r><w:t>The Board should:</w:t><w:br/><w:t>(a) write and</w:t><w:br/>"
        "<w:t>publish</w:t><w:br/><w:t>(b) audit</w:t></w:r></w:p>"
    )
    assert shown(word(tmp_path, para("4.2\tThe Trust should act.") + broken)) == [
        ("item", "4.2", "The Trust should act."),
        ("paragraph", "", "The Board should:"),
        ("item", "(a)", "write and publish"),
        ("item", "(b)", "audit"),
    ]


def test_word_strict_files_and_files_with_macros_are_read_alike(tmp_path: Path) -> None:
    path = docx(tmp_path / "review.docm", para("The Trust should act."))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen() End Sub")
    plain = read_document(path)
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, data)
    assert (
        shown(read_document(strict)) == shown(plain) == [("paragraph", "", "The Trust should act.")]
    )


def test_word_large_pictures_and_pasted_parts_are_told_of(tmp_path: Path) -> None:
    picture = "<w:p><w:r><w:drawing><wps:inline><wps:extent cx='{}' cy='{}'/></wps:inline>"
    large, small = (picture.format(cm * 360_000, cm * 360_000) for cm in (12, 3))
    end = "</w:drawing></w:r></w:p>"
    body = large + end + para("Text.") + _BREAK + small + end + large + end + "<w:altChunk/>"
    read = word(tmp_path, body)
    assert [one.reason.split(";")[0] for one in read.unread] == [
        "a large picture on page 2", "a part pasted in whole from another file",
    ]  # fmt: skip


def test_word_as_python_docx_writes_it(tmp_path: Path) -> None:
    document = python_docx.Document()
    document.core_properties.title = "Review of Adult A"
    document.add_heading("Recommendations", 1)
    document.add_paragraph("The Board should write.", style="List Number")
    document.add_paragraph("The Board should meet.", style="List Number")
    document.add_paragraph("quarterly", style="List Bullet 2")
    path = tmp_path / "review.docx"
    document.save(str(path))
    read = read_document(path)
    assert (read.format, read.title) == ("docx", "Review of Adult A")
    assert shown(read) == [
        ("heading", "", "Recommendations"),
        ("item", "1.", "The Board should write."),
        ("item", "2.", "The Board should meet."),
        ("item", "•", "quarterly"),
    ]


# OpenDocument

_ODT_LIST = """
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="("
    style:num-suffix=")"/>
</text:list-style>
<style:style style:name="Bold" style:family="paragraph">
  <style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Gone" style:family="text">
  <style:text-properties text:display="none"/></style:style>
<style:style style:name="Next" style:family="paragraph">
  <style:paragraph-properties fo:break-before="page"/></style:style>
"""


def _odt_items(*texts: str, attributes: str = "") -> str:
    items = "".join(f"<text:list-item><text:p>{one}</text:p></text:list-item>" for one in texts)
    return f'<text:list text:style-name="L1" {attributes}>{items}</text:list>'


def test_odt_lists_headings_notes_and_pages(tmp_path: Path) -> None:
    nested = (
        '<text:list text:style-name="L1" xml:id="one"><text:list-item><text:p>a</text:p>'
        "<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>"
        "</text:list-item></text:list>"
    )
    body = (
        '<text:h text:outline-level="1">Recommendations</text:h>'
        '<text:p text:style-name="Bold">For the police</text:p>'
        + nested
        + "<text:p>Between<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note> "
        '<text:span text:style-name="Gone">hidden</text:span>them.</text:p>'
        + _odt_items("c", attributes='text:continue-list="one"')
        + _odt_items("d")
        + '<text:p text:style-name="Next">Over.</text:p>'
    )
    read = read_document(odt(tmp_path / "review.odt", body, automatic=_ODT_LIST))
    assert (read.format, read.pages) == ("odt", 2)
    assert [(b.kind, b.level, b.number, b.text, b.page) for b in read.blocks] == [
        ("heading", 1, "", "Recommendations", 1),
        ("heading", 2, "", "For the police", 1),
        ("item", 1, "1.", "a", 1),
        ("item", 2, "(a)", "b", 1),
        ("paragraph", 0, "", "Between them.", 1),
        ("note", 0, "1", "A note.", 1),
        ("item", 1, "2.", "c", 1),
        ("item", 1, "1.", "d", 1),
        ("paragraph", 0, "", "Over.", 2),
    ]


def test_odt_tables_repeat_cells_that_go_down(tmp_path: Path) -> None:
    def cell(inside: str, attributes: str = "") -> str:
        return f"<table:table-cell {attributes}><text:p>{inside}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell("Plan", 'table:number-columns-spanned="2"')
        + covered
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + cell("Police", 'table:number-rows-spanned="2"')
        + cell("Write.")
        + "</table:table-row><table:table-row>"
        + covered
        + cell("Train.")
        + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="1000000"/></table:table-row>'
        "</table:table>"
    )
    (found,) = read_document(odt(tmp_path / "review.odt", body)).blocks
    assert rows_of(found) == [["Plan"], ["Police", "Write."], ["Police", "Train."]]
    assert found.rows[0][0].span == 2


# HTML, Markdown


def test_html_lists_tables_and_what_is_not_read(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html><head><title>A page</title><style>p{}</style></head><body>
    <nav>Home</nav><h2>5. Recommendations</h2><p><strong>For health</strong></p>
    <ol start="3" type="a"><li>Write<sup><a href="#n">1</a></sup>.<ol><li>Soon.</li></ol></li>
    <li value="9">Meet.</li></ol><ul style="list-style:none"><li>R7: Audit.</li></ul>
    <p hidden>hidden</p><script>alert(1)</script>
    <table><caption>The plan</caption><tr><th>Agency</th><th colspan="2">Action</th></tr>
    <tr><td rowspan="2">Police</td><td><p>Write.</p><p>Train.</p></td><td>May</td></tr>
    <tr><td>Audit.</td><td>June</td></tr></table><footer>Foot</footer></body></html>"""
    read = text(tmp_path, page, "page.html")
    assert (read.format, read.title, read.pages) == ("html", "A page", None)
    *others, plan = read.blocks
    assert [(b.kind, b.level, b.number, b.text) for b in others] == [
        ("heading", 2, "5.", "Recommendations"),
        ("heading", 3, "", "For health"),
        ("item", 1, "c.", "Write."),
        ("item", 2, "1.", "Soon."),
        ("item", 1, "i.", "Meet."),
        ("item", 1, "R7:", "Audit."),
    ]
    assert (plan.title, rows_of(plan)) == (
        "The plan",
        [["Agency", "Action"], ["Police", "Write.\nTrain.", "May"], ["Police", "Audit.", "June"]],
    )


def test_html_closed_parts_are_read_and_menus_are_not(tmp_path: Path) -> None:
    page = """<body><button aria-expanded="false" aria-controls="m">Menu</button>
    <ul id="m" class="menu" hidden><li>News</li></ul><h1>Review</h1>
    <h2><button aria-expanded="false">Recommendations</button><span class="icon">Show</span></h2>
    <div class="panel" hidden><ol><li>Write.</li></ol></div>
    <button class="accordion">Plan</button><div class="accordion-panel" hidden><p>Soon.</p></div>
    <details><summary>Learning</summary><p>Much.</p></details>
    <div class="cookie-panel" hidden>Cookies</div><p hidden>hidden</p><button>Print</button>"""
    assert [(b.kind, b.level, b.text) for b in text(tmp_path, page, "page.html").blocks] == [
        ("heading", 1, "Review"),
        ("heading", 2, "Recommendations"),
        ("item", 1, "Write."),
        ("heading", 3, "Plan"),
        ("paragraph", 0, "Soon."),
        ("heading", 3, "Learning"),
        ("paragraph", 0, "Much."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    content = "The board’s café should be “open”."
    if name.endswith("html"):
        content = f"<html><body><p>{content}</p></body></html>"
    (block,) = text(tmp_path, content.encode(encoding), name).blocks
    assert block.text == "The board’s café should be “open”."


def test_html_by_the_encoding_it_states(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><p>Łódź</p></html>'.encode("iso-8859-2")
    assert text(tmp_path, page, "page.html").blocks[0].text == "Łódź"


def test_markdown(tmp_path: Path) -> None:
    content = (
        '---\ntitle: "A learning summary"\n---\n# Review\n\nWrapped\nlines[^1].\n\n'
        "3. The Trust should\n   write.\n4. The Board should meet.\n\n(a) one\n(b) two\n\n"
        "| Agency | Action |\n|---|---|\n| Police | *Train* |\n\n[^1]: A note.\n"
    )
    read = text(tmp_path, content, "review.md")
    assert (read.format, read.title) == ("md", "A learning summary")
    assert shown(read)[:6] == [
        ("heading", "", "Review"),
        ("paragraph", "", "Wrapped lines."),
        ("item", "3.", "The Trust should write."),
        ("item", "4.", "The Board should meet."),
        ("item", "(a)", "one"),
        ("item", "(b)", "two"),
    ]
    assert rows_of(read.blocks[6]) == [["Agency", "Action"], ["Police", "Train"]]
    assert (read.blocks[7].kind, read.blocks[7].text) == ("note", "A note.")


# Plain text


def test_text_wrapped_lines_lists_and_headings(tmp_path: Path) -> None:
    content = """SAFEGUARDING ADULT REVIEW

1. Introduction
===============

The Northfield Board asked for this review after the death of a man who had been
known to several services. It looks at multi-
agency work and at the informa-
tion that was shared.

Recommendations
---------------
1.  The Trust should add a question about home safety to its discharge form and
    check that it is used.
2.  The practice should write to all patients.
• The Board should meet
"""
    assert [(b.kind, b.number, b.text) for b in text(tmp_path, content).blocks] == [
        ("heading", "", "SAFEGUARDING ADULT REVIEW"),
        ("heading", "1.", "Introduction"),
        ("paragraph", "", "The Northfield Board asked for this review after the death of a man who "
         "had been known to several services. It looks at multi-agency work and at the information "
         "that was shared."),
        ("heading", "", "Recommendations"),
        ("item", "1.", "The Trust should add a question about home safety to its discharge form "
         "and check that it is used."),
        ("item", "2.", "The practice should write to all patients."),
        ("item", "•", "The Board should meet"),
    ]  # fmt: skip


_PLAN = [
    ["Agency", "Action", "Date"],
    ["Police", "Write down", "May"],
    ["Housing", "Audit", "June"],
]


@pytest.mark.parametrize(
    "content",
    [
        "Agency\tAction\tDate\nPolice\tWrite down\tMay\nHousing\tAudit\tJune\n",
        "Agency   Action      Date\n-------  ----------  ----\nPolice   Write down  May\n"
        "Housing  Audit       June\n",
        "Agency   Action  Date\nPolice   Write   May\n         down\nHousing  Audit   June\n",
        "Agency   Action  Date\n\nPolice   Write   May\n         down\n\nHousing  Audit   June\n",
        "| Agency  | Action     | Date |\n+---------+------------+------+\n"
        "| Police  | Write down | May  |\n| Housing | Audit      | June |\n",
    ],
    ids=["tabs", "ruled", "wrapped", "parted", "bars"],
)
def test_text_tables(tmp_path: Path, content: str) -> None:
    (plan,) = text(tmp_path, f"{content}").blocks
    assert rows_of(plan) == _PLAN


def test_text_pages(tmp_path: Path) -> None:
    sheets = [
        "A running title\n\nThe first page goes on and\non\n\nPage 1",
        "A running title\nover to the second.\n\nAnother.\nPage 2",
        "A running title\n\nThe third.\nPage 3",
    ]
    read = text(tmp_path, "\f".join(sheets))
    assert read.pages == 3
    assert [(block.page, block.text) for block in read.blocks] == [
        (1, "The first page goes on and on over to the second."),
        (2, "Another."),
        (3, "The third."),
    ]


@pytest.mark.parametrize(
    ("line", "mark", "rest"),
    [
        ("1. Write", "1.", "Write"),
        ("4.2 Write", "4.2", "Write"),
        ("4.2.1. Write", "4.2.1.", "Write"),
        ("(a) write", "(a)", "write"),
        ("iv) write", "iv)", "write"),
        ("R4: Write", "R4:", "Write"),
        ("R4 – Write", "R4", "Write"),
        ("R1.2 Write", "R1.2", "Write"),
        ("• write", "•", "write"),
        ("\uf0b7 write", "•", "write"),
        ("- write", "-", "write"),
        ("2021 was hard", "", "2021 was hard"),
        ("A. Smith", "", "A. Smith"),
        ("12 officers came", "", "12 officers came"),
        ("5.30 pm was late", "", "5.30 pm was late"),
        ("1.5 million people", "", "1.5 million people"),
        ("I. The Board should act", "I.", "The Board should act"),
        ("NHS England should write", "", "NHS England should write"),
        ("-5 degrees", "", "-5 degrees"),
    ],
)
def test_marks(line: str, mark: str, rest: str) -> None:
    assert split_mark(line) == (mark, rest)


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
        (7, "decimalZero", "07"),
        (22, "ordinal", "22nd"),
        (12, "ordinal", "12th"),
        (4, "none", ""),
        (4, "somethingNew", "4"),
    ],
)
def test_numerals(value: int, form: str, printed: str) -> None:
    assert numeral(value, form) == printed


# Workbooks


def test_workbook_gives_a_table_for_each_visible_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    plan = book.active
    plan.title = "Plan"
    plan.append(["Agency", "Action", "RAG"])
    plan.append(["Police", "Write\ndown", "Green"])
    plan.append([None, "Train", None])
    plan.merge_cells("A2:A3")
    book.create_sheet("Notes").append(["Read", "me"])
    hidden = book.create_sheet("Lists")
    hidden.append(["Red", "Green"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "tracker.xlsx"
    book.save(path)
    read = read_document(path)
    assert [(block.title, rows_of(block)) for block in read.blocks] == [
        ("Plan", [["Agency", "Action", "RAG"], ["Police", "Write\ndown", "Green"],
                  ["Police", "Train", ""]]),
        ("Notes", [["Read", "me"]]),
    ]  # fmt: skip


# The format is told by content

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_a_wrong_extension_is_read_by_its_content(tmp_path: Path) -> None:
    made = docx(tmp_path / "review.docx", para("The Trust should act."))
    for name in ("review.pdf", "review.txt", "review"):
        assert read_document(shutil.copy(made, tmp_path / name)).format == "docx"
    assert text(tmp_path, "<!doctype html><p>The Trust should act.</p>", "a.docx").format == "html"
    assert text(tmp_path, "# Review\n\nThe Trust should act.", "a.txt").format == "md"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.txt", b" \n\n ", "no text"),
        ("a.doc", _OLE + "WordDocument".encode("utf-16-le"), "old Word"),
        ("a.docx", _OLE + "EncryptedPackage".encode("utf-16-le"),
         "password"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture (PNG)"),
        ("a.docx", b"MZ\x90\0" + bytes(60), "program"),
        ("a.rtf", rb"{\rtf1 The Trust should act.}", "Rich Text"),
        ("a.txt", b"The Trust \0should act.", "not text"),
        ("a.xml", b"<?xml version='1.0'?><review/>", "XML"),
        ("a.csv", b"a,b\n1,2\n", "table"),
        ("a.docx", b"PK\x03\x04 and then nothing", "damaged"),
    ],
)  # fmt: skip
def test_refusals_name_the_file_the_reason_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    with pytest.raises(InputRefusedError) as refused:
        text(tmp_path, content, name)
    message = str(refused.value)
    assert message.startswith(f"{name}: ") and says in message and "\n" not in message
