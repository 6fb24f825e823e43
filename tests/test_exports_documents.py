"""One document in every form: the same words in each, with structure, and never as markup."""

from __future__ import annotations

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from exports.document import Block, Document, Heading, Link, Paragraph, Passage, Points, Table
from exports.markdown import as_markdown
from exports.pdf import as_pdf
from exports.slides import as_slides, slides
from exports.text import printable
from exports.web import as_web_page
from exports.word import as_word
from tests.reading_files import (
    DRAWING,
    SLIDE,
    WORD,
    links,
    paragraphs,
    parts,
    pdf_is_tagged,
    pdf_words,
    slide_texts,
)

REPORT = "https://example.org/reports/a-name"
TWO_LINES = "“Share it – at once” said Siân Ŵyn.\nAnd ask again."
BLOCKS: list[Block] = [
    Paragraph("A notice.", look="notice"),
    Heading("First part"),
    Paragraph("Plain words.", Link("doi:10.1/x", "https://doi.org/10.1/x")),
    Heading("A case", 2),
    Passage(TWO_LINES, ["Concern 2 · A report", "Page 7"], Link("Source report", REPORT, True)),
    Passage("A claim of ours.", ["Cohort study"], quoted=False),
    Heading("Second part"),
    Points([Paragraph("One"), Paragraph("Two")], numbered=True),
    Table("Counts of something", ("Name", "Count"), [("Of one", "3 of 7 reviews")]),
    Paragraph("Small print.", look="note"),
]
SAID = Document("A title", "Below it", BLOCKS, ("safeguarding",), "From a test")
WORDS = [
    "A title", "Below it", "A notice.", "First part", "Plain words.", "doi:10.1/x", "A case",
    *TWO_LINES.split("\n"), "Concern 2 · A report", "Page 7", "Source report", "A claim of ours.",
    "Cohort study", "Second part", "One", "Two", "Counts of something", "Name", "Of one",
    "3 of 7 reviews", "Small print.",
]  # fmt: skip


def rendered(document: Document) -> BeautifulSoup:
    text = as_markdown(document).decode()
    return BeautifulSoup(MarkdownIt("commonmark").enable("table").render(text), "html.parser")


def test_every_form_says_the_same() -> None:
    page = BeautifulSoup(as_web_page(SAID), "html.parser")
    said = {
        "markdown": rendered(SAID).get_text(" "),
        "web": page.get_text(" "),
        "word": "\n".join(words for _, words in paragraphs(as_word(SAID))),
        "pdf": pdf_words(as_pdf(SAID)),
        "slides": "\n".join("\n".join(one) for one in slide_texts(as_slides(SAID))),
    }
    for form, text in said.items():
        assert [words for words in WORDS if words not in text] == [], form
    assert [one.name for one in page.find_all(["h1", "h2", "h3"])] == ["h1", "h2", "h3", "h2"]
    assert [one.get("scope") for one in page.find_all("th")] == ["col", "col", "row"]


def test_the_address_of_a_coroners_report_is_never_text() -> None:
    written = as_markdown(SAID).decode()
    assert "a-name" not in written and "Source report" in written
    assert "(<https://doi.org/10.1/x>)" in written
    for content in (as_word(SAID), as_slides(SAID)):
        assert set(links(content)) == {REPORT, "https://doi.org/10.1/x"}
    assert "a-name" not in "".join(words for _, words in paragraphs(as_word(SAID)))
    assert "a-name" not in str(slide_texts(as_slides(SAID)))
    assert "a-name" not in pdf_words(as_pdf(SAID))
    assert "a-name" not in BeautifulSoup(as_web_page(SAID), "html.parser").get_text()


def test_word_has_styles_language_properties_and_header_rows() -> None:
    content = as_word(SAID)
    styles = dict.fromkeys(style for style, _ in paragraphs(content))
    assert {"Title", "Heading1", "Heading2", "Quote", "ListNumber", "Caption"} <= set(styles)
    (document,) = parts(content, "word/document.xml")
    (table,) = document.iter(f"{WORD}tbl")
    rows = list(table.iter(f"{WORD}tr"))
    assert [row.find(f"{WORD}trPr/{WORD}tblHeader") is not None for row in rows] == [True, False]
    described = table.find(f"{WORD}tblPr/{WORD}tblDescription")
    assert described is not None and described.get(f"{WORD}val") == "Counts of something"
    (sheet,) = parts(content, "word/styles.xml")
    assert next(sheet.iter(f"{WORD}lang")).get(f"{WORD}val") == "en-GB"
    (core,) = parts(content, "docProps/core.xml")
    held = {one.tag.rpartition("}")[2]: one.text for one in core}
    assert (held["title"], held["subject"], held["language"]) == ("A title", "Below it", "en-GB")
    assert held["creator"].startswith("Common Thread")


def test_pdf_is_tagged_has_outline_title_language_and_its_own_letters() -> None:
    content = as_pdf(SAID)
    assert pdf_is_tagged(content)
    assert b"pdfuaid:part" in content
    with pypdfium2.PdfDocument(content) as pdf:
        outline = [(one.level, one.get_title()) for one in pdf.get_toc()]
        held = pdf.get_metadata_dict()
    assert outline == [(0, "First part"), (1, "A case"), (0, "Second part")]
    assert (held["Title"], held["Keywords"]) == ("A title", "safeguarding")
    assert b"/Lang(en-GB)" in content.replace(b" ", b"")
    assert "From a test Page 1 of 1" in pdf_words(content)
    assert b"Inter-Regular" in content


def test_slides_have_titles_notes_language_and_described_tables() -> None:
    long = "\n".join(f"Sentence {n} of a very long wording goes on and on." for n in range(120))
    content = as_slides(Document("A title", "", [*BLOCKS, Heading("Long"), Passage(long, ["P 1"])]))
    titles = [one[0] for one in slide_texts(content)]
    assert titles[:2] == ["A title", "First part"]
    assert "A notice." in slide_texts(content)[0]  # below the title, where there is room
    assert "First part: A case" in titles
    assert titles[-2:] == ["Long (1 of 2)", "Long (2 of 2)"]
    assert "shortened; whole in the notes" in "".join(slide_texts(content)[-1])
    notes = "\n".join("\n".join(one) for one in slide_texts(content, "ppt/notesSlides/notes"))
    assert long in notes
    assert len(titles) == len(set(titles))
    for slide in parts(content, "ppt/slides/slide"):
        kinds = [one.get("type") for one in slide.iter(f"{SLIDE}ph")]
        assert kinds[0] in ("title", "ctrTitle")
        assert {one.get("lang") for one in slide.iter(f"{DRAWING}rPr")} == {"en-GB"}
        for frame in slide.iter(f"{SLIDE}graphicFrame"):
            properties = next(frame.iter(f"{SLIDE}cNvPr"))
            assert properties.get("descr") == "Counts of something"
            assert next(frame.iter(f"{DRAWING}tblPr")).get("firstRow") == "1"


def test_what_is_said_first_has_slides_of_its_own_where_it_is_long() -> None:
    content = as_slides(Document("A title", "", [Paragraph("A notice. " * 200), Heading("Part")]))
    assert [one[0] for one in slide_texts(content)][:2] == [
        "A title",
        "Before you begin (1 of 2)",
    ]


@pytest.mark.parametrize(
    "length", [1, 400, 1_000, 3_000, 9_000], ids=lambda length: f"{length} letters"
)
def test_no_slide_is_overfull(length: int) -> None:
    """A slide has room for 16 lines of 97 letters; its words need no more."""
    words = ("supervision " * (length // 12 + 1))[:length].strip()
    table = Table("Many", ("Name", "Count"), [(words[:300], str(n)) for n in range(30)])
    blocks = [Heading("H"), Paragraph(words), Points([Paragraph(words)] * 3), table]
    for slide in slides([*blocks, Passage(words, ["note"])]):
        assert sum(len(text.words) for text in slide.texts) <= 1_552
        if slide.table:
            assert sum(max(map(len, row)) // 85 + 1 for row in slide.table.rows) <= 15


HOSTILE = (
    "<b>b</b> | [l](http://e.org) ![i](http://e.org/i.png) `c` *s* 1. #h &amp; http://e.org "
    '#import "x" $y$ @z \\ {{ }} %n'
)
UNFIT = "nul \x00 bell \x07 half \ud800 none \uffff turned \u202eabc\u202c \u200f mark \x0b end"


@pytest.mark.parametrize("start", ["", "- ", "1. ", "+ ", "# ", "> ", "= ", "/ "])
def test_a_text_is_never_markup(start: str) -> None:
    text = start + HOSTILE
    said = Document(
        text,
        text,
        [
            Heading(text),
            Paragraph(text, look="notice"),
            Passage(f"{text}\n{text}", [text]),
            Points([Paragraph(text)]),
            Table(text, [text, text], [[text, text]]),
        ],
    )
    for page in (BeautifulSoup(as_web_page(said), "html.parser"), rendered(said)):
        assert not page.find_all(["b", "a", "img", "code", "em", "pre"])
        assert len(page.find_all("li")) == 1
        assert page.h1 is not None and page.h1.text == text
        assert [one.text for one in page.find_all("td")][-1] == text
    assert as_pdf(said).startswith(b"%PDF")
    words = [words for _, words in paragraphs(as_word(said))]
    assert words.count(text) == 11 and f"{text}\n{text}" in words


def test_what_no_file_can_hold_is_left_out_and_the_rest_stays() -> None:
    said = Document(UNFIT, UNFIT, [Heading(UNFIT), Passage(UNFIT, [UNFIT])], (UNFIT,), UNFIT)
    fit = "nul   bell   half   none   turned abc \u200f mark   end"
    assert printable(UNFIT) == fit
    assert fit in [words for _, words in paragraphs(as_word(said))]
    assert f"“{fit}”" in [words for slide in slide_texts(as_slides(said)) for words in slide]
    assert "nul bell half none turned abc" in pdf_words(as_pdf(said))
    assert "none" in as_markdown(said).decode() and "\x07" not in as_web_page(said).decode()


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    content = as_pdf(Document("Title", "", [Paragraph("x" * 1_000)]))
    with pypdfium2.PdfDocument(content) as pdf:
        page = pdf[0]
        words = page.get_textpage()
        right = max(words.get_rect(n)[2] for n in range(words.count_rects()))
        assert right < page.get_width() - 50


def test_a_letter_that_cannot_be_drawn_is_told() -> None:
    written = as_pdf(Document("Title", "", [Paragraph("Yes 漢字 and no")]))
    assert "stand as empty boxes" in pdf_words(written)
    assert "漢字" in paragraphs(as_word(Document("T", "", [Paragraph("漢字")])))[1][1]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "", "https://"])
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    said = Document("T", "", [Paragraph("words", Link("here", address))])
    assert links(as_word(said)) == links(as_slides(said)) == []
    assert not BeautifulSoup(as_web_page(said), "html.parser").find_all("a")
    assert not rendered(said).find_all("a")
    assert b"/URI" not in as_pdf(said)
